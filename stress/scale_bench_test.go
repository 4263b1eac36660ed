package stress

import (
	"context"
	"math"
	"runtime"
	"testing"
	"time"

	"adit"
	"adit/lp"
	"adit/lp/lptest"
)

// peerMonths is how many months of one future are put to the peer as well.
const peerMonths = 12

// peer walks the first months of one future and has SciPy solve each month's
// program from scratch. It returns seconds a solve: ours, hot and inside the
// solver, and SciPy's; and the worst relative difference of objectives.
func peer(b *testing.B, s Setup) (hot, cold, apart float64) {
	b.Helper()
	j := prepared(b, s)
	m := j.part.Market
	r, err := m.Open(s.Solver)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	var programs []*lp.Program
	state := m.Base()
	inside := time.Duration(0)
	for period, at := range trail(j.last[0])[:peerMonths+1] {
		before := r.SolverTime
		next, _, err := r.Step(context.Background(), state, j.future.list[at.condition])
		if err != nil {
			b.Fatal(err)
		}
		if state = next; period == 0 { // nothing to start from
			continue
		}
		inside += r.SolverTime - before
		programs = append(programs, r.Window())
	}
	for k, x := range lptest.SciPy(b, programs) {
		live, err := s.Solver.Open(programs[k])
		if err != nil {
			b.Fatal(err)
		}
		own, err := live.Solve(context.Background())
		if err != nil {
			b.Fatal(err)
		}
		live.Close()
		if !x.Optimal {
			b.Fatalf("SciPy finds no optimum of month %d", k+1)
		}
		apart = max(apart, math.Abs(x.Objective-own.Objective)/math.Abs(x.Objective))
		cold += x.Took.Seconds()
	}
	n := float64(len(programs))
	return inside.Seconds() / n, cold / n, apart
}

// prepared is the chain of a setup, ready to run.
func prepared(b *testing.B, s Setup) *job {
	b.Helper()
	run := adit.Span{From: s.Grid.Start(0), To: s.Grid.Start(s.Grid.Len()) - 1}
	s.Net, _ = s.Net.WithProjects(s.Projects.may)
	s.Cast = func(draw int) Cast { return Cast{Of: draw} }
	var paths [][]episode
	sampler := newSampler(s.Events, run, s.Seed, nil)
	for d := range s.Draws {
		paths = append(paths, sampler.draw(d))
	}
	j, problems := prepare(s, s.Net.Part(0), paths)
	if j == nil {
		b.Fatal("nothing of the scenario touches the chain: ", problems)
	}
	return j
}

// BenchmarkScale is what keeping live models and shared states is worth, on
// controls-return and its magnet chain: how many times as long SciPy's HiGHS
// takes cold for the program of one state; how many times as long it would
// take for every period of every draw; how much of that is states shared; wall
// over time in the solver; and what a second worker brings.
func BenchmarkScale(b *testing.B) {
	for _, backend := range backends(b) {
		b.Run(backend.Name(), func(b *testing.B) {
			s := magnets(b, 40, 36)
			s.Solver = backend
			hot, cold, apart := peer(b, s)
			if apart > 1e-6 {
				b.Fatalf("objectives differ by %.2g", apart)
			}
			var one, two, inside time.Duration
			states, steps := 0, 0
			for b.Loop() {
				for _, workers := range []int{1, 2} {
					s.Workers = workers
					s.Each = func(*Part, int, []*Record) {}
					began := time.Now()
					e, err := Run(context.Background(), s)
					if err != nil {
						b.Fatal(err)
					}
					took := time.Since(began)
					if workers == 2 {
						two += took
						continue
					}
					one += took
					for _, p := range e.Parts {
						inside += p.Solver
						states += p.States
						steps += p.Steps
					}
				}
			}
			b.ReportMetric(cold/hot, "scipy-cold/hot")
			b.ReportMetric(cold*float64(steps)/one.Seconds(), "scipy-every-period/run")
			b.ReportMetric(100*(1-float64(states)/float64(steps)), "%saved-by-states")
			b.ReportMetric(one.Seconds()/inside.Seconds(), "wall/solver")
			b.ReportMetric(one.Seconds()/two.Seconds(), "1-worker/2-workers")
		})
	}
}

// BenchmarkDraws runs more and more futures of gallium and says what a future
// costs against the hundredth part of a hundred, and the memory in use.
func BenchmarkDraws(b *testing.B) {
	backend := backends(b)[0]
	var base float64
	for _, draws := range []int{100, 1000, 10_000} {
		b.Run(map[int]string{100: "100", 1000: "1000", 10_000: "10000"}[draws], func(b *testing.B) {
			s := setupOf(b, "ga.refined", draws, 24)
			s.Solver = backend
			var wall time.Duration
			peak := uint64(0)
			for b.Loop() {
				ledger := NewLedger(0, draws)
				s.Each = ledger.Add
				began := time.Now()
				if _, err := Run(context.Background(), s); err != nil {
					b.Fatal(err)
				}
				ledger.Close()
				wall += time.Since(began)
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.Sys)
			}
			each := wall.Seconds() / float64(draws) / float64(b.N)
			if draws == 100 {
				base = each
			}
			b.ReportMetric(each/base, "cost-of-a-draw/of-100")
			b.ReportMetric(float64(peak)/(1<<20), "MiB-from-system")
		})
	}
}
