package dataset

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"adit"
	"adit/schema"
)

// entryOf returns the provenance that holds at a path of a deal: that of the
// entry the path lies in, or the deal's own where the entry states none.
func entryOf(deal reflect.Value, path string) (p adit.Provenance, entry string) {
	whole := deal.FieldByName("Provenance").Interface().(adit.Provenance)
	step, _, nested := strings.Cut(path, ".")
	if !nested {
		return whole, ""
	}
	key, index, listed := strings.Cut(strings.TrimSuffix(step, "]"), "[")
	at, ok := schema.FieldsOf(deal.Type(), true)[key]
	if !ok {
		return whole, ""
	}
	v := deal.FieldByIndex(at)
	if listed {
		i, _ := strconv.Atoi(index)
		v = v.Index(i)
	}
	if f := v.FieldByName("Provenance"); f.IsValid() {
		if own := f.Interface().(adit.Provenance); own.Confidence != adit.NoConfidence {
			return own, step
		}
	}
	return whole, ""
}

// inheritDeals hands provenance down to literal figures, entry by entry.
func (r *reader) inheritDeals() {
	deals := rowsOf(r.world, "deals")
	for i := range deals.Len() {
		deal := deals.Index(i)
		walk(schema.Deals.Fields, deal, true, "", func(c *schema.Column, path string, v reflect.Value) {
			if f, ok := literal(c, v); ok {
				p, _ := entryOf(deal, path)
				bequeath(f, p)
			}
		})
	}
}

// checkDealProvenance asks of each entry of a deal what checkProvenance asks
// of a row.
func (r *reader) checkDealProvenance() {
	deals := rowsOf(r.world, "deals")
	for i := range deals.Len() {
		deal := deals.Index(i)
		at := func(path string) adit.Where { return r.at("deals", i, path) }
		seen := map[string]bool{}
		one := func(entry string, p adit.Provenance) {
			if seen[entry] {
				return
			}
			seen[entry] = true
			in := entry
			if in != "" {
				in += "."
			}
			if p.Confidence != adit.Assumed && p.Confidence != adit.NoConfidence && len(p.Source) == 0 {
				r.problems.Add("no-source", at(in+"source"), "name a row of sources, or call the entry assumed and give its reason and range", "an entry that is %s needs a source", p.Confidence)
			}
			if p.Note == "" && (p.Confidence == adit.Derived || p.Confidence == adit.Assumed) {
				r.problems.Add("no-note", at(in+"note"), "write the arithmetic or the reason in the note", "an entry that is %s needs a note", p.Confidence)
			}
		}
		one("", deal.FieldByName("Provenance").Interface().(adit.Provenance))
		walk(schema.Deals.Fields, deal, true, "", func(c *schema.Column, path string, v reflect.Value) {
			p, entry := entryOf(deal, path)
			one(entry, p)
			f, ok := literal(c, v)
			if ok && f.Confidence == adit.Assumed && !f.Ranged && !slices.Contains(c.Settled, f.Value) {
				r.problems.Add("no-range", at(path), "write it as value [low, high]", "%s is assumed and has no range", c.Name)
			}
		})
	}
}
