package market

import (
	"encoding/binary"
	"math"
)

// Limit sets one number on one thing of the network.
type Limit struct {
	Index int
	Value float64
}

// Period is what the outside world imposes in one period of a window, each
// list in rising order of Index. What is not listed is as in the base.
type Period struct {
	Lanes     []Limit // lane: at most this share of its base flow
	Pools     []Limit // pool: at most this share of its lanes' base flow; of a re-export pool: the share of restricted-origin goods that pass
	Routes    []Limit // lane: share that still travels of what otherwise could
	Tariffs   []Limit // lane: change of the ad valorem rate since the base year
	Available []Limit // site: share of capacity that works; above 1 its whole curve is as much longer
	Costs     []Limit // site: change of its cost, as a share of the base price of its main product
	Floors    []Limit // site: price of its main product that it is guaranteed, USD/kg
	Demand    []Limit // use: demand as a multiple of the base
	Releases  []Limit // node: tonnes released from state stocks
}

// Conditions are the periods of a window as agents see them when it starts;
// the last one persists to the window's end. Conditions must not change once
// used: states share them.
type Conditions struct {
	Periods []Period
	Terms   []Term // of projects, in rising order of Site
}

// term returns the term of a project, nil where it never runs.
func (c *Conditions) term(site int) *Term {
	for i := range c.Terms {
		if c.Terms[i].Site == site {
			return &c.Terms[i]
		}
	}
	return nil
}

// at returns the conditions of window period t.
func (c *Conditions) at(t int) *Period {
	if len(c.Periods) == 0 {
		return &Period{}
	}
	return &c.Periods[min(t, len(c.Periods)-1)]
}

func (p *Period) lists() [9][]Limit {
	return [...][]Limit{p.Lanes, p.Pools, p.Routes, p.Tariffs, p.Available, p.Costs, p.Floors, p.Demand, p.Releases}
}

// Empty reports whether nothing is imposed: the period is as in the base.
func (p *Period) Empty() bool {
	for _, list := range p.lists() {
		if len(list) > 0 {
			return false
		}
	}
	return true
}

// Key returns bytes equal exactly for equal conditions, so that draws under the
// same conditions share their states.
func (c *Conditions) Key() string {
	var b []byte
	for i := range c.Periods {
		p := &c.Periods[i]
		for _, list := range p.lists() {
			b = binary.AppendUvarint(b, uint64(len(list)))
			for _, l := range list {
				b = binary.AppendUvarint(b, uint64(l.Index))
				b = binary.LittleEndian.AppendUint64(b, math.Float64bits(l.Value))
			}
		}
	}
	for i := range c.Terms {
		b = c.Terms[i].appendTo(b)
	}
	return string(b)
}
