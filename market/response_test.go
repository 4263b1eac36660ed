package market_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"adit/lp"
	"adit/lp/highs/highstest"
	"adit/market"
)

// A lasting price gap of 10% moves flow within its lead time: the base is a
// point of rest, not a freeze. Demand in the United States grows until its
// price stands more than 10% over the price plus freight; the lane from Japan
// (lag one month) must carry more at once.
func TestLastingPriceGapMovesFlow(t *testing.T) {
	s := highstest.Open(t)
	net := reconciled(t, small(), s)
	m, r := calibrated(t, net, s, market.Options{Window: 3, Perturb: true})
	grow := &market.Conditions{Periods: []market.Period{{Demand: []market.Limit{{Index: 2, Value: 1.15}}}}}
	us, jp := net.Node("x.part", "US"), net.Node("x.part", "JP")
	lane := -1
	for i := range net.Lanes {
		if net.Lanes[i].From == jp && net.Lanes[i].To == us {
			lane = i
		}
	}
	state := m.Base()
	gapSince, movedAt := -1, -1
	for month := range 6 {
		next, o := step(t, r, state, grow)
		if gap := o.Price[us]/o.Price[jp] - m.P0[us]/m.P0[jp]; gap > 0.05 && gapSince < 0 {
			gapSince = month
		}
		if o.Flow[lane] > 1.01*m.BaseFlow(lane) && movedAt < 0 {
			movedAt = month
		}
		state = next
	}
	const lead = 2 // months: one at sea, one to book
	if movedAt < 0 || movedAt > lead {
		t.Errorf("flow Japan to United States first moved in month %d (gap since %d), lead time is %d", movedAt, gapSince, lead)
	}
}

// A state has one answer: solved cold and solved from an unrelated basis, the
// same prices come out.
func TestPricesDoNotDependOnTheStartingBasis(t *testing.T) {
	s := highstest.Open(t)
	for _, net := range shipped(t, s) {
		m, r := calibrated(t, net, s, market.Options{Window: 3, Perturb: true})
		shock := cut(net, "CN", 0.3)
		state := m.Base()
		var other *market.State
		for range 4 {
			next, _ := step(t, r, state, shock)
			other, state = state, next
		}
		warm, cold := *state, *state
		warm.Basis, cold.Basis = other.Basis, nil
		_, a := step(t, r, &warm, shock)
		_, b := step(t, r, &cold, shock)
		for i := range a.Price {
			if d := math.Abs(a.Price[i]-b.Price[i]) / m.P0[i]; d > 1e-4 {
				t.Errorf("%s: price %g from one basis, %g from another", net.Nodes[i].Name(), a.Price[i], b.Price[i])
			}
		}
	}
}

// The same state and conditions give the same bytes whatever the runner solved
// before.
func TestStepDependsOnItsArgumentsOnly(t *testing.T) {
	s := highstest.Open(t)
	net := reconciled(t, small(), s)
	m, r := calibrated(t, net, s, market.Options{Window: 3, Perturb: true})
	_, fresh := calibrated(t, net, s, market.Options{Window: 3, Perturb: true})
	state, _ := step(t, r, m.Base(), calm)
	for range 5 { // wander off
		step(t, r, state, cut(net, "US", 0.1))
	}
	_, a := step(t, r, state, cut(net, "CN", 0.4))
	_, b := step(t, fresh, state, cut(net, "CN", 0.4))
	for i := range a.Price {
		if a.Price[i] != b.Price[i] || a.Stock[i] != b.Stock[i] {
			t.Fatalf("%s differs: price %v and %v, stock %v and %v", net.Nodes[i].Name(), a.Price[i], b.Price[i], a.Stock[i], b.Stock[i])
		}
	}
}

// An empty node whose every lane is cut stays feasible; limits that contradict
// each other are an error naming the row.
func TestEmptyIsFeasibleAndContradictionIsNot(t *testing.T) {
	s := highstest.Open(t)
	net := reconciled(t, small(), s)
	pool := market.Pool{ID: "cap", Lanes: []int{0}, Source: -1}
	m, r := calibrated(t, net, s, market.Options{Window: 3, Perturb: true}, pool)
	state := m.Base()
	for i := range net.Sites {
		for _, from := range []string{"CN", "US", "JP"} {
			c := cut(net, from, 0)
			c.Periods[0].Available = []market.Limit{{Index: i, Value: 0}}
			step(t, r, state, c)
		}
	}
	empty := *state
	empty.Stock = make([]float64, len(state.Stock))
	c := cut(net, "CN", 0)
	for i := range net.Sites {
		c.Periods[0].Available = append(c.Periods[0].Available, market.Limit{Index: i, Value: 0})
	}
	if _, o := step(t, r, &empty, c); o.CoreUnmet[0] <= 0 {
		t.Error("nothing made, nothing in store, and the core of demand is met")
	}
	_, _, err := r.Step(context.Background(), state, &market.Conditions{Periods: []market.Period{{Pools: []market.Limit{{Index: 0, Value: -1}}}}})
	var infeasible *lp.InfeasibleError
	if !errors.As(err, &infeasible) || len(infeasible.Rows) == 0 || !strings.HasPrefix(infeasible.Rows[0], "pool:cap") {
		t.Errorf("a cap below nothing gives %v, want an infeasible program that names the pool", err)
	}
	if _, o := step(t, r, state, calm); math.Abs(o.Price[0]/m.P0[0]-1) > 1e-3 {
		t.Error("a failed solve leaves its marks on the next")
	}
}
