//go:build clp && cgo

package clp

import (
	"math"

	"adit/lp"
)

// apart solves a program without entries, which CLP does not take: each column
// goes to the bound its cost likes.
func (m *model) apart(s *lp.Solution) {
	s.Primal, s.ReducedCost, s.Dual = make([]float64, m.NumColumns), make([]float64, m.NumColumns), make([]float64, m.NumRows)
	for j, cost := range m.Cost {
		lower, upper := m.ColumnLower[j], m.ColumnUpper[j]
		x := min(max(lower, 0), upper)
		switch {
		case cost > 0:
			x = lower
		case cost < 0:
			x = upper
		}
		if math.IsInf(x, 0) {
			*s = lp.Solution{Status: lp.Unbounded}
			return
		}
		s.Primal[j], s.ReducedCost[j] = x, cost
		s.Objective += cost * x
	}
	s.Status = lp.Optimal
}
