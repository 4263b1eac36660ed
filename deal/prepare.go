package deal

import (
	"fmt"
	"sort"

	"adit"
	"adit/internal/clone"
)

// Calibration says how an index of a deal got its parameters from a series.
type Calibration struct {
	Index, Series string
	Fit           Fit
	Last          adit.Date // of the last observation used
	Unit          string    // what one price of the series buys
}

// Prepare completes the indices of a deal that name a series: what the terms
// leave out of spot, level, reversion and volatility is taken from the monthly
// observations known by the day of valuation, by maximum likelihood; the ranges
// are the calibration's own errors. The deal given is left as it is.
func Prepare(d *adit.Deal, series []adit.PriceSeries, prices []adit.PricePoint, from adit.Date) (*adit.Deal, []Calibration, error) {
	if from.IsZero() {
		from = d.Signed
	}
	c := clone.Of(d)
	var done []Calibration
	for i := range c.Indices {
		x := &c.Indices[i]
		if x.Series == "" {
			continue
		}
		var s *adit.PriceSeries
		for k := range series {
			if series[k].ID == x.Series {
				s = &series[k]
			}
		}
		var points []adit.PricePoint
		for _, p := range prices {
			if p.Series == x.Series && p.Date <= from {
				points = append(points, p)
			}
		}
		if s == nil || len(points) == 0 {
			return nil, nil, fmt.Errorf("index %s of deal %s: series %q has no price by %s", x.ID, d.ID, x.Series, from)
		}
		sort.SliceStable(points, func(a, b int) bool { return points[a].Date < points[b].Date })
		last := points[len(points)-1]
		if !x.Spot.Given() {
			x.Spot = adit.Figure{Value: last.Price, Low: last.Price, High: last.Price, Unit: "per unit", Source: s.Source, Confidence: s.Confidence}
		}
		if x.Process != "schwartz" || x.Level.Given() && x.Reversion.Given() && x.Volatility.Given() {
			continue
		}
		steps := map[adit.Frequency]float64{adit.EveryMonth: 1.0 / 12, adit.EveryYear: 1}
		step, ok := steps[s.Frequency]
		if !ok {
			return nil, nil, fmt.Errorf("index %s of deal %s: series %q is %s; a calibration needs monthly prices", x.ID, d.ID, x.Series, s.Frequency)
		}
		observed := make([]float64, len(points))
		for k, p := range points {
			observed[k] = p.Price
		}
		fit, err := Calibrate(observed, step)
		if err != nil {
			return nil, nil, fmt.Errorf("index %s of deal %s, series %s by %s: %w", x.ID, d.ID, x.Series, from, err)
		}
		level, reversion, volatility := fit.Figures(x.Series)
		if !fit.Reverts {
			level, reversion = x.Spot, adit.Number(0, "1/y")
		}
		for _, f := range []struct {
			to   *adit.Figure
			from adit.Figure
		}{{&x.Level, level}, {&x.Reversion, reversion}, {&x.Volatility, volatility}} {
			if !f.to.Given() {
				*f.to = f.from
			}
		}
		done = append(done, Calibration{x.ID, x.Series, fit, last.Date, s.Unit})
	}
	return c, done, nil
}
