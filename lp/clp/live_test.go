//go:build clp && cgo

package clp

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"adit/lp"
	"adit/lp/lptest"
)

func TestName(t *testing.T) {
	if name := open(t).Name(); !Built || !strings.HasPrefix(name, "clp 1.") {
		t.Errorf("name %q", name)
	}
}

func TestIntegersAreRefused(t *testing.T) {
	p := lp.NewProgram()
	p.SetInteger(p.AddColumn("", 1, 0, 1))
	if _, err := open(t).Open(p); !errors.Is(err, lp.ErrInteger) || !strings.Contains(err.Error(), "highs") {
		t.Errorf("got %v", err)
	}
}

// TestCloseDuringSolve: closing the solver stops what runs, and frees it.
func TestCloseDuringSolve(t *testing.T) {
	s := open(t)
	m, err := s.Open(lptest.NewMarket(lptest.MarketSize{Places: 14, Stages: 5, Periods: 24, Lanes: 40, Steps: 30}, 1).Program)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		_, err := m.Solve(context.Background())
		done <- err
	}()
	time.Sleep(50 * time.Millisecond)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := <-done; !errors.Is(err, lp.ErrClosed) {
		t.Errorf("the solve returned %v", err)
	}
	if _, err := s.Open(lp.NewProgram()); !errors.Is(err, lp.ErrClosed) {
		t.Errorf("open after close: %v", err)
	}
	if n := len(s.(*solver).models); n != 0 {
		t.Errorf("%d models are left", n)
	}
	if err := errors.Join(m.Close(), s.Close()); err != nil {
		t.Error(err)
	}
}

// TestSoundness: the check between CLP's word and an answer sees each fault.
func TestSoundness(t *testing.T) {
	inf := math.Inf(1)
	p := lp.NewProgram() // min x+3y, x+y ≥ 10, x ≤ 6
	x, y := p.AddColumn("", 1, 0, 6), p.AddColumn("", 3, 0, inf)
	r := p.AddRow("", 10, inf)
	p.Add(r, x, 1)
	p.Add(r, y, 1)
	opened, err := open(t).Open(p)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		x, y, dual float64
		want       bool
	}{
		"optimal":          {6, 4, 3, true},
		"row short":        {6, 3.99, 3, false},
		"beyond a bound":   {6.01, 3.99, 3, false},
		"row slack":        {6, 4.01, 3, false},
		"not the cheapest": {5, 5, 3, false},
		"wrong price":      {6, 4, 2.99, false},
		"negative price":   {6, 4, -1, false},
		"no number":        {math.NaN(), 4, 3, false},
	} {
		s := &lp.Solution{Primal: []float64{c.x, c.y}, Dual: []float64{c.dual}}
		if got := opened.(*model).sound(s); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestLoadedAnew: a model that has wandered and one fresh from Open agree to
// the bit over a long hot run after Start, on a program of the market's size.
func TestLoadedAnew(t *testing.T) {
	market := lptest.NewMarket(lptest.Window, 5)
	s := open(t)
	run := func(m lp.Model, b *lp.Basis) (bits []uint64) {
		if err := m.Start(b); err != nil {
			t.Fatal(err)
		}
		for k := range uint64(8) {
			if err := market.Shock(k).Apply(m); err != nil {
				t.Fatal(err)
			}
			got, err := m.Solve(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range got.Primal {
				bits = append(bits, math.Float64bits(v))
			}
			for _, v := range got.Dual {
				bits = append(bits, math.Float64bits(v))
			}
		}
		return bits
	}
	a, err := s.Open(market.Program)
	if err != nil {
		t.Fatal(err)
	}
	run(a, nil)
	b, err := a.Basis()
	if err != nil {
		t.Fatal(err)
	}
	again := run(a, b)
	fresh, err := s.Open(market.Program)
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range run(fresh, b) {
		if v != again[k] {
			t.Fatalf("number %d differs: %v, %v", k, math.Float64frombits(v), math.Float64frombits(again[k]))
		}
	}
}
