package schema

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"adit"
)

// goTypes says which Go types may hold a type of cell.
var goTypes = map[Type][]reflect.Type{
	Text: {reflect.TypeFor[string]()}, Key: {reflect.TypeFor[string]()}, Ref: {reflect.TypeFor[string]()},
	Refs: {reflect.TypeFor[[]string]()}, Words: {reflect.TypeFor[[]string]()},
	Measured: {reflect.TypeFor[adit.Figure]()}, Number: {reflect.TypeFor[float64]()}, Whole: {reflect.TypeFor[int]()},
	Day: {reflect.TypeFor[adit.Date](), reflect.TypeFor[*adit.Date]()}, YesNo: {reflect.TypeFor[bool]()},
}

// Every column of a root type is described, every described column is one of
// the root type's, and what it holds fits the field.
func TestTablesMatchRootTypes(t *testing.T) {
	for _, table := range Tables() {
		match(t, table.Name, table.Columns, reflect.TypeOf(table.Row), false)
		for _, key := range table.Keys {
			if c := table.Column(key); c == nil || !c.Required {
				t.Errorf("%s: key column %q is missing or optional", table.Name, key)
			}
		}
	}
	for _, doc := range Documents() {
		match(t, doc.Name, doc.Fields, reflect.TypeOf(doc.Row), true)
	}
}

func match(t *testing.T, at string, columns []Column, row reflect.Type, yml bool) {
	t.Helper()
	fields := FieldsOf(row, yml)
	names := Names(columns)
	for name := range fields {
		if !slices.Contains(names, name) {
			t.Errorf("%s: field %q of %s is not described", at, name, row)
		}
	}
	seen := map[string]bool{}
	for i := range columns {
		c := &columns[i]
		here := at + "." + c.Name
		if seen[c.Name] {
			t.Errorf("%s is described twice", here)
		}
		seen[c.Name] = true
		path, ok := fields[c.Name]
		if !ok {
			t.Errorf("%s is no field of %s", here, row)
			continue
		}
		describe(t, here, c)
		field := row.FieldByIndex(path).Type
		switch c.Type {
		case Object:
			match(t, here, c.Fields, field, yml)
		case Objects:
			match(t, here, c.Fields, field.Elem(), yml)
		case Choice:
			if field.Kind() != reflect.String && field != reflect.TypeFor[adit.Confidence]() {
				t.Errorf("%s: a choice cannot be a %s", here, field)
			}
		default:
			if !slices.Contains(goTypes[c.Type], field) {
				t.Errorf("%s: a %s cannot be a %s", here, c.Type, field)
			}
		}
	}
}

// describe checks that a column says all that its page and its reader need.
func describe(t *testing.T, at string, c *Column) {
	t.Helper()
	if !strings.HasSuffix(c.Doc, ".") {
		t.Errorf("%s: the description is not a sentence: %q", at, c.Doc)
	}
	if c.Example == "" && c.Type != Object && c.Type != Objects {
		t.Errorf("%s has no example", at)
	}
	if c.Required && c.Default != "" {
		t.Errorf("%s is required and has a default", at)
	}
	if (c.Type == Choice) != (len(c.Choices) > 0) {
		t.Errorf("%s: choices and type disagree", at)
	}
	if (c.Type == Ref || c.Type == Refs) != (len(c.Refers) > 0) {
		t.Errorf("%s: references and type disagree", at)
	}
	for _, table := range c.Refers {
		if TableNamed(table) == nil && table != Rules.Name {
			t.Errorf("%s refers to table %q, which is not there", at, table)
		}
	}
	if c.Type == Measured || c.Type == Number || c.Type == Whole {
		if c.Limit == (Limit{}) {
			t.Errorf("%s has no limit", at)
		}
	}
	if _, known := units[c.Unit]; c.Type == Measured && c.Unit != "" && !known {
		t.Errorf("%s: nothing converts to %q", at, c.Unit)
	}
}

// The world's fields and the tables' row types are the same set, so that no
// table of a world goes unread.
func TestEveryTableOfAWorldIsDescribed(t *testing.T) {
	described := map[reflect.Type]bool{}
	for _, table := range Tables() {
		described[reflect.TypeOf(table.Row)] = true
	}
	for _, doc := range Documents() {
		described[reflect.TypeOf(doc.Row)] = true
	}
	world := reflect.TypeFor[adit.World]()
	for i := range world.NumField() {
		if f := world.Field(i).Type; f.Kind() == reflect.Slice && !described[f.Elem()] {
			t.Errorf("no table holds %s", world.Field(i).Name)
		}
	}
}

func TestChoicesOfConfidence(t *testing.T) {
	var names []string
	for _, c := range adit.Confidences() {
		names = append(names, c.String())
	}
	if got := Sites.Column("confidence").Choices; !slices.Equal(got, names) {
		t.Errorf("choices %v, the type has %v", got, names)
	}
}

func TestSnake(t *testing.T) {
	for name, want := range map[string]string{"ID": "id", "URL": "url", "InForce": "in_force", "AsOf": "as_of", "AnnouncedUntil": "announced_until", "HSCode": "hs_code", "KnownOn": "known_on"} {
		if got := Snake(name); got != want {
			t.Errorf("Snake(%q) = %q, want %q", name, got, want)
		}
	}
}
