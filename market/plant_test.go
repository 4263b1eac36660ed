package market_test

import (
	"math"
	"testing"

	"adit"
	"adit/chain"
	"adit/lp/highs/highstest"
	"adit/market"
)

// rivals is a cheap supplier in CN and a dear one in AU, both selling to JP.
func rivals() *adit.World {
	w := threeNodes()
	w.Materials[0].PricePlace = "JP"
	w.Sites = []adit.Site{
		{ID: "cn", Place: "CN", Recipe: "mine", Status: adit.Operating, Output: num(900), Capacity: num(1000), Elasticity: num(0.3)},
		{ID: "au", Place: "AU", Recipe: "mine", Status: adit.Operating, Output: num(300), Capacity: num(360), Elasticity: num(0.3)},
	}
	w.Lanes = []adit.Lane{
		{Material: "x", From: "CN", To: "JP", Flow: num(900), Days: num(0.1)},
		{Material: "x", From: "AU", To: "JP", Flow: num(300), Days: num(0.1)},
	}
	w.Uses = []adit.Use{{ID: "jp", Material: "x", Place: "JP", Quantity: num(1200), Elasticity: num(-0.3)}}
	return w
}

// flood is a price war that the Chinese mine wages, with a floor for the other.
func flood(net *chain.Network, floor float64) *market.Conditions {
	p := market.Period{Available: []market.Limit{{Index: net.Site("cn"), Value: 1.5}}, Costs: []market.Limit{{Index: net.Site("cn"), Value: -0.9}}}
	if floor > 0 {
		p.Floors = []market.Limit{{Index: net.Site("au"), Value: floor}}
	}
	return &market.Conditions{Periods: []market.Period{p}}
}

// A price war closes the dear plant after the months it is patient for, counted
// by hand from the prices; a floor at its cost keeps it open; and when the war
// is over it restarts after its lag, not before.
func TestPriceWarClosesAndFloorKeepsOpen(t *testing.T) {
	s := highstest.Open(t)
	net := reconciled(t, rivals(), s)
	m, r := calibrated(t, net, s, market.Options{Window: 1})
	au := net.Site("au")
	open := m.Base()
	for range 36 {
		if open, _ = step(t, r, open, flood(net, 21)); open.Plants.Closed(au) {
			t.Fatal("a floor above its cost does not keep the plant open")
		}
	}
	state, below := m.Base(), 0
	node := net.Node("x", "AU")
	for month := range 36 {
		var o *market.Outcome
		state, o = step(t, r, state, flood(net, 0))
		if o.Price[node] < m.CashCost(au) {
			below++
		} else if !state.Plants.Closed(au) {
			below = 0
		}
		if closed := state.Plants.Closed(au); closed != (below >= int(m.Par.Mothball)) {
			t.Fatalf("month %d: closed is %v after %d months at %.3g under a cash cost of %.3g", month, closed, below, o.Price[node], m.CashCost(au))
		}
		if state.Plants.Closed(au) {
			break
		}
	}
	if !state.Plants.Closed(au) {
		t.Fatalf("the war never closes the plant: price %.3g, cash cost %.3g", state.Price[node], m.CashCost(au))
	}
	decided := -1
	for month := range 40 {
		next, o := step(t, r, state, calm)
		if state.Plants.Closed(au) && o.Output[au] > 0 {
			t.Fatalf("month %d: a closed plant makes %g t", month, o.Output[au])
		}
		if decided < 0 && o.Price[node] >= m.CashCost(au)*(1+m.Par.RestartCost) {
			decided = month
		}
		if state = next; !state.Plants.Closed(au) {
			if month-decided != int(m.Par.RestartLag) {
				t.Errorf("it pays to restart in month %d and it runs again after month %d; the lag is %g", decided, month, m.Par.RestartLag)
			}
			return
		}
	}
	t.Error("the plant never restarts")
}

// With projects in the network and none due, the base holds as before: they
// are columns at zero.
func TestBaseHoldsWithProjectsOnPaper(t *testing.T) {
	s := highstest.Open(t)
	for _, net := range shipped(t, s) {
		with, _ := net.WithProjects(nil)
		m, r := calibrated(t, with.Part(0), s, market.Options{Window: 3, Perturb: true})
		state := m.Base()
		for range 6 {
			var o *market.Outcome
			state, o = step(t, r, state, calm)
			for i := range m.Net.Nodes {
				if d := math.Abs(o.Price[i]/m.P0[i] - 1); d > baseTolerance {
					t.Fatalf("price of %s is %g, base %g", m.Net.Nodes[i].Name(), o.Price[i], m.P0[i])
				}
			}
			for i := range m.Net.Sites {
				if site := &m.Net.Sites[i]; site.Project != nil && o.Output[i] != 0 {
					t.Fatalf("project %s makes %g t though it never runs", site.Ref.ID, o.Output[i])
				}
				if state.Plants.Closed(i) {
					t.Fatalf("%s closes in the base", m.Net.Sites[i].Ref.ID)
				}
			}
		}
	}
}

// newMine is a project beside the rivals. In CN, which leads in its recipe, it
// costs what its peers do there; in AU what the Australian mine does.
func newMine(status adit.Status, place string) *adit.World {
	w := rivals()
	w.Projects = []adit.Project{{ID: "new", Place: place, Recipe: "mine", Status: status, Capacity: num(240)}}
	return w
}

// A decided project runs from the period in which its term stands, rises to
// half in its ramp and to all in twice that, by hand; and lowers the price.
func TestDecidedProjectRampsUp(t *testing.T) {
	s := highstest.Open(t)
	net, left := reconciled(t, newMine(adit.Construction, "CN"), s).WithProjects(nil)
	if len(left) > 0 {
		t.Fatal(left)
	}
	m, r := calibrated(t, net, s, market.Options{Window: 1})
	site := net.Site("new")
	c := &market.Conditions{Terms: []market.Term{{Site: site, Decided: true, Ramp: 4}}}
	state := m.Base()
	for month := range 12 {
		var o *market.Outcome
		state, o = step(t, r, state, c)
		want := 20 * math.Min(1, 0.5*float64(month+1)/4)
		near(t, "output of the project", o.Output[site], want)
	}
	if jp := net.Node("x", "JP"); !(state.Price[jp] < m.P0[jp]) {
		t.Error("more supply does not lower the price")
	}
}

// A planned project waits for its price: at base prices never, under a floor at
// its hurdle once the mean of a year has climbed there, and it produces after
// its building time.
func TestPlannedProjectWaitsForItsHurdle(t *testing.T) {
	s := highstest.Open(t)
	net, _ := reconciled(t, newMine(adit.Planned, "AU"), s).WithProjects(nil)
	m, r := calibrated(t, net, s, market.Options{Window: 1})
	site := net.Site("new")
	term := []market.Term{{Site: site, Build: 5, Overrun: 0.2}}
	state := m.Base()
	for range 24 {
		state, _ = step(t, r, state, &market.Conditions{Terms: term})
	}
	if state.Plants.WentAhead(site) {
		t.Fatal("it goes ahead at base prices")
	}
	floor := 2 * m.Hurdle(site, 0.2)
	c := &market.Conditions{Terms: term, Periods: []market.Period{{Floors: []market.Limit{{Index: site, Value: floor}}}}}
	state, mean, ahead := m.Base(), m.P0[net.Node("x", "AU")], -1
	for month := range 24 {
		next, o := step(t, r, state, c)
		if ran := o.Output[site] > 0; ran != (ahead >= 0 && month > ahead+5) {
			t.Errorf("month %d: output is %g, went ahead at the end of month %d", month, o.Output[site], ahead)
		}
		mean += (math.Max(floor, o.Price[net.Node("x", "AU")]) - mean) / 12
		if ahead < 0 && mean >= m.Hurdle(site, 0.2) {
			ahead = month
		}
		if state = next; state.Plants.WentAhead(site) != (ahead >= 0) {
			t.Fatalf("month %d: went ahead %v at a mean of %g, hurdle %g", month, state.Plants.WentAhead(site), mean, m.Hurdle(site, 0.2))
		}
	}
	if ahead < 1 {
		t.Errorf("went ahead in month %d", ahead)
	}
}

// A price war kills what a plan built: the project closes as any plant does.
func TestPriceWarKillsAProject(t *testing.T) {
	s := highstest.Open(t)
	net, _ := reconciled(t, newMine(adit.Construction, "CN"), s).WithProjects(nil)
	m, r := calibrated(t, net, s, market.Options{Window: 1})
	site := net.Site("new")
	after := func(c *market.Conditions) *market.State {
		c.Terms = []market.Term{{Site: site, Decided: true}}
		state := m.Base()
		for range 24 {
			state, _ = step(t, r, state, c)
		}
		return state
	}
	if s := after(&market.Conditions{}); s.Plants.Closed(site) {
		t.Fatal("it closes in peace")
	}
	if s := after(flood(net, 0)); !s.Plants.Closed(site) {
		t.Errorf("after two years of war at %g the project still runs; its cash cost is %g", s.Price[net.Node("x", "CN")], m.CashCost(site))
	}
}
