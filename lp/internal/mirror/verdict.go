package mirror

import (
	"context"
	"fmt"

	"adit/lp"
)

// Failure is the error a verdict stands for, nil when optimal. Blame explains
// an infeasible program; closed says that the solver was closed meanwhile,
// which then is why a solve was cancelled.
func Failure(ctx context.Context, s lp.Status, blame func(context.Context) error, closed bool) error {
	switch s {
	case lp.Optimal:
		return nil
	case lp.Infeasible:
		return blame(ctx)
	case lp.Unbounded:
		return lp.ErrUnbounded
	case lp.Limit:
		return lp.ErrLimit
	case lp.Cancelled:
		if closed {
			return lp.ErrClosed
		}
		return fmt.Errorf("lp: solve cancelled: %w", ctx.Err())
	default:
		return lp.ErrNumerical
	}
}
