package dataset

import (
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
