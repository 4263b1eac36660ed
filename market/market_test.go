package market_test

import (
	"context"
	"math"
	"testing"

	"adit"
	"adit/chain"
	"adit/lp"
	"adit/lp/highs"
	"adit/market"
)

func num(v float64) adit.Figure {
	return adit.Figure{Value: v, Low: v, High: v, Unit: "x", Confidence: adit.Assumed}
}

// small is a world of two mines, two refineries and three uses over CN, US and JP.
func small() *adit.World {
	w := &adit.World{Name: "small"}
	mat := func(id string, rule adit.PriceRule, price float64) {
		m := adit.Material{ID: id, Name: id, Chain: "x", Weight: adit.Contained, PriceRule: rule, Cover: num(45)}
		if price > 0 {
			m.Price, m.PricePlace = num(price), "CN"
		}
		w.Materials = append(w.Materials, m)
	}
	mat("x.ore", adit.Netback, 0)
	mat("x.metal", adit.Quoted, 50)
	mat("x.part", adit.CostPlus, 0)
	rec := func(id, m string, role adit.Role, q float64) {
		w.Recipes = append(w.Recipes, adit.RecipeLine{Recipe: id, Material: m, Role: role, Tonnes: num(q)})
	}
	rec("mine", "x.ore", adit.Out, 1)
	rec("refine", "x.metal", adit.Out, 1)
	rec("refine", "x.ore", adit.In, 1.1)
	rec("shape", "x.part", adit.Out, 1)
	rec("shape", "x.metal", adit.In, 0.3)
	site := func(id, place, recipe string, out, cost float64) {
		w.Sites = append(w.Sites, adit.Site{ID: id, Place: place, Recipe: recipe, Status: adit.Operating, Output: num(out), Capacity: num(out * 1.3), Cost: num(cost), Elasticity: num(0.3)})
	}
	site("mine.cn", "CN", "mine", 770, 5)
	site("mine.us", "US", "mine", 330, 5)
	site("ref.cn", "CN", "refine", 900, 10)
	site("ref.us", "US", "refine", 100, 10)
	site("shape.cn", "CN", "shape", 2000, 8)
	site("shape.jp", "JP", "shape", 1000/0.3-2000, 8)
	lane := func(m, a, b string, y, days float64) {
		w.Lanes = append(w.Lanes, adit.Lane{Material: m, From: a, To: b, Flow: num(y), Days: num(days), Freight: num(0.1)})
	}
	lane("x.ore", "US", "CN", 220, 45)
	lane("x.metal", "CN", "JP", 1000-600-100, 30)
	lane("x.metal", "US", "JP", 100, 30)
	lane("x.part", "CN", "US", 500, 45)
	lane("x.part", "JP", "US", 1000, 30)
	use := func(id, m, p string, q float64) {
		w.Uses = append(w.Uses, adit.Use{ID: id, Material: m, Place: p, Quantity: num(q), Elasticity: num(-0.2)})
	}
	use("u.cn", "x.part", "CN", 1500)
	use("u.jp", "x.part", "JP", 1000/0.3-2000-1000)
	use("u.us", "x.part", "US", 1500)
	return w
}

func solver(t testing.TB) lp.Solver {
	t.Helper()
	s, err := highs.New(context.Background(), highs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestBaseHolds(t *testing.T) {
	s := solver(t)
	for _, w := range []int{1, 3, 6} {
		net, problems := chain.Build(small())
		if problems.Errors() != nil {
			t.Fatal(problems)
		}
		moves, problems, err := net.Reconcile(context.Background(), s)
		if err != nil || problems.Errors() != nil {
			t.Fatal(err, problems)
		}
		_ = moves
		m, problems := market.New(net, nil, market.Options{Window: w, Perturb: true})
		if problems.Errors() != nil {
			t.Fatal(problems)
		}
		r, err := m.Open(s)
		if err != nil {
			t.Fatal(err)
		}
		st := m.Base()
		for k := range 24 {
			next, o, err := r.Step(context.Background(), st, &market.Conditions{})
			if err != nil {
				t.Fatal(err)
			}
			for i := range o.Price {
				if d := math.Abs(o.Price[i]/m.P0[i] - 1); d > 1e-3 {
					t.Errorf("W=%d month %d: price of %s is %g, base %g", w, k, net.Nodes[i].Name(), o.Price[i], m.P0[i])
				}
			}
			st = next
		}
		t.Log(w, m.P0, r.SolverTime, r.Solves)
		r.Close()
	}
}
