package highs

import (
	"context"
	"encoding/binary"
	"math"

	"adit/lp/internal/mirror"
)

// flush hands all changes to HiGHS.
func (m *model) flush(ctx context.Context) error {
	if err := m.flushSet(ctx, fChangeCosts, &m.Costs, m.Cost, nil); err != nil {
		return err
	}
	if err := m.flushSet(ctx, fChangeColumnBounds, &m.Columns, m.ColumnLower, m.ColumnUpper); err != nil {
		return err
	}
	return m.flushSet(ctx, fChangeRowBounds, &m.Rows, m.RowLower, m.RowUpper)
}

// flushSet passes the changed entries of one or two arrays in one call.
func (m *model) flushSet(ctx context.Context, f function, c *mirror.Changes, a, b []float64) error {
	if c.Count() == 0 {
		return nil
	}
	index := m.in.view(m.ints, 4*c.Count())
	toA := m.in.view(m.floatsA, 8*c.Count())
	toB := m.in.view(m.floatsB, 8*c.Count())
	k := 0
	for i, yes := range c.Flags() {
		if !yes {
			continue
		}
		binary.LittleEndian.PutUint32(index[4*k:], uint32(i))
		binary.LittleEndian.PutUint64(toA[8*k:], math.Float64bits(a[i]))
		if b != nil {
			binary.LittleEndian.PutUint64(toB[8*k:], math.Float64bits(b[i]))
		}
		k++
	}
	// The costs' function ignores the last argument.
	if err := m.do(ctx, f, m.highs, uint64(c.Count()), uint64(m.ints), uint64(m.floatsA), uint64(m.floatsB)); err != nil {
		return err
	}
	c.Clear()
	return nil
}
