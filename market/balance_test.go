package market_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"adit/chain"
	"adit/lp/highs/highstest"
	"adit/market"
)

// TestMassBalance draws random limits month after month and counts every tonne:
// what was there, plus made and arrived, less taken, sent, served and thrown
// away, is what is there.
func TestMassBalance(t *testing.T) {
	s := highstest.Open(t)
	net := reconciled(t, small(), s)
	m, r := calibrated(t, net, s, market.Options{Window: 3, Perturb: true})
	rapid.Check(t, func(rt *rapid.T) { countMass(t, rt, m, r, 6) })
	for _, net := range shipped(t, s) { // one long history each: a step takes its time
		m, r := calibrated(t, net, s, market.Options{Window: 3, Perturb: true})
		history := rapid.Custom(func(rt *rapid.T) bool { countMass(t, rt, m, r, 24); return true })
		history.Example(7)
	}
}

// countMass forgives a millionth of a node, which is what ties are broken with,
// or of the program's unit where the node is smaller: the solver keeps balances
// to 1e-7 of a unit, a thousandth of the material's market, and so the columns
// that are summed.
func countMass(t *testing.T, rt *rapid.T, m *market.Market, r *market.Runner, months int) {
	state := m.Base()
	for range months {
		c := randomConditions(rt, m.Net)
		next, o := step(t, r, state, c)
		for n, gap := range gaps(m, state, next, o) {
			if scale := max(m.Net.Nodes[n].Through/12, m.Target(n), m.Unit(n)); math.Abs(gap) > 1e-6*scale {
				t.Fatalf("%s: %g t appear from nowhere, of %g", m.Net.Nodes[n].Name(), gap, scale)
			}
		}
		state = next
	}
}

func randomConditions(t *rapid.T, net *chain.Network) *market.Conditions {
	var p market.Period
	for i := range net.Lanes {
		if rapid.IntRange(0, 9).Draw(t, "hit") == 0 {
			p.Lanes = append(p.Lanes, market.Limit{Index: i, Value: rapid.Float64Range(0, 1).Draw(t, "share")})
		}
	}
	for i := range net.Sites {
		if rapid.IntRange(0, 9).Draw(t, "down") == 0 {
			p.Available = append(p.Available, market.Limit{Index: i, Value: rapid.Float64Range(0, 1).Draw(t, "works")})
		}
	}
	return &market.Conditions{Periods: []market.Period{p}}
}

// gaps recounts each node from the outcome alone.
func gaps(m *market.Market, before, after *market.State, o *market.Outcome) []float64 {
	net := m.Net
	gap := make([]float64, len(net.Nodes))
	for i := range gap {
		gap[i] = before.Stock[i] - after.Stock[i] - o.Waste[i]
	}
	for i := range net.Sites {
		for _, c := range net.Sites[i].Coefs {
			gap[c.Node] += c.Tonnes * o.Output[i]
		}
	}
	// Goods on the way before and after tell what arrived.
	transit := func(s *market.State) []float64 {
		p := m.Position(s)
		for i := range p {
			p[i] -= s.Stock[i]
		}
		return p
	}
	was, is := transit(before), transit(after)
	for i := range gap {
		gap[i] += was[i] - is[i]
	}
	for i := range net.Lanes {
		l := &net.Lanes[i]
		gap[l.From] -= o.Flow[i]
		gap[l.To] += o.Flow[i] * (1 - l.Loss)
	}
	for i := range net.Uses {
		gap[net.Uses[i].Node] -= o.Served[i]
	}
	return gap
}
