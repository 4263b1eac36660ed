//go:build !clp || !cgo

package stress

import (
	"testing"

	"adit/lp"
	"adit/lp/highs/highstest"
)

// backends are the solvers of this build, the fastest first.
func backends(t testing.TB) []lp.Solver { return []lp.Solver{highstest.Open(t)} }
