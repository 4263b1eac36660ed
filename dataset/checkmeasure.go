package dataset

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"adit"
)

func (r *reader) checkMeasures() {
	promised := map[string]adit.Where{}
	for i := range r.world.Measures {
		m := &r.world.Measures[i]
		at := func(p string) adit.Where { return r.at("rules", i, p) }
		r.checkSpan(m.InForce, at("in_force.to"), "in_force")
		if !m.Published.IsZero() && !m.InForce.From.IsZero() && m.Published > m.InForce.From && m.KnownOn.IsZero() {
			r.problems.Warn("published-after-in-force", at("published"), "check both days; of a measure that binds backwards, state known_on as well", "published on %s, in force from %s", m.Published, m.InForce.From)
		}
		if !m.AnnouncedUntil.IsZero() && m.AnnouncedOn > m.AnnouncedUntil {
			r.problems.Add("dates-out-of-order", at("announced_on"), "announced_on is the day it was said, announced_until the last day promised", "announced on %s until %s", m.AnnouncedOn, m.AnnouncedUntil)
		}
		if m.LegalUntil != 0 && m.LegalUntil < m.InForce.From {
			r.problems.Add("dates-out-of-order", at("legal_until"), "", "legal_until %s lies before the first day %s", m.LegalUntil, m.InForce.From)
		}
		r.checkItems(m.Items, at, "items")
		r.checkItems(m.Test.Numerator, at, "test.numerator")
		r.checkItems(m.Test.Denominator, at, "test.denominator")
		for j := range m.Licences {
			l := &m.Licences[j]
			r.checkSpan(adit.Span{From: l.From, To: l.Expires}, at(fmt.Sprintf("licences[%d].expires", j)), "the licence of "+l.Holder)
		}
		for j := range m.Commitments {
			c := &m.Commitments[j]
			here := fmt.Sprintf("commitments[%d].", j)
			r.checkSpan(adit.Span{From: c.From, To: c.To}, at(here+"to"), "commitment "+c.ID)
			if c.Quantity.Given() && c.Unit == "" {
				r.problems.Add("missing-cell", at(here+"unit"), "name the unit with its time basis, such as Mt/y", "commitment %q has a quantity without a unit", c.ID)
			}
			if first, again := promised[c.ID]; again && c.ID != "" {
				r.problems.Add("duplicate-key", at(here+"id"), "give each commitment an id of its own", "commitment %q stands twice, first at %s", c.ID, first)
			}
			promised[c.ID] = at(here + "id")
		}
		if m.Effect.Amount.Given() && m.Effect.Unit == "" {
			r.problems.Add("missing-cell", at("effect.unit"), "name the unit with its time basis, such as t/y", "measure %q has an amount without a unit", m.ID)
		}
		if m.Kind == adit.Suspension && len(m.ActsOn) == 0 {
			r.problems.Add("missing-cell", at("acts_on"), "name the measures it puts out of force", "a suspension needs acts_on")
		}
		for path, ids := range map[string][]string{"acts_on": m.ActsOn, "except_for": m.ExceptFor} {
			for j, id := range ids {
				if id == m.ID && id != "" {
					r.problems.Add("self-reference", at(path), "name another measure", "measure %q names itself under %s (entry %d)", id, path, j+1)
				}
			}
		}
		file := at("").File
		if want := path.Join("rules", strings.ToLower(m.Issuer), m.ID+".yaml"); file != "" && m.ID != "" && m.Issuer != "" && file != want {
			r.problems.Warn("misplaced-file", at("id"), "move it to "+want, "measure %q of %s is in %s", m.ID, m.Issuer, file)
		}
	}
}

// controlCode is the shape that Chinese and American control codes share: 1C902,
// with points below it (1C902.a). A wrong one would match nothing, in silence.
var controlCode = regexp.MustCompile(`^([0-9][A-E][0-9]{3}([.][a-z0-9]+(-[a-z0-9]+)?)*|EAR99)$`)

// checkItems looks at the codes of goods.
func (r *reader) checkItems(items []adit.Item, at func(string) adit.Where, path string) {
	for i := range items {
		item, here := &items[i], fmt.Sprintf("%s[%d]", path, i)
		for j, code := range item.Control {
			if !controlCode.MatchString(code) {
				r.problems.Add("unknown-control-code", at(fmt.Sprintf("%s.control[%d]", here, j)), "write it as 1C902 or 1C902.a", "%q is no control code", code)
			}
		}
		for j, code := range item.Customs {
			if !customsCode(code) {
				r.problems.Add("bad-customs-code", at(fmt.Sprintf("%s.customs[%d]", here, j)), "write 2 to 12 digits without points", "%q is no customs code", code)
			}
		}
		if len(item.Customs) > 0 && item.Edition == "" {
			r.problems.Add("missing-cell", at(here+".customs"), "name the edition of the nomenclature: codes change between editions", "customs codes without their edition")
		}
	}
}

// customsCode reports whether a text is a heading, subheading or line.
func customsCode(code string) bool {
	return len(code) >= 2 && len(code) <= 12 && strings.Trim(code, "0123456789") == ""
}

// checkSpan reports a span that ends before it begins; at is its last day.
func (r *reader) checkSpan(s adit.Span, at adit.Where, what string) {
	if !s.To.IsZero() && s.From > s.To {
		r.problems.Add("dates-out-of-order", at, "swap the two days, or leave the last one out for no end", "%s runs from %s to %s", what, s.From, s.To)
	}
}
