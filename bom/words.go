package bom

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Describe writes a change as an instruction.
func (b *Bill) Describe(c Change) string {
	if len(c.Switches) == 0 {
		return ""
	}
	var parts []string
	for i, s := range c.Switches {
		it := &b.Items[s.Item]
		text := ""
		switch last := i == len(c.Switches)-1; {
		case s.All && it.ByMass:
			text = "all " + Mass(s.Quantity) + " of " + it.Name
		case s.All && s.Quantity.Equal(one):
			text = it.Name
		case s.All:
			text = "all " + s.Quantity.String() + " pieces of " + it.Name
		case it.ByMass && last && c.Over:
			text = "more than " + Mass(s.Quantity) + " of " + it.Name
		case it.ByMass:
			text = Mass(s.Quantity) + " of " + it.Name
		default:
			text = s.Quantity.String() + " pieces of " + it.Name
		}
		parts = append(parts, text)
	}
	list := parts[0]
	if n := len(parts); n > 1 {
		list = strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
	return "buy " + list + " elsewhere"
}

// Mass writes kilograms in the unit people use for so much, with four
// significant digits rounded up: what is written is enough.
func Mass(kg decimal.Decimal) string {
	unit, v := "kg", kg
	switch {
	case kg.LessThan(decimal.New(1, -3)):
		unit, v = "mg", kg.Shift(6)
	case kg.LessThan(one):
		unit, v = "g", kg.Shift(3)
	case kg.GreaterThanOrEqual(decimal.New(1, 4)):
		unit, v = "t", kg.Shift(-3)
	}
	digits := int32(4 - (len(v.Coefficient().String()) + int(v.Exponent())))
	return v.RoundUp(max(digits, 0)).String() + " " + unit
}

// Range writes an amount with its unit; one without an upper bound says so.
func Range(a Amount, unit string) string {
	switch {
	case a.Open && a.Low.IsZero():
		return "unknown " + unit
	case a.Open:
		return Short(a.Low) + " " + unit + " or more"
	case a.Known():
		return Short(a.Low) + " " + unit
	}
	return Short(a.Low) + " to " + Short(a.High) + " " + unit
}

// Short writes a number with six significant digits, all of them where it has
// no more.
func Short(d decimal.Decimal) string {
	digits := int32(6 - (len(d.Coefficient().String()) + int(d.Exponent())))
	return d.Round(max(digits, 0)).String()
}
