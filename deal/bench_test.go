package deal

import (
	"bytes"
	"encoding/json"
	"math"
	"os/exec"
	"strings"
	"testing"

	"adit"
)

// benched is one deal of fifteen years: a floor with a share above it, equity, a
// warrant, a loan and a project that may stand idle.
func benched() *adit.Deal {
	d := rich()
	d.Until = day(2040, 12, 31)
	d.Offtakes, d.Funds, d.Reserves, d.Guarantees, d.Royalties = nil, nil, nil, nil, nil
	d.Loans = d.Loans[:1]
	d.Floors[0].Until = d.Until
	return d
}

// BenchmarkDeal values one deal over 10,000 paths of 15 years by months, with
// and without the state's part.
func BenchmarkDeal(b *testing.B) {
	d := benched()
	for b.Loop() {
		if _, err := Value(b.Context(), d, Options{Draws: 10_000, Seed: 1, Workers: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPortfolio values all shipped deals that are valued.
func BenchmarkPortfolio(b *testing.B) {
	w := shipped(b)
	for b.Loop() {
		for i := range w.Deals {
			if w.Deals[i].Unvalued != "" {
				continue
			}
			d, _, err := Prepare(&w.Deals[i], w.Series, w.Prices, 0)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := Value(b.Context(), d, Options{Draws: 10_000, Seed: 1, Workers: 1}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// peer prices the same strip of quarterly floors over paths of the same process
// with QuantLib: its Gaussian path generator with the extended
// Ornstein-Uhlenbeck process of the logarithm, payoffs in NumPy. It says how
// long the paths and payoffs took, its imports left out.
const peer = `
import json, sys, time
import numpy as np
import QuantLib as ql
q = json.load(sys.stdin)
steps, paths = q["months"], q["paths"]
process = ql.ExtendedOrnsteinUhlenbeckProcess(q["kappa"], q["sigma"], np.log(q["spot"]), lambda t: q["alpha"])
start = time.perf_counter()
rng = ql.GaussianRandomSequenceGenerator(ql.UniformRandomSequenceGenerator(steps, ql.UniformRandomGenerator(1)))
gen = ql.GaussianPathGenerator(process, steps / 12.0, steps, rng, False)
total = 0.0
quarters = steps // 3
df = q["factor"] ** np.arange(3, steps + 1, 3)
for _ in range(paths):
    p = np.exp(np.array(list(gen.next().value()))[1:])
    mean = p[:3 * quarters].reshape(quarters, 3).mean(axis=1)
    total += float((np.maximum(q["floor"] - mean, 0) * df).sum())
took = time.perf_counter() - start
json.dump({"seconds": took, "value": total / paths * q["volume"]}, sys.stdout)
`

// BenchmarkPeers prices one strip of quarterly floors over 10,000 paths of 15
// years by months, here and with QuantLib from Python as it is installed. Both
// values are compared, so that the same thing is timed.
func BenchmarkPeers(b *testing.B) {
	const python, paths, months = "/usr/bin/python3", 10_000, 180
	d := plain(15)
	d.Floors = []adit.PriceProtection{{Clause: clauseOf("floor"), Index: "px", Floor: num(110), Volume: num(1200)}}
	var v *Valuation
	b.Run("adit/floor", func(b *testing.B) {
		for b.Loop() {
			var err error
			if v, err = Value(b.Context(), d, Options{Draws: paths, Seed: 1, Fixed: true}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("quantlib/floor", func(b *testing.B) {
		if _, err := exec.Command(python, "-c", "import QuantLib, numpy").CombinedOutput(); err != nil {
			b.Skip("no QuantLib to compare with (Debian: quantlib-python)")
		}
		in, _ := json.Marshal(map[string]any{"months": months, "paths": paths, "kappa": 0.5, "sigma": 0.3, "spot": 100, "alpha": AlphaFor(110, 0.5, 0.3), "floor": 110, "volume": 0.3, "factor": math.Pow(1.04, -1.0/12)})
		inside, rounds := 0.0, 0
		for b.Loop() {
			cmd := exec.Command(python, "-c", peer)
			cmd.Stdin = bytes.NewReader(in)
			var errs strings.Builder
			cmd.Stderr = &errs
			said, err := cmd.Output()
			if err != nil {
				b.Fatal(err, errs.String())
			}
			var theirs struct{ Seconds, Value float64 }
			if err := json.Unmarshal(said, &theirs); err != nil {
				b.Fatal(err)
			}
			if v != nil {
				if got := -v.AtBorrowing.Mean; math.Abs(got-theirs.Value) > 0.05*theirs.Value {
					b.Fatalf("%g here, %g there: not the same thing was timed", got, theirs.Value)
				}
			}
			inside, rounds = inside+theirs.Seconds, rounds+1
		}
		b.ReportMetric(inside/float64(rounds)*1e9, "peer-ns") // without start and imports
	})
}
