package clp

import (
	"errors"
	"testing"

	"adit/lp"
	"adit/lp/lptest"
)

// open returns CLP, or skips the test where there is none.
func open(t testing.TB) lp.Solver {
	t.Helper()
	s, err := New()
	if errors.Is(err, ErrNotBuilt) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestConformance(t *testing.T) {
	lptest.Conformance(t, func(t *testing.T) lp.Solver { return open(t) })
}

func BenchmarkHot(b *testing.B)   { lptest.BenchmarkHot(b, open(b)) }
func BenchmarkStart(b *testing.B) { lptest.BenchmarkStart(b, open(b)) }
func BenchmarkCold(b *testing.B)  { lptest.BenchmarkCold(b, open(b)) }
