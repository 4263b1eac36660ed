package main

import (
	"context"
	"fmt"
	"strings"

	"adit/lp"
	"adit/lp/clp"
	"adit/lp/highs"
)

// backends are the values of --solver. Every program Adit solves is linear, so
// each of them takes all; auto is the fastest this build has.
var backends = []string{"auto", "highs", "clp"}

// openSolver opens the backend of --solver. It is up to the caller to close it.
func (s settings) openSolver(ctx context.Context) (lp.Solver, error) {
	if s.solver == "clp" || s.solver != "highs" && clp.Built {
		return clp.New()
	}
	return highs.New(ctx, highs.Options{})
}

// solverValue reads the name of a backend this build has.
type solverValue string

func (v *solverValue) String() string { return string(*v) }
func (v *solverValue) Type() string   { return "name" }
func (v *solverValue) Set(s string) error {
	switch {
	case s == "clp" && !clp.Built:
		return clp.ErrNotBuilt
	case s == "auto", s == "highs", s == "clp":
		*v = solverValue(s)
		return nil
	}
	return fmt.Errorf("give one of %s", strings.Join(backends, ", "))
}
