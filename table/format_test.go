package table_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"adit/table"

	"pgregory.net/rapid"
)

func TestQuantity(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 1e-12: "0", 0.5: "0.5", 0.12345: "0.123", 2: "2", 2.5: "2.5", 12.345: "12.3", 99.96: "100",
		999.6: "1,000", 1234: "1,230", 12345678: "12,300,000", -42.5: "−42.5", 0.0012: "0.0012", 3e-7: "3.00e-07", 0.1 + 0.2: "0.3",
	} {
		if got := table.Quantity(v); got != want {
			t.Errorf("Quantity(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestPercent(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0%", 1: "100%", 0.5: "50%", 0.123: "12%", 0.0123: "1.2%", 0.02: "2%", 0.0001: "<0.1%", 0.9999: ">99.9%", 0.997: "99.7%", -0.25: "−25%", -0.0001: ">−0.1%", -0.9999: "<−99.9%", 12.5: "1,250%",
	} {
		if got := table.Percent(v); got != want {
			t.Errorf("Percent(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestCompact(t *testing.T) {
	for v, want := range map[float64]string{
		12: "12", 999499: "999,000", 999999: "1 million", 1.25e6: "1.25 million", -3.456e9: "−3.46 billion", 2e12: "2 trillion",
	} {
		if got := table.Compact(v); got != want {
			t.Errorf("Compact(%v) = %q, want %q", v, got, want)
		}
	}
}

// What people read is the number to three significant digits, whatever it is.
func TestQuantityIsNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1e14, 1e14).Filter(func(v float64) bool { return math.Abs(v) > 1e-8 }).Draw(t, "v")
		s := strings.NewReplacer(",", "", "−", "-").Replace(table.Quantity(v))
		got, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		// Half a unit of the third digit is at most 0.5% of the number.
		if math.Abs(got-v) > 0.00501*math.Abs(v) {
			t.Fatalf("%v is shown as %s", v, s)
		}
	})
}
