package lp

import "fmt"

// Status says how a solve ended.
type Status int

const (
	// Unknown: no verdict, mostly for numerical reasons.
	Unknown Status = iota
	// Optimal: the solution is a minimum within the solver's tolerances.
	Optimal
	// Infeasible: no point satisfies every row and bound.
	Infeasible
	// Unbounded: the objective falls without limit.
	Unbounded
	// Limit: a limit on iterations, nodes or memory was reached first. Primal
	// may hold the best point found.
	Limit
	// Cancelled: the context ended first.
	Cancelled
)

var statusNames = [...]string{"unknown", "optimal", "infeasible", "unbounded", "limit", "cancelled"}

// String is the status in one lower-case word.
func (s Status) String() string {
	if s < 0 || int(s) >= len(statusNames) {
		return fmt.Sprintf("status %d", int(s))
	}
	return statusNames[s]
}
