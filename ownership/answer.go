package ownership

import (
	"cmp"
	"math/big"
	"slices"
	"sort"

	"adit"
)

// Answer is whether one party is caught, what that rests on, and what to look
// at besides.
type Answer struct {
	Party, Name string
	Verdict     Verdict
	Listed      []Entry    // lists that name the party itself
	Low, High   Bound      // share that caught owners hold of it together; both zero for a party only listed
	Terms       adit.Terms // most restrictive that follow for certain; "" where none was read
	MayTerms    adit.Terms // most restrictive that are possible
	Because     []string   // in words, one thought each
	Proof       []Step     // the holdings the verdict rests on, the party first
	Flags       []Flag     // what a careful reader looks at besides

	question string
}

// Bound is one end of a range of shares.
type Bound struct {
	Part *big.Rat // of the whole, 0-1
	Open bool     // the end itself is left out
}

// String writes the bound in percent.
func (b Bound) String() string { return percent(b.Part) }

// boundOf takes the cuts of open ends back out of a sum.
func boundOf(r *big.Rat) Bound {
	a := floor(r)
	near := (a + cuts/2) / cuts * cuts
	if r.IsInt() && a != near {
		return Bound{new(big.Rat).Quo(ratOf(near), ratOf(whole)), true}
	}
	return Bound{new(big.Rat).Quo(r, ratOf(whole)), false}
}

// Entry is one listing of a party.
type Entry struct {
	List, Name  string    // id and name of the list
	Date        adit.Date // state of the list
	From        adit.Date // listed since
	Programs    string
	Terms       adit.Terms
	Requirement string
	Policy      string
}

// Step is one holding of a proof.
type Step struct {
	Owner, OwnerName string
	Asset, AssetName string
	Stake            adit.Stake // as recorded
	Kind             adit.Tie
	Block            string
	Span             adit.Span
	KnownOn          adit.Date
	Source, Note     string
	Row              adit.Where
	Listed           []Entry // lists that name the owner; none: it is caught through its own owners, or not caught
	Verdict          Verdict // of the owner
	Counts           bool    // it is part of the sum
}

// FlagKind is a stable word for a red flag.
type FlagKind string

// Flags. None of them is a verdict.
const (
	UnknownShare  FlagKind = "unknown-share"  // a caught owner's share is not known
	MinorityStake FlagKind = "minority"       // caught owners hold much, but less than the limit
	OverWhole     FlagKind = "over-whole"     // more than the whole is recorded
	SelfHolding   FlagKind = "self-holding"   // it holds shares of itself
	ToldTwice     FlagKind = "told-twice"     // one stake is recorded more than once
	ControlTie    FlagKind = "control-tie"    // a caught party has a tie of control
	IndirectStake FlagKind = "indirect-stake" // a caught party is stated to hold indirectly
	Divested      FlagKind = "divested"       // a caught party held shares before
	VotesDiffer   FlagKind = "votes-differ"   // votes and capital are not held alike
	SeatUnknown   FlagKind = "seat-unknown"   // the rule spares some seats and this one is not known
	SeatExempt    FlagKind = "seat-exempt"    // the rule spares its seat
	NotRecorded   FlagKind = "not-recorded"   // who holds the rest is not recorded
	TermsNotRead  FlagKind = "terms-not-read" // a list does not say its terms in a way that was read
)

// Flag is one thing to look at besides the verdict.
type Flag struct {
	Kind  FlagKind
	Party string // who it is about beside the party asked for; ""
	Says  string
}

// Answer answers for one party. Of a party the graph does not hold nothing can
// be told.
func (c *Closure) Answer(id string) Answer {
	s := c.s
	zero := Bound{Part: new(big.Rat)}
	a := Answer{Party: id, Name: id, Verdict: CannotTell, Low: zero, High: zero, question: s.q.Test.Says()}
	p, ok := s.g.ids[id]
	if !ok {
		a.Because = []string{"no party of that id is among those loaded"}
		return a
	}
	a.Name = s.g.parties[p].name
	a.Listed = c.entries(p)
	n := s.g.gather(p, s.q)
	low, high := n.least(s.q.Test, c.countsBelow), n.most(s.q.Test, c.countsAbove)
	a.Low, a.High = boundOf(low), boundOf(high)
	a.Verdict = c.verdict(p)
	a.Terms, a.MayTerms = rankTerms(c.terms[p]), rankTerms(max(c.terms[p], c.mayTerms[p]))
	a.Proof = c.proof(p, a.Verdict)
	a.Flags = c.flags(p, n, &a)
	a.Because = c.because(p, n, &a)
	return a
}

// Verdict answers in one word.
func (c *Closure) Verdict(id string) Verdict {
	p, ok := c.s.g.ids[id]
	if !ok {
		return CannotTell
	}
	return c.verdict(p)
}

func (c *Closure) verdict(p int32) Verdict {
	switch {
	case len(c.named[p]) > 0, c.sure.has(p):
		return Yes
	case !c.may.has(p), c.s.seated(p) == No:
		return No
	}
	return CannotTell
}

// countsBelow and countsAbove say whose holdings count: under a direct test
// those of listed parties alone.
func (c *Closure) countsBelow(o int32) bool {
	return c.sure.has(o) && (!c.s.q.Test.Direct || len(c.named[o]) > 0)
}

func (c *Closure) countsAbove(o int32) bool {
	return c.may.has(o) && (!c.s.q.Test.Direct || len(c.named[o]) > 0)
}

func rankTerms(rank uint8) adit.Terms {
	if rank == 0 {
		return ""
	}
	return adit.AllTerms()[rank-1]
}

func (c *Closure) entries(p int32) []Entry {
	var list []Entry
	for _, l := range c.named[p] {
		list = append(list, Entry{
			List: l.list.ID, Name: l.list.Name, Date: l.list.Date, From: l.entry.From, Programs: l.entry.Programs,
			Terms: l.entry.Terms, Requirement: l.entry.Requirement, Policy: l.entry.Policy,
		})
	}
	return list
}

// proof lists the holdings that a verdict rests on. For a yes these are, party
// by party down to the listed ones, the largest stakes of caught owners that
// together reach the limit; for the others all stakes of owners that are or may
// be caught, as far as they may have been caught before.
func (c *Closure) proof(p int32, verdict Verdict) []Step {
	order := c.sure
	if verdict != Yes {
		order = c.may
	}
	var steps []Step
	seen := map[int32]bool{p: true}
	queue := []int32{p}
	for i := 0; i < len(queue); i++ {
		a := queue[i]
		if i > 0 && (verdict == No || len(c.named[a]) > 0) {
			continue // a listed party needs no owners, a no no reasons further up
		}
		for _, o := range c.reasons(a, verdict, order) {
			for _, h := range c.s.g.rows(a, o, c.s.q) {
				steps = append(steps, c.step(h))
			}
			if !seen[o] {
				seen[o] = true
				queue = append(queue, o)
			}
		}
	}
	return steps
}

// reasons lists the owners that a verdict about an asset rests on, largest
// stakes first.
func (c *Closure) reasons(a int32, verdict Verdict, order ranks) []int32 {
	s, t := c.s, c.s.q.Test
	n := s.g.gather(a, s.q)
	before := func(o int32) bool {
		return order.has(o) && (order[o] < order[a] || !order.has(a)) && (!t.Direct || len(c.named[o]) > 0)
	}
	var list []int32
	at := map[int32]int{}
	for i, o := range n.owner {
		at[o] = i
		if before(o) {
			list = append(list, o)
		}
	}
	slices.SortStableFunc(list, func(x, y int32) int {
		return cmp.Or(n.low[0][at[y]].Cmp(n.low[0][at[x]]), n.high[0][at[y]].Cmp(n.high[0][at[x]]))
	})
	var board []int32
	for _, o := range n.board {
		if before(o) && !slices.Contains(list, o) {
			board = append(board, o)
		}
	}
	if verdict != Yes {
		return append(list, board...)
	}
	if len(c.named[a]) > 0 && !t.met(n.least(t, before)) {
		return nil
	}
	if !t.met(n.least(t, before)) { // then it is a tie of control that catches
		return append(board, list...)
	}
	rank := make(map[int32]int, len(list))
	for i, o := range list {
		rank[o] = i
	}
	enough := sort.Search(len(list), func(last int) bool {
		return t.met(n.least(t, func(o int32) bool {
			r, ok := rank[o]
			return ok && r <= last
		}))
	})
	return list[:min(enough+1, len(list))]
}
