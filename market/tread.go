package market

import "math"

// tread is one step of a curve cut into steps: so wide (as a multiple of the
// base quantity) at such a value (USD/kg, or a multiple of the base price).
type tread struct{ width, value float64 }

// supplyFactors cut a supply curve in steps of the margin, as multiples of the
// base margin; 1 is a breakpoint, so that base output is optimal at exactly the
// base margin and for a range around it.
var supplyFactors = [...]float64{0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1, 1.15, 1.35, 1.7, 2.3, 3.2, 4.6, 7, 11}

// supplyTreads cuts marginal cost c0·q^(1/ε), q output over base output, up to
// capacity (a multiple of base output ≥ 1).
func supplyTreads(elasticity, capacity float64) []tread {
	var out []tread
	last, q := 0.0, 0.0
	for _, f := range supplyFactors {
		next := min(math.Pow(f, elasticity), capacity)
		if f == 1 {
			next = 1
		}
		if next > q+1e-9 {
			out = append(out, tread{next - q, (last + f) / 2})
			q = next
		}
		last = f
	}
	if capacity > q+1e-9 {
		out = append(out, tread{capacity - q, last * 1.25})
	}
	return out
}

// demandFactors cut willingness to pay in log-price steps, as multiples of the
// base price, falling: 5% near the base price, 15% beyond.
func demandFactors(core float64) []float64 {
	f := []float64{1}
	for x := 1.05; x < core*0.97; {
		f = append(f, x)
		if x < 1.25 {
			x *= 1.05
		} else {
			x *= 1.15
		}
	}
	return append(f, core)
}

var cheapFactors = [...]float64{0.95, 0.9, 0.82, 0.72, 0.6, 0.45, 0.3, 0.15}

// demandTreads cuts willingness to pay min(core, q^(1/η)), q demand over base
// demand, dearest first; the core, Qcore = core^η, comes first in three treads
// whose value falls slightly, so that rationing has one answer.
func demandTreads(elasticity, core float64) []tread {
	qcore := math.Pow(core, elasticity)
	out := []tread{{qcore / 3, core * 1.002}, {qcore / 3, core * 1.001}, {qcore / 3, core}}
	f := demandFactors(core)
	for i := len(f) - 1; i > 0; i-- {
		a, b := math.Pow(f[i], elasticity), math.Pow(f[i-1], elasticity)
		if i == 1 {
			b = 1
		}
		out = append(out, tread{b - a, math.Sqrt(f[i] * f[i-1])})
	}
	last := 1.0
	for _, f := range cheapFactors {
		q0, q1 := math.Pow(last, elasticity), math.Pow(f, elasticity)
		out = append(out, tread{q1 - q0, math.Sqrt(f * last)})
		last = f
	}
	return out
}

// stockBreaks and terminalBreaks cut the value of stock and of the position at
// the window's end, as multiples of their targets, with a flat tread of ±1% at 1.
var (
	stockBreaks    = [...]float64{0, 0.05, 0.1, 0.2, 0.35, 0.55, 0.8, 0.99, 1.01, 1.3, 2, 4, 40}
	terminalBreaks = [...]float64{0, 0.12, 0.25, 0.4, 0.55, 0.7, 0.82, 0.92, 0.99, 1.01, 1.08, 1.2, 1.4, 1.8, 3, 8, 40}
)

// inverseTreads cuts min(limit, 1/x).
func inverseTreads(breaks []float64, limit float64) []tread {
	out := make([]tread, 0, len(breaks)-1)
	for i := 1; i < len(breaks); i++ {
		a, b := breaks[i-1], breaks[i]
		v := 2 / (a + b)
		if a < 1 && b > 1 {
			v = 1
		}
		out = append(out, tread{b - a, min(limit, v)})
	}
	return out
}

// thriftFactors cut the premium of an alternative recipe idle in the base: its
// first users find it cheap, its last ones dear. Assumed.
var thriftFactors = [...]float64{0.4, 0.7, 1, 1.4, 2, 3, 4.5}
