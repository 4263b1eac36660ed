package screen

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"

	"adit"
	"adit/ownership"
)

// owners answers who is caught through its owners. Closures are kept: a batch
// asks the same test on the same day again and again.
type owners struct {
	graph *ownership.Graph
	mu    sync.Mutex
	kept  map[string]*ownership.Closure
}

func newOwners(g *ownership.Graph) *owners {
	return &owners{graph: g, kept: map[string]*ownership.Closure{}}
}

func (o *owners) has(party string) bool { return o.graph != nil && o.graph.Has(party) }

func (o *owners) closure(q ownership.Question, lists []*ownership.List) *ownership.Closure {
	key := fmt.Sprintf("%+v", q)
	for _, l := range lists {
		key += "\x00" + l.ID
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if c := o.kept[key]; c != nil {
		return c
	}
	c := o.graph.Caught(q, lists...)
	o.kept[key] = c
	return c
}

// minority is the share of caught owners from which people are told to look, in
// the absence of an official number.
var minority = adit.Part{Num: 1, Den: 4}

// testOf turns a test of ownership into that of the graph. Seats that the
// measure leaves out (except_to) are exempt.
func testOf(test adit.Test, exempt []string) ownership.Test {
	t := ownership.Test{
		Strict: test.Compare == "more-than", Alone: !test.Aggregate, Direct: test.Through == "direct" || test.Through == "",
		Exempt: exempt, Minority: minority,
	}
	switch test.Basis {
	case "equity":
		t.Base = ownership.Capital
	case "votes":
		t.Base = ownership.Voting
	}
	if test.Share.Given() && test.Share.Known() {
		// as written: 0.5 is one half and not its nearest binary number
		if r, ok := new(big.Rat).SetString(strconv.FormatFloat(test.Share.Value, 'f', -1, 64)); ok && r.Num().IsInt64() && r.Denom().IsInt64() {
			t.Limit = adit.Part{Num: r.Num().Int64(), Den: r.Denom().Int64()}
		}
	}
	return t
}

// readings holds a party against a measure's test of ownership, and where
// readers differ about a test that neither adds up nor follows chains, against
// the widest reading as well. Where the two differ the answer is open.
func (s *Screener) readings(m *adit.Measure, p identity, lists []string, q Question) caught {
	c := s.caughtBy(m, m.Test, p.ID, lists, q)
	if len(m.Test.Readings) < 2 {
		return c
	}
	wide := m.Test
	wide.Aggregate, wide.Through = true, "cascade"
	d := s.caughtBy(m, wide, p.ID, lists, q)
	if c.answer == d.answer {
		return c
	}
	words := [...]string{No: "no", Open: "cannot tell", Yes: "yes"}
	other := d.answer
	d.answer = Open
	d.because = fmt.Sprintf("the readings differ: %s as written (%s), %s with stakes added up and chains followed (%s)", words[c.answer], m.Test.Readings[0].Words, words[other], d.because)
	d.collect = append(d.collect, "which reading of "+cited(m)+" holds: its text does not say")
	return d
}

// caughtBy holds a party against a test of ownership of a measure.
func (s *Screener) caughtBy(m *adit.Measure, test adit.Test, party string, lists []string, q Question) caught {
	if test.Through == "dilution" {
		return caught{answer: Open, because: "it multiplies shares along chains, which no known text asks for and this screening does not do",
			collect: []string{"a reading of " + cited(m) + " by a person"}}
	}
	var from []*ownership.List
	for _, l := range s.lists {
		if slices.Contains(lists, l.ID) {
			from = append(from, l.source)
		}
	}
	closure := s.owners.closure(ownership.Question{On: q.On, KnownOn: q.KnownOn, Test: testOf(test, s.seats(m.ExceptTo))}, from)
	a := closure.Answer(party)
	c := caught{because: strings.Join(a.Because, "; ")}
	for _, step := range a.Proof {
		c.proof = append(c.proof, step.Words())
		for _, e := range step.Listed {
			c.proof = append(c.proof, step.OwnerName+" is on "+e.Words())
		}
	}
	if part, ok := closure.Dilution(party); ok && part.High > 0 {
		c.proof = append(c.proof, fmt.Sprintf("for information, not for the test: multiplied along the chains listed parties have %s of it", interval(part)))
	}
	for _, f := range a.Flags {
		c.proof = append(c.proof, "look at: "+f.Says)
	}
	c.proof = unique(c.proof)
	switch a.Verdict {
	case ownership.Yes:
		c.answer = Yes
		c.verdict, _ = ofTerms(a.Terms)
		if a.Terms == "" {
			c.verdict = Goes // not read: said so by the caller
		}
	case ownership.CannotTell:
		c.answer = Open
		c.verdict, _ = ofTerms(a.MayTerms)
		c.collect = []string{"the shares of the owners of " + a.Name + ": " + c.because}
	default:
		for _, f := range a.Flags {
			switch f.Kind {
			case ownership.NotRecorded, ownership.OverWhole, ownership.SeatUnknown:
				c.answer = Open
				c.collect = append(c.collect, a.Name+": "+f.Says)
			}
		}
	}
	return c
}

func interval(i ownership.Interval) string {
	low, high := strconv.FormatFloat(100*i.Low, 'g', 5, 64), strconv.FormatFloat(100*i.High, 'g', 5, 64)
	if low == high {
		return low + "%"
	}
	return low + "% to " + high + "%"
}

// seats lists the places that ids of places and groups stand for.
func (s *Screener) seats(ids []string) []string {
	if len(ids) == 0 {
		return nil
	}
	in := s.places.In(ids)
	var out []string
	for _, p := range s.world.Places {
		if in(p.ID) {
			out = append(out, p.ID)
		}
	}
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// Answer says whether something holds.
type Answer uint8

// Answers.
const (
	No Answer = iota
	Open
	Yes
)
