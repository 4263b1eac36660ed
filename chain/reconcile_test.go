package chain_test

import (
	"context"
	"fmt"
	"math"
	"sort"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"adit"
	"adit/chain"
	"adit/lp"
	"adit/lp/highs/highstest"
)

// around is a figure with a stated range of plus and minus half a width.
func around(v, half float64) adit.Figure {
	return adit.Figure{Value: v, Low: v - half, High: v + half, Ranged: true, Unit: "t/y", Confidence: adit.Official}
}

// bare is a figure without a range: its confidence gives the bound.
func bare(v float64, c adit.Confidence) adit.Figure {
	return adit.Figure{Value: v, Low: v, High: v, Unit: "t/y", Confidence: c}
}

// at is a row of a table of the test's own.
func at(file string, line int) adit.Provenance {
	return adit.Provenance{Confidence: adit.Official, Row: adit.Where{File: file, Line: line}}
}

// oneNode is a material made by some sites and taken by some uses in one place.
func oneNode(outputs, uses []adit.Figure) *adit.World {
	w := &adit.World{Name: "one"}
	w.Materials = []adit.Material{{ID: "x", Chain: "x"}}
	w.Recipes = []adit.RecipeLine{{Recipe: "mine", Material: "x", Role: adit.Out, Tonnes: adit.Number(1, "1")}}
	for i, f := range outputs {
		w.Sites = append(w.Sites, adit.Site{ID: fmt.Sprint("s", i), Place: "AU", Recipe: "mine", Status: adit.Operating, Output: f, Provenance: at("sites.csv", i+2)})
	}
	for i, f := range uses {
		w.Uses = append(w.Uses, adit.Use{ID: fmt.Sprint("u", i), Material: "x", Place: "AU", Quantity: f, Provenance: at("uses.csv", i+2)})
	}
	return w
}

func build(t testing.TB, w *adit.World) *chain.Network {
	t.Helper()
	net, problems := chain.Build(w)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	return net
}

func reconcile(t testing.TB, net *chain.Network, s lp.Solver) ([]chain.Move, adit.Problems) {
	t.Helper()
	moves, problems, err := net.Reconcile(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return moves, problems
}

// balanced checks every node against what flows through it.
func balanced(t interface{ Errorf(string, ...any) }, net *chain.Network) {
	for i, gap := range net.Balance() {
		if n := &net.Nodes[i]; math.Abs(gap) > 1e-9*math.Max(n.Through, 1e-3) {
			t.Errorf("%s is out of balance by %g t/y of %g", n.Name(), gap, n.Through)
		}
	}
}

// greedy is the closed form of one node: of all changes that close a gap the
// cheapest come first, tread by tread. The cost of a deviation is its square in
// half-widths, by chords between these breaks.
func greedy(gap float64, half []float64) []float64 {
	breaks := []float64{0, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 5, 1e6}
	type tread struct {
		of           int
		width, slope float64
	}
	var all []tread
	for i, h := range half {
		for k := 1; k < len(breaks); k++ {
			all = append(all, tread{i, (breaks[k] - breaks[k-1]) * h, (breaks[k]*breaks[k] - breaks[k-1]*breaks[k-1]) / (breaks[k] - breaks[k-1]) / h})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].slope < all[j].slope })
	out := make([]float64, len(half))
	for _, x := range all {
		d := math.Min(x.width, gap)
		out[x.of] += d
		gap -= d
	}
	return out
}

// One node with a gap: the moves are the ones found by hand, and within one
// tread of the exact least squares, gap·wᵢ²/Σw².
func TestOneNodeByHand(t *testing.T) {
	s := highstest.Open(t)
	for _, c := range []struct{ gap, wide, narrow float64 }{{10, 20, 11}, {25, 30, 13}, {4, 50, 17}, {33, 40, 31}} {
		// The uses take more than the site makes: the site moves up, the use down.
		net := build(t, oneNode([]adit.Figure{around(400, c.narrow)}, []adit.Figure{around(400+c.gap, c.wide)}))
		moves, problems := reconcile(t, net, s)
		if problems.Errors() != nil {
			t.Fatal(problems)
		}
		balanced(t, net)
		got := []float64{moves[0].Reconciled - moves[0].Given, moves[1].Given - moves[1].Reconciled}
		half := []float64{c.narrow, c.wide}
		want := greedy(c.gap, half)
		for i := range got {
			if math.Abs(got[i]-want[i]) > 1e-9*c.gap {
				t.Errorf("gap %g: %s moves by %g, by hand %g", c.gap, moves[i].ID, got[i], want[i])
			}
			square := c.gap * half[i] * half[i] / (c.narrow*c.narrow + c.wide*c.wide)
			if tread := 0.25 * c.wide; math.Abs(got[i]-square) > tread { // the widest tread within bounds
				t.Errorf("gap %g: %s moves by %g, least squares say %g", c.gap, moves[i].ID, got[i], square)
			}
		}
	}
}

// Of two figures of one node the one with the wider range moves more.
func TestWiderRangeMovesMore(t *testing.T) {
	s := highstest.Open(t)
	rapid.Check(t, func(rt *rapid.T) {
		narrow := rapid.Float64Range(2, 40).Draw(rt, "narrow")
		wide := narrow * rapid.Float64Range(1.3, 4).Draw(rt, "times")
		gap := rapid.Float64Range(0.2, 0.9).Draw(rt, "gap") * (narrow + wide)
		net := build(t, oneNode([]adit.Figure{around(500, narrow), around(500, wide)}, []adit.Figure{around(1000+gap, 1e-9)}))
		moves, _ := reconcile(t, net, s)
		// Both may stand at the end of the same tread, in half-widths, but no wider.
		a, b := moves[0].Reconciled-500, moves[1].Reconciled-500
		if !(b > a) || a < 0 {
			rt.Errorf("range ±%g moves by %g, range ±%g by %g", narrow, a, wide, b)
		}
	})
}

// threeStages is ore, metal and parts over CN, US and JP. It balances when
// nothing is shaken.
func threeStages(shake func(name string, f adit.Figure) adit.Figure) *adit.World {
	w := &adit.World{Name: "three"}
	for _, m := range []string{"ore", "metal", "part"} {
		w.Materials = append(w.Materials, adit.Material{ID: m, Chain: "x"})
	}
	line := func(id, m string, role adit.Role, q float64) {
		w.Recipes = append(w.Recipes, adit.RecipeLine{Recipe: id, Material: m, Role: role, Tonnes: adit.Number(q, "1")})
	}
	line("mine", "ore", adit.Out, 1)
	line("refine", "metal", adit.Out, 1)
	line("refine", "ore", adit.In, 1.25)
	line("shape", "part", adit.Out, 1)
	line("shape", "metal", adit.In, 0.5)
	site := func(id, place, recipe string, q float64) {
		w.Sites = append(w.Sites, adit.Site{ID: id, Place: place, Recipe: recipe, Status: adit.Operating, Output: shake(id, bare(q, adit.Company)), Provenance: at("sites.csv", len(w.Sites)+2)})
	}
	site("mine.cn", "CN", "mine", 800)
	site("mine.us", "US", "mine", 450)
	site("refine.cn", "CN", "refine", 900)
	site("refine.us", "US", "refine", 100)
	site("shape.cn", "CN", "shape", 1200)
	site("shape.jp", "JP", "shape", 800)
	lane := func(m, a, b string, q, loss float64) {
		w.Lanes = append(w.Lanes, adit.Lane{Material: m, From: a, To: b, Flow: shake(m+a+b, bare(q, adit.Secondary)), Loss: adit.Number(loss, "1"), Provenance: at("lanes.csv", len(w.Lanes)+2)})
	}
	lane("ore", "US", "CN", 325, 0)
	lane("metal", "CN", "JP", 300, 0)
	lane("metal", "US", "JP", 100, 0)
	lane("part", "CN", "US", 500, 0.02)
	lane("part", "JP", "US", 600, 0)
	use := func(id, p string, q float64) {
		w.Uses = append(w.Uses, adit.Use{ID: id, Material: "part", Place: p, Quantity: shake(id, bare(q, adit.Assumed)), Provenance: at("uses.csv", len(w.Uses)+2)})
	}
	use("u.cn", "CN", 700)
	use("u.jp", "JP", 200)
	use("u.us", "US", 1090)
	return w
}

// Whatever the figures, every node balances afterwards, and nothing turns
// negative.
func TestReconciledNodesBalance(t *testing.T) {
	s := highstest.Open(t)
	rapid.Check(t, func(rt *rapid.T) {
		net := build(t, threeStages(func(name string, f adit.Figure) adit.Figure {
			if rapid.IntRange(0, 4).Draw(rt, "blank:"+name) == 0 && strings.HasPrefix(name, "metal") {
				return adit.Figure{} // a lane without data, to be derived
			}
			v := f.Value * math.Exp(rapid.Float64Range(-0.7, 0.7).Draw(rt, name))
			return bare(v, f.Confidence)
		}))
		moves, problems := reconcile(t, net, s)
		balanced(rt, net)
		for _, m := range moves {
			if m.Reconciled < 0 {
				rt.Errorf("%s %s is reconciled to %g", m.Kind, m.ID, m.Reconciled)
			}
			beyond := false
			for _, p := range problems {
				beyond = beyond || p.Code == "imbalance-beyond-bound" && strings.Contains(p.Message, m.Kind+" "+m.ID+" ")
			}
			if beyond != m.Beyond() {
				rt.Errorf("%s %s moves from %g to %g in %g to %g: problem said %v", m.Kind, m.ID, m.Given, m.Reconciled, m.Low, m.High, beyond)
			}
		}
	})
}

// Figures that already balance stay as they are.
func TestNothingMovesWithoutNeed(t *testing.T) {
	net := build(t, threeStages(func(_ string, f adit.Figure) adit.Figure { return f }))
	moves, problems := reconcile(t, net, highstest.Open(t))
	if len(problems) > 0 {
		t.Error(problems)
	}
	for _, m := range moves {
		if math.Abs(m.Change()) > 1e-9 {
			t.Errorf("%s %s moves by %g without need", m.Kind, m.ID, m.Change())
		}
	}
}

// Reconciling is settled after once: its result, given as figures, moves no
// more.
func TestReconciledFiguresStay(t *testing.T) {
	s := highstest.Open(t)
	rapid.Check(t, func(rt *rapid.T) {
		shaken := map[string]float64{}
		first := build(t, threeStages(func(name string, f adit.Figure) adit.Figure {
			shaken[name] = f.Value * math.Exp(rapid.Float64Range(-0.4, 0.4).Draw(rt, name))
			return bare(shaken[name], f.Confidence)
		}))
		moves, _ := reconcile(t, first, s)
		settled := map[string]float64{}
		for _, m := range moves {
			settled[strings.NewReplacer(":", "", ">", "").Replace(m.ID)] = m.Reconciled
		}
		for _, v := range settled {
			if v < 1 {
				return // a lane fallen out of use is another chain
			}
		}
		second := build(t, threeStages(func(name string, f adit.Figure) adit.Figure { return bare(settled[name], f.Confidence) }))
		again, _ := reconcile(t, second, s)
		for _, m := range again {
			if math.Abs(m.Change()) > 1e-7 {
				rt.Errorf("%s %s moves by %g the second time", m.Kind, m.ID, m.Change())
			}
		}
	})
}

func TestImbalanceBeyondBound(t *testing.T) {
	// 100 ±5% made, 200 ±20% used: at best 105 against 160.
	net := build(t, oneNode([]adit.Figure{bare(100, adit.Official)}, []adit.Figure{bare(200, adit.Secondary)}))
	moves, problems := reconcile(t, net, highstest.Open(t))
	balanced(t, net)
	if problems.Errors() == nil {
		t.Fatalf("no problem with %+v", moves)
	}
	for _, p := range problems {
		if p.Code != "imbalance-beyond-bound" || p.Where.Line == 0 || p.Hint == "" {
			t.Errorf("unexpected or unplaced: %v", p)
		}
	}
	// A range that spans the gap settles it.
	net = build(t, oneNode([]adit.Figure{bare(100, adit.Official)}, []adit.Figure{around(200, 110)}))
	if _, problems = reconcile(t, net, highstest.Open(t)); len(problems) > 0 {
		t.Errorf("a range wide enough is still a problem: %v", problems)
	}
}

// A node that nothing fills, or nothing empties, is named, with the row of what
// hangs on it.
func TestNodeCannotBalance(t *testing.T) {
	s := highstest.Open(t)
	drop := func(id string) func(w *adit.World) {
		return func(w *adit.World) {
			for i := range w.Lanes {
				if l := &w.Lanes[i]; l.Material+":"+l.From+">"+l.To == id {
					l.Flow = adit.Number(0, "t/y") // stands at 0: not in use
				}
			}
		}
	}
	for _, c := range []struct {
		name   string
		break_ func(w *adit.World)
		node   string
		where  string
	}{
		{"a use nothing feeds", func(w *adit.World) {
			w.Uses = append(w.Uses, adit.Use{ID: "u.br", Material: "part", Place: "BR", Quantity: bare(10, adit.Official), Provenance: at("uses.csv", 9)})
		}, "part@BR", "uses.csv:9"},
		{"an input nothing feeds", func(w *adit.World) { drop("metal:CN>JP")(w); drop("metal:US>JP")(w) }, "metal@JP", "sites.csv:7"},
		{"a product nothing takes", func(w *adit.World) {
			w.Sites = append(w.Sites, adit.Site{ID: "mine.br", Place: "BR", Recipe: "mine", Status: adit.Operating, Output: bare(10, adit.Official), Provenance: at("sites.csv", 9)})
		}, "ore@BR", "sites.csv:9"},
	} {
		w := threeStages(func(_ string, f adit.Figure) adit.Figure { return f })
		c.break_(w)
		net, _ := chain.Build(w)
		_, problems := reconcile(t, net, s)
		found := false
		for _, p := range problems {
			found = found || p.Code == "node-cannot-balance" && strings.Contains(p.Message, c.node) && p.Where.String() == c.where
		}
		if !found {
			t.Errorf("%s: no problem at %s names %s: %v", c.name, c.where, c.node, problems)
		}
	}
}
