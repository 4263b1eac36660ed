package stress_test

import (
	"context"
	"encoding/json"
	"testing"

	"adit"
	"adit/chain"
	"adit/lp/highs"
	"adit/rulebook"
	"adit/stress"
)

func num(v float64) adit.Figure { return adit.Number(v, "1") }

// rivals is a world of a cheap supplier, a dear one and a market.
func rivals() *adit.World {
	return &adit.World{Name: "rivals",
		Materials: []adit.Material{{ID: "x", Name: "x", Chain: "x", Weight: adit.Contained, PriceRule: adit.Quoted, Price: num(20), PricePlace: "JP", Cover: num(30)}},
		Recipes:   []adit.RecipeLine{{Recipe: "mine", Material: "x", Role: adit.Out, Tonnes: num(1)}},
		Sites: []adit.Site{
			{ID: "cn", Place: "CN", Recipe: "mine", Status: adit.Operating, Output: num(900), Capacity: num(1000), Elasticity: num(0.3)},
			{ID: "au", Place: "AU", Recipe: "mine", Status: adit.Operating, Output: num(300), Capacity: num(360), Elasticity: num(0.3)},
		},
		Lanes: []adit.Lane{{Material: "x", From: "CN", To: "JP", Flow: num(900), Days: num(0.1)}, {Material: "x", From: "AU", To: "JP", Flow: num(300), Days: num(0.1)}},
		Uses:  []adit.Use{{ID: "jp", Name: "Users, Japan", Kind: "users", Material: "x", Place: "JP", Quantity: num(1200), Elasticity: num(-0.3), ValueAtStake: num(100)}},
	}
}

// plain is a run of a hand-made world under no law.
func plain(t *testing.T, w *adit.World, months int) stress.Setup {
	t.Helper()
	solver, err := highs.New(context.Background(), highs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { solver.Close() })
	net, problems := chain.Build(w)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	if _, problems, err = net.Reconcile(context.Background(), solver); err != nil || problems.Errors() != nil {
		t.Fatal(err, problems)
	}
	book, problems := rulebook.New(w)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	return stress.Setup{Net: net, Book: book, Base: adit.NewDate(2026, 12, 1), Grid: adit.Monthly(adit.NewDate(2027, 1, 1), months),
		Draws: 1, Seed: 1, Window: 1, Workers: 1, Solver: solver, Keep: func(*chain.Network) bool { return true }}
}

func run(t *testing.T, s stress.Setup) *stress.Part {
	t.Helper()
	e, err := stress.Run(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return e.Parts[0]
}

// A price war closes a plant that a floor overlay keeps open.
func TestPriceWarClosesAPlantThatAFloorKeepsOpen(t *testing.T) {
	s := plain(t, rivals(), 24)
	au := s.Net.Site("au")
	last := func() float64 {
		d := run(t, s).Draws[0]
		return d[len(d)-1].Output[au]
	}
	if peace := last(); peace < 24 {
		t.Fatalf("in peace the plant makes %g t a month of 25", peace)
	}
	s.Events = []adit.Event{{ID: "war", Kind: adit.PriceWarEvent, Place: "CN", Date: s.Grid.Start(2), Severity: num(0.9), Extra: num(0.5)}}
	if war := last(); war != 0 {
		t.Errorf("the war leaves it making %g t a month", war)
	}
	s.Floors = []adit.PriceFloor{{Sites: []string{"au"}, Price: num(21)}}
	if kept := last(); kept < 10 {
		t.Errorf("under the floor it makes %g t a month", kept)
	}
	s.Floors[0].Days.To = s.Grid.Start(6) - 1 // a floor that ends no longer keeps it
	if ended := last(); ended != 0 {
		t.Errorf("once the floor has ended it makes %g t a month", ended)
	}
}

// At odds p a share p of futures has the project, each with its own delay; in
// the middle every draw is the same.
func TestProjectsAtOdds(t *testing.T) {
	w := rivals()
	w.Projects = []adit.Project{{ID: "new", Place: "CN", Recipe: "mine", Status: adit.Construction, Capacity: num(240), Start: adit.NewDate(2027, 2, 1),
		Odds: num(0.4), Delay: adit.Figure{Value: 4, Low: 0, High: 12}}}
	s := plain(t, w, 18)
	s.Draws, s.Projects = 60, stress.ProjectsAtOdds
	p := run(t, s)
	site := p.Market.Net.Site("new")
	starts := map[int]bool{}
	built := 0
	for _, d := range p.Draws {
		for period, r := range d {
			if r.Output[site] > 0 {
				starts[period], built = true, built+1
				break
			}
		}
	}
	if built < 12 || built > 36 || len(starts) < 4 {
		t.Errorf("%d of 60 futures have the project at odds 0.4, in %d different months", built, len(starts))
	}
	if p.States >= p.Steps {
		t.Errorf("%d states for %d periods: futures before any start are the same", p.States, p.Steps)
	}
	s.Projects = stress.MiddleProjects
	if p = run(t, s); p.States != 18 {
		t.Errorf("%d states in the middle, want one path of 18", p.States)
	}
	if p.Market.Net.Site("new") >= 0 {
		t.Error("a project at odds of 0.4 stands in the middle future")
	}
}

// A tree of two events, counted by hand. Each may strike on a day of its own, in
// month 4 or 7 of 12, for good. Before month 4 all futures are one; then those
// with and without the first; from month 7 as many as there are pairs. So the
// solves are 3 + 2·3 + 4·6 = 33 where every pair occurs.
func TestTwoEventTreeCountsItsSolves(t *testing.T) {
	s := plain(t, rivals(), 12)
	s.Draws = 40
	for _, e := range []struct {
		id    string
		month int
	}{{"fire", 3}, {"flood", 6}} {
		s.Events = append(s.Events, adit.Event{ID: e.id, Kind: adit.AccidentEvent, Sites: []string{"au"}, Date: s.Grid.Start(e.month),
			Odds: num(0.5), Severity: num(0.25)})
	}
	solved := 0
	s.Progress = func(done, states int) { solved = done }
	p := run(t, s)
	pairs := map[[2]bool]bool{}
	au := p.Market.Net.Site("au")
	for _, d := range p.Draws {
		pairs[[2]bool{d[4].Output[au] < 24, d[8].Output[au] < d[4].Output[au]-1}] = true
	}
	if len(pairs) != 4 {
		t.Fatalf("40 draws show %d of 4 pairs", len(pairs))
	}
	if p.States != 33 || solved != 33 || p.Steps != 480 {
		t.Errorf("%d distinct states, %d solved, of %d; by hand 33, 33 and 480", p.States, solved, p.Steps)
	}
}

// Handing over draws gives the same records as keeping them, each draw once,
// and a range of draws is that part of the whole.
func TestEachHandsOverWhatRunKeeps(t *testing.T) {
	s := setup(t, 9, 8)
	whole := must(t, s).Parts[0].Draws
	s.First, s.Draws, s.Workers = 3, 6, 2
	for i, d := range must(t, s).Parts[0].Draws {
		if asJSON(t, whole[3+i]) != asJSON(t, d) {
			t.Errorf("draw %d of the range is not draw %d of the whole", i, 3+i)
		}
	}
	got := map[int]string{}
	s.First, s.Draws = 0, 9
	s.Each = func(_ *stress.Part, draw int, path []*stress.Record) {
		if _, again := got[draw]; again {
			t.Errorf("draw %d is handed over twice", draw)
		}
		got[draw] = asJSON(t, path)
	}
	e := must(t, s)
	for i := range whole {
		if got[i] != asJSON(t, whole[i]) {
			t.Errorf("draw %d differs when handed over", i)
		}
	}
	if e.Parts[0].Draws[0] != nil {
		t.Error("records are kept beside")
	}
}

func must(t *testing.T, s stress.Setup) *stress.Ensemble {
	t.Helper()
	e, err := stress.Run(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
