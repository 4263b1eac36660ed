// Package market is the one formulation that simulation, response and planning
// share: a linear program over a window of periods whose optimum is the
// equilibrium of price-takers who foresee the window (Samuelson 1952; Takayama
// & Judge 1971), calibrated so that the base year solves it exactly.
//
// A Market is a calibrated component of the chain and never changes; a Runner
// is a live copy of its program inside a solver, one a worker; a Step solves
// one window from a State under Conditions and hands back the next State and
// what happened in the first period. docs/maths.md has every symbol.
package market
