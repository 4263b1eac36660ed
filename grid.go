package adit

import "math"

// Grid cuts time into consecutive periods of any length. Period t runs from
// Start(t) up to the day before Start(t+1).
type Grid struct {
	starts []Date // one more than there are periods: the last entry ends the last period
}

// Monthly returns a grid of n calendar months; start should be a first of month.
func Monthly(start Date, n int) Grid {
	g := Grid{starts: make([]Date, n+1)}
	for i := range g.starts {
		g.starts[i] = start.AddMonths(i)
	}
	return g
}

// Weekly returns a grid of n weeks.
func Weekly(start Date, n int) Grid {
	g := Grid{starts: make([]Date, n+1)}
	for i := range g.starts {
		g.starts[i] = start.AddDays(7 * i)
	}
	return g
}

// Quarterly returns a grid of n calendar quarters.
func Quarterly(start Date, n int) Grid {
	g := Grid{starts: make([]Date, n+1)}
	for i := range g.starts {
		g.starts[i] = start.AddMonths(3 * i)
	}
	return g
}

// Then returns the grid that continues g with the periods of next, which must
// start where g ends.
func (g Grid) Then(next Grid) Grid {
	if g.Len() == 0 {
		return next
	}
	return Grid{starts: append(append([]Date(nil), g.starts...), next.starts[1:]...)}
}

// Len returns the number of periods.
func (g Grid) Len() int { return max(0, len(g.starts)-1) }

// Start returns the first day of period t; Start(Len()) is the day after the end.
func (g Grid) Start(t int) Date { return g.starts[t] }

// Span returns the days of period t.
func (g Grid) Span(t int) Span { return Span{From: g.starts[t], To: g.starts[t+1] - 1} }

// Years returns the length of period t in years of 365.25 days, or exactly
// n/12 when it is n calendar months: a month counts as a twelfth, so that
// yearly tonnages divide evenly.
func (g Grid) Years(t int) float64 {
	for _, n := range [...]int{1, 3, 6, 12} {
		if g.starts[t].AddMonths(n) == g.starts[t+1] {
			return float64(n) / 12
		}
	}
	return float64(g.starts[t+1]-g.starts[t]) / 365.25
}

// Period returns the period d falls in, or -1.
func (g Grid) Period(d Date) int {
	if g.Len() == 0 || d < g.starts[0] || d >= g.starts[g.Len()] {
		return -1
	}
	lo, hi := 0, g.Len()-1
	for lo < hi {
		m := (lo + hi + 1) / 2
		if g.starts[m] <= d {
			lo = m
		} else {
			hi = m - 1
		}
	}
	return lo
}

// Lag maps a lag of days onto periods as long as period t, rounding to the
// nearest whole period.
func (g Grid) Lag(days float64, t int) int {
	return int(math.Round(days / (g.Years(t) * 365.25)))
}
