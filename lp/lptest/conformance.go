package lptest

import (
	"context"
	"errors"
	"testing"

	"adit/lp"
)

// Conformance runs the whole suite on a backend. Open is called once a test
// and must return a fresh solver or a shared one; it may skip the test. The
// suite does not close it.
func Conformance(t *testing.T, open func(*testing.T) lp.Solver) {
	for _, c := range []struct {
		name string
		test func(*testing.T, lp.Solver)
	}{
		{"Known", testKnown},
		{"Duals", testDuals},
		{"Degenerate", testDegenerate},
		{"Empty", testEmpty},
		{"Unbounded", testUnbounded},
		{"Infeasible", testInfeasible},
		{"InfeasibleThenFeasible", testInfeasibleThenFeasible},
		{"Stubborn", testStubborn},
		{"Integer", testInteger},
		{"BadData", testBadData},
		{"Changes", testChanges},
		{"Basis", testBasis},
		{"BadBasis", testBadBasis},
		{"PathIndependence", testPathIndependence},
		{"Cancellation", testCancellation},
		{"Concurrency", testConcurrency},
		{"ConcurrentModelsAgree", testConcurrentModelsAgree},
		{"Closed", testClosed},
		{"RandomChanges", testRandomChanges},
		{"RandomOptimality", testRandomOptimality},
		{"Scipy", testScipy},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// fataler is *testing.T or *rapid.T.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

func mustOpen(t fataler, s lp.Solver, p *lp.Program) lp.Model {
	t.Helper()
	m, err := s.Open(p)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return m
}

// wantIntegers skips a test of integers on a solver that takes none, once it has
// said so as it should.
func wantIntegers(t *testing.T, s lp.Solver) {
	t.Helper()
	p := lp.NewProgram()
	p.SetInteger(p.AddColumn("", 1, 0, 1))
	m, err := s.Open(p)
	if errors.Is(err, lp.ErrInteger) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	m.Close()
}

// solve solves a program afresh.
func solve(t fataler, s lp.Solver, p *lp.Program) (*lp.Solution, error) {
	t.Helper()
	m := mustOpen(t, s, p)
	defer m.Close()
	return m.Solve(context.Background())
}

func mustSolve(t fataler, m lp.Model) *lp.Solution {
	t.Helper()
	got, err := m.Solve(context.Background())
	if err != nil {
		t.Fatalf("solve: %v", err)
	}
	return got
}
