package market_test

import (
	"context"
	"testing"

	"adit"
	"adit/chain"
	"adit/lp"
	"adit/market"
	"adit/worlds/worldstest"
)

func num(v float64) adit.Figure { return adit.Number(v, "1") }

// small is a chain of ore, metal and parts over CN, US and JP that balances by
// construction: every figure below is chosen so that each node's sum is zero.
func small() *adit.World {
	w := &adit.World{Name: "small"}
	material := func(id string, rule adit.PriceRule, price float64) {
		m := adit.Material{ID: id, Name: id, Chain: "x", Stage: id, Weight: adit.Contained, PriceRule: rule, Cover: num(45)}
		if price > 0 {
			m.Price, m.PricePlace = num(price), "CN"
		}
		w.Materials = append(w.Materials, m)
	}
	material("x.ore", adit.Netback, 0)
	material("x.metal", adit.Quoted, 50)
	material("x.part", adit.CostPlus, 0)
	line := func(id, m string, role adit.Role, q float64) {
		w.Recipes = append(w.Recipes, adit.RecipeLine{Recipe: id, Material: m, Role: role, Tonnes: num(q)})
	}
	line("mine", "x.ore", adit.Out, 1)
	line("refine", "x.metal", adit.Out, 1)
	line("refine", "x.ore", adit.In, 1.1)
	line("shape", "x.part", adit.Out, 1)
	line("shape", "x.metal", adit.In, 0.3)
	site := func(id, place, recipe string, out, cost float64) {
		w.Sites = append(w.Sites, adit.Site{ID: id, Place: place, Recipe: recipe, Status: adit.Operating, Output: num(out), Capacity: num(out * 1.3), Cost: num(cost), Elasticity: num(0.3)})
	}
	site("mine.cn", "CN", "mine", 770, 5)
	site("mine.us", "US", "mine", 330, 5)
	site("refine.cn", "CN", "refine", 900, 10)
	site("refine.us", "US", "refine", 100, 10)
	site("shape.cn", "CN", "shape", 2000, 8)
	site("shape.jp", "JP", "shape", 1000/0.3-2000, 8)
	lane := func(m, a, b string, y, days float64) {
		w.Lanes = append(w.Lanes, adit.Lane{Material: m, From: a, To: b, Flow: num(y), Days: num(days), Freight: num(0.1)})
	}
	lane("x.ore", "US", "CN", 220, 45)
	lane("x.metal", "CN", "JP", 300, 30)
	lane("x.metal", "US", "JP", 100, 30)
	lane("x.part", "CN", "US", 500, 45)
	lane("x.part", "JP", "US", 1000, 30)
	use := func(id, p string, q float64) {
		w.Uses = append(w.Uses, adit.Use{ID: id, Kind: "use", Material: "x.part", Place: p, Quantity: num(q), Elasticity: num(-0.2), Core: num(10)})
	}
	use("u.cn", "CN", 1500)
	use("u.jp", "JP", 1000/0.3-3000)
	use("u.us", "US", 1500)
	return w
}

// reconciled builds and balances a world.
func reconciled(t testing.TB, w *adit.World, s lp.Solver) *chain.Network {
	t.Helper()
	net, problems := chain.Build(w)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	_, problems, err := net.Reconcile(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	return net
}

// calibrated is one component, ready to run.
func calibrated(t testing.TB, net *chain.Network, s lp.Solver, opt market.Options, pools ...market.Pool) (*market.Market, *market.Runner) {
	t.Helper()
	m, problems := market.New(net, pools, opt)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	r, err := m.Open(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return m, r
}

// shipped are the components of the shipped world.
func shipped(t testing.TB, s lp.Solver) []*chain.Network {
	t.Helper()
	net := reconciled(t, worldstest.Shipped(t), s)
	var parts []*chain.Network
	for k := range net.Parts() {
		parts = append(parts, net.Part(k))
	}
	return parts
}

// step is Step or the end of the test.
func step(t testing.TB, r *market.Runner, s *market.State, c *market.Conditions) (*market.State, *market.Outcome) {
	t.Helper()
	next, o, err := r.Step(context.Background(), s, c)
	if err != nil {
		t.Fatal(err)
	}
	return next, o
}

// cut bounds lanes out of a place to a share of their base flow.
func cut(net *chain.Network, from string, share float64) *market.Conditions {
	var p market.Period
	for i := range net.Lanes {
		if net.Lanes[i].Ref.From == from {
			p.Lanes = append(p.Lanes, market.Limit{Index: i, Value: share})
		}
	}
	return &market.Conditions{Periods: []market.Period{p}}
}

var calm = &market.Conditions{}
