//go:build clp && cgo

package market_test

import (
	"math"
	"testing"

	"adit/lp"
	"adit/lp/clp"
	"adit/lp/highs/highstest"
	"adit/market"
)

// second opens the other backend.
func second(t testing.TB) lp.Solver {
	t.Helper()
	s, err := clp.New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestBaseHoldsWithCLP(t *testing.T) { baseHolds(t, second(t)) }

// TestBackendsAgree cuts China off to 30% of base flow for a year and solves each
// window with both backends, from the state HiGHS came to: the least costs are
// the same, and so are prices wherever a node trades. Where nothing is bought or
// sold, a price is any number within a range.
func TestBackendsAgree(t *testing.T) {
	const (
		months = 12
		cost   = 1e-6 // of the objective
		price  = 0.01 // of the price
	)
	s, other := highstest.Open(t), second(t)
	for _, net := range shipped(t, s) {
		t.Run(net.Nodes[0].Material.Chain, func(t *testing.T) {
			m, r := calibrated(t, net, s, market.Options{Window: 3, Perturb: true})
			q, err := m.Open(other)
			if err != nil {
				t.Fatal(err)
			}
			defer q.Close()
			shock := cut(net, "CN", 0.3)
			state := m.Base()
			worstCost, worstPrice, compared, ties := 0.0, 0.0, 0, 0
			for month := range months {
				next, a := step(t, r, state, shock)
				_, b := step(t, q, state, shock)
				_, wantCost, err := r.Foresee(t.Context(), state, shock)
				if err != nil {
					t.Fatal(err)
				}
				_, gotCost, err := q.Foresee(t.Context(), state, shock)
				if err != nil {
					t.Fatal(err)
				}
				d := math.Abs(gotCost-wantCost) / math.Abs(wantCost)
				worstCost = max(worstCost, d)
				if !(d <= cost) {
					t.Errorf("month %d: objective %v, HiGHS %v", month, gotCost, wantCost)
				}
				trades := traded(m, a)
				for i := range net.Nodes {
					if !trades[i] {
						continue
					}
					compared++
					d := math.Abs(b.Price[i]-a.Price[i]) / math.Abs(a.Price[i])
					worstPrice = max(worstPrice, d)
					if !(d <= price) {
						ties++
						t.Logf("month %d: %s at %v, HiGHS %v", month, net.Nodes[i].Name(), b.Price[i], a.Price[i])
					}
				}
				state = next
			}
			// A tie that the perturbation leaves gives two true prices, one on each
			// side of a tread: measured at one price in 787, 1.6% apart. The
			// promise of 1% holds for the others; see docs/maths.md.
			if ties > compared/500 || worstPrice > 0.05 {
				t.Errorf("%d of %d prices differ by more than %g, the worst by %.2g", ties, compared, price, worstPrice)
			}
			if compared < months*len(net.Nodes)/4 {
				t.Errorf("only %d prices compared over %d nodes", compared, len(net.Nodes))
			}
			t.Logf("%d nodes, %d prices: objectives within %.2g, prices within %.2g", len(net.Nodes), compared, worstCost, worstPrice)
		})
	}
}

// traded says of each node whether anything arrived, left or was used in it.
func traded(m *market.Market, o *market.Outcome) []bool {
	yes := make([]bool, len(m.Net.Nodes))
	const least = 1e-6 // of the node's base throughput a month
	mark := func(node int, q float64) {
		if q > least*m.Net.Nodes[node].Through/12 {
			yes[node] = true
		}
	}
	for i, q := range o.Flow {
		mark(m.Net.Lanes[i].From, q)
	}
	for i, q := range o.Served {
		mark(m.Net.Uses[i].Node, q)
	}
	for i, q := range o.Output {
		mark(m.Net.Sites[i].Main(), q)
	}
	return yes
}
