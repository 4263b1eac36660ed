package table

import (
	"fmt"
	"strings"
)

// Type is the kind of value a column holds.
type Type uint8

// The types of a column.
const (
	Text    Type = iota // words
	Number              // a measured or computed quantity, in the column's unit
	Integer             // a count, shown to the last digit
	Share               // a part of a whole, 0-1, shown as a percentage
	Date                // a civil day
	Month               // the month a period begins in, kept as its first day
	Bool                // yes or no
)

var typeNames = [...]string{"text", "number", "integer", "share", "date", "month", "bool"}

// String returns the word used in JSON.
func (t Type) String() string { return typeNames[t] }

// Numeric reports whether cells of the type hold numbers.
func (t Type) Numeric() bool { return t == Number || t == Integer || t == Share }

// Dated reports whether cells of the type hold days.
func (t Type) Dated() bool { return t == Date || t == Month }

// MarshalText writes the word.
func (t Type) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads the word.
func (t *Type) UnmarshalText(b []byte) error {
	for i, name := range typeNames {
		if name == string(b) {
			*t = Type(i)
			return nil
		}
	}
	return fmt.Errorf("column type %q is none of %s", b, strings.Join(typeNames[:], ", "))
}

// Column describes one column of a table.
type Column struct {
	Name  string `json:"name"`            // key: lower-case words joined by _, unique in the table
	Label string `json:"label,omitempty"` // heading in words; blank: made from Name
	Type  Type   `json:"type"`            // what its cells hold
	Unit  string `json:"unit,omitempty"`  // such as "t", "USD/kg"; blank for texts, dates, shares and bare counts
	Doc   string `json:"doc,omitempty"`   // one sentence: what it is and on which time basis
}

// Heading returns the label, or the name with spaces and a capital.
func (c Column) Heading() string {
	if c.Label != "" || c.Name == "" {
		return c.Label
	}
	s := strings.ReplaceAll(c.Name, "_", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// HeadingUnit returns the heading with the unit in brackets.
func (c Column) HeadingUnit() string {
	if c.Unit == "" {
		return c.Heading()
	}
	return c.Heading() + " (" + c.Unit + ")"
}
