package chain_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"adit/chain"
)

// fitTolerance is how near, relative to its total, a fitted row or column comes
// where an exact fit exists.
const fitTolerance = 1e-9

// pattern draws cells over rows and columns, each in use or not, with totals
// that some flow over the cells in use adds up to: an exact fit exists.
func pattern(t *rapid.T) (rows, cols []float64, cells []chain.Cell) {
	rows, cols = make([]float64, rapid.IntRange(1, 6).Draw(t, "rows")), make([]float64, rapid.IntRange(1, 6).Draw(t, "columns"))
	for i := range rows {
		for j := range cols {
			c := chain.Cell{Row: i, Col: j}
			if rapid.IntRange(0, 3).Draw(t, "used") > 0 {
				c.Seed = math.Exp(rapid.Float64Range(-3, 3).Draw(t, "seed"))
				flow := math.Exp(rapid.Float64Range(-2, 4).Draw(t, "flow"))
				rows[i] += flow
				cols[j] += flow
			}
			cells = append(cells, c)
		}
	}
	return rows, cols, cells
}

func sums(rows, cols []float64, cells []chain.Cell) (r, c []float64) {
	r, c = make([]float64, len(rows)), make([]float64, len(cols))
	for _, x := range cells {
		r[x.Row] += x.Value
		c[x.Col] += x.Value
	}
	return r, c
}

// Over cells all in use the iteration contracts fast whatever the totals
// (Birkhoff's bound for seeds within e² of each other), so both margins are met;
// over a thin pattern it may be slow, and then the gap returned says so.
func TestFitMeetsBothMarginsWhereItCan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, cols, cells := pattern(t)
		full := rapid.Bool().Draw(t, "full")
		for i := range cells {
			if full {
				cells[i].Seed = math.Exp(rapid.Float64Range(-1, 1).Draw(t, "near"))
			}
		}
		gap := chain.Fit(rows, cols, cells)
		if gap > fitTolerance/10 {
			if full {
				t.Errorf("not there yet: a row is %g off", gap)
			}
			return
		}
		r, c := sums(rows, cols, cells)
		for i := range rows {
			if math.Abs(r[i]-rows[i]) > fitTolerance*rows[i] {
				t.Errorf("row %d is %.12g, total %.12g", i, r[i], rows[i])
			}
		}
		for j := range cols {
			if math.Abs(c[j]-cols[j]) > fitTolerance*cols[j] {
				t.Errorf("column %d is %.12g, total %.12g", j, c[j], cols[j])
			}
		}
	})
}

// What no lane links stays apart, and the fit adds nothing of its own: in every
// rectangle of cells in use the cross ratio of the seeds survives, which is
// what makes the fit the one nearest to the seeds (Deming & Stephan 1940).
func TestFitKeepsThePattern(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, cols, cells := pattern(t)
		chain.Fit(rows, cols, cells)
		at := func(i, j int) chain.Cell { return cells[i*len(cols)+j] }
		for _, c := range cells {
			if c.Seed == 0 && c.Value != 0 {
				t.Errorf("cell %d,%d has seed 0 and value %g", c.Row, c.Col, c.Value)
			}
			if c.Seed > 0 && c.Value <= 0 {
				t.Errorf("cell %d,%d in use is fitted to %g", c.Row, c.Col, c.Value)
			}
		}
		ratio := func(v func(chain.Cell) float64, i, k, j, l int) float64 {
			return math.Log(v(at(i, j))) + math.Log(v(at(k, l))) - math.Log(v(at(i, l))) - math.Log(v(at(k, j)))
		}
		for i := range rows {
			for k := range i {
				for j := range cols {
					for l := range j {
						if at(i, j).Seed*at(k, l).Seed*at(i, l).Seed*at(k, j).Seed == 0 {
							continue
						}
						before := ratio(func(c chain.Cell) float64 { return c.Seed }, i, k, j, l)
						after := ratio(func(c chain.Cell) float64 { return c.Value }, i, k, j, l)
						if math.Abs(after-before) > 1e-7 {
							t.Errorf("cross ratio of rows %d,%d and columns %d,%d moves from e^%g to e^%g", k, i, l, j, before, after)
						}
					}
				}
			}
		}
	})
}

// A column total that differs from the rows' is scaled to them; a pattern that
// admits no fit says how far it stayed.
func TestFitSaysHowFarItStayed(t *testing.T) {
	for _, c := range []struct {
		name       string
		rows, cols []float64
		cells      []chain.Cell
		gap        bool
		want       []float64
	}{
		{"scaled to the rows", []float64{30}, []float64{1, 2}, []chain.Cell{{Row: 0, Col: 0, Seed: 1}, {Row: 0, Col: 1, Seed: 1}}, false, []float64{10, 20}},
		{"by hand", []float64{60, 40}, []float64{50, 50}, []chain.Cell{{Row: 0, Col: 0, Seed: 1}, {Row: 0, Col: 1, Seed: 1}, {Row: 1, Col: 1, Seed: 7}}, false, []float64{50, 10, 40}},
		{"no fit", []float64{60, 40}, []float64{10, 90}, []chain.Cell{{Row: 0, Col: 0, Seed: 1}, {Row: 1, Col: 1, Seed: 1}}, true, []float64{60, 40}},
	} {
		gap := chain.Fit(c.rows, c.cols, c.cells)
		if (gap > 1e-6) != c.gap {
			t.Errorf("%s: gap %g", c.name, gap)
		}
		got := ""
		for i, x := range c.cells {
			if math.Abs(x.Value-c.want[i]) > 1e-6 {
				got += fmt.Sprintf(" %g", x.Value)
			}
		}
		if got != "" {
			t.Errorf("%s:%s, want %v", c.name, got, c.want)
		}
	}
}
