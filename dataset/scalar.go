package dataset

import (
	"fmt"
	"reflect"
	"strings"

	"adit"
	"adit/internal/near"
	"adit/schema"
)

// scalar decodes one non-blank cell, or one scalar of a YAML file, into field.
func (r *reader) scalar(column *schema.Column, text string, at adit.Where, field reflect.Value) {
	switch column.Type {
	case schema.Text, schema.Ref:
		field.SetString(text)
	case schema.Key:
		if bad := badID(text); bad != "" {
			r.problems.Add("bad-id", at, "an id is made of letters, digits and . _ - / and does not read as a number", "%q is no id: %s", text, bad)
		}
		field.SetString(text)
	case schema.Refs, schema.Words:
		field.Set(reflect.ValueOf(split(text)))
	case schema.Measured:
		f, ok := r.figure(column, text, at)
		if !ok && !f.Given() { // the cell is not blank, and must not be called so
			f = adit.UnknownFigure("the cell could not be read")
		}
		field.Set(reflect.ValueOf(f))
	case schema.Number:
		if v, ok := r.number(text, at); ok && r.within(column, v, at) {
			field.SetFloat(v)
		}
	case schema.Whole:
		if v, ok := r.number(text, at); ok && r.within(column, v, at) {
			if v != float64(int(v)) || v > 1e9 {
				r.problems.Add("bad-number", at, "write a whole number", "%q is not a whole number", text)
				return
			}
			field.SetInt(int64(v))
		}
	case schema.Day:
		r.day(column, text, at, field)
	case schema.YesNo:
		switch strings.ToLower(text) {
		case "true":
			field.SetBool(true)
		case "false":
		default:
			r.problems.Add("bad-value", at, "write true or false", "%s is %q", column.Name, text)
		}
	case schema.Choice:
		r.choice(column, text, at, field)
	default:
		r.problems.Add("bad-value", at, column.Doc, "%s is a %s, not the word %q", column.Name, column.Type, text)
	}
}

func (r *reader) choice(column *schema.Column, text string, at adit.Where, field reflect.Value) {
	for _, word := range column.Choices {
		if word != text {
			continue
		}
		if c, ok := field.Addr().Interface().(*adit.Confidence); ok {
			_ = c.UnmarshalText([]byte(text)) // cannot fail: a test compares the choices with the type
		} else {
			field.SetString(text)
		}
		return
	}
	hint := near.Hint(text, column.Choices)
	if hint == "" {
		hint = "write one of: " + strings.Join(column.Choices, ", ")
	}
	r.problems.Add("bad-value", at, hint, "%s is %q", column.Name, text)
}

func (r *reader) day(column *schema.Column, text string, at adit.Where, field reflect.Value) {
	var d adit.Date
	if len(column.Also) == 0 || text != column.Also[0] {
		var err error
		if d, err = adit.ParseDate(text); err != nil {
			hint := "write YYYY-MM-DD"
			if len(column.Also) > 0 {
				hint += " or " + column.Also[0]
			}
			r.problems.Add("bad-date", at, hint, "%s is %q, which is not a date", column.Name, text)
			return
		}
		if d.Year() < 1000 { // four digits keep dates sortable and a zero day distinguishable
			r.problems.Add("bad-date", at, "write YYYY-MM-DD", "%s is %q, which is no day of our time", column.Name, text)
			return
		}
	}
	if field.Kind() == reflect.Pointer {
		field.Set(reflect.ValueOf(&d))
	} else {
		field.Set(reflect.ValueOf(d))
	}
}

// split cuts a list cell at spaces and semicolons.
func split(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == ';' })
}

// badID says what is wrong with an id, or "".
func badID(id string) string {
	for _, c := range id {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("._-/", c)) {
			return fmt.Sprintf("it holds %q", c)
		}
	}
	if looksNumeric(id) {
		return "a cell that refers to it would read as a number"
	}
	return ""
}
