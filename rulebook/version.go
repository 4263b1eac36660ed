package rulebook

import (
	"slices"

	"adit"
)

// version is a measure as it reads from a day of knowledge on.
type version struct {
	knownOn  adit.Date // first day this reading could be known; zero: always
	measure  *adit.Measure
	scenario bool // dates were set by a scenario, so there is no doubt about them
}

// end is the last day of a stretch and whether there is one.
type end struct {
	day  adit.Date
	open bool
}

func (e end) before(d adit.Date) bool { return !e.open && e.day < d }

// legalEnd is the last day by the text: LegalUntil where the compiler doubted
// what came after, else the end of InForce.
func legalEnd(m *adit.Measure) end {
	switch {
	case !m.LegalUntil.IsZero():
		return end{day: m.LegalUntil}
	case !m.InForce.To.IsZero():
		return end{day: m.InForce.To}
	}
	return end{open: true}
}

// announcedEnd is the last day a government has said, where that lies beyond
// the text and was said by the day of knowledge; else the legal end.
func announcedEnd(m *adit.Measure, knownOn adit.Date) end {
	legal := legalEnd(m)
	if legal.before(m.AnnouncedUntil) && heard(m.AnnouncedOn, knownOn) {
		return end{day: m.AnnouncedUntil}
	}
	return legal
}

// heard reports whether something known from day d is known on knownOn.
func heard(d, knownOn adit.Date) bool { return knownOn.IsZero() || d <= knownOn }

// firstKnown is the day a measure could first be known.
func firstKnown(m *adit.Measure) adit.Date {
	if !m.KnownOn.IsZero() {
		return m.KnownOn
	}
	return m.Published
}

// changed returns the measure with a scenario's dates. A new last day is a
// decision, so it takes away the doubt of the text and of what was announced.
func changed(m *adit.Measure, c adit.MeasureChange) *adit.Measure {
	n := *m
	if c.From != nil {
		n.InForce.From = *c.From
	}
	if c.To != nil {
		n.InForce.To = *c.To
		n.LegalUntil, n.AnnouncedUntil, n.AnnouncedOn, n.AnnouncedScope = 0, 0, 0, ""
	}
	if c.AnnouncedUntil != nil {
		n.AnnouncedUntil, n.AnnouncedOn, n.AnnouncedScope = *c.AnnouncedUntil, c.KnownOn, "stated"
	}
	return &n
}

// firstDifference is the first day on which two readings of a measure differ
// for the market, or zero when none does. A change without a day of its own
// becomes known then, so that nobody foresees it.
func firstDifference(a, b *adit.Measure) adit.Date {
	if a.InForce.From != b.InForce.From {
		return min(a.InForce.From, b.InForce.From)
	}
	x, y := announcedEnd(a, 0), announcedEnd(b, 0)
	switch {
	case x == y:
		return 0
	case x.open:
		return y.day + 1
	case y.open:
		return x.day + 1
	}
	return min(x.day, y.day) + 1
}

// versions folds the changes of scenarios into readings by day of knowledge.
// Changes apply in the order given, so that a later overlay wins whatever the
// days on which the two became known.
func versions(m *adit.Measure, changes []adit.MeasureChange) []version {
	learnt := make([]adit.Date, len(changes))
	full := m
	for i, c := range changes {
		next := changed(full, c)
		if learnt[i] = c.KnownOn; learnt[i].IsZero() {
			learnt[i] = firstDifference(full, next)
		}
		full = next
	}
	days := append([]adit.Date{0}, learnt...)
	slices.Sort(days)
	days = slices.Compact(days)
	out := make([]version, 0, len(days))
	for _, day := range days {
		v := version{knownOn: day, measure: m}
		for i, c := range changes {
			if learnt[i] <= day {
				v.measure, v.scenario = changed(v.measure, c), true
			}
		}
		out = append(out, v)
	}
	return out
}
