package study

import (
	"math"
	"sort"

	"adit"
	"adit/chain"
	"adit/market"
	"adit/stress"
)

// view is one component of a run: its futures, its baseline, and where the
// restricted market lies.
type view struct {
	*run
	part   *stress.Part
	calm   []*stress.Record // one per period
	market *market.Market
	net    *chain.Network
	inside string // place whose dispatch the run's measures limit; "" when none does
	chain  string // chain those measures limit; "" when none does
}

// views lists the components of the run, those that lose most first, then
// those with most at stake.
func (r *run) views() []*view {
	var out []*view
	for i, p := range r.event.Parts {
		v := &view{run: r, part: p, market: p.Market, net: p.Market.Net}
		if i < len(r.calm.Parts) {
			v.calm = r.calm.Parts[i].Draws[0]
		}
		v.inside, v.chain = v.restricted()
		out = append(out, v)
	}
	rank := func(v *view) float64 {
		return v.totalLoss().mean + 1e-9*v.worth()
	}
	sort.SliceStable(out, func(i, j int) bool { return rank(out[i]) > rank(out[j]) })
	return out
}

// worth is the output that hangs on the component, thousand USD a period.
func (v *view) worth() (sum float64) {
	for i := range v.net.Uses {
		if !v.host(v.net.Uses[i].Node) {
			sum += v.market.BaseUse(i) * v.stake(i)
		}
	}
	return sum
}

// totalLoss is the output a draw loses over the run, million USD.
func (v *view) totalLoss() spread {
	return overDraws(v.part, func(d []*stress.Record) float64 {
		sum := 0.0
		for _, r := range d {
			sum += v.loss(r)
		}
		return sum
	})
}

// host reports whether a node is part of the component, not of the chain the
// view tells of: where measures limit one chain, a node of another, such as
// aluminium beside gallium; elsewhere the main product of a plant that others
// are by-products of, such as alumina.
func (v *view) host(node int) bool {
	if v.chain != "" {
		return v.net.Nodes[node].Material.Chain != v.chain
	}
	for i := range v.net.Sites {
		if h := v.net.Sites[i].Host; h >= 0 && v.net.Nodes[v.net.Sites[h].Main()].Material == v.net.Nodes[node].Material {
			return true
		}
	}
	return false
}

// restricted returns the place whose lanes the measures in force in the run
// bind, and the chain of what they bind there, both by base value carried.
func (v *view) restricted() (place, chain string) {
	places, chains := map[string]float64{}, map[[2]string]float64{}
	last := v.grid.Span(v.grid.Len() - 1).To
	for t := range v.grid.Len() {
		day := v.grid.Span(t).To
		for i := range v.net.Lanes {
			l := &v.net.Lanes[i]
			for _, b := range v.book.Bites(l.Ref.Material, l.Ref.From, l.Ref.To, day, last) {
				if !b.Transferor && b.Measure.Kind != adit.Tariff {
					worth := l.Base * v.market.P0[l.From]
					places[l.Ref.From] += worth
					chains[[2]string{l.Ref.From, v.net.Nodes[l.From].Material.Chain}] += worth
				}
			}
		}
	}
	best := 0.0
	for p, w := range places {
		if w > best || w == best && p < place {
			best, place = w, p
		}
	}
	best = 0
	for k, w := range chains {
		if k[0] == place && (w > best || w == best && k[1] < chain) {
			best, chain = w, k[1]
		}
	}
	return place, chain
}

// priced is a material whose price splits: in the restricted market and outside.
type priced struct {
	material string
	name     string
	in       int       // node inside; -1: none
	out      []int     // nodes outside
	weight   []float64 // their base throughput, summing to 1
	value    float64   // base value of the flow from inside to outside, USD thousand a year
}

// split lists the materials of the chain traded both inside and outside the
// restricted place, the most valuable trade first.
func (v *view) split() []priced {
	var out []priced
	for _, m := range v.net.Materials() {
		if !v.tells(m) {
			continue
		}
		p := priced{material: m, in: v.net.Node(m, v.inside)}
		total := 0.0
		for i := range v.net.Nodes {
			n := &v.net.Nodes[i]
			if n.Material.ID != m {
				continue
			}
			p.name = upper(n.Material.Name)
			if n.Place != v.inside && n.Through > 0 {
				p.out = append(p.out, i)
				p.weight = append(p.weight, n.Through)
				total += n.Through
			}
		}
		for i := range p.weight {
			p.weight[i] /= total
		}
		for i := range v.net.Lanes {
			l := &v.net.Lanes[i]
			if l.Ref.Material == m && l.Ref.From == v.inside {
				p.value += l.Base * v.market.P0[l.From]
			}
		}
		if p.in >= 0 && len(p.out) > 0 && p.value > 0 {
			out = append(out, p)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].value > out[j].value })
	return out
}

// outside returns the mean price outside, weighted by base throughput, USD/kg.
func (p *priced) outside(r *stress.Record) float64 {
	sum := 0.0
	for k, n := range p.out {
		sum += p.weight[k] * r.Price[n]
	}
	return sum
}

// insidePrice returns the price in the restricted market, USD/kg.
func (p *priced) insidePrice(r *stress.Record) float64 { return r.Price[p.in] }

// ratio returns outside over inside price.
func (p *priced) ratio(r *stress.Record) float64 { return p.outside(r) / p.insidePrice(r) }

// unmet returns the core demand not served in a period, t.
func unmet(r *stress.Record) float64 {
	sum := 0.0
	for _, x := range r.CoreUnmet {
		sum += x
	}
	return sum
}

// loss returns the output lost to shortage in a period, million USD: core
// demand unmet times value at stake. (t × USD/kg = thousand USD.)
func (v *view) loss(r *stress.Record) float64 {
	sum := 0.0
	for i := range v.net.Uses {
		sum += r.CoreUnmet[i] * v.stake(i) / 1000
	}
	return sum
}

// stake returns a use's value at stake, USD/kg.
func (v *view) stake(use int) float64 { return v.net.Uses[use].Ref.ValueAtStake.Or(0) }

// positionOutside returns stock plus goods in transit of a material outside
// the restricted place, t.
func (v *view) positionOutside(material string, r *stress.Record) float64 {
	sum := 0.0
	for i := range v.net.Nodes {
		if n := &v.net.Nodes[i]; n.Material.ID == material && n.Place != v.inside {
			sum += r.Position[i]
		}
	}
	return sum
}

// firstShortage returns the first period in which more than a thousandth of
// the base demand is core demand unmet, or the number of periods.
func (v *view) firstShortage(d []*stress.Record) int {
	for t, r := range d {
		for i, x := range r.CoreUnmet {
			if x > 1e-3*v.market.BaseUse(i) {
				return t
			}
		}
	}
	return len(d)
}

func maximum(d []*stress.Record, f func(r *stress.Record) float64) float64 {
	best := math.Inf(-1)
	for _, r := range d {
		best = math.Max(best, f(r))
	}
	return best
}

// positionShare returns the position of a material outside as a share of base.
func positionShare(v *view, material string, base float64) func(r *stress.Record) float64 {
	return func(r *stress.Record) float64 { return v.positionOutside(material, r) / base }
}

// tells reports whether a material is of the chain the view tells of.
func (v *view) tells(material string) bool {
	for i := range v.net.Nodes {
		if m := v.net.Nodes[i].Material; m.ID == material {
			return v.chain == "" || m.Chain == v.chain
		}
	}
	return false
}

// id returns a short key of the component for table names: the chain that
// measures limit, or else the one most of its nodes belong to.
func (v *view) id() string {
	if v.chain != "" {
		return v.chain
	}
	count := map[string]int{}
	best := ""
	for i := range v.net.Nodes {
		c := v.net.Nodes[i].Material.Chain
		if count[c]++; best == "" || count[c] > count[best] {
			best = c
		}
	}
	return best
}
