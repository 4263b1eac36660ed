package dataset

import (
	"fmt"
	"path"
	"strings"

	"adit"
	"adit/schema"
)

func (r *reader) checkScenario(i int) {
	s := &r.world.Scenarios[i]
	at := func(p string) adit.Where { return r.at("scenarios", i, p) }
	contradictions(s, &r.problems)
	if file := at("").File; file != "" && s.ID != "" && file != path.Join("scenarios", s.ID+".yaml") {
		r.problems.Warn("misplaced-file", at("id"), "move it to scenarios/"+s.ID+".yaml", "scenario %q is in %s", s.ID, file)
	}
	for j := range s.Figures {
		r.checkFigureChange(&s.Figures[j], at(fmt.Sprintf("figures[%d].value", j)))
	}
	for j, c := range s.Measures {
		if c.From != nil && c.To != nil {
			r.checkSpan(adit.Span{From: *c.From, To: *c.To}, at(fmt.Sprintf("measures[%d].to", j)), "measure "+c.ID)
		}
	}
	seen := map[string]bool{}
	for j := range s.Events {
		e := &s.Events[j]
		in := func(p string) adit.Where { return at(strings.TrimSuffix(fmt.Sprintf("events[%d].%s", j, p), ".")) }
		if seen[e.ID] && e.ID != "" {
			r.problems.Add("duplicate-key", in("id"), "give the event an id of its own", "event %q stands twice in this scenario", e.ID)
		}
		seen[e.ID] = true
		r.checkEvent(e, in)
	}
}

// checkFigureChange asks that a value taken from another figure has a unit that
// converts to the changed figure's own.
func (r *reader) checkFigureChange(c *adit.FigureChange, at adit.Where) {
	target, ok := r.figures[c.ID]
	if !ok || c.Value.ID == "" {
		return
	}
	if _, ok := convert(c.Value, target.Unit); !ok {
		r.problems.Add("wrong-unit", at, "write a number, in the figure's own unit", "figure %q is in %s, figure %q in %s", c.ID, target.Unit, c.Value.ID, c.Value.Unit)
	}
}

func (r *reader) checkEvent(e *adit.Event, at func(string) adit.Where) {
	r.checkSpan(e.Window, at("window.to"), "the window")
	dated := !e.Date.IsZero() || at("date") != at("") // a day that cannot be read is reported already
	switch {
	case !dated && !e.Hazard.Given():
		r.problems.Add("event-without-date", at("id"), "give it a date, or a hazard (chance a year)", "event %q happens on no day", e.ID)
	case dated && e.Hazard.Given():
		r.problems.Add("event-without-date", at("hazard"), "an event is either dated or left to chance: delete one", "event %q has a date and a hazard", e.ID)
	}
	if !e.Date.IsZero() && e.Announced > e.Date {
		r.problems.Add("dates-out-of-order", at("announced"), "leave it out when nobody knows before the day", "announced on %s, after the event of %s", e.Announced, e.Date)
	}
	if e.Kind == adit.ControlEvent && len(e.ActsOn) == 0 {
		r.problems.Add("missing-cell", at("acts_on"), "name the measures whose throughput changes", "an export control acts on measures")
	}
	if e.Kind != adit.DemandEvent && e.Severity.Known() && (!schema.Share.Has(e.Severity.Low) || !schema.Share.Has(e.Severity.High)) {
		r.problems.Add("out-of-range", at("severity"), "write a share between 0 and 1", "the severity of an event of kind %s is %v", e.Kind, e.Severity.Value)
	}
}
