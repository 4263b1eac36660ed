package lptest

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"adit/lp"
)

// BenchmarkHot measures changing and solving again a live model of [Window]:
// all right-hand sides and some hundred bounds each time.
func BenchmarkHot(b *testing.B, s lp.Solver) { benchmark(b, s, func(lp.Model) error { return nil }) }

// BenchmarkStart is BenchmarkHot, each solve beginning with Start from one
// basis, as every state of a simulation does.
func BenchmarkStart(b *testing.B, s lp.Solver) {
	var basis *lp.Basis
	benchmark(b, s, func(m lp.Model) (err error) {
		if basis == nil {
			if basis, err = m.Basis(); err != nil {
				return err
			}
		}
		return m.Start(basis)
	})
}

// BenchmarkCold is BenchmarkHot, each solve beginning from nothing.
func BenchmarkCold(b *testing.B, s lp.Solver) {
	benchmark(b, s, func(m lp.Model) error { return m.Start(nil) })
}

func benchmark(b *testing.B, s lp.Solver, before func(lp.Model) error) {
	market := NewMarket(Window, 1)
	shocks := make([]*Shock, 64)
	for k := range shocks {
		shocks[k] = market.Shock(uint64(k))
	}
	m, err := s.Open(market.Program)
	if err != nil {
		b.Fatal(err)
	}
	defer m.Close()
	ctx := context.Background()
	if _, err := m.Solve(ctx); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	iterations, inside, n := 0, time.Duration(0), 0
	for b.Loop() {
		if err := before(m); err != nil {
			b.Fatal(err)
		}
		if err := shocks[n%len(shocks)].Apply(m); err != nil {
			b.Fatal(err)
		}
		got, err := m.Solve(ctx)
		if err != nil {
			b.Fatal(err)
		}
		iterations += got.Iterations
		inside += got.SolveTime
		n++
	}
	b.ReportMetric(float64(iterations)/float64(n), "iterations/op")
	b.ReportMetric(float64(inside.Nanoseconds())/float64(n), "solver-ns/op")
}

// Timing is what [Measure] found: medians.
type Timing struct {
	Hot, Start, Cold time.Duration
}

// String is a line with the ratios to hot.
func (t Timing) String() string {
	ratio := func(d time.Duration) float64 { return float64(d) / float64(t.Hot) }
	return fmt.Sprintf("hot %v, from a basis %v (%.1f×), cold %v (%.1f×)",
		t.Hot.Round(10*time.Microsecond), t.Start.Round(10*time.Microsecond), ratio(t.Start),
		t.Cold.Round(10*time.Microsecond), ratio(t.Cold))
}

// Measure takes the median times of n changes and solves of [Window]. Ratios
// between them, unlike the times, say the same on any machine.
func Measure(ctx context.Context, s lp.Solver, n int) (Timing, error) {
	market := NewMarket(Window, 1)
	m, err := s.Open(market.Program)
	if err != nil {
		return Timing{}, err
	}
	defer m.Close()
	if _, err := m.Solve(ctx); err != nil {
		return Timing{}, err
	}
	basis, err := m.Basis()
	if err != nil {
		return Timing{}, err
	}
	median := func(before func() error) (time.Duration, error) {
		var took []time.Duration
		for k := range n {
			shock := market.Shock(uint64(k))
			began := time.Now()
			if err := before(); err != nil {
				return 0, err
			}
			if err := shock.Apply(m); err != nil {
				return 0, err
			}
			if _, err := m.Solve(ctx); err != nil {
				return 0, err
			}
			took = append(took, time.Since(began))
		}
		slices.Sort(took)
		return took[n/2], nil
	}
	var t Timing
	if t.Hot, err = median(func() error { return nil }); err != nil {
		return t, err
	}
	if t.Start, err = median(func() error { return m.Start(basis) }); err != nil {
		return t, err
	}
	t.Cold, err = median(func() error { return m.Start(nil) })
	return t, err
}
