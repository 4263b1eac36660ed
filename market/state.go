package market

import (
	"math"

	"adit/lp"
)

// State is all that the past leaves to the next period. It is immutable;
// states share the slices they have in common.
type State struct {
	Stock  []float64   // t per node
	Output [][]float64 // t per site, newest period first, as far as 12 months back
	Depart [][]float64 // t per lane, newest period first, as far as the longest lag
	Age    []uint16    // per lane: periods in which a lane not in use paid, for qualification
	Price  []float64   // USD/kg per node, of the last period
	Inflow []float64   // t a period per node, mean of about 12 months
	Origin []float64   // share of restricted origin in that inflow
	Plants *Plants     // which plants are closed, which projects are built
	Basis  *lp.Basis   // where the next window starts from; nil: cold
}

// Base returns the state in which the base year repeats itself: stocks at
// target, lanes full, prices at P0.
func (m *Market) Base() *State {
	s := &State{
		Stock: append([]float64(nil), m.target...), Age: make([]uint16, len(m.Net.Lanes)),
		Price: append([]float64(nil), m.P0...), Inflow: append([]float64(nil), m.through...), Origin: m.origin0, Plants: m.basePlants(),
	}
	for range m.memory() {
		s.Output = append(s.Output, m.out0)
	}
	for range m.maxLag {
		s.Depart = append(s.Depart, m.flow0)
	}
	return s
}

// memory returns the periods of 12 months.
func (m *Market) memory() int { return max(1, int(math.Round(12/m.Opt.Months))) }

// best returns a site's highest output of the last 12 months, t a period; of a
// plant that recipes share, that of all of them.
func (m *Market) best(s *State, site int) float64 {
	b := 0.0
	for _, o := range s.Output {
		sum := o[site]
		if len(m.plantTreads[site]) > 0 {
			for k := range m.Net.Sites {
				if m.Net.Sites[k].AltOf == site {
					sum += o[k]
				}
			}
		}
		b = max(b, sum)
	}
	return b
}

// arriving returns what reaches a lane's end t periods into the window from
// departures before it, t after losses.
func (m *Market) arriving(s *State, lane, t int) float64 {
	if back := m.lag[lane] - 1 - t; back >= 0 && back < len(s.Depart) {
		return s.Depart[back][lane] * (1 - m.Net.Lanes[lane].Loss)
	}
	return 0
}

// extra returns the flow of the last period beyond the base flow.
func (m *Market) extra(s *State, lane int) float64 {
	return max(0, s.Depart[0][lane]-m.flow0[lane])
}

// Position returns, per node, stock plus goods on their way to it, t.
func (m *Market) Position(s *State) []float64 {
	p := append([]float64(nil), s.Stock...)
	for i := range m.Net.Lanes {
		for t := range m.lag[i] {
			p[m.Net.Lanes[i].To] += m.arriving(s, i, t)
		}
	}
	return p
}

// Arrivals returns what reached the end of each lane in the period after a
// state, t after losses.
func (m *Market) Arrivals(s *State, o *Outcome) []float64 {
	arrive := make([]float64, len(m.Net.Lanes))
	for i := range arrive {
		arrive[i] = m.arriving(s, i, 0)
		if m.lag[i] == 0 {
			arrive[i] = o.Flow[i] * (1 - m.Net.Lanes[i].Loss)
		}
	}
	return arrive
}

// next rolls the state forward by what happened in the first period.
func (m *Market) next(s *State, c *Conditions, o *Outcome, basis *lp.Basis) *State {
	n := &State{Stock: o.Stock, Price: append([]float64(nil), s.Price...), Age: append([]uint16(nil), s.Age...), Basis: basis}
	n.Output = append([][]float64{o.Output}, s.Output[:m.memory()-1]...)
	n.Depart = append([][]float64{o.Flow}, s.Depart[:m.maxLag-1]...)
	for i, p := range o.Price {
		if !math.IsNaN(p) {
			n.Price[i] = p
		}
	}
	n.Plants = m.lives(s, c, n.Price)
	for i := range n.Age {
		l := &m.Net.Lanes[i]
		if m.flow0[i] == 0 && m.carry(i)*n.Price[l.To]-n.Price[l.From] > m.cost[i] && n.Age[i] < math.MaxUint16 {
			n.Age[i]++
		}
	}
	arrive := m.Arrivals(s, o)
	inflow, traced := m.trace(s.Origin, o.Output, arrive)
	n.Inflow, n.Origin = make([]float64, len(inflow)), make([]float64, len(inflow))
	w := 1 / float64(m.memory())
	for i := range inflow {
		n.Inflow[i] = (1-w)*s.Inflow[i] + w*inflow[i]
		n.Origin[i] = s.Origin[i]
		if n.Inflow[i] > 0 {
			n.Origin[i] = ((1-w)*s.Inflow[i]*s.Origin[i] + w*inflow[i]*traced[i]) / n.Inflow[i]
		}
	}
	return n
}

// Outcome is what happened in one period. All quantities are t a period.
type Outcome struct {
	Price     []float64 // USD/kg per node; where nothing flows and nothing is held, a bound rather than a price
	Output    []float64 // per site, of the main product
	Flow      []float64 // per lane, departing
	Served    []float64 // per use
	CoreUnmet []float64 // per use: core demand not served: the shortage
	PricedOut []float64 // per use: base demand that left because of the price
	Stock     []float64 // per node, at the period's end, t
	Waste     []float64 // per node, disposed of
}
