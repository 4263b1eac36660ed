//go:build clp && cgo

package clp

/*
#include <coin/Clp_C_Interface.h>
*/
import "C"

import (
	"context"

	"adit/lp"
)

// Statuses of CLP.
const (
	clpOptimal    = 0
	clpInfeasible = 1
	clpUnbounded  = 2
	clpStopped    = 3
)

// Modes of scaling.
const (
	noScaling   = 0
	autoScaling = 3 // CLP's own default
)

// run takes the dual simplex from the basis at hand, since changed bounds leave
// it feasible. Only an optimum is believed, and only after [model.sound]: with
// free columns CLP 1.17's dual simplex calls feasible programs infeasible, its
// primal one unbounded programs infeasible, and either an unbounded one optimal
// (each about once in a thousand random programs); and on the shipped world it
// ends once or twice in a thousand solves beside the tolerances it calls kept. The primal simplex without
// costs was right on all of them, and from a point found like that it can only
// end at an optimum or with a way down for ever; so that decides, with scaling
// and, after numerical trouble, without. The roads are the same each time:
// results depend on the data and the basis alone.
func (m *model) run(ctx context.Context, s *lp.Solution) lp.Status {
	m.simplex(s, false)
	if verdict := m.verdict(ctx, s); verdict != lp.Unknown {
		return verdict
	}
	defer C.Clp_scaling(m.clp, autoScaling)
	for _, scale := range []C.int{autoScaling, noScaling} {
		C.Clp_scaling(m.clp, scale)
		m.findPoint(s)
		switch C.Clp_status(m.clp) {
		case clpInfeasible:
			return lp.Infeasible
		case clpStopped:
			return m.stopped(ctx)
		case clpOptimal:
			m.simplex(s, true)
			if verdict := m.verdict(ctx, s); verdict != lp.Unknown {
				return verdict
			}
			if C.Clp_status(m.clp) == clpUnbounded {
				return lp.Unbounded
			}
		}
	}
	return lp.Unknown
}

// verdict is what can be said after any run: that it is at an optimum, or was
// stopped.
func (m *model) verdict(ctx context.Context, s *lp.Solution) lp.Status {
	switch C.Clp_status(m.clp) {
	case clpOptimal:
		if m.readSolution(s); m.sound(s) {
			return lp.Optimal
		}
	case clpStopped:
		return m.stopped(ctx)
	}
	return lp.Unknown
}

func (m *model) stopped(ctx context.Context) lp.Status {
	if m.ended(ctx) {
		return lp.Cancelled
	}
	return lp.Limit
}

// simplex is one call of CLP, counted.
func (m *model) simplex(s *lp.Solution, primal bool) {
	if primal {
		C.Clp_primal(m.clp, 0)
	} else {
		C.Clp_dual(m.clp, 0)
	}
	s.Iterations += int(C.Clp_numberIterations(m.clp))
}

// findPoint looks for any point, from the slack basis.
func (m *model) findPoint(s *lp.Solution) {
	m.slack()
	C.Clp_chgObjCoefficients(m.clp, floats(make([]float64, m.NumColumns)))
	m.simplex(s, true)
	C.Clp_chgObjCoefficients(m.clp, floats(m.Cost))
}

// slack sets the basis of no column.
func (m *model) slack() {
	b := &lp.Basis{Columns: make([]lp.BasisStatus, m.NumColumns), Rows: make([]lp.BasisStatus, m.NumRows)}
	for i := range b.Rows {
		b.Rows[i] = lp.Basic
	}
	m.writeBasis(b)
}
