package study

import (
	"context"
	"encoding/json"
	"testing"

	"adit"
	"adit/claims"
	"adit/lp/highs"
	"adit/report"
	"adit/stress"
)

func n1(v float64) adit.Figure { return adit.Number(v, "1") }

// twoMines is a world in which CN sends JP three quarters of what it uses and
// AU the rest; the scenario more-ore adds a mine in AU that could replace CN
// from the second year.
func twoMines() *adit.World {
	w := &adit.World{Name: "two mines",
		Places:    []adit.Place{{ID: "CN", Name: "China"}, {ID: "AU", Name: "Australia"}, {ID: "JP", Name: "Japan"}},
		Materials: []adit.Material{{ID: "dy", Name: "dysprosium", Chain: "dy", Weight: adit.Contained, Contains: "Dy2O3", PriceRule: adit.Quoted, Price: n1(20), PricePlace: "JP", Cover: n1(30)}},
		Recipes:   []adit.RecipeLine{{Recipe: "mine", Material: "dy", Role: adit.Out, Tonnes: n1(1)}},
		Sites: []adit.Site{
			{ID: "cn", Place: "CN", Recipe: "mine", Status: adit.Operating, Output: n1(900), Capacity: n1(1000), Elasticity: n1(0.3)},
			{ID: "au", Place: "AU", Recipe: "mine", Status: adit.Operating, Output: n1(300), Capacity: n1(300), Elasticity: n1(0.3)},
		},
		Lanes: []adit.Lane{{Material: "dy", From: "CN", To: "JP", Flow: n1(900), Days: n1(0.1)}, {Material: "dy", From: "AU", To: "JP", Flow: n1(300), Days: n1(0.1)}},
		Uses:  []adit.Use{{ID: "motor.JP", Name: "Motors, Japan", Kind: "motor", Material: "dy", Place: "JP", Quantity: n1(1200), Elasticity: n1(-0.1), ValueAtStake: n1(1000)}},
	}
	w.Figures = []adit.NamedFigure{{ID: "mkt.lane.growth.base", Figure: n1(0.5)}}
	w.Scenarios = []adit.Scenario{
		{ID: "calm", Baseline: true},
		{ID: "more-ore", Projects: []adit.ProjectChange{{ID: "big", Place: "AU", Recipe: "mine", Status: adit.Construction, Capacity: n1(900), Start: adit.NewDate(2027, 10, 1), Odds: n1(1), Delay: n1(0), Ramp: n1(0)}}},
		{ID: "floor", Floors: []adit.PriceFloor{{Sites: []string{"big", "au"}, Price: n1(20)}}},
	}
	return w
}

func leverage(t *testing.T, q WindowQuestion) *Window {
	t.Helper()
	solver, err := highs.New(context.Background(), highs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { solver.Close() })
	q.World, q.Solver, q.On = twoMines(), solver, adit.NewDate(2026, 12, 15)
	q.Draws, q.Projects = 2, stress.ProjectsAtOdds
	q.Cutoff, q.Every, q.Horizon, q.Over = "CN", 6, 24, 6
	if q.Materials == nil {
		q.Materials = []string{RareEarths}
	}
	w, err := AskWindow(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Without projects the cut-off costs in every month what it costs today; with
// a mine that opens in month 9 a cut-off from month 12 on costs under half, and
// one from month 6, of which three months pass before, costs less than today's.
func TestWindowClosesWhenTheMineOpens(t *testing.T) {
	w := leverage(t, WindowQuestion{With: []string{"more-ore", "floor"}})
	if got := w.Starts; len(got) != 5 || got[2] != 12 {
		t.Fatalf("starts %v", got)
	}
	now, with := w.Now.All, w.With.All
	if !(now[0].Mean > 0) {
		t.Fatal("a cut-off costs nothing")
	}
	for k := range now {
		if d := now[k].Mean / now[0].Mean; d < 0.99 || d > 1.01 {
			t.Errorf("without projects a cut-off in month %d costs %.3f of today's", w.Starts[k], d)
		}
	}
	if months, ok := w.Now.Last(w.Starts, 0.5); ok || months != 24 {
		t.Errorf("without projects the window is %d months, %v", months, ok)
	}
	if months, ok := w.With.Last(w.Starts, 0.5); !ok || months > 12 {
		t.Errorf("with the mine the window is %d months, %v: %+v", months, ok, with)
	}
	if !(with[1].Mean < with[0].Mean && with[2].Mean < with[1].Mean) {
		t.Errorf("loss does not fall: %+v", with)
	}
	if p := w.With.Projects; len(p) != 1 || p[0].Share != 1 {
		t.Errorf("projects %+v", p)
	}
	if w.Now.States >= w.Now.Steps/2 {
		t.Errorf("%d states of %d periods: the years before the cut-off are not shared", w.Now.States, w.Now.Steps)
	}
}

// Without a floor the same mine gluts the market until it closes, and the older
// one with it: idle, they are no help when the cut-off comes.
func TestGlutReopensTheWindow(t *testing.T) {
	w := leverage(t, WindowQuestion{With: []string{"more-ore"}})
	with := w.With.All
	if !(with[2].Mean < 0.5*with[0].Mean && with[4].Mean > w.Now.All[4].Mean) {
		t.Errorf("losses %+v, without the mine %+v", with, w.Now.All)
	}
	if len(w.With.Projects) != 0 {
		t.Errorf("projects that run at the horizon: %+v", w.With.Projects)
	}
}

// The curve answers claims: a bound where it does not close within the horizon.
func TestWindowJudgesClaims(t *testing.T) {
	w := leverage(t, WindowQuestion{})
	a, err := w.Claim(claims.Query{Kind: claims.AskWindow, Name: RareEarths, Field: "months", Place: []string{"JP"}}, 0)
	if err != nil || !a.Numeric || a.Number.Known() || a.Number.Low != 24 {
		t.Errorf("answer %+v, %v", a, err)
	}
	if a, _ = w.Claim(claims.Query{Kind: claims.AskWindow, Name: RareEarths, Field: "measures", Place: []string{"JP"}}, 0); a.Words != "no" {
		t.Errorf("measures: %+v", a)
	}
	if a, _ = w.Claim(claims.Query{Kind: claims.AskWindow, Name: RareEarths, Field: "months", Place: []string{"AU"}}, 0); a.Missing == "" {
		t.Errorf("where nothing is lost: %+v", a)
	}
	if a, _ = w.Claim(claims.Query{Kind: claims.AskWindow, Name: "f-35", Field: "halt"}, 0); a.Needs != "window" {
		t.Errorf("a window of something else: %+v", a)
	}
	if _, err := json.Marshal(w.Brief(nil)); err != nil {
		t.Error(err)
	}
	if err := report.Write(t.TempDir(), w.Brief(nil)); err != nil {
		t.Error(err)
	}
}

// What cannot be cut off is a problem that says what could.
func TestWindowOfNothing(t *testing.T) {
	q := WindowQuestion{Options: Options{World: twoMines(), On: adit.NewDate(2026, 12, 15)}, Cutoff: "XX", Materials: []string{"unobtainium"}}
	solver, err := highs.New(context.Background(), highs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer solver.Close()
	q.Solver = solver
	_, err = AskWindow(context.Background(), q)
	ps, ok := err.(adit.Problems)
	if !ok || len(ps) != 2 || ps[0].Code != "unknown-place" || ps[1].Code != "unknown-material" {
		t.Errorf("error is %v", err)
	}
}
