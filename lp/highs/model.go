package highs

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/tetratelabs/wazero/api"

	"adit/lp"
)

// model is a live HiGHS object in an instance of its own.
//
// The data is mirrored here. The Set methods change the mirror only; solve
// hands what changed to HiGHS in at most three calls. So setting a value it
// already has costs nothing and changes nothing, and the order of settings
// cannot matter.
type model struct {
	solver *Solver
	in     *instance
	highs  uint64 // pointer to the Highs object
	closed bool

	numColumns, numRows      int
	rowNames, columnNames    []string
	cost                     []float64
	columnLower, columnUpper []float64
	rowLower, rowUpper       []float64
	matrix                   lp.Matrix
	integer                  []bool // nil without integer columns
	emptyRows                []int  // rows without entries

	changedCosts, changedColumns, changedRows changes

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

// tolerance is HiGHS's own on rows and bounds.
const tolerance = 1e-7

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
	if err := p.Validate(); err != nil {
		return nil, fmt.Errorf("lp: %w", err)
	}
	m := &model{
		solver: s, numColumns: p.NumColumns(), numRows: p.NumRows(),
		cost: p.Costs(), matrix: p.Matrix(), start: true,
	}
	m.columnLower, m.columnUpper = p.AllColumnBounds()
	m.rowLower, m.rowUpper = p.AllRowBounds()
	for j := range m.numColumns {
		m.columnNames = append(m.columnNames, p.ColumnName(j))
		if p.Integer(j) && m.integer == nil {
			m.integer = make([]bool, m.numColumns)
		}
		if m.integer != nil {
			m.integer[j] = p.Integer(j)
		}
	}
	for i := range m.numRows {
		m.rowNames = append(m.rowNames, p.RowName(i))
	}
	filled := make([]bool, m.numRows)
	for _, i := range m.matrix.Index {
		filled[i] = true
	}
	for i, yes := range filled {
		if !yes {
			m.emptyRows = append(m.emptyRows, i)
		}
	}
	m.changedCosts.init(m.numColumns)
	m.changedColumns.init(m.numColumns)
	m.changedRows.init(m.numRows)

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
	for j := range m.numColumns {
		if m.columnLower[j] > m.columnUpper[j] {
			m.changedColumns.add(int32(j))
		}
	}
	for i := range m.numRows {
		if m.rowLower[i] > m.rowUpper[i] {
			m.changedRows.add(int32(i))
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
		m.highs, uint64(m.numColumns), uint64(m.numRows), uint64(len(m.matrix.Index)),
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
		floats(m.cost),
		floats(m.columnLower), floats(uncrossed(m.columnLower, m.columnUpper)),
		floats(m.rowLower), floats(uncrossed(m.rowLower, m.rowUpper)),
		ints(m.matrix.Start), ints(m.matrix.Index), floats(m.matrix.Value))
	pass := fPassLp
	if m.integer != nil {
		pass = fPassMip
		kinds := make([]int32, m.numColumns)
		for j, yes := range m.integer {
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
	long := max(m.numColumns, m.numRows)
	for _, s := range []struct {
		at    *uint32
		bytes int
	}{
		{&m.floatsA, 8 * long},
		{&m.floatsB, 8 * long},
		{&m.floatsRows, 8 * m.numRows},
		{&m.ints, 4 * (m.numColumns + m.numRows)},
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
	case m.closed || m.solver.closed:
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
		if err := b.Check(m.numColumns, m.numRows); err != nil {
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
	rows := m.ints + uint32(4*m.numColumns)
	if err := m.do(context.Background(), fGetBasis, m.highs, uint64(m.ints), uint64(rows)); err != nil {
		return nil, err
	}
	all := make([]lp.BasisStatus, m.numColumns+m.numRows)
	for i, b := 0, m.in.view(m.ints, 4*len(all)); i < len(all); i++ {
		all[i] = lp.BasisStatus(b[4*i]) // the same numbers as HighsBasisStatus
	}
	return &lp.Basis{
		Columns: all[:m.numColumns:m.numColumns],
		Rows:    all[m.numColumns:],
	}, nil
}

// Close implements [lp.Model].
func (m *model) Close() error {
	m.solver.mu.RLock()
	defer m.solver.mu.RUnlock()
	if !m.closed {
		m.closed = true
		m.in.close() // its memory goes whole; no need to destroy the object
	}
	return nil
}

// crossed names the columns and rows whose own bounds leave no value. HiGHS must
// not see crossed bounds, and calls any program without columns solved.
func (m *model) crossed() *lp.InfeasibleError {
	var e lp.InfeasibleError
	for j := range m.columnLower {
		lower, upper := m.columnLower[j], m.columnUpper[j]
		if m.integer != nil && m.integer[j] {
			lower, upper = math.Ceil(lower-1e-6), math.Floor(upper+1e-6)
		}
		if lower > upper {
			e.Columns = append(e.Columns, m.columnNames[j])
		}
	}
	for i := range m.rowLower {
		if m.rowLower[i] > m.rowUpper[i] {
			e.Rows = append(e.Rows, m.rowNames[i])
		}
	}
	for _, i := range m.emptyRows {
		if lower, upper := m.rowLower[i], m.rowUpper[i]; lower <= upper && (lower > tolerance || upper < -tolerance) {
			e.Rows = append(e.Rows, m.rowNames[i])
		}
	}
	if e.Rows == nil && e.Columns == nil {
		return nil
	}
	return &e
}
