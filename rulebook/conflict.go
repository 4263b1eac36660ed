package rulebook

import (
	"fmt"
	"slices"
	"strings"

	"adit"
)

// conflicts finds pairs of measures of one issuer that say different things
// about the same shipment on the same day, without one being a stated exception
// to the other. Measures of different issuers add up, and a narrower test (an
// end user, a use, a share) is an exception by its nature.
func (b *Book) conflicts(ps *adit.Problems) {
	for i, x := range b.rules {
		for _, y := range b.rules[i+1:] {
			m, n := x.versions[0].measure, y.versions[0].measure
			why := clash(m, n)
			if why == "" || slices.Contains(m.ExceptFor, n.ID) || slices.Contains(n.ExceptFor, m.ID) ||
				!b.sameGoods(m, n) || !x.from.meets(y.from) || !meet(x, y) {
				continue
			}
			day, ok := both(x, y)
			if !ok {
				continue
			}
			ps.Add("conflicting-measures", n.Row, "say under except_for of the one that decides that it is an exception to the other, or correct one of them",
				"%s (%s) and %s (%s) hold for the same goods on %s: %s", m.ID, m.Row, n.ID, n.Row, day, why)
		}
	}
}

// clash says in what two measures differ that cannot both be followed, or "".
func clash(m, n *adit.Measure) string {
	if m.Issuer != n.Issuer || !sameTest(m.Test, n.Test) {
		return ""
	}
	control := func(k adit.MeasureKind) bool { return k == adit.Licence || k == adit.Denial || k == adit.Ban }
	switch {
	case control(m.Kind) && control(n.Kind) && m.Kind != n.Kind:
		return fmt.Sprintf("one says %s, the other %s", m.Kind, n.Kind)
	case m.Kind != n.Kind:
		return ""
	case m.Kind == adit.Quota || m.Kind == adit.Floor || m.Kind == adit.Fee:
		if x, y := m.Effect, n.Effect; known(x.Amount) && known(y.Amount) && x.Unit == y.Unit && x.Amount.Value != y.Amount.Value {
			return fmt.Sprintf("one says %g %s, the other %g %s", x.Amount.Value, x.Unit, y.Amount.Value, y.Unit)
		}
	case m.Kind == adit.Tariff && m.Instrument == n.Instrument && m.Paragraph == n.Paragraph:
		if x, y := m.Effect.Rate, n.Effect.Rate; known(x) && known(y) && x.Value != y.Value {
			return fmt.Sprintf("one says %g%%, the other %g%%", 100*x.Value, 100*y.Value)
		}
	}
	return ""
}

// sameTest reports whether two tests look at the same thing, so that neither is
// the narrower one.
func sameTest(a, b adit.Test) bool {
	kind := func(t adit.Test) string {
		if t.Kind == "" {
			return "list"
		}
		return t.Kind
	}
	common := func(x, y []string) bool {
		return len(x) == 0 && len(y) == 0 || slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
	}
	return kind(a) == kind(b) && common(a.EndUse, b.EndUse) && common(a.EndUser, b.EndUser) && common(a.Lists, b.Lists) &&
		common(a.Technology, b.Technology) && a.Share.Value == b.Share.Value
}

// sameGoods reports whether some good is an item of both. A measure that names
// no goods covers any, unless it catches by list.
func (b *Book) sameGoods(m, n *adit.Measure) bool {
	if len(m.Items) == 0 || len(n.Items) == 0 {
		return m.Test.Kind != "list" && m.Test.Kind != ""
	}
	for i := range b.world.Materials {
		if id := b.world.Materials[i].ID; covers(m, id) && covers(n, id) {
			return true
		}
	}
	for i := range m.Items {
		for j := range n.Items {
			x, y := &m.Items[i], &n.Items[j]
			for _, code := range x.Control {
				if slices.ContainsFunc(y.Control, func(other string) bool { return within(code, other) || within(other, code) }) {
					return true
				}
			}
			for _, code := range x.Customs {
				if x.Edition == y.Edition && slices.ContainsFunc(y.Customs, func(other string) bool { return strings.HasPrefix(code, other) || strings.HasPrefix(other, code) }) {
					return true
				}
			}
		}
	}
	return false
}

// within reports whether a control code is another or lies below it: 1C902.a
// is within 1C902.
func within(code, other string) bool { return code == other || strings.HasPrefix(code, other+".") }

// meets reports whether two sets have a place in common.
func (s placeSet) meets(t placeSet) bool {
	if s == nil || t == nil {
		return true
	}
	for place := range s {
		if t[place] {
			return true
		}
	}
	return false
}

// meet reports whether two measures have a destination in common, those they
// leave out set aside.
func meet(x, y *rule) bool {
	if x.to == nil && y.to == nil {
		return true
	}
	set := x.to
	if set == nil {
		set = y.to
	}
	for place := range set {
		if x.to.has(place) && y.to.has(place) && !x.exceptTo[place] && !y.exceptTo[place] {
			return true
		}
	}
	return false
}

// both returns the first day on which two measures are in force by their texts.
func both(x, y *rule) (adit.Date, bool) {
	days := append(x.boundaries(0), y.boundaries(0)...)
	slices.Sort(days)
	for _, day := range days {
		if day == Never {
			continue
		}
		a, _ := x.status(day, 0)
		b, _ := y.status(day, 0)
		if a == InForce && b == InForce {
			return day, true
		}
	}
	return 0, false
}
