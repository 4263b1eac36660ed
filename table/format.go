package table

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// SignificantDigits is how many digits of a computed quantity people are
// shown; files carry all of them.
const SignificantDigits = 3

// dust is the magnitude under which a quantity is shown as 0: a solver's
// rounding, smaller than anything the tables measure.
const dust = 1e-9

// Display returns the cell as people read it in this column, without unit:
// three significant digits, grouped thousands, a true minus sign, days as
// 5 Mar 2027.
func (c Column) Display(v Cell) string {
	switch v.kind {
	case unknownCell:
		return "unknown"
	case dayCell:
		t := v.Date().Time()
		if c.Type == Month {
			return monthsShort[t.Month()] + " " + strconv.Itoa(t.Year())
		}
		return strconv.Itoa(t.Day()) + " " + monthsShort[t.Month()] + " " + strconv.Itoa(t.Year())
	case boolCell:
		if v.number == 1 {
			return "yes"
		}
		return "no"
	case numberCell:
		switch c.Type {
		case Integer:
			return Whole(v.number)
		case Share:
			return Percent(v.number)
		}
		return Quantity(v.number)
	}
	return v.text
}

// Plain is Display for a terminal: ISO dates, an ASCII minus, and the reason of
// an unknown value.
func (c Column) Plain(v Cell) string {
	switch {
	case v.kind == unknownCell:
		return "unknown: " + v.text
	case v.kind == dayCell && c.Type == Month:
		return v.Date().String()[:7]
	case v.kind == dayCell:
		return v.Date().String()
	case v.kind == numberCell:
		return strings.ReplaceAll(c.Display(v), minus, "-")
	}
	return c.Display(v)
}

const minus = "\u2212"

// Quantity writes v with three significant digits (all digits of its whole
// part's first three, zeros after) and grouped thousands.
func Quantity(v float64) string {
	a := math.Abs(v)
	switch {
	case a < dust:
		return "0"
	case a < 1e-4 || a >= 1e15:
		return sign(v) + strconv.FormatFloat(a, 'e', SignificantDigits-1, 64)
	}
	// Rounding through the decimal text avoids 0.1-style residue; the exponent
	// it shows is the one after rounding, so 999.6 becomes 1,000.
	e := strconv.FormatFloat(a, 'e', SignificantDigits-1, 64)
	exp, _ := strconv.Atoi(e[strings.IndexByte(e, 'e')+1:])
	r, _ := strconv.ParseFloat(e, 64)
	s := strconv.FormatFloat(r, 'f', max(0, SignificantDigits-1-exp), 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return sign(v) + group(s)
}

// Whole writes v rounded to a whole number with grouped thousands.
func Whole(v float64) string {
	r := math.Round(v)
	if r == 0 {
		return "0"
	}
	return sign(r) + group(strconv.FormatFloat(math.Abs(r), 'f', 0, 64))
}

// Percent writes a share as a percentage: one decimal under ten per cent, none
// above, and never 0% or 100% for a share that is neither.
func Percent(v float64) string {
	p := math.Abs(v) * 100
	digits := 0
	if p < 9.95 {
		digits = 1
	}
	switch {
	case p < dust*100:
		return "0%"
	case p < 0.05 && v < 0:
		return ">" + minus + "0.1%"
	case p < 0.05:
		return "<0.1%"
	case p < 100 && p >= 99.5:
		digits = 1
		if p >= 99.95 && v < 0 {
			return "<" + minus + "99.9%"
		} else if p >= 99.95 {
			return ">99.9%"
		}
	}
	s := strconv.FormatFloat(p, 'f', digits, 64)
	return sign(v) + group(strings.TrimSuffix(s, ".0")) + "%"
}

// Compact writes large quantities in words (1.25 million), for headlines.
func Compact(v float64) string {
	a := math.Abs(v)
	for _, w := range [...]struct {
		from float64
		word string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}} {
		if a >= w.from*0.9995 && a < 1e15 {
			return fmt.Sprintf("%s %s", Quantity(v/w.from), w.word)
		}
	}
	return Quantity(v)
}

func sign(v float64) string {
	if v < 0 {
		return minus
	}
	return ""
}

// group puts a comma between thousands of a plain decimal text.
func group(s string) string {
	whole, frac := s, ""
	if i := strings.IndexByte(s, '.'); i >= 0 {
		whole, frac = s[:i], s[i:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + frac
}
