package rulebook

import (
	"strings"
	"testing"

	"adit"
)

func TestConflicts(t *testing.T) {
	goods := []adit.Item{{Materials: []string{"m*"}}}
	licence := adit.Measure{ID: "a", Issuer: "CN", Kind: adit.Licence, From: []string{"CN"}, Items: goods, InForce: adit.Span{From: 5},
		Provenance: adit.Provenance{Row: adit.Where{File: "a.yaml", Line: 1}}}
	other := func(edit func(m *adit.Measure)) adit.Measure {
		m := licence
		m.ID, m.Kind, m.Row = "b", adit.Ban, adit.Where{File: "b.yaml", Line: 1}
		edit(&m)
		return m
	}
	amount := func(m *adit.Measure, kind adit.MeasureKind, v float64) {
		m.Kind, m.Effect.Amount, m.Effect.Unit = kind, adit.Number(v, ""), "t/y"
	}
	for name, c := range map[string]struct {
		first adit.Measure
		other adit.Measure
		clash bool
	}{
		"licence and ban":           {licence, other(func(*adit.Measure) {}), true},
		"licence and licence":       {licence, other(func(m *adit.Measure) { m.Kind = adit.Licence }), false},
		"a stated exception":        {licence, other(func(m *adit.Measure) { m.ExceptFor = []string{"a"} }), false},
		"another issuer":            {licence, other(func(m *adit.Measure) { m.Issuer = "US" }), false},
		"other goods":               {licence, other(func(m *adit.Measure) { m.Items = []adit.Item{{Materials: []string{"n"}}} }), false},
		"another origin":            {licence, other(func(m *adit.Measure) { m.From = []string{"US"} }), false},
		"a narrower destination":    {licence, other(func(m *adit.Measure) { m.To = []string{"US"} }), true},
		"a destination left out":    {licence, other(func(m *adit.Measure) { m.To, m.ExceptTo = []string{"US"}, []string{"US"} }), false},
		"one ends before the other": {other(func(m *adit.Measure) { m.ID, m.InForce = "b", adit.Span{From: 1, To: 4} }), licence, false},
		"a narrower test":           {licence, other(func(m *adit.Measure) { m.Test.Kind = "end-user" }), false},
		"the same narrower test":    {other(func(m *adit.Measure) { m.Test.Kind, m.ID, m.Kind = "end-user", "c", adit.Licence }), other(func(m *adit.Measure) { m.Test.Kind = "end-user" }), true},
		"different users": {other(func(m *adit.Measure) {
			m.Test = adit.Test{Kind: "end-user", EndUser: []string{"x"}}
			m.ID, m.Kind = "c", adit.Licence
		}), other(func(m *adit.Measure) { m.Test = adit.Test{Kind: "end-user", EndUser: []string{"y"}} }), false},
		"hypothetical":             {licence, other(func(m *adit.Measure) { m.InForce.From = Never }), false},
		"only announced":           {licence, other(func(m *adit.Measure) { m.Stage = adit.Announced }), false},
		"two quotas":               {other(func(m *adit.Measure) { amount(m, adit.Quota, 5); m.ID = "c" }), other(func(m *adit.Measure) { amount(m, adit.Quota, 6) }), true},
		"the same quota twice":     {other(func(m *adit.Measure) { amount(m, adit.Quota, 5); m.ID = "c" }), other(func(m *adit.Measure) { amount(m, adit.Quota, 5) }), false},
		"control codes, one below": {licence, other(func(m *adit.Measure) { m.Items = []adit.Item{{Control: []string{"1C902.a"}}} }), false},
		"a code and the one above it": {other(func(m *adit.Measure) {
			m.ID, m.Kind = "c", adit.Licence
			m.Items = []adit.Item{{Control: []string{"1C902"}}}
		}), other(func(m *adit.Measure) { m.Items = []adit.Item{{Control: []string{"1C902.a"}}} }), true},
		"another edition of a code": {other(func(m *adit.Measure) {
			m.ID, m.Kind = "c", adit.Licence
			m.Items = []adit.Item{{Customs: []string{"2846"}, Edition: "HS2017"}}
		}), other(func(m *adit.Measure) { m.Items = []adit.Item{{Customs: []string{"284690"}, Edition: "HS2022"}} }), false},
	} {
		t.Run(name, func(t *testing.T) {
			w := &adit.World{Materials: []adit.Material{{ID: "m1"}, {ID: "n"}}, Measures: []adit.Measure{c.first, c.other}}
			_, problems := New(w)
			if got := len(problems) > 0; got != c.clash {
				t.Fatalf("problems %v, want a conflict: %v", problems, c.clash)
			}
			if c.clash {
				text := problems.Error()
				for _, want := range []string{"conflicting-measures", c.first.ID + " (", c.other.ID + " (", c.first.Row.File, c.other.Row.File} {
					if !strings.Contains(text, want) {
						t.Errorf("%s lacks %q", text, want)
					}
				}
			}
		})
	}
}

// A suspension ends a conflict for as long as it runs, and only then.
func TestSuspendedMeasureConflictsWithNothing(t *testing.T) {
	m := adit.Measure{ID: "a", Issuer: "CN", Kind: adit.Licence, Items: []adit.Item{{Materials: []string{"m"}}}, InForce: adit.Span{From: 5}}
	n := m
	n.ID, n.Kind = "b", adit.Ban
	stay := adit.Measure{ID: "s", Issuer: "CN", Kind: adit.Suspension, ActsOn: []string{"b"}, InForce: adit.Span{From: 5}}
	for _, c := range []struct {
		to    adit.Date
		clash bool
	}{{0, false}, {9, true}} {
		stay.InForce.To = c.to
		_, problems := New(&adit.World{Materials: []adit.Material{{ID: "m"}}, Measures: []adit.Measure{m, n, stay}})
		if got := len(problems) > 0; got != c.clash {
			t.Errorf("suspended to %d: %v", c.to, problems)
		}
	}
}
