package main

import (
	"strings"
	"testing"

	"adit/lp/clp"
)

// TestSolverIsChosen: auto takes CLP where this build has it, and a backend it
// has not is a wrong command line.
func TestSolverIsChosen(t *testing.T) {
	auto := "highs"
	if clp.Built {
		auto = "clp"
	}
	for _, c := range []struct{ flag, want string }{
		{"", auto}, {"--solver auto", auto}, {"--solver highs", "highs"}, {"--solver clp", "clp"},
	} {
		code, _, stderr, got := ask(t.Context(), t, fake{answer: &answer{}}, "stress "+c.flag)
		if c.want == "clp" && !clp.Built {
			if code != exitUsage || !strings.Contains(stderr, "-tags clp") {
				t.Errorf("%q: code %d, %s", c.flag, code, stderr)
			}
			continue
		}
		s, err := got.openSolver(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if name, _, _ := strings.Cut(s.Name(), " "); name != c.want || code != exitOK {
			t.Errorf("%q: code %d, %s, want %s", c.flag, code, s.Name(), c.want)
		}
		s.Close()
	}
}
