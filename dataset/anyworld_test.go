package dataset

import (
	"fmt"
	"math"
	"reflect"
	"strings"

	"pgregory.net/rapid"

	"adit"
	"adit/schema"
)

// anyWorld draws a world whose cells are each what their column may hold, and
// which as a whole need not make sense: reading and writing must not depend on
// that. Words are chosen to trip up a careless writer.
func anyWorld(t *rapid.T) *adit.World {
	r := newReader("any")
	for _, table := range schema.Tables() {
		for i := range rapid.IntRange(0, 3).Draw(t, table.Name) {
			row := reflect.New(reflect.TypeOf(table.Row)).Elem()
			drawRow(t, r, table.Columns, row, false)
			if f, ok := row.Addr().Interface().(*adit.NamedFigure); ok {
				drawNamedFigure(t, f, i)
			}
			rows := rowsOf(r.world, table.Name)
			rows.Set(reflect.Append(rows, row))
		}
		if table == &schema.Figures {
			r.indexFigures()
		}
	}
	for _, doc := range schema.Documents() {
		for i := range rapid.IntRange(0, 2).Draw(t, doc.Name) {
			row := reflect.New(reflect.TypeOf(doc.Row)).Elem()
			drawRow(t, r, doc.Fields, row, true)
			row.FieldByName("ID").SetString(fmt.Sprintf("file%d", i)) // in file name order
			if m, ok := row.Addr().Interface().(*adit.Measure); ok {
				m.Issuer = "CN"
			}
			rows := rowsOf(r.world, doc.Name)
			rows.Set(reflect.Append(rows, row))
		}
	}
	r.inherit()
	return r.world
}

func drawRow(t *rapid.T, r *reader, columns []schema.Column, row reflect.Value, yml bool) {
	fields := schema.FieldsOf(row.Type(), yml)
	for i := range columns {
		c := &columns[i]
		v := row.FieldByIndex(fields[c.Name])
		switch {
		case c.Type == schema.Object:
			drawRow(t, r, c.Fields, v, yml)
		case c.Type == schema.Objects:
			n := rapid.IntRange(0, 2).Draw(t, c.Name)
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for j := range n {
				drawRow(t, r, c.Fields, v.Index(j), yml)
			}
		case c.Required || rapid.Bool().Draw(t, c.Name):
			drawCell(t, r, c, v)
		}
	}
}

var (
	anyID   = rapid.StringMatching(`[a-z][a-zA-Z0-9._-]{0,6}`)
	anyWord = rapid.OneOf(
		rapid.SampledFrom([]string{"true", "null", "~", "12", "2025-01-01", "- dash", "#hash", "a: b", "[x]", "{}", `"quoted"`, "a,b;c", "two\nlines", "é", "'", "|", "&a", "*a", "!t", "%", "@", "?", "x #y", "yes", "0x10", "1_000", ".inf", "<<"}),
		rapid.Map(rapid.StringOf(rapid.RuneFrom([]rune("ab ,;:\"'#é漢-\n"))), strings.TrimSpace),
	)
)

func drawCell(t *rapid.T, r *reader, c *schema.Column, v reflect.Value) {
	switch c.Type {
	case schema.Text:
		v.SetString(anyWord.Draw(t, c.Name))
	case schema.Key, schema.Ref:
		v.SetString(anyID.Draw(t, c.Name))
	case schema.Refs, schema.Words:
		v.Set(reflect.ValueOf(rapid.SliceOfN(anyID, 1, 3).Draw(t, c.Name)))
	case schema.Choice:
		word := rapid.SampledFrom(c.Choices).Draw(t, c.Name)
		if confidence, ok := v.Addr().Interface().(*adit.Confidence); ok {
			_ = confidence.UnmarshalText([]byte(word))
		} else {
			v.SetString(word)
		}
	case schema.Number:
		v.SetFloat(drawNumber(t, c))
	case schema.Whole:
		low := int(max(c.Limit.Low, 0)) // a year has both ends
		v.SetInt(int64(rapid.IntRange(low, int(min(c.Limit.High, float64(low)+1000))).Draw(t, c.Name)))
	case schema.YesNo:
		v.SetBool(rapid.Bool().Draw(t, c.Name))
	case schema.Day:
		d := adit.NewDate(rapid.IntRange(1000, 9999).Draw(t, c.Name), 1, 1).AddDays(rapid.IntRange(0, 364).Draw(t, c.Name))
		if v.Kind() != reflect.Pointer {
			v.Set(reflect.ValueOf(d))
			return
		}
		if len(c.Also) > 0 && rapid.Bool().Draw(t, "open") {
			d = 0
		}
		v.Set(reflect.ValueOf(&d))
	case schema.Measured:
		v.Set(reflect.ValueOf(drawFigure(t, r, c)))
	}
}

// drawFigure draws a reference to one of the world's figures where one fits
// the column, else a literal.
func drawFigure(t *rapid.T, r *reader, c *schema.Column) adit.Figure {
	if len(r.figures) > 0 && rapid.Bool().Draw(t, "reference") {
		named := r.figures[rapid.SampledFrom(sortedKeys(r.figures)).Draw(t, "figure")]
		if f, ok := convert(*named, c.Unit); ok && (!f.Known() || c.Limit.Has(f.Value) && c.Limit.Has(f.Low) && c.Limit.Has(f.High)) {
			return f
		}
	}
	f := adit.Number(drawNumber(t, c), c.Unit)
	if rapid.Bool().Draw(t, "ranged") {
		f.Ranged = true
		f.Low, f.High = min(f.Value, drawNumber(t, c)), max(f.Value, drawNumber(t, c))
	}
	return f
}

func drawNumber(t *rapid.T, c *schema.Column) float64 {
	low, high := max(c.Limit.Low, -1e18), min(c.Limit.High, 1e18)
	v := rapid.Float64Range(low, high).Draw(t, c.Name)
	if !c.Limit.Has(v) { // an open end was drawn
		v = math.Copysign(0.5, low+high)
	}
	return v
}

func drawNamedFigure(t *rapid.T, f *adit.NamedFigure, i int) {
	f.ID = fmt.Sprintf("fig.%d", i)
	f.Figure.ID = f.ID
	f.Unit = rapid.SampledFrom([]string{"1", "percent", "t/y", "$/t", "USD/kg", "day", "months", "kg/kWh"}).Draw(t, "unit")
	f.Ranged = rapid.Bool().Draw(t, "ranged")
	f.Low, f.High = min(f.Value, f.Low), max(f.Value, f.High)
	if f.Unknown = ""; rapid.Bool().Draw(t, "unknown") {
		f.Unknown, f.Ranged = "withheld", false
		f.Value, f.Low, f.High = math.NaN(), math.NaN(), math.NaN()
	} else if !f.Ranged {
		f.Low, f.High = f.Value, f.Value
	}
}
