package dataset

import (
	"reflect"
	"slices"

	"adit"
	"adit/schema"
)

// checkProvenance asks of each row what its confidence promises: a source, the
// arithmetic of what was derived, the reason and range of what was assumed.
func (r *reader) checkProvenance(name string, columns []schema.Column, yml bool) {
	rows := rowsOf(r.world, name)
	for i := range rows.Len() {
		row := rows.Index(i)
		p := row.FieldByName("Provenance").Interface().(adit.Provenance)
		at := func(path string) adit.Where { return r.at(name, i, path) }
		if p.Confidence != adit.Assumed && p.Confidence != adit.NoConfidence && len(p.Source) == 0 {
			r.problems.Add("no-source", at("source"), "name a row of sources, or call the row assumed and give its reason and range", "a row that is %s needs a source", p.Confidence)
		}
		switch {
		case p.Confidence == adit.Derived && p.Note == "":
			r.problems.Add("no-note", at("note"), "write the arithmetic in the note", "a derived row needs its arithmetic")
		case p.Confidence == adit.Assumed && p.Note == "":
			r.problems.Add("no-note", at("note"), "write the reason in the note, in a sentence", "an assumed row needs its reason")
		}
		if f, ok := row.Addr().Interface().(*adit.NamedFigure); ok {
			if p.Confidence == adit.Assumed && f.Known() && !f.Ranged {
				r.problems.Add("no-range", at("value"), "give low and high", "figure %q is assumed and has no range", f.ID)
			}
			continue
		}
		walk(columns, row, yml, "", func(c *schema.Column, path string, v reflect.Value) {
			f, ok := literal(c, v)
			if ok && f.Confidence == adit.Assumed && !f.Ranged && !slices.Contains(c.Settled, f.Value) {
				r.problems.Add("no-range", at(path), "write it as value [low, high]", "%s is assumed and has no range", c.Name)
			}
		})
	}
}
