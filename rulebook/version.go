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

// legalEnd is the last day by the text, counted as the measure's boundary says.
func legalEnd(m *adit.Measure) end {
	last := m.Days().To
	return end{day: last, open: last.IsZero()}
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

// firstDifference is the first day on which two readings of a measure differ
// for the market, or zero when none does. A change without a day of its own
// becomes known then, so that nobody foresees it.
func firstDifference(a, b *adit.Measure) adit.Date {
	if x, y := a.Days().From, b.Days().From; x != y {
		return min(x, y)
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
		next := full.With(c)
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
				v.measure, v.scenario = v.measure.With(c), true
			}
		}
		out = append(out, v)
	}
	return out
}
