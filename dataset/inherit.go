package dataset

import (
	"reflect"

	"adit"
	"adit/schema"
)

// bequeath gives a literal figure the provenance of its row.
func bequeath(f *adit.Figure, p adit.Provenance) {
	f.Source, f.Confidence, f.Grade, f.InForce = p.Source, p.Confidence, p.Grade, adit.Span{From: p.AsOf}
}

// inherit hands the provenance of rows and files down to their literal
// figures; a figure that came by reference keeps its own.
func (r *reader) inherit() {
	for _, table := range schema.Tables() {
		if table.Sourced() && table != &schema.Figures {
			r.inheritRows(table.Name, table.Columns, false)
		}
	}
	r.inheritRows("rules", schema.Rules.Fields, true)
	r.inheritDeals()
	scenarios := rowsOf(r.world, "scenarios")
	for i := range scenarios.Len() {
		walk(schema.Scenarios.Fields, scenarios.Index(i), true, "", func(c *schema.Column, _ string, v reflect.Value) {
			if f, ok := literal(c, v); ok {
				f.Confidence = adit.Assumed // a what-if has no source
			}
		})
	}
}

func (r *reader) inheritRows(name string, columns []schema.Column, yml bool) {
	rows := rowsOf(r.world, name)
	for i := range rows.Len() {
		row := rows.Index(i)
		from := row.FieldByName("Provenance").Interface().(adit.Provenance)
		walk(columns, row, yml, "", func(c *schema.Column, path string, v reflect.Value) {
			f, ok := literal(c, v)
			if !ok {
				return
			}
			bequeath(f, from)
			switch path {
			case "effect.throughput", "effect.base", "effect.leakage":
				// An instrument is official; what the market makes of it is our judgement.
				f.Source, f.Confidence, f.Grade = nil, adit.Assumed, ""
			}
		})
	}
}

// literal returns the figure in v if it was written as a number in place.
func literal(c *schema.Column, v reflect.Value) (*adit.Figure, bool) {
	if c.Type != schema.Measured {
		return nil, false
	}
	f := v.Addr().Interface().(*adit.Figure)
	return f, f.ID == "" && f.Given() && f.Known()
}
