package lptest

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"testing"
	"time"

	"adit/lp"
)

// Solved is what SciPy says of a program.
type Solved struct {
	Optimal   bool
	Objective float64
	Took      time.Duration // inside its solver call, from scratch
}

// SciPy solves programs, all their columns as continuous, with the HiGHS that
// the system's SciPy brings: another build of another version, and another way
// in. Where there is none the test is skipped, or fails where CI is true.
func SciPy(t testing.TB, programs []*lp.Program) []Solved {
	t.Helper()
	const python = "/usr/bin/python3"
	if out, err := exec.Command(python, "-c", "import scipy.optimize").CombinedOutput(); err != nil {
		say := t.Skipf
		if os.Getenv("CI") == "true" {
			say = t.Fatalf // a machine that checks a change must have it
		}
		say("no scipy to compare with (%s: %v %.80s)", python, err, bytes.TrimSpace(out))
	}
	var asked []sparse
	for _, p := range programs {
		asked = append(asked, sparseOf(p))
	}
	input, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "-c", oracle)
	cmd.Stdin = bytes.NewReader(input)
	cmd.Stderr = os.Stderr
	output, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answers []struct {
		Fun     *float64 `json:"fun"`
		Seconds float64  `json:"seconds"`
	}
	if err := json.Unmarshal(output, &answers); err != nil {
		t.Fatal(err)
	}
	if len(answers) != len(programs) {
		t.Fatalf("%d answers to %d programs", len(answers), len(programs))
	}
	out := make([]Solved, len(answers))
	for k, a := range answers {
		out[k].Took = time.Duration(a.Seconds * float64(time.Second))
		if a.Fun != nil {
			out[k].Optimal, out[k].Objective = true, *a.Fun
		}
	}
	return out
}

// oracle reads programs as sparse matrices and answers with their objectives.
const oracle = `
import json, sys, time
import numpy as np
from scipy.optimize import milp, Bounds, LinearConstraint
from scipy.sparse import csr_matrix
num = lambda v, d: np.array([d if x is None else x for x in v], dtype=float)
out = []
for p in json.load(sys.stdin):
    a = csr_matrix((p["value"], (p["row"], p["col"])), shape=(len(p["rl"]), len(p["cost"])))
    began = time.perf_counter()
    r = milp(np.array(p["cost"]), constraints=LinearConstraint(a, num(p["rl"], -np.inf), num(p["ru"], np.inf)),
             bounds=Bounds(num(p["cl"], -np.inf), num(p["cu"], np.inf)), integrality=np.zeros(len(p["cost"])))
    out.append({"fun": None if r.status != 0 else float(r.fun), "seconds": time.perf_counter() - began})
json.dump(out, sys.stdout)
`

// sparse is a program as the oracle reads it; null is no bound.
type sparse struct {
	Cost  []float64  `json:"cost"`
	Row   []int      `json:"row"`
	Col   []int      `json:"col"`
	Value []float64  `json:"value"`
	RL    []*float64 `json:"rl"`
	RU    []*float64 `json:"ru"`
	CL    []*float64 `json:"cl"`
	CU    []*float64 `json:"cu"`
}

func sparseOf(p *lp.Program) sparse {
	bounds := func(v []float64) []*float64 {
		out := make([]*float64, len(v))
		for i := range v {
			if !math.IsInf(v[i], 0) {
				out[i] = &v[i]
			}
		}
		return out
	}
	s := sparse{Cost: p.Costs()}
	rl, ru := p.AllRowBounds()
	cl, cu := p.AllColumnBounds()
	s.RL, s.RU, s.CL, s.CU = bounds(rl), bounds(ru), bounds(cl), bounds(cu)
	for e := range p.Entries() {
		s.Row, s.Col, s.Value = append(s.Row, e.Row), append(s.Col, e.Col), append(s.Value, e.Coef)
	}
	return s
}
