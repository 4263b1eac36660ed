package market_test

import (
	"testing"

	"adit/chain"
	"adit/lp/highs/highstest"
	"adit/market"
)

// TestByproductFollowsItsHost holds, on the shipped world, that where a host
// loses most of its capacity the by-product falls to what the host's output
// yields, and that nothing else is needed for that: its own plant is whole.
func TestByproductFollowsItsHost(t *testing.T) {
	s := highstest.Open(t)
	nets := shipped(t, s)
	for _, c := range []struct{ host, byproduct string }{
		{"alumina.CN", "cn-gallium"},
		{"cd-cu-ore", "cd-cmoc-group"},
		{"id-huafei-weda-bay", "id-huafei-weda-bay-co"},
	} {
		t.Run(c.byproduct, func(t *testing.T) {
			net, host := siteOf(t, nets, c.host)
			_, by := siteOf(t, nets, c.byproduct)
			if net.Sites[by].Host != host {
				t.Fatalf("%s is not hosted by %s", c.byproduct, c.host)
			}
			m, r := calibrated(t, net, s, market.Options{Window: 3, Perturb: true})
			lost := &market.Conditions{Periods: []market.Period{{Available: []market.Limit{{Index: host, Value: 0.25}}}}}
			_, o := step(t, r, m.Base(), lost)
			yield := net.Sites[by].HostYield
			if limit := yield * o.Output[host]; o.Output[by] > limit*(1+1e-6) {
				t.Errorf("%g t a month from a host that yields %g", o.Output[by], limit)
			}
			if base := m.BaseOutput(by); o.Output[by] > 0.9*base {
				t.Errorf("output %g t a month, base %g: the loss of its host does not reach it", o.Output[by], base)
			}
		})
	}
}

// siteOf finds a site among components.
func siteOf(t *testing.T, nets []*chain.Network, id string) (*chain.Network, int) {
	t.Helper()
	for _, net := range nets {
		for i := range net.Sites {
			if net.Sites[i].Ref.ID == id {
				return net, i
			}
		}
	}
	t.Fatalf("no site %s in the shipped world", id)
	return nil, 0
}
