package worlds_test

import (
	"maps"
	"slices"
	"testing"

	"adit"
	"adit/chain"
	"adit/worlds/worldstest"
)

// TestChainsReachTheirUses holds that the base has every stage of its
// chains, from mine to use, each apart from the others, and nothing that leads nowhere.
func TestChainsReachTheirUses(t *testing.T) {
	w := worldstest.Shipped(t)
	net, problems := chain.Build(w)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	// A chain is one component: a recipe of several products that joined two of
	// them would make each shock move both. By-products share the component of their host: gallium of alumina, cobalt of copper and nickel.
	hosted := map[string]string{"gallium": "aluminium", "cobalt": "copper", "nickel": "copper"}
	parts := map[int]string{}
	for i := range net.Nodes {
		n := &net.Nodes[i]
		own := n.Material.Chain
		if host := hosted[own]; host != "" {
			own = host
		}
		if c := parts[n.Part]; c != "" && c != own {
			t.Errorf("chains %s and %s are joined at %s", c, own, n.Name())
		}
		parts[n.Part] = own
	}
	for _, want := range []string{"magnet", "aluminium", "antimony", "germanium", "tungsten", "samarium", "yttrium", "scandium", "tantalum", "indium"} {
		if !slices.Contains(slices.Collect(maps.Values(parts)), want) {
			t.Errorf("the world has no chain %s", want)
		}
	}
	made, taken := make([]bool, len(net.Nodes)), make([]bool, len(net.Nodes))
	for _, s := range net.Sites {
		for _, c := range s.Coefs {
			if c.Tonnes > 0 {
				made[c.Node] = true
			} else {
				taken[c.Node] = true
			}
		}
	}
	for _, u := range net.Uses {
		taken[u.Node] = true
	}
	for _, l := range net.Lanes {
		if used := !l.Ref.Flow.Given() || l.Ref.Flow.Value > 0; used {
			taken[l.From], made[l.To] = true, true
		}
	}
	idle := map[string]bool{"dy.oxide@US": true, "tb.oxide@US": true} // projects will fill them
	for i := range net.Nodes {
		if name := net.Nodes[i].Name(); !made[i] || !taken[i] {
			if !idle[name] {
				t.Errorf("%s has no source or no outlet in the base", name)
			}
		}
	}
	for _, m := range w.Materials {
		if !hasNode(net, m.ID) {
			t.Errorf("material %s appears nowhere in the base", m.ID)
		}
	}
}

func hasNode(net *chain.Network, material string) bool {
	for i := range net.Nodes {
		if net.Nodes[i].Material.ID == material {
			return true
		}
	}
	return false
}

// TestPlacesOfTheFirstWorld holds that the places the two chains turn on are
// carried one by one.
func TestPlacesOfTheFirstWorld(t *testing.T) {
	net, _ := chain.Build(worldstest.Shipped(t))
	places := map[string]bool{}
	for i := range net.Nodes {
		places[net.Nodes[i].Place] = true
	}
	for _, p := range []string{"CN", "US", "AU", "MM", "MY", "JP", "VN", "EE", "FR", "GB", "DE", "KR", "IN", "BR", "TH", "RU", "CA", adit.RestOfWorld} {
		if !places[p] {
			t.Errorf("%s has no node", p)
		}
	}
}

// TestProjectsDoNotProduceInTheBase holds that what is being built or planned
// is kept apart from what runs, and that one plant is one site.
func TestProjectsDoNotProduceInTheBase(t *testing.T) {
	w := worldstest.Shipped(t)
	for _, p := range w.Projects {
		if p.Status.InBase() {
			t.Errorf("project %s has the status %s of a running site", p.ID, p.Status)
		}
	}
	for _, s := range w.Sites {
		switch s.Status {
		case adit.Construction, adit.Commissioning, adit.Planned:
			t.Errorf("site %s is %s: it belongs in projects", s.ID, s.Status)
		case adit.Suspended, adit.Study, adit.Cancelled, adit.UnknownStatus:
			if s.Output.Given() {
				t.Errorf("site %s is %s but carries output", s.ID, s.Status)
			}
		}
	}
}
