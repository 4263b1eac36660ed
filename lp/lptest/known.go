package lptest

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"adit/lp"
)

var inf = math.Inf(1)

var close6 = cmp.Options{cmpopts.EquateApprox(1e-7, 1e-7), cmpopts.EquateEmpty()}

type column struct{ cost, lower, upper float64 }

type row struct {
	lower, upper float64
	coefs        []float64 // one a column
}

func build(columns []column, rows []row) *lp.Program {
	p := lp.NewProgram()
	for j, c := range columns {
		p.AddColumn(string(rune('a'+j)), c.cost, c.lower, c.upper)
	}
	for i, r := range rows {
		at := p.AddRow("row_"+string(rune('A'+i)), r.lower, r.upper)
		for j, v := range r.coefs {
			if v != 0 {
				p.Add(at, j, v)
			}
		}
	}
	return p
}

// testKnown solves programs worked out by hand.
func testKnown(t *testing.T, s lp.Solver) {
	for _, c := range []struct {
		name    string
		columns []column
		rows    []row
		want    lp.Solution
	}{
		{
			// Hillier & Lieberman's Wyndor Glass: corner (2, 6); solving
			// 2·y2+3·y3 = −5, 3·y3 = −3 gives the duals.
			"wyndor",
			[]column{{-3, 0, inf}, {-5, 0, inf}},
			[]row{{-inf, 4, []float64{1, 0}}, {-inf, 12, []float64{0, 2}}, {-inf, 18, []float64{3, 2}}},
			lp.Solution{Objective: -36, Primal: []float64{2, 6}, Dual: []float64{0, -1.5, -1}, ReducedCost: []float64{0, 0}},
		},
		{
			// Two suppliers, one demand of 10: the cheap one runs full (6 at
			// 1), the dear one gives the price (4 at 3).
			"merit order",
			[]column{{1, 0, 6}, {3, 0, 20}},
			[]row{{10, 10, []float64{1, 1}}},
			lp.Solution{Objective: 18, Primal: []float64{6, 4}, Dual: []float64{3}, ReducedCost: []float64{-2, 0}},
		},
		{
			// A free variable takes what the equation asks of it.
			"free column",
			[]column{{1, -inf, inf}, {0, 3, 3}},
			[]row{{-5, -5, []float64{1, 1}}},
			lp.Solution{Objective: -8, Primal: []float64{-8, 3}, Dual: []float64{1}, ReducedCost: []float64{0, -1}},
		},
		{
			// The range's upper end binds: 2·x ≤ 9.
			"range row",
			[]column{{-1, 0, inf}},
			[]row{{2, 9, []float64{2}}},
			lp.Solution{Objective: -4.5, Primal: []float64{4.5}, Dual: []float64{-0.5}, ReducedCost: []float64{0}},
		},
		{
			"range row, lower end",
			[]column{{1, 0, inf}},
			[]row{{2, 9, []float64{2}}},
			lp.Solution{Objective: 1, Primal: []float64{1}, Dual: []float64{0.5}, ReducedCost: []float64{0}},
		},
		{
			// A row without bounds is no constraint.
			"free row",
			[]column{{1, 1, 2}},
			[]row{{-inf, inf, []float64{1}}},
			lp.Solution{Objective: 1, Primal: []float64{1}, Dual: []float64{0}, ReducedCost: []float64{1}},
		},
		{
			"no rows",
			[]column{{1, -2, 5}, {-1, -2, 5}, {0, 1, 1}},
			nil,
			lp.Solution{Objective: -7, Primal: []float64{-2, 5, 1}, Dual: nil, ReducedCost: []float64{1, -1, 0}},
		},
		{
			// Negative upper bound with an absent lower one.
			"bounded above",
			[]column{{-1, -inf, -4}},
			[]row{{-inf, 0, []float64{1}}},
			lp.Solution{Objective: 4, Primal: []float64{-4}, Dual: []float64{0}, ReducedCost: []float64{-1}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := solve(t, s, build(c.columns, c.rows))
			if err != nil {
				t.Fatal(err)
			}
			c.want.Status = lp.Optimal
			ignore := cmpopts.IgnoreFields(lp.Solution{}, "Iterations", "SolveTime")
			if d := cmp.Diff(&c.want, got, close6, ignore); d != "" {
				t.Errorf("solution (−want +got):\n%s", d)
			}
			if got.SolveTime < 0 || got.Iterations < 0 {
				t.Errorf("iterations %d, time %v", got.Iterations, got.SolveTime)
			}
		})
	}
}

// testDuals holds every dual against the change of the objective when the
// right-hand side moves, both ways, at a point where it is smooth.
func testDuals(t *testing.T, s lp.Solver) {
	p := build(
		[]column{{2, 0, 7}, {3.1, 0, 9}, {-1.3, 0, 4}, {0.7, -2, 8}},
		[]row{
			{5.3, inf, []float64{1, 1, 0, 0.5}},    // ≥: dual ≥ 0
			{-inf, 6.1, []float64{0.3, 0, 2, 1}},   // ≤: dual ≤ 0
			{1.7, 1.7, []float64{1, -1, 0.2, 0.1}}, // =
			{-inf, 100, []float64{1, 1, 1, 1}},     // slack: 0
		})
	m := mustOpen(t, s, p)
	defer m.Close()
	base := mustSolve(t, m)
	if base.Dual[0] < 0 || base.Dual[1] > 0 || base.Dual[3] != 0 {
		t.Errorf("signs of duals: %v", base.Dual)
	}
	for i := range p.NumRows() {
		for _, step := range []float64{-1e-4, 1e-4} {
			lower, upper := p.RowBounds(i)
			at := []int32{int32(i)}
			if err := m.SetRowBounds(at, []float64{lower + step}, []float64{upper + step}); err != nil {
				t.Fatal(err)
			}
			slope := (mustSolve(t, m).Objective - base.Objective) / step
			if math.Abs(slope-base.Dual[i]) > 1e-6 {
				t.Errorf("%s: dual %v, but the objective moves by %v", p.RowName(i), base.Dual[i], slope)
			}
			if err := m.SetRowBounds(at, []float64{lower}, []float64{upper}); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// testDegenerate solves Beale's cycling example and a transport problem with
// many equal bases.
func testDegenerate(t *testing.T, s lp.Solver) {
	beale := build(
		[]column{{-0.75, 0, inf}, {150, 0, inf}, {-0.02, 0, inf}, {6, 0, inf}},
		[]row{
			{-inf, 0, []float64{0.25, -60, -0.04, 9}},
			{-inf, 0, []float64{0.5, -90, -0.02, 3}},
			{-inf, 1, []float64{0, 0, 1, 0}},
		})
	if got, err := solve(t, s, beale); err != nil || math.Abs(got.Objective+0.05) > 1e-9 {
		t.Errorf("Beale: %v, %v; want −0.05", got, err)
	}
	const n = 6
	p := lp.NewProgram()
	for i := range 2 * n {
		_ = i
		p.AddRow("", 1, 1)
	}
	for i := range n {
		for j := range n {
			c := p.AddColumn("", float64(1+(i+j)%n), 0, inf)
			p.Add(i, c, 1)
			p.Add(n+j, c, 1)
		}
	}
	// i+j ≡ 0 costs 1 for every i: n in all.
	if got, err := solve(t, s, p); err != nil || math.Abs(got.Objective-n) > 1e-9 {
		t.Errorf("assignment: %v, %v; want %d", got, err, n)
	}
}

func testEmpty(t *testing.T, s lp.Solver) {
	got, err := solve(t, s, lp.NewProgram())
	if err != nil || got.Status != lp.Optimal || got.Objective != 0 || len(got.Primal) != 0 {
		t.Errorf("empty program: %+v, %v", got, err)
	}
	p := lp.NewProgram()
	p.AddRow("slack", -1, 1)
	got, err = solve(t, s, p)
	if err != nil || got.Status != lp.Optimal || len(got.Dual) != 1 || got.Dual[0] != 0 {
		t.Errorf("a row without columns: %+v, %v", got, err)
	}
	p.AddRow("impossible", 1, 2)
	_, err = solve(t, s, p)
	wantBlame(t, err, []string{"impossible"})
}

func testUnbounded(t *testing.T, s lp.Solver) {
	p := build([]column{{-1, 0, inf}, {0, 0, inf}}, []row{{-inf, 1, []float64{1, -1}}})
	got, err := solve(t, s, p)
	if !errors.Is(err, lp.ErrUnbounded) || got == nil || got.Status != lp.Unbounded {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := solve(t, s, build([]column{{1, -inf, 3}}, nil)); !errors.Is(err, lp.ErrUnbounded) {
		t.Errorf("without rows: %+v, %v", got, err)
	}
}

func wantBlame(t *testing.T, err error, rows []string) {
	t.Helper()
	var e *lp.InfeasibleError
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want an InfeasibleError", err)
	}
	if !slices.Equal(e.Rows, rows) {
		t.Errorf("blamed %q, want %q", e.Rows, rows)
	}
}

func testInfeasible(t *testing.T, s lp.Solver) {
	t.Run("two rows among many", func(t *testing.T) {
		p := lp.NewProgram()
		for i := range 30 {
			c := p.AddColumn("", float64(i), 0, 10)
			p.Add(p.AddRow("", 1, 9), c, 1)
		}
		all := p.AddRow("demand", 100, inf)
		limit := p.AddRow("capacity", -inf, 90)
		for j := range 30 {
			p.Add(all, j, 1)
			p.Add(limit, j, 1)
		}
		_, err := solve(t, s, p)
		wantBlame(t, err, []string{"demand", "capacity"})
	})
	t.Run("a chain", func(t *testing.T) {
		// a ≥ 5, b ≥ a, c ≥ b, c ≤ 4: all four are needed.
		_, err := solve(t, s, build(
			[]column{{0, 0, inf}, {0, 0, inf}, {0, 0, inf}},
			[]row{
				{5, inf, []float64{1, 0, 0}}, {0, inf, []float64{-1, 1, 0}},
				{0, inf, []float64{0, -1, 1}}, {-inf, 4, []float64{0, 0, 1}},
				{-inf, 50, []float64{1, 1, 1}},
			}))
		wantBlame(t, err, []string{"row_A", "row_B", "row_C", "row_D"})
	})
	t.Run("against bounds", func(t *testing.T) {
		_, err := solve(t, s, build(
			[]column{{1, 0, 3}, {1, 0, 3}},
			[]row{{-inf, 5, []float64{1, 0}}, {7, inf, []float64{1, 1}}}))
		wantBlame(t, err, []string{"row_B"})
	})
	t.Run("crossed column", func(t *testing.T) {
		_, err := solve(t, s, build([]column{{1, 0, 3}, {1, 4, 3}}, []row{{0, 1, []float64{1, 1}}}))
		wantBlame(t, err, nil)
		var e *lp.InfeasibleError
		if errors.As(err, &e) && !slices.Equal(e.Columns, []string{"b"}) {
			t.Errorf("blamed columns %q", e.Columns)
		}
	})
	t.Run("crossed row", func(t *testing.T) {
		_, err := solve(t, s, build([]column{{1, 0, 3}}, []row{{0, 1, []float64{1}}, {2, 1, []float64{1}}}))
		wantBlame(t, err, []string{"row_B"})
	})
	t.Run("only with integers", func(t *testing.T) {
		wantIntegers(t, s)
		// 2a + 2b = 3 has no whole solution; the other row is innocent.
		p := build([]column{{1, 0, 5}, {1, 0, 5}}, []row{{0, 9, []float64{1, 0}}, {3, 3, []float64{2, 2}}})
		p.SetInteger(0)
		p.SetInteger(1)
		got, err := solve(t, s, p)
		wantBlame(t, err, []string{"row_B"})
		if got == nil || got.Status != lp.Infeasible {
			t.Errorf("solution %+v", got)
		}
	})
}

// testInfeasibleThenFeasible: a verdict does not spoil the model.
func testInfeasibleThenFeasible(t *testing.T, s lp.Solver) {
	m := mustOpen(t, s, build([]column{{1, 0, 6}, {3, 0, 20}}, []row{{10, 10, []float64{1, 1}}}))
	defer m.Close()
	for range 3 {
		if err := m.SetRowBounds([]int32{0}, []float64{30}, []float64{30}); err != nil {
			t.Fatal(err)
		}
		_, err := m.Solve(context.Background())
		wantBlame(t, err, []string{"row_A"})
		if err := m.SetRowBounds([]int32{0}, []float64{10}, []float64{10}); err != nil {
			t.Fatal(err)
		}
		if got := mustSolve(t, m); math.Abs(got.Objective-18) > 1e-9 || math.Abs(got.Dual[0]-3) > 1e-9 {
			t.Errorf("after an infeasible solve: %+v", got)
		}
	}
}

// testInteger packs a knapsack, and a budget with a yes-or-no choice.
func testInteger(t *testing.T, s lp.Solver) {
	wantIntegers(t, s)
	// Values and weights; the best of 2⁶ subsets is found by trying them all.
	value, weight := []float64{60, 100, 120, 75, 33, 80}, []float64{10, 20, 30, 14, 7, 19}
	const room = 50
	best := 0.0
	for set := range 1 << len(value) {
		v, w := 0.0, 0.0
		for k := range value {
			if set>>k&1 == 1 {
				v, w = v+value[k], w+weight[k]
			}
		}
		if w <= room {
			best = max(best, v)
		}
	}
	p := lp.NewProgram()
	r := p.AddRow("room", -inf, room)
	for k := range value {
		c := p.AddColumn("", -value[k], 0, 1)
		p.SetInteger(c)
		p.Add(r, c, weight[k])
	}
	m := mustOpen(t, s, p)
	defer m.Close()
	for range 2 {
		got := mustSolve(t, m)
		if math.Abs(got.Objective+best) > 1e-6 {
			t.Errorf("knapsack: %v, want %v", got.Objective, -best)
		}
		for j, v := range got.Primal {
			if math.Abs(v-math.Round(v)) > 1e-6 {
				t.Errorf("column %d is %v", j, v)
			}
		}
		if got.Dual != nil || got.ReducedCost != nil {
			t.Error("an integer program has duals")
		}
	}
	if _, err := m.Basis(); !errors.Is(err, lp.ErrNoBasis) {
		t.Errorf("basis of an integer program: %v", err)
	}
	if err := m.Start(nil); err != nil {
		t.Errorf("start: %v", err)
	}
	// Taking out the first item changes the optimum, in place.
	if err := m.SetColumnBounds([]int32{0}, []float64{0}, []float64{0}); err != nil {
		t.Fatal(err)
	}
	if got := mustSolve(t, m); got.Objective < -best-1e-6 || math.Abs(got.Primal[0]) > 1e-9 {
		t.Errorf("without the first item: %+v", got)
	}
}

func testBadData(t *testing.T, s lp.Solver) {
	nan := math.NaN()
	for name, p := range map[string]*lp.Program{
		"NaN cost":         build([]column{{nan, 0, 1}}, nil),
		"infinite cost":    build([]column{{inf, 0, 1}}, nil),
		"NaN bound":        build([]column{{1, nan, 1}}, nil),
		"lower +Inf":       build([]column{{1, inf, inf}}, nil),
		"NaN row bound":    build([]column{{1, 0, 1}}, []row{{nan, 1, nil}}),
		"NaN coefficient":  build([]column{{1, 0, 1}}, []row{{0, 1, []float64{nan}}}),
		"huge coefficient": build([]column{{1, 0, 1}}, []row{{0, 1, []float64{inf}}}),
	} {
		if m, err := s.Open(p); err == nil {
			m.Close()
			t.Errorf("%s: opened", name)
		}
	}
	m := mustOpen(t, s, build([]column{{1, 1, 2}, {1, 0, 2}}, []row{{0, 4, []float64{1, 1}}}))
	defer m.Close()
	one := []float64{1}
	for name, err := range map[string]error{
		"index":     m.SetCosts([]int32{2}, one),
		"negative":  m.SetColumnBounds([]int32{-1}, one, one),
		"row index": m.SetRowBounds([]int32{1}, one, one),
		"lengths":   m.SetColumnBounds([]int32{0}, one, nil),
		"NaN":       m.SetCosts([]int32{1, 0}, []float64{5, nan}),
		"NaN bound": m.SetRowBounds([]int32{0}, []float64{nan}, one),
		"+Inf":      m.SetColumnBounds([]int32{0}, []float64{inf}, []float64{inf}),
	} {
		if err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if got := mustSolve(t, m); math.Abs(got.Objective-1) > 1e-9 {
		t.Errorf("refused changes changed the program: %+v", got)
	}
}
