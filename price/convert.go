package price

import (
	"fmt"
	"slices"

	"adit"
)

// Rate is what one unit of a currency cost in another on a day.
type Rate struct {
	From, To string // ISO 4217
	Value    float64
	Date     adit.Date
	Source   string
}

// measure is what one price buys, in kilograms. A unit of a metric ton (mtu)
// is a hundredth of a tonne of what the good contains, so that it does not
// convert to a weight of the good itself.
type measure struct {
	kg        float64
	contained bool
}

var measures = map[string]measure{
	"kg": {1, false}, "g": {0.001, false}, "t": {1000, false}, "lb": {0.45359237, false},
	"troy oz": {0.0311034768, false}, "short ton": {907.18474, false}, "long ton": {1016.0469088, false},
	"mtu": {10, true}, "dmtu": {10, true}, "kg contained": {1, true}, "t contained": {1000, true}, "lb contained": {0.45359237, true},
}

// Units lists the units that prices convert between.
func Units() []string {
	var list []string
	for u := range measures {
		list = append(list, u)
	}
	slices.Sort(list)
	return list
}

// In returns the series by another unit of weight.
func (s Series) In(unit string) (Series, error) {
	if unit == s.Unit {
		return s, nil
	}
	from, okFrom := measures[s.Unit]
	to, okTo := measures[unit]
	switch {
	case !okFrom || !okTo:
		return s, fmt.Errorf("%s: no conversion from a price by the %s to one by the %s", s.ID, s.Unit, unit)
	case from.contained != to.contained:
		return s, fmt.Errorf("%s: the %s and the %s do not weigh the same: one weighs what is contained, the other the good", s.ID, s.Unit, unit)
	}
	s = s.scaled(to.kg / from.kg)
	s.Note = join(s.Note, fmt.Sprintf("by the %s: %.9g times the price by the %s", unit, to.kg/from.kg, s.Unit))
	s.Unit = unit
	return s, nil
}

// AtRate returns the series in another currency. One dated rate serves all
// observations: the moves stay those of the series, and the note says so.
func (s Series) AtRate(r Rate) (Series, error) {
	switch {
	case r.From != s.Currency:
		return s, fmt.Errorf("%s is in %s, the rate is from %s", s.ID, s.Currency, r.From)
	case !(r.Value > 0):
		return s, fmt.Errorf("a rate is more than 0, not %v", r.Value)
	case r.Date.IsZero():
		return s, fmt.Errorf("the rate from %s to %s has no date", r.From, r.To)
	}
	s = s.scaled(r.Value)
	s.Note = join(s.Note, fmt.Sprintf("in %s at %v of %s", r.To, r.Value, r.Date))
	s.Currency = r.To
	return s, nil
}

func (s Series) scaled(by float64) Series {
	s.Points = slices.Clone(s.Points)
	for i := range s.Points {
		s.Points[i].Price *= by
	}
	return s
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}
