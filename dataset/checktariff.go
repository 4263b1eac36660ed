package dataset

import (
	"fmt"
	"strings"

	"adit"
)

func (r *reader) checkTariffs() {
	rated := map[string]bool{} // measures with a rate of their own
	for i := range r.world.Measures {
		if m := &r.world.Measures[i]; m.Effect.Rate.Given() {
			rated[m.ID] = true
		}
	}
	seen := map[string]adit.Where{}
	for i := range r.world.Tariffs {
		t := &r.world.Tariffs[i]
		at := func(column string) adit.Where { return r.at("tariffs", i, column) }
		if t.HS != "" && t.HS != adit.AnyOrigin && !customsCode(t.HS) {
			r.problems.Add("bad-customs-code", at("hs"), "write 2 to 12 digits without points, or * for every heading", "%q is no customs code", t.HS)
		}
		switch {
		case !t.Rate.Given() && t.Unknown == "":
			r.problems.Add("unknown-value", at("rate"), "give the rate, or say in column unknown why there is none", "layer %s of %s has no rate", t.Layer, t.HS)
		case t.Rate.Given() && t.Rate.Known() && t.Unknown != "":
			r.problems.Add("unknown-value", at("unknown"), "clear one of the two cells", "layer %s of %s has a rate and a reason for having none", t.Layer, t.HS)
		}
		r.checkSpan(adit.Span{From: t.From, To: t.To}, at("to"), "layer "+t.Layer+" of "+t.HS)
		if rated[t.Measure] {
			r.problems.Add("double-rate", at("measure"), "take the rate out of the measure, or the measure out of this row", "measure %q has a rate of its own and would count twice", t.Measure)
		}
		key := strings.Join([]string{t.HS, t.Goods, t.Edition, t.Importer, t.Origin, t.Layer, t.From.String(), t.To.String(), strings.Join(t.Source, " "), fmt.Sprint(t.Rate.Value)}, "\x00")
		if first, again := seen[key]; again {
			r.problems.Add("duplicate-key", at("hs"), "delete one of the rows", "the same layer by the same source stands twice, first at %s", first)
		} else {
			seen[key] = at("hs")
		}
	}
}
