package market

import (
	"encoding/binary"
	"math"
)

// Term is what fate has in store for a project in one future. A project not
// among the terms never runs.
type Term struct {
	Site    int
	Decided bool    // its owners need no price to go ahead
	Head    int     // periods that it has run before the first in which it stands here
	Build   int     // periods from going ahead to first output
	Ramp    int     // periods from first output to half of capacity; 0: all at once
	Overrun float64 // of its capital cost, as a share
}

// appendTo writes a term into a key.
func (t *Term) appendTo(b []byte) []byte {
	for _, v := range [...]int{t.Site, t.Head, t.Build, t.Ramp} {
		b = binary.AppendUvarint(b, uint64(v))
	}
	if t.Decided {
		b = append(b, 1)
	}
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(t.Overrun))
}

// Plants is what the past leaves of the life of plants, per site. It is
// immutable like the State it is part of.
type Plants struct {
	Below  []uint16  // periods in a row below cash cost
	Idle   []uint16  // 0: runs; closed: mothballed; else periods until it runs again
	Back   []bool    // has been mothballed and runs again
	Built  []uint16  // of a project: periods since its owners went ahead; 0: they have not
	Margin []float64 // of a project: mean margin of about 12 months, USD/kg of main product
}

// Restarted reports whether a site runs again after it was mothballed.
func (p *Plants) Restarted(site int) bool { return p.Back[site] }

// closed marks a mothballed plant that nobody has decided to restart.
const closed = math.MaxUint16

// Closed reports whether a site is mothballed or restarting.
func (p *Plants) Closed(site int) bool { return p.Idle[site] != 0 }

// WentAhead reports whether the owners of a project have decided.
func (p *Plants) WentAhead(site int) bool { return p.Built[site] != 0 }

// Closed lists the sites that are mothballed or restarting in a state.
func (m *Market) Closed(s *State) []int {
	var out []int
	for i, idle := range s.Plants.Idle {
		if idle != 0 {
			out = append(out, i)
		}
	}
	return out
}

func (m *Market) basePlants() *Plants {
	n := len(m.Net.Sites)
	p := &Plants{Below: make([]uint16, n), Idle: make([]uint16, n), Back: make([]bool, n), Built: make([]uint16, n), Margin: make([]float64, n)}
	for i := range p.Margin {
		p.Margin[i] = m.earns(m.P0, i)
	}
	return p
}

// earns is the margin by which a site's owners decide at some prices, USD/kg of
// main product; of a plant that recipes share, that of the best of them. A
// reagent counts at its base price at most: where one runs out it stops plants
// by quantity, and its dual is what that stop costs, not a bill that anyone is
// sent.
func (m *Market) earns(price []float64, site int) float64 {
	best := m.margins(price, site)
	for _, c := range m.Net.Sites[site].Coefs {
		if c.Reagent {
			best -= c.Tonnes * math.Max(0, price[c.Node]-m.P0[c.Node])
		}
	}
	if len(m.plantTreads) > 0 && len(m.plantTreads[site]) > 0 {
		for k := range m.Net.Sites {
			if m.Net.Sites[k].AltOf == site {
				best = math.Max(best, m.margins(price, k)-(m.margin[k]-m.margin[site]))
			}
		}
	}
	return best
}

// calibratePlants sets what it costs to run and to build, USD/kg of main
// product. Of a plant in the base, χ of its stated cost, or of its base margin
// where it states none or one that base prices do not pay. A project is
// measured by the plants that run its recipe: the mean base margin of those in
// the place that leads in it, if it stands there, else of those outside, and
// where none runs outside ω times the first. Where nobody runs its recipe at
// all, its cost is what base prices would just pay.
func (m *Market) calibratePlants() {
	n := len(m.Net.Sites)
	m.full, m.cash = make([]float64, n), make([]float64, n)
	for i := range m.Net.Sites {
		s := &m.Net.Sites[i]
		m.full[i] = m.margin[i]
		if c := s.Ref.Cost.Or(0); c > 0 && c < m.full[i] {
			m.full[i] = c
		}
		if s.Project != nil {
			m.full[i] = m.peerCost(i)
		}
		m.cash[i] = m.Par.Cash * m.full[i]
	}
}

// peerCost is the conversion cost of a project, by those who run its recipe.
func (m *Market) peerCost(project int) float64 {
	ref := m.Net.Sites[project].Ref
	output, margin := map[string]float64{}, map[string]float64{}
	lead := ""
	for i := range m.Net.Sites {
		if s := m.Net.Sites[i].Ref; s.Recipe == ref.Recipe && m.out0[i] > 0 {
			output[s.Place] += m.out0[i]
			margin[s.Place] += m.out0[i] * m.margin[i]
			if lead == "" || output[s.Place] > output[lead] {
				lead = s.Place
			}
		}
	}
	if lead == "" {
		return math.Max(m.margin[project], 1e-3*m.P0[m.Net.Sites[project].Main()])
	}
	if ref.Place == lead {
		return margin[lead] / output[lead]
	}
	made, worth := 0.0, 0.0
	for _, n := range m.Net.Nodes { // places in a fixed order
		if n.Material.ID == m.Net.Nodes[m.Net.Sites[project].Main()].Material.ID && n.Place != lead {
			made += output[n.Place]
			worth += margin[n.Place]
		}
	}
	if made > 0 {
		return worth / made
	}
	return m.Par.ProjectCost * margin[lead] / output[lead]
}

// CashCost is what running a site costs a kg of main product, USD.
func (m *Market) CashCost(site int) float64 { return m.cash[site] }

// Hurdle is the margin at which a project's owners go ahead, USD/kg of main
// product: what running costs, and θ times the cost of its capital with an
// overrun.
func (m *Market) Hurdle(site int, overrun float64) float64 {
	return m.cash[site] + (m.full[site]-m.cash[site])*(1+overrun)*m.Par.ProjectHurdle
}

// projectTreads is the supply curve of a project: what running costs, in three
// steps within 5%, so that it does not start and stop as one.
func (m *Market) projectTreads(i int) []tread {
	var out []tread
	for _, f := range [...]float64{0.95, 1, 1.05} {
		out = append(out, tread{m.cap0[i] / 3, f * m.cash[i]})
	}
	return out
}

// topUp is what a guaranteed price adds to the last price of a site's main
// product, USD/kg.
func (m *Market) topUp(price []float64, p *Period, site int) float64 {
	return math.Max(0, find(p.Floors, site, 0)-price[m.Net.Sites[site].Main()])
}

// running returns the share of its capacity that a site can use in window
// period t: none while it is mothballed; of a project, what has been built and
// run in.
func (m *Market) running(s *State, c *Conditions, site, t int) float64 {
	if idle := s.Plants.Idle[site]; idle == closed || int(idle) > t {
		return 0
	}
	if m.Net.Sites[site].Project == nil {
		return 1
	}
	term := c.term(site)
	if term == nil {
		return 0
	}
	age := int(s.Plants.Built[site])
	if age == 0 && term.Decided {
		age = 1
	}
	if age == 0 {
		return 0
	}
	ran := age - 1 + t - term.Build + term.Head
	switch {
	case ran < 0:
		return 0
	case term.Ramp == 0:
		return 1
	}
	return math.Min(1, 0.5*float64(ran+1)/float64(term.Ramp))
}

// lives decides, at the end of a period, which plants close, come back and are
// built. Residual sites stand for many plants and shrink along their curve
// instead; alternative recipes follow their plant.
func (m *Market) lives(s *State, c *Conditions, price []float64) *Plants {
	old := s.Plants
	p := &Plants{Below: append([]uint16(nil), old.Below...), Idle: append([]uint16(nil), old.Idle...),
		Back: append([]bool(nil), old.Back...), Built: append([]uint16(nil), old.Built...)}
	first := c.at(0)
	patience := uint16(math.Max(1, math.Round(m.Par.Mothball)))
	lag := uint16(math.Max(1, math.Round(m.Par.RestartLag)))
	margins := append([]float64(nil), old.Margin...)
	for i := range m.Net.Sites {
		site := &m.Net.Sites[i]
		if site.AltOf >= 0 || site.Ref.Residual {
			continue
		}
		// What a flooding supplier gives up is its own loss to bear.
		earns := m.earns(price, i) + m.topUp(price, first, i) - find(first.Costs, i, 0)*m.P0[site.Main()]
		if site.Project != nil {
			w := 1 / float64(m.memory())
			margins[i] = (1-w)*old.Margin[i] + w*earns
			term := c.term(i)
			switch {
			case term == nil:
				continue
			case p.Built[i] > 0:
				p.Built[i] = min(p.Built[i]+1, math.MaxUint16-1)
			case term.Decided:
				p.Built[i] = 2 // it ran in the period just over
			case margins[i] >= m.Hurdle(i, term.Overrun):
				p.Built[i] = 1
				continue
			default:
				continue
			}
			if int(p.Built[i])-1+term.Head <= term.Build {
				continue // nothing to close yet
			}
		}
		switch idle := p.Idle[i]; {
		case idle == closed:
			if earns >= m.cash[i]*(1+m.Par.RestartCost) {
				p.Idle[i] = lag
			}
		case idle > 0:
			p.Idle[i]--
			p.Back[i] = p.Idle[i] == 0
		case earns < m.cash[i]:
			if p.Below[i]++; p.Below[i] >= patience {
				p.Idle[i], p.Below[i], p.Back[i] = closed, 0, false
			}
		default:
			p.Below[i] = 0
		}
	}
	p.Margin = margins
	return p
}
