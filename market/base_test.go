package market_test

import (
	"fmt"
	"math"
	"testing"

	"adit/chain"
	"adit/lp"
	"adit/lp/highs/highstest"
	"adit/market"
)

// baseTolerance is the promise of design: with no event 24 months reproduce
// prices, flows and stocks within 0.1%; flows under 1% of a node's throughput
// are held to 0.1% of the throughput.
const baseTolerance = 1e-3

func TestBaseHoldsFor24Months(t *testing.T) { baseHolds(t, highstest.Open(t)) }

func baseHolds(t *testing.T, s lp.Solver) {
	t.Helper()
	nets := append([]*chain.Network{reconciled(t, small(), s)}, shipped(t, s)...)
	for _, net := range nets {
		for _, window := range []int{1, 3, 6} {
			t.Run(fmt.Sprintf("%s/window%d", net.Nodes[0].Material.Chain, window), func(t *testing.T) {
				m, r := calibrated(t, net, s, market.Options{Window: window, Perturb: true})
				state := m.Base()
				worst := 0.0
				check := func(month int, what, name string, got, want, scale float64) {
					d := math.Abs(got-want) / math.Max(math.Abs(want), math.Max(0.01*scale, 1e-9))
					worst = math.Max(worst, d)
					if !(d <= baseTolerance) {
						t.Errorf("month %d: %s of %s is %g, base %g", month, what, name, got, want)
					}
				}
				for month := range 24 {
					next, o := step(t, r, state, calm)
					for i := range net.Nodes {
						n := &net.Nodes[i]
						check(month, "price", n.Name(), o.Price[i], m.P0[i], 0)
						check(month, "stock", n.Name(), o.Stock[i], m.Target(i), n.Through/12)
					}
					for i := range net.Lanes {
						check(month, "flow", net.Lanes[i].Name(), o.Flow[i], m.BaseFlow(i), net.Nodes[net.Lanes[i].To].Through/12)
					}
					for i := range net.Sites {
						check(month, "output", net.Sites[i].Ref.ID, o.Output[i], m.BaseOutput(i), net.Nodes[net.Sites[i].Main()].Through/12)
					}
					for i := range net.Uses {
						check(month, "use", net.Uses[i].Ref.ID, o.Served[i], m.BaseUse(i), 0)
						if o.CoreUnmet[i] != 0 {
							t.Errorf("month %d: %s goes short in the base", month, net.Uses[i].Ref.ID)
						}
					}
					state = next
					if t.Failed() {
						break
					}
				}
				t.Logf("worst deviation %.2g over 24 months", worst)
			})
		}
	}
}

func TestFrictionStaysSmallOnLanesInUse(t *testing.T) {
	s := highstest.Open(t)
	for _, net := range shipped(t, s) {
		m, _ := calibrated(t, net, s, market.Options{})
		if m.Par.Step > 0.05 || m.Par.Extra > 0.05 {
			t.Errorf("friction %g and %g of price on lanes in use, promised at most 5%%", m.Par.Step, m.Par.Extra)
		}
	}
}
