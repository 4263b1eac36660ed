package dataset

import (
	"path"
	"strings"

	"adit"
)

func (r *reader) checkMeasures() {
	for i := range r.world.Measures {
		m := &r.world.Measures[i]
		at := func(p string) adit.Where { return r.at("rules", i, p) }
		r.checkSpan(m.InForce, at("in_force.to"), "in_force")
		if !m.Published.IsZero() && !m.InForce.From.IsZero() && m.Published > m.InForce.From {
			r.problems.Warn("published-after-in-force", at("published"), "check both days; some measures do bind backwards", "published on %s, in force from %s", m.Published, m.InForce.From)
		}
		if !m.AnnouncedUntil.IsZero() && m.AnnouncedOn > m.AnnouncedUntil {
			r.problems.Add("dates-out-of-order", at("announced_on"), "announced_on is the day it was said, announced_until the last day promised", "announced on %s until %s", m.AnnouncedOn, m.AnnouncedUntil)
		}
		if m.LegalUntil != 0 && m.LegalUntil < m.InForce.From {
			r.problems.Add("dates-out-of-order", at("legal_until"), "", "legal_until %s lies before the first day %s", m.LegalUntil, m.InForce.From)
		}
		if m.Kind == adit.Suspension && len(m.ActsOn) == 0 {
			r.problems.Add("missing-cell", at("acts_on"), "name the measures it puts out of force", "a suspension needs acts_on")
		}
		for j, id := range m.ActsOn {
			if id == m.ID && id != "" {
				r.problems.Add("self-reference", at("acts_on"), "name another measure", "measure %q acts on itself (entry %d)", id, j+1)
			}
		}
		file := at("").File
		if want := path.Join("rules", strings.ToLower(m.Issuer), m.ID+".yaml"); file != "" && m.ID != "" && m.Issuer != "" && file != want {
			r.problems.Warn("misplaced-file", at("id"), "move it to "+want, "measure %q of %s is in %s", m.ID, m.Issuer, file)
		}
	}
}

// checkSpan reports a span that ends before it begins; at is its last day.
func (r *reader) checkSpan(s adit.Span, at adit.Where, what string) {
	if !s.To.IsZero() && s.From > s.To {
		r.problems.Add("dates-out-of-order", at, "swap the two days, or leave the last one out for no end", "%s runs from %s to %s", what, s.From, s.To)
	}
}
