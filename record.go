package adit

import (
	"math"
	"strconv"
)

// Record is a fact no model computes: who signed what, for how much, on which
// day. A claim is held against it as it is held against a figure.
type Record struct {
	ID        string `col:"id"`        // key, such as mp.preferred.amount
	Subject   string `col:"subject"`   // who or what it is about
	Predicate string `col:"predicate"` // what is said of it
	Object    string `col:"object"`    // the answer in words
	Value     string `col:"value"`     // the answer as a number, in Unit, as written; "": said in words alone
	Unit      string `col:"unit"`      // of Value, with its time basis
	Date      Date   `col:"date"`      // first day it is true of
	Until     Date   `col:"until"`     // last day it is true of; zero: no end known
	Provenance
}

// On reports whether the record is true of day d.
func (r Record) On(d Date) bool { return Span{From: r.Date, To: r.Until}.Has(d) }

// Figure returns the number of a record with its provenance; ok is false where
// there is none, or it cannot be read.
func (r Record) Figure() (f Figure, ok bool) {
	v, err := strconv.ParseFloat(r.Value, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return Figure{}, false
	}
	return Figure{
		Value: v, Low: v, High: v, Unit: r.Unit, Source: r.Source, Confidence: r.Confidence, Grade: r.Grade,
		InForce: Span{From: r.Date, To: r.Until},
	}, true
}
