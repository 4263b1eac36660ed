package ownership

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"adit"
)

// The oracle knows nothing of bounds: it lists every world that the ranges
// allow, on a grid fine enough for the limits asked, catches by repetition in
// each, and sees whether the worlds agree.

// unit is the grid, a tenth of the whole, in thousandths: open ends are one
// thousandth off.
const unit, all = 1000, 10 * unit

// link is a holding whose share lies on the grid; unknown is 0 to all.
type link struct {
	owner, asset      int
	low, high         int // in units of the grid
	openLow, openHigh bool
	board             bool // a tie of control, without share
}

func (l link) stake() adit.Stake {
	return adit.Stake{Low: adit.Part{Num: int64(l.low), Den: 10}, High: adit.Part{Num: int64(l.high), Den: 10}, OpenLow: l.openLow, OpenHigh: l.openHigh}
}

func (l link) String() string {
	if l.board {
		return fmt.Sprintf("p%d->p%d control", l.owner, l.asset)
	}
	return fmt.Sprintf("p%d->p%d %s", l.owner, l.asset, l.stake())
}

// values lists the shares a link may have: the grid, halfway, and beside an
// open end.
func (l link) values() (list []int) {
	for v := l.low; v <= l.high; v++ {
		if v > l.low { // between two marks: more than a limit is not the next mark
			list = append(list, v*unit-unit/2)
		}
		switch at := v * unit; {
		case v == l.low && l.openLow:
			list = append(list, at+1)
		case v == l.high && l.openHigh:
			list = append(list, at-1)
		default:
			list = append(list, at)
		}
	}
	return list
}

type world struct {
	parties int
	links   []link
	seeds   []int
}

func (w world) String() string {
	var parts []string
	for _, l := range w.links {
		parts = append(parts, l.String())
	}
	return fmt.Sprintf("%s; listed %v", strings.Join(parts, "; "), w.seeds)
}

func (w world) graph(t fataler) *Graph {
	g, ps := drawn(t, strings.Join(strings.Split(strings.SplitN(w.String(), "; listed", 2)[0], "; "), ";"))
	for _, p := range ps {
		if p.Severity == adit.Error {
			t.Fatal(ps)
		}
	}
	return g
}

func (w world) list() *List {
	l := &List{List: adit.List{ID: "L", Name: "list"}}
	for _, p := range w.seeds {
		l.Listed = append(l.Listed, adit.Listed{Party: fmt.Sprintf("p%d", p)})
	}
	return l
}

// anyWorld draws a small graph: rings, ranges, open ends, shares not known. No
// asset is held more than whole at the least.
func anyGraph(t *rapid.T, ranges int) world {
	w := world{parties: rapid.IntRange(3, 6).Draw(t, "parties")}
	left, widths := make([]int, w.parties), []int{1, 2, 3, 10}
	for i := range left {
		left[i] = 10
	}
	seen := map[[2]int]bool{}
	for range rapid.IntRange(w.parties, 3*w.parties).Draw(t, "links") {
		l := link{owner: rapid.IntRange(0, w.parties-1).Draw(t, "owner"), asset: rapid.IntRange(0, w.parties-1).Draw(t, "asset")}
		if l.owner == l.asset || seen[[2]int{l.owner, l.asset}] {
			continue
		}
		seen[[2]int{l.owner, l.asset}] = true
		if rapid.IntRange(0, 9).Draw(t, "board") == 0 {
			l.board = true
			w.links = append(w.links, l)
			continue
		}
		l.low = min(rapid.SampledFrom([]int{0, 1, 2, 3, 3, 4, 5, 5, 6, 10}).Draw(t, "low"), left[l.asset])
		l.high = l.low
		if ranges > 0 && rapid.Bool().Draw(t, "range") {
			ranges--
			width := rapid.SampledFrom(widths).Draw(t, "width")
			if l.high = min(10, l.low+width); width == 10 {
				widths = widths[:3] // one share not known: the worlds are many
			}
			if l.high > l.low {
				l.openLow, l.openHigh = rapid.Bool().Draw(t, "open low"), rapid.Bool().Draw(t, "open high")
			}
			if l.openLow && l.low == left[l.asset] {
				l.openLow = false // more than the rest is more than the whole
			}
		}
		if left[l.asset] -= l.low; l.openLow && left[l.asset] > 0 {
			left[l.asset]-- // keeps room for what lies above an open end
		}
		w.links = append(w.links, l)
	}
	w.seeds = []int{rapid.IntRange(0, w.parties-1).Draw(t, "listed")}
	if p := rapid.IntRange(0, w.parties-1).Draw(t, "listed too"); !slices.Contains(w.seeds, p) {
		w.seeds = append(w.seeds, p)
	}
	return w
}

func anyTest(t *rapid.T) Test {
	return Test{
		Limit:   adit.Part{Num: rapid.SampledFrom([]int64{5, 5, 5, 3, 10}).Draw(t, "limit"), Den: 10},
		Strict:  rapid.Bool().Draw(t, "strict"),
		Alone:   rapid.IntRange(0, 4).Draw(t, "alone") == 0,
		Direct:  rapid.IntRange(0, 4).Draw(t, "direct") == 0,
		Control: rapid.IntRange(0, 4).Draw(t, "control") == 0,
	}
}

// worlds calls f with each way the shares may lie.
func (w world) worlds(f func(share []int)) {
	share := make([]int, len(w.links))
	held := make([]int, w.parties)
	var next func(i int)
	next = func(i int) {
		if i == len(w.links) {
			f(share)
			return
		}
		l := w.links[i]
		if l.board {
			next(i + 1)
			return
		}
		for _, v := range l.values() {
			if held[l.asset]+v > all {
				continue
			}
			share[i] = v
			held[l.asset] += v
			next(i + 1)
			held[l.asset] -= v
		}
	}
	next(0)
}

// caught repeats until nothing is added. sum is what the caught owners hold.
func (w world) caught(t Test, share []int) (in []bool, sum []int) {
	in = make([]bool, w.parties)
	listed := make([]bool, w.parties)
	for _, p := range w.seeds {
		in[p], listed[p] = true, true
	}
	for again := true; again; {
		again = false
		sum = make([]int, w.parties)
		board := make([]bool, w.parties)
		for i, l := range w.links {
			switch {
			case !in[l.owner] || t.Direct && !listed[l.owner]:
			case l.board:
				board[l.asset] = t.Control
			case t.Alone:
				sum[l.asset] = max(sum[l.asset], share[i])
			default:
				sum[l.asset] += share[i]
			}
		}
		for p := range in {
			limit := int(t.Limit.Num) * unit
			if !in[p] && (sum[p] > limit || sum[p] == limit && !t.Strict || board[p]) {
				in[p], again = true, true
			}
		}
	}
	return in, sum
}

// A thousand graphs: a hundred checks of ten.
func TestCascadeAgainstAllWorlds(t *testing.T) {
	graphs, open := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		for range 10 {
			graphs++
			w, test := anyGraph(t, 3), anyTest(t)
			c := w.graph(t).Caught(Question{On: 1, Test: test}, w.list())
			always, ever := make([]bool, w.parties), make([]bool, w.parties)
			for p := range always {
				always[p] = true
			}
			least, most := slices.Repeat([]int{all}, w.parties), make([]int, w.parties)
			worlds := 0
			w.worlds(func(share []int) {
				worlds++
				in, sum := w.caught(test, share)
				for p := range in {
					always[p], ever[p] = always[p] && in[p], ever[p] || in[p]
					least[p], most[p] = min(least[p], sum[p]), max(most[p], sum[p])
				}
			})
			if worlds == 0 {
				t.Fatalf("no world: %s", w)
			}
			for p := range w.parties {
				id := fmt.Sprintf("p%d", p)
				if !c.s.g.Has(id) {
					continue
				}
				want := CannotTell
				switch {
				case always[p]:
					want = Yes
				case !ever[p]:
					want = No
				default:
					open++
				}
				a := c.Answer(id)
				if a.Verdict != want {
					t.Fatalf("%s of %s under %+v: %s, want %s\n%s", id, w, test, a.Verdict, want, a.Words())
				}
				low, high := new(big.Rat).Mul(a.Low.Part, big.NewRat(all, 1)), new(big.Rat).Mul(a.High.Part, big.NewRat(all, 1))
				if low.Cmp(big.NewRat(int64(least[p]), 1)) > 0 || high.Cmp(big.NewRat(int64(most[p]), 1)) < 0 {
					t.Fatalf("%s of %s under %+v: held %d to %d, bounds %s to %s", id, w, test, least[p], most[p], a.Low, a.High)
				}
			}
		}
	})
	if !t.Failed() && (graphs < 1000 || open < 100) {
		t.Errorf("%d graphs, %d open answers: the oracle was hardly asked", graphs, open)
	}
}

// Solving the linear equations exactly, world by world, gives shares between
// the bounds; where nothing is open, the bounds meet on it.
func TestDilutionAgainstElimination(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := anyGraph(t, rapid.IntRange(0, 2).Draw(t, "ranges"))
		g := w.graph(t)
		c := g.Caught(Question{On: 1}, w.list())
		exact, seen := true, 0
		for _, l := range w.links {
			exact = exact && (l.board || l.low == l.high)
		}
		w.worlds(func(share []int) {
			if seen++; seen > 60 {
				return
			}
			for p, want := range w.solve(share) {
				got, ok := c.Dilution(fmt.Sprintf("p%d", p))
				if !ok {
					continue
				}
				x, _ := want.Float64()
				if got.Low > x+1e-14 || got.High < x-1e-14 || exact && got.High-got.Low > 1e-9 {
					t.Fatalf("p%d of %s: %v, one world has %v", p, w, got, x)
				}
			}
		})
	})
}

// solve returns what belongs to the seeds of each party, by elimination in
// fractions over the parties that some seed stands above.
func (w world) solve(share []int) []*big.Rat {
	above := make([]bool, w.parties)
	seed := make([]bool, w.parties)
	for _, p := range w.seeds {
		above[p], seed[p] = true, true
	}
	for again := true; again; {
		again = false
		for i, l := range w.links {
			if !l.board && share[i] > 0 && above[l.owner] && !above[l.asset] {
				above[l.asset], again = true, true
			}
		}
	}
	n := w.parties
	m := make([][]*big.Rat, n)
	for p := range m {
		m[p] = make([]*big.Rat, n+1)
		for q := range m[p] {
			m[p][q] = new(big.Rat)
		}
		m[p][p].SetInt64(1)
		if seed[p] {
			m[p][n].SetInt64(1)
		}
	}
	for i, l := range w.links {
		if !l.board && above[l.asset] && !seed[l.asset] {
			m[l.asset][l.owner].Sub(m[l.asset][l.owner], big.NewRat(int64(share[i]), all))
		}
	}
	for p := range n {
		pivot := p
		for m[pivot][p].Sign() == 0 {
			pivot++
		}
		m[p], m[pivot] = m[pivot], m[p]
		inverse := new(big.Rat).Inv(m[p][p])
		for q := range m[p] {
			m[p][q].Mul(m[p][q], inverse)
		}
		for r := range n {
			if r == p || m[r][p].Sign() == 0 {
				continue
			}
			factor := new(big.Rat).Set(m[r][p])
			for q := range m[r] {
				m[r][q].Sub(m[r][q], new(big.Rat).Mul(factor, m[p][q]))
			}
		}
	}
	x := make([]*big.Rat, n)
	for p := range x {
		x[p] = m[p][n]
	}
	return x
}

// One more party on a list catches nobody less.
func TestMoreListedCatchNoLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, test := anyGraph(t, 3), anyTest(t)
		s := w.graph(t).On(Question{On: 1, Test: test})
		few := s.Caught(w.list())
		more := w
		more.seeds = append(slices.Clone(w.seeds), rapid.IntRange(0, w.parties-1).Draw(t, "one more"))
		many := s.Caught(more.list())
		for p := range w.parties {
			id := fmt.Sprintf("p%d", p)
			if few.Verdict(id) > many.Verdict(id) && s.g.Has(id) {
				t.Fatalf("%s of %s: %s, with %v listed %s", id, w, few.Verdict(id), more.seeds, many.Verdict(id))
			}
			x, _ := few.Dilution(id)
			y, _ := many.Dilution(id)
			if x.Low > y.Low+1e-12 || x.High > y.High+1e-12 {
				t.Fatalf("%s of %s: diluted %v, with %v listed %v", id, w, x, more.seeds, y)
			}
		}
	})
}

// Knowing less never turns one definite answer into the other, and never makes
// an open one definite.
func TestWiderRangesFlipNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, test := anyGraph(t, 3), anyTest(t)
		wide := w
		wide.links = slices.Clone(w.links)
		for i := range wide.links {
			l := &wide.links[i]
			if l.board || rapid.Bool().Draw(t, "as it is") {
				continue
			}
			if d := rapid.IntRange(0, l.low).Draw(t, "down"); d > 0 {
				l.low, l.openLow = l.low-d, false
			}
			if u := rapid.IntRange(0, 10-l.high).Draw(t, "up"); u > 0 {
				l.high, l.openHigh = l.high+u, false
			}
			if l.low == l.high {
				l.openLow, l.openHigh = false, false
			}
		}
		before := w.graph(t).Caught(Question{On: 1, Test: test}, w.list())
		after := wide.graph(t).Caught(Question{On: 1, Test: test}, w.list())
		for p := range w.parties {
			id := fmt.Sprintf("p%d", p)
			if b, a := before.Verdict(id), after.Verdict(id); a != CannotTell && a != b {
				t.Fatalf("%s: %s of %s, %s of %s under %+v", id, b, w, a, wide, test)
			}
			x, _ := before.Dilution(id)
			y, _ := after.Dilution(id)
			if y.Low > x.Low+1e-12 || y.High < x.High-1e-12 {
				t.Fatalf("%s: diluted %v of %s, %v of %s", id, x, w, y, wide)
			}
		}
	})
}
