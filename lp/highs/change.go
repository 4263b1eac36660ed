package highs

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"

	"adit/lp"
)

// changes is a set of indices, kept as flags: walking them gives rising order
// without sorting.
type changes struct {
	flag  []bool
	count int
}

func (c *changes) init(n int) { c.flag = make([]bool, n) }

func (c *changes) add(i int32) {
	if !c.flag[i] {
		c.flag[i] = true
		c.count++
	}
}

func (c *changes) clear() {
	if c.count > 0 {
		clear(c.flag)
		c.count = 0
	}
}

// SetCosts implements [lp.Model].
func (m *model) SetCosts(cols []int32, costs []float64) error {
	if err := m.checkChange("column", m.columnNames, cols, len(costs), len(costs)); err != nil {
		return err
	}
	for k, j := range cols {
		if err := lp.CheckCost(costs[k]); err != nil {
			return fmt.Errorf("lp: column %q: %w", m.columnNames[j], err)
		}
	}
	for k, j := range cols {
		if m.cost[j] != costs[k] {
			m.cost[j] = costs[k]
			m.changedCosts.add(j)
		}
	}
	return nil
}

// SetColumnBounds implements [lp.Model].
func (m *model) SetColumnBounds(cols []int32, lower, upper []float64) error {
	if err := m.checkChange("column", m.columnNames, cols, len(lower), len(upper)); err != nil {
		return err
	}
	return setBounds("column", m.columnNames, cols, lower, upper, m.columnLower, m.columnUpper, &m.changedColumns)
}

// SetRowBounds implements [lp.Model].
func (m *model) SetRowBounds(rows []int32, lower, upper []float64) error {
	if err := m.checkChange("row", m.rowNames, rows, len(lower), len(upper)); err != nil {
		return err
	}
	return setBounds("row", m.rowNames, rows, lower, upper, m.rowLower, m.rowUpper, &m.changedRows)
}

func (m *model) checkChange(kind string, names []string, at []int32, n1, n2 int) error {
	if m.closed {
		return lp.ErrClosed
	}
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

func setBounds(kind string, names []string, at []int32, lower, upper, toLower, toUpper []float64, changed *changes) error {
	for k, i := range at {
		if err := lp.CheckBounds(lower[k], upper[k]); err != nil {
			return fmt.Errorf("lp: %s %q: %w", kind, names[i], err)
		}
	}
	for k, i := range at {
		if toLower[i] != lower[k] || toUpper[i] != upper[k] {
			toLower[i], toUpper[i] = lower[k], upper[k]
			changed.add(i)
		}
	}
	return nil
}

// flush hands all changes to HiGHS.
func (m *model) flush(ctx context.Context) error {
	if err := m.flushSet(ctx, fChangeCosts, &m.changedCosts, m.cost, nil); err != nil {
		return err
	}
	if err := m.flushSet(ctx, fChangeColumnBounds, &m.changedColumns, m.columnLower, m.columnUpper); err != nil {
		return err
	}
	return m.flushSet(ctx, fChangeRowBounds, &m.changedRows, m.rowLower, m.rowUpper)
}

// flushSet passes the changed entries of one or two arrays in one call.
func (m *model) flushSet(ctx context.Context, f function, c *changes, a, b []float64) error {
	if c.count == 0 {
		return nil
	}
	index := m.in.view(m.ints, 4*c.count)
	toA := m.in.view(m.floatsA, 8*c.count)
	toB := m.in.view(m.floatsB, 8*c.count)
	k := 0
	for i, yes := range c.flag {
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
	if err := m.do(ctx, f, m.highs, uint64(c.count), uint64(m.ints), uint64(m.floatsA), uint64(m.floatsB)); err != nil {
		return err
	}
	c.clear()
	return nil
}
