//go:build clp && cgo

package stress

import (
	"testing"

	"adit/lp"
	"adit/lp/clp"
	"adit/lp/highs/highstest"
)

// backends are the solvers of this build, the fastest first.
func backends(t testing.TB) []lp.Solver {
	s, err := clp.New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return []lp.Solver{s, highstest.Open(t)}
}
