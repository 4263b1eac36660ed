package ownership

import (
	"maps"
	"slices"

	"adit"
)

// Closure is who is caught on a day, for certain and possibly. It is
// immutable but for the dilution, which is computed when first asked for.
type Closure struct {
	s     *Snapshot
	lists []*List
	named map[int32][]listing // who is listed on the day
	seeds []int32             // the same, in ascending order

	sure, may ranks // who is caught on the least and on the most that may be held

	terms    []uint8 // most restrictive rank passed on for certain, by party
	mayTerms []uint8 // the same, of what is possible
	dilution *dilution
}

// ranks is a set of parties with the order in which they were caught: 0 is not
// in it. Each is caught by parties before it alone, so that a chain of reasons
// never runs in a ring.
type ranks []int32

func (r ranks) has(p int32) bool { return r[p] > 0 }

// Caught closes the listed parties over a graph on a day; see Snapshot.Caught.
func (g *Graph) Caught(q Question, lists ...*List) *Closure { return g.On(q).Caught(lists...) }

// Caught returns who is caught through the parties that the lists name on the
// day. Entries about parties that the graph does not hold are passed over.
func (s *Snapshot) Caught(lists ...*List) *Closure {
	c := &Closure{s: s, lists: lists, named: s.listings(lists)}
	c.seeds = slices.Sorted(maps.Keys(c.named))
	c.sure = s.closeBelow(c.seeds)
	c.may = s.closeAbove(c.seeds)
	c.spread()
	c.dilution = &dilution{}
	return c
}

// walk catches the seeds and, one after another, what follows from them: reach
// is handed each owner newly in the set with an asset of it, and says whether
// the asset is in the set too. board says it of an asset with a tie of control.
func (s *Snapshot) walk(seeds []int32, reach func(asset, at int32) bool, join func(asset int32) bool) ranks {
	set := make(ranks, len(s.g.parties))
	queue := make([]int32, 0, len(seeds))
	for _, p := range seeds {
		queue = append(queue, p)
		set[p] = int32(len(queue))
	}
	for i := 0; i < len(queue); i++ {
		if s.q.Test.Direct && i >= len(seeds) {
			break // who is caught passes nothing on
		}
		o := queue[i]
		for k := s.outStart[o]; k < s.outStart[o+1]; k++ {
			// An asset that is in already is still told: what it is held by counts.
			if a := s.out[k]; !set.has(a) && reach(a, s.outAt[k]) && join(a) {
				queue = append(queue, a)
				set[a] = int32(len(queue))
			}
		}
		if !s.q.Test.Control {
			continue
		}
		for _, a := range s.boards[o] {
			if !set.has(a) && join(a) {
				queue = append(queue, a)
				set[a] = int32(len(queue))
			}
		}
	}
	return set
}

// totals sums, asset by asset, the least that all its owners hold together.
func (s *Snapshot) totals(low []amount) []amount {
	sum := make([]amount, len(s.g.parties))
	for a := range sum {
		for _, l := range low[s.start[a]:s.start[a+1]] {
			sum[a] = plus(sum[a], l)
		}
	}
	return sum
}

// closeBelow returns who is caught however little is held.
func (s *Snapshot) closeBelow(seeds []int32) ranks {
	t := s.q.Test
	need := t.least()
	lows, _ := s.bases()
	held := make([][]amount, len(lows)) // by caught owners
	over := make([][]amount, len(lows)) // recorded beyond the whole
	for base := range lows {
		held[base] = make([]amount, len(s.g.parties))
		over[base] = s.totals(lows[base])
		for a, sum := range over[base] {
			over[base][a] = max(0, sum-whole)
		}
	}
	counted := make(ranks, len(s.g.parties)) // owners met so far, for assets that need fractions
	met := func(o int32) bool { return counted[o] > 0 }
	reach := func(a, at int32) bool {
		if n := s.fine[a]; n != nil {
			counted[s.owner[at]] = 1
			return t.met(n.least(t, met))
		}
		reached := 0
		for base, low := range lows {
			h := &held[base][a]
			if t.Alone {
				*h = max(*h, low[at])
			} else {
				*h = plus(*h, low[at])
			}
			if *h-over[base][a] >= need {
				reached++
			}
		}
		return reached == len(lows) || reached > 0 && t.Control
	}
	return s.walk(seeds, reach, func(a int32) bool { return s.seated(a) == Yes })
}

// closeAbove returns who may be caught, if as much is held as may be. A party
// whose seat is exempt is passed through: whether its own holdings count is not
// settled by its not being caught.
func (s *Snapshot) closeAbove(seeds []int32) ranks {
	t := s.q.Test
	need := t.least()
	lows, highs := s.bases()
	held := make([][]amount, len(lows)) // at most, by owners in the set
	rest := make([][]amount, len(lows)) // at least, by the others
	full := make([][]amount, len(lows)) // at least, by all
	for base := range lows {
		held[base] = make([]amount, len(s.g.parties))
		rest[base] = s.totals(lows[base])
		full[base] = rest[base]
		if t.Alone {
			continue
		}
		full[base] = append([]amount(nil), rest[base]...)
	}
	counted := make(ranks, len(s.g.parties))
	met := func(o int32) bool { return counted[o] > 0 }
	reach := func(a, at int32) bool {
		if n := s.fine[a]; n != nil {
			counted[s.owner[at]] = 1
			return t.met(n.most(t, met))
		}
		for base := range lows {
			h, low, high := &held[base][a], lows[base][at], highs[base][at]
			room := amount(whole)
			switch {
			case t.Alone:
				if full[base][a] <= whole {
					high = min(high, whole-(full[base][a]-low))
				}
				*h = max(*h, high)
			default:
				*h = plus(*h, high)
				if rest[base][a] -= low; full[base][a] <= whole {
					room = whole - rest[base][a]
				}
			}
			if min(*h, room) >= need {
				return true
			}
		}
		return false
	}
	return s.walk(seeds, reach, func(int32) bool { return true })
}

// spread hands the most restrictive terms down: whoever is caught takes those
// of its caught owners, however little each holds.
func (c *Closure) spread() {
	// A listed party takes on terms too, where its owners would have caught it.
	heirs := map[int32]bool{}
	for _, p := range c.seeds {
		if c.s.start[p] < c.s.start[p+1] && !c.s.q.Test.Direct {
			heirs[p] = c.s.q.Test.met(c.s.g.gather(p, c.s.q).least(c.s.q.Test, c.sure.has))
		}
	}
	c.terms = c.spreadOver(c.sure, heirs, func(at int32) bool { return c.s.low[at] > 0 || c.s.vlow != nil && c.s.vlow[at] > 0 })
	c.mayTerms = c.spreadOver(c.may, heirs, c.s.mayHold)
}

func (c *Closure) spreadOver(set ranks, heirs map[int32]bool, holds func(at int32) bool) []uint8 {
	s := c.s
	worst := make([]uint8, len(set))
	for _, p := range c.seeds {
		for _, l := range c.named[p] {
			worst[p] = max(worst[p], uint8(l.entry.Terms.Rank()))
		}
	}
	var queue []int32
	for rank := uint8(len(adit.AllTerms())); rank > 0; rank-- {
		queue = queue[:0]
		for _, p := range c.seeds {
			if worst[p] == rank {
				queue = append(queue, p)
			}
		}
		take := func(a int32) {
			if set.has(a) && worst[a] < rank && (len(c.named[a]) == 0 || heirs[a]) {
				worst[a] = rank
				queue = append(queue, a)
			}
		}
		for i := 0; i < len(queue); i++ {
			o := queue[i]
			if s.q.Test.Direct && len(c.named[o]) == 0 {
				continue
			}
			for k := s.outStart[o]; k < s.outStart[o+1]; k++ {
				if holds(s.outAt[k]) {
					take(s.out[k])
				}
			}
			if s.q.Test.Control {
				for _, a := range s.boards[o] {
					take(a)
				}
			}
		}
	}
	return worst
}
