//go:build clp && cgo

package clp

/*
#include <coin/Clp_C_Interface.h>
*/
import "C"

import (
	"context"
	"time"

	"adit/lp"
	"adit/lp/internal/mirror"
)

// Solve implements [lp.Model].
func (m *model) Solve(ctx context.Context) (*lp.Solution, error) {
	m.solver.mu.RLock()
	defer m.solver.mu.RUnlock()
	if err := m.usable(); err != nil {
		return nil, err
	}
	if e := m.Crossed(); e != nil {
		return &lp.Solution{Status: lp.Infeasible}, e
	}
	s := m.minimise(ctx)
	return s, mirror.Failure(ctx, s.Status, m.blame, m.solver.closed())
}

// minimise runs CLP; a verdict other than Optimal is no error here.
func (m *model) minimise(ctx context.Context) *lp.Solution {
	s := &lp.Solution{}
	if m.ended(ctx) {
		m.forget()
		s.Status = lp.Cancelled
		return s
	}
	if m.NumRows == 0 || len(m.Matrix.Index) == 0 {
		m.forget()
		m.apart(s)
		return s
	}
	if m.clp == nil {
		m.load()
	} else {
		m.flush()
	}
	done := m.watch(ctx)
	began := time.Now()
	s.Status = m.run(ctx, s)
	s.SolveTime = time.Since(began)
	done()
	switch s.Status {
	case lp.Optimal:
		m.hot = true
	case lp.Infeasible, lp.Unbounded, lp.Limit:
		m.hot = false
	default:
		// Where it stopped depends on the clock; nothing may follow from it.
		m.forget()
	}
	if s.Status != lp.Optimal {
		s.Objective, s.Primal, s.Dual, s.ReducedCost = 0, nil, nil, nil // of a road that led nowhere
	}
	return s
}

func (m *model) ended(ctx context.Context) bool { return ctx.Err() != nil || m.solver.closed() }
