package stress_test

import (
	"context"
	"math"
	"testing"

	"adit"
	"adit/chain"
	"adit/lp/highs/highstest"
	"adit/rulebook"
	"adit/stress"
	"adit/worlds/worldstest"
)

// underLaw runs the gallium chain of the shipped world without an event, month
// by month from the 28th, under the law that edit makes of the shipped one.
// The first month begins on 2026-09-28; the third, on 2026-11-28, is the first
// after the suspension of No. 46 paragraph 2.
func underLaw(t *testing.T, edit func(w *adit.World, b *rulebook.Book) *rulebook.Book) (*chain.Network, []*stress.Record) {
	t.Helper()
	w, solver := worldstest.Shipped(t), highstest.Open(t)
	book, problems := rulebook.New(w)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	if edit != nil {
		book = edit(w, book)
	}
	net, problems := chain.Build(w, "ga.refined")
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	if _, problems, err := net.Reconcile(context.Background(), solver); err != nil || problems.Errors() != nil {
		t.Fatal(err, problems)
	}
	// A window of one month: nobody acts ahead, so a change shows in its month.
	e, err := stress.Run(context.Background(), stress.Setup{Net: net, Book: book, Base: adit.NewDate(2026, 11, 9), Window: 1, Draws: 1, Seed: 1, Solver: solver,
		Grid: adit.Monthly(adit.NewDate(2026, 9, 28), 4), Keep: func(*chain.Network) bool { return true }})
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range e.Parts {
		if part.Market.Net.Node("ga.refined", "US") >= 0 {
			return part.Market.Net, part.Draws[0]
		}
	}
	t.Fatal("no part holds gallium of the United States")
	return nil, nil
}

// laneOf is the number of a lane.
func laneOf(t *testing.T, net *chain.Network, material, from, to string) int {
	t.Helper()
	for i := range net.Lanes {
		if l := net.Lanes[i].Ref; l.Material == material && l.From == from && l.To == to {
			return i
		}
	}
	t.Fatalf("no lane of %s from %s to %s", material, from, to)
	return -1
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6*math.Max(1, math.Abs(b)) }

// The day after the suspension of No. 46 paragraph 2 ends by its text, the lane
// it denies moves, and so does the price where it leads; not before, and not
// where the suspension goes on.
func TestEndOfASuspensionMovesLaneAndPrice(t *testing.T) {
	net, ends := underLaw(t, nil)
	_, goesOn := underLaw(t, func(_ *adit.World, b *rulebook.Book) *rulebook.Book {
		open := adit.Date(0)
		b, problems := b.With([]adit.MeasureChange{{ID: "cn-2025-072", To: &open, KnownOn: adit.NewDate(2026, 9, 1)}})
		if problems.Errors() != nil {
			t.Fatal(problems)
		}
		return b
	})
	lane, us := laneOf(t, net, "ga.refined", "CN", "US"), net.Node("ga.refined", "US")
	for p := range 2 {
		if !near(ends[p].Flow[lane], goesOn[p].Flow[lane]) || !near(ends[p].Price[us], goesOn[p].Price[us]) {
			t.Errorf("month %d, before the end: flow %g and price %g, with the suspension going on %g and %g",
				p, ends[p].Flow[lane], ends[p].Price[us], goesOn[p].Flow[lane], goesOn[p].Price[us])
		}
	}
	const after = 2
	if had, has := ends[after-1].Flow[lane], ends[after].Flow[lane]; had <= 0 || has >= 0.9*had {
		t.Errorf("gallium from China to the United States goes from %g to %g t a month when the suspension ends", had, has)
	}
	if had, has := ends[after-1].Price[us], ends[after].Price[us]; has <= 1.01*had {
		t.Errorf("its price in the United States goes from %g to %g", had, has)
	}
	if had, has := goesOn[after-1].Flow[lane], goesOn[after].Flow[lane]; math.Abs(has-had) > 0.01*had {
		t.Errorf("with the suspension going on, the flow goes from %g to %g all the same", had, has)
	}
}

// A layer of duty that begins on a day is met by its lane in that month.
func TestTariffLayerMovesPrice(t *testing.T) {
	day := adit.NewDate(2026, 11, 28)
	open := adit.Date(0)
	calm := []adit.MeasureChange{{ID: "cn-2025-072", To: &open, KnownOn: adit.NewDate(2026, 9, 1)}}
	run := func(layers ...adit.TariffLayer) (*chain.Network, []*stress.Record) {
		return underLaw(t, func(w *adit.World, _ *rulebook.Book) *rulebook.Book {
			w.Tariffs = append(w.Tariffs, layers...)
			b, problems := rulebook.New(w)
			if problems.Errors() != nil {
				t.Fatal(problems)
			}
			b, problems = b.With(calm)
			if problems.Errors() != nil {
				t.Fatal(problems)
			}
			return b
		})
	}
	net, without := run()
	_, with := run(adit.TariffLayer{HS: "811292", Importer: "US", Origin: "*", Layer: "test", Rate: adit.Number(0.3, "1"), From: day})
	us := net.Node("ga.refined", "US")
	for p := range 2 {
		if !near(with[p].Price[us], without[p].Price[us]) {
			t.Errorf("month %d, before the duty: price %g, without it %g", p, with[p].Price[us], without[p].Price[us])
		}
	}
	if got, base := with[2].Price[us], without[2].Price[us]; got <= 1.05*base || got > 1.35*base {
		t.Errorf("a duty of 30%% on gallium of every origin takes its price in the United States from %g to %g", base, got)
	}
}
