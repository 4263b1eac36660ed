package stress

import (
	"math"

	"adit"
	"adit/chain"
	"adit/market"
)

// Pipeline says which projects a run builds.
type Pipeline uint8

// Pipelines: none; one for all draws, in which every number stands at its
// median and those projects produce whose odds are even or better; or, in each
// draw, one drawn at odds, with its own delays and overruns.
const (
	NoProjects Pipeline = iota
	MiddleProjects
	ProjectsAtOdds
)

// may reports whether some draw can have a project: what none has need not
// stand in the program.
func (p Pipeline) may(project *adit.Project) bool {
	return p != MiddleProjects || project.Odds.Or(1) > middleOdds
}

// middleOdds is where the middle future draws the line between projects that
// produce and others.
const middleOdds = 0.4999

// ParsePipeline reads none, middle or odds.
func ParsePipeline(s string) (Pipeline, bool) {
	for p, name := range pipelineNames {
		if name == s {
			return Pipeline(p), true
		}
	}
	return 0, false
}

var pipelineNames = [...]string{"none", "middle", "odds"}

// String returns none, middle or odds.
func (p Pipeline) String() string { return pipelineNames[p] }

// fate is what becomes of one project in one future.
type fate struct {
	site    int
	decided bool
	build   int     // months from going ahead to first output, of a planned one
	ramp    int     // months to half of capacity
	overrun float64 // of capital cost
	start   int     // period from which its term stands: first output, or from when its owners can go ahead
	head    int     // months that it ran before the run began
}

// fates draws what becomes of every project of a network: whether it ever
// produces, by how many months it is late and, of a planned one, how long
// building takes and what it costs beyond the budget. Each project has a stream
// of its own.
func fates(net *chain.Network, grid adit.Grid, seed uint64, index int, middle bool) []fate {
	build := figureOr(net.World, "mkt.project.build", market.ParametersOf(net.World).ProjectBuild)
	overrun := figureOr(net.World, "mkt.project.overrun", market.ParametersOf(net.World).ProjectOverrun)
	var out []fate
	for k := range net.Sites {
		p := net.Sites[k].Project
		if p == nil {
			continue
		}
		r := stream(seed, index, "project "+p.ID)
		u := [4]float64{r.Float64(), r.Float64(), r.Float64(), r.Float64()}
		if middle {
			u = [4]float64{middleOdds, 0.5, 0.5, 0.5}
		}
		if u[0] >= p.Odds.Or(1) {
			continue
		}
		f := fate{site: k, decided: p.Status != adit.Planned, ramp: int(math.Round(p.RampTime.Or(0)))}
		announced := p.Start
		if announced.IsZero() {
			announced = grid.Start(0)
		}
		ready := announced.AddMonths(int(math.Round(quantile(p.Delay, "triangle", u[1]))))
		if !f.decided {
			f.build = int(math.Round(quantile(build, "triangle", u[2])))
			f.overrun = math.Round(quantile(overrun, "triangle", u[3])/severityGrain) * severityGrain
			ready = ready.AddMonths(-f.build) // so long before it would have to be decided
		}
		f.start = 0
		if ready >= grid.Start(0) {
			if f.start = grid.Period(ready); f.start < 0 {
				continue // after the run
			}
		} else if f.decided {
			f.head = monthsBetween(ready, grid.Start(0))
		}
		out = append(out, f)
	}
	return out
}

func figureOr(w *adit.World, id string, def float64) adit.Figure {
	if f, ok := w.Figure(id); ok {
		return f
	}
	return adit.Number(def, "")
}

func monthsBetween(a, b adit.Date) int {
	n := 0
	for a.AddMonths(n+1) <= b {
		n++
	}
	return n
}

// terms lists the projects whose term stands in a period, with months turned
// into periods.
func terms(fates []fate, p int, months float64) []market.Term {
	periods := func(n int) int { return int(math.Round(float64(n) / months)) }
	var out []market.Term
	for _, f := range fates {
		if f.start <= p {
			out = append(out, market.Term{Site: f.site, Decided: f.decided, Head: periods(f.head), Build: periods(f.build), Ramp: periods(f.ramp), Overrun: f.overrun})
		}
	}
	return out
}
