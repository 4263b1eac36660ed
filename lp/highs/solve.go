package highs

import (
	"context"
	"time"

	"github.com/tetratelabs/wazero/api"

	"adit/lp"
	"adit/lp/internal/mirror"
)

// HighsModelStatus, as HiGHS numbers it.
const (
	highsEmpty       = 6
	highsOptimal     = 7
	highsInfeasible  = 8
	highsUnbounded   = 10
	highsTimeLimit   = 13
	highsIterations  = 14
	highsSolutions   = 16
	highsMemoryLimit = 18
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
	s, err := m.minimise(ctx)
	if err != nil {
		return nil, err
	}
	return s, mirror.Failure(ctx, s.Status, m.blame, m.solver.closing.Load())
}

func ended(ctx context.Context) bool { return ctx.Err() != nil }

// minimise runs HiGHS. Its error means that the solver failed; a verdict other
// than Optimal is no error here.
func (m *model) minimise(ctx context.Context) (*lp.Solution, error) {
	if ended(ctx) {
		return &lp.Solution{Status: lp.Cancelled}, nil
	}
	if err := m.prepare(ctx); err != nil {
		return nil, err
	}
	s, err := m.run(ctx, m.Integer != nil)
	if err == nil && s.Status == lp.Unknown && m.Integer == nil {
		s, err = m.retry(ctx, s)
	}
	if err != nil {
		return nil, err
	}
	switch s.Status {
	case lp.Optimal:
		m.hot = m.Integer == nil && m.NumRows > 0
	case lp.Cancelled, lp.Unknown:
		// Where it stopped depends on the clock; nothing may follow from it.
		m.start, m.basis, m.hot = true, nil, false
	}
	return s, nil
}

// retry takes other roads, from scratch, after numerical trouble: with presolve
// and, since the trouble is mostly with programs that have no dual point, by
// the primal simplex. The roads are the same each time, so results still depend
// on the data alone.
func (m *model) retry(ctx context.Context, s *lp.Solution) (*lp.Solution, error) {
	const strategy, dual, primal = "simplex_strategy", 1, 4
	for _, road := range []struct {
		presolve bool
		strategy int
	}{{true, dual}, {false, primal}, {true, primal}} {
		took, iterations := s.SolveTime, s.Iterations
		if err := m.forget(ctx); err != nil {
			return nil, err
		}
		if err := m.setOption(ctx, strategy, road.strategy); err != nil {
			return nil, err
		}
		var err error
		if s, err = m.run(ctx, road.presolve); err != nil {
			return nil, err
		}
		if err := m.setOption(ctx, strategy, dual); err != nil {
			return nil, err
		}
		s.SolveTime += took
		s.Iterations += iterations
		if s.Status != lp.Unknown {
			break
		}
	}
	return s, nil
}

// prepare brings HiGHS to the state the next run starts from.
func (m *model) prepare(ctx context.Context) error {
	if m.start || m.Integer != nil {
		if err := m.forget(ctx); err != nil {
			return err
		}
	}
	if err := m.flush(ctx); err != nil {
		return err
	}
	if m.start && m.basis != nil && m.Integer == nil && m.NumRows > 0 {
		// After the changes, which the basis may have to be fitted to.
		b := m.in.view(m.ints, 4*(m.NumColumns+m.NumRows))
		clear(b)
		for j, s := range m.basis.Columns {
			b[4*j] = byte(s)
		}
		for i, s := range m.basis.Rows {
			b[4*(m.NumColumns+i)] = byte(s)
		}
		err := m.do(ctx, fSetBasis, m.highs, uint64(m.ints), uint64(m.ints)+uint64(4*m.NumColumns))
		if err != nil {
			return err
		}
		m.hot = true
	}
	m.start, m.basis = false, nil
	return nil
}

// forget clears all that HiGHS knows beyond the program.
func (m *model) forget(ctx context.Context) error {
	m.hot = false
	return m.do(ctx, fClearSolver, m.highs)
}

// run makes one run and reads its outcome. Presolve helps searches with
// integers and rescues from numerical trouble; for the linear programs here it
// costs more than it saves, even cold (400 × 10,000: 60 ms with, 37 without).
func (m *model) run(ctx context.Context, presolve bool) (*lp.Solution, error) {
	if err := m.setPresolve(ctx, presolve); err != nil {
		return nil, err
	}
	if err := m.do(ctx, fZeroClocks, m.highs); err != nil {
		return nil, err
	}
	began := time.Now()
	_, err := m.in.call(ctx, fRun, m.highs) // its status says less than the model's
	took := time.Since(began)
	if err != nil {
		return nil, err
	}
	s := &lp.Solution{SolveTime: took}
	if s.Status, err = m.verdict(ctx); err != nil {
		return nil, err
	}
	if s.Iterations, err = m.iterations(ctx); err != nil {
		return nil, err
	}
	if s.Status == lp.Optimal || s.Status == lp.Limit {
		err = m.readSolution(ctx, s)
	}
	return s, err
}

func (m *model) verdict(ctx context.Context) (lp.Status, error) {
	status, err := m.in.call(ctx, fModelStatus, m.highs)
	if err != nil {
		return lp.Unknown, err
	}
	switch int32(status) {
	case highsEmpty, highsOptimal:
		return lp.Optimal, nil
	case highsInfeasible:
		return lp.Infeasible, nil
	case highsUnbounded:
		return lp.Unbounded, nil
	case highsIterations, highsSolutions, highsMemoryLimit:
		return lp.Limit, nil
	case highsTimeLimit:
		return lp.Cancelled, nil // no other time passes, see host
	}
	return lp.Unknown, nil
}

func (m *model) iterations(ctx context.Context) (int, error) {
	if m.Integer != nil {
		if err := m.do(ctx, fInt64Info, m.highs, uint64(m.text.nodes), uint64(m.word)); err != nil {
			return 0, err
		}
	} else if err := m.do(ctx, fIntInfo, m.highs, uint64(m.text.iterations), uint64(m.word)); err != nil {
		return 0, err
	}
	return int(max(m.in.int(m.word), 0)), nil
}

func (m *model) readSolution(ctx context.Context, s *lp.Solution) error {
	objective, err := m.in.call(ctx, fObjective, m.highs)
	if err != nil {
		return err
	}
	s.Objective = api.DecodeF64(objective)
	const noRowValues = 0
	if err := m.do(ctx, fSolution, m.highs, uint64(m.floatsA), uint64(m.floatsB), noRowValues, uint64(m.floatsRows)); err != nil {
		return err
	}
	duals := s.Status == lp.Optimal && m.Integer == nil
	n := m.NumColumns
	if duals {
		n += m.NumColumns + m.NumRows
	}
	all := make([]float64, n) // one allocation for the three
	s.Primal = all[:m.NumColumns:m.NumColumns]
	m.in.floats(m.floatsA, s.Primal)
	if duals {
		s.ReducedCost = all[m.NumColumns : 2*m.NumColumns : 2*m.NumColumns]
		s.Dual = all[2*m.NumColumns:]
		m.in.floats(m.floatsB, s.ReducedCost)
		m.in.floats(m.floatsRows, s.Dual)
	}
	return nil
}
