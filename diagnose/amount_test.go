package diagnose

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestParseAmount(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for text, want := range map[string]Amount{
		"44,000":          {Value: 44000, Low: 43500, High: 44500}, // two digits count
		"1,510":           {Value: 1510, Low: 1505, High: 1515},
		"100":             {Value: 100, Low: 95, High: 105},
		"7":               {Value: 7, Low: 6.5, High: 7.5},
		"0.08":            {Value: 0.08, Low: 0.075, High: 0.085},
		"0":               {},
		"—":               {},
		">50":             {Value: nan, Low: 50, High: inf, Mark: Above},
		"<1,000":          {Value: nan, Low: 0, High: 1000, Mark: Below},
		"10,000 - 15,000": {Value: 12500, Low: 10000, High: 15000, Mark: Within},
		"W":               {Value: nan, Low: 0, High: inf, Mark: Withheld},
		"E":               {Value: nan, Low: -inf, High: 0, Mark: NetExporter},
		"s":               {Value: 0, Low: 0, High: 0.5, Mark: Small},
		"":                {Value: nan, Low: -inf, High: inf, Mark: NotGiven},
		"68\u00a0":        {Value: 68, Low: 67.5, High: 68.5},
		"gibberish":       {Value: nan, Low: -inf, High: inf, Mark: NotGiven},
	} {
		got := ParseAmount(text)
		same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-12 }
		if !same(got.Value, want.Value) || !same(got.Low, want.Low) || !same(got.High, want.High) || got.Mark != want.Mark {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}

// TestBoundsHold: whatever the true numbers are within the bounds of the
// printed ones, their quotient lies within the bounds computed.
func TestBoundsHold(t *testing.T) {
	amount := func(t *rapid.T, name string) (Amount, float64) {
		v := float64(rapid.IntRange(1, 1_000_000).Draw(t, name))
		half := rapid.Float64Range(0, 0.9).Draw(t, name+" half") * v
		true_ := v + half*rapid.Float64Range(-1, 1).Draw(t, name+" off")
		return Amount{Value: v, Low: v - half, High: v + half}, true_
	}
	rapid.Check(t, func(t *rapid.T) {
		imports, i := amount(t, "imports")
		exports, e := amount(t, "exports")
		consumed, c := amount(t, "consumed")
		q := imports.minus(exports).over(consumed)
		if truth := 100 * (i - e) / c; truth < q.Low-1e-6*math.Abs(q.Low)-1e-9 || truth > q.High+1e-6*math.Abs(q.High)+1e-9 {
			t.Fatalf("%g lies outside %g to %g", truth, q.Low, q.High)
		}
		if q.Value < q.Low-1e-9*math.Abs(q.Low) || q.Value > q.High+1e-9*math.Abs(q.High) {
			t.Fatalf("the value %g lies outside its own range %g to %g", q.Value, q.Low, q.High)
		}
	})
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"1,234", ">50", "E", "W", "—", "", "10 - 15", "<", ">", "-", "1e9", "-0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if a := ParseAmount(s); a.Low > a.High || a.Known() && (a.Value < a.Low || a.Value > a.High) {
			t.Errorf("%q: %+v", s, a)
		}
	})
}
