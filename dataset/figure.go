package dataset

import (
	"errors"
	"math"
	"reflect"
	"strconv"
	"strings"

	"adit"
	"adit/internal/near"
	"adit/schema"
)

// figure reads a figure cell: a number, a number with its range in brackets,
// or the id of a row in figures.
func (r *reader) figure(column *schema.Column, text string, at adit.Where) (adit.Figure, bool) {
	if !looksNumeric(text) {
		return r.reference(column, text, at)
	}
	value, bounds, ranged := strings.Cut(text, "[")
	f := adit.Figure{Unit: column.Unit, Ranged: ranged}
	var ok bool
	if f.Value, ok = r.number(strings.TrimSpace(value), at); !ok {
		return adit.Figure{}, false
	}
	f.Low, f.High = f.Value, f.Value
	if ranged {
		low, high, two := strings.Cut(strings.TrimSuffix(bounds, "]"), ",")
		if !two || !strings.HasSuffix(bounds, "]") {
			r.problems.Add("bad-number", at, "write a range as 120 [100, 150]", "%q is not a number with a range", text)
			return adit.Figure{}, false
		}
		var okLow, okHigh bool
		f.Low, okLow = r.number(strings.TrimSpace(low), at)
		f.High, okHigh = r.number(strings.TrimSpace(high), at)
		if !okLow || !okHigh || !r.ordered(f.Low, f.Value, f.High, at) {
			return adit.Figure{}, false
		}
	}
	return f, r.allWithin(column, f, at)
}

// allWithin checks a value and its range, stopping at the first fault.
func (r *reader) allWithin(column *schema.Column, f adit.Figure, at adit.Where) bool {
	return r.within(column, f.Value, at) && r.within(column, f.Low, at) && r.within(column, f.High, at)
}

// looksNumeric tells a number, however mistaken, from the id of a figure. An
// id may start with a digit; what follows then decides.
func looksNumeric(text string) bool {
	switch strings.ToLower(strings.TrimLeft(text, "+-")) {
	case "inf", "infinity", "nan":
		return true
	}
	return text == "" || strings.ContainsAny(text, "[]") ||
		strings.ContainsAny(text[:1], "0123456789.,+-") && strings.Trim(text, "0123456789.,+-eE '_%") == ""
}

// reference resolves the id of a figure and converts it to the column's unit.
func (r *reader) reference(column *schema.Column, id string, at adit.Where) (adit.Figure, bool) {
	named, ok := r.figures[id]
	if !ok {
		if r.partial["figures"] {
			return adit.Figure{}, false
		}
		hint := near.Hint(id, sortedKeys(r.figures))
		if hint == "" {
			hint = "add a row with that id to figures, or write a number"
		}
		r.problems.Add("dangling-id", at, hint, "%s is %q, which is neither a number nor the id of a figure", column.Name, id)
		return adit.Figure{}, false
	}
	f, ok := convert(*named, column.Unit)
	if !ok {
		var takes []string
		for _, c := range schema.UnitsFor(column.Unit) {
			takes = append(takes, c.From)
		}
		r.problems.Add("wrong-unit", at, "add a derived figure in "+column.Unit+" (converted by the reader: "+strings.Join(takes, ", ")+")",
			"%s is in %s, figure %q is in %s", column.Name, column.Unit, id, named.Unit)
		return adit.Figure{}, false
	}
	if !f.Known() {
		if column.Required {
			r.problems.Add("unknown-value", at, "give a value; where nobody knows, an assumed one with its range", "%s needs a value, figure %q has none: %s", column.Name, id, f.Unknown)
		}
		return f, true
	}
	return f, r.allWithin(column, f, at)
}

// convert returns f in another unit; "" leaves the unit as it is.
func convert(f adit.Figure, unit string) (adit.Figure, bool) {
	if unit == "" || unit == f.Unit {
		return f, true
	}
	for _, v := range []*float64{&f.Value, &f.Low, &f.High} {
		var ok bool
		if *v, ok = schema.Convert(*v, f.Unit, unit); !ok {
			return f, false
		}
	}
	f.Unit = unit
	return f, true
}

// number reads a finite number.
func (r *reader) number(text string, at adit.Where) (float64, bool) {
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case err == nil && (math.IsNaN(v) || math.IsInf(v, 0)), errors.Is(err, strconv.ErrRange):
		r.problems.Add("not-finite", at, "leave the cell blank where the value is not known", "%q is not a finite number", text)
		return 0, false
	case err != nil || strings.ContainsAny(text, "xXpP_"):
		r.problems.Add("bad-number", at, "write digits with a decimal point, without thousands separators, units or signs such as %", "%q is not a number", text)
		return 0, false
	}
	return v, true
}

// within checks a number against its column's limit.
func (r *reader) within(column *schema.Column, v float64, at adit.Where) bool {
	switch {
	case column.Limit.Has(v):
		return true
	case v < 0 && column.Limit.Low == 0:
		r.problems.Add("negative-number", at, column.Doc, "%s is %v, which is negative", column.Name, v)
	default:
		r.problems.Add("out-of-range", at, column.Doc, "%s is %v; it must be %s", column.Name, v, column.Limit)
	}
	return false
}

// ordered checks that low ≤ value ≤ high.
func (r *reader) ordered(low, value, high float64, at adit.Where) bool {
	if low <= value && value <= high {
		return true
	}
	r.problems.Add("range-order", at, "write value [low, high] with low ≤ value ≤ high", "value %v lies outside its range %v to %v", value, low, high)
	return false
}

// blankFigure returns the names of the columns of a named figure, from which
// the row reader strikes those that were filled in: a blank value is unknown,
// not zero. For any other row it is empty.
func blankFigure(row reflect.Value) map[string]bool {
	if row.Type() != reflect.TypeFor[adit.NamedFigure]() {
		return nil
	}
	return map[string]bool{"value": true, "low": true, "high": true}
}

// namedFigure completes a row of figures: range, unknown value, provenance.
func (r *reader) namedFigure(f *adit.NamedFigure, blank map[string]bool, here marks) {
	f.Figure.ID = f.ID
	switch {
	case blank["value"] && f.Unknown == "":
		r.problems.Add("unknown-value", here.at("value"), "say in column unknown why there is no value", "figure %q has no value", f.ID)
		f.Unknown = "no value given"
	case !blank["value"] && f.Unknown != "":
		r.problems.Add("unknown-value", here.at("unknown"), "clear one of the two cells", "figure %q has a value and a reason for having none", f.ID)
	}
	if blank["low"] != blank["high"] {
		r.problems.Add("range-order", here.at("low"), "give both low and high, or neither", "figure %q has one end of a range only", f.ID)
	}
	f.Ranged = !blank["low"] && !blank["high"]
	switch {
	case f.Unknown != "":
		f.Value, f.Low, f.High = math.NaN(), math.NaN(), math.NaN()
		f.Ranged = false
	case !f.Ranged:
		f.Low, f.High = f.Value, f.Value
	default:
		r.ordered(f.Low, f.Value, f.High, here.at("value"))
	}
}

// indexFigures gives the named figures their provenance and makes them known
// to the cells that refer to them.
func (r *reader) indexFigures() {
	for i := range r.world.Figures {
		f := &r.world.Figures[i]
		bequeath(&f.Figure, f.Provenance)
		if _, twice := r.figures[f.ID]; !twice {
			r.figures[f.ID] = &f.Figure
		}
	}
}
