// Package highstest hands tests the portable solver.
package highstest

import (
	"context"
	"testing"

	"adit/lp"
	"adit/lp/highs"
)

// Open opens the portable backend until the test ends, or ends the test.
func Open(t testing.TB) lp.Solver {
	t.Helper()
	s, err := highs.New(context.Background(), highs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
