package report

import (
	"encoding/json"
	"fmt"
	"math"

	"adit/table"
)

// Worse says in which direction a number gets worse for the reader's side.
type Worse string

// Directions.
const (
	Neither Worse = ""
	Up      Worse = "up"   // more is worse, such as a price
	Down    Worse = "down" // less is worse, such as days of stock
)

// BigNumber is a headline: a value, its range over the draws, and the value
// with no event.
type BigNumber struct {
	Label    string     `json:"label"`          // what it is, with place and time
	Type     table.Type `json:"type"`           // how the cells are shown
	Unit     string     `json:"unit,omitempty"` // such as "USD/kg"
	Value    table.Cell `json:"value"`          // the median, where there are draws
	Low      table.Cell `json:"low"`            // P10
	High     table.Cell `json:"high"`           // P90
	Baseline table.Cell `json:"baseline"`       // with no event
	Worse    Worse      `json:"worse,omitempty"`
	Note     string     `json:"note,omitempty"` // a few words
}

// UnmarshalJSON reads the cells as the type says: only the type tells a day
// from a text. Words, such as "none", may stand in place of any value.
func (n *BigNumber) UnmarshalJSON(b []byte) error {
	type plain BigNumber // without this method
	var in struct {
		plain
		Value    json.RawMessage `json:"value"`
		Low      json.RawMessage `json:"low"`
		High     json.RawMessage `json:"high"`
		Baseline json.RawMessage `json:"baseline"`
	}
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*n = BigNumber(in.plain)
	for _, c := range []struct {
		raw json.RawMessage
		to  *table.Cell
	}{{in.Value, &n.Value}, {in.Low, &n.Low}, {in.High, &n.High}, {in.Baseline, &n.Baseline}} {
		if len(c.raw) == 0 {
			continue
		}
		cell, err := table.ReadCell(c.raw, n.Type)
		var words string
		if err != nil && json.Unmarshal(c.raw, &words) == nil {
			cell, err = table.Words(words), nil
		}
		if err != nil {
			return fmt.Errorf("big number %q: %w", n.Label, err)
		}
		*c.to = cell
	}
	return nil
}

// show writes a cell of the number for a headline.
func (n *BigNumber) show(c table.Cell) string {
	if v, ok := c.Float(); ok && n.Type == table.Number {
		return table.Compact(v)
	}
	return table.Column{Type: n.Type}.Display(c)
}

// rangeText says how far the draws spread, or "".
func (n *BigNumber) rangeText() string {
	if n.Low.IsBlank() || n.High.IsBlank() || n.Low == n.High {
		return ""
	}
	return n.show(n.Low) + " to " + n.show(n.High)
}

// change describes the difference to no event in words, and whether it is for
// the worse ("worse", "better") or neither ("").
func (n *BigNumber) change() (text, kind string) {
	if n.Baseline.IsBlank() {
		return "", ""
	}
	calm := "no event: " + n.show(n.Baseline)
	value, ok := n.Value.Float()
	base, known := n.Baseline.Float()
	if !ok || !known || n.show(n.Value) == n.show(n.Baseline) {
		if n.show(n.Value) == n.show(n.Baseline) {
			calm = "as with no event"
		}
		return calm, ""
	}
	d := value - base
	switch {
	case base == 0:
		return calm, n.kind(d)
	case n.Type == table.Share:
		text = signed(d*100, " percentage points")
	case base > 0 && value/base >= 99.5:
		text = "over 100 times as high"
	case base > 0 && value/base >= 2.95:
		text = twoDigits(value/base) + " times as high"
	default:
		text = signed(d/math.Abs(base)*100, "%")
	}
	return text + " (" + calm + ")", n.kind(d)
}

// twoDigits rounds to one decimal under ten and to none above.
func twoDigits(v float64) string {
	if math.Abs(v) < 9.95 {
		return table.Quantity(math.Round(v*10) / 10)
	}
	return table.Quantity(math.Round(v))
}

func (n *BigNumber) kind(d float64) string {
	switch {
	case n.Worse == Neither:
		return ""
	case (n.Worse == Up) == (d > 0):
		return "worse"
	}
	return "better"
}

// signed writes a change with its sign.
func signed(v float64, unit string) string {
	if v > 0 {
		return "+" + twoDigits(v) + unit
	}
	return twoDigits(v) + unit
}
