package study

import "math"

// Forecast is one yearly number a model gave, beside what came. All numbers are
// in one unit; Modelled says what the model gives for the base year, which need
// not be what was observed then.
type Forecast struct {
	Base     float64 // observed in the base year
	Last     float64 // observed in the year before the one scored
	Observed float64 // observed in the year scored
	Modelled float64 // the model's own base year
	Low      float64 // a tenth of futures are lower
	Mid      float64 // median of futures
	High     float64 // a tenth of futures are higher
}

// still is the change, as a logarithm, under which a number counts as unmoved:
// 2%, about what rounding of the published numbers leaves open.
var still = math.Log(1.02)

// Error is the model's level error, a share of what was observed.
func (f Forecast) Error() float64 { return f.Mid/f.Observed - 1 }

// NaiveError is the error of a forecast that the base year's value holds. It
// knows as much as the model did.
func (f Forecast) NaiveError() float64 { return f.Base/f.Observed - 1 }

// LastError is the error of a forecast that the value of the year before holds.
// From the second year on it knows more than the model did.
func (f Forecast) LastError() float64 { return f.Last/f.Observed - 1 }

// Ratio is the change since the base year, in the model.
func (f Forecast) Ratio() float64 { return f.Mid / f.Modelled }

// ObservedRatio is the change since the base year, as observed.
func (f Forecast) ObservedRatio() float64 { return f.Observed / f.Base }

// RatioError is the natural logarithm of the modelled change over the observed
// one: 0 is right, 0.69 twice too much, −0.69 half. A number that is not
// positive leaves it undefined.
func (f Forecast) RatioError() float64 { return math.Log(f.Ratio() / f.ObservedRatio()) }

// NaiveRatioError is the same for no change since the base year.
func (f Forecast) NaiveRatioError() float64 { return -math.Log(f.ObservedRatio()) }

// Direction is 1 for up, −1 for down and 0 for a change of less than 2%.
func Direction(ratio float64) int {
	switch l := math.Log(ratio); {
	case l > still:
		return 1
	case l < -still:
		return -1
	}
	return 0
}

// Hit reports whether the model moved the way the world did.
func (f Forecast) Hit() bool { return Direction(f.Ratio()) == Direction(f.ObservedRatio()) }

// Inside reports whether what came lies in the model's range.
func (f Forecast) Inside() bool { return f.Low <= f.Observed && f.Observed <= f.High }

// Score sums up forecasts.
type Score struct {
	N          int     // forecasts
	Hits       int     // moved the right way
	NaiveHits  int     // did not move: where no change is right
	Inside     int     // observed within the range
	Closer     int     // ratio error smaller than that of no change
	Error      float64 // mean absolute level error
	NaiveError float64 // of the base year's value
	LastError  float64 // of the year before
	Ratio      float64 // mean absolute ratio error, log
	NaiveRatio float64 // of no change
}

// ScoreOf sums up forecasts; of none every mean is NaN.
func ScoreOf(list []Forecast) Score {
	s := Score{N: len(list)}
	count := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	for _, f := range list {
		count(&s.Hits, f.Hit())
		count(&s.NaiveHits, Direction(f.ObservedRatio()) == 0)
		count(&s.Inside, f.Inside())
		count(&s.Closer, math.Abs(f.RatioError()) < math.Abs(f.NaiveRatioError()))
		s.Error += math.Abs(f.Error())
		s.NaiveError += math.Abs(f.NaiveError())
		s.LastError += math.Abs(f.LastError())
		s.Ratio += math.Abs(f.RatioError())
		s.NaiveRatio += math.Abs(f.NaiveRatioError())
	}
	for _, mean := range []*float64{&s.Error, &s.NaiveError, &s.LastError, &s.Ratio, &s.NaiveRatio} {
		*mean /= float64(s.N)
	}
	return s
}
