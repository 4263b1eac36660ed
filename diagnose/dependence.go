package diagnose

import (
	"math"

	"adit"
	"adit/chain"
)

// Dependence is how a scope depends on others for one material, in the base
// year. The three shares answer three questions: whose ore is it, who worked
// it up, and whose chemicals, equipment and licences would have to keep coming
// for the scope's own plants to run. NaN with a reason where there is no answer.
type Dependence struct {
	Material *adit.Material
	Needed   float64 // t/y used or worked up in the scope
	Made     float64 // t/y made in the scope
	Arrives  float64 // t/y coming in across its border
	Leaves   float64 // t/y going out

	Resource   Exposure // of what is needed: share whose ore lies outside
	Processing Exposure // of what is needed: share made outside
	Technology Exposure // of what is made: share that stops without reagents made outside
}

// Exposure is a share that depends on others, and on whom most.
type Exposure struct {
	Share  float64 // 0-1; NaN when unknown
	Reason string  // why it is unknown
	Most   string  // the outside place with the largest part; "" when there is none
	OnMost float64 // its part, 0-1
}

func noExposure(reason string) Exposure { return Exposure{Share: math.NaN(), Reason: reason} }

// Known reports whether there is a share.
func (e Exposure) Known() bool { return !math.IsNaN(e.Share) }

// Reasons of unknown exposures.
const (
	reasonNoNeed     = "none of it is used there in the base year"
	reasonNoPlant    = "none of it is made there in the base year"
	reasonNoReagents = "its recipes state no reagent, equipment or licence"
)

// Dependences computes the three dependences of a scope for every material it
// needs or makes, in the order of the materials table.
func Dependences(t *Trace, scope Scope) []Dependence {
	net := t.Net
	rows := map[string]*Dependence{}
	row := func(node int) *Dependence {
		m := net.Nodes[node].Material
		if rows[m.ID] == nil {
			rows[m.ID] = &Dependence{Material: m}
		}
		return rows[m.ID]
	}
	needs := make([]float64, len(net.Nodes)) // t/y by node of the scope
	for i := range net.Uses {
		if u := &net.Uses[i]; scope.Has(net.Nodes[u.Node].Place) {
			needs[u.Node] += u.Base
		}
	}
	for i := range net.Sites {
		s := &net.Sites[i]
		if !scope.Has(s.Ref.Place) {
			continue
		}
		for _, c := range s.Coefs {
			if c.Tonnes < 0 {
				needs[c.Node] -= c.Tonnes * s.Base
			} else {
				row(c.Node).Made += c.Tonnes * s.Base
			}
		}
	}
	for i := range net.Lanes {
		l := &net.Lanes[i]
		from, to := scope.Has(net.Nodes[l.From].Place), scope.Has(net.Nodes[l.To].Place)
		if l.Base > 0 && from != to {
			if to {
				row(l.To).Arrives += arrives(l)
			} else {
				row(l.From).Leaves += l.Base
			}
		}
	}
	ore, maker := map[string][]float64{}, map[string][]float64{}
	for i, need := range needs {
		if need <= 0 {
			continue
		}
		d := row(i)
		d.Needed += need
		id := d.Material.ID
		if ore[id] == nil {
			ore[id], maker[id] = make([]float64, len(t.Places)), make([]float64, len(t.Places))
		}
		for p := range t.Places {
			ore[id][p] += need * t.Ore[i][p]
			maker[id][p] += need * t.Maker[i][p]
		}
	}
	technology := t.technology(scope)
	var out []Dependence
	for i := range net.World.Materials {
		d := rows[net.World.Materials[i].ID]
		if d == nil || d.Needed <= 0 && d.Made <= 0 {
			continue
		}
		d.Resource, d.Processing = noExposure(reasonNoNeed), noExposure(reasonNoNeed)
		if d.Needed > 0 {
			d.Resource = t.exposure(ore[d.Material.ID], d.Needed, scope)
			d.Processing = t.exposure(maker[d.Material.ID], d.Needed, scope)
		}
		d.Technology = noExposure(reasonNoPlant)
		if d.Made > 0 {
			if d.Technology = noExposure(reasonNoReagents); technology[d.Material.ID] != nil {
				d.Technology = *technology[d.Material.ID]
			}
		}
		out = append(out, *d)
	}
	return out
}

// exposure reads shares of a need over places.
func (t *Trace) exposure(tonnes []float64, need float64, scope Scope) Exposure {
	var e Exposure
	for p, place := range t.Places {
		if scope.Has(place) || tonnes[p] <= 0 {
			continue
		}
		e.Share += tonnes[p] / need
		if part := tonnes[p] / need; part > e.OnMost {
			e.Most, e.OnMost = place, part
		}
	}
	e.Share, e.OnMost = min(1, e.Share), min(1, e.OnMost)
	return e
}

// technology is, by material, the share of the scope's output that stops when
// others no longer deliver reagents: of each plant, the largest share made
// outside among its reagents, since a plant stops when one of them is missing.
func (t *Trace) technology(scope Scope) map[string]*Exposure {
	out := map[string]*Exposure{}
	made := map[string]float64{}
	onPlace := map[string]map[string]float64{}
	for i := range t.Net.Sites {
		s := &t.Net.Sites[i]
		if !scope.Has(s.Ref.Place) || s.Base <= 0 {
			continue
		}
		var worst Exposure
		stated := false
		for _, c := range s.Coefs {
			if !c.Reagent {
				continue
			}
			stated = true
			if e := t.exposure(t.Maker[c.Node], 1, scope); e.Share > worst.Share {
				worst = e
			}
		}
		if !stated {
			continue
		}
		for _, c := range s.Coefs {
			if c.Tonnes <= 0 {
				continue
			}
			id := t.Net.Nodes[c.Node].Material.ID
			if out[id] == nil {
				out[id], onPlace[id] = &Exposure{}, map[string]float64{}
			}
			out[id].Share += c.Tonnes * s.Base * worst.Share
			onPlace[id][worst.Most] += c.Tonnes * s.Base * worst.OnMost
			made[id] += c.Tonnes * s.Base
		}
	}
	for id, e := range out {
		e.Share /= made[id]
		for _, place := range t.Places { // in their order: ties fall the same way every time
			if part := onPlace[id][place] / made[id]; part > e.OnMost {
				e.Most, e.OnMost = place, part
			}
		}
	}
	return out
}

// SinglePoint is a plant, or all plants of a place, whose loss stops more than
// a stated share of the world's output of a material.
type SinglePoint struct {
	Material *adit.Material
	Site     *adit.Site // nil for a place
	Place    string
	Output   float64 // t/y in the base year
	Share    float64 // of the world's output, 0-1
	Spare    float64 // idle capacity of the others as a share of the world's output, 0-1
}

// Net is the share that stays lost when everybody else runs flat out.
func (p SinglePoint) Net() float64 { return max(0, p.Share-p.Spare) }

// SinglePoints lists plants and places above the share, by material. Rows that
// stand for several plants (residuals) are not plants: they count with their
// place.
func SinglePoints(net *chain.Network, share float64) []SinglePoint {
	type sums struct {
		output, spare float64
		places        map[string][2]float64 // output, spare
		order         []string
		sites         []*chain.Site
	}
	by := map[string]*sums{}
	for i := range net.Sites {
		s := &net.Sites[i]
		if s.AltOf >= 0 {
			continue // runs on another row's equipment
		}
		for _, c := range s.Coefs {
			if c.Tonnes <= 0 {
				continue
			}
			id := net.Nodes[c.Node].Material.ID
			if by[id] == nil {
				by[id] = &sums{places: map[string][2]float64{}}
			}
			m := by[id]
			out, spare := c.Tonnes*s.Base, c.Tonnes*max(0, s.Capacity-s.Base)
			m.output, m.spare = m.output+out, m.spare+spare
			if _, ok := m.places[s.Ref.Place]; !ok {
				m.order = append(m.order, s.Ref.Place)
			}
			at := m.places[s.Ref.Place]
			m.places[s.Ref.Place] = [2]float64{at[0] + out, at[1] + spare}
			m.sites = append(m.sites, s)
		}
	}
	var list []SinglePoint
	for i := range net.World.Materials {
		mat := &net.World.Materials[i]
		m := by[mat.ID]
		if m == nil || m.output <= 0 {
			continue
		}
		for _, place := range m.order {
			if at := m.places[place]; at[0]/m.output > share {
				list = append(list, SinglePoint{Material: mat, Place: place, Output: at[0], Share: at[0] / m.output, Spare: (m.spare - at[1]) / m.output})
			}
		}
		for _, s := range m.sites {
			if s.Ref.Residual {
				continue
			}
			for _, c := range s.Coefs {
				if c.Tonnes <= 0 || net.Nodes[c.Node].Material != mat {
					continue
				}
				if out := c.Tonnes * s.Base; out/m.output > share {
					list = append(list, SinglePoint{Material: mat, Site: s.Ref, Place: s.Ref.Place, Output: out, Share: out / m.output,
						Spare: (m.spare - c.Tonnes*max(0, s.Capacity-s.Base)) / m.output})
				}
			}
		}
	}
	return list
}
