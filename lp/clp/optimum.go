//go:build clp && cgo

package clp

/*
#include <coin/Clp_C_Interface.h>
*/
import "C"

import (
	"math"
	"unsafe"

	"adit/lp"
)

// readSolution copies what CLP calls the optimum.
func (m *model) readSolution(s *lp.Solution) {
	n := m.NumColumns
	all := make([]float64, 2*n+m.NumRows) // one allocation for the three
	s.Primal, s.ReducedCost, s.Dual = all[:n:n], all[n:2*n:2*n], all[2*n:]
	s.Objective = float64(C.Clp_objectiveValue(m.clp))
	copyFrom(s.Primal, C.Clp_primalColumnSolution(m.clp))
	copyFrom(s.ReducedCost, C.Clp_dualColumnSolution(m.clp))
	copyFrom(s.Dual, C.Clp_dualRowSolution(m.clp))
}

func copyFrom(to []float64, from *C.double) {
	copy(to, unsafe.Slice((*float64)(unsafe.Pointer(from)), len(to)))
}

// off is how far, relative to the numbers compared, a point may be from what it
// should be: ten times CLP's tolerance, which holds in the scaled program.
const off = 1e-6

// sound says whether a solution proves itself optimal: rows and bounds hold,
// and each dual and reduced cost pushes against a bound. It takes about a
// hundredth of a hot solve.
func (m *model) sound(s *lp.Solution) bool {
	if m.activity == nil {
		m.activity = make([]float64, m.NumRows)
	}
	clear(m.activity)
	for j, x := range s.Primal {
		reduced, size := m.Cost[j], math.Abs(m.Cost[j])
		for k := m.Matrix.Start[j]; k < m.Matrix.Start[j+1]; k++ {
			i, coef := m.Matrix.Index[k], m.Matrix.Value[k]
			m.activity[i] += coef * x
			part := coef * s.Dual[i]
			reduced -= part
			size += math.Abs(part)
		}
		if !rests(x, m.ColumnLower[j], m.ColumnUpper[j], reduced, size) {
			return false
		}
	}
	for i, x := range m.activity {
		if !rests(x, m.RowLower[i], m.RowUpper[i], s.Dual[i], 0) {
			return false
		}
	}
	return true
}

// rests says whether x lies within its bounds, and at the one that push (of
// numbers of that size) holds it to.
func rests(x, lower, upper, push, size float64) bool {
	slack := off * (1 + size)
	switch {
	case x < lower:
		return near(x, lower) && (push >= -slack || near(x, upper))
	case x > upper:
		return near(x, upper) && (push <= slack || near(x, lower))
	case push > slack:
		return near(x, lower)
	case push < -slack:
		return near(x, upper)
	}
	return !math.IsNaN(x + push)
}

func near(a, b float64) bool {
	return math.Abs(a-b) <= off*(1+min(math.Abs(a), math.Abs(b)))
}
