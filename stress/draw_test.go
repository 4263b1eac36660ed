package stress

import (
	"math"
	"testing"

	"adit"
)

var run = adit.Span{From: adit.NewDate(2026, 12, 1), To: adit.NewDate(2031, 11, 30)}

// Hazards are a chance a year: over many draws the share of futures without the
// event in the first year is one less the hazard, within five standard errors.
func TestHazardIsAChanceAYear(t *testing.T) {
	const hazard, draws = 0.3, 20000
	event := []adit.Event{{ID: "e", Kind: adit.OutageEvent, Hazard: adit.Number(hazard, "1"), Severity: adit.Number(1, "1")}}
	calm := 0
	for i := range draws {
		if eps := newSampler(event, run, 1, nil).draw(i); len(eps) == 0 || eps[0].from > run.From.AddDays(365) {
			calm++
		}
	}
	p := float64(calm) / draws
	if se := math.Sqrt(hazard * (1 - hazard) / draws); math.Abs(p-(1-hazard)) > 5*se {
		t.Errorf("%.4f of futures are calm in the first year, want %.4f ± %.4f", p, 1-hazard, 5*se)
	}
}

// Adding an event leaves the draws of the others alone.
func TestEventsHaveTheirOwnStreams(t *testing.T) {
	a := adit.Event{ID: "a", Kind: adit.OutageEvent, Hazard: adit.Number(0.4, "1"), Severity: adit.Figure{Low: 0, Value: 0.5, High: 1}, Months: adit.Number(2, "month")}
	b := a
	b.ID = "b"
	for i := range 50 {
		alone := newSampler([]adit.Event{a}, run, 3, nil).draw(i)
		var both []episode
		for _, e := range newSampler([]adit.Event{b, a}, run, 3, nil).draw(i) {
			if e.event.ID == "a" {
				both = append(both, e)
			}
		}
		if len(alone) != len(both) {
			t.Fatalf("draw %d: %d episodes alone, %d beside another event", i, len(alone), len(both))
		}
		for k := range alone {
			if alone[k].from != both[k].from || alone[k].severity != both[k].severity || alone[k].to != both[k].to {
				t.Errorf("draw %d: episode %d changes beside another event", i, k)
			}
		}
	}
}

// An episode that starts within a period counts for its days, lasts, and
// recovers in a straight line.
func TestLevelOverTime(t *testing.T) {
	e := episode{event: &adit.Event{}, from: adit.NewDate(2027, 1, 11), to: adit.NewDate(2027, 3, 11), back: adit.NewDate(2027, 5, 11)}
	g := adit.Monthly(adit.NewDate(2027, 1, 1), 6)
	want := []float64{21.0 / 31, 1, 0.9, 0.5, 0.02, 0}
	for p, w := range want {
		got := e.level(g.Span(p))
		if p < 2 && math.Abs(got-w) > 1e-12 || p >= 2 && p < 5 && (got <= e.level(g.Span(p+1)) || got >= 1) || p == 5 && got != 0 {
			t.Errorf("period %d: level %g", p, got)
		}
	}
}

// Paths of a hand-drawn tree share exactly their common past.
func TestTreeOfThreePaths(t *testing.T) {
	roots, last := grow([][]int{{0, 1, 2}, {0, 1, 3}, {0, 4, 2}})
	if len(roots) != 1 || roots[0].draws != 3 || len(roots[0].children) != 2 {
		t.Fatalf("root: %+v", roots)
	}
	if n := size(roots); n != 6 {
		t.Errorf("%d distinct states, by hand 6", n)
	}
	if last[0].parent != last[1].parent || last[0] == last[2] {
		t.Error("states are shared by condition instead of by path")
	}
	for i, n := range last {
		n.record = &Record{}
		if len(n.ends) != 1 || n.ends[0] != i || len(n.path()) != 3 {
			t.Errorf("draw %d ends at %+v", i, n)
		}
		n.release()
	}
	if roots[0].draws != 0 || last[0].parent.draws != 0 || last[0].record != nil {
		t.Error("handed-over draws are still held")
	}
}
