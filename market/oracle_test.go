package market_test

import (
	"context"
	"math"
	"testing"

	"adit/chain"
	"adit/lp"
	"adit/lp/highs/highstest"
	"adit/lp/lptest"
	"adit/market"
)

// Windows of the shipped chains, in the base and after months of a deep cut,
// have the objective that SciPy finds for the same program.
func TestObjectiveAgreesWithSciPy(t *testing.T) {
	s := highstest.Open(t)
	var asked []*lp.Program
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
				asked = append(asked, r.Window())
				ours = append(ours, objective/m.Money())
				names = append(names, net.Nodes[0].Material.Chain)
			}
			state, _ = step(t, r, state, c)
		}
	}
	for k, theirs := range lptest.SciPy(t, asked) {
		switch {
		case !theirs.Optimal:
			t.Errorf("%s, program %d: SciPy finds no optimum, we find %g", names[k], k, ours[k])
		case math.Abs(theirs.Objective-ours[k]) > objectiveTolerance*math.Abs(theirs.Objective):
			t.Errorf("%s, program %d: objective %.12g, SciPy %.12g", names[k], k, ours[k], theirs.Objective)
		}
	}
}

// objectiveTolerance is how near two solvers' objectives come, relative.
const objectiveTolerance = 1e-6
