package dataset

import (
	"strings"

	"adit"
)

// contradictions reports two changes of one scenario that set the same thing
// differently. Between scenarios the later one wins; within one there is no
// order to appeal to.
func contradictions(s *adit.Scenario, ps *adit.Problems) {
	const hint = "keep one of the two; to vary a scenario, write a second one and compose them with +"
	figures := map[string]adit.FigureChange{}
	for _, c := range s.Figures {
		first, again := figures[c.ID]
		if again && (first.Value.Value != c.Value.Value || first.Value.Low != c.Value.Low || first.Value.High != c.Value.High || first.Value.ID != c.Value.ID) {
			ps.Add("contradictory-change", c.Row, hint, "scenario %q sets figure %q twice, first at %s", s.ID, c.ID, first.Row)
		}
		if !again {
			figures[c.ID] = c
		}
	}
	for j, c := range s.Measures {
		for _, first := range s.Measures[:j] {
			if first.ID == c.ID && (differ(first.From, c.From) || differ(first.To, c.To) || differ(first.AnnouncedUntil, c.AnnouncedUntil)) {
				ps.Add("contradictory-change", c.Row, hint, "scenario %q sets a day of measure %q twice, first at %s", s.ID, c.ID, first.Row)
				break
			}
		}
	}
}

// differ reports whether both days are given and not the same.
func differ(a, b *adit.Date) bool { return a != nil && b != nil && *a != *b }

// collisions reports what scenarios that are laid over one another say of the
// same event: both would happen, so no order can settle it.
func collisions(scenarios []*adit.Scenario, ps *adit.Problems) {
	type first struct {
		scenario string
		at       adit.Where
	}
	seen := map[string]first{}
	for _, s := range scenarios {
		for i := range s.Events {
			e := &s.Events[i]
			if f, again := seen[e.ID]; again && f.scenario != s.ID {
				ps.Add("contradictory-change", e.Row, "give one of them another id; both would happen", "scenarios %q and %q both have an event %q, first at %s", f.scenario, s.ID, e.ID, f.at)
				continue
			}
			seen[e.ID] = first{s.ID, e.Row}
		}
	}
	var all []adit.Event
	for _, s := range scenarios {
		all = append(all, s.Events...)
	}
	for i := range all {
		for _, id := range append([]string{all[i].After}, all[i].Ends...) {
			if _, ok := seen[id]; id != "" && !ok {
				ps.Add("dangling-id", all[i].Row, "lay the scenario that has it over this one, as in a+b", "event %q follows or ends %q, which is in none of the scenarios named", all[i].ID, id)
			}
		}
	}
	eventCycles(all, ps)
}

// eventCycles reports events that wait for one another.
func eventCycles(events []adit.Event, ps *adit.Problems) {
	after := map[string]string{}
	for _, e := range events {
		after[e.ID] = e.After
	}
	done := map[string]bool{}
	for i := range events {
		var path []string
		on := map[string]bool{}
		for id := events[i].ID; id != "" && !done[id]; id = after[id] {
			if on[id] {
				ps.Add("event-cycle", events[i].Row, "let one of them happen on a date or by hazard alone", "events %s come after one another, so none can begin", strings.Join(path, ", "))
				break
			}
			on[id] = true
			path = append(path, id)
		}
		for _, id := range path {
			done[id] = true
		}
	}
}
