package stress_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"adit"
	"adit/chain"
	"adit/lp/highs/highstest"
	"adit/rulebook"
	"adit/stress"
	"adit/worlds/worldstest"
)

// setup is controls-return on the gallium chain of the shipped world, with
// outages by hazard so that draws branch.
func setup(t *testing.T, draws, months int) stress.Setup {
	t.Helper()
	w := worldstest.Shipped(t)
	solver := highstest.Open(t)
	net, problems := chain.Build(w, "ga.refined")
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	if _, problems, err := net.Reconcile(context.Background(), solver); err != nil || problems.Errors() != nil {
		t.Fatal(err, problems)
	}
	scenario := w.Scenario("controls-return")
	book, _ := rulebook.New(w)
	if book, problems = book.With(scenario.Measures); problems.Errors() != nil {
		t.Fatal(problems)
	}
	events := append([]adit.Event{{ID: "outage", Kind: adit.OutageEvent, Sites: []string{"*"}, Place: "JP", Hazard: adit.Number(0.5, "1"),
		Severity: adit.Figure{Value: 0.5, Low: 0.2, High: 0.9}, Months: adit.Figure{Value: 3, Low: 1, High: 6}}}, scenario.Events...)
	return stress.Setup{Net: net, Book: book, Events: events, Base: adit.NewDate(2026, 11, 9),
		Grid: adit.Monthly(adit.NewDate(2026, 12, 1), months), Draws: draws, Seed: 7, Projects: stress.ProjectsAtOdds, Workers: 1, Solver: solver}
}

// bytesOf is everything a run found, draw by draw.
func bytesOf(t *testing.T, e *stress.Ensemble) string {
	t.Helper()
	b, err := json.Marshal(e.Parts[0].Draws)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWorkersDoNotChangeAByte(t *testing.T) {
	s := setup(t, 12, 18)
	var first string
	for _, workers := range []int{1, 2, 4} {
		s.Workers = workers
		e, err := stress.Run(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		if got := bytesOf(t, e); first == "" {
			first = got
		} else if got != first {
			t.Errorf("%d workers give other bytes than one", workers)
		}
	}
	s.Seed = 8
	e, err := stress.Run(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if bytesOf(t, e) == first {
		t.Error("another seed gives the same draws")
	}
}

// A draw is what it is whether or not others run beside it: the tree shares
// states, it does not change them.
func TestTreeSharesStatesWithoutChangingThem(t *testing.T) {
	s := setup(t, 8, 12)
	s.Projects = stress.MiddleProjects // at odds no two futures of this chain are alike
	together, err := stress.Run(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	part := together.Parts[0]
	if part.States >= part.Steps {
		t.Errorf("%d distinct states of %d: draws that share their past were solved twice", part.States, part.Steps)
	}
	seen := map[*stress.Record]bool{}
	for _, d := range part.Draws {
		for _, r := range d {
			seen[r] = true
		}
	}
	if len(seen) != part.States {
		t.Errorf("%d records for %d states", len(seen), part.States)
	}
	s.Draws = 3
	fewer, err := stress.Run(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	for d := range s.Draws {
		a, _ := json.Marshal(part.Draws[d])
		b, _ := json.Marshal(fewer.Parts[0].Draws[d])
		if string(a) != string(b) {
			t.Errorf("draw %d changes when %d more are drawn", d, 5)
		}
	}
}

// A stopped run keeps the draws that are finished and says so.
func TestStopKeepsFinishedDraws(t *testing.T) {
	s := setup(t, 20, 12)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s.Progress = func(done, states int) {
		if done == states/2 {
			cancel()
		}
	}
	e, err := stress.Run(ctx, s)
	if !errors.Is(err, stress.ErrStopped) {
		t.Fatalf("error is %v, want ErrStopped", err)
	}
	whole := 0
	for _, d := range e.Parts[0].Draws {
		if d[len(d)-1] != nil {
			whole++
			for p, r := range d {
				if r == nil {
					t.Fatalf("a finished draw misses period %d", p)
				}
			}
		}
	}
	if e.Complete || whole == 0 || whole == s.Draws {
		t.Errorf("%d of %d draws finished, complete %v", whole, s.Draws, e.Complete)
	}
}
