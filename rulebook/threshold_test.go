package rulebook

import (
	"testing"

	"adit"
)

// The boundary shares of the announcement (0.1% by value), of the 50% rules and
// of the American ceiling (more than 25%, or 10% for some).
func TestThresholds(t *testing.T) {
	w := &adit.World{Groups: []adit.Group{{ID: "strict", Members: []string{"IR", "KP"}}}}
	b, _ := New(w)
	content := &adit.Measure{Test: adit.Test{Kind: "content", Share: adit.Number(0.001, "1")}}
	owned := &adit.Measure{Test: adit.Test{Kind: "ownership", Share: adit.Number(0.5, "1")}}
	ceiling := &adit.Measure{Test: adit.Test{Kind: "content", Share: adit.Number(0.25, "1"), Compare: "more-than",
		Ceilings: []adit.Ceiling{{To: []string{"strict"}, Share: adit.Number(0.1, "1")}}}}
	for _, c := range []struct {
		m     *adit.Measure
		share float64
		to    string
		want  bool
	}{
		{content, 0.000999, "JP", false}, {content, 0.001, "JP", true}, {content, 0.001001, "JP", true},
		{owned, 0.49999, "", false}, {owned, 0.5, "", true}, {owned, 0.50001, "", true},
		{owned, 0.1 + 0.2 + 0.2, "", true}, {content, 0.1 * 0.01, "", true}, // sums and products round
		{ceiling, 0.25, "CN", false}, {ceiling, 0.2501, "CN", true}, {ceiling, 0.1, "IR", false}, {ceiling, 0.1001, "IR", true}, {ceiling, 0.2, "CN", false},
		{&adit.Measure{}, 1, "", false},
	} {
		if got := b.Catches(c.m, c.share, c.to); got != c.want {
			t.Errorf("%s test %s %v, share %v to %q: caught %v", c.m.Test.Kind, c.m.Test.Compare, c.m.Test.Share.Value, c.share, c.to, got)
		}
	}
}

// The boundary of a measure decides whether the days its text names are in.
func TestBoundaryIsApplied(t *testing.T) {
	for inclusive, want := range map[string][]adit.Date{"": {10, 20}, "both": {10, 20}, "first": {10, 19}, "last": {11, 20}, "neither": {11, 19}} {
		w := oneMeasure(adit.Measure{From: []string{"CN"}, InForce: adit.Span{From: 10, To: 20}, Boundary: adit.Boundary{Inclusive: inclusive},
			Effect: adit.Effect{Throughput: adit.Number(0.5, "1")}})
		b, _ := New(w)
		for on := adit.Date(8); on < 24; on++ {
			in := on >= want[0] && on <= want[1]
			a, _ := b.Answer("r", on, 0)
			if (a.Status == InForce) != in || (len(b.Bites("m", "CN", "US", on, 0)) == 1) != in {
				t.Errorf("boundary %q: on day %d %s, want in force: %v", inclusive, on, a.Status, in)
			}
		}
		// What a scenario sets is a day in force, whatever the text counts.
		to := adit.Date(15)
		moved, _ := b.With([]adit.MeasureChange{{ID: "r", To: &to, KnownOn: 1}})
		if a, _ := moved.Answer("r", 15, 0); a.Status != InForce {
			t.Errorf("boundary %q: the scenario's last day is %s", inclusive, a.Status)
		}
		if a, _ := moved.Answer("r", 16, 0); a.Status != Ended {
			t.Errorf("boundary %q: the day after the scenario's last is %s", inclusive, a.Status)
		}
	}
}
