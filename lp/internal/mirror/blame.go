package mirror

import (
	"context"
	"math"

	"adit/lp"
)

const (
	// FilterRows is the most rows worth one more solve each.
	FilterRows = 300
	// FilterIntegerRows likewise, where each is a search of its own.
	FilterIntegerRows = 40
)

// Trial is a live model asked only whether it is infeasible.
type Trial interface {
	SetRowBounds(rows []int32, lower, upper []float64) error
	// Infeasible solves it; an error means that there is no verdict.
	Infeasible(ctx context.Context) (bool, error)
	// Free frees it.
	Free()
}

// AllRows are the indices of all rows.
func (m *Mirror) AllRows() []int {
	all := make([]int, m.NumRows)
	for i := range all {
		all[i] = i
	}
	return all
}

// Names are the rows as an error tells them.
func (m *Mirror) Names(rows []int) *lp.InfeasibleError {
	e := &lp.InfeasibleError{}
	for _, i := range rows {
		e.Rows = append(e.Rows, m.RowNames[i])
	}
	return e
}

// Proof are the rows a ray gives weight: multiplied by it and added up, they
// cannot hold.
func Proof(ray []float64) (rows []int) {
	most := 0.0
	for _, v := range ray {
		most = max(most, math.Abs(v))
	}
	for i, v := range ray {
		if math.Abs(v) > 1e-9*most {
			rows = append(rows, i)
		}
	}
	return rows
}

// Reduce leaves out what it can of a contradiction of at most limit rows, with
// the columns' kinds when integer. It returns none when the rows turn out not to
// contradict each other, and the rows as they are when it cannot tell: failing
// to explain is no failure.
func (m *Mirror) Reduce(ctx context.Context, rows []int, integer bool, limit int, open func(*lp.Program) (Trial, error)) []int {
	if len(rows) > limit {
		return rows
	}
	trial, err := open(m.Part(rows, integer))
	if err != nil {
		return rows
	}
	defer trial.Free()
	at := make(map[int]int, len(rows)) // row of m → row of the part
	index := make([]int32, len(rows))
	for k, i := range rows {
		at[i], index[k] = k, int32(k)
	}
	lower, upper := make([]float64, len(rows)), make([]float64, len(rows))
	infeasible := func(kept []int) (bool, error) {
		for k := range index {
			lower[k], upper[k] = math.Inf(-1), math.Inf(1)
		}
		for _, i := range kept {
			lower[at[i]], upper[at[i]] = m.RowLower[i], m.RowUpper[i]
		}
		if err := trial.SetRowBounds(index, lower, upper); err != nil {
			return false, err
		}
		return trial.Infeasible(ctx)
	}
	if yes, err := infeasible(rows); err != nil {
		return rows
	} else if !yes {
		return nil
	}
	kept, err := lp.DeletionFilter(rows, infeasible)
	if err != nil {
		return rows
	}
	return kept
}

// Part is the program of some of the rows, with the columns they mention and no
// costs.
func (m *Mirror) Part(rows []int, integer bool) *lp.Program {
	row := make([]int, m.NumRows) // row of the part plus one
	p := lp.NewProgram()
	for _, i := range rows {
		row[i] = p.AddRow("", m.RowLower[i], m.RowUpper[i]) + 1
	}
	for j := range m.NumColumns {
		column := -1
		for k := m.Matrix.Start[j]; k < m.Matrix.Start[j+1]; k++ {
			i := row[m.Matrix.Index[k]]
			if i == 0 {
				continue
			}
			if column < 0 {
				column = p.AddColumn("", 0, m.ColumnLower[j], m.ColumnUpper[j])
				if integer && m.Integer != nil && m.Integer[j] {
					p.SetInteger(column)
				}
			}
			p.Add(i-1, column, m.Matrix.Value[k])
		}
	}
	return p
}
