package stress

import (
	"context"
	"testing"
	"time"

	"adit"
	"adit/chain"
	"adit/dataset"
	"adit/lp/highs/highstest"
	"adit/market"
	"adit/rulebook"
	"adit/worlds/worldstest"
)

// magnets is controls-return on the magnet chain of the shipped world, as
// adit brief runs it.
func magnets(b *testing.B, draws, months int) Setup { return setupOf(b, "dy.oxide", draws, months) }

// setupOf is controls-return on the chain of one material.
func setupOf(b *testing.B, material string, draws, months int) Setup {
	b.Helper()
	w := worldstest.Shipped(b)
	solver := highstest.Open(b)
	scenario := w.Scenario("controls-return")
	w, problems := dataset.OverlayFigures(w, scenario)
	if problems.Errors() != nil {
		b.Fatal(problems)
	}
	net, problems := chain.Build(w, material)
	if problems.Errors() != nil {
		b.Fatal(problems)
	}
	if _, problems, err := net.Reconcile(context.Background(), solver); err != nil || problems.Errors() != nil {
		b.Fatal(err, problems)
	}
	book, _ := rulebook.New(w)
	if book, problems = book.With(scenario.Measures); problems.Errors() != nil {
		b.Fatal(problems)
	}
	return Setup{Net: net, Book: book, Events: scenario.Events, Base: adit.NewDate(2026, 11, 9), Window: 3,
		Grid: adit.Monthly(adit.NewDate(2026, 12, 1), months), Draws: draws, Seed: 1, Projects: MiddleProjects, Workers: 1, Solver: solver}
}

// BenchmarkResolve walks one future of two years month by month and solves each
// month twice: hot, from the basis of the month before, and cold. Their ratio
// is what keeping live models is worth; unlike the times it says the same on
// any machine.
func BenchmarkResolve(b *testing.B) {
	s := magnets(b, 1, 24)
	j := prepared(b, s)
	m := j.part.Market
	r, err := m.Open(s.Solver)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	ctx := context.Background()
	var hot, cold, hotInside, coldInside time.Duration
	solves := 0
	step := func(from *market.State, at *node, wall, inside *time.Duration) *market.State {
		before, began := r.SolverTime, time.Now()
		next, _, err := r.Step(ctx, from, j.future.list[at.condition])
		if err != nil {
			b.Fatal(err)
		}
		*wall += time.Since(began)
		*inside += r.SolverTime - before
		return next
	}
	for b.Loop() {
		state := m.Base()
		for period, at := range trail(j.last[0]) {
			if period > 0 { // the first month has no basis to start from
				from := *state
				from.Basis = nil
				step(&from, at, &cold, &coldInside)
				solves++
			}
			if period == 0 {
				var warm time.Duration
				state = step(state, at, &warm, &warm)
			} else {
				state = step(state, at, &hot, &hotInside)
			}
		}
	}
	perSolve := func(d time.Duration) float64 { return d.Seconds() * 1e3 / float64(solves) }
	b.ReportMetric(float64(cold)/float64(hot), "cold/hot")
	b.ReportMetric(float64(coldInside)/float64(hotInside), "cold/hot-in-solver")
	b.ReportMetric(perSolve(hot), "hot-ms/solve")
	b.ReportMetric(perSolve(cold), "cold-ms/solve")
	b.ReportMetric(float64(m.Program().NumRows()), "rows")
	b.ReportMetric(float64(m.Program().NumColumns()), "columns")
}

// BenchmarkEnsemble runs 20 futures of two years with one worker and says which
// share of the time passes inside the solver: what is left is ours to save.
func BenchmarkEnsemble(b *testing.B) {
	s := magnets(b, 20, 24)
	var inside, wall time.Duration
	states, steps := 0, 0
	for b.Loop() {
		began := time.Now()
		e, err := Run(context.Background(), s)
		if err != nil {
			b.Fatal(err)
		}
		wall += time.Since(began)
		for _, p := range e.Parts {
			inside += p.Solver
			states += p.States
			steps += p.Steps
		}
	}
	b.ReportMetric(100*float64(inside)/float64(wall), "%in-solver")
	b.ReportMetric(wall.Seconds()*1e3/float64(states), "ms/state")
	b.ReportMetric(float64(states)/float64(steps), "states/step")
}

// trail lists the nodes of a draw from its first period.
func trail(n *node) []*node {
	out := make([]*node, n.period+1)
	for ; n != nil; n = n.parent {
		out[n.period] = n
	}
	return out
}
