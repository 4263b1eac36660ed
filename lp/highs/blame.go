package highs

import (
	"context"
	"math"

	"adit/lp"
)

const (
	// filterRows is the most rows worth one more solve each.
	filterRows = 300
	// filterIntegerRows likewise, where each is a search of its own.
	filterIntegerRows = 40
)

// blame explains why the program, just found infeasible, is so. Failing to
// explain is no failure: it then names fewer rows, or more than needed.
func (m *model) blame(ctx context.Context) error {
	rows := m.contradiction(ctx)
	e := &lp.InfeasibleError{}
	for _, i := range rows {
		e.Rows = append(e.Rows, m.rowNames[i])
	}
	return e
}

func (m *model) contradiction(ctx context.Context) []int {
	all := make([]int, m.numRows)
	for i := range all {
		all[i] = i
	}
	if m.integer == nil {
		if rows := m.rayRows(ctx); len(rows) > 0 {
			return m.reduce(ctx, rows, false, filterRows)
		}
		return m.reduce(ctx, all, false, filterRows)
	}
	// Is it infeasible even without the integers? Its ray then says why.
	relaxed, err := m.part(all, false)
	if err != nil {
		return nil
	}
	defer relaxed.in.close()
	if s, err := relaxed.minimise(ctx); err == nil && s.Status == lp.Infeasible {
		return m.reduce(ctx, relaxed.rayRows(ctx), false, filterRows)
	}
	if len(all) > filterIntegerRows {
		return nil
	}
	return m.reduce(ctx, all, true, filterIntegerRows)
}

// rayRows are the rows of HiGHS's proof: multiplied by the ray and added up,
// they cannot hold.
func (m *model) rayRows(ctx context.Context) []int {
	if m.numRows == 0 {
		return nil
	}
	if err := m.do(ctx, fDualRay, m.highs, uint64(m.word), uint64(m.floatsRows)); err != nil || m.in.int(m.word) == 0 {
		return nil
	}
	ray := make([]float64, m.numRows)
	m.in.floats(m.floatsRows, ray)
	most := 0.0
	for _, v := range ray {
		most = max(most, math.Abs(v))
	}
	var rows []int
	for i, v := range ray {
		if math.Abs(v) > 1e-9*most {
			rows = append(rows, i)
		}
	}
	return rows
}

// reduce leaves out what it can of a contradiction of at most limit rows. It
// returns none when rows turn out not to contradict each other.
func (m *model) reduce(ctx context.Context, rows []int, integer bool, limit int) []int {
	if len(rows) > limit {
		return rows
	}
	part, err := m.part(rows, integer)
	if err != nil {
		return rows
	}
	defer part.in.close()
	at := make(map[int]int32, len(rows)) // row of m → row of part
	for k, i := range rows {
		at[i] = int32(k)
	}
	infeasible := func(kept []int) (bool, error) {
		for _, k := range at {
			part.setRow(k, math.Inf(-1), math.Inf(1))
		}
		for _, i := range kept {
			part.setRow(at[i], m.rowLower[i], m.rowUpper[i])
		}
		s, err := part.minimise(ctx)
		if err != nil {
			return false, err
		}
		if s.Status == lp.Cancelled {
			return false, context.Canceled
		}
		return s.Status == lp.Infeasible, nil
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

func (m *model) setRow(i int32, lower, upper float64) {
	if m.rowLower[i] != lower || m.rowUpper[i] != upper {
		m.rowLower[i], m.rowUpper[i] = lower, upper
		m.changedRows.add(i)
	}
}

// part opens a model of some of the rows, with the columns they mention and no
// costs.
func (m *model) part(rows []int, integer bool) (*model, error) {
	row := make([]int, m.numRows) // row of the part plus one
	p := lp.NewProgram()
	for _, i := range rows {
		row[i] = p.AddRow("", m.rowLower[i], m.rowUpper[i]) + 1
	}
	for j := range m.numColumns {
		column := -1
		for k := m.matrix.Start[j]; k < m.matrix.Start[j+1]; k++ {
			i := row[m.matrix.Index[k]]
			if i == 0 {
				continue
			}
			if column < 0 {
				column = p.AddColumn("", 0, m.columnLower[j], m.columnUpper[j])
				if integer && m.integer != nil && m.integer[j] {
					p.SetInteger(column)
				}
			}
			p.Add(i-1, column, m.matrix.Value[k])
		}
	}
	return m.solver.open(p)
}
