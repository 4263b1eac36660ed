package diagnose

import "testing"

// Shares of a material add up to one, the largest maker stands first, and the
// outputs are those of the network by hand: Chinese ore 1,800 of 2,100 t/y.
func TestMakers(t *testing.T) {
	net := tiny(t, nil)
	sum := map[string]float64{}
	last := map[string]float64{}
	for _, m := range Makers(net) {
		sum[m.Material.ID] += m.Share
		if before, ok := last[m.Material.ID]; ok && m.Output > before {
			t.Errorf("%s: %s stands after a smaller maker", m.Material.ID, m.Place)
		}
		last[m.Material.ID] = m.Output
		if m.Material.ID == "dy.ore" && m.Place == "CN" {
			near(t, "Chinese ore", m.Share, 1800.0/2100)
		}
	}
	if len(sum) != 3 {
		t.Errorf("%d materials are made, want ore, oxide and metal", len(sum))
	}
	for id, s := range sum {
		near(t, id, s, 1)
	}
}

// The codes are those of the world atlas, with their leading noughts; what is
// no country has none.
func TestNumeric(t *testing.T) {
	for place, want := range map[string]string{"CN": "156", "AU": "036", "XE": "", "ZZ": ""} {
		if got := numeric(place); got != want {
			t.Errorf("%s: %q, want %q", place, got, want)
		}
	}
}

// Stages run from ore to product whatever the order of the table, and the worst
// material stands for its stage.
func TestMatrix(t *testing.T) {
	net := tiny(t, nil)
	scope, _ := PlaceScope(net.World, "US")
	deps := Dependences(NewTrace(net), scope)
	for i, j := 0, len(deps)-1; i < j; i, j = i+1, j-1 {
		deps[i], deps[j] = deps[j], deps[i]
	}
	steps := Matrix(net.World, deps)
	if len(steps) != 2 || steps[0].Stage != "oxide" || steps[1].Stage != "metal" || steps[1].Rank != 2 {
		t.Fatalf("got %v", steps)
	}
	near(t, "oxide made outside", steps[0].Processing.Share, 1)
	near(t, "metal made outside", steps[1].Processing.Share, 0.25)
	worse := *on(t, net, scope, "dy.metal").Material
	worse.ID, worse.Name = "tb.metal", "a second metal"
	second := Dependence{Material: &worse, Needed: 1, Processing: Exposure{Share: 0.8}}
	steps = Matrix(net.World, append(deps, second))
	if len(steps) != 2 || steps[1].Material.ID != "tb.metal" || steps[1].Materials != 2 {
		t.Errorf("the worst metal does not stand for its stage: %v", steps[1])
	}
}
