package market_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"testing"

	"adit/chain"
	"adit/lp"
	"adit/lp/highs/highstest"
	"adit/market"
)

// oracle reads programs as sparse matrices and answers with their objectives,
// by the system's SciPy: another build of another version, and another way in.
const oracle = `
import json, sys
import numpy as np
from scipy.optimize import milp, Bounds, LinearConstraint
from scipy.sparse import csr_matrix
num = lambda v, d: np.array([d if x is None else x for x in v], dtype=float)
out = []
for p in json.load(sys.stdin):
    a = csr_matrix((p["value"], (p["row"], p["col"])), shape=(len(p["rl"]), len(p["cost"])))
    r = milp(np.array(p["cost"]), constraints=LinearConstraint(a, num(p["rl"], -np.inf), num(p["ru"], np.inf)),
             bounds=Bounds(num(p["cl"], -np.inf), num(p["cu"], np.inf)), integrality=np.zeros(len(p["cost"])))
    out.append(None if r.status != 0 else float(r.fun))
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

// Windows of the shipped chains, in the base and after months of a deep cut,
// have the objective that SciPy finds for the same program.
func TestObjectiveAgreesWithSciPy(t *testing.T) {
	const python = "/usr/bin/python3"
	if out, err := exec.Command(python, "-c", "import scipy.optimize").CombinedOutput(); err != nil {
		say := t.Skipf
		if os.Getenv("CI") == "true" {
			say = t.Fatalf // a machine that checks a change must have it
		}
		say("no scipy to compare with (%s: %v %.80s)", python, err, bytes.TrimSpace(out))
	}
	s := highstest.Open(t)
	var asked []sparse
	var ours []float64
	var names []string
	nets := append([]*chain.Network{reconciled(t, small(), s)}, shipped(t, s)...)
	for _, net := range nets {
		m, r := calibrated(t, net, s, market.Options{Window: 3, Perturb: true})
		state := m.Base()
		for month := range 6 {
			c := calm
			if month > 0 {
				c = cut(net, "CN", 0.2)
			}
			if month%5 == 0 { // the base, and a shortage well under way
				_, objective, err := r.Foresee(context.Background(), state, c)
				if err != nil {
					t.Fatal(err)
				}
				asked = append(asked, sparseOf(r.Window()))
				ours = append(ours, objective/m.Money())
				names = append(names, net.Nodes[0].Material.Chain)
			}
			state, _ = step(t, r, state, c)
		}
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
	var theirs []*float64
	if err := json.Unmarshal(output, &theirs); err != nil {
		t.Fatal(err)
	}
	if len(theirs) != len(asked) {
		t.Fatalf("%d answers to %d programs", len(theirs), len(asked))
	}
	for k, fun := range theirs {
		switch {
		case fun == nil:
			t.Errorf("%s, program %d: SciPy finds no optimum, we find %g", names[k], k, ours[k])
		case math.Abs(*fun-ours[k]) > objectiveTolerance*math.Abs(*fun):
			t.Errorf("%s, program %d: objective %.12g, SciPy %.12g", names[k], k, ours[k], *fun)
		}
	}
}

// objectiveTolerance is how near two solvers' objectives come, relative.
const objectiveTolerance = 1e-6
