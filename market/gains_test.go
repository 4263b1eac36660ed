package market_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"adit/lp/highs/highstest"
	"adit/market"
)

// In the base nobody gains anything: every account is at zero, to a millionth
// of what users pay.
func TestNobodyGainsInTheBase(t *testing.T) {
	s := highstest.Open(t)
	for _, net := range shipped(t, s) {
		m, r := calibrated(t, net, s, market.Options{Window: 1, Perturb: true})
		state := m.Base()
		_, o := step(t, r, state, calm)
		paid := 0.0
		for i := range net.Uses {
			paid += m.BaseUse(i) * m.P0[net.Uses[i].Node]
		}
		g := m.Gains(state, calm, o)
		for what, v := range map[string]float64{"users": g.Extra, "producers": g.Producers, "carriers": g.Carriers, "states": g.State} {
			if math.Abs(v) > 1e-3*paid {
				t.Errorf("%s: %s gain %.4g thousand USD of %.4g paid", net.Nodes[0].Material.Chain, what, v, paid)
			}
		}
	}
}

// What users pay is what others receive: margins of sites, price gaps of lanes
// and stock drawn, at one set of prices, with nothing left over but waste.
func TestEveryPaymentIsReceived(t *testing.T) {
	s := highstest.Open(t)
	net := reconciled(t, small(), s)
	m, r := calibrated(t, net, s, market.Options{Window: 2})
	rapid.Check(t, func(rt *rapid.T) {
		c := randomConditions(rt, net)
		before := m.Base()
		for range 3 {
			after, o, err := r.Step(t.Context(), before, c)
			if err != nil {
				rt.Fatal(err)
			}
			paid, received := 0.0, 0.0
			for i := range net.Uses {
				paid += o.Served[i] * o.Price[net.Uses[i].Node]
			}
			for i := range net.Sites {
				for _, k := range net.Sites[i].Coefs {
					received += k.Tonnes * o.Output[i] * o.Price[k.Node]
				}
			}
			arrived := m.Arrivals(before, o)
			for i := range net.Lanes {
				received += arrived[i]*o.Price[net.Lanes[i].To] - o.Flow[i]*o.Price[net.Lanes[i].From]
			}
			for i := range net.Nodes {
				received += (before.Stock[i] - after.Stock[i] - o.Waste[i]) * o.Price[i]
			}
			for _, p := range c.Periods[:min(1, len(c.Periods))] {
				for _, l := range p.Releases {
					received += l.Value * o.Price[l.Index]
				}
			}
			if math.Abs(paid-received) > 1e-6*math.Abs(paid) {
				rt.Fatalf("users pay %.8g, others receive %.8g", paid, received)
			}
			before = after
		}
	})
}
