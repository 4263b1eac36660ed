package study

import (
	"bytes"
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"adit"
	"adit/lp/highs/highstest"
	"adit/stress"
	"adit/worlds/worldstest"
)

// between is a named figure of a test.
func between(id string, value, low, high float64) adit.NamedFigure {
	return adit.NamedFigure{ID: id, Name: id, Figure: adit.Figure{ID: id, Value: value, Low: low, High: high, Unit: "1", Confidence: adit.Assumed, Ranged: true}}
}

// rangedMines is twoMines under a closed route of CN, with figures of its own;
// the first of them is the value at stake.
func rangedMines(figures ...adit.NamedFigure) *adit.World {
	w := twoMines()
	w.Figures = append(w.Figures, figures...)
	w.Uses[0].ValueAtStake = figures[0].Figure
	w.Scenarios = append(w.Scenarios, adit.Scenario{ID: "closed", Events: []adit.Event{
		{ID: "closed", Name: "The route closes", Kind: adit.RouteEvent, From: []string{"CN"}, Materials: []string{"dy"}, Date: adit.NewDate(2027, 2, 1), Severity: n1(1)}}})
	return w
}

func asksOf(t *testing.T, w *adit.World) SensitivityQuestion {
	t.Helper()
	return SensitivityQuestion{Options: Options{World: w, Solver: highstest.Open(t), Scenario: []string{"closed"}, On: adit.NewDate(2026, 12, 15), Draws: 1, Months: 6, Seed: 1}, Trajectories: 3, Base: 16}
}

// Output lost is tonnes missing times value at stake: it moves with the value
// alone, by the tonnes times the width of the range. What no plant ever comes
// to pay moves nothing, and when shortage begins moves with neither.
func TestOutputLostRestsOnTheValueAlone(t *testing.T) {
	q := asksOf(t, rangedMines(between("val", 1000, 500, 2000), between("mkt.restart.cost", 0.25, 0.1, 0.5), between("mkt.restart.lag", 12, 6, 24), between("not.there", 1, 0, 2)))
	q.Keep = 3
	s, err := AskSensitivity(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, f := range s.Parameters {
		ids = append(ids, f.ID)
	}
	if !slices.Equal(ids, []string{"val", "mkt.restart.cost", "mkt.restart.lag"}) {
		t.Fatalf("moved %v: a figure that nothing refers to is none of them", ids)
	}
	lost, want := s.Screening.Outputs[0], s.Middle[0]*1500/1000
	if !(want > 0) {
		t.Fatal("nothing is lost")
	}
	if e := lost[0]; math.Abs(e.MeanAbs/want-1) > 1e-9 || e.Error > 1e-9*want || e.Mean != e.MeanAbs {
		t.Errorf("the value moves it by %+v, want %g", e, want)
	}
	for k := range outcomes {
		for j, e := range s.Screening.Outputs[k] {
			if (k > 0 || j > 0) && e.MeanAbs != 0 {
				t.Errorf("%s moves %s by %g", ids[j], outcomes[k].name, e.MeanAbs)
			}
		}
	}
	if !slices.Equal(s.Kept, []int{0}) {
		t.Fatalf("kept %v", s.Kept)
	}
	if v := s.Indices.Outputs[0].Indices[0]; math.Abs(v.First-1) > 0.35 || math.Abs(v.Total-1) > 0.35 {
		t.Errorf("the only figure that matters brings %+v", v)
	}
	if v := s.Indices.Outputs[1]; v.Variance != 0 || v.Indices != nil {
		t.Errorf("the first shortage varies: %+v", v)
	}
}

// several are figures that meet in the market.
func several() *adit.World {
	w := rangedMines(between("val", 1000, 500, 2000), between("mkt.lane.growth.base", 0.5, 0.1, 0.9), between("mkt.core", 10, 5, 20), between("el", -0.1, -0.4, -0.05), between("cover", 30, 10, 60))
	w.Figures = w.Figures[1:] // twoMines sets the growth of lanes itself
	w.Uses[0].Elasticity = w.Figures[3].Figure
	w.Materials[0].Cover = w.Figures[4].Figure
	return w
}

func TestSensitivitySameBytesForAnyWorkers(t *testing.T) {
	var pages [2]bytes.Buffer
	for i := range pages {
		q := asksOf(t, several())
		q.Keep, q.Base, q.Workers = 2, 4, i+1
		s, err := AskSensitivity(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range s.Tables() {
			if err := table.WriteCSV(&pages[i]); err != nil {
				t.Fatal(err)
			}
		}
		pages[i].WriteString(s.Says())
		if n := len(s.strongest(0)); n < 3 {
			t.Errorf("only %d figures move output lost", n)
		}
	}
	if !bytes.Equal(pages[0].Bytes(), pages[1].Bytes()) {
		t.Errorf("one worker:\n%s\ntwo:\n%s", &pages[0], &pages[1])
	}
}

// A screening that is stopped is the one of the trajectories that are done.
func TestStoppedScreeningKeepsWholeTrajectories(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	q := asksOf(t, several())
	q.Workers, q.Keep = 1, 2
	q.Progress = func(stage string, done, _ int) {
		if stage == screeningStage && done == 2*6+3 {
			cancel()
		}
	}
	s, err := AskSensitivity(ctx, q)
	if err != nil {
		t.Fatal(err)
	}
	if !errors.Is(s.Stopped, context.Canceled) || s.Screening.Trajectories != 2 || s.Indices != nil {
		t.Fatalf("stopped by %v with %d trajectories", s.Stopped, s.Screening.Trajectories)
	}
	q = asksOf(t, several())
	q.Trajectories = 2
	whole, err := AskSensitivity(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	for k := range outcomes {
		if !slices.Equal(s.Screening.Outputs[k], whole.Screening.Outputs[k]) {
			t.Errorf("%s: %v, want %v", outcomes[k].name, s.Screening.Outputs[k], whole.Screening.Outputs[k])
		}
	}
}

// A range that leaves what a cell may hold is a fault in the input.
func TestFigureOutOfRange(t *testing.T) {
	w := rangedMines(between("val", 1000, 500, 2000), between("lost", 0.01, 0, 1.5))
	w.Lanes[0].Loss = w.Figures[2].Figure
	var problems adit.Problems
	if _, err := AskSensitivity(context.Background(), asksOf(t, w)); !errors.As(err, &problems) || problems[0].Code != "out-of-range" {
		t.Errorf("a loss of 150%%: %v", err)
	}
	w = rangedMines(between("val", 1000, 1000, 1000))
	if _, err := AskSensitivity(context.Background(), asksOf(t, w)); !errors.As(err, &problems) || problems[0].Code != "no-ranged-figure" {
		t.Errorf("nothing to move: %v", err)
	}
}

// A plant makes 90 t beside 900 t of its host, so a yield under 0.1 contradicts
// the base year: the range ends there.
func TestRangesEndWhereTheBaseYearDoes(t *testing.T) {
	w := rangedMines(between("val", 1000, 500, 2000), between("yield", 0.2, 0.05, 0.3))
	w.Materials = append(w.Materials, adit.Material{ID: "la", Name: "lanthanum", Chain: "dy", Weight: adit.Contained, Contains: "La2O3", PriceRule: adit.Quoted, Price: n1(2), PricePlace: "CN", Cover: n1(30)})
	w.Recipes = append(w.Recipes, adit.RecipeLine{Recipe: "beside", Material: "la", Role: adit.Out, Tonnes: n1(1)})
	w.Sites = append(w.Sites, adit.Site{ID: "la", Place: "CN", Recipe: "beside", Status: adit.Operating, Output: n1(90), Capacity: n1(100), Elasticity: n1(0.3), Host: "cn", HostYield: w.Figures[2].Figure})
	w.Uses = append(w.Uses, adit.Use{ID: "glass.CN", Name: "Glass", Material: "la", Place: "CN", Quantity: n1(90), Elasticity: n1(-0.1)})
	p, err := newPoints(context.Background(), asksOf(t, w).defaults().Options)
	if err != nil {
		t.Fatal(err)
	}
	ranges, err := p.ranges(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(ranges) != 2 || ranges[0].Cut() {
		t.Fatalf("%+v", ranges)
	}
	if f := ranges[1]; !f.Cut() || f.To != 0.3 || f.From < 0.1 || f.From > 0.1+0.15/64 {
		t.Errorf("the yield goes from %g to %g", f.From, f.To)
	}
}

// A point runs in a world cut down to the chains it is about: with no figure
// moved it answers what the whole world does.
func TestPointIsTheRunItself(t *testing.T) {
	opt := Options{World: worldstest.Shipped(t), Solver: highstest.Open(t), Scenario: []string{"controls-return"}, Material: "gallium", On: asked, Draws: 2, Months: 9, Seed: 3, Projects: stress.MiddleProjects}
	p, err := newPoints(context.Background(), opt.defaults())
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.at(context.Background(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	extra := 0.0
	for _, d := range p.run.ledger().Draws {
		extra += d.Gains.Extra / 1000 / 2
	}
	if extra <= 0 || math.Abs(got[2]/extra-1) > 1e-6 || math.Abs(got[0]-p.run.totalLoss().mean) > 1e-6*(1+got[0]) {
		t.Errorf("%v, while the run pays %g and loses %g", got, extra, p.run.totalLoss().mean)
	}
	var ids []string
	for _, f := range p.figures() {
		ids = append(ids, f.ID)
	}
	for _, id := range []string{"mkt.core", "el.rec.d.ga", "val.ga.ic", "ga.refine.in", "rule.cn-2023-023.throughput", "scn.controls-return.throughput", "proj.odds.planned"} {
		if !slices.Contains(ids, id) {
			t.Errorf("%s is not moved", id)
		}
	}
	for _, id := range []string{"px.dy", "rule.cn-2025-018.throughput", "scn.hazards.mm-outage"} {
		if slices.Contains(ids, id) {
			t.Errorf("%s is moved, which is of no use to gallium", id)
		}
	}
}
