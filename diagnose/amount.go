package diagnose

import (
	"math"
	"strings"
	"unicode/utf8"

	"adit"
)

// Mark says what a published cell is when it is not a plain number.
type Mark uint8

// The marks statistics use.
const (
	Plain       Mark = iota // a number
	Small                   // "s": less than half the unit
	Within                  // between two numbers: "10,000 - 15,000"
	Below                   // less than the number: "<25"
	Above                   // more than the number: ">50"
	Withheld                // "W": company proprietary data
	NotGiven                // blank, NA
	NetExporter             // "E", of a reliance only
)

var markWords = [...]string{"plain", "less than half a unit", "within", "below", "above", "withheld", "not published", "net exporter"}

// String returns the mark in words.
func (m Mark) String() string { return markWords[m] }

// Amount is a published quantity with all that its text leaves open: Value is
// the printed number (NaN where none is), Low and High are where the true one
// lies, given how it was rounded, bounded or withheld.
type Amount struct {
	Value, Low, High float64
	Mark             Mark
	Text             string // as published
}

// shownDigits is how many significant digits statistics keep at least: trailing
// zeros beyond them may be rounding, so "44,000" lies within 43,500 and 44,500.
// USGS prints estimates of the last year with two.
const shownDigits = 2

// ParseAmount reads the text of a published cell: what adit.Published says of
// it, with the range its rounding leaves and the mark it carries. Text that is
// no statistic is not given: the caller still has Text.
func ParseAmount(text string) Amount {
	f, ok := adit.Published(text, "", math.Inf(-1))
	if !ok {
		f = adit.UnknownFigure("no statistic")
		f.Low, f.High = math.Inf(-1), math.Inf(1)
	}
	a := Amount{Value: f.Value, Low: f.Low, High: f.High, Text: strings.TrimSpace(strings.ReplaceAll(text, "\u00a0", " "))}
	switch first, _ := utf8.DecodeRuneInString(a.Text); {
	case ok && f.Known():
		if a.Value != 0 { // a zero is exact
			half := halfUnit(a.Text, shownDigits)
			a.Low, a.High = a.Value-half, a.Value+half
		}
	case a.Text == "E":
		a.Mark = NetExporter
	case a.Text == "W":
		a.Mark, a.Low = Withheld, 0 // a quantity; reliances are never withheld
	case a.Text == "s":
		a.Mark, a.Value = Small, 0
	case first == '>':
		a.Mark = Above
	case first == '<':
		a.Mark, a.Low = Below, 0
	case !math.IsInf(a.Low, 0) && !math.IsInf(a.High, 0):
		a.Mark, a.Value = Within, (a.Low+a.High)/2
	default:
		a.Mark = NotGiven
	}
	return a
}

// halfUnit is half the place value of the last digit that counts: the last one
// after a decimal point, or the last one that is not a trailing zero, but at least
// that many digits count. A zero is exact.
func halfUnit(s string, digits int) float64 {
	shown := strings.TrimLeft(strings.ReplaceAll(strings.TrimPrefix(s, "-"), ",", ""), "0")
	whole, frac, dotted := strings.Cut(shown, ".")
	if dotted {
		if strings.Trim(shown, "0.") == "" {
			return 0
		}
		return 0.5 * math.Pow10(-len(frac))
	}
	if whole == "" {
		return 0
	}
	zeros := len(whole) - len(strings.TrimRight(whole, "0"))
	zeros = min(zeros, max(0, len(whole)-digits))
	return 0.5 * math.Pow10(zeros)
}

// Known reports whether a number was printed.
func (a Amount) Known() bool { return !math.IsNaN(a.Value) }

// exactly is an amount without doubt.
func exactly(v float64) Amount { return Amount{Value: v, Low: v, High: v} }

// plus adds amounts; what one leaves open stays open in the sum.
func (a Amount) plus(b Amount) Amount {
	return Amount{Value: a.Value + b.Value, Low: a.Low + b.Low, High: a.High + b.High, Mark: worse(a.Mark, b.Mark)}
}

// minus subtracts.
func (a Amount) minus(b Amount) Amount {
	return Amount{Value: a.Value - b.Value, Low: a.Low - b.High, High: a.High - b.Low, Mark: worse(a.Mark, b.Mark)}
}

// worse keeps the mark that leaves more open: marks stand in that order.
func worse(a, b Mark) Mark {
	if a == NetExporter || b == NetExporter { // no quantity is marked so
		return NotGiven
	}
	return max(a, b)
}

// over divides by a positive amount, in percent, by the corners of both ranges.
func (a Amount) over(b Amount) Amount {
	out := Amount{Value: math.NaN(), Low: math.Inf(-1), High: math.Inf(1), Mark: worse(a.Mark, b.Mark)}
	if a.Known() && b.Known() && b.Value > 0 {
		out.Value = 100 * a.Value / b.Value
	}
	if b.Low <= 0 && b.High <= 0 || math.IsInf(a.Low, -1) && math.IsInf(a.High, 1) {
		return out
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, x := range []float64{a.Low, a.High} {
		for _, y := range []float64{max(b.Low, 0), b.High} {
			q := 100 * x / y
			switch {
			case x == 0:
				q = 0
			case math.IsInf(x, 0) && math.IsInf(y, 0):
				q = math.Copysign(math.Inf(1), x)
			}
			low, high = min(low, q), max(high, q)
		}
	}
	out.Low, out.High = low, high
	return out
}
