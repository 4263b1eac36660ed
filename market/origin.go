package market

// Origin tracing: which share of what enters a node comes, through whatever
// plants and ports, from the place whose controls bind third countries. What a
// plant of that place makes counts whole; elsewhere a plant passes on the share
// of its inputs by value at base prices; of a reagent nothing is in the product.

// baseOrigin returns the shares in the base year, the fixed point of tracing.
func (m *Market) baseOrigin() []float64 {
	share := make([]float64, len(m.Net.Nodes))
	arrive := make([]float64, len(m.Net.Lanes))
	for i := range arrive {
		arrive[i] = m.flow0[i] * (1 - m.Net.Lanes[i].Loss)
	}
	for range 100 {
		_, inflow := m.trace(share, m.out0, arrive)
		share = inflow
	}
	return share
}

// trace returns, from the shares of the sources, each node's inflow (t) and the
// share of restricted origin in it; a node without inflow keeps its share.
func (m *Market) trace(share, output, arrive []float64) (inflow, traced []float64) {
	inflow, traced = make([]float64, len(m.Net.Nodes)), make([]float64, len(m.Net.Nodes))
	for i := range m.Net.Sites {
		s := &m.Net.Sites[i]
		if output[i] <= 0 {
			continue
		}
		own := 0.0
		if s.Ref.Place == m.Opt.Origin {
			own = 1
		} else {
			value := 0.0
			for _, c := range s.Coefs {
				if c.Tonnes < 0 && !c.Reagent {
					own -= c.Tonnes * m.P0[c.Node] * share[c.Node]
					value -= c.Tonnes * m.P0[c.Node]
				}
			}
			if value > 0 {
				own /= value
			}
		}
		for _, c := range s.Coefs {
			if c.Tonnes > 0 {
				inflow[c.Node] += c.Tonnes * output[i]
				traced[c.Node] += c.Tonnes * output[i] * own
			}
		}
	}
	for i := range m.Net.Lanes {
		l := &m.Net.Lanes[i]
		inflow[l.To] += arrive[i]
		traced[l.To] += arrive[i] * share[l.From]
	}
	for n := range inflow {
		if inflow[n] > 0 {
			traced[n] /= inflow[n]
		} else {
			traced[n] = share[n]
		}
	}
	return inflow, traced
}
