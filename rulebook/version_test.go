package rulebook

import (
	"testing"

	"adit"
)

// A change without a day of knowledge is learnt on the very day on which the
// old law and the new one first differ: not sooner, not later.
func TestChangeIsLearntOnTheDayItBites(t *testing.T) {
	open, twenty, thirty := adit.Date(0), adit.Date(20), adit.Date(30)
	for name, c := range map[string]struct {
		span   adit.Span
		change adit.MeasureChange
		first  adit.Date // day of the first difference
		before bool      // whether the old law binds on that day
	}{
		"an open rule ends":              {adit.Span{From: 5}, adit.MeasureChange{To: &twenty}, 21, true},
		"an ending rule goes on":         {adit.Span{From: 5, To: 20}, adit.MeasureChange{To: &open}, 21, false},
		"an end comes sooner":            {adit.Span{From: 5, To: 30}, adit.MeasureChange{To: &twenty}, 21, true},
		"an end comes later":             {adit.Span{From: 5, To: 20}, adit.MeasureChange{To: &thirty}, 21, false},
		"a first day is put off":         {adit.Span{From: 20}, adit.MeasureChange{From: &thirty}, 20, true},
		"a first day is brought forward": {adit.Span{From: 30}, adit.MeasureChange{From: &twenty}, 20, false},
		"an extension is announced":      {adit.Span{From: 5, To: 20}, adit.MeasureChange{AnnouncedUntil: &thirty}, 21, false},
	} {
		t.Run(name, func(t *testing.T) {
			b, _ := New(oneMeasure(adit.Measure{From: []string{"CN"}, InForce: c.span, Effect: adit.Effect{Throughput: adit.Number(0.5, "1")}}))
			c.change.ID = "r"
			b, problems := b.With([]adit.MeasureChange{c.change})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			binds := func(known adit.Date) bool { return len(b.Bites("m", "CN", "US", c.first, known)) > 0 }
			if binds(c.first-1) != c.before {
				t.Errorf("on the eve, day %d was expected to be bound: %v, want %v", c.first, !c.before, c.before)
			}
			if binds(c.first) == c.before {
				t.Errorf("on day %d itself the change is not known", c.first)
			}
		})
	}
}
