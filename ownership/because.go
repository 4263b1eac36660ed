package ownership

import (
	"fmt"
	"math/big"

	"adit"
)

// because says in words what a verdict follows from.
func (c *Closure) because(p int32, n *node, a *Answer) []string {
	s, t := c.s, c.s.q.Test
	var out []string
	for _, e := range a.Listed {
		out = append(out, a.Name+" is itself on "+e.Words())
	}
	held := "caught owners hold " + boundWords(a.Low, a.High) + " of it together"
	if t.Alone {
		held = "no caught owner alone is known to hold other than " + boundWords(a.Low, a.High) + " of it"
		if a.Low.Part.Cmp(a.High.Part) == 0 {
			held = "the largest caught owner holds " + boundWords(a.Low, a.High) + " of it"
		}
	}
	limit := percent(new(big.Rat).Quo(t.limit(), ratOf(whole)))
	least, most := t.met(n.least(t, c.countsBelow)), t.met(n.most(t, c.countsAbove))
	seated := s.seated(p)
	switch {
	case len(a.Listed) > 0:
		if least {
			out = append(out, held)
		}
	case seated == No && most:
		out = append(out, held, fmt.Sprintf("the rule spares parties seated in %s", s.g.parties[p].seat))
	case a.Verdict == Yes && !least:
		out = append(out, held, "a caught party has a tie to it that the test counts as control")
	case a.Verdict == CannotTell && seated == CannotTell && least:
		out = append(out, held, "the rule spares some seats, and its seat is not recorded")
	case a.Verdict == CannotTell && !most:
		out = append(out, held, "a party that may be caught has a tie to it that the test counts as control")
	case a.Verdict == CannotTell:
		out = append(out, held, "the limit of "+limit+" lies between the two")
		out = append(out, c.openPoints(p, n)...)
	case n.empty():
		out = append(out, "no owner is recorded on "+s.q.On.String())
	default:
		out = append(out, held)
	}
	if a.Verdict != No && a.MayTerms != "" {
		words := "the most restrictive terms that follow are " + string(a.MayTerms)
		if a.Terms != a.MayTerms {
			words = "the most restrictive terms that may follow are " + string(a.MayTerms)
			if a.Terms != "" {
				words += ", those that do follow " + string(a.Terms)
			}
		}
		out = append(out, words)
	}
	return out
}

func (n *node) empty() bool { return len(n.owner) == 0 && len(n.board) == 0 && n.self[0][0] == nil }

// openPoints says what would have to be found out.
func (c *Closure) openPoints(p int32, n *node) (out []string) {
	for i, o := range n.owner {
		name := c.s.g.parties[o].name
		switch {
		case !c.countsAbove(o):
		case c.countsBelow(o):
			if n.low[0][i].Cmp(n.high[0][i]) != 0 || n.low[1][i].Cmp(n.high[1][i]) != 0 {
				out = append(out, "to find out: the share that "+name+" holds")
			} else if n.low[0][i].Cmp(n.low[1][i]) != 0 {
				out = append(out, "to find out: whether the rule counts capital or votes, which "+name+" holds differently")
			}
		case c.s.seated(o) == No:
			out = append(out, fmt.Sprintf("to find out: whether holdings count through %s, which the rule spares for its seat", name))
		default:
			out = append(out, "to find out: whether "+name+" is caught itself")
		}
	}
	if n.self[0][0] != nil && c.s.q.Test.Treasury == Unstated {
		out = append(out, "to find out: whether the shares it holds of itself stand in the base")
	}
	return out
}

// boundWords writes a range of shares as in "hold …".
func boundWords(low, high Bound) string {
	if low.Part.Cmp(high.Part) == 0 && !low.Open && !high.Open {
		return low.String()
	}
	from, to := "between ", " and "
	if low.Open {
		from = "more than "
	}
	if high.Open {
		to = " and less than "
	}
	return from + low.String() + to + high.String()
}

// standing says how an owner that counts stands.
func (c *Closure) standing(o int32) string {
	switch {
	case len(c.named[o]) > 0:
		return "is listed"
	case c.sure.has(o):
		return "is caught"
	}
	return "may be caught"
}

// flags collects what a careful reader looks at besides the verdict.
func (c *Closure) flags(p int32, n *node, a *Answer) (out []Flag) {
	s, t, g := c.s, c.s.q.Test, c.s.g
	say := func(kind FlagKind, about int32, format string, args ...any) {
		f := Flag{Kind: kind, Says: fmt.Sprintf(format, args...)}
		if about >= 0 {
			f.Party = g.parties[about].id
		}
		out = append(out, f)
	}
	last := [2]int32{-1, -1} // owner and kind-block of the row before
	for i := g.start[p]; i < g.start[p+1]; i++ {
		o := g.owner[i]
		name := g.parties[o].name
		if !g.holds(i, s.q.On, s.q.KnownOn) {
			if to := g.to[i]; !to.IsZero() && to < s.q.On && c.countsAbove(o) && (s.q.KnownOn.IsZero() || g.known[i] <= s.q.KnownOn) {
				say(Divested, o, "%s held %s until %s: what was blocked before may stay blocked, and a sale is to be checked", name, stakeWords(g.stake(i)), to)
			}
			continue
		}
		key := [2]int32{o, int32(g.kind[i])<<24 ^ g.block[i]}
		if key == last && g.kind[i] != control {
			say(ToldTwice, o, "the stake of %s is recorded more than once; blocks that add up need names of their own", name)
		}
		last = key
		switch {
		case o == p || !c.countsAbove(o):
		case g.kind[i] == control && !t.Control:
			note := ""
			if text := g.texts[g.ref[i].note]; text != "" {
				note = " (" + text + ")"
			}
			say(ControlTie, o, "%s, which %s, has a tie to it that is no share%s; this test does not count it", name, c.standing(o), note)
		case g.kind[i] == indirect:
			say(IndirectStake, o, "%s is stated to hold %s indirectly, which is not added to direct holdings", name, stakeWords(g.stake(i)))
		case g.kind[i] != control && g.unknown[i]:
			say(UnknownShare, o, "%s, which %s, holds a share that is not known", name, c.standing(o))
		}
	}
	if a.Verdict != Yes && t.Minority.Den != 0 {
		if limit := t.Minority.Rat(); a.Low.Part.Cmp(limit) >= 0 {
			say(MinorityStake, -1, "caught owners hold %s, a significant minority from %s on", boundWords(a.Low, a.High), percent(limit))
		}
	}
	total, one := n.total(0), ratOf(whole)
	if n.total(1).Cmp(total) > 0 {
		total = n.total(1)
	}
	if total.Cmp(one) > 0 {
		say(OverWhole, -1, "%s of it is recorded as held: one record at least is wrong, and the excess is kept as doubt", percent(new(big.Rat).Quo(total, one)))
	}
	for i, o := range n.owner {
		if c.countsAbove(o) && (n.low[0][i].Cmp(n.low[1][i]) != 0 || n.high[0][i].Cmp(n.high[1][i]) != 0) {
			say(VotesDiffer, o, "%s holds votes and capital in different shares, or only votes are recorded", g.parties[o].name)
		}
	}
	if n.self[0][0] != nil {
		reading := map[Treasury]string{Unstated: "both readings of the base are kept as bounds", InBase: "they stand in the base", OutOfBase: "they are left out of the base"}[t.Treasury]
		say(SelfHolding, -1, "it holds %s of its own shares; %s", percent(new(big.Rat).Quo(n.self[0][1], one)), reading)
	}
	switch {
	case s.seated(p) == No && !n.empty():
		say(SeatExempt, -1, "its seat, %s, is one the rule spares", g.parties[p].seat)
	case s.seated(p) == CannotTell:
		say(SeatUnknown, -1, "its seat is not recorded, and the rule spares some")
	}
	if a.Verdict != Yes {
		rest := new(big.Rat).Sub(one, n.total(0))
		for _, high := range n.high[0] {
			if high.Cmp(one) == 0 { // a share not known may be all of the rest
				rest = new(big.Rat)
			}
		}
		if rest.Sign() > 0 {
			b := boundOf(rest)
			say(NotRecorded, -1, "who holds %s of it is not recorded, or only within bounds", b)
		}
	}
	if a.Verdict != No {
		for _, o := range append([]int32{p}, n.owner...) {
			for _, l := range c.named[o] {
				if l.entry.Terms == adit.Terms("") {
					say(TermsNotRead, o, "the terms of %s on %s were not read: they may be stricter", g.parties[o].name, l.list.Name)
				}
			}
		}
	}
	return out
}
