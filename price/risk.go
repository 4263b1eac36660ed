package price

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"

	"adit"
)

// leastReturns is how many returns a spread or a correlation is computed from
// at least: from fewer it is no more than a guess.
const leastReturns = 3

// returns gives the log returns of a series between neighbouring observations,
// by the date of the later one. Nothing is said across a gap.
func (s *Series) returns(on adit.Date, w Window) (dates []adit.Date, values []float64, why string) {
	n, ok := w.periods(s.Frequency)
	if !ok {
		return nil, nil, fmt.Sprintf("the series is %s, a window of %s is finer", s.Frequency, w)
	}
	last := s.At(on)
	for i := max(1, last-n+1); i <= last; i++ {
		a, b := s.Points[i-1], s.Points[i]
		if gap := start(b.Date, s.Frequency, 1); s.Frequency != adit.EveryDay && a.Date != gap {
			continue
		}
		dates = append(dates, b.Date)
		values = append(values, math.Log(b.Price/a.Price))
	}
	if len(values) < leastReturns {
		return nil, nil, fmt.Sprintf("%d returns of %d needed", len(values), leastReturns)
	}
	return dates, values, ""
}

// Volatility returns the standard deviation of log returns over a window, a
// year.
func (s *Series) Volatility(on adit.Date, w Window) adit.Figure {
	_, values, why := s.returns(on, w)
	if why != "" {
		return adit.UnknownFigure(why)
	}
	f := adit.Number(stat.StdDev(values, nil)*math.Sqrt(perYear(s.Frequency)), "1")
	f.Confidence, f.Source = adit.Derived, s.Source
	return f
}

// Correlation returns the correlation of the log returns of two series over a
// window, on the dates both have one. Series of two frequencies have none.
func Correlation(a, b *Series, on adit.Date, w Window) adit.Figure {
	if a.Frequency != b.Frequency {
		return adit.UnknownFigure(fmt.Sprintf("one series is %s, the other %s", a.Frequency, b.Frequency))
	}
	datesA, valuesA, why := a.returns(on, w)
	if why != "" {
		return adit.UnknownFigure(a.ID + ": " + why)
	}
	datesB, valuesB, why := b.returns(on, w)
	if why != "" {
		return adit.UnknownFigure(b.ID + ": " + why)
	}
	at := map[adit.Date]float64{}
	for i, d := range datesB {
		at[d] = valuesB[i]
	}
	var x, y []float64
	for i, d := range datesA {
		if v, ok := at[d]; ok {
			x, y = append(x, valuesA[i]), append(y, v)
		}
	}
	if len(x) < leastReturns {
		return adit.UnknownFigure(fmt.Sprintf("%d returns on common dates, %d are needed", len(x), leastReturns))
	}
	r := stat.Correlation(x, y, nil)
	if math.IsNaN(r) {
		return adit.UnknownFigure("one of the two does not move")
	}
	f := adit.Number(max(-1, min(1, r)), "1")
	f.Confidence = adit.Derived
	return f
}
