package market

import (
	"fmt"
	"hash/fnv"
	"math"

	"adit/chain"
	"adit/lp"
)

// layout says which column and row of the program stands for what. Columns of
// one curve are consecutive, cheapest (or dearest demand) first, so that a
// bound on their sum is a bound on the last of them.
type layout struct {
	unit  []float64 // per node: tonnes of one program unit (a thousandth of its material's market)
	money float64   // thousand USD of one unit of the objective

	site, lane, use, stock [][]int // first column per thing and period
	final                  []int   // first column of the end position per node
	waste                  [][]int // column per node and period

	plant [][]int // first column of a plant's supply curve, where recipes share it

	siteTreads, useTreads [][]tread
	plantTreads           [][]tread
	stockTreads           []tread
	endTreads             []tread
	laneTreads            [][]tread // width in t a period; the last has no own limit

	balance [][]int     // row per node and period
	endRow  []int       // row per node
	gift    [][]float64 // t per node and period: what breaks ties of right-hand sides
	pool    [][]int     // row per pool and period
}

func names(parts ...any) string { return fmt.Sprint(parts...) }

// jitter returns a fixed number in [0,1) for a name: perturbations must not
// depend on the order of building.
func jitter(name string) float64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return scatter(h.Sum64()) // FNV's high bits move little on short names
}

// scatter turns bits into a number in [0,1) that shares nothing with its
// neighbours (the finaliser of MurmurHash3).
func scatter(x uint64) float64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return float64(x>>11) / (1 << 53)
}

// build lays out the program of one window. Bounds that depend on the state
// are set by Runner.Step; what stands here are the shapes and costs.
func (m *Market) build() {
	m.scale()
	p := lp.NewProgram()
	m.prog = p
	w := m.Opt.Window
	m.balance = make([][]int, len(m.Net.Nodes))
	m.endRow = make([]int, len(m.Net.Nodes))
	m.gift = make([][]float64, len(m.Net.Nodes))
	for i := range m.Net.Nodes {
		name := m.Net.Nodes[i].Name()
		m.balance[i] = make([]int, w)
		m.gift[i] = make([]float64, w)
		for t := range w {
			row := fmt.Sprintf("balance:%s:%d", name, t)
			m.balance[i][t] = p.AddRow(row, 0, 0)
			m.gift[i][t] = 1e-6 * m.through[i] * (0.5 + 0.5*jitter(row))
		}
		m.endRow[i] = p.AddRow("end:"+name, math.Inf(-1), 0)
	}
	m.buildSites()
	m.buildLanes()
	m.buildUses()
	m.buildStocks()
	m.buildPools()
}

// scale chooses units so that a material's market is about a thousand units
// and a typical unit of goods is worth about a hundred units of the objective.
func (m *Market) scale() {
	world := map[string]float64{}
	for i, n := range m.Net.Nodes {
		world[n.Material.ID] += m.through[i]
	}
	m.unit = make([]float64, len(m.Net.Nodes))
	logs := 0.0
	for i, n := range m.Net.Nodes {
		m.unit[i] = math.Pow(2, math.Round(math.Log2(world[n.Material.ID]/1000)))
		logs += math.Log(m.P0[i] * m.unit[i])
	}
	m.money = math.Pow(2, math.Round(math.Log2(math.Exp(logs/float64(len(m.Net.Nodes)))/100)))
}

// column adds a column whose cost is USD/kg at window period t, of a good
// measured in the node's unit.
func (m *Market) column(name string, usd float64, node, t int, upper float64) int {
	c := usd * m.unit[node] / m.money * math.Pow(m.delta, float64(t))
	if m.Opt.Perturb {
		c += 1e-6 * math.Max(math.Abs(c), 0.01*m.P0[node]*m.unit[node]/m.money) * jitter(name)
	}
	return m.prog.AddColumn(name, c, 0, upper)
}

func (m *Market) buildSites() {
	m.site, m.siteTreads = make([][]int, len(m.Net.Sites)), make([][]tread, len(m.Net.Sites))
	m.plant, m.plantTreads = make([][]int, len(m.Net.Sites)), make([][]tread, len(m.Net.Sites))
	for i := range m.Net.Sites {
		s := &m.Net.Sites[i]
		switch {
		case s.AltOf >= 0:
			m.siteTreads[i] = m.thrift(i)
		case s.Project != nil:
			m.siteTreads[i] = m.projectTreads(i)
		case m.hasAlternative(i):
			m.plantTreads[i] = m.supply(i)
			m.siteTreads[i] = []tread{{math.Inf(1), 0}}
		default:
			m.siteTreads[i] = m.supply(i)
		}
		m.site[i] = m.siteColumns("make:", i, m.siteTreads[i], s.Coefs)
		m.plant[i] = m.siteColumns("plant:", i, m.plantTreads[i], nil)
	}
	m.hostRows()
	m.plantRows()
}

// supply is a site's own supply curve in t a period and USD/kg.
func (m *Market) supply(i int) []tread {
	var out []tread
	for _, t := range supplyTreads(m.Net.Sites[i].Ref.Elasticity.Or(m.Par.Elasticity), m.cap0[i]/m.out0[i]) {
		out = append(out, tread{t.width * m.out0[i], t.value * m.margin[i]})
	}
	return out
}

// thrift is what an alternative recipe costs beyond its plant's own curve: the
// difference of the two netbacks, so that at base prices it just fails to pay,
// plus a premium that grows with its use.
func (m *Market) thrift(i int) []tread {
	s := &m.Net.Sites[i]
	premium := s.Ref.AltPremium.Or(0.2 * m.P0[s.Main()])
	var out []tread
	for _, f := range thriftFactors {
		out = append(out, tread{m.cap0[i] / float64(len(thriftFactors)), m.margin[i] - m.margin[s.AltOf] + f*premium})
	}
	return out
}

func (m *Market) hasAlternative(site int) bool {
	for i := range m.Net.Sites {
		if m.Net.Sites[i].AltOf == site {
			return true
		}
	}
	return false
}

// siteColumns adds a curve of a site in every period and returns its first
// columns.
func (m *Market) siteColumns(kind string, i int, treads []tread, coefs []chain.Coef) []int {
	s := &m.Net.Sites[i]
	main := s.Main()
	first := make([]int, m.Opt.Window)
	for t := range first {
		for k, tr := range treads {
			j := m.column(names(kind, s.Ref.ID, ":", t, ":", k), tr.value, main, t, tr.width/m.unit[main])
			if k == 0 {
				first[t] = j
			}
			for _, c := range coefs {
				m.prog.Add(m.balance[c.Node][t], j, c.Tonnes*m.unit[main]/m.unit[c.Node])
			}
		}
	}
	return first
}

// hostRows bound a by-product by what its host makes.
func (m *Market) hostRows() {
	for i := range m.Net.Sites {
		s := &m.Net.Sites[i]
		if s.Host < 0 || s.HostYield <= 0 {
			continue
		}
		host := &m.Net.Sites[s.Host]
		yield := s.HostYield * m.unit[host.Main()] / m.unit[s.Main()]
		for t := range m.Opt.Window {
			row := m.prog.AddRow(names("host:", s.Ref.ID, ":", t), math.Inf(-1), 0)
			m.sum(row, m.site[i][t], len(m.siteTreads[i]), 1)
			m.sum(row, m.site[s.Host][t], len(m.siteTreads[s.Host]), -yield)
		}
	}
}

// plantRows let a main recipe and its alternatives share one plant: together
// they climb its supply curve and fill its capacity.
func (m *Market) plantRows() {
	for i := range m.Net.Sites {
		if len(m.plantTreads[i]) == 0 {
			continue
		}
		for t := range m.Opt.Window {
			row := m.prog.AddRow(names("plant:", m.Net.Sites[i].Ref.ID, ":", t), math.Inf(-1), 0)
			m.sum(row, m.plant[i][t], len(m.plantTreads[i]), -1)
			m.sum(row, m.site[i][t], len(m.siteTreads[i]), 1)
			for k := range m.Net.Sites {
				if m.Net.Sites[k].AltOf == i {
					m.sum(row, m.site[k][t], len(m.siteTreads[k]), m.unit[m.Net.Sites[k].Main()]/m.unit[m.Net.Sites[i].Main()])
				}
			}
		}
	}
}

// sum adds a coefficient to a run of columns in a row.
func (m *Market) sum(row, first, n int, coef float64) {
	for j := first; j < first+n; j++ {
		m.prog.Add(row, j, coef)
	}
}

func (m *Market) buildLanes() {
	p, w := m.prog, m.Opt.Window
	m.lane, m.laneTreads = make([][]int, len(m.Net.Lanes)), make([][]tread, len(m.Net.Lanes))
	for i := range m.Net.Lanes {
		l := &m.Net.Lanes[i]
		c, y0, from := m.cost[i], m.flow0[i], m.P0[l.From]
		if y0 > 0 {
			m.laneTreads[i] = []tread{{y0, c - m.Par.Step*from}, {0.2 * y0, c + m.Par.Step*from}, {math.Inf(1), c + m.Par.Extra*from}}
		} else {
			m.laneTreads[i] = []tread{{math.Inf(1), c}}
		}
		m.lane[i] = make([]int, w)
		for t := range w {
			for k, tr := range m.laneTreads[i] {
				j := m.column(names("ship:", l.Name(), ":", t, ":", k), tr.value, l.From, t, tr.width/m.unit[l.From])
				if k == 0 {
					m.lane[i][t] = j
				}
				p.Add(m.balance[l.From][t], j, -1)
				if a := t + m.lag[i]; a < w {
					p.Add(m.balance[l.To][a], j, 1-l.Loss)
				} else {
					p.Add(m.endRow[l.To], j, -(1-l.Loss)*math.Pow(m.delta, float64(a-w)))
				}
			}
		}
	}
}

func (m *Market) buildUses() {
	p, w := m.prog, m.Opt.Window
	m.use, m.useTreads = make([][]int, len(m.Net.Uses)), make([][]tread, len(m.Net.Uses))
	for i := range m.Net.Uses {
		u := &m.Net.Uses[i]
		for _, t := range demandTreads(u.Ref.Elasticity.Or(m.Par.Demand), u.Ref.Core.Or(m.Par.Core)) {
			m.useTreads[i] = append(m.useTreads[i], tread{t.width * m.use0[i], t.value * m.P0[u.Node]})
		}
		m.use[i] = make([]int, w)
		for t := range w {
			for k, tr := range m.useTreads[i] {
				j := m.column(names("use:", u.Ref.ID, ":", t, ":", k), -tr.value, u.Node, t, tr.width/m.unit[u.Node])
				if k == 0 {
					m.use[i][t] = j
				}
				p.Add(m.balance[u.Node][t], j, -1)
			}
		}
	}
}

// buildStocks adds stocks with storage cost and convenience, the value of the
// position at the end, and free disposal.
func (m *Market) buildStocks() {
	p, w := m.prog, m.Opt.Window
	k0 := 1 - m.delta + m.Par.Storage // convenience at target, share of P0: what makes h* worth holding
	m.stockTreads = inverseTreads(stockBreaks[:], m.Par.ConvenienceCap/k0)
	m.endTreads = inverseTreads(terminalBreaks[:], m.Par.TerminalCap)
	m.stock, m.waste = make([][]int, len(m.Net.Nodes)), make([][]int, len(m.Net.Nodes))
	m.final = make([]int, len(m.Net.Nodes))
	for i := range m.Net.Nodes {
		name, price, u := m.Net.Nodes[i].Name(), m.P0[i], m.unit[i]
		m.stock[i], m.waste[i] = make([]int, w), make([]int, w)
		for t := range w {
			for k, tr := range m.stockTreads {
				j := m.column(names("hold:", name, ":", t, ":", k), price*(m.Par.Storage-k0*tr.value), i, t, tr.width*m.target[i]/u)
				if k == 0 {
					m.stock[i][t] = j
				}
				p.Add(m.balance[i][t], j, -1)
				if t+1 < w {
					p.Add(m.balance[i][t+1], j, 1)
				} else {
					p.Add(m.endRow[i], j, -1)
				}
			}
			m.waste[i][t] = m.column(names("waste:", name, ":", t), 0, i, t, math.Inf(1))
			p.Add(m.balance[i][t], m.waste[i][t], -1)
		}
		for k, tr := range m.endTreads {
			j := m.column(names("end:", name, ":", k), -price*tr.value, i, w, tr.width*m.end[i]/u)
			if k == 0 {
				m.final[i] = j
			}
			p.Add(m.endRow[i], j, 1)
		}
	}
}

func (m *Market) buildPools() {
	m.pool = make([][]int, len(m.Pools))
	for k, pool := range m.Pools {
		m.pool[k] = make([]int, m.Opt.Window)
		for t := range m.Opt.Window {
			row := m.prog.AddRow(names("pool:", pool.ID, ":", t), math.Inf(-1), math.Inf(1))
			m.pool[k][t] = row
			for _, l := range pool.Lanes {
				m.sum(row, m.lane[l][t], len(m.laneTreads[l]), 1)
			}
		}
	}
}
