package stress

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"adit"
)

// Kolmogorov's distance between what is drawn and what a distribution promises,
// written out here by hand, stays under the critical value at 0.1% for 20,000
// draws: 1.95/√n. Cut tails are left out on both sides.
func TestSpreadsFitTheirDistributions(t *testing.T) {
	const n = 20000
	f := adit.Figure{Low: 2, Value: 3, High: 8}
	phi := func(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }
	const z95 = 1.6448536269514722
	cdf := map[string]func(x float64) float64{
		"triangle": func(x float64) float64 {
			if x < 3 {
				return (x - 2) * (x - 2) / 6
			}
			return 1 - (8-x)*(8-x)/30
		},
		"uniform":     func(x float64) float64 { return (x - 2) / 6 },
		"exponential": func(x float64) float64 { return 1 - math.Exp(-x/3) },
		"normal":      func(x float64) float64 { return phi((x - 3) / (6 / 2 / z95)) },
		"lognormal":   func(x float64) float64 { return phi(math.Log(x/3) / (math.Log(4) / 2 / z95)) },
	}
	for spread, want := range cdf {
		r := rand.New(rand.NewPCG(1, 2))
		var x []float64
		for range n {
			x = append(x, quantile(f, spread, r.Float64()))
		}
		slices.Sort(x)
		d := 0.0
		for i, v := range x {
			if (spread == "normal" || spread == "lognormal") && (v <= f.Low || v >= f.High) {
				continue // heaped up at the cuts
			}
			d = max(d, math.Abs(want(v)-float64(i)/n), math.Abs(want(v)-float64(i+1)/n))
		}
		if d > 1.95/math.Sqrt(n) {
			t.Errorf("%s: Kolmogorov's distance is %.4f, more than %.4f", spread, d, 1.95/math.Sqrt(n))
		}
		if spread != "exponential" && (x[0] < f.Low || x[n-1] > f.High) {
			t.Errorf("%s: %g to %g leaves %g to %g", spread, x[0], x[n-1], f.Low, f.High)
		}
	}
	if x := quantile(f, "fixed", 0.9); x != 3 {
		t.Errorf("fixed gives %g, want the value", x)
	}
}

// What a whole ensemble draws follows the spread as well: severities of an
// event, rounded to their grain, against the triangle by gonum's two-sample test.
func TestDrawnSeveritiesFit(t *testing.T) {
	const n = 4000
	e := []adit.Event{{ID: "e", Kind: adit.AccidentEvent, Date: run.From, Severity: adit.Figure{Low: 0.1, Value: 0.3, High: 0.9}}}
	s := newSampler(e, run, 5, nil)
	var drawn, own []float64
	r := rand.New(rand.NewPCG(3, 4))
	for i := range n {
		drawn = append(drawn, s.draw(i)[0].severity)
		own = append(own, math.Round(quantile(e[0].Severity, "triangle", r.Float64())/severityGrain)*severityGrain)
	}
	slices.Sort(drawn)
	slices.Sort(own)
	if d := stat.KolmogorovSmirnov(drawn, nil, own, nil); d > 1.95*math.Sqrt(2.0/n) {
		t.Errorf("distance %.4f", d)
	}
}

// A quantile never falls as the number it is taken at rises, and stays within
// its range, whatever the figure.
func TestQuantileRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(0.01, 10).Draw(t, "low")
		mid := low + rapid.Float64Range(0, 10).Draw(t, "mid")
		f := adit.Figure{Low: low, Value: mid, High: mid + rapid.Float64Range(0, 10).Draw(t, "high")}
		spread := rapid.SampledFrom([]string{"", "triangle", "uniform", "normal", "lognormal", "fixed"}).Draw(t, "spread")
		u, v := rapid.Float64Range(0, 0.999).Draw(t, "u"), rapid.Float64Range(0, 0.999).Draw(t, "v")
		a, b := quantile(f, spread, min(u, v)), quantile(f, spread, max(u, v))
		if a > b || a < f.Low-1e-9 || b > f.High+1e-9 {
			t.Errorf("%s %+v: %g at %g, %g at %g", spread, f, a, min(u, v), b, max(u, v))
		}
	})
}
