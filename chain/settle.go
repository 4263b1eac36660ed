package chain

import "math"

// settle removes what the solver's tolerance (1e-7 of a node's size) and flows
// put at zero leave of imbalance: the smallest relative change of quantities
// above zero that balances every node, the least squares A·X²·Aᵀ·λ = −A·x by
// conjugate gradients (Hestenes & Stiefel 1952). It is far below any figure's
// bound, and it keeps what is zero at zero.
func settle(moves []Move, terms [][]term, scale []float64) {
	rest, diag := make([]float64, len(scale)), make([]float64, len(scale))
	for i, m := range moves {
		for _, t := range terms[i] {
			a := t.coef / scale[t.node] * m.Reconciled
			rest[t.node] -= a
			diag[t.node] += a * a
		}
	}
	// pull is the relative change of quantity i under node multipliers.
	pull := func(i int, multiplier []float64) (g float64) {
		for _, t := range terms[i] {
			g += t.coef / scale[t.node] * multiplier[t.node]
		}
		return g * moves[i].Reconciled
	}
	prepared := func(r []float64) ([]float64, float64) { // Jacobi's, and its product with r
		z, dot := make([]float64, len(r)), 0.0
		for k := range r {
			if diag[k] > 0 {
				z[k] = r[k] / diag[k]
				dot += r[k] * z[k]
			}
		}
		return z, dot
	}
	multiplier := make([]float64, len(scale))
	z, rz := prepared(rest)
	along := append([]float64(nil), z...)
	for range 4 * len(scale) {
		worst := 0.0
		for k := range rest {
			worst = max(worst, math.Abs(rest[k]))
		}
		if worst < 1e-14 || rz == 0 {
			break
		}
		next := make([]float64, len(scale))
		for i := range moves {
			g := pull(i, along) * moves[i].Reconciled
			for _, t := range terms[i] {
				next[t.node] += t.coef / scale[t.node] * g
			}
		}
		curve := 0.0
		for k := range along {
			curve += along[k] * next[k]
		}
		if curve <= 0 {
			break
		}
		length := rz / curve
		for k := range along {
			multiplier[k] += length * along[k]
			rest[k] -= length * next[k]
		}
		before := rz
		z, rz = prepared(rest)
		for k := range along {
			along[k] = z[k] + rz/before*along[k]
		}
	}
	for i := range moves {
		moves[i].Reconciled *= max(0, 1+pull(i, multiplier))
	}
}
