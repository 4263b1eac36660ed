package rulebook

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"adit"
)

func row(hs, importer, origin, layer string, rate float64, from, to adit.Date) adit.TariffLayer {
	return adit.TariffLayer{HS: hs, Importer: importer, Origin: origin, Layer: layer, Rate: adit.Number(rate, "1"), From: from, To: to}
}

func TestDuty(t *testing.T) {
	unknown := row("850511", "US", "TW", "s301", 0, 1, 0)
	unknown.Rate, unknown.Unknown = adit.Figure{}, "10 or 12.5%"
	class := row("*", "US", "*", "s232", 0.5, 1, 0)
	class.Goods = "processed critical minerals"
	w := &adit.World{
		Places: []adit.Place{{ID: "US"}, {ID: "CN"}, {ID: "JP"}, {ID: "TW"}, {ID: "DE"}},
		Groups: []adit.Group{{ID: "EU", Members: []string{"DE"}}},
		Tariffs: []adit.TariffLayer{
			row("85051100", "US", "*", adit.MFN, 0.021, 0, 0), row("85051100", "US", "CN", "s301", 0.25, 10, 0), row("*", "US", "*", "s122", 0.10, 20, 30),
			row("8505110070", "US", "*", "s122", 0, 20, 30), row("850511", "US", "CN", "fentanyl", 0.10, 5, 9), row("850511", "US", "CN", "fentanyl", 0.20, 5, 9),
			row("850511", "US", "JP", "s122", 0.03, 20, 30), unknown,
			row("2846", "EU", "*", adit.MFN, 0.032, 0, 0), row("8110", "CN", "*", "extra", 0.1, 0, 0), class,
		},
	}
	w.Tariffs[len(w.Tariffs)-1].Importer = "JP"
	b, problems := New(w)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	inf := math.Inf(1)
	for _, c := range []struct {
		hs, from, to string
		on           adit.Date
		low, high    float64
		says         string
	}{
		{"850511", "CN", "US", 4, 0.021, 0.021, "2.1%"},
		{"850511", "CN", "US", 5, 0.121, 0.221, "12.1% to 22.1%: sources differ"},
		{"850511", "CN", "US", 9, 0.121, 0.221, ""},
		{"850511", "CN", "US", 10, 0.271, 0.271, ""},
		{"8505110070", "CN", "US", 20, 0.271, 0.271, ""},       // the longer heading is exempt
		{"8505110050", "CN", "US", 20, 0.371, 0.371, ""},       // the layer for every heading
		{"850511", "CN", "US", 30, 0.271, 0.371, "line below"}, // depends on the line
		{"850511", "CN", "US", 31, 0.271, 0.271, ""},
		{"8505110050", "JP", "US", 20, 0.051, 0.051, ""}, // a named origin before any
		{"850511", "TW", "US", 4, 0.021, inf, "at least 2.1%: s301: 10 or 12.5%"},
		{"28469019", "US", "DE", 4, 0.032, 0.032, ""}, // a group levies
		{"8110", "US", "CN", 4, 0.1, inf, "at least 10%: MFN layer not loaded"},
		{"8110", "US", "JP", 4, 0, inf, "at least 0%: MFN layer not loaded"},
		{"8110", "US", "TW", 4, 0, inf, "cannot tell: no layer is loaded"},
	} {
		d := b.Duty(c.hs, c.from, c.to, c.on, 0)
		if math.Abs(d.Low-c.low) > 1e-12 || d.High != c.high && math.Abs(d.High-c.high) > 1e-12 {
			t.Errorf("%s from %s to %s on day %d: %g to %g, want %g to %g", c.hs, c.from, c.to, c.on, d.Low, d.High, c.low, c.high)
		}
		if !strings.Contains(d.Says(), c.says) {
			t.Errorf("%q lacks %q", d.Says(), c.says)
		}
	}
}

// A layer that rests on a measure binds while the measure does.
func TestDutyFollowsItsMeasure(t *testing.T) {
	w := &adit.World{
		Materials: []adit.Material{{ID: "m", HS: []string{"850511"}}},
		Measures: []adit.Measure{
			{ID: "duty", Kind: adit.Tariff, InForce: adit.Span{From: 5}},
			{ID: "stay", Kind: adit.Suspension, ActsOn: []string{"duty"}, InForce: adit.Span{From: 10, To: 20}, LegalUntil: 20, AnnouncedUntil: 25, AnnouncedOn: 15},
		},
		Tariffs: []adit.TariffLayer{row("85051100", "US", "CN", "extra", 0.25, 0, 0)},
	}
	w.Tariffs[0].Measure = "duty"
	b, _ := New(w)
	for _, c := range []struct {
		on, known adit.Date
		rate      float64
	}{{4, 0, 0}, {5, 0, 0.25}, {9, 0, 0.25}, {10, 0, 0}, {20, 0, 0}, {21, 0, 0}, {25, 0, 0}, {26, 0, 0.25}, {21, 14, 0.25}} {
		sum := 0.0
		for _, bite := range b.Bites("m", "CN", "US", c.on, c.known) {
			sum += bite.Rate
			if bite.Measure.ID != "duty" || bite.Relative() != 1 {
				t.Errorf("got %+v", bite)
			}
		}
		if sum != c.rate {
			t.Errorf("on day %d, known on %d, the market meets %g, want %g", c.on, c.known, sum, c.rate)
		}
		d := b.Duty("850511", "CN", "US", c.on, c.known)
		if d.Low != c.rate {
			t.Errorf("on day %d, known on %d, the duty is %g, want %g", c.on, c.known, d.Low, c.rate)
		}
		if doubt := c.on > 20 && c.on <= 25 && c.known == 0; doubt && len(d.Layers) > 0 {
			t.Errorf("on day %d the layer counts although its stay is announced to go on", c.on)
		}
	}
}

// A heading holds several lines: the market takes the row whose measure names
// the material, not the range over all of them.
func TestDutyOfTheMaterialItsMeasureNames(t *testing.T) {
	w := &adit.World{
		Materials: []adit.Material{{ID: "ga", HS: []string{"811292"}}, {ID: "ge", HS: []string{"811292"}}, {ID: "in", HS: []string{"811292"}}},
		Measures: []adit.Measure{
			{ID: "duty-ga", Kind: adit.Tariff, Items: []adit.Item{{Materials: []string{"ga"}}}},
			{ID: "duty-all", Kind: adit.Tariff},
		},
		Tariffs: []adit.TariffLayer{
			row("81129210", "US", "CN", "s301", 0.25, 0, 0), row("81129260", "US", "CN", "s301", 0.05, 0, 0),
			row("811292", "US", "*", "s122", 0.1, 0, 0),
		},
	}
	w.Tariffs[0].Measure, w.Tariffs[1].Measure = "duty-ga", "duty-all"
	b, problems := New(w)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for material, want := range map[string]float64{"ga": 0.35, "ge": 0.125, "in": 0.125} { // half of 0 to 5%, for who is not named
		got := 0.0
		for _, bite := range b.Bites(material, "CN", "US", 5, 0) {
			got += bite.Rate
		}
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("%s meets %g, want %g", material, got, want)
		}
	}
	// Asked about by heading, the layer is a range from nothing: lines that no
	// row names do not pay it.
	if d := b.Duty("811292", "CN", "US", 5, 0); len(d.Layers) != 2 || d.Layers[1].Low != 0 || d.Layers[1].High != 0.25 {
		t.Errorf("got %+v", d)
	}
}

// Whatever the layers, a longer heading never widens the range of the line it
// names alone, the sum lies within its layers, and Changes lists every day on
// which the market meets another rate.
func TestDutyProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &adit.World{Materials: []adit.Material{{ID: "m", HS: []string{"850511"}}}}
		for range rapid.IntRange(0, 8).Draw(t, "rows") {
			l := row(rapid.SampledFrom([]string{"*", "85", "8505", "850511", "85051100", "85051170", "2846"}).Draw(t, "hs"), "US",
				rapid.SampledFrom([]string{"*", "CN", "JP"}).Draw(t, "origin"), rapid.SampledFrom([]string{"mfn", "a", "b"}).Draw(t, "layer"),
				rapid.SampledFrom([]float64{0, 0.1, 0.25}).Draw(t, "rate"), calendar(t, "from", 0), 0)
			if rapid.Bool().Draw(t, "ends") {
				l.To = l.From + calendar(t, "length", 0)
			}
			w.Tariffs = append(w.Tariffs, l)
		}
		b, _ := New(w)
		known := calendar(t, "known", 0)
		changes := map[adit.Date]bool{}
		for _, day := range b.Changes(known) {
			changes[day] = true
		}
		before := 0.0
		for on := adit.Date(1); on < 3*horizon; on++ {
			rate := 0.0
			for _, bite := range b.Bites("m", "CN", "US", on, known) {
				rate += bite.Rate
			}
			if on > 1 && rate != before && !changes[on] {
				t.Fatalf("the rate goes from %g to %g on day %d, which is no change", before, rate, on)
			}
			before = rate
			d := b.Duty("850511", "CN", "US", on, known)
			low, high := 0.0, 0.0
			for _, l := range d.Layers {
				low, high = low+l.Low, high+l.High
				if l.Low > l.High || l.Low < 0 {
					t.Fatalf("layer %+v", l)
				}
			}
			if d.Low != low || len(d.Missing) == 0 && d.High != high {
				t.Fatalf("%+v is not the sum of its layers", d)
			}
			if math.IsInf(d.High, 1) != (len(d.Missing) > 0) {
				t.Fatalf("%+v", d)
			}
			if len(d.Missing) == 0 && (rate < low-1e-12 || rate > high+1e-12) {
				t.Fatalf("the market meets %g, outside %g to %g", rate, low, high)
			}
		}
	})
}
