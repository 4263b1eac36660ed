package market

import (
	"math"
	"strconv"

	"adit/lp"
)

// Rounded is Window with ten significant digits, so that its text is the same
// on every architecture, and with those rows only, and the columns in them,
// that keep wants; nil: all.
func (r *Runner) Rounded(keep func(row string) bool) *lp.Program {
	return copyOf(r.Window(), func(v float64) float64 {
		x, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 10, 64), 64)
		if math.Abs(x) < 1e-12 {
			return 0
		}
		return x
	}, keep)
}

// copyOf copies a program, number by number, with the rows that keep wants and
// the columns in them.
func copyOf(from *lp.Program, number func(float64) float64, keep func(row string) bool) *lp.Program {
	to := lp.NewProgram()
	rows, cols := make([]int, from.NumRows()), make([]int, from.NumColumns())
	for i := range rows {
		rows[i] = -1
		if keep == nil || keep(from.RowName(i)) {
			lower, upper := from.RowBounds(i)
			rows[i] = to.AddRow(from.RowName(i), number(lower), number(upper))
		}
	}
	used := make([]bool, len(cols))
	for e := range from.Entries() {
		used[e.Col] = used[e.Col] || rows[e.Row] >= 0
	}
	for j := range cols {
		if cols[j] = -1; keep == nil || used[j] {
			lower, upper := from.ColumnBounds(j)
			cols[j] = to.AddColumn(from.ColumnName(j), number(from.Cost(j)), number(lower), number(upper))
		}
	}
	for e := range from.Entries() {
		if rows[e.Row] >= 0 {
			to.Add(rows[e.Row], cols[e.Col], number(e.Coef))
		}
	}
	return to
}

// Money is what one unit of the objective is worth, thousand USD.
func (m *Market) Money() float64 { return m.money }

// Unit is the program's unit of a node's goods, t.
func (m *Market) Unit(node int) float64 { return m.unit[node] }

// Margin is the base margin of a site, USD/kg.
func (m *Market) Margin(site int) float64 { return m.margin[site] }

// Curve names the breaks of a curve, for the page.
type Curve struct {
	Name string
	At   []float64
}

// Breaks lists the breaks of every curve.
func Breaks() []Curve {
	return []Curve{
		{"supply: multiples of the base margin", supplyFactors[:]},
		{"demand, dearer: multiples of the base price, at a core of 10", demandFactors(10)},
		{"demand, cheaper: multiples of the base price", cheapFactors[:]},
		{"stock: multiples of h*", stockBreaks[:]},
		{"position at the end: multiples of z⁰", terminalBreaks[:]},
		{"alternative recipe: multiples of its premium, equal widths", thriftFactors[:]},
	}
}
