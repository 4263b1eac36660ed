package deal

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

var normal = distuv.UnitNormal

// Black76 prices a European option on a forward (Black 1976): forward and
// strike in currency, deviation the standard deviation of the logarithm at
// expiry (σ√T where volatility is constant), discount the factor to today. It
// returns call and put. With no deviation both are what they pay.
func Black76(forward, strike, deviation, discount float64) (call, put float64) {
	if deviation <= 0 || forward <= 0 || strike <= 0 {
		return discount * math.Max(forward-strike, 0), discount * math.Max(strike-forward, 0)
	}
	d1 := math.Log(forward/strike)/deviation + deviation/2
	d2 := d1 - deviation
	call = discount * (forward*normal.CDF(d1) - strike*normal.CDF(d2))
	put = discount * (strike*normal.CDF(-d2) - forward*normal.CDF(-d1))
	return call, put
}

// BlackScholes prices a European call on a share without dividends (Black &
// Scholes 1973): years to expiry, volatility and rate a year, the rate
// continuous.
func BlackScholes(share, strike, years, volatility, rate float64) float64 {
	if years <= 0 {
		return math.Max(share-strike, 0)
	}
	call, _ := Black76(share*math.Exp(rate*years), strike, volatility*math.Sqrt(years), math.Exp(-rate*years))
	return call
}

// DilutedWarrant prices one warrant where issue of the shares dilutes (Galai &
// Schneller 1978): outstanding shares N, warrants M of one share each. The firm's
// equity per old share V = S + (M/N)·W carries the volatility; the warrant is
// W = N/(N+M) · call(V, K). The fixed point is found by bisection, to the last
// digits of a float.
func DilutedWarrant(share, strike, years, volatility, rate, outstanding, warrants float64) float64 {
	if outstanding <= 0 || warrants <= 0 {
		return BlackScholes(share, strike, years, volatility, rate)
	}
	price := func(w float64) float64 {
		return outstanding / (outstanding + warrants) * BlackScholes(share+warrants/outstanding*w, strike, years, volatility, rate)
	}
	low, high := 0.0, share
	for range 200 {
		if mid := (low + high) / 2; price(mid) > mid {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

// Annuity returns the equal payment that pays back a principal over n periods at
// a rate a period.
func Annuity(principal, rate float64, n int) float64 {
	if n <= 0 {
		return principal
	}
	if rate == 0 {
		return principal / float64(n)
	}
	return principal * rate / -math.Expm1(-float64(n)*math.Log1p(rate))
}

// factor is the discount factor of month i at a rate a year, compounded yearly.
func factor(rate float64, i int) float64 { return math.Exp(-float64(i) / 12 * math.Log1p(rate)) }

// PresentValue discounts monthly flows at a rate a year; flow i falls i months
// after the day of valuation.
func PresentValue(flows []float64, rate float64) float64 {
	step, f, sum := factor(rate, 1), 1.0, 0.0
	for _, x := range flows {
		sum += f * x
		f *= step
	}
	return sum
}

// InternalRate returns the rate a year at which the flows are worth nothing, by
// bisection between -99% and 1000%; ok is false where the present value has one
// sign at both ends, or the flows one sign throughout.
func InternalRate(flows []float64) (rate float64, ok bool) {
	low, high := -0.99, 10.0
	at := PresentValue(flows, low)
	if to := PresentValue(flows, high); at == 0 || to == 0 || math.Signbit(at) == math.Signbit(to) || math.IsInf(at, 0) || math.IsNaN(at) {
		return 0, false
	}
	for range 200 {
		mid := (low + high) / 2
		if v := PresentValue(flows, mid); math.Signbit(v) == math.Signbit(at) {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2, true
}
