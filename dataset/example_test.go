package dataset

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"adit"
	"adit/schema"
)

// Every example on the format pages reads as what its column holds.
func TestExamplesOfColumns(t *testing.T) {
	check := func(name string, columns []schema.Column, row any, yml bool) {
		r := newReader("examples")
		v := reflect.New(reflect.TypeOf(row)).Elem()
		walk(columns, v, yml, "", func(c *schema.Column, path string, v reflect.Value) {
			text := c.Example
			if yml && (c.Type == schema.Refs || c.Type == schema.Words) {
				return // a YAML list: read as part of the whole example
			}
			if c.Type == schema.Measured && !looksNumeric(text) {
				f := adit.Number(max(c.Limit.Low+0.5, -0.5), c.Unit)
				f.ID = text
				r.figures[text] = &f
			}
			before := len(r.problems)
			r.scalar(c, text, adit.Where{File: name}, v)
			if len(r.problems) > before {
				t.Errorf("%s.%s: example %q: %v", name, path, text, r.problems[before:])
			}
		})
	}
	for _, table := range schema.Tables() {
		check(table.Name, table.Columns, table.Row, false)
	}
	for _, doc := range schema.Documents() {
		check(doc.Name, doc.Fields, doc.Row, true)
	}
}

// The whole files on the format pages have no fault but that they name things
// of another world.
func TestExamplesOfDocuments(t *testing.T) {
	files := tinyFiles(t)
	files["rules/cn/cn-2025-018.yaml"] = &fstest.MapFile{Data: []byte(schema.Rules.Example)}
	files["scenarios/controls-return.yaml"] = &fstest.MapFile{Data: []byte(schema.Scenarios.Example)}
	files["deals/mp-dow.yaml"] = &fstest.MapFile{Data: []byte(schema.Deals.Example)}
	w, ps := Read(files, "tiny")
	for _, p := range ps {
		if p.Code != "dangling-id" && p.Code != "unknown-source" && p.Code != "wildcard-matches-nothing" {
			t.Error(p)
		}
	}
	if len(w.Measures) != 4 || w.Scenario("controls-return") == nil || len(w.Scenario("controls-return").Events) != 1 ||
		w.Deal("mp-dow") == nil || len(w.Deal("mp-dow").Floors) != 1 {
		t.Error("an example was not read")
	}
}

// A hint names what was meant.
func TestHints(t *testing.T) {
	files := tinyFiles(t)
	files["sites.csv"].Data = []byte(strings.Replace(string(files["sites.csv"].Data), "capacity", "capacty", 1))
	files["lanes.csv"].Data = []byte(strings.Replace(string(files["lanes.csv"].Data), "freight.metal", "freight.metl", 1))
	files["rules/cn/cn-ban.yaml"].Data = []byte(strings.Replace(string(files["rules/cn/cn-ban.yaml"].Data), "transferor", "transferrer", 1))
	_, ps := Read(files, "tiny")
	want := map[string]string{
		"sites.csv":            `did you mean "capacity"?`,
		"lanes.csv":            `did you mean "freight.metal"?`,
		"rules/cn/cn-ban.yaml": `did you mean "transferor"?`,
	}
	for _, p := range ps {
		if p.Hint != want[p.Where.File] {
			t.Errorf("%v: want hint %q", p, want[p.Where.File])
		}
		delete(want, p.Where.File)
	}
	for file := range want {
		t.Errorf("no problem in %s", file)
	}
}
