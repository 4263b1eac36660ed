package market

import "math"

// Gains are who gained and paid what in a period against the base, thousand USD
// of the base year. None of it is loss: it passes from hand to hand.
type Gains struct {
	Extra     float64 // users paid above base prices for what they were served
	Producers float64 // gain of producers: margin less cost, over the base
	Carriers  float64 // gain of carriers and licence holders: price gap less cost, over the base
	State     float64 // gain of states: tariffs over the base, less what floors cost them
}

// Add sums two periods.
func (a Gains) Add(b Gains) Gains {
	return Gains{a.Extra + b.Extra, a.Producers + b.Producers, a.Carriers + b.Carriers, a.State + b.State}
}

// climb is the area under a supply curve up to a quantity.
func climb(treads []tread, q float64) (sum float64) {
	for _, t := range treads {
		x := math.Min(q, t.width)
		if x <= 0 {
			break
		}
		sum += x * t.value
		q -= x
	}
	return sum
}

// Gains counts who gains from a period: s is the state before it, c its
// conditions and o its outcome. Carriers are paid at the prices of the day on
// which they depart.
func (m *Market) Gains(s *State, c *Conditions, o *Outcome) Gains {
	var out Gains
	p := c.at(0)
	for i := range m.Net.Uses {
		n := m.Net.Uses[i].Node
		out.Extra += o.Served[i] * (o.Price[n] - m.P0[n])
	}
	for i := range m.Net.Sites {
		curve := m.siteTreads[i]
		top := m.topUp(s.Price, p, i) * o.Output[i]
		out.Producers += m.margins(o.Price, i)*o.Output[i] - m.margin[i]*m.out0[i] + top
		out.State -= top
		if shared := m.plantTreads[i]; len(shared) > 0 {
			sum, sum0 := o.Output[i], m.out0[i]
			for k := range m.Net.Sites {
				if m.Net.Sites[k].AltOf == i {
					sum += o.Output[k]
				}
			}
			out.Producers -= climb(shared, sum) - climb(shared, sum0)
		} else if o.Output[i] != m.out0[i] {
			wider := math.Max(1, find(p.Available, i, 1)) // a longer curve costs as much at its quantiles
			out.Producers -= wider*climb(curve, o.Output[i]/wider) - climb(curve, m.out0[i])
		}
	}
	for i := range m.Net.Lanes {
		l := &m.Net.Lanes[i]
		y, y0 := o.Flow[i], m.flow0[i]
		rate := find(p.Tariffs, i, 0)
		gap := m.carry(i)*o.Price[l.To] - o.Price[l.From]*(1+rate)
		gap0 := m.carry(i)*m.P0[l.To] - m.P0[l.From]
		out.Carriers += gap*y - gap0*y0 - (climb(m.laneTreads[i], y) - climb(m.laneTreads[i], y0))
		base := l.Ref.Tariff.Or(0)
		out.State += rate*o.Price[l.From]*y + base*(o.Price[l.From]*y-m.P0[l.From]*y0)
	}
	return out
}

// margins is a site's own margin at some prices, without its alternatives.
func (m *Market) margins(price []float64, site int) (sum float64) {
	for _, c := range m.Net.Sites[site].Coefs {
		sum += c.Tonnes * price[c.Node]
	}
	return sum
}

// Rent is what the next tonne on a lane would earn beyond its cost, USD/kg:
// positive where law or growth holds it back.
func (m *Market) Rent(lane int, o *Outcome) float64 {
	l := &m.Net.Lanes[lane]
	cost := m.cost[lane] + m.Par.Step*m.P0[l.From]
	if m.flow0[lane] == 0 {
		cost = m.cost[lane]
	}
	return math.Max(0, m.carry(lane)*o.Price[l.To]-o.Price[l.From]-cost)
}

// Scarcity is what a tonne more of capacity would earn at a site beyond the
// dearest step of its curve, USD/kg: positive where capacity, a ramp or a
// closure holds it back.
func (m *Market) Scarcity(site int, o *Outcome) float64 {
	if m.Net.Sites[site].AltOf >= 0 {
		return 0
	}
	curve := m.siteTreads[site]
	if len(m.plantTreads[site]) > 0 {
		curve = m.plantTreads[site]
	}
	at := curve[0].value
	q := o.Output[site]
	for _, t := range curve {
		if q <= 1e-9*m.cap0[site] {
			break
		}
		at = t.value
		q -= t.width
	}
	return math.Max(0, m.margins(o.Price, site)-at)
}
