package schema

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		value    float64
		from, to string
		want     float64
	}{
		{57, "percent", "1", 0.57},
		{15000, "$/t", "USD/kg", 15},
		{12.5, "$/kg", "USD/kg", 12.5},
		{1.75, "kt/y", "t/y", 1750},
		{280, "t/month", "t/y", 3360},
		{2, "months", "day", 60.875},
		{1, "year", "month", 12},
		{3, "weeks", "day", 21},
		{20, "percent/year", "1/y", 0.2},
		{45, "g/t", "t/t", 0.000045},
		{0.45359237, "$/lb", "USD/kg", 1},
		{7, "kg/kWh", "kg/kWh", 7},
	} {
		if got, ok := Convert(c.value, c.from, c.to); !ok || got != c.want {
			t.Errorf("%v %s = %v %s, %v; want %v", c.value, c.from, got, c.to, ok, c.want)
		}
	}
	for _, pair := range [][2]string{{"t", "t/y"}, {"percent", "USD/kg"}, {"kg/kWh", "1"}, {"percent of REO", "1"}, {"day", "1/y"}} {
		if v, ok := Convert(1, pair[0], pair[1]); ok {
			t.Errorf("1 %s became %v %s", pair[0], v, pair[1])
		}
	}
}

// There and back again is the same number but for the last digits, and the
// way over a third unit leads to the same place.
func TestConvertProperties(t *testing.T) {
	var names []string
	for name := range units {
		names = append(names, name)
	}
	slices.Sort(names)
	near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Max(math.Abs(a), math.Abs(b)) }
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1e9, 1e9).Draw(t, "v")
		unit := rapid.SampledFrom(names)
		a, b, c := unit.Draw(t, "a"), unit.Draw(t, "b"), unit.Draw(t, "c")
		ab, ok := Convert(v, a, b)
		back, okBack := Convert(ab, b, a)
		if ok != okBack || ok && !near(back, v) {
			t.Fatalf("%v %s → %v %s → %v", v, a, ab, b, back)
		}
		if bc, okC := Convert(ab, b, c); ok && okC {
			if ac, okAC := Convert(v, a, c); !okAC || !near(ac, bc) {
				t.Fatalf("%v %s is %v %s, by way of %s %v", v, a, ac, c, b, bc)
			}
		}
	})
}

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		limit Limit
		in    []float64
		out   []float64
		words string
	}{
		{Share, []float64{0, 0.5, 1}, []float64{-1e-9, 1.0001, math.NaN()}, "0 to 1"},
		{Positive, []float64{1e-9, 1e12}, []float64{0, -1}, "more than 0"},
		{NotNegative, []float64{0, 3}, []float64{-1e-9}, "0 or more"},
		{Negative, []float64{-0.1}, []float64{0, 1}, "less than 0"},
		{AtLeastOne, []float64{1, 10}, []float64{0.99}, "1 or more"},
		{Anything, []float64{-1e300, 0, 1e300}, nil, ""},
	} {
		for _, v := range c.in {
			if !c.limit.Has(v) {
				t.Errorf("%v does not hold %v", c.limit, v)
			}
		}
		for _, v := range c.out {
			if c.limit.Has(v) {
				t.Errorf("%v holds %v", c.limit, v)
			}
		}
		if got := c.limit.String(); got != c.words {
			t.Errorf("limit reads %q, want %q", got, c.words)
		}
	}
}
