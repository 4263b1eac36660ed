package lptest

import (
	"context"
	"errors"
	"math"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"adit/lp"
)

// identical compares two solutions to the last bit.
func identical(a, b *lp.Solution) bool {
	same := func(x, y []float64) bool {
		if len(x) != len(y) {
			return false
		}
		for i := range x {
			if math.Float64bits(x[i]) != math.Float64bits(y[i]) {
				return false
			}
		}
		return true
	}
	return a.Status == b.Status && a.Iterations == b.Iterations &&
		math.Float64bits(a.Objective) == math.Float64bits(b.Objective) &&
		same(a.Primal, b.Primal) && same(a.Dual, b.Dual) && same(a.ReducedCost, b.ReducedCost)
}

// testChanges changes costs, bounds and rows in place, in several orders.
func testChanges(t *testing.T, s lp.Solver) {
	m := mustOpen(t, s, build([]column{{1, 0, 6}, {3, 0, 20}}, []row{{10, 10, []float64{1, 1}}}))
	defer m.Close()
	want := func(objective, price float64) {
		t.Helper()
		if got := mustSolve(t, m); math.Abs(got.Objective-objective) > 1e-9 || math.Abs(got.Dual[0]-price) > 1e-9 {
			t.Errorf("objective %v, price %v; want %v, %v", got.Objective, got.Dual[0], objective, price)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	want(18, 3)
	want(18, 3)
	must(m.SetCosts([]int32{1, 0}, []float64{2, 4})) // unordered
	want(20, 2)                                      // all from the second
	must(m.SetColumnBounds([]int32{1}, []float64{0}, []float64{7}))
	want(26, 4)
	must(m.SetRowBounds([]int32{0, 0}, []float64{3, 2}, []float64{3, 2})) // the last holds
	want(4, 2)
	must(m.SetRowBounds([]int32{0}, []float64{-inf}, []float64{2}))
	must(m.SetColumnBounds([]int32{0}, []float64{1}, []float64{1}))
	want(4, 0)
	must(m.SetCosts(nil, nil))
	must(m.SetColumnBounds(nil, nil, nil))
	must(m.SetColumnBounds([]int32{0, 1}, []float64{0, -inf}, []float64{0, inf}))
	must(m.SetRowBounds([]int32{0}, []float64{-5}, []float64{inf}))
	want(-10, 2)
}

// testBasis takes a basis, goes elsewhere and comes back to it.
func testBasis(t *testing.T, s lp.Solver) {
	market := NewMarket(Small, 7)
	m := mustOpen(t, s, market.Program)
	defer m.Close()
	if _, err := m.Basis(); !errors.Is(err, lp.ErrNoBasis) {
		t.Errorf("basis before the first solve: %v", err)
	}
	first := mustSolve(t, m)
	b, err := m.Basis()
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Check(market.Program.NumColumns(), market.Program.NumRows()); err != nil {
		t.Error(err)
	}
	// An optimal basis needs no iterations, here and in another model.
	other := mustOpen(t, s, market.Program)
	defer other.Close()
	for _, m := range []lp.Model{m, other} {
		if err := m.Start(b); err != nil {
			t.Fatal(err)
		}
		if got, err := m.Basis(); err != nil || cmp.Diff(b, got) != "" {
			t.Errorf("basis after Start: %v, %v", got, err)
		}
		got := mustSolve(t, m)
		if got.Iterations != 0 || math.Abs(got.Objective-first.Objective) > 1e-6*math.Abs(first.Objective) {
			t.Errorf("from its own basis: %d iterations, %v, not %v", got.Iterations, got.Objective, first.Objective)
		}
		if again, err := m.Basis(); err != nil || cmp.Diff(b, again) != "" {
			t.Errorf("the basis changed on the way (%v):\n%s", err, cmp.Diff(b, again))
		}
	}
	// A hot solve after a small change takes fewer iterations than a cold one.
	if err := market.Shock(1).Apply(m); err != nil {
		t.Fatal(err)
	}
	hot := mustSolve(t, m)
	if err := m.Start(nil); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Basis(); !errors.Is(err, lp.ErrNoBasis) {
		t.Errorf("basis after a cold Start: %v", err)
	}
	cold := mustSolve(t, m)
	if hot.Iterations >= cold.Iterations {
		t.Errorf("hot took %d iterations, cold %d", hot.Iterations, cold.Iterations)
	}
}

func testBadBasis(t *testing.T, s lp.Solver) {
	p := build([]column{{1, 0, 6}, {3, -inf, 20}}, []row{{10, 10, []float64{1, 1}}, {0, inf, []float64{1, 0}}})
	m := mustOpen(t, s, p)
	defer m.Close()
	for name, b := range map[string]*lp.Basis{
		"short":      {Columns: make([]lp.BasisStatus, 1), Rows: []lp.BasisStatus{lp.Basic, lp.Basic}},
		"no basics":  {Columns: make([]lp.BasisStatus, 2), Rows: make([]lp.BasisStatus, 2)},
		"unknown":    {Columns: []lp.BasisStatus{9, 0}, Rows: []lp.BasisStatus{lp.Basic, lp.Basic}},
		"no columns": {},
	} {
		if err := m.Start(b); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	// Columns at bounds they do not have: the solver finds its way.
	odd := &lp.Basis{Columns: []lp.BasisStatus{lp.AtZero, lp.AtLower}, Rows: []lp.BasisStatus{lp.Basic, lp.Basic}}
	if err := m.Start(odd); err != nil {
		t.Fatal(err)
	}
	if got := mustSolve(t, m); math.Abs(got.Objective-18) > 1e-9 {
		t.Errorf("from an odd basis: %+v", got)
	}
	// A singular basis: two basic columns that are multiples of each other.
	singular := mustOpen(t, s, build([]column{{1, 0, 6}, {3, 0, 20}}, []row{{2, inf, []float64{1, 2}}, {2, inf, []float64{2, 4}}}))
	defer singular.Close()
	if err := singular.Start(&lp.Basis{Columns: []lp.BasisStatus{lp.Basic, lp.Basic}, Rows: make([]lp.BasisStatus, 2)}); err != nil {
		t.Fatal(err)
	}
	if got := mustSolve(t, singular); math.Abs(got.Objective-2) > 1e-9 {
		t.Errorf("from a singular basis: %+v", got)
	}
}

// testPathIndependence: after Start nothing of what came before shows.
func testPathIndependence(t *testing.T, s lp.Solver) {
	market := NewMarket(Small, 3)
	m := mustOpen(t, s, market.Program)
	defer m.Close()
	mustSolve(t, m)
	basis, err := m.Basis()
	if err != nil {
		t.Fatal(err)
	}
	for _, start := range []*lp.Basis{basis, nil} {
		// A fresh model gives the answers; its own second solve is hot.
		answer := func(m lp.Model) [2]*lp.Solution {
			t.Helper()
			var out [2]*lp.Solution
			if err := m.Start(start); err != nil {
				t.Fatal(err)
			}
			for k := range out {
				if err := market.Shock(uint64(k)).Apply(m); err != nil {
					t.Fatal(err)
				}
				out[k] = mustSolve(t, m)
			}
			return out
		}
		fresh := mustOpen(t, s, market.Program)
		want := answer(fresh)
		fresh.Close()
		for path := range uint64(6) {
			for k := range path {
				if err := market.Shock(100*path + k).Apply(m); err != nil {
					t.Fatal(err)
				}
				// Some of the path is infeasible, some cancelled.
				switch k % 3 {
				case 1:
					if err := m.SetRowBounds([]int32{0}, []float64{1e7}, []float64{1e7}); err != nil {
						t.Fatal(err)
					}
					_, err := m.Solve(context.Background())
					if !errors.As(err, new(*lp.InfeasibleError)) {
						t.Fatalf("want infeasible, got %v", err)
					}
				case 2:
					stopped, cancel := context.WithCancel(context.Background())
					cancel()
					if _, err := m.Solve(stopped); !errors.Is(err, context.Canceled) {
						t.Fatalf("want cancelled, got %v", err)
					}
				default:
					mustSolve(t, m)
				}
			}
			if got := answer(m); !identical(got[0], want[0]) || !identical(got[1], want[1]) {
				t.Fatalf("start %v, path %d: another answer after another path", start != nil, path)
			}
		}
	}
}

// hard is an integer program no solver finishes in a test: a market split
// instance (Cornuéjols & Dawande 1998).
func hard() *lp.Program {
	p := lp.NewProgram()
	const rows, columns = 6, 50
	state := uint64(12345)
	for i := range rows {
		sum := 0.0
		r := p.AddRow("", 0, 0)
		for j := range columns {
			if i == 0 {
				p.SetInteger(p.AddColumn("", 0, 0, 1))
			}
			state = state*6364136223846793005 + 1442695040888963407
			v := float64(state >> 33 % 100)
			sum += v
			p.Add(r, j, v)
		}
		p.SetRowBounds(r, math.Floor(sum/2), math.Floor(sum/2))
		for _, sign := range []float64{1, -1} {
			p.Add(r, p.AddColumn("", 1, 0, inf), sign)
		}
	}
	return p
}

func testCancellation(t *testing.T, s lp.Solver) {
	m := mustOpen(t, s, build([]column{{1, 0, 6}, {3, 0, 20}}, []row{{10, 10, []float64{1, 1}}}))
	defer m.Close()
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	got, err := m.Solve(stopped)
	if !errors.Is(err, context.Canceled) || got == nil || got.Status != lp.Cancelled {
		t.Errorf("cancelled before: %+v, %v", got, err)
	}
	if got := mustSolve(t, m); math.Abs(got.Objective-18) > 1e-9 {
		t.Errorf("after cancelling: %+v", got)
	}

	// A long search, and a long simplex run.
	large := NewMarket(MarketSize{Places: 14, Stages: 5, Periods: 24, Lanes: 40, Steps: 30}, 1)
	for name, p := range map[string]*lp.Program{"integer": hard(), "linear": large.Program} {
		t.Run(name, func(t *testing.T) {
			if p.HasInteger() {
				wantIntegers(t, s)
			}
			m := mustOpen(t, s, p)
			defer m.Close()
			for range 2 { // the second shows that the first left nothing behind
				ctx, cancel := context.WithTimeout(context.Background(), 150*time.Millisecond)
				began := time.Now()
				got, err := m.Solve(ctx)
				cancel()
				if !errors.Is(err, context.DeadlineExceeded) || got == nil || got.Status != lp.Cancelled {
					t.Fatalf("got %v after %v", err, time.Since(began))
				}
				if took := time.Since(began); took > 10*time.Second {
					t.Errorf("stopped only after %v", took)
				}
			}
		})
	}
}

// testConcurrency uses many models of one solver at once; with -race it shows
// what they share.
func testConcurrency(t *testing.T, s lp.Solver) {
	const workers, rounds = 4, 6
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			market := NewMarket(Small, uint64(w))
			m, err := s.Open(market.Program)
			if err != nil {
				t.Error(err)
				return
			}
			defer m.Close()
			for k := range rounds {
				shock := market.Shock(uint64(k))
				if err := shock.Apply(m); err != nil {
					t.Error(err)
				}
				got, err := m.Solve(context.Background())
				if err != nil {
					t.Error(err)
					return
				}
				p := NewMarket(Small, uint64(w)).Program
				shock.ApplyTo(p)
				fresh, err := s.Open(p)
				if err != nil {
					t.Error(err)
					return
				}
				want, err := fresh.Solve(context.Background())
				fresh.Close()
				if err != nil || math.Abs(got.Objective-want.Objective) > 1e-6*(1+math.Abs(want.Objective)) {
					t.Errorf("hot %v, cold %v, %v", got.Objective, want, err)
				}
			}
		})
	}
	group.Wait()
}

// testConcurrentModelsAgree: what else runs does not change a bit.
func testConcurrentModelsAgree(t *testing.T, s lp.Solver) {
	market := NewMarket(Small, 11)
	run := func() []*lp.Solution {
		m, err := s.Open(market.Program)
		if err != nil {
			t.Error(err)
			return nil
		}
		defer m.Close()
		var out []*lp.Solution
		for k := range uint64(5) {
			if err := market.Shock(k).Apply(m); err != nil {
				t.Error(err)
			}
			got, err := m.Solve(context.Background())
			if err != nil {
				t.Error(err)
				return nil
			}
			out = append(out, got)
		}
		return out
	}
	want := run()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for k, got := range run() {
				if !identical(got, want[k]) {
					t.Errorf("solve %d differs between models", k)
				}
			}
		})
	}
	group.Wait()
}

func testClosed(t *testing.T, s lp.Solver) {
	m := mustOpen(t, s, build([]column{{1, 0, 6}}, []row{{1, 10, []float64{1}}}))
	if err := m.Close(); err != nil {
		t.Error(err)
	}
	if err := m.Close(); err != nil {
		t.Error("second close:", err)
	}
	_, solveErr := m.Solve(context.Background())
	_, basisErr := m.Basis()
	for name, err := range map[string]error{
		"solve": solveErr, "basis": basisErr, "start": m.Start(nil),
		"costs": m.SetCosts([]int32{0}, []float64{1}),
	} {
		if !errors.Is(err, lp.ErrClosed) {
			t.Errorf("%s after close: %v", name, err)
		}
	}
}
