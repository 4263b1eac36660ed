package highs

import (
	"context"

	"adit/lp"
	"adit/lp/internal/mirror"
)

// blame explains why the program, just found infeasible, is so. Failing to
// explain is no failure: it then names fewer rows, or more than needed.
func (m *model) blame(ctx context.Context) error {
	return m.Names(m.contradiction(ctx))
}

func (m *model) contradiction(ctx context.Context) []int {
	all := m.AllRows()
	if m.Integer == nil {
		if rows := m.rayRows(ctx); len(rows) > 0 {
			return m.Reduce(ctx, rows, false, mirror.FilterRows, m.solver.trial)
		}
		return m.Reduce(ctx, all, false, mirror.FilterRows, m.solver.trial)
	}
	// Is it infeasible even without the integers? Its ray then says why.
	relaxed, err := m.solver.open(m.Part(all, false))
	if err != nil {
		return nil
	}
	defer relaxed.in.close()
	if s, err := relaxed.minimise(ctx); err == nil && s.Status == lp.Infeasible {
		return m.Reduce(ctx, relaxed.rayRows(ctx), false, mirror.FilterRows, m.solver.trial)
	}
	if len(all) > mirror.FilterIntegerRows {
		return nil
	}
	return m.Reduce(ctx, all, true, mirror.FilterIntegerRows, m.solver.trial)
}

// rayRows are the rows of HiGHS's proof.
func (m *model) rayRows(ctx context.Context) []int {
	if m.NumRows == 0 {
		return nil
	}
	if err := m.do(ctx, fDualRay, m.highs, uint64(m.word), uint64(m.floatsRows)); err != nil || m.in.int(m.word) == 0 {
		return nil
	}
	ray := make([]float64, m.NumRows)
	m.in.floats(m.floatsRows, ray)
	return mirror.Proof(ray)
}

// trial opens a model for [mirror.Mirror.Reduce], for those who hold the lock.
func (s *Solver) trial(p *lp.Program) (mirror.Trial, error) {
	m, err := s.open(p)
	if err != nil {
		return nil, err
	}
	return trial{m}, nil
}

type trial struct{ *model }

func (t trial) Infeasible(ctx context.Context) (bool, error) {
	s, err := t.minimise(ctx)
	if err != nil {
		return false, err
	}
	if s.Status == lp.Cancelled {
		return false, context.Canceled
	}
	return s.Status == lp.Infeasible, nil
}

func (t trial) Free() { t.in.close() }
