package market

import (
	"math"

	"adit"
	"adit/chain"
	"adit/lp"
)

// Options shape a market's program.
type Options struct {
	Window  int     // W: periods foreseen; 0: 3
	Months  float64 // length of a period; 0: 1
	Perturb bool    // break ties in costs and right-hand sides by a fixed 1e-6 (off for hand-solved cases)
	Origin  string  // place whose goods re-export pools track; "": CN
}

// Market is a calibrated component with its program. It is immutable and
// shared by all runners.
type Market struct {
	Net   *chain.Network
	Opt   Options
	Par   Parameters // per period
	P0    []float64  // USD/kg per node
	Wedge []float64  // per lane in use: calibrated cost less freight and tariff, share of the origin price
	Pools []Pool

	delta   float64   // δ: discount factor of a period
	lag     []int     // periods per lane
	cost    []float64 // USD/kg per lane, calibrated
	margin  []float64 // USD/kg per site: base margin c0
	flow0   []float64 // t a period per lane
	full    []float64 // USD/kg per site: what making a kg of main product costs, capital included
	cash    []float64 // USD/kg per site: what running it costs
	out0    []float64 // t a period per site
	cap0    []float64 // t a period per site: capacity
	use0    []float64 // t a period per use
	through []float64 // t a period per node
	target  []float64 // h*: t per node
	end     []float64 // z0: t per node
	origin0 []float64 // share of restricted origin in each node's inflow at the base
	maxLag  int

	prog *lp.Program
	layout
}

// Pool is a set of lanes that share one cap: the licences of a measure for a
// material, or the re-exports of a node to restricted destinations.
type Pool struct {
	ID     string // names its rows
	Lanes  []int  // indices into Net.Lanes
	Source int    // node whose non-restricted inflow bounds a re-export pool; -1: a plain cap
}

// New calibrates one component: base prices, then every cost set so that base
// flows and base prices satisfy complementary slackness in any window. A site
// whose margin at base prices is not positive is a problem.
func New(net *chain.Network, pools []Pool, opt Options) (*Market, adit.Problems) {
	if opt.Window == 0 {
		opt.Window = 3
	}
	if opt.Months == 0 {
		opt.Months = 1
	}
	if opt.Origin == "" {
		opt.Origin = "CN"
	}
	m := &Market{Net: net, Opt: opt, Pools: pools, Par: ParametersOf(net.World).perPeriod(opt.Months)}
	m.delta = 1 / (1 + m.Par.Discount)
	years := opt.Months / 12
	m.lag = make([]int, len(net.Lanes))
	m.maxLag = 1
	for i := range net.Lanes {
		m.lag[i] = int(math.Round(net.Lanes[i].Ref.Days.Or(30) / (years * 365.25)))
		m.maxLag = max(m.maxLag, m.lag[i])
	}
	var problems adit.Problems
	m.P0, problems = basePrices(net, m.carry)
	if problems.Errors() != nil {
		return m, problems
	}
	scaled := func(n int, v func(i int) float64) []float64 {
		out := make([]float64, n)
		for i := range out {
			out[i] = v(i) * years
		}
		return out
	}
	m.flow0 = scaled(len(net.Lanes), func(i int) float64 { return net.Lanes[i].Base })
	m.out0 = scaled(len(net.Sites), func(i int) float64 { return net.Sites[i].Base })
	m.cap0 = scaled(len(net.Sites), func(i int) float64 { return net.Sites[i].Capacity })
	m.use0 = scaled(len(net.Uses), func(i int) float64 { return net.Uses[i].Base })
	m.through = scaled(len(net.Nodes), func(i int) float64 { return net.Nodes[i].Through })
	m.fillIdle()
	m.calibrateLanes()
	problems = append(problems, m.calibrateSites()...)
	m.calibratePlants()
	m.targets()
	m.origin0 = m.baseOrigin()
	if problems.Errors() == nil {
		m.build()
	}
	return m, problems
}

// carry returns δ^lag·(1−loss): what a tonne leaving on a lane is worth of one arriving.
func (m *Market) carry(l int) float64 {
	return math.Pow(m.delta, float64(m.lag[l])) * (1 - m.Net.Lanes[l].Loss)
}

// fillIdle gives nodes nothing flows through in the base the size of a
// thousandth of their material's market, so that stock and growth there have a
// scale.
func (m *Market) fillIdle() {
	world := map[string]float64{}
	for i, n := range m.Net.Nodes {
		world[n.Material.ID] += m.through[i]
	}
	for i, n := range m.Net.Nodes {
		m.through[i] = max(m.through[i], 1e-3*world[n.Material.ID])
	}
}

// calibrateLanes sets c so that a lane in use pays exactly at base prices, and
// one not in use falls short by friction φ.
func (m *Market) calibrateLanes() {
	m.cost, m.Wedge = make([]float64, len(m.Net.Lanes)), make([]float64, len(m.Net.Lanes))
	for i := range m.Net.Lanes {
		l := &m.Net.Lanes[i]
		freight := l.Ref.Freight.Or(0) + l.Ref.Tariff.Or(0)*m.P0[l.From]
		m.cost[i] = m.carry(i)*m.P0[l.To] - m.P0[l.From]
		if l.Contract {
			m.cost[i] = max(m.cost[i], freight) + m.Par.Step*m.P0[l.From]
		} else if m.flow0[i] > 0 {
			m.Wedge[i] = (m.cost[i] - freight) / m.P0[l.From]
		} else {
			m.cost[i] = max(m.cost[i], freight) + m.Par.Unused*m.P0[l.From]
		}
	}
}

// calibrateSites takes each site's base margin c0 = Σ out·P0 − Σ in·P0.
func (m *Market) calibrateSites() adit.Problems {
	var problems adit.Problems
	m.margin = make([]float64, len(m.Net.Sites))
	for i := range m.Net.Sites {
		s := &m.Net.Sites[i]
		gross := 0.0
		for _, c := range s.Coefs {
			m.margin[i] += c.Tonnes * m.P0[c.Node]
			gross += max(0, c.Tonnes) * m.P0[c.Node]
		}
		if s.AltOf < 0 && s.Project == nil && m.margin[i] <= 1e-6*gross {
			problems.Add("margin-not-positive", s.Ref.Row, "check its recipe, its cost and the prices of its materials: a plant that runs at a loss cannot be in a base",
				"site %s earns %.4g USD/kg on products worth %.4g at base prices", s.Ref.ID, m.margin[i], gross)
		}
	}
	return problems
}

// targets sets h* from working stocks and z0 = h* + Σ (1−loss)·y0·Σ_{k<lag} δ^k.
func (m *Market) targets() {
	m.target, m.end = make([]float64, len(m.Net.Nodes)), make([]float64, len(m.Net.Nodes))
	for i, n := range m.Net.Nodes {
		m.target[i] = max(n.Working, 0.02*m.through[i])
		m.end[i] = m.target[i]
	}
	for i := range m.Net.Lanes {
		d := 1.0
		for range m.lag[i] {
			m.end[m.Net.Lanes[i].To] += d * (1 - m.Net.Lanes[i].Loss) * m.flow0[i]
			d *= m.delta
		}
	}
}
