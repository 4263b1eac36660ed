package lp

import (
	"fmt"
	"iter"
	"math"
	"slices"
)

// Program is a sparse linear or mixed-integer program:
//
//	minimise    cost·x
//	subject to  rowLower ≤ A·x ≤ rowUpper
//	            colLower ≤   x ≤ colUpper,  x[j] integer for marked columns.
//
// Building is append-only. A Program may be read by several goroutines at once
// as long as none changes it; a Solver copies what it needs in Open, so the
// program may be changed or dropped afterwards.
type Program struct {
	columns columnSet
	rows    rowSet

	// Entries in the order they were added; Matrix sorts and sums them.
	entryRow, entryCol []int32
	entryVal           []float64
}

type columnSet struct {
	names               []string
	cost, lower, upper  []float64
	integer             []bool
	integerColumnsCount int
}

type rowSet struct {
	names        []string
	lower, upper []float64
}

// Entry is one non-zero coefficient of the matrix.
type Entry struct {
	Row, Col int
	Coef     float64
}

// Matrix is a matrix in compressed sparse column form: the entries of column j
// are Index[Start[j]:Start[j+1]] (row numbers, rising) and the same range of
// Value. Repeated entries are summed and exact zeros left out.
type Matrix struct {
	Start []int32
	Index []int32
	Value []float64
}

// NewProgram returns a program without rows or columns.
func NewProgram() *Program { return &Program{} }

// AddColumn adds a variable and returns its index. The lower bound may be
// math.Inf(-1), the upper math.Inf(1). An empty name stands for "c" and the
// index.
func (p *Program) AddColumn(name string, cost, lower, upper float64) int {
	j := len(p.columns.names)
	if name == "" {
		name = fmt.Sprintf("c%d", j)
	}
	p.columns.names = append(p.columns.names, name)
	p.columns.cost = append(p.columns.cost, cost)
	p.columns.lower = append(p.columns.lower, lower)
	p.columns.upper = append(p.columns.upper, upper)
	p.columns.integer = append(p.columns.integer, false)
	return j
}

// AddRow adds a constraint lower ≤ row ≤ upper and returns its index; equal
// bounds make an equation. An empty name stands for "r" and the index.
func (p *Program) AddRow(name string, lower, upper float64) int {
	i := len(p.rows.names)
	if name == "" {
		name = fmt.Sprintf("r%d", i)
	}
	p.rows.names = append(p.rows.names, name)
	p.rows.lower = append(p.rows.lower, lower)
	p.rows.upper = append(p.rows.upper, upper)
	return i
}

// Add adds coef to the coefficient of column col in row row. It panics when
// either index was not handed out by this program, as indexing a slice would.
func (p *Program) Add(row, col int, coef float64) {
	if row < 0 || row >= len(p.rows.names) || col < 0 || col >= len(p.columns.names) {
		panic(fmt.Sprintf("lp: Add(row %d, column %d) on a program of %d rows and %d columns", row, col, p.NumRows(), p.NumColumns()))
	}
	p.entryRow = append(p.entryRow, int32(row))
	p.entryCol = append(p.entryCol, int32(col))
	p.entryVal = append(p.entryVal, coef)
}

// SetInteger restricts a column to whole numbers.
func (p *Program) SetInteger(col int) {
	if !p.columns.integer[col] {
		p.columns.integer[col] = true
		p.columns.integerColumnsCount++
	}
}

// NumColumns is the number of variables.
func (p *Program) NumColumns() int { return len(p.columns.names) }

// NumRows is the number of constraints.
func (p *Program) NumRows() int { return len(p.rows.names) }

// NumEntries is the number of coefficients added, repeated ones counted each
// time: an upper bound on the non-zeros.
func (p *Program) NumEntries() int { return len(p.entryVal) }

// ColumnName is the name of column j.
func (p *Program) ColumnName(j int) string { return p.columns.names[j] }

// RowName is the name of row i.
func (p *Program) RowName(i int) string { return p.rows.names[i] }

// Cost is the objective coefficient of column j.
func (p *Program) Cost(j int) float64 { return p.columns.cost[j] }

// ColumnBounds are the bounds of column j.
func (p *Program) ColumnBounds(j int) (lower, upper float64) {
	return p.columns.lower[j], p.columns.upper[j]
}

// RowBounds are the bounds of row i.
func (p *Program) RowBounds(i int) (lower, upper float64) {
	return p.rows.lower[i], p.rows.upper[i]
}

// Integer says whether column j is restricted to whole numbers.
func (p *Program) Integer(j int) bool { return p.columns.integer[j] }

// HasInteger says whether any column is restricted to whole numbers.
func (p *Program) HasInteger() bool { return p.columns.integerColumnsCount > 0 }

// SetCost replaces the objective coefficient of column j.
func (p *Program) SetCost(j int, cost float64) { p.columns.cost[j] = cost }

// SetColumnBounds replaces the bounds of column j.
func (p *Program) SetColumnBounds(j int, lower, upper float64) {
	p.columns.lower[j], p.columns.upper[j] = lower, upper
}

// SetRowBounds replaces the bounds of row i.
func (p *Program) SetRowBounds(i int, lower, upper float64) {
	p.rows.lower[i], p.rows.upper[i] = lower, upper
}

// Costs returns a copy of all objective coefficients.
func (p *Program) Costs() []float64 { return slices.Clone(p.columns.cost) }

// AllColumnBounds returns copies of all column bounds.
func (p *Program) AllColumnBounds() (lower, upper []float64) {
	return slices.Clone(p.columns.lower), slices.Clone(p.columns.upper)
}

// AllRowBounds returns copies of all row bounds.
func (p *Program) AllRowBounds() (lower, upper []float64) {
	return slices.Clone(p.rows.lower), slices.Clone(p.rows.upper)
}

// Entries iterates over the non-zeros by rising column, then row, repeated
// ones summed.
func (p *Program) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		m := p.Matrix()
		for j := range p.NumColumns() {
			for k := m.Start[j]; k < m.Start[j+1]; k++ {
				if !yield(Entry{int(m.Index[k]), j, m.Value[k]}) {
					return
				}
			}
		}
	}
}

// Matrix compresses the entries by column. The result is the caller's own.
func (p *Program) Matrix() Matrix {
	// Two stable counting sorts, by row and then by column, leave repeated
	// entries in the order they were added, so their sum is always the same.
	byRow := countingOrder(p.entryRow, nil, p.NumRows())
	order := countingOrder(p.entryCol, byRow, p.NumColumns())

	m := Matrix{
		Start: make([]int32, p.NumColumns()+1),
		Index: make([]int32, 0, len(order)),
		Value: make([]float64, 0, len(order)),
	}
	k := 0
	for j := range p.NumColumns() {
		for k < len(order) && int(p.entryCol[order[k]]) == j {
			row, sum := p.entryRow[order[k]], p.entryVal[order[k]]
			k++
			for k < len(order) && int(p.entryCol[order[k]]) == j && p.entryRow[order[k]] == row {
				sum += p.entryVal[order[k]]
				k++
			}
			if sum != 0 {
				m.Index = append(m.Index, row)
				m.Value = append(m.Value, sum)
			}
		}
		m.Start[j+1] = int32(len(m.Index))
	}
	return m
}

// countingOrder returns the positions of keys sorted by key, keeping the order
// given by before (nil: rising positions) among equal keys.
func countingOrder(keys, before []int32, n int) []int32 {
	next := make([]int32, n+1)
	for _, key := range keys {
		next[key+1]++
	}
	for i := range n {
		next[i+1] += next[i]
	}
	out := make([]int32, len(keys))
	for i := range keys {
		at := int32(i)
		if before != nil {
			at = before[i]
		}
		key := keys[at]
		out[next[key]] = at
		next[key]++
	}
	return out
}

// Validate reports the first number no solver can work with: NaN anywhere, an
// infinite cost or coefficient, a lower bound of +Inf or an upper bound of
// −Inf. Crossed bounds are allowed; they make the program infeasible.
func (p *Program) Validate() error {
	for j, name := range p.columns.names {
		if err := CheckCost(p.columns.cost[j]); err != nil {
			return fmt.Errorf("column %q: %w", name, err)
		}
		if err := CheckBounds(p.columns.lower[j], p.columns.upper[j]); err != nil {
			return fmt.Errorf("column %q: %w", name, err)
		}
	}
	for i, name := range p.rows.names {
		if err := CheckBounds(p.rows.lower[i], p.rows.upper[i]); err != nil {
			return fmt.Errorf("row %q: %w", name, err)
		}
	}
	for k, v := range p.entryVal {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("row %q, column %q: coefficient %v", p.rows.names[p.entryRow[k]], p.columns.names[p.entryCol[k]], v)
		}
	}
	return nil
}

// CheckCost reports a cost no solver can work with. Backends share it.
func CheckCost(cost float64) error {
	if math.IsNaN(cost) || math.IsInf(cost, 0) {
		return fmt.Errorf("cost %v", cost)
	}
	return nil
}

// CheckBounds reports bounds no solver can work with. Backends share it.
func CheckBounds(lower, upper float64) error {
	if math.IsNaN(lower) || math.IsNaN(upper) || math.IsInf(lower, 1) || math.IsInf(upper, -1) {
		return fmt.Errorf("bounds %v to %v", lower, upper)
	}
	return nil
}
