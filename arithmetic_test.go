package adit

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// anyText draws the text of a cell of a statistical table together with a
// number it may stand for.
func anyText(t *rapid.T, name string) (text string, truth float64) {
	v := float64(rapid.IntRange(1, 1000).Draw(t, name))
	number := rapid.SampledFrom([]string{"%", ">", "<", "W", "", "XX", "Large"}).Draw(t, name+" form")
	whole := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	switch number {
	case "%":
		return whole(v), v
	case ">":
		return ">" + whole(v), v + rapid.Float64Range(0, 1e6).Draw(t, name+" more")
	case "<":
		return "<" + whole(v), v * rapid.Float64Range(0, 1).Draw(t, name+" part")
	}
	return number, v
}

// The true result lies in the bound whatever the true parts are, and there is
// a value exactly when both parts have one: a withheld part never counts as
// zero.
func TestArithmeticHoldsTheTruth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		textA, a := anyText(t, "a")
		textB, b := anyText(t, "b")
		f, okF := Published(textA, "t", 0)
		g, okG := Published(textB, "t", 0)
		if !okF || !okG {
			t.Fatalf("%q or %q was not read", textA, textB)
		}
		for _, c := range []struct {
			name  string
			got   Figure
			truth float64
		}{
			{"sum", f.Plus(g), a + b}, {"difference", f.Minus(g), a - b}, {"product", f.Times(g), a * b},
			{"quotient", f.Over(g), a / b}, {"share", f.Among(g), a / (a + b)},
		} {
			slack := 1e-9 * math.Abs(c.truth)
			if b == 0 || a+b == 0 {
				continue
			}
			if !(c.got.Low <= c.truth+slack && c.truth-slack <= c.got.High) {
				t.Fatalf("%s of %q (%v) and %q (%v) is %v to %v, which leaves out %v", c.name, textA, a, textB, b, c.got.Low, c.got.High, c.truth)
			}
			if known := f.Known() && g.Known(); c.got.Known() != known {
				t.Fatalf("%s of %q and %q: known %v, want %v (%s)", c.name, textA, textB, c.got.Known(), known, c.got.Unknown)
			}
			if c.got.Known() && math.Abs(c.got.Value-c.truth) > slack {
				t.Fatalf("%s of %q and %q is %v, want %v", c.name, textA, textB, c.got.Value, c.truth)
			}
			if !c.got.Known() && c.got.Unknown == "" {
				t.Fatalf("%s of %q and %q has neither value nor reason", c.name, textA, textB)
			}
		}
	})
}

func TestWithheldIsABound(t *testing.T) {
	published := func(text, unit string) Figure {
		f, ok := Published(text, unit, 0)
		if !ok {
			t.Fatalf("%q was not read", text)
		}
		return f
	}
	sum := published("1,234", "t").Plus(published("W", "t"))
	if sum.Known() || sum.Low != 1234 || !math.IsInf(sum.High, 1) || sum.Unknown != "withheld by the publisher" {
		t.Errorf("1,234 and W is %+v", sum)
	}
	share := published("60", "t").Among(published("<40", "t"))
	if share.Known() || share.Low != 0.6 || share.High != 1 {
		t.Errorf("the share of 60 beside less than 40 is %+v", share)
	}
	if f := published("60", "t").Plus(published("1", "kg")); f.Known() || !strings.Contains(f.Unknown, "cannot be added") {
		t.Errorf("tonnes and kilograms add up to %+v", f)
	}
	if f := published("60", "t").Plus(Figure{}); f.Known() || f.Unknown != "not given" {
		t.Errorf("60 and a blank cell is %+v", f)
	}
	if f := published("60", "t").Over(published("—", "t")); f.Known() || f.Unknown != "division by what may be zero" {
		t.Errorf("60 over zero is %+v", f)
	}
}

func TestPublished(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		text, unit string
		low, high  float64
		known, ok  bool
	}{
		{"1,234.5", "t", 1234.5, 1234.5, true, true},
		{" 68\u00a0", "", 68, 68, true, true},
		{"—", "t", 0, 0, true, true},
		{">50", "percent", 50, 100, false, true},
		{">50", "t", 50, inf, false, true},
		{"<1,000", "t", 0, 1000, false, true},
		{"E", "percent", -inf, 0, false, true},
		{"W", "t", 0, inf, false, true},
		{"", "percent", 0, 100, false, true},
		{"NA", "t", 0, inf, false, true},
		{"XX", "t", 0, inf, false, true},
		{"s", "t", 0, 0.5, false, true},
		{"50–300", "t", 50, 300, false, true},
		{"330 - 390", "t", 330, 390, false, true},
		{"?10", "t", -10, 10, false, true},
		{"Large", "t", 0, inf, false, true},
		{"Variable, depending on type of product", "", 0, inf, false, true},
		{"300–50", "t", 0, 0, false, false},
		{"about 12", "t", 0, 0, false, false},
		{"1.2.3", "t", 0, 0, false, false},
		{"0x1p4", "t", 0, 0, false, false},
		{">", "t", 0, 0, false, false},
		{"Inf", "t", 0, 0, false, false},
	} {
		f, ok := Published(c.text, c.unit, 0)
		if ok != c.ok || ok && (f.Low != c.low || f.High != c.high || f.Known() != c.known) {
			t.Errorf("%q reads %+v, %v; want %v to %v, known %v, %v", c.text, f, ok, c.low, c.high, c.known, c.ok)
		}
	}
}

func FuzzPublished(f *testing.F) {
	for _, s := range []string{"1,234", ">50", "50–300", "?1", "W", "", "—", "1e999", "-5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g, ok := Published(s, "t", 0)
		if ok && !(g.Low <= g.High) {
			t.Fatalf("%q reads %v to %v", s, g.Low, g.High)
		}
		if ok && !g.Known() && g.Unknown == "" {
			t.Fatalf("%q has neither value nor reason", s)
		}
	})
}

func TestYears(t *testing.T) {
	for _, c := range []struct {
		text        string
		first, last int
		ok          bool
	}{{"2025", 2025, 2025, true}, {"2021–24", 2021, 2024, true}, {"2021-2024", 2021, 2024, true}, {"2024–21", 0, 0, false}, {"25", 0, 0, false}, {"", 0, 0, false}, {"2021–2", 0, 0, false}} {
		s := Statistic{Year: c.text}
		first, last, ok := s.Years()
		if ok != c.ok || ok && (first != c.first || last != c.last) {
			t.Errorf("%q is %d to %d, %v", c.text, first, last, ok)
		}
	}
}
