package lptest

import (
	"fmt"
	"math"
	"math/rand/v2"

	"adit/lp"
)

// Market is a program shaped like a supply chain over a window of periods: a
// time-space network of materials and places with plants, lanes, stocks and
// stepped demand. Everything in it is made up; the shape and size are not.
type Market struct {
	Program *lp.Program

	balances []int32 // rows; their right-hand sides stand for goods that arrive
	supply   []float64
	moving   []int32 // columns of lanes, whose upper bounds are changed
	reach    []float64
}

// MarketSize says how large a market is.
type MarketSize struct {
	Places, Stages, Periods int
	Lanes                   int // lanes a stage and period
	Steps                   int // steps of each demand curve
}

// Window is 390 rows by 10,260 columns: a chain over three months.
var Window = MarketSize{Places: 12, Stages: 5, Periods: 3, Lanes: 40, Steps: 50}

// Small is for tests that solve many.
var Small = MarketSize{Places: 4, Stages: 3, Periods: 2, Lanes: 6, Steps: 12}

// NewMarket makes a market; equal arguments give equal programs.
func NewMarket(size MarketSize, seed uint64) *Market {
	rnd := rand.New(rand.NewPCG(seed, 1))
	p := lp.NewProgram()
	m := &Market{Program: p}
	between := func(low, high float64) float64 { return low + (high-low)*rnd.Float64() }
	const month = 0.992 // discount a period

	node := make([][][]int, size.Periods+1) // row by period, stage, place
	for t := range size.Periods {
		node[t] = make([][]int, size.Stages)
		for s := range size.Stages {
			for at := range size.Places {
				least, most := 0.0, 5.0
				if t == 0 {
					least, most = 20, 60
				}
				have := between(least, most)
				// outputs + arrivals + opening stock − everything else = −have
				row := p.AddRow(fmt.Sprintf("balance_s%d_p%d_t%d", s, at, t), -have, -have)
				node[t][s] = append(node[t][s], row)
				m.balances = append(m.balances, int32(row))
				m.supply = append(m.supply, -have)
			}
		}
	}
	price := func(s int) float64 { return 10 * math.Pow(2.2, float64(s)) }
	type lane struct {
		from, to, lag int
		cost, reach   float64
	}
	lanes := make([][]lane, size.Stages)
	for s := range lanes {
		for range size.Lanes {
			lanes[s] = append(lanes[s], lane{rnd.IntN(size.Places), rnd.IntN(size.Places), rnd.IntN(3), price(s) * between(0.01, 0.15), between(10, 40)})
		}
	}
	type plant struct{ capacity, margin, worth float64 }
	plants := make([][]plant, size.Stages)
	uses := make([][]float64, size.Stages)
	for s := range plants {
		for range size.Places {
			plants[s] = append(plants[s], plant{between(10, 60), between(0.5, 1), between(0.97, 1.03)})
			uses[s] = append(uses[s], between(5, 40))
		}
	}
	for t := range size.Periods {
		disc := math.Pow(month, float64(t))
		for s := range size.Stages {
			for at := range size.Places {
				name := fmt.Sprintf("s%d_p%d_t%d", s, at, t)
				out := node[t][s][at]
				// A plant: rising marginal cost in six steps, under one capacity.
				pl := plants[s][at]
				capacity := -1
				if at%3 == 0 {
					capacity = p.AddRow("capacity_"+name, math.Inf(-1), pl.capacity)
				}
				margin := price(s)
				if s > 0 {
					margin -= 1.1 * price(s-1)
				}
				for k := range 6 {
					c := p.AddColumn(fmt.Sprintf("make_%s_%d", name, k), disc*pl.margin*margin*(0.5+0.25*float64(k)), 0, pl.capacity/5)
					p.Add(out, c, 1)
					if s > 0 {
						p.Add(node[t][s-1][at], c, -1.1)
					}
					if capacity >= 0 {
						p.Add(capacity, c, 1)
					}
				}
				// Stock carried on: ten treads of falling convenience.
				for k := range 10 {
					worth := 0.02 * price(s) * (1.5 - 0.25*float64(k))
					value := 0.0
					if t == size.Periods-1 {
						value = disc * month * price(s) * pl.worth * math.Min(8, 3/(1+float64(k)))
					}
					c := p.AddColumn(fmt.Sprintf("stock_%s_%d", name, k), disc*0.003*price(s)-worth-value, 0, between(4, 8))
					p.Add(out, c, -1)
					if t+1 < size.Periods {
						p.Add(node[t+1][s][at], c, 1)
					}
				}
				p.Add(out, p.AddColumn("waste_"+name, 0, 0, math.Inf(1)), -1)
				// Demand: steps of equal log price from a tenth to ten times.
				if s == size.Stages-1 || at%2 == 0 {
					m.demand(name, out, disc*price(s), uses[s][at], size.Steps)
				}
			}
			for k, l := range lanes[s] {
				share := -1
				if k%4 == 0 {
					share = p.AddRow(fmt.Sprintf("share_s%d_l%d_t%d", s, k, t), math.Inf(-1), 0.9*l.reach)
				}
				for step := range 3 {
					cost := disc * l.cost * (1 + 0.2*float64(step))
					if t+l.lag >= size.Periods {
						cost -= disc * 0.9 * price(s) // what is under way has a value
					}
					c := p.AddColumn(fmt.Sprintf("lane_s%d_l%d_t%d_%d", s, k, t, step), cost, 0, l.reach/3)
					p.Add(node[t][s][l.from], c, -1)
					if t+l.lag < size.Periods {
						p.Add(node[t+l.lag][s][l.to], c, 0.99)
					}
					if share >= 0 {
						p.Add(share, c, 1)
					}
					if step == 0 {
						m.moving = append(m.moving, int32(c))
						m.reach = append(m.reach, l.reach/3)
					}
				}
			}
		}
	}
	return m
}

func (m *Market) demand(name string, row int, price, reference float64, steps int) {
	const elasticity = -0.4
	served := 0.0
	for k := range steps {
		level := math.Pow(10, 1-2*float64(k)/float64(steps-1)) // times the price
		q := reference * math.Pow(level, elasticity)
		c := m.Program.AddColumn(fmt.Sprintf("serve_%s_%d", name, k), -price*level, 0, q-served)
		m.Program.Add(row, c, -1)
		served = q
	}
}

// Shock is one change of a market: every right-hand side and some hundred
// bounds. Apply it to any model of the market's program.
type Shock struct {
	rows         []int32
	rowLower     []float64
	cols         []int32
	colLow, colU []float64
}

// Shock returns the n-th change; it does not depend on others.
func (m *Market) Shock(n uint64) *Shock {
	rnd := rand.New(rand.NewPCG(n, 2))
	s := &Shock{rows: m.balances, cols: m.moving}
	for _, v := range m.supply {
		s.rowLower = append(s.rowLower, v*(0.8+0.4*rnd.Float64()))
	}
	for _, v := range m.reach {
		if rnd.IntN(20) == 0 {
			v = 0 // a ban
		}
		s.colLow = append(s.colLow, 0)
		s.colU = append(s.colU, v*(0.8+0.4*rnd.Float64()))
	}
	return s
}

// Apply changes a model.
func (s *Shock) Apply(model lp.Model) error {
	if err := model.SetRowBounds(s.rows, s.rowLower, s.rowLower); err != nil {
		return err
	}
	return model.SetColumnBounds(s.cols, s.colLow, s.colU)
}

// ApplyTo changes a program, for solving it afresh.
func (s *Shock) ApplyTo(p *lp.Program) {
	for k, i := range s.rows {
		p.SetRowBounds(int(i), s.rowLower[k], s.rowLower[k])
	}
	for k, j := range s.cols {
		p.SetColumnBounds(int(j), s.colLow[k], s.colU[k])
	}
}
