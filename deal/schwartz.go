package deal

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"

	"adit"
)

// Schwartz is the one-factor model of Schwartz (1997), d ln S = κ(α − ln S) dt
// + σ dW: the logarithm of a price reverts to α at speed κ a year, with
// volatility σ. With κ = 0 it is a random walk of the logarithm without drift.
type Schwartz struct {
	Alpha, Kappa, Sigma float64
}

// Log returns mean and variance of the logarithm of the price after t years,
// from a spot price.
func (s Schwartz) Log(spot, t float64) (mean, variance float64) {
	x := math.Log(spot)
	if s.Kappa == 0 {
		return x, s.Sigma * s.Sigma * t
	}
	decay := math.Exp(-s.Kappa * t)
	return s.Alpha + decay*(x-s.Alpha), s.Sigma * s.Sigma * -math.Expm1(-2*s.Kappa*t) / (2 * s.Kappa)
}

// Mean returns the expected price after t years.
func (s Schwartz) Mean(spot, t float64) float64 {
	m, v := s.Log(spot, t)
	return math.Exp(m + v/2)
}

// Level returns the price the process reverts to in the long run: its mean.
func (s Schwartz) Level() float64 {
	if s.Kappa == 0 {
		return math.NaN()
	}
	return math.Exp(s.Alpha + s.Sigma*s.Sigma/(4*s.Kappa))
}

// AlphaFor returns α so that the mean in the long run is level.
func AlphaFor(level, kappa, sigma float64) float64 {
	if kappa == 0 {
		return math.Log(level)
	}
	return math.Log(level) - sigma*sigma/(4*kappa)
}

// LeastObservations is how many observations a calibration needs.
const LeastObservations = 36

// Fit is a calibration with the standard errors of its parameters.
type Fit struct {
	Schwartz
	KappaError, LevelError, SigmaError float64
	Observations                       int
	Reverts                            bool // false: no reversion was found, and κ is 0
}

// Calibrate fits the process to prices observed years apart by maximum
// likelihood. The exact discretisation of ln S is a first-order autoregression
// with normal errors, of which ordinary least squares is the conditional
// maximum of the likelihood: slope φ = exp(−κΔ), residual variance
// σ²(1−φ²)/2κ. Where φ is 1 or more the series shows no reversion: κ is 0 and
// σ that of a random walk. Standard errors follow by the delta method.
func Calibrate(prices []float64, step float64) (Fit, error) {
	n := len(prices) - 1
	if len(prices) < LeastObservations {
		return Fit{}, fmt.Errorf("%d observations are too few: a calibration needs %d", len(prices), LeastObservations)
	}
	x := make([]float64, len(prices))
	for i, p := range prices {
		if !(p > 0) {
			return Fit{}, fmt.Errorf("observation %d is %v, and has no logarithm", i+1, p)
		}
		x[i] = math.Log(p)
	}
	a, phi := stat.LinearRegression(x[:n], x[1:], nil, false)
	var rss float64
	for i := range n {
		e := x[i+1] - a - phi*x[i]
		rss += e * e
	}
	variance := rss / float64(n) // of maximum likelihood, not the unbiased one
	fit := Fit{Observations: len(prices), Reverts: phi > 0 && phi < 1}
	if !fit.Reverts {
		rss = 0
		for i := range n {
			d := x[i+1] - x[i]
			rss += d * d
		}
		fit.Sigma = math.Sqrt(rss / float64(n) / step)
		fit.SigmaError = fit.Sigma / math.Sqrt(2*float64(n))
		fit.Alpha = x[n]
		return fit, nil
	}
	fit.Kappa = -math.Log(phi) / step
	fit.Alpha = a / (1 - phi)
	fit.Sigma = math.Sqrt(variance * 2 * fit.Kappa / (1 - phi*phi))
	mean, spread := stat.PopMeanStdDev(x[:n], nil)
	sePhi := math.Sqrt(variance/float64(n)) / spread
	fit.KappaError = sePhi / phi / step
	fit.SigmaError = fit.Sigma / math.Sqrt(2*float64(n))
	// α = a/(1−φ): variance of a given φ, plus what the slope moves, at the mean.
	seAlpha := math.Hypot(math.Sqrt(variance/float64(n))/(1-phi), sePhi*math.Abs(fit.Alpha-mean)/(1-phi))
	fit.LevelError = fit.Level() * seAlpha
	return fit, nil
}

// Figures returns the calibrated parameters as figures whose range is 1.645
// standard errors to either side (nine times in ten), for sampling.
func (f Fit) Figures(series string) (level, reversion, volatility adit.Figure) {
	make := func(v, e float64, unit string) adit.Figure {
		return adit.Figure{Value: v, Low: math.Max(v-1.645*e, v*0.05), High: v + 1.645*e, Unit: unit, Ranged: e > 0, Confidence: adit.Derived, Source: []string{series}}
	}
	return make(f.Level(), f.LevelError, "per unit"), make(f.Kappa, f.KappaError, "1/y"), make(f.Sigma, f.SigmaError, "1/y")
}
