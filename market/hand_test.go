package market_test

import (
	"math"
	"sort"
	"testing"

	"adit"
	"adit/chain"
	"adit/lp/highs/highstest"
	"adit/market"
)

// threeNodes is a mine in AU feeding a market in JP and one in US, both without
// delay, freight, loss or discounting worth a thought: small enough to solve
// with a pencil.
func threeNodes() *adit.World {
	w := &adit.World{Name: "pencil"}
	w.Figures = []adit.NamedFigure{
		{ID: "mkt.discount", Figure: num(0.01)}, {ID: "mkt.storage", Figure: num(0.005)},
		{ID: "mkt.core", Figure: num(4)}, {ID: "mkt.terminal.cap", Figure: num(6)}, {ID: "mkt.convenience.cap", Figure: num(0.2)},
	}
	w.Materials = []adit.Material{{ID: "x", Name: "x", Chain: "x", Weight: adit.Contained, PriceRule: adit.Quoted, Price: num(20), PricePlace: "AU", Cover: num(30.4375)}}
	w.Recipes = []adit.RecipeLine{{Recipe: "mine", Material: "x", Role: adit.Out, Tonnes: num(1)}}
	w.Sites = []adit.Site{{ID: "mine", Place: "AU", Recipe: "mine", Status: adit.Operating, Output: num(1200), Capacity: num(1200), Elasticity: num(0.5)}}
	w.Lanes = []adit.Lane{
		{Material: "x", From: "AU", To: "JP", Flow: num(480), Days: num(0.1)},
		{Material: "x", From: "AU", To: "US", Flow: num(720), Days: num(0.1)},
	}
	w.Uses = []adit.Use{
		{ID: "jp", Material: "x", Place: "JP", Quantity: num(480), Elasticity: num(-0.5)},
		{ID: "us", Material: "x", Place: "US", Quantity: num(720), Elasticity: num(-0.25)},
	}
	return w
}

// exact is the tolerance of hand-solved cases, relative.
const exact = 1e-9

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > exact*math.Max(1, math.Abs(want)) {
		t.Errorf("%s is %.12g, by hand %.12g", what, got, want)
	}
}

// With the lane to Japan cut in a window of one month, Japan shares its month
// of stock between today's users, its shelf and the value of what is left.
// Each bids a falling staircase; filling from the dearest step down until the
// stock is gone is the whole solution, and the step where it runs out is the
// price.
func TestHandSolvedThreeNodes(t *testing.T) {
	s := highstest.Open(t)
	net := reconciled(t, threeNodes(), s)
	m, r := calibrated(t, net, s, market.Options{Window: 1})
	jp, us, au := net.Node("x", "JP"), net.Node("x", "US"), net.Node("x", "AU")
	const p0, q0 = 20.0, 480.0 / 12
	h0 := 30.4375 / 365.25 * 480 // a month's throughput
	near(t, "Japan's target stock", m.Target(jp), h0)

	_, o := step(t, r, m.Base(), calm)
	for _, n := range []int{jp, us, au} {
		near(t, "base price", o.Price[n], p0)
		near(t, "base stock", o.Stock[n], m.Target(n))
	}
	near(t, "base use in Japan", o.Served[0], q0)

	state := m.Base()
	_, o = step(t, r, state, cutLane(net.Lanes[0].Name(), net))
	served, kept, price := pencil(q0, p0, h0)
	near(t, "served in Japan", o.Served[0], served)
	near(t, "stock kept in Japan", o.Stock[jp], kept)
	near(t, "price in Japan", o.Price[jp], price)
	core := q0 * math.Pow(4, -0.5)
	near(t, "core demand unmet", o.CoreUnmet[0], math.Max(0, core-served))
	near(t, "priced out", o.PricedOut[0], q0-math.Max(served, core))
	if price <= p0 || o.Price[us] > p0 {
		t.Errorf("a cut must raise the price in Japan (%g) and not in the United States (%g)", price, o.Price[us])
	}
}

// pencil fills bids of users, shelf and end value from the dearest down. The
// shelf and the end value share the same tonne: a tonne kept earns both, so
// their staircases add.
func pencil(q0, p0, h0 float64) (served, kept, price float64) {
	const eta, core, discount, storage = -0.5, 4.0, 0.01, 0.005
	delta := 1 / (1 + discount)
	type bid struct {
		width, value float64
		use          bool
	}
	var bids []bid
	// Users: three core steps, then log-price steps of 5% up to 1.25 and 15% beyond.
	factors := []float64{1}
	for x := 1.05; x < core*0.97; {
		factors = append(factors, x)
		if x < 1.25 {
			x *= 1.05
		} else {
			x *= 1.15
		}
	}
	factors = append(factors, core)
	for i := range 3 {
		bids = append(bids, bid{q0 * math.Pow(core, eta) / 3, p0 * core * (1.002 - 0.001*float64(i)), true})
	}
	for i := 1; i < len(factors); i++ {
		a, b := factors[i-1], factors[i]
		bids = append(bids, bid{q0 * (math.Pow(a, eta) - math.Pow(b, eta)), p0 * math.Sqrt(a*b), true})
	}
	// Keeping: value of the x-th tonne kept = convenience(x) - storage + end value(x).
	stair := func(breaks []float64, limit, x float64) float64 {
		for i := 1; i < len(breaks); i++ {
			if a, b := breaks[i-1], breaks[i]; x < b {
				if a < 1 && b > 1 {
					return math.Min(limit, 1)
				}
				return math.Min(limit, 2/(a+b))
			}
		}
		return 0
	}
	k0 := 1 - delta + storage
	shelf := []float64{0, 0.05, 0.1, 0.2, 0.35, 0.55, 0.8, 0.99, 1.01, 1.3, 2, 4, 40}
	end := []float64{0, 0.12, 0.25, 0.4, 0.55, 0.7, 0.82, 0.92, 0.99, 1.01, 1.08, 1.2, 1.4, 1.8, 3, 8, 40}
	cuts := append(append([]float64{}, shelf...), end...)
	sort.Float64s(cuts)
	for i := 1; i < len(cuts); i++ {
		if a, b := cuts[i-1], cuts[i]; b > a {
			x := (a + b) / 2
			v := p0 * (k0*stair(shelf, 0.2/k0, x) - storage + delta*stair(end, 6, x))
			bids = append(bids, bid{(b - a) * h0, v, false})
		}
	}
	sort.SliceStable(bids, func(i, j int) bool { return bids[i].value > bids[j].value })
	left := h0
	for _, b := range bids {
		w := math.Min(b.width, left)
		if b.use {
			served += w
		} else {
			kept += w
		}
		left -= w
		price = b.value
		if left == 0 {
			return served, kept, price
		}
	}
	return served, kept, 0
}

func cutLane(name string, net *chain.Network) *market.Conditions {
	return &market.Conditions{Periods: []market.Period{{Lanes: []market.Limit{{Index: net.LaneIndex(name), Value: 0}}}}}
}
