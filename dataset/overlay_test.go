package dataset

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"adit"
)

// same compares worlds, NaN being the value of an unknown figure.
var same = cmp.Options{cmpopts.EquateNaNs(), cmpopts.EquateEmpty()}

func set(id string, value float64) *adit.Scenario {
	return &adit.Scenario{ID: "set-" + id, Note: "for the test", Figures: []adit.FigureChange{{ID: id, Value: adit.Number(value, "")}}}
}

func lane(w *adit.World, material, from, to string) *adit.Lane {
	for i := range w.Lanes {
		if l := &w.Lanes[i]; l.Material == material && l.From == from && l.To == to {
			return l
		}
	}
	return nil
}

// A changed figure reaches every cell that refers to it, in the cell's own
// unit: in tables, in rules; and the world it was made from stays as it was.
func TestOverlayFollowsFigures(t *testing.T) {
	before, w := tiny(t), tiny(t)
	got, ps := Overlay(w, set("px.oxide", 250), set("freight.metal", 20000), set("rule.throughput", 50))
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if v := got.Materials[1].Price; v.Value != 250 || v.Unit != "USD/kg" || v.ID != "px.oxide" || v.Confidence != adit.Assumed {
		t.Errorf("price is %+v", v)
	}
	if v := lane(got, "dy.metal", "CN", "US").Freight; v.Value != 20 || v.Unit != "USD/kg" {
		t.Errorf("freight is %+v", v)
	}
	for _, m := range got.Measures {
		if m.ID == "cn-licence" && m.Effect.Throughput.Value != 0.5 {
			t.Errorf("throughput is %v", m.Effect.Throughput.Value)
		}
	}
	if f, _ := got.Figure("freight.metal"); f.Value != 20000 || f.Unit != "$/t" {
		t.Errorf("figure is %+v", f)
	}
	if diff := cmp.Diff(before, w, same); diff != "" {
		t.Errorf("the overlay changed the world it was given:\n%s", diff)
	}
}

// The changed world is itself a sound world: it can be written and read.
func TestOverlayIsSound(t *testing.T) {
	w := tiny(t)
	got, ps := Overlay(w, w.Scenario("return"))
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if again := reread(t, got); len(again) > 0 {
		t.Error(again)
	}
}

// A scenario may set a figure to another one; the units must agree.
func TestOverlayByReference(t *testing.T) {
	w := tiny(t)
	other := &adit.Scenario{ID: "by-ref", Figures: []adit.FigureChange{{ID: "px.oxide", Value: adit.Figure{ID: "freight.metal"}}}}
	got, ps := Overlay(w, set("freight.metal", 30000), other)
	if len(ps) > 0 || got.Materials[1].Price.Value != 30 {
		t.Errorf("price %v, problems %v", got.Materials[1].Price.Value, ps)
	}
	bad := &adit.Scenario{ID: "by-ref", Figures: []adit.FigureChange{{ID: "px.oxide", Value: adit.Figure{ID: "mkt.cover"}}}}
	if _, ps := Overlay(w, bad); len(ps) != 1 || ps[0].Code != "wrong-unit" {
		t.Errorf("a price from days: %v", ps)
	}
}

func TestOverlayOfLaw(t *testing.T) {
	day := adit.NewDate(2027, 1, 10)
	open := adit.Date(0)
	change := func(to *adit.Date) *adit.Scenario {
		return &adit.Scenario{ID: "law", Measures: []adit.MeasureChange{{ID: "cn-truce", To: to}}}
	}
	truce := func(w *adit.World) *adit.Measure {
		for i := range w.Measures {
			if w.Measures[i].ID == "cn-truce" {
				return &w.Measures[i]
			}
		}
		t.Fatal("no truce")
		return nil
	}
	w := tiny(t)
	got, ps := Overlay(w, change(&open), change(&day))
	if m := truce(got); len(ps) > 0 || m.InForce.To != day || m.AnnouncedUntil != 0 || m.InForce.From != truce(w).InForce.From {
		t.Errorf("the later scenario does not win: %+v, %v", m.InForce, ps)
	}
	if got, _ = Overlay(w, change(&open)); truce(got).InForce.To != 0 {
		t.Error("the end was not opened")
	}
	if got, _ = OverlayFigures(w, change(&open)); truce(got).InForce != truce(w).InForce {
		t.Error("OverlayFigures changed the law")
	}
	early := adit.NewDate(2020, 1, 1)
	if _, ps := Overlay(w, change(&early)); len(ps) != 1 || ps[0].Code != "dates-out-of-order" {
		t.Errorf("a truce that ends before it begins: %v", ps)
	}
}

func TestOverlayProblems(t *testing.T) {
	w := tiny(t)
	twice := set("px.oxide", 250)
	twice.Figures = append(twice.Figures, set("px.oxide", 300).Figures...)
	for _, c := range []struct {
		scenario *adit.Scenario
		code     string
	}{
		{set("px.oxid", 250), "dangling-id"},
		{&adit.Scenario{ID: "law", Measures: []adit.MeasureChange{{ID: "cn-truc"}}}, "dangling-id"},
		{nil, "dangling-id"},
		{twice, "contradictory-change"},
		{set("px.oxide", -1), "negative-number"},
		{set("rule.throughput", 150), "out-of-range"},
	} {
		if got, ps := Overlay(w, c.scenario); got == nil || len(ps) == 0 || ps[0].Code != c.code {
			t.Errorf("want %s, got %v", c.code, ps)
		}
	}
}

// Overlaying one scenario after another is overlaying both in that order.
func TestOverlayComposes(t *testing.T) {
	w := tiny(t)
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) *adit.Scenario {
			s := &adit.Scenario{ID: name}
			for _, id := range rapid.SliceOfDistinct(rapid.SampledFrom([]string{"px.oxide", "freight.metal", "rule.throughput", "mkt.ramp"}), func(id string) string { return id }).Draw(t, name) {
				s.Figures = append(s.Figures, set(id, float64(rapid.IntRange(1, 100).Draw(t, id))).Figures...)
			}
			if rapid.Bool().Draw(t, "law") {
				to := adit.NewDate(2026, 11, rapid.IntRange(1, 28).Draw(t, "to"))
				s.Measures = []adit.MeasureChange{{ID: "cn-truce", To: &to}}
			}
			return s
		}
		a, b := draw("a"), draw("b")
		both, ps := Overlay(w, a, b)
		first, ps1 := Overlay(w, a)
		then, ps2 := Overlay(first, b)
		if len(ps)+len(ps1)+len(ps2) > 0 {
			t.Fatal(ps, ps1, ps2)
		}
		if diff := cmp.Diff(both, then, same); diff != "" {
			t.Fatal(diff)
		}
	})
}
