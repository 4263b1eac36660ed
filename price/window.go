package price

import (
	"fmt"
	"math"

	"adit"
)

// Window is a length of time as it is asked for.
type Window struct {
	N    int
	Unit string // day, week, month or year
}

// Months returns a window of months.
func Months(n int) Window { return Window{n, "month"} }

// String writes the window, such as "30 days".
func (w Window) String() string {
	if w.N == 1 {
		return "1 " + w.Unit
	}
	return fmt.Sprintf("%d %ss", w.N, w.Unit)
}

// days is the mean length of the window.
func (w Window) days() float64 {
	return float64(w.N) * map[string]float64{"day": 1, "week": 7, "month": 30.4375, "year": 365.25}[w.Unit]
}

// periods returns how many observations of a frequency the window spans; ok is
// false where it is shorter than the time between two of them.
func (w Window) periods(f adit.Frequency) (n int, ok bool) {
	if w.days() < float64(f.Days()) {
		return 0, false
	}
	mean := map[adit.Frequency]float64{adit.EveryDay: 1, adit.EveryWeek: 7, adit.EveryMonth: 30.4375, adit.EveryYear: 365.25}[f]
	return max(1, int(math.Round(w.days()/mean))), true
}

// Move is what a price did over a window.
type Move struct {
	Window   Window
	From, To adit.PricePoint // the two observations compared
	Change   adit.Figure     // To / From − 1; unknown with its reason where it cannot be said
}

// Move returns the change over a window that ends with the last observation on
// or before a day. It compares two observations that are there; a gap is said,
// not filled.
func (s *Series) Move(on adit.Date, w Window) Move {
	m := Move{Window: w}
	n, ok := w.periods(s.Frequency)
	if !ok {
		m.Change = adit.UnknownFigure(fmt.Sprintf("%s series", s.Frequency))
		return m
	}
	last := s.At(on)
	if last < 0 {
		m.Change = adit.UnknownFigure("no observation by " + on.String())
		return m
	}
	m.To = s.Points[last]
	want := start(m.To.Date, s.Frequency, n)
	first := s.At(want)
	if s.Frequency == adit.EveryDay && first >= 0 && want-s.Points[first].Date < 7 {
		want = s.Points[first].Date // a weekend or a holiday: the last quote holds
	}
	if first < 0 || s.Points[first].Date != want {
		m.Change = adit.UnknownFigure("no observation for " + want.String())
		return m
	}
	m.From = s.Points[first]
	m.Change = adit.Number(m.To.Price/m.From.Price-1, "1")
	m.Change.Confidence, m.Change.Source = adit.Derived, s.Source
	return m
}
