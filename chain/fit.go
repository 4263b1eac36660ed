package chain

import "math"

// Cell is one possible flow of a proportional fit, from a row to a column.
type Cell struct {
	Row, Col int
	Seed     float64 // relative size before fitting, > 0
	Value    float64 // result
}

// Fit scales the seeds of the cells so that rows and columns sum to their
// totals, alternately (RAS: Deming & Stephan 1940; Bacharach 1970). Columns
// are first scaled to the sum of the rows. Where the pattern of cells admits no
// exact fit the last iterate is returned: reconciliation settles the rest. It
// returns the largest relative gap of a row.
func Fit(rows, cols []float64, cells []Cell) float64 {
	sum := func(v []float64) (s float64) {
		for _, x := range v {
			s += x
		}
		return s
	}
	scale := 1.0
	if c := sum(cols); c > 0 {
		scale = sum(rows) / c
	}
	for i := range cells {
		cells[i].Value = cells[i].Seed
	}
	total := make([]float64, max(len(rows), len(cols)))
	half := func(target []float64, key func(*Cell) int, k float64) float64 {
		clear(total)
		for i := range cells {
			total[key(&cells[i])] += cells[i].Value
		}
		gap := 0.0
		for i := range cells {
			j := key(&cells[i])
			if total[j] > 0 {
				f := k * target[j] / total[j]
				cells[i].Value *= f
				if target[j] > 0 {
					gap = max(gap, math.Abs(f-1))
				}
			}
		}
		return gap
	}
	gap := math.Inf(1)
	for range fitRounds {
		half(cols, func(c *Cell) int { return c.Col }, scale)
		if gap = half(rows, func(c *Cell) int { return c.Row }, 1); gap < 1e-10 {
			break
		}
	}
	return gap
}

// fitRounds is enough for patterns that converge slowly (few ways round, seeds
// far from the result); one without an exact fit uses them all.
const fitRounds = 5000

// homeSeed is the seed of material staying where it is made, against 1 for a
// lane abroad: assumed, it says that a plant is fed from its own country first.
const homeSeed = 5

// fitLanes derives the flow of every lane without data, material by material:
// supply and demand of each place, less what statistics already say flows, are
// fitted over the lanes left and over staying at home.
func (n *Network) fitLanes() {
	supply, demand := make([]float64, len(n.Nodes)), make([]float64, len(n.Nodes))
	for _, s := range n.Sites {
		for _, c := range s.Coefs {
			if c.Tonnes > 0 {
				supply[c.Node] += c.Tonnes * s.Base
			} else {
				demand[c.Node] -= c.Tonnes * s.Base
			}
		}
	}
	for _, u := range n.Uses {
		demand[u.Node] += u.Base
	}
	known := func(l *Lane) bool { return l.Ref.Flow.Given() }
	for i := range n.Lanes {
		l := &n.Lanes[i]
		if !known(l) && l.Ref.Share.Given() {
			l.Base = l.Ref.Share.Value * max(0, demand[l.To]-supply[l.To])
		}
	}
	rows, cols := append([]float64(nil), supply...), append([]float64(nil), demand...)
	for i := range n.Lanes {
		if l := &n.Lanes[i]; known(l) || l.Ref.Share.Given() {
			rows[l.From] -= l.Base
			cols[l.To] -= l.Base * (1 - l.Loss)
		}
	}
	floor := func(v, whole []float64) {
		for i := range v {
			v[i] = max(v[i], 0.01*whole[i])
		}
	}
	// A hub passes goods on: what it sends out beyond its own supply it takes in.
	for i := range rows {
		if rows[i] < 0 {
			cols[i] -= rows[i]
		}
		if cols[i] < 0 {
			rows[i] -= cols[i]
		}
	}
	floor(rows, supply)
	floor(cols, demand)
	for _, m := range n.Materials() {
		var cells []Cell
		var lane []int
		for i := range n.Lanes {
			if l := &n.Lanes[i]; l.Ref.Material == m && !known(l) && !l.Ref.Share.Given() {
				cells = append(cells, Cell{Row: l.From, Col: l.To, Seed: 1})
				lane = append(lane, i)
			}
		}
		r, c := make([]float64, len(n.Nodes)), make([]float64, len(n.Nodes))
		for i := range n.Nodes {
			if n.Nodes[i].Material.ID != m {
				continue
			}
			r[i], c[i] = rows[i], cols[i]
			if supply[i] > 0 && demand[i] > 0 {
				cells = append(cells, Cell{Row: i, Col: i, Seed: homeSeed})
				lane = append(lane, -1)
			}
		}
		if len(cells) == 0 {
			continue
		}
		Fit(r, c, cells)
		for k, i := range lane {
			if i >= 0 {
				n.Lanes[i].Base = cells[k].Value
			}
		}
	}
}
