//go:build clp && cgo

package clp

/*
#include <coin/Clp_C_Interface.h>
*/
import "C"

import (
	"context"

	"adit/lp"
	"adit/lp/internal/mirror"
)

// blame explains why the program, just found infeasible, is so. Failing to
// explain is no failure: it then names fewer rows, or more than needed.
func (m *model) blame(ctx context.Context) error {
	rows := m.rayRows()
	if len(rows) > 0 {
		// A ray that proves nothing leaves no row.
		rows = m.Reduce(ctx, rows, false, mirror.FilterRows, m.solver.trial)
	}
	if len(rows) == 0 {
		rows = m.Reduce(ctx, m.AllRows(), false, mirror.FilterRows, m.solver.trial)
	}
	return m.Names(rows)
}

// rayRows are the rows of CLP's proof, if it has one.
func (m *model) rayRows() []int {
	if m.clp == nil {
		return nil
	}
	at := C.Clp_infeasibilityRay(m.clp)
	if at == nil {
		return nil
	}
	defer C.Clp_freeRay(m.clp, at)
	ray := make([]float64, m.NumRows)
	copyFrom(ray, at)
	return mirror.Proof(ray)
}

// trial opens a model for [mirror.Mirror.Reduce], for those who hold the lock.
func (s *solver) trial(p *lp.Program) (mirror.Trial, error) {
	m, err := s.open(p)
	if err != nil {
		return nil, err
	}
	return trial{m}, nil
}

type trial struct{ *model }

func (t trial) Infeasible(ctx context.Context) (bool, error) {
	switch s := t.minimise(ctx); s.Status {
	case lp.Cancelled:
		return false, context.Canceled
	case lp.Unknown, lp.Limit:
		return false, lp.ErrNumerical
	default:
		return s.Status == lp.Infeasible, nil
	}
}

func (t trial) Free() { t.free() }
