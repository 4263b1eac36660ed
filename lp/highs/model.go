package highs

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero/api"

	"adit/lp"
	"adit/lp/internal/mirror"
)

// model is a live HiGHS object in an instance of its own.
type model struct {
	*mirror.Mirror
	solver *Solver
	in     *instance
	highs  uint64 // pointer to the Highs object

	// hot: HiGHS holds a basis to continue from. start: it must first forget
	// everything and take up basis (nil: none).
	hot   bool
	start bool
	basis *lp.Basis

	// Scratch in the module's memory, allocated once: two arrays of floats as
	// long as the longer of columns and rows, one as long as the rows, one of
	// integers for both, and a word.
	floatsA, floatsB, floatsRows, ints, word uint32
	text                                     texts
	presolve                                 uint32 // the option's present value
}

var _ lp.Model = (*model)(nil)

// texts are C strings used on every solve.
type texts struct{ presolve, off, choose, iterations, nodes uint32 }

// Open loads a program.
func (s *Solver) Open(p *lp.Program) (lp.Model, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	m, err := s.open(p)
	if err != nil {
		return nil, err
	}
	return m, nil
}

// open is Open for those who hold the lock.
func (s *Solver) open(p *lp.Program) (_ *model, err error) {
	if s.closed {
		return nil, lp.ErrClosed
	}
	data, err := mirror.New(p)
	if err != nil {
		return nil, err
	}
	m := &model{Mirror: data, solver: s, start: true}
	ctx := context.Background()
	if m.in, err = s.instantiate(ctx); err != nil {
		return nil, fmt.Errorf("highs: %w", err)
	}
	defer func() {
		if err != nil {
			m.in.close()
		}
	}()
	if m.highs, err = m.in.call(ctx, fCreate); err != nil {
		return nil, err
	}
	if err = m.setOptions(ctx); err != nil {
		return nil, err
	}
	if err = m.load(ctx); err != nil {
		return nil, err
	}
	if err = m.allocScratch(); err != nil {
		return nil, err
	}
	return m, nil
}

// load hands over the program.
func (m *model) load(ctx context.Context) error {
	// HiGHS must not see crossed bounds; solve reports them before it runs.
	for j := range m.NumColumns {
		if m.ColumnLower[j] > m.ColumnUpper[j] {
			m.Columns.Add(int32(j))
		}
	}
	for i := range m.NumRows {
		if m.RowLower[i] > m.RowUpper[i] {
			m.Rows.Add(int32(i))
		}
	}
	uncrossed := func(lower, upper []float64) []float64 {
		out := make([]float64, len(upper))
		for k := range out {
			out[k] = max(lower[k], upper[k])
		}
		return out
	}

	args := []uint64{
		m.highs, uint64(m.NumColumns), uint64(m.NumRows), uint64(len(m.Matrix.Index)),
		1, 1, api.EncodeF64(0), // by column, minimise, no constant
	}
	var temporary []uint32
	room := func(bytes int) (uint32, error) {
		at, err := m.in.alloc(bytes)
		if err == nil {
			temporary = append(temporary, at)
			args = append(args, uint64(at))
		}
		return at, err
	}
	floats := func(v []float64) error {
		at, err := room(8 * len(v))
		if err == nil {
			m.in.putFloats(at, v)
		}
		return err
	}
	ints := func(v []int32) error {
		at, err := room(4 * len(v))
		if err == nil {
			m.in.putInts(at, v)
		}
		return err
	}
	err := errors.Join(
		floats(m.Cost),
		floats(m.ColumnLower), floats(uncrossed(m.ColumnLower, m.ColumnUpper)),
		floats(m.RowLower), floats(uncrossed(m.RowLower, m.RowUpper)),
		ints(m.Matrix.Start), ints(m.Matrix.Index), floats(m.Matrix.Value))
	pass := fPassLp
	if m.Integer != nil {
		pass = fPassMip
		kinds := make([]int32, m.NumColumns)
		for j, yes := range m.Integer {
			if yes {
				kinds[j] = 1
			}
		}
		err = errors.Join(err, ints(kinds))
	}
	if err != nil {
		return err
	}
	if err := m.do(ctx, pass, args...); err != nil {
		return err
	}
	for _, at := range temporary {
		m.in.release(at)
	}
	return m.in.broken
}

func (m *model) allocScratch() error {
	long := max(m.NumColumns, m.NumRows)
	for _, s := range []struct {
		at    *uint32
		bytes int
	}{
		{&m.floatsA, 8 * long},
		{&m.floatsB, 8 * long},
		{&m.floatsRows, 8 * m.NumRows},
		{&m.ints, 4 * (m.NumColumns + m.NumRows)},
		{&m.word, 8},
	} {
		at, err := m.in.alloc(s.bytes)
		if err != nil {
			return err
		}
		*s.at = at
	}
	return nil
}

// do calls a function that returns HighsStatus: −1 error, 0 fine, 1 warning.
func (m *model) do(ctx context.Context, f function, args ...uint64) error {
	status, err := m.in.call(ctx, f, args...)
	if err != nil {
		return err
	}
	if int32(status) < 0 {
		return fmt.Errorf("highs: %s refused", functionNames[f])
	}
	return nil
}

// usable says why a model cannot be used, or nil.
func (m *model) usable() error {
	switch {
	case m.Closed() || m.solver.closed:
		return lp.ErrClosed
	case m.in.broken != nil:
		return m.in.broken
	}
	return nil
}

// Start implements [lp.Model].
func (m *model) Start(b *lp.Basis) error {
	m.solver.mu.RLock()
	defer m.solver.mu.RUnlock()
	if err := m.usable(); err != nil {
		return err
	}
	if b != nil {
		if err := b.Check(m.NumColumns, m.NumRows); err != nil {
			return err
		}
	}
	m.start, m.basis = true, b
	return nil
}

// Basis implements [lp.Model].
func (m *model) Basis() (*lp.Basis, error) {
	m.solver.mu.RLock()
	defer m.solver.mu.RUnlock()
	if err := m.usable(); err != nil {
		return nil, err
	}
	switch {
	case m.start && m.basis != nil:
		return m.basis, nil
	case m.start || !m.hot:
		return nil, lp.ErrNoBasis
	}
	rows := m.ints + uint32(4*m.NumColumns)
	if err := m.do(context.Background(), fGetBasis, m.highs, uint64(m.ints), uint64(rows)); err != nil {
		return nil, err
	}
	all := make([]lp.BasisStatus, m.NumColumns+m.NumRows)
	for i, b := 0, m.in.view(m.ints, 4*len(all)); i < len(all); i++ {
		all[i] = lp.BasisStatus(b[4*i]) // the same numbers as HighsBasisStatus
	}
	return &lp.Basis{
		Columns: all[:m.NumColumns:m.NumColumns],
		Rows:    all[m.NumColumns:],
	}, nil
}

// Close implements [lp.Model].
func (m *model) Close() error {
	m.solver.mu.RLock()
	defer m.solver.mu.RUnlock()
	if !m.Closed() {
		m.Mirror.Close()
		m.in.close() // its memory goes whole; no need to destroy the object
	}
	return nil
}
