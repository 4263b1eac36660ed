package table

import (
	"math"
	"strconv"
	"time"

	"adit"
)

// Cell is one value of a table: a text, a number, a day, a yes or no, nothing,
// or an unknown with its reason. The zero Cell is blank.
type Cell struct {
	kind   cellKind
	number float64 // value of a number; day count of a day; 1 for yes
	text   string  // value of a text; reason of an unknown
}

type cellKind uint8

const (
	blankCell cellKind = iota
	textCell
	numberCell
	dayCell
	boolCell
	unknownCell
)

// Words returns a text cell. An empty text is a blank cell.
func Words(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{kind: textCell, text: s}
}

// Num returns a number cell. NaN is a blank cell; an infinite number is an
// unknown one, since no writer could carry it.
func Num(v float64) Cell {
	switch {
	case math.IsNaN(v):
		return Cell{}
	case math.IsInf(v, 0):
		return Unknown("not finite")
	case v == 0:
		v = 0 // a negative zero would print as "-0"
	}
	return Cell{kind: numberCell, number: v}
}

// Day returns a day cell; the zero date is a blank cell.
func Day(d adit.Date) Cell {
	if d.IsZero() {
		return Cell{}
	}
	return Cell{kind: dayCell, number: float64(d)}
}

// Yes returns a bool cell.
func Yes(b bool) Cell {
	c := Cell{kind: boolCell}
	if b {
		c.number = 1
	}
	return c
}

// Unknown returns a cell without value, and why.
func Unknown(reason string) Cell { return Cell{kind: unknownCell, text: reason} }

// Of returns the cell of a figure: its value, or why there is none.
func Of(f adit.Figure) Cell {
	if f.Unknown != "" {
		return Unknown(f.Unknown)
	}
	return Num(f.Value)
}

// IsBlank reports whether the cell holds nothing at all.
func (c Cell) IsBlank() bool { return c.kind == blankCell }

// Reason returns why the value is unknown; "" when it is not.
func (c Cell) Reason() string {
	if c.kind == unknownCell {
		return c.text
	}
	return ""
}

// Float returns the number of a number cell, and whether it is one.
func (c Cell) Float() (float64, bool) { return c.number, c.kind == numberCell }

// Date returns the day of a day cell, or the zero date.
func (c Cell) Date() adit.Date {
	if c.kind != dayCell {
		return 0
	}
	return adit.Date(c.number)
}

// Bool returns the answer of a yes-or-no cell, and whether it is one.
func (c Cell) Bool() (yes, ok bool) { return c.number == 1, c.kind == boolCell }

// Raw returns the value as CSV carries it: numbers in full, days as
// YYYY-MM-DD, yes and no as true and false; "" for blank and unknown cells.
func (c Cell) Raw() string {
	switch c.kind {
	case textCell:
		return c.text
	case numberCell:
		return rawNumber(c.number)
	case dayCell:
		return c.Date().String()
	case boolCell:
		return strconv.FormatBool(c.number == 1)
	}
	return ""
}

// rawNumber writes the shortest text that reads back as the same number,
// plain where that is readable.
func rawNumber(v float64) string {
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e15) {
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// fits reports whether the cell may stand in a column of type t.
func (c Cell) fits(t Type) bool {
	switch c.kind {
	case textCell:
		return t == Text
	case numberCell:
		return t.Numeric() && (t != Integer || c.number == math.Trunc(c.number))
	case dayCell:
		return t == Date || t == Month && c.Date().Time().Day() == 1
	case boolCell:
		return t == Bool
	}
	return true
}

var monthsShort = func() (m [13]string) {
	for i := time.January; i <= time.December; i++ {
		m[i] = i.String()[:3]
	}
	return m
}()
