package rulebook

import (
	"slices"
	"strings"
	"testing"

	"adit"
)

func TestFaultyLaw(t *testing.T) {
	span := func(from, to adit.Date) adit.Span { return adit.Span{From: from, To: to} }
	suspension := func(id string, on ...string) adit.Measure {
		return adit.Measure{ID: id, Kind: adit.Suspension, ActsOn: on}
	}
	at := func(line int, m adit.Measure) adit.Measure {
		m.Row = adit.Where{File: "rules/xx/" + m.ID + ".yaml", Line: line, Column: 5}
		return m
	}
	for name, c := range map[string]struct {
		measures []adit.Measure
		want     []string // code and place
	}{
		"same id twice":               {[]adit.Measure{at(1, suspension("a", "b")), at(2, adit.Measure{ID: "b"}), at(3, adit.Measure{ID: "b"})}, []string{"duplicate-key rules/xx/b.yaml:3:5"}},
		"suspends itself":             {[]adit.Measure{at(1, suspension("a", "a"))}, []string{"suspension-cycle rules/xx/a.yaml:1:5"}},
		"suspends through others":     {[]adit.Measure{at(1, suspension("a", "b")), at(1, suspension("b", "c")), at(1, suspension("c", "a"))}, []string{"suspension-cycle rules/xx/c.yaml:1:5"}},
		"a licence that suspends":     {[]adit.Measure{at(1, adit.Measure{ID: "a", Kind: adit.Licence, ActsOn: []string{"b"}}), {ID: "b"}}, []string{"idle-suspension rules/xx/a.yaml:1:5"}},
		"transferors of no origin":    {[]adit.Measure{at(1, adit.Measure{ID: "a", Transferor: true})}, []string{"no-origin rules/xx/a.yaml:1:5"}},
		"a base of nothing":           {[]adit.Measure{at(1, adit.Measure{ID: "a", Effect: adit.Effect{Base: adit.Number(0, "1")}})}, []string{"out-of-range rules/xx/a.yaml:1:5"}},
		"ends before it begins":       {[]adit.Measure{at(1, adit.Measure{ID: "a", InForce: span(5, 4)})}, []string{"dates-out-of-order rules/xx/a.yaml:1:5"}},
		"two last days":               {[]adit.Measure{at(1, adit.Measure{ID: "a", InForce: span(5, 9), LegalUntil: 8})}, []string{"dates-out-of-order rules/xx/a.yaml:1:5"}},
		"announced within the text":   {[]adit.Measure{at(1, adit.Measure{ID: "a", InForce: span(5, 9), AnnouncedUntil: 9})}, []string{"dates-out-of-order rules/xx/a.yaml:1:5"}},
		"announced before it existed": {[]adit.Measure{at(1, adit.Measure{ID: "a", Published: 3, InForce: span(5, 9), AnnouncedUntil: 10, AnnouncedOn: 2})}, []string{"dates-out-of-order rules/xx/a.yaml:1:5"}},
		"sound law":                   {[]adit.Measure{suspension("a", "b", "c"), suspension("b", "c"), {ID: "c", InForce: span(5, 9), AnnouncedUntil: 10}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			b, problems := New(&adit.World{Measures: c.measures})
			var got []string
			for _, p := range problems {
				got = append(got, p.Code+" "+p.Where.String())
				if p.Hint == "" || p.Message == "" {
					t.Errorf("%v lacks a message or a hint", p)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			b.At(5, 0) // what is left of faulty law can still be asked, and ends
		})
	}
}

func TestScenarioChangesAreChecked(t *testing.T) {
	b, _ := New(&adit.World{Measures: []adit.Measure{{ID: "a", InForce: adit.Span{From: 5}}}})
	early := adit.Date(4)
	where := adit.Where{File: "scenarios/s.yaml", Line: 9, Column: 5}
	_, problems := b.With([]adit.MeasureChange{{ID: "a", To: &early, Row: where}, {ID: "b", To: &early, Row: where}})
	if len(problems) != 2 || !strings.Contains(problems.Error(), "scenarios/s.yaml:9:5") {
		t.Errorf("got %v", problems)
	}
}
