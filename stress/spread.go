package stress

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"adit"
)

// tail is the share of a normal or lognormal spread that lies below low, and
// above high, before both are cut off.
const tail = 0.05

// quantile returns the value below which a share u of a figure's distribution
// lies. Every spread takes exactly one number of a stream, so that fixing one
// figure leaves the others alone.
func quantile(f adit.Figure, spread string, u float64) float64 {
	a, c, b := f.Low, f.Value, f.High
	if !f.Given() || !f.Known() {
		return f.Or(0)
	}
	if spread == "exponential" {
		return distuv.Exponential{Rate: 1 / c}.Quantile(u)
	}
	if spread == "fixed" || b <= a {
		return c
	}
	switch spread {
	case "uniform":
		return distuv.Uniform{Min: a, Max: b}.Quantile(u)
	case "normal":
		sigma := (b - a) / 2 / distuv.UnitNormal.Quantile(1-tail)
		return math.Min(b, math.Max(a, distuv.Normal{Mu: c, Sigma: sigma}.Quantile(u)))
	case "lognormal":
		sigma := math.Log(b/a) / 2 / distuv.UnitNormal.Quantile(1-tail)
		return math.Min(b, math.Max(a, distuv.LogNormal{Mu: math.Log(c), Sigma: sigma}.Quantile(u)))
	}
	return distuv.NewTriangle(a, b, c, nil).Quantile(u)
}
