package dataset

import (
	"fmt"
	"path"
	"strings"

	"adit"
	"adit/internal/near"
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
	r.checkEvents(s, at)
	r.checkProjectChanges(s, at)
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

// checkEvents checks the events of one scenario by themselves and together.
func (r *reader) checkEvents(s *adit.Scenario, at func(string) adit.Where) {
	seen := map[string]bool{}
	for j := range s.Events {
		e := &s.Events[j]
		in := func(p string) adit.Where { return at(strings.TrimSuffix(fmt.Sprintf("events[%d].%s", j, p), ".")) }
		if seen[e.ID] && e.ID != "" {
			r.problems.Add("duplicate-key", in("id"), "give the event an id of its own", "event %q stands twice in this scenario", e.ID)
		}
		seen[e.ID] = true
		r.checkEvent(e, in)
		r.checkEffect(e, in)
	}
	eventCycles(s.Events, &r.problems)
}

// checkEvent checks when an event happens.
func (r *reader) checkEvent(e *adit.Event, at func(string) adit.Where) {
	r.checkSpan(e.Window, at("window.to"), "the window")
	dated := !e.Date.IsZero() || at("date") != at("") // a day that cannot be read is reported already
	switch {
	case !dated && !e.Hazard.Given() && at("hazard") == at("") && e.After == "":
		r.problems.Add("event-without-date", at("id"), "give it a date, a hazard (chance a year), or the event it comes after", "event %q happens on no day", e.ID)
	case dated && e.Hazard.Given():
		r.problems.Add("event-without-date", at("hazard"), "an event is either dated or left to chance: delete one", "event %q has a date and a hazard", e.ID)
	}
	if !e.Date.IsZero() && e.Announced > e.Date {
		r.problems.Add("dates-out-of-order", at("announced"), "leave it out when nobody knows before the day", "announced on %s, after the event of %s", e.Announced, e.Date)
	}
	if e.Hazard.Given() && !e.Months.Given() && at("months") == at("") {
		r.problems.Add("endless-hazard", at("hazard"), "say how many months it lasts; a number beyond any run, such as 600, means for good", "event %q can strike and never ends", e.ID)
	}
	if e.Wait.Given() && e.After == "" {
		r.problems.Add("missing-cell", at("wait"), "name the event it comes after, or delete the wait", "event %q waits for nothing", e.ID)
	}
	if e.Shared && e.After == "" {
		r.problems.Add("missing-cell", at("shared"), "name the event it comes after", "event %q shares its severity with nothing", e.ID)
	}
	events, measures := map[string]bool{}, map[string]bool{}
	for _, s := range r.world.Scenarios {
		for _, o := range s.Events {
			events[o.ID] = true
		}
	}
	for _, m := range r.world.Measures {
		measures[m.ID] = true
	}
	named := func(id, key string, known ...map[string]bool) {
		var all []string
		for _, k := range known {
			if k[id] || r.partial["scenarios"] {
				return
			}
			all = append(all, sortedKeys(k)...)
		}
		r.problems.Add("dangling-id", at(key), near.Hint(id, all), "%s names %q, which no scenario has as an event", key, id)
	}
	if e.After != "" {
		named(e.After, "after", events)
	}
	if e.While != "" && !r.partial["rules"] {
		named(e.While, "while", events, measures)
	}
	for _, id := range e.Ends {
		named(id, "ends", events)
	}
}

// checkEffect checks what an event does.
func (r *reader) checkEffect(e *adit.Event, at func(string) adit.Where) {
	need := func(missing bool, key, why string) {
		if missing && at(key) == at("") {
			r.problems.Add("missing-cell", at("kind"), "add "+key, "%s", why)
		}
	}
	switch e.Kind {
	case adit.ControlEvent:
		if len(e.ActsOn) == 0 {
			r.problems.Add("missing-cell", at("acts_on"), "name the measures whose throughput changes", "an export control acts on measures")
		}
	case adit.LicencesEvent:
		need(len(e.ActsOn) == 0, "acts_on", "licences are issued under measures")
		need(len(e.Holders) == 0, "holders", "licences are issued to somebody")
	case adit.ReversalEvent:
		need(len(e.Ends) == 0, "ends", "a policy reversal ends events")
	case adit.TechnologyEvent:
		need(len(e.Recipes) == 0, "recipes", "a technology cut takes recipes away")
	case adit.NationalismEvent:
		need(e.Place == "" && len(e.From) == 0, "place", "resource nationalism has a place")
	case adit.RouteEvent:
		need(len(e.From)+len(e.To) == 0, "from", "a closed route begins or ends somewhere")
	case adit.ReactionEvent:
		need(len(e.ActsOn) == 0 && e.Place == "", "place", "an ally's reaction acts on measures, or releases the stocks of a place")
	}
	if e.Kind != adit.ReversalEvent && e.Kind != adit.ShockEvent && e.Kind != "" {
		need(!e.Severity.Given() && !e.Denied.Given(), "severity", fmt.Sprintf("an event of kind %s has a severity", e.Kind))
	}
	if e.Severity.Given() && e.Denied.Given() {
		r.problems.Add("contradictory-change", at("denied"), "keep one of the two", "event %q states both its throughput and the share of licences denied", e.ID)
	}
	if e.Kind != adit.ControlEvent && (e.Denied.Given() || e.Lag.Given()) {
		r.problems.Add("bad-value", at("kind"), "lag and denied belong to an export control", "an event of kind %s has no licences to deny", e.Kind)
	}
	if e.Kind != adit.PriceWarEvent && e.Extra.Given() {
		r.problems.Add("bad-value", at("extra"), "extra belongs to a price war", "an event of kind %s adds no capacity", e.Kind)
	}
	if e.Kind != adit.DemandEvent && e.Severity.Known() && (!schema.Share.Has(e.Severity.Low) || !schema.Share.Has(e.Severity.High)) {
		r.problems.Add("out-of-range", at("severity"), "write a share between 0 and 1", "the severity of an event of kind %s is %v", e.Kind, e.Severity.Value)
	}
	if e.Spread == "lognormal" {
		for key, f := range map[string]adit.Figure{"severity": e.Severity, "months": e.Months, "recovery": e.Recovery} {
			if f.Given() && f.Known() && !(f.Low > 0) {
				r.problems.Add("out-of-range", at(key), "raise its low above 0, or choose another spread", "a lognormal %s lies above 0", key)
			}
		}
	}
}

// checkProjectChanges asks of a project the world does not have what makes one.
func (r *reader) checkProjectChanges(s *adit.Scenario, at func(string) adit.Where) {
	known := map[string]bool{}
	for _, p := range r.world.Projects {
		known[p.ID] = true
	}
	for j, c := range s.Projects {
		in := func(p string) adit.Where { return at(fmt.Sprintf("projects[%d].%s", j, p)) }
		if known[c.ID] || r.partial["projects"] {
			continue
		}
		for _, k := range []struct {
			key     string
			missing bool
		}{{"place", c.Place == ""}, {"recipe", c.Recipe == ""}, {"status", c.Status == ""}, {"capacity", !c.Capacity.Given()}, {"start", c.Start.IsZero()}} {
			if k.missing {
				r.problems.Add("missing-cell", in("id"), "add "+k.key+", or name a project of the world", "project %q is new and has no %s", c.ID, k.key)
			}
		}
	}
	for j, f := range s.Floors {
		r.checkSpan(f.Days, at(fmt.Sprintf("floors[%d].days.to", j)), "the floor")
	}
}
