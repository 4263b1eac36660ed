package market

import (
	"math"

	"adit/lp"
)

// outcome reads period t of a solution. Stocks are recomputed from the balance
// of real quantities, so that the perturbation of right-hand sides and the
// solver's tolerance never leak mass.
func (m *Market) outcome(s *State, c *Conditions, sol *lp.Solution, t int, before []float64) *Outcome {
	p := c.at(t)
	run := func(first, n int, unit float64) float64 {
		v := 0.0
		for j := first; j < first+n; j++ {
			v += sol.Primal[j]
		}
		return math.Max(0, v*unit)
	}
	o := &Outcome{
		Price: make([]float64, len(m.Net.Nodes)), Output: make([]float64, len(m.Net.Sites)), Flow: make([]float64, len(m.Net.Lanes)),
		Served: make([]float64, len(m.Net.Uses)), CoreUnmet: make([]float64, len(m.Net.Uses)), PricedOut: make([]float64, len(m.Net.Uses)),
		Stock: append([]float64(nil), before...), Waste: make([]float64, len(m.Net.Nodes)),
	}
	for i := range m.Net.Sites {
		site := &m.Net.Sites[i]
		o.Output[i] = run(m.site[i][t], len(m.siteTreads[i]), m.unit[site.Main()])
		for _, k := range site.Coefs {
			o.Stock[k.Node] += k.Tonnes * o.Output[i]
		}
	}
	for i := range m.Net.Lanes {
		l := &m.Net.Lanes[i]
		o.Flow[i] = run(m.lane[i][t], len(m.laneTreads[i]), m.unit[l.From])
		o.Stock[l.From] -= o.Flow[i]
		if sent := t - m.lag[i]; sent >= 0 {
			o.Stock[l.To] += run(m.lane[i][sent], len(m.laneTreads[i]), m.unit[l.From]) * (1 - l.Loss)
		} else {
			o.Stock[l.To] += m.arriving(s, i, t)
		}
	}
	for i := range m.Net.Uses {
		u := &m.Net.Uses[i]
		o.Served[i] = run(m.use[i][t], len(m.useTreads[i]), m.unit[u.Node])
		o.Stock[u.Node] -= o.Served[i]
		want := m.use0[i] * find(p.Demand, i, 1)
		core := m.CoreShare(i) * want
		o.CoreUnmet[i] = math.Max(0, core-o.Served[i])
		if o.CoreUnmet[i] < 1e-6*want {
			o.CoreUnmet[i] = 0
		}
		o.PricedOut[i] = math.Max(0, want-math.Max(o.Served[i], core))
	}
	for _, l := range p.Releases {
		o.Stock[l.Index] += l.Value
	}
	for i := range m.Net.Nodes {
		o.Waste[i] = math.Max(0, sol.Primal[m.waste[i][t]]*m.unit[i])
		o.Stock[i] = math.Max(0, o.Stock[i]-o.Waste[i])
		o.Price[i] = sol.Dual[m.balance[i][t]] * m.money / m.unit[i] / math.Pow(m.delta, float64(t))
	}
	return o
}

// CoreShare returns the share of a use's base demand that is core:
// (core/P0)^η.
func (m *Market) CoreShare(use int) float64 {
	u := m.Net.Uses[use].Ref
	return math.Pow(u.Core.Or(m.Par.Core), u.Elasticity.Or(m.Par.Demand))
}

// BaseFlow returns a lane's base flow, t a period.
func (m *Market) BaseFlow(lane int) float64 { return m.flow0[lane] }

// Lag returns the periods a lane takes.
func (m *Market) Lag(lane int) int { return m.lag[lane] }

// BaseOutput returns a site's base output, t a period.
func (m *Market) BaseOutput(site int) float64 { return m.out0[site] }

// BaseUse returns a use's base demand, t a period.
func (m *Market) BaseUse(use int) float64 { return m.use0[use] }

// Target returns h*, firms' working stock at a node in the base, t.
func (m *Market) Target(node int) float64 { return m.target[node] }
