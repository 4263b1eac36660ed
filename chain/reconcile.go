package chain

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"adit"
	"adit/lp"
)

// Move is what reconciliation did to one quantity.
type Move struct {
	Kind       string  // site, lane or use
	ID         string  // site id, lane name or use id
	Material   string  // material id
	Given      float64 // t/y before: the table's figure, or the fitted flow
	Reconciled float64 // t/y after
	Low, High  float64 // bound, t/y; both zero for fitted flows, which have none
	Fitted     bool    // no statistic gives it
	Confidence adit.Confidence
	Where      adit.Where
}

// Change returns the move relative to the given value.
func (m Move) Change() float64 {
	if m.Given == 0 {
		return 0
	}
	return m.Reconciled/m.Given - 1
}

// Beyond reports whether the move left its bound by more than rounding.
func (m Move) Beyond() bool {
	slack := 1e-6 * (math.Abs(m.Given) + m.High)
	return !m.Fitted && (m.Reconciled < m.Low-slack || m.Reconciled > m.High+slack)
}

// term is what one tonne of a quantity adds to a node's balance.
type term struct {
	node int
	coef float64
}

// deviations are the treads that stand for the square of a deviation measured
// in half-widths of its bound; the slope of a tread is that of the chord, so
// that the linear program makes the smallest weighted change (weights 1/width²).
var deviations = [...]float64{0, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 5, 1e6}

// fittedWeight makes fitted flows give way before statistics do.
const fittedWeight = 0.01

// Reconcile derives the lanes without data and then moves sites, lanes and
// uses as little as their bounds allow so that every node balances in the base
// year, and writes the result into the network. It returns every move, in table
// order, and a problem for each one beyond its bound or for nodes that cannot
// balance at all.
func (n *Network) Reconcile(ctx context.Context, solver lp.Solver) ([]Move, adit.Problems, error) {
	n.fitLanes()
	var moves []Move
	problems := n.stranded()
	if problems.Errors() != nil {
		return nil, problems, nil
	}
	p := lp.NewProgram()
	scale := make([]float64, len(n.Nodes))
	for i := range scale {
		scale[i] = n.nodeScale(i)
	}
	rhs := make([]float64, len(n.Nodes))
	var all [][]term    // per move
	var columns [][]int // per move, its columns: up treads then down treads
	var widths []float64
	entries := func(col int, width float64, terms []term) {
		for _, t := range terms {
			p.Add(t.node, col, t.coef*width/scale[t.node])
		}
	}
	for i := range n.Nodes {
		p.AddRow(n.Nodes[i].Name(), 0, 0)
	}
	add := func(m Move, weight float64, terms []term) {
		width := (m.High - m.Low) / 2
		if m.Fitted {
			width = max(m.Given, 0.05*scale[terms[0].node])
		}
		width = max(width, 1e-6*scale[terms[0].node])
		var cols []int
		for _, sign := range [...]float64{1, -1} {
			side := width
			if !m.Fitted && m.Given > m.Low && m.High > m.Given {
				if side = m.High - m.Given; sign < 0 {
					side = m.Given - m.Low
				}
				side = max(side, 0.05*width)
			}
			left := math.Inf(1)
			if sign < 0 {
				left = m.Given / side
			}
			for k := 1; k < len(deviations); k++ {
				w := min(deviations[k]-deviations[k-1], left)
				left -= w
				col := p.AddColumn(fmt.Sprintf("%s:%s%+d", m.Kind, m.ID, int(sign)*k), weight*(deviations[k]+deviations[k-1]), 0, w)
				var t []term
				for _, x := range terms {
					t = append(t, term{x.node, sign * x.coef})
				}
				entries(col, side, t)
				cols = append(cols, col)
			}
			widths = append(widths, side)
		}
		for _, t := range terms {
			rhs[t.node] -= t.coef * m.Given / scale[t.node]
		}
		columns = append(columns, cols)
		moves = append(moves, m)
		all = append(all, terms)
	}
	for i := range n.Sites {
		s := &n.Sites[i]
		if s.Base <= 0 {
			continue
		}
		low, high := s.Ref.Output.Bounds()
		terms := make([]term, len(s.Coefs))
		for k, c := range s.Coefs {
			terms[k] = term{c.Node, c.Tonnes}
		}
		add(Move{Kind: "site", ID: s.Ref.ID, Material: n.Nodes[s.Main()].Material.ID, Given: s.Base, Low: low, High: high,
			Confidence: s.Ref.Output.Confidence, Where: s.Ref.Row}, 1, terms)
	}
	for i := range n.Lanes {
		l := &n.Lanes[i]
		if l.Base <= 0 && l.Ref.Flow.Given() {
			continue
		}
		m := Move{Kind: "lane", ID: l.Name(), Material: l.Ref.Material, Given: l.Base, Fitted: l.Derived, Confidence: l.Ref.Confidence, Where: l.Ref.Row}
		weight := fittedWeight
		switch {
		case l.Ref.Flow.Given():
			m.Low, m.High = l.Ref.Flow.Bounds()
			weight = 1
		case l.Ref.Share.Given():
			share := l.Ref.Share
			low, high := share.Bounds()
			if share.Value > 0 {
				m.Low, m.High = l.Base*low/share.Value, l.Base*high/share.Value
			}
			weight, m.Fitted, m.Confidence = 0.1, true, adit.Derived
		}
		add(m, weight, []term{{l.From, -1}, {l.To, 1 - l.Loss}})
	}
	for i := range n.Uses {
		u := &n.Uses[i]
		low, high := u.Ref.Quantity.Bounds()
		add(Move{Kind: "use", ID: u.Ref.ID, Material: u.Ref.Material, Given: u.Base, Low: low, High: high,
			Confidence: u.Ref.Quantity.Confidence, Where: u.Ref.Row}, 1, []term{{u.Node, -1}})
	}
	for i := range rhs {
		p.SetRowBounds(i, rhs[i], rhs[i])
	}
	model, err := solver.Open(p)
	if err != nil {
		return nil, problems, err
	}
	defer model.Close()
	sol, err := model.Solve(ctx)
	var infeasible *lp.InfeasibleError
	if errors.As(err, &infeasible) {
		problems.Add("node-cannot-balance", adit.Where{File: "lanes.csv"}, "add a lane, a site or a use so that each of these nodes has a source and a sink",
			"no quantities balance %s", strings.Join(infeasible.Rows, ", "))
		return nil, problems, nil
	}
	if err != nil {
		return nil, problems, fmt.Errorf("reconciliation: %w", err)
	}
	for i := range moves {
		half := len(deviations) - 1
		x := moves[i].Given
		for k, col := range columns[i] {
			if k < half {
				x += widths[2*i] * sol.Primal[col]
			} else {
				x -= widths[2*i+1] * sol.Primal[col]
			}
		}
		if moves[i].Reconciled = max(0, x); x < 1e-12*moves[i].Given {
			moves[i].Reconciled = 0 // what arithmetic leaves of all of it
		}
		// Flows too small to matter count as not in use.
		if moves[i].Kind == "lane" && x < 1e-7*scale[all[i][1].node] {
			moves[i].Reconciled = 0
		}
	}
	settle(moves, all, scale)
	n.take(moves)
	n.setThrough()
	for _, m := range moves {
		if m.Beyond() {
			problems.Add("imbalance-beyond-bound", m.Where, "give the figure a wider range, or correct it or one that feeds the same node",
				"%s %s must move from %.4g to %.4g t/y for the chain to balance, beyond its bound %.4g to %.4g",
				m.Kind, m.ID, m.Given, m.Reconciled, m.Low, m.High)
		}
	}
	return moves, problems, nil
}

// stranded names the figures that could only balance at zero: a use or a
// plant's input that nothing in the base can supply, and a product that nothing
// takes. Said here, since the program would say it as an absurdly large move.
func (n *Network) stranded() adit.Problems {
	source, sink := make([]bool, len(n.Nodes)), make([]bool, len(n.Nodes))
	for i := range n.Sites {
		for _, c := range n.Sites[i].Coefs {
			if n.Sites[i].Base > 0 {
				source[c.Node] = source[c.Node] || c.Tonnes > 0
				sink[c.Node] = sink[c.Node] || c.Tonnes < 0
			}
		}
	}
	for i := range n.Uses {
		sink[n.Uses[i].Node] = true
	}
	for changed := true; changed; {
		changed = false
		for i := range n.Lanes {
			l := &n.Lanes[i]
			if l.Ref.Flow.Given() && l.Base <= 0 {
				continue // not in use
			}
			if source[l.From] && !source[l.To] {
				source[l.To], changed = true, true
			}
			if sink[l.To] && !sink[l.From] {
				sink[l.From], changed = true, true
			}
		}
	}
	var problems adit.Problems
	lacks := func(node int, where adit.Where, what, wants string) {
		problems.Add("node-cannot-balance", where, "add a lane, a site or a use, or give a lane that stands at 0 a flow",
			"%s cannot balance: %s and %s", n.Nodes[node].Name(), what, wants)
	}
	for i := range n.Sites {
		s := &n.Sites[i]
		for _, c := range s.Coefs {
			switch {
			case s.Base <= 0:
			case c.Tonnes < 0 && !source[c.Node]:
				lacks(c.Node, s.Ref.Row, "site "+s.Ref.ID+" draws on it", "nothing in the base fills it")
			case c.Tonnes > 0 && !sink[c.Node]:
				lacks(c.Node, s.Ref.Row, "site "+s.Ref.ID+" delivers to it", "nothing in the base empties it")
			}
		}
	}
	for i := range n.Uses {
		if u := &n.Uses[i]; !source[u.Node] {
			lacks(u.Node, u.Ref.Row, "use "+u.Ref.ID+" draws on it", "nothing in the base fills it")
		}
	}
	return problems
}

// nodeScale returns a typical size of a node's flows (t/y), for row scaling.
func (n *Network) nodeScale(i int) float64 {
	size := 0.0
	for _, s := range n.Sites {
		for _, c := range s.Coefs {
			if c.Node == i {
				size += math.Abs(c.Tonnes) * s.Base
			}
		}
	}
	for _, u := range n.Uses {
		if u.Node == i {
			size += u.Base
		}
	}
	for _, l := range n.Lanes {
		if l.From == i || l.To == i {
			size += l.Base
		}
	}
	return max(size, 1e-3)
}

// take writes reconciled quantities back.
func (n *Network) take(moves []Move) {
	k := 0
	next := func() float64 { m := moves[k]; k++; return m.Reconciled }
	for i := range n.Sites {
		if s := &n.Sites[i]; s.Base > 0 {
			s.Base = next()
			s.Capacity = max(s.Capacity, s.Base)
		}
	}
	for i := range n.Lanes {
		if l := &n.Lanes[i]; l.Base > 0 || !l.Ref.Flow.Given() {
			l.Base = next()
		}
	}
	for i := range n.Uses {
		n.Uses[i].Base = next()
	}
}
