package market

import (
	"adit"
	"adit/chain"
)

// basePrices chooses P0 (USD/kg) at every node: a quoted price at its place,
// cost-plus downstream of quoted ones, netback upstream, each then carried
// along base lanes so that δ^lag·(1−loss)·P[b] = P[a] + freight + tariff.
// Where lanes disagree the lane with the larger flow wins and the other keeps
// a wedge. A node no base lane reaches has the mean price of its material.
func basePrices(net *chain.Network, delta func(l int) float64) ([]float64, adit.Problems) {
	b := &pricing{net: net, delta: delta, price: make([]float64, len(net.Nodes)), done: map[string]bool{}}
	materials := net.Materials()
	for progress := true; progress; {
		progress = false
		for _, m := range materials {
			if b.done[m] {
				continue
			}
			if node, p, ok := b.anchor(m); ok {
				b.carry(m, node, p)
				b.done[m], progress = true, true
			}
		}
	}
	for _, m := range materials {
		if !b.done[m] {
			ref := b.material(m)
			b.problems.Add("no-base-price", ref.Row, "quote a price, or give the sites that make or take it a conversion cost and price their other materials",
				"material %s (%s) gets no base price", m, ref.PriceRule)
		}
	}
	return b.price, b.problems
}

type pricing struct {
	net      *chain.Network
	delta    func(l int) float64 // (1−loss)·δ^lag of a lane
	price    []float64
	done     map[string]bool
	problems adit.Problems
}

func (b *pricing) material(id string) *adit.Material {
	for i := range b.net.Nodes {
		if b.net.Nodes[i].Material.ID == id {
			return b.net.Nodes[i].Material
		}
	}
	return nil
}

// anchor returns the node and price a material starts from, once the prices it
// depends on are known.
func (b *pricing) anchor(m string) (node int, price float64, ok bool) {
	ref := b.material(m)
	if ref.PriceRule == adit.Quoted {
		node = b.net.Node(m, ref.PricePlace)
		if node < 0 || !ref.Price.Known() {
			b.done[m] = true
			b.problems.Add("no-base-price", ref.Row, "quote it in a place where it is made, carried or used",
				"material %s is quoted in %q, where it has no node", m, ref.PricePlace)
			return 0, 0, false
		}
		return node, ref.Price.Value, true
	}
	best := 0.0 // the largest such plant speaks for all, once its own prices are known
	for i := range b.net.Sites {
		s := &b.net.Sites[i]
		if s.AltOf >= 0 {
			continue
		}
		for k, c := range s.Coefs {
			if b.net.Nodes[c.Node].Material.ID != m {
				continue
			}
			makes := k == 0 && ref.PriceRule == adit.CostPlus
			takes := c.Tonnes < 0 && ref.PriceRule == adit.Netback
			size := s.Base * max(c.Tonnes, -c.Tonnes)
			if !(makes || takes) || size <= best || !s.Ref.Cost.Given() {
				continue
			}
			rest := 0.0 // value of the other products less that of the other inputs
			known := true
			for j, o := range s.Coefs {
				if j != k {
					rest += o.Tonnes * b.price[o.Node]
					known = known && b.done[b.net.Nodes[o.Node].Material.ID]
				}
			}
			cost := s.Ref.Cost.Or(0)
			p := cost - rest
			if takes {
				p = (rest - cost) / -c.Tonnes
			}
			best, node, price, ok = size, c.Node, p, known
		}
	}
	return node, price, ok
}

// carry spreads a price from a node over the base lanes of its material, the
// largest flow first, and gives the mean to nodes no lane reaches.
func (b *pricing) carry(m string, node int, p float64) {
	reached := map[int]bool{node: true}
	b.price[node] = p
	for {
		best, next, price := 0.0, -1, 0.0
		for i := range b.net.Lanes {
			l := &b.net.Lanes[i]
			if l.Ref.Material != m || l.Base <= best || reached[l.From] == reached[l.To] {
				continue
			}
			freight, tariff := l.Ref.Freight.Or(0), 1+l.Ref.Tariff.Or(0)
			best = l.Base
			if reached[l.From] {
				next, price = l.To, (b.price[l.From]*tariff+freight)/b.delta(i)
			} else {
				next, price = l.From, (b.price[l.To]*b.delta(i)-freight)/tariff
			}
		}
		if next < 0 {
			break
		}
		reached[next], b.price[next] = true, price
	}
	sum := 0.0
	for i := range b.net.Nodes {
		if reached[i] {
			sum += b.price[i]
		}
	}
	for i := range b.net.Nodes {
		if b.net.Nodes[i].Material.ID == m && !reached[i] {
			b.price[i] = sum / float64(len(reached))
		}
	}
}
