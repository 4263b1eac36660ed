// Package mirror holds the data of a program that is live inside a solver: what
// backends share. The Set methods of a model change the mirror only; its next
// solve hands over what changed. So setting a value that a row or column
// already has costs nothing and changes nothing, and the order of settings
// cannot matter.
package mirror

import (
	"fmt"
	"math"

	"adit/lp"
)

// tolerance of rows, in the solvers as well: what they allow a row to be off by.
const tolerance = 1e-7

// Mirror is the data of one program. Its exported fields are for reading.
type Mirror struct {
	NumColumns, NumRows      int
	ColumnNames, RowNames    []string
	Cost                     []float64
	ColumnLower, ColumnUpper []float64
	RowLower, RowUpper       []float64
	Matrix                   lp.Matrix
	Integer                  []bool // nil without integer columns

	// What was set since the backend last called Clear on them.
	Costs, Columns, Rows Changes

	emptyRows []int // rows without entries
	closed    bool
}

// New copies a program, or says which of its numbers no solver can work with.
func New(p *lp.Program) (*Mirror, error) {
	if err := p.Validate(); err != nil {
		return nil, fmt.Errorf("lp: %w", err)
	}
	m := &Mirror{NumColumns: p.NumColumns(), NumRows: p.NumRows(), Cost: p.Costs(), Matrix: p.Matrix()}
	m.ColumnLower, m.ColumnUpper = p.AllColumnBounds()
	m.RowLower, m.RowUpper = p.AllRowBounds()
	if p.HasInteger() {
		m.Integer = make([]bool, m.NumColumns)
	}
	for j := range m.NumColumns {
		m.ColumnNames = append(m.ColumnNames, p.ColumnName(j))
		if m.Integer != nil {
			m.Integer[j] = p.Integer(j)
		}
	}
	for i := range m.NumRows {
		m.RowNames = append(m.RowNames, p.RowName(i))
	}
	filled := make([]bool, m.NumRows)
	for _, i := range m.Matrix.Index {
		filled[i] = true
	}
	for i, yes := range filled {
		if !yes {
			m.emptyRows = append(m.emptyRows, i)
		}
	}
	m.Costs.init(m.NumColumns)
	m.Columns.init(m.NumColumns)
	m.Rows.init(m.NumRows)
	return m, nil
}

// Close makes the Set methods answer that the model is closed.
func (m *Mirror) Close() { m.closed = true }

// Closed says whether Close was called.
func (m *Mirror) Closed() bool { return m.closed }

// SetCosts is that of [lp.Model].
func (m *Mirror) SetCosts(cols []int32, costs []float64) error {
	if m.closed {
		return lp.ErrClosed
	}
	if err := check("column", m.ColumnNames, cols, len(costs), len(costs)); err != nil {
		return err
	}
	for k, j := range cols {
		if err := lp.CheckCost(costs[k]); err != nil {
			return fmt.Errorf("lp: column %q: %w", m.ColumnNames[j], err)
		}
	}
	for k, j := range cols {
		if m.Cost[j] != costs[k] {
			m.Cost[j] = costs[k]
			m.Costs.Add(j)
		}
	}
	return nil
}

// SetColumnBounds is that of [lp.Model].
func (m *Mirror) SetColumnBounds(cols []int32, lower, upper []float64) error {
	if m.closed {
		return lp.ErrClosed
	}
	return setBounds("column", m.ColumnNames, cols, lower, upper, m.ColumnLower, m.ColumnUpper, &m.Columns)
}

// SetRowBounds is that of [lp.Model].
func (m *Mirror) SetRowBounds(rows []int32, lower, upper []float64) error {
	if m.closed {
		return lp.ErrClosed
	}
	return setBounds("row", m.RowNames, rows, lower, upper, m.RowLower, m.RowUpper, &m.Rows)
}

func check(kind string, names []string, at []int32, n1, n2 int) error {
	if len(at) != n1 || len(at) != n2 {
		return fmt.Errorf("lp: %d %ss with %d and %d values", len(at), kind, n1, n2)
	}
	for _, i := range at {
		if i < 0 || int(i) >= len(names) {
			return fmt.Errorf("lp: no %s %d: there are %d", kind, i, len(names))
		}
	}
	return nil
}

func setBounds(kind string, names []string, at []int32, lower, upper, toLower, toUpper []float64, changed *Changes) error {
	if err := check(kind, names, at, len(lower), len(upper)); err != nil {
		return err
	}
	for k, i := range at {
		if err := lp.CheckBounds(lower[k], upper[k]); err != nil {
			return fmt.Errorf("lp: %s %q: %w", kind, names[i], err)
		}
	}
	for k, i := range at {
		if toLower[i] != lower[k] || toUpper[i] != upper[k] {
			toLower[i], toUpper[i] = lower[k], upper[k]
			changed.Add(i)
		}
	}
	return nil
}

// Crossed names the columns and rows whose own bounds leave no value, or is
// nil. Solvers must not see crossed bounds, and some call any program without
// columns solved.
func (m *Mirror) Crossed() *lp.InfeasibleError {
	var e lp.InfeasibleError
	for j := range m.ColumnLower {
		lower, upper := m.ColumnLower[j], m.ColumnUpper[j]
		if m.Integer != nil && m.Integer[j] {
			lower, upper = math.Ceil(lower-1e-6), math.Floor(upper+1e-6)
		}
		if lower > upper {
			e.Columns = append(e.Columns, m.ColumnNames[j])
		}
	}
	for i := range m.RowLower {
		if m.RowLower[i] > m.RowUpper[i] {
			e.Rows = append(e.Rows, m.RowNames[i])
		}
	}
	for _, i := range m.emptyRows {
		if lower, upper := m.RowLower[i], m.RowUpper[i]; lower <= upper && (lower > tolerance || upper < -tolerance) {
			e.Rows = append(e.Rows, m.RowNames[i])
		}
	}
	if e.Rows == nil && e.Columns == nil {
		return nil
	}
	return &e
}
