package rulebook

import (
	"strings"
	"testing"

	"adit"
)

// What a government has only said is no law from the day it was said. Agents
// expect it where it has a first day; a scenario that sets one makes it law.
func TestAnnouncedMeasure(t *testing.T) {
	measure := func(from adit.Date) *Book {
		b, problems := New(oneMeasure(adit.Measure{Stage: adit.Announced, From: []string{"CN"}, Published: 5, AnnouncedOn: 5,
			InForce: adit.Span{From: from}, Effect: adit.Effect{Throughput: adit.Number(0.5, "1")}}))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return b
	}
	binds := func(b *Book, on, known adit.Date) bool { return len(b.Bites("m", "CN", "US", on, known)) > 0 }

	undated, dated := measure(0), measure(20)
	if _, ok := undated.Answer("r", 10, 4); ok {
		t.Error("known before it was said")
	}
	for _, b := range []*Book{undated, dated} {
		for _, on := range []adit.Date{6, 19, 20, 500} {
			a, ok := b.Answer("r", on, 0)
			if !ok || a.Status != AnnouncedNotLaw || !strings.Contains(a.Says(), "no instrument seen") {
				t.Errorf("on day %d: %s", on, a.Says())
			}
		}
	}
	if a, _ := dated.Answer("r", 30, 0); !strings.Contains(a.Says(), "as from 1970-01-20") {
		t.Errorf("its first day is not said: %s", a.Says())
	}
	if binds(undated, 500, 0) {
		t.Error("agents expect it on no day")
	}
	if binds(dated, 19, 0) || !binds(dated, 20, 0) || binds(dated, 20, 4) {
		t.Error("agents expect it from its first day, once it was said")
	}
	from := adit.Date(40)
	enacted, _ := undated.With([]adit.MeasureChange{{ID: "r", From: &from, KnownOn: 30}})
	if a, _ := enacted.Answer("r", 40, 0); a.Status != InForce {
		t.Errorf("under the scenario: %s", a.Says())
	}
	if a, _ := enacted.Answer("r", 40, 29); a.Status != AnnouncedNotLaw {
		t.Errorf("before the scenario could be known: %s", a.Says())
	}
}
