package diagnose

import (
	"math"
	"slices"

	"adit"
	"adit/chain"
)

// Trace says, for each node of a balanced network, where what passes through it
// came from, as shares over places: who made the material itself, and whose
// ore it goes back to. Streams are taken to mix at every node, the only thing
// that can be said where nobody follows the single shipment.
type Trace struct {
	Net    *chain.Network
	Places []string // of the shares
	Maker  [][]float64
	Ore    [][]float64
	enters []float64 // t/y into each node, from sites and lanes
	index  map[string]int
}

// traceSteps bounds the passes over the network, traceGap is when shares have
// settled. Each pass carries shares one step down the chain, so that only
// goods that are shipped in circles need more passes than the chain has steps.
const (
	traceSteps = 500
	traceGap   = 1e-10
)

// NewTrace follows the base flows of a reconciled network.
func NewTrace(net *chain.Network) *Trace {
	t := &Trace{Net: net, index: map[string]int{}, enters: make([]float64, len(net.Nodes))}
	for i := range net.Nodes {
		if _, ok := t.index[net.Nodes[i].Place]; !ok {
			t.index[net.Nodes[i].Place] = len(t.Places)
			t.Places = append(t.Places, net.Nodes[i].Place)
		}
	}
	for i := range net.Sites {
		s := &net.Sites[i]
		for _, c := range s.Coefs {
			t.enters[c.Node] += max(0, c.Tonnes*s.Base)
		}
	}
	for i := range net.Lanes {
		t.enters[net.Lanes[i].To] += arrives(&net.Lanes[i])
	}
	t.Maker = t.settle(func(s *chain.Site, _ [][]float64) []float64 { return t.unit(s.Ref.Place) })
	t.Ore = t.settle(t.ore)
	return t
}

func arrives(l *chain.Lane) float64 { return l.Base * (1 - l.Loss) }

// unit is the share vector of one place.
func (t *Trace) unit(place string) []float64 {
	v := make([]float64, len(t.Places))
	if i, ok := t.index[place]; ok {
		v[i] = 1
	}
	return v
}

// settle carries shares along sites and lanes until they no longer move. A site
// gives what origin says its products are.
func (t *Trace) settle(origin func(s *chain.Site, at [][]float64) []float64) [][]float64 {
	n := len(t.Places)
	at := make([][]float64, len(t.Net.Nodes))
	next := make([][]float64, len(at))
	for i := range at {
		at[i], next[i] = make([]float64, n), make([]float64, n)
	}
	blend := func(to []float64, from []float64, weight float64) {
		for p, v := range from {
			to[p] += v * weight
		}
	}
	for range traceSteps {
		for i := range next {
			clear(next[i])
		}
		for i := range t.Net.Sites {
			s := &t.Net.Sites[i]
			if s.Base <= 0 {
				continue
			}
			from := origin(s, at)
			for _, c := range s.Coefs {
				if c.Tonnes > 0 {
					blend(next[c.Node], from, c.Tonnes*s.Base/t.enters[c.Node])
				}
			}
		}
		for i := range t.Net.Lanes {
			l := &t.Net.Lanes[i]
			if a := arrives(l); a > 0 {
				blend(next[l.To], at[l.From], a/t.enters[l.To])
			}
		}
		gap := 0.0
		for i := range next {
			for p := range next[i] {
				gap = max(gap, math.Abs(next[i][p]-at[i][p]))
			}
		}
		at, next = next, at
		if gap < traceGap {
			break
		}
	}
	return at
}

// ore is where the ore of a site's products lies: at the site where nothing
// goes in (a mine, or scrap gathered there), with the host for a by-product,
// else with the inputs, by their tonnes. Reagents are no feed, though they are
// consumed as well.
func (t *Trace) ore(s *chain.Site, at [][]float64) []float64 {
	v := make([]float64, len(t.Places))
	total := 0.0
	for _, c := range s.Coefs {
		if c.Tonnes < 0 && !c.Reagent {
			total -= c.Tonnes
		}
	}
	if total == 0 {
		if s.Host >= 0 {
			return t.ore(&t.Net.Sites[s.Host], at)
		}
		return t.unit(s.Ref.Place)
	}
	for _, c := range s.Coefs {
		if c.Tonnes < 0 && !c.Reagent {
			for p, share := range at[c.Node] {
				v[p] += share * -c.Tonnes / total
			}
		}
	}
	return v
}

// takesFeed reports whether a site works something up, other than the reagents
// it needs for it.
func takesFeed(s *chain.Site) bool {
	return slices.ContainsFunc(s.Coefs, func(c chain.Coef) bool { return c.Tonnes < 0 && !c.Reagent })
}

// reagentsOf lists the chemicals, equipment and licences: materials that
// recipes take as reagents and never as feed.
func reagentsOf(w *adit.World) map[string]bool {
	out := map[string]bool{}
	for _, r := range w.Recipes {
		if r.Role == adit.Reagent {
			out[r.Material] = true
		}
	}
	for _, r := range w.Recipes {
		if r.Role == adit.In {
			delete(out, r.Material)
		}
	}
	return out
}
