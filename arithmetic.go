package adit

import (
	"math"
	"strings"
)

// Arithmetic on figures keeps two promises. A figure without value in a sum or
// a quotient makes the result one without value, never a silent zero; and what
// can still be said of the result, given what is known of its parts, is its
// Low and High. Each part is taken to vary on its own, so a bound is never too
// narrow. The caller names the unit of a product or quotient.

// Plus returns f + g. Figures of two units have no sum.
func (f Figure) Plus(g Figure) Figure {
	return combine(f, g, true, func(a, b float64) float64 { return a + b })
}

// Minus returns f − g. Figures of two units have no difference.
func (f Figure) Minus(g Figure) Figure {
	return combine(f, g, true, func(a, b float64) float64 { return a - b })
}

// Times returns f × g, in no unit.
func (f Figure) Times(g Figure) Figure {
	return combine(f, g, false, func(a, b float64) float64 {
		if a == 0 || b == 0 {
			return 0 // also times a bound without end: zero of anything is zero
		}
		return a * b
	})
}

// Over returns f / g, in no unit. Where g may be zero there is no value; of
// two quantities that are not below zero a lower bound is left.
func (f Figure) Over(g Figure) Figure {
	quotient := func(a, b float64) float64 {
		if math.IsInf(b, 0) {
			return 0 // the limit; where a has no bound either, its other corner says so
		}
		return a / b
	}
	_, fl, fh, _ := f.extent()
	_, gl, gh, _ := g.extent()
	if gl > 0 || gh < 0 {
		return combine(f, g, false, quotient)
	}
	r := combine(f, g, false, func(float64, float64) float64 { return math.NaN() })
	if r.Unknown == "" || gl == gh {
		r.Unknown = strings.Join(union(reasons(r.Unknown), []string{"division by what may be zero"}), "; ")
	}
	if gl == 0 && gh > 0 && fl >= 0 {
		r.Low = quotient(fl, gh)
	}
	if gl == 0 && gh > 0 && fh <= 0 {
		r.High = quotient(fh, gh)
	}
	return r
}

// Among returns the share, 0–1, that f is of f + rest, neither of which is
// below zero. Unlike a quotient of two bounds it knows that f is part of the
// whole.
func (f Figure) Among(rest Figure) Figure {
	r := combine(f, rest, true, func(float64, float64) float64 { return math.NaN() })
	apart := r.Unit == "" && f.Unit != rest.Unit
	r.Unit, r.Ranged, r.Low, r.High = "1", true, 0, 1
	value, fl, fh, _ := f.extent()
	other, rl, rh, _ := rest.extent()
	if apart {
		return r
	}
	share := func(a, b, none float64) float64 {
		switch {
		case math.IsInf(a, 1) && math.IsInf(b, 1), a+b == 0:
			return none
		case math.IsInf(a, 1):
			return 1
		}
		return a / (a + b)
	}
	r.Value = share(value, other, math.NaN())
	r.Low, r.High = share(max(fl, 0), max(rh, 0), 0), share(max(fh, 0), max(rl, 0), 1)
	if r.Unknown == "" && math.IsNaN(r.Value) {
		r.Unknown = "a share of nothing"
	}
	return r
}

// extent returns value, low, high and why there is no value. A figure never
// given is as unknown as one can be.
func (f Figure) extent() (value, low, high float64, why string) {
	switch {
	case !f.Given():
		return math.NaN(), math.Inf(-1), math.Inf(1), "not given"
	case f.Known():
		return f.Value, f.Low, f.High, ""
	}
	if why = f.Unknown; why == "" {
		why = "no value"
	}
	low, high = f.Low, f.High
	if math.IsNaN(low) {
		low = math.Inf(-1)
	}
	if math.IsNaN(high) {
		high = math.Inf(1)
	}
	return math.NaN(), low, high, why
}

// combine applies an operation that is monotone in each argument to values and
// to the corners of both ranges.
func combine(f, g Figure, sameUnit bool, op func(a, b float64) float64) Figure {
	value, fl, fh, whyF := f.extent()
	other, gl, gh, whyG := g.extent()
	r := Figure{Value: math.NaN(), Low: math.Inf(1), High: math.Inf(-1), Confidence: max(f.Confidence, g.Confidence)}
	if r.Confidence < Derived && r.Confidence != NoConfidence {
		r.Confidence = Derived
	}
	r.Source = union(f.Source, g.Source)
	r.Unknown = strings.Join(union(reasons(whyF), reasons(whyG)), "; ")
	if sameUnit && f.Unit != g.Unit && f.Unit != "" && g.Unit != "" {
		r.Low, r.High = math.Inf(-1), math.Inf(1)
		r.Unknown = f.Unit + " and " + g.Unit + " cannot be added"
		return r
	}
	if sameUnit {
		if r.Unit = f.Unit; r.Unit == "" {
			r.Unit = g.Unit
		}
	}
	if r.Unknown == "" {
		r.Value = op(value, other)
	}
	for _, a := range [2]float64{fl, fh} {
		for _, b := range [2]float64{gl, gh} {
			v := op(a, b)
			if math.IsNaN(v) { // ∞ − ∞: no bound from this corner
				r.Low, r.High = math.Inf(-1), math.Inf(1)
				continue
			}
			r.Low, r.High = min(r.Low, v), max(r.High, v)
		}
	}
	r.Ranged = r.Low != r.High
	return r
}

func reasons(why string) []string {
	if why == "" {
		return nil
	}
	return strings.Split(why, "; ")
}

// union returns a followed by what is only in b, in a slice of its own.
func union(a, b []string) []string {
	all := append([]string(nil), a...)
	for _, s := range b {
		seen := false
		for _, t := range all {
			seen = seen || s == t
		}
		if !seen {
			all = append(all, s)
		}
	}
	return all
}
