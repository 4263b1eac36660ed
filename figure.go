package adit

import "math"

// Figure is a number with its range, unit and provenance. Every number Adit
// shows or computes with starts as one.
type Figure struct {
	ID         string     // row in figures.csv it came from; "" for a literal in another table
	Value      float64    // best value, in Unit; NaN when unknown
	Low, High  float64    // range that Value lies in; equal to Value when none was given
	Unit       string     // such as "t/y", "USD/kg", "day", "1"
	Source     []string   // ids in sources.csv; empty only for assumed figures
	InForce    Span       // the days the figure speaks about
	KnownOn    Date       // the day it could first be known; zero: always
	Confidence Confidence // kind of source
	Grade      string     // the compiler's own letter, kept as given
	Unknown    string     // why there is no value; "" when there is one
	Ranged     bool       // a low-high was stated (not filled in from Value)
}

// Number returns a literal figure with neither range nor source, for code that
// sets a value itself (tests, defaults).
func Number(v float64, unit string) Figure { return Figure{Value: v, Low: v, High: v, Unit: unit} }

// UnknownFigure returns a figure without value, and why.
func UnknownFigure(reason string) Figure {
	nan := math.NaN()
	return Figure{Value: nan, Low: nan, High: nan, Unknown: reason}
}

// Known reports whether the figure has a value.
func (f Figure) Known() bool { return !math.IsNaN(f.Value) && f.Unknown == "" }

// Given reports whether the cell was filled in at all: a blank optional cell
// decodes to the zero Figure.
func (f Figure) Given() bool {
	return f.ID != "" || f.Value != 0 || f.Ranged || f.Unknown != "" || f.Unit != ""
}

// Or returns f's value, or alt when f is blank or unknown.
func (f Figure) Or(alt float64) float64 {
	if !f.Given() || !f.Known() {
		return alt
	}
	return f.Value
}

// Bounds returns the range used for reconciliation: the stated low-high, or
// the value plus and minus the tolerance of its confidence.
func (f Figure) Bounds() (low, high float64) {
	if f.Ranged && f.High > f.Low {
		return f.Low, f.High
	}
	w := math.Abs(f.Value) * f.Confidence.Tolerance()
	return f.Value - w, f.Value + w
}
