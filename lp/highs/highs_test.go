package highs

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"

	"adit/lp"
	"adit/lp/lptest"
)

var shared = sync.OnceValues(func() (*Solver, error) { return New(context.Background(), Options{}) })

// solver returns the one solver of this test run.
func solver(t testing.TB) *Solver {
	t.Helper()
	s, err := shared()
	if errors.Is(err, ErrNoAssets) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestConformance(t *testing.T) {
	lptest.Conformance(t, func(t *testing.T) lp.Solver { return solver(t) })
}

func BenchmarkHot(b *testing.B)   { lptest.BenchmarkHot(b, solver(b)) }
func BenchmarkStart(b *testing.B) { lptest.BenchmarkStart(b, solver(b)) }
func BenchmarkCold(b *testing.B)  { lptest.BenchmarkCold(b, solver(b)) }

// TestRatio keeps hot solves worth having; ADIT_BENCH=1 prints the times.
func TestRatio(t *testing.T) {
	if testing.Short() {
		t.Skip("measures")
	}
	got, err := lptest.Measure(t.Context(), solver(t), 9)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(got)
	if os.Getenv("ADIT_BENCH") != "" && got.Hot > got.Cold/2 {
		t.Errorf("hot solves take more than half of a cold one: %v", got)
	}
}
