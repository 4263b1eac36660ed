package lp

import (
	"context"
	"errors"
	"time"
)

// Errors Solve wraps; ask with errors.Is. An infeasible program gives an
// [*InfeasibleError] instead, a cancelled solve wraps ctx.Err().
var (
	// ErrUnbounded: the objective falls without limit.
	ErrUnbounded = errors.New("lp: unbounded")
	// ErrLimit: an iteration, node or memory limit was reached first.
	ErrLimit = errors.New("lp: limit reached")
	// ErrNumerical: the solver came to no verdict.
	ErrNumerical = errors.New("lp: no verdict")
	// ErrNoBasis: Basis was asked of a model that has none, because it was
	// not solved yet, its last solve failed, or it has integer columns.
	ErrNoBasis = errors.New("lp: no basis")
	// ErrInteger: the solver takes no integer columns; Open says so.
	ErrInteger = errors.New("lp: integer columns, which this solver does not take")
	// ErrBroken: the solver itself failed (a trap, a C++ exception, memory).
	// The model is lost and answers nothing but Close; its Solver is not.
	ErrBroken = errors.New("lp: solver failed")
	// ErrClosed: the model or its solver is closed.
	ErrClosed = errors.New("lp: closed")
)

// Solution is the outcome of one solve. Its slices belong to the caller.
type Solution struct {
	Status Status
	// Objective is cost·x.
	Objective float64
	// Primal is x, one value a column. Nil when there is no point to show.
	Primal []float64
	// Dual[i] = d(objective)/d(right-hand side of row i). Nil unless Optimal,
	// and always nil with integer columns, which have no duals.
	Dual []float64
	// ReducedCost[j] = cost[j] − Σ Dual[i]·coef[i,j]. Nil where Dual is.
	ReducedCost []float64
	// Iterations counts simplex iterations, or branch-and-bound nodes with
	// integer columns.
	Iterations int
	// SolveTime is the time inside the solver alone, without copying data in
	// or out. It is for measuring; results never depend on it.
	SolveTime time.Duration
}

// Solver makes models. It is safe for concurrent use.
type Solver interface {
	// Name and version of the backend, such as "highs 1.15.3".
	Name() string
	// Open loads a program. It fails on numbers [Program.Validate] refuses,
	// and with ErrInteger where the backend takes no integers.
	Open(p *Program) (Model, error)
	// Close frees the solver and all its models, cancelling running solves.
	Close() error
}

// Model is a live program inside a solver: loaded once, changed in place,
// solved hot. It is not safe for concurrent use, but many models of one solver
// may work at the same time.
//
// The Set methods copy their arguments and take effect at the next Solve; the
// order of calls does not matter, and of several settings of one row or column
// the last holds. They fail, changing nothing, on an index out of range,
// slices of different lengths or a number [Program.Validate] would refuse.
type Model interface {
	// SetCosts replaces the objective coefficients of some columns.
	SetCosts(cols []int32, costs []float64) error
	// SetColumnBounds replaces the bounds of some columns.
	SetColumnBounds(cols []int32, lower, upper []float64) error
	// SetRowBounds replaces the bounds of some rows.
	SetRowBounds(rows []int32, lower, upper []float64) error

	// Solve minimises, continuing from the basis of the last solve. The error
	// is nil exactly when the status is Optimal. The Solution is nil only when
	// the solver came to no verdict at all.
	//
	// When ctx ends, Solve soon returns an error wrapping ctx.Err(); the next
	// solve is then a cold one, since where a solve stops depends on the clock.
	Solve(ctx context.Context) (*Solution, error)

	// Basis returns the basis of the last solve, or of Start when nothing was
	// solved since.
	Basis() (*Basis, error)

	// Start clears everything the solver remembers (factorisation, incumbent,
	// pricing weights) and sets this basis, so that the next Solve depends on
	// the program's data and b alone, to the last bit, whatever this model
	// solved before. A nil basis means a cold start.
	Start(b *Basis) error

	// Close frees the model. Closing twice is harmless.
	Close() error
}
