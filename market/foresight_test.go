package market_test

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"adit/chain"
	"adit/lp/highs/highstest"
	"adit/market"
)

// One program with targets and terminal rule fixed and disposal free: its
// objective never falls with a tighter ban nor rises with more stock.
func TestObjectiveIsMonotoneInBansAndStocks(t *testing.T) {
	s := highstest.Open(t)
	net := reconciled(t, small(), s)
	m, r := calibrated(t, net, s, market.Options{Window: 36})
	cost := func(state *market.State, share float64) float64 {
		_, objective, err := r.Foresee(context.Background(), state, cut(net, "CN", share))
		if err != nil {
			t.Fatal(err)
		}
		return objective
	}
	slack := 1e-7 * -cost(m.Base(), 1)
	draw := rapid.Custom(func(rt *rapid.T) bool {
		loose := rapid.Float64Range(0, 1).Draw(rt, "loose")
		tight := loose * rapid.Float64Range(0, 1).Draw(rt, "tighter")
		state := m.Base()
		a, b := cost(state, loose), cost(state, tight)
		if b < a-slack {
			t.Fatalf("objective falls from %g to %g when the ban tightens from %g to %g", a, b, loose, tight)
		}
		more := *state
		more.Stock = append([]float64(nil), state.Stock...)
		n := rapid.IntRange(0, len(more.Stock)-1).Draw(rt, "node")
		more.Stock[n] += rapid.Float64Range(0, 5).Draw(rt, "factor") * m.Target(n)
		if c := cost(&more, tight); c > b+slack {
			t.Fatalf("objective rises from %g to %g with more stock of %s", b, c, net.Nodes[n].Name())
		}
		return true
	})
	for seed := range 15 { // each takes three solves of 36 months
		draw.Example(seed)
	}
}

func TestObjectiveIsMonotoneOnShippedWorld(t *testing.T) {
	s := highstest.Open(t)
	single := 0
	for _, net := range shipped(t, s) {
		// A ban costs nothing where nothing leaves; and of the many single-stage
		// chains, all of one shape, a few are enough.
		if !slices.ContainsFunc(net.Lanes, func(l chain.Lane) bool { return l.Ref.From == "CN" && l.Base > 0 }) {
			continue
		}
		if len(net.Materials()) == 1 {
			if single++; single > 3 {
				continue
			}
		}
		m, r := calibrated(t, net, s, market.Options{Window: 36})
		last, first := 0.0, 0.0
		for i, share := range []float64{1, 0.4, 0} {
			_, objective, err := r.Foresee(context.Background(), m.Base(), cut(net, "CN", share))
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				first = objective
			} else if objective < last-1e-7*-first {
				t.Errorf("%s: objective falls from %g to %g at share %g", net.Nodes[0].Material.Chain, last, objective, share)
			}
			last = objective
		}
		if last <= first {
			t.Errorf("%s: a full ban costs nothing", net.Nodes[0].Material.Chain)
		}
	}
}
