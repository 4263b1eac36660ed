package lptest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os/exec"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"adit/lp"
)

// drawProgram draws a program of small whole numbers, which is often
// degenerate, sometimes infeasible and rarely unbounded.
func drawProgram(t *rapid.T) *lp.Program {
	p := lp.NewProgram()
	columns := rapid.IntRange(1, 8).Draw(t, "columns")
	rows := rapid.IntRange(1, 6).Draw(t, "rows")
	for range columns {
		lower, upper := drawBounds(t)
		p.AddColumn("", float64(rapid.IntRange(-5, 9).Draw(t, "cost")), lower, upper)
	}
	for range rows {
		lower, upper := drawBounds(t)
		r := p.AddRow("", lower, upper)
		for j := range columns {
			if v := rapid.IntRange(-3, 5).Draw(t, "coef"); v != 0 {
				p.Add(r, j, float64(v))
			}
		}
	}
	return p
}

func drawBounds(t *rapid.T) (lower, upper float64) {
	lower = float64(rapid.IntRange(-6, 6).Draw(t, "lower"))
	upper = lower + float64(rapid.IntRange(0, 12).Draw(t, "width"))
	switch rapid.IntRange(0, 7).Draw(t, "open") {
	case 0:
		lower = -inf
	case 1, 2:
		upper = inf
	case 3:
		lower, upper = -inf, inf
	}
	return lower, upper
}

// statusOf is the status an error stands for.
func statusOf(err error) lp.Status {
	switch {
	case err == nil:
		return lp.Optimal
	case errors.As(err, new(*lp.InfeasibleError)):
		return lp.Infeasible
	case errors.Is(err, lp.ErrUnbounded):
		return lp.Unbounded
	}
	return lp.Unknown
}

// testRandomChanges changes a live model in many ways and compares each hot
// solve with a fresh one of the same data.
func testRandomChanges(t *testing.T, s lp.Solver) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProgram(t)
		m := mustOpen(t, s, p)
		defer m.Close()
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			for range rapid.IntRange(0, 4).Draw(t, "changes") {
				j := rapid.IntRange(0, p.NumColumns()-1).Draw(t, "column")
				i := rapid.IntRange(0, p.NumRows()-1).Draw(t, "row")
				lower, upper := drawBounds(t)
				var err error
				switch rapid.IntRange(0, 2).Draw(t, "kind") {
				case 0:
					cost := float64(rapid.IntRange(-5, 9).Draw(t, "cost"))
					p.SetCost(j, cost)
					err = m.SetCosts([]int32{int32(j)}, []float64{cost})
				case 1:
					p.SetColumnBounds(j, lower, upper)
					err = m.SetColumnBounds([]int32{int32(j)}, []float64{lower}, []float64{upper})
				case 2:
					p.SetRowBounds(i, lower, upper)
					err = m.SetRowBounds([]int32{int32(i)}, []float64{lower}, []float64{upper})
				}
				if err != nil {
					t.Fatalf("change: %v", err)
				}
			}
			if rapid.IntRange(0, 4).Draw(t, "start") == 0 {
				b, err := m.Basis()
				if err != nil {
					b = nil
				}
				if err := m.Start(b); err != nil {
					t.Fatalf("start: %v", err)
				}
			}
			got, err := m.Solve(context.Background())
			want, wantErr := solve(t, s, p)
			if statusOf(err) != statusOf(wantErr) {
				t.Fatalf("live: %v; fresh: %v", err, wantErr)
			}
			if err == nil && math.Abs(got.Objective-want.Objective) > 1e-6*(1+math.Abs(want.Objective)) {
				t.Fatalf("live %v, fresh %v", got.Objective, want.Objective)
			}
			checkVerdict(t, s, p, got, err)
		}
	})
}

// testRandomOptimality proves each answer: a point and duals that satisfy each
// other are optimal, whatever the solver says.
func testRandomOptimality(t *testing.T, s lp.Solver) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProgram(t)
		got, err := solve(t, s, p)
		checkVerdict(t, s, p, got, err)
	})
}

func checkVerdict(t fataler, s lp.Solver, p *lp.Program, got *lp.Solution, err error) {
	t.Helper()
	switch statusOf(err) {
	case lp.Optimal:
		if problem := Optimality(p, got, 1e-6); problem != "" {
			t.Fatalf("not optimal: %s", problem)
		}
	case lp.Infeasible:
		checkBlame(t, s, p, err)
	case lp.Unbounded:
		checkUnbounded(t, s, p)
	default:
		t.Fatalf("no verdict: %v", err)
	}
}

// checkUnbounded: some point satisfies the program, and from any such point a
// direction leads downhill for ever.
func checkUnbounded(t fataler, s lp.Solver, p *lp.Program) {
	t.Helper()
	point, direction := lp.NewProgram(), lp.NewProgram()
	open := func(lower, upper, far float64) (float64, float64) {
		low, up := 0.0, 0.0
		if math.IsInf(lower, -1) {
			low = -far
		}
		if math.IsInf(upper, 1) {
			up = far
		}
		return low, up
	}
	for j := range p.NumColumns() {
		lower, upper := p.ColumnBounds(j)
		point.AddColumn("", 0, lower, upper)
		lower, upper = open(lower, upper, 1)
		direction.AddColumn("", p.Cost(j), lower, upper)
	}
	for i := range p.NumRows() {
		lower, upper := p.RowBounds(i)
		point.AddRow("", lower, upper)
		lower, upper = open(lower, upper, inf)
		direction.AddRow("", lower, upper)
	}
	for e := range p.Entries() {
		point.Add(e.Row, e.Col, e.Coef)
		direction.Add(e.Row, e.Col, e.Coef)
	}
	if _, err := solve(t, s, point); err != nil {
		t.Fatalf("called unbounded, but no point satisfies it: %v", err)
	}
	if got, err := solve(t, s, direction); err != nil || got.Objective > -1e-6 {
		t.Fatalf("called unbounded, but nothing leads downhill: %+v, %v", got, err)
	}
}

// testStubborn solves programs, found at random, of which the dual simplex of
// HiGHS 1.15 alone makes nothing ("unknown"), in one case with presolve too.
func testStubborn(t *testing.T, s lp.Solver) {
	for k, c := range []struct {
		columns []column
		rows    []row
		want    lp.Status
	}{
		{
			[]column{{-1, -6, inf}, {-1, 6, inf}, {0, -inf, 4}, {-5, -3, 1}, {-1, -6, -5}, {7, -inf, inf}},
			[]row{
				{-1, 4, []float64{4, 0, 4, 0, 5, 5}}, {-inf, 5, []float64{1, 3, -2, 0, 3, 5}},
				{-3, inf, []float64{4, -1, -2, 0, 0, 0}}, {-5, 7, []float64{0, -3, -3, 2, 3, 0}},
				{-6, 2, []float64{0, -1, 3, 1, 3, -1}},
			},
			lp.Unbounded,
		},
		{
			[]column{{5, -5, 1}, {3, -6, 2}, {1, -inf, inf}, {-5, -2, 9}, {3, 2, 2}, {4, -6, -3}, {3, -2, inf}},
			[]row{
				{-inf, inf, []float64{-3, -2, -2, -3, 0, -3, -3}}, {-2, 3, []float64{-2, 5, 0, 3, 3, -2, 2}},
				{-inf, inf, []float64{-1, 5, -1, -3, 2, 5, 0}}, {6, 6, []float64{4, 3, 0, 3, -2, 5, -2}},
			},
			lp.Infeasible,
		},
		{
			[]column{{-5, -inf, 2}, {3, -inf, inf}, {-1, -inf, 4}, {-5, 3, inf}, {0, -3, -3}, {1, -inf, inf}},
			[]row{
				{-inf, 0, []float64{4, -1, -2, 3, 5, 0}}, {-2, inf, []float64{2, 0, 0, -1, 1, 4}},
				{-inf, inf, []float64{0, -2, 4, 0, -1, -1}}, {-5, -1, []float64{-1, 1, -2, 1, -3, -3}},
			},
			lp.Unbounded,
		},
	} {
		p := build(c.columns, c.rows)
		got, err := solve(t, s, p)
		if statusOf(err) != c.want {
			t.Errorf("program %d: %v, want %v", k, err, c.want)
			continue
		}
		checkVerdict(t, s, p, got, err)
	}
}

// checkBlame: without any row but those blamed it is still infeasible.
func checkBlame(t fataler, s lp.Solver, p *lp.Program, err error) {
	t.Helper()
	var e *lp.InfeasibleError
	errors.As(err, &e)
	if len(e.Rows) == 0 && len(e.Columns) == 0 {
		t.Fatalf("nobody is blamed")
	}
	if len(e.Columns) > 0 {
		return
	}
	m := mustOpen(t, s, p)
	defer m.Close()
	for i := range p.NumRows() {
		if !slices.Contains(e.Rows, p.RowName(i)) {
			if err := m.SetRowBounds([]int32{int32(i)}, []float64{-inf}, []float64{inf}); err != nil {
				t.Fatalf("%v", err)
			}
		}
	}
	if _, err := m.Solve(context.Background()); statusOf(err) != lp.Infeasible {
		t.Fatalf("%q are blamed, but can hold together: %v", e.Rows, err)
	}
}

// Optimality says what keeps a solution from being proven optimal, or "": rows
// and bounds hold, reduced costs and duals fit the costs, and each pushes only
// against a bound its column or row rests on. Tolerance is absolute, scaled by
// the numbers compared.
func Optimality(p *lp.Program, s *lp.Solution, tolerance float64) string {
	activity := make([]float64, p.NumRows())
	reduced := p.Costs()
	objective := 0.0
	for j, c := range reduced {
		objective += c * s.Primal[j]
	}
	for e := range p.Entries() {
		activity[e.Row] += e.Coef * s.Primal[e.Col]
		reduced[e.Col] -= e.Coef * s.Dual[e.Row]
	}
	near := func(a, b float64) bool {
		return math.Abs(a-b) <= tolerance*(1+min(math.Abs(a), math.Abs(b)))
	}
	if !near(objective, s.Objective) {
		return fmt.Sprintf("objective %v, but cost·x is %v", s.Objective, objective)
	}
	check := func(what, name string, x, lower, upper, push float64) string {
		switch {
		case x < lower && !near(x, lower) || x > upper && !near(x, upper):
			return fmt.Sprintf("%s %s is %v, outside %v to %v", what, name, x, lower, upper)
		case push > tolerance && !near(x, lower):
			return fmt.Sprintf("%s %s is %v, not at %v, yet costs %v", what, name, x, lower, push)
		case push < -tolerance && !near(x, upper):
			return fmt.Sprintf("%s %s is %v, not at %v, yet costs %v", what, name, x, upper, push)
		}
		return ""
	}
	for j := range p.NumColumns() {
		if !near(reduced[j], s.ReducedCost[j]) {
			return fmt.Sprintf("column %s: reduced cost %v, but cost − dual·A is %v", p.ColumnName(j), s.ReducedCost[j], reduced[j])
		}
		lower, upper := p.ColumnBounds(j)
		if problem := check("column", p.ColumnName(j), s.Primal[j], lower, upper, reduced[j]); problem != "" {
			return problem
		}
	}
	for i := range p.NumRows() {
		lower, upper := p.RowBounds(i)
		if problem := check("row", p.RowName(i), activity[i], lower, upper, s.Dual[i]); problem != "" {
			return problem
		}
	}
	return ""
}

// scipyScript solves a list of dense programs. Infinity comes as null.
const scipyScript = `
import json, sys
import numpy as np
from scipy.optimize import linprog
out = []
for p in json.load(sys.stdin):
    a = np.array(p["A"], dtype=float)
    ub, bub, eq, beq = [], [], [], []
    for r, (lo, up) in zip(a, p["rows"]):
        if lo is not None and lo == up:
            eq.append(r); beq.append(lo); continue
        if up is not None: ub.append(r); bub.append(up)
        if lo is not None: ub.append(-r); bub.append(-lo)
    r = linprog(p["cost"], A_ub=ub or None, b_ub=bub or None, A_eq=eq or None, b_eq=beq or None,
                bounds=p["columns"], method="highs")
    out.append({"status": int(r.status), "fun": None if r.fun is None else float(r.fun)})
json.dump(out, sys.stdout)
`

// testScipy compares verdicts and objectives with scipy on random programs.
func testScipy(t *testing.T, s lp.Solver) {
	const python = "/usr/bin/python3"
	if out, err := exec.Command(python, "-c", "import scipy.optimize").CombinedOutput(); err != nil {
		t.Skipf("no scipy to compare with (%s: %v %.80s)", python, err, bytes.TrimSpace(out))
	}
	rnd := rand.New(rand.NewPCG(5, 5))
	type dense struct {
		Cost    []float64     `json:"cost"`
		A       [][]float64   `json:"A"`
		Rows    [][2]*float64 `json:"rows"`
		Columns [][2]*float64 `json:"columns"`
	}
	bound := func(v float64) *float64 {
		if math.IsInf(v, 0) {
			return nil
		}
		return &v
	}
	var programs []*lp.Program
	var asked []dense
	for range 120 {
		p := randomProgram(rnd)
		d := dense{Cost: p.Costs()}
		for i := range p.NumRows() {
			lower, upper := p.RowBounds(i)
			d.A = append(d.A, make([]float64, p.NumColumns()))
			d.Rows = append(d.Rows, [2]*float64{bound(lower), bound(upper)})
		}
		for j := range p.NumColumns() {
			lower, upper := p.ColumnBounds(j)
			d.Columns = append(d.Columns, [2]*float64{bound(lower), bound(upper)})
		}
		for e := range p.Entries() {
			d.A[e.Row][e.Col] = e.Coef
		}
		programs = append(programs, p)
		asked = append(asked, d)
	}
	input, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	python3 := exec.Command(python, "-c", scipyScript)
	python3.Stdin = bytes.NewReader(input)
	output, err := python3.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answers []struct {
		Status int      `json:"status"`
		Fun    *float64 `json:"fun"`
	}
	if err := json.Unmarshal(output, &answers); err != nil {
		t.Fatal(err)
	}
	seen := map[lp.Status]int{}
	for k, p := range programs {
		got, err := solve(t, s, p)
		status := statusOf(err)
		seen[status]++
		want := map[int]lp.Status{0: lp.Optimal, 2: lp.Infeasible, 3: lp.Unbounded}[answers[k].Status]
		if answers[k].Status == 4 { // scipy's own "unbounded or infeasible"
			want = status
		}
		if status != want {
			t.Errorf("program %d: %v, scipy %v", k, err, want)
		} else if status == lp.Optimal && math.Abs(got.Objective-*answers[k].Fun) > 1e-6*(1+math.Abs(*answers[k].Fun)) {
			t.Errorf("program %d: %v, scipy %v", k, got.Objective, *answers[k].Fun)
		}
	}
	if seen[lp.Optimal] < 20 || seen[lp.Infeasible] < 5 || seen[lp.Unbounded] < 5 {
		t.Errorf("the random programs are too much alike: %v", seen)
	}
}

// randomProgram mixes bounded and open columns and rows, with real numbers.
func randomProgram(rnd *rand.Rand) *lp.Program {
	p := lp.NewProgram()
	columns, rows := 2+rnd.IntN(20), 1+rnd.IntN(12)
	bounds := func(width float64) (float64, float64) {
		lower := rnd.NormFloat64() * 3
		upper := lower + rnd.Float64()*width
		switch rnd.IntN(6) {
		case 0:
			return -inf, upper
		case 1, 2:
			return lower, inf
		case 3:
			return lower, lower
		}
		return lower, upper
	}
	open := rnd.IntN(3) == 0
	for range columns {
		lower, upper := 0.0, 1+10*rnd.Float64()
		if open {
			lower, upper = bounds(20)
		}
		p.AddColumn("", rnd.NormFloat64(), lower, upper)
	}
	for range rows {
		lower, upper := bounds(30)
		r := p.AddRow("", lower, upper)
		for j := range columns {
			if rnd.IntN(3) == 0 {
				p.Add(r, j, rnd.NormFloat64())
			}
		}
	}
	return p
}
