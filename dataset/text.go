package dataset

import (
	"math"
	"reflect"
	"strconv"
	"strings"

	"adit"
	"adit/schema"
)

// cellText writes one value as scalar reads it back; "" is a blank cell.
func cellText(c *schema.Column, v reflect.Value) string {
	switch c.Type {
	case schema.Refs, schema.Words:
		sep := " "
		if c.Share {
			sep = ";"
		}
		return strings.Join(v.Interface().([]string), sep)
	case schema.Measured:
		return figureText(v.Interface().(adit.Figure), c.Unit == "")
	case schema.Number:
		return numberText(v.Float())
	case schema.Whole:
		if v.Int() == 0 {
			return ""
		}
		return strconv.FormatInt(v.Int(), 10)
	case schema.Day:
		if v.Kind() != reflect.Pointer {
			return v.Interface().(adit.Date).String()
		}
		if v.IsNil() {
			return ""
		}
		if d := v.Elem().Interface().(adit.Date); !d.IsZero() {
			return d.String()
		}
		return schema.OpenEnd
	case schema.YesNo:
		if v.Bool() {
			return "true"
		}
		return ""
	}
	if confidence, ok := v.Interface().(adit.Confidence); ok {
		return confidence.String()
	}
	return v.String()
}

// figureText writes a figure as a reference, a number, or a number with its
// range. A value set by a scenario has no unit of its own to tell zero from
// blank, so there always writes.
func figureText(f adit.Figure, always bool) string {
	switch {
	case f.ID != "":
		return f.ID
	case !f.Given() && !always, !f.Known():
		return ""
	case f.Ranged:
		return numberText(f.Value) + " [" + numberText(f.Low) + ", " + numberText(f.High) + "]"
	}
	return numberText(f.Value)
}

// namedFigureText corrects the cells of a row of figures, where a blank is
// not zero.
func namedFigureText(c *schema.Column, f *adit.NamedFigure, text string) string {
	switch c.Name {
	case "value":
		if !f.Known() {
			return ""
		}
	case "low", "high":
		if !f.Ranged {
			return ""
		}
	}
	return text
}

// numberText writes the shortest digits that read back as the same number.
func numberText(v float64) string {
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e15) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
