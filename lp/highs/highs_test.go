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

// TestAllocations: a hot solve allocates its solution and nothing else.
func TestAllocations(t *testing.T) {
	market := lptest.NewMarket(lptest.Small, 1)
	m, err := solver(t).Open(market.Program)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	shocks := []*lptest.Shock{market.Shock(1), market.Shock(2)}
	n := 0
	got := testing.AllocsPerRun(20, func() {
		n++
		if err := shocks[n%2].Apply(m); err != nil {
			t.Fatal(err)
		}
		if _, err := m.Solve(context.Background()); err != nil {
			t.Fatal(err)
		}
	})
	if got > 4 {
		t.Errorf("%v allocations a solve", got)
	}
}

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
