package schema

import "sort"

// scale says that one of a unit is Num/Den of a base unit. Numerator and
// denominator are kept apart so that a conversion rounds once: 57 percent is
// the float 0.57, not 57 × 0.01.
type scale struct {
	base     string
	num, den float64
}

// units lists the exact conversions the reader makes when a cell refers to a
// figure stated in another unit. A month is a twelfth of a year of 365.25
// days; a pound is 0.45359237 kg by definition.
var units = map[string]scale{
	"1": {"1", 1, 1}, "ratio": {"1", 1, 1}, "multiple": {"1", 1, 1}, "t/t": {"1", 1, 1}, "kg/kg": {"1", 1, 1},
	"percent": {"1", 1, 100}, "%": {"1", 1, 100}, "percent by mass": {"1", 1, 100},
	"kg/t": {"1", 1, 1000}, "g/t": {"1", 1, 1e6},

	"USD/kg": {"USD/kg", 1, 1}, "$/kg": {"USD/kg", 1, 1}, "USD/t": {"USD/kg", 1, 1000}, "$/t": {"USD/kg", 1, 1000},
	"USD/lb": {"USD/kg", 1, 0.45359237}, "$/lb": {"USD/kg", 1, 0.45359237},

	"t/y": {"t/y", 1, 1}, "t/year": {"t/y", 1, 1}, "kt/y": {"t/y", 1000, 1}, "kt/year": {"t/y", 1000, 1}, "Mt/y": {"t/y", 1e6, 1},
	"kg/y": {"t/y", 1, 1000}, "t/month": {"t/y", 12, 1},

	"t": {"t", 1, 1}, "Mt": {"t", 1e6, 1}, "kt": {"t", 1000, 1}, "kg": {"t", 1, 1000},

	"day": {"day", 1, 1}, "days": {"day", 1, 1}, "week": {"day", 7, 1}, "weeks": {"day", 7, 1},
	"month": {"day", 30.4375, 1}, "months": {"day", 30.4375, 1}, "year": {"day", 365.25, 1}, "years": {"day", 365.25, 1},

	"million": {"million", 1, 1}, "billion": {"million", 1000, 1},
	"share": {"share", 1, 1}, "shares": {"share", 1, 1}, "share/day": {"share/day", 1, 1}, "shares/day": {"share/day", 1, 1},
	"per share": {"per share", 1, 1}, "per unit": {"per unit", 1, 1},

	"1/y": {"1/y", 1, 1}, "per year": {"1/y", 1, 1}, "percent/year": {"1/y", 1, 100},
}

// Convert turns v from one unit into another; ok is false where no exact
// conversion is known.
func Convert(v float64, from, to string) (converted float64, ok bool) {
	if from == to {
		return v, true
	}
	a, okA := units[from]
	b, okB := units[to]
	if !okA || !okB || a.base != b.base {
		return 0, false
	}
	num, den := a.num*b.den, a.den*b.num
	if num == den {
		return v, true
	}
	return v * num / den, true
}

// Conversion is one line of the table of conversions.
type Conversion struct {
	From, To string
	Factor   float64 // To = From × Factor
}

// UnitsFor lists the units that may stand in for unit, unit itself left out.
func UnitsFor(unit string) []Conversion {
	var list []Conversion
	for from := range units {
		if from == unit {
			continue
		}
		if f, ok := Convert(1, from, unit); ok {
			list = append(list, Conversion{From: from, To: unit, Factor: f})
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].From < list[j].From })
	return list
}
