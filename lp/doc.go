// Package lp describes sparse linear and mixed-integer programs and the
// solvers that minimise them.
//
// A [Program] is built once, with named rows and columns, and handed to a
// [Solver], which returns a live [Model]. The model is changed in place and
// solved again and again: a market simulation does this thousands of times
// with the same matrix.
//
// # Conventions every backend keeps
//
//   - The objective is minimised.
//   - Solution.Dual[i] is d(objective)/d(right-hand side of row i): what one
//     more unit on the right of row i adds to the least cost. A binding lower
//     bound (≥) has a dual ≥ 0, a binding upper bound (≤) has a dual ≤ 0, a
//     slack row has 0.
//   - Solution.ReducedCost[j] is cost[j] − Σ Dual[i]·coef[i,j], which is
//     d(objective)/d(the bound column j rests on).
//   - A bound is absent when it is ±Inf. NaN is refused.
//   - Solve returns a nil error exactly when the status is [Optimal].
//
// The package knows no units: whoever builds a program states them in its row
// and column names or beside them. It imports the standard library only.
package lp
