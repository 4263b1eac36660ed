package rulebook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"adit"
)

// What happens to law on a day.
const (
	Publication  = "published"     // could be known from this day
	Saying       = "announced"     // a government said how it goes on
	FirstDay     = "first day"     // in force from this day
	LastDay      = "last day"      // of the text
	AnnouncedEnd = "announced end" // last day as said by a government
	LicenceEnd   = "licence ends"  // last day of a licence
	PromiseEnd   = "promise ends"  // last day of the period of a promise
)

// order of what happens to one measure on one day.
var order = []string{Publication, Saying, FirstDay, LastDay, AnnouncedEnd, LicenceEnd, PromiseEnd}

// Moment is a day on which law changes or somebody must look.
type Moment struct {
	Day   adit.Date
	ID    string // measure, commitment, or layer as IMPORTER:layer
	Of    string // measure it belongs to; "" for a layer of duty
	What  string // one of the words above
	Title string // measure, holder or promise in words
	Says  string // what follows, in a clause
}

// Key names a moment whatever its day, so that a calendar moves an entry whose
// day has changed instead of keeping both.
func (m Moment) Key() string { return m.ID + "#" + strings.ReplaceAll(m.What, " ", "-") }

// Due reports whether something ends or begins on the day by law, as opposed to
// having been published or said.
func (m Moment) Due() bool { return m.What != Publication && m.What != Saying }

// Moments lists the days of the law as known on a day, in order. Hypothetical
// measures have none.
func (b *Book) Moments(knownOn adit.Date) []Moment {
	var out []Moment
	for _, r := range b.rules {
		if v := r.at(knownOn); v != nil && v.measure.InForce.From != Never {
			out = append(out, b.moments(r, v, knownOn)...)
		}
	}
	out = append(out, b.dutyMoments(knownOn)...)
	out = slices.DeleteFunc(out, func(m Moment) bool { return m.Day.IsZero() })
	slices.SortStableFunc(out, func(x, y Moment) int {
		return cmp.Or(cmp.Compare(x.Day, y.Day), strings.Compare(x.ID, y.ID), cmp.Compare(slices.Index(order, x.What), slices.Index(order, y.What)))
	})
	return out
}

func (b *Book) moments(r *rule, v *version, knownOn adit.Date) []Moment {
	m := v.measure
	var out []Moment
	add := func(day adit.Date, what, says string) {
		out = append(out, Moment{Day: day, ID: r.id, Of: r.id, What: what, Title: m.Name, Says: says})
	}
	add(firstKnown(m), Publication, cited(m))
	first, legal, announced := m.Days().From, legalEnd(m), announcedEnd(m, knownOn)
	if st, by := r.status(first, knownOn); by != nil && st != InForce {
		add(first, FirstDay, fmt.Sprintf("due, but %s by %s: it does not operate", st, by.id))
	} else if m.Kind == adit.Suspension {
		add(first, FirstDay, "puts out of force "+strings.Join(m.ActsOn, ", "))
	} else {
		add(first, FirstDay, "in force by "+v.says())
	}
	counted := ""
	if m.Boundary.Ours {
		counted = "; that this day is the last is our convention"
	}
	back := func(day adit.Date) string {
		if m.Kind != adit.Suspension {
			return "out of force from " + day.String()
		}
		return fmt.Sprintf("%s in force again from %s", strings.Join(m.ActsOn, ", "), day)
	}
	if !legal.open {
		says := "by the text; " + back(legal.day+1)
		switch {
		case announced != legal:
			says += ", unless the announced extension to " + announced.day.String() + " became law"
		case !m.LegalUntil.IsZero():
			says += "; no extension found, last checked " + m.LastChecked.String()
		}
		add(legal.day, LastDay, says+counted)
	}
	if announced != legal {
		scope := "inferred"
		if m.AnnouncedScope == "stated" {
			scope = "stated"
		}
		add(m.AnnouncedOn, Saying, fmt.Sprintf("extension to %s; that it covers this measure is %s; no instrument seen", announced.day, scope))
		add(announced.day, AnnouncedEnd, fmt.Sprintf("as announced, not law; that it covers this measure is %s; then %s", scope, back(announced.day+1)))
	}
	for i := range m.Licences {
		l := &m.Licences[i]
		if l.Expires.IsZero() || !heard(l.From, knownOn) {
			continue
		}
		says := "licence under " + cited(m)
		if l.Ours {
			says += "; the last day is our arithmetic"
		}
		out = append(out, Moment{Day: l.Expires, ID: fmt.Sprintf("%s.licence-%d", r.id, i+1), Of: r.id, What: LicenceEnd, Title: l.Holder, Says: says})
	}
	for i := range m.Commitments {
		if c := &m.Commitments[i]; !c.To.IsZero() {
			out = append(out, Moment{Day: c.To, ID: c.ID, Of: r.id, What: PromiseEnd, Title: c.Words, Says: fmt.Sprintf("promised by %s", c.Side)})
		}
	}
	return out
}

// dutyMoments are the first and last days of layers of duty that rest on no
// measure, once for each importer, layer and day.
func (b *Book) dutyMoments(knownOn adit.Date) []Moment {
	var out []Moment
	seen := map[Moment]bool{}
	add := func(m Moment) {
		if !m.Day.IsZero() && !seen[m] {
			seen[m] = true
			out = append(out, m)
		}
	}
	for i := range b.layers {
		l := &b.layers[i]
		if l.rule != nil || !heard(l.known(), knownOn) {
			continue
		}
		m := Moment{ID: l.row.Importer + ":" + l.row.Layer, Title: "duty of " + l.row.Importer + ", layer " + l.row.Layer, Says: l.row.Basis}
		m.Day, m.What = l.row.From, FirstDay
		add(m)
		m.Day, m.What = l.row.To, LastDay
		add(m)
	}
	return out
}

// cited is the instrument with its paragraph.
func cited(m *adit.Measure) string {
	if m.Paragraph == "" {
		return m.Instrument
	}
	return m.Instrument + ", " + m.Paragraph
}
