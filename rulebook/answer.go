package rulebook

import (
	"fmt"
	"slices"
	"strings"

	"adit"
)

// Answer is how one measure stands on a day, with the reasons in words.
type Answer struct {
	Measure     *adit.Measure // as known on the day of knowledge
	Status      Status        // how it stands
	Because     []string      // each a clause naming measure and date
	Until       adit.Date     // last day the status is known to hold; zero: nothing known ends it
	LastChecked adit.Date     // last day somebody looked; zero: none by the day of knowledge
}

// Says is the answer as one sentence: status and reasons.
func (a Answer) Says() string {
	return fmt.Sprintf("%s: %s: %s", a.Measure.ID, a.Status, strings.Join(a.Because, "; "))
}

// At answers for every measure known on the day of knowledge, by id.
func (b *Book) At(on, knownOn adit.Date) []Answer {
	out := make([]Answer, 0, len(b.rules))
	for _, r := range b.rules {
		if r.at(knownOn) != nil {
			out = append(out, r.answer(on, knownOn))
		}
	}
	return out
}

// Answer answers for one measure; it is false when there is none of that id or
// it was not known yet.
func (b *Book) Answer(id string, on, knownOn adit.Date) (Answer, bool) {
	r, ok := b.byID[id]
	if !ok || r.at(knownOn) == nil {
		return Answer{}, false
	}
	return r.answer(on, knownOn), true
}

// Changes returns the days on which some measure that touches a lane may begin
// or cease to bind, as known, in order: between two of them Bites is constant.
func (b *Book) Changes(knownOn adit.Date) []adit.Date {
	var days []adit.Date
	for _, r := range b.rules {
		if r.direct || r.abroad {
			days = append(days, r.boundaries(knownOn)...)
		}
	}
	for i := range b.layers {
		l := &b.layers[i]
		if !heard(l.known(), knownOn) {
			continue
		}
		days = append(days, l.row.From)
		if !l.row.To.IsZero() {
			days = append(days, l.row.To+1)
		}
		if l.rule != nil {
			days = append(days, l.rule.boundaries(knownOn)...)
		}
	}
	slices.Sort(days)
	return slices.DeleteFunc(slices.Compact(days), adit.Date.IsZero)
}

func (r *rule) answer(on, knownOn adit.Date) Answer {
	v := r.at(knownOn)
	status, by := r.status(on, knownOn)
	a := Answer{
		Measure:     v.measure,
		Status:      status,
		Until:       r.until(on, knownOn),
		LastChecked: v.measure.LastChecked,
	}
	if by != nil {
		a.LastChecked = by.at(knownOn).measure.LastChecked
	}
	if !heard(a.LastChecked, knownOn) {
		a.LastChecked = 0
	}
	if by != nil {
		a.Because = r.becauseSuspended(by, on, knownOn)
	} else {
		a.Because = r.because(status, on, knownOn)
	}
	if !knownOn.IsZero() && knownOn < on {
		a.Because = append(a.Because, fmt.Sprintf("as known on %s; what was published later is left out", knownOn))
	}
	if !a.LastChecked.IsZero() {
		a.Because = append(a.Because, fmt.Sprintf("last checked %s", a.LastChecked))
	}
	return a
}

// because gives the reasons of a status that rests on the measure's own dates.
func (r *rule) because(status Status, on, knownOn adit.Date) []string {
	v := r.at(knownOn)
	m := v.measure
	var out []string
	switch {
	case m.InForce.From == Never:
		out = append(out, fmt.Sprintf("%s is hypothetical: no law, in force only where a scenario sets its first day", r.id))
	case m.Stage == adit.Announced:
		out = append(out, r.announced(v))
	case status == NotYet:
		out = append(out, fmt.Sprintf("%s is in force from %s by %s", r.id, m.Days().From, v.says()))
	default:
		out = append(out, v.stretch(r.id, "in force"))
		out = append(out, v.beyond(status, knownOn)...)
	}
	if status == InForce {
		out = append(out, r.pastSuspensions(on, knownOn)...)
	}
	return append(out, boundary(m)...)
}

// becauseSuspended gives the reasons of a status that rests on a suspension.
func (r *rule) becauseSuspended(by *rule, on, knownOn adit.Date) []string {
	own, v := r.at(knownOn), by.at(knownOn)
	out := append([]string{v.stretch(r.id, "suspended by "+by.id)}, boundary(v.measure)...)
	if due := own.measure.Days().From; v.measure.Days().From <= due {
		out = append(out, fmt.Sprintf("it was due on %s, so it had not operated when the suspension began", due))
	}
	st, _ := by.status(on, knownOn)
	out = append(out, v.beyond(st, knownOn)...)
	if e := announcedEnd(v.measure, knownOn); st != InForce && !e.open {
		out = append(out, fmt.Sprintf("by the text alone %s is in force again from %s", r.id, legalEnd(v.measure).day+1))
	}
	return out
}

// announced is the clause of a measure that a government has only said.
func (r *rule) announced(v *version) string {
	m := v.measure
	on := m.AnnouncedOn
	if on.IsZero() {
		on = firstKnown(m)
	}
	out := r.id + " was announced"
	if !on.IsZero() {
		out += fmt.Sprintf(" on %s", on)
	}
	if first := m.Days().From; !first.IsZero() {
		out += fmt.Sprintf(" as from %s", first)
	} else {
		out += " without a first day"
	}
	return out + "; no instrument seen"
}

// pastSuspensions says which suspensions have run out, or that there is none.
func (r *rule) pastSuspensions(on, knownOn adit.Date) []string {
	var out []string
	for _, s := range r.suspendedBy {
		if v := s.at(knownOn); v != nil && v.measure.Days().From <= on {
			out = append(out, v.stretch(r.id, "was suspended by "+s.id))
		}
	}
	if len(r.suspendedBy) == 0 && r.versions[0].measure.Kind != adit.Suspension {
		out = append(out, fmt.Sprintf("no measure of this rule book has ever suspended %s", r.id))
	}
	return out
}

// says names the authority for the dates of a version.
func (v *version) says() string {
	if v.scenario {
		return "the scenario"
	}
	if v.measure.Confidence == adit.Derived {
		return fmt.Sprintf("our reading (of %s)", cited(v.measure))
	}
	return fmt.Sprintf("its text (%s)", cited(v.measure))
}

// stretch is the clause "<id> <verb> from … through … by <authority>".
func (v *version) stretch(id, verb string) string {
	from := ""
	if first := v.measure.Days().From; !first.IsZero() {
		from = fmt.Sprintf(" from %s", first)
	}
	if e := legalEnd(v.measure); !e.open {
		return fmt.Sprintf("%s %s%s through %s by %s", id, verb, from, e.day, v.says())
	}
	return fmt.Sprintf("%s %s%s with no end by %s", id, verb, from, v.says())
}

// beyond says what is known about the time after the legal end: what was
// announced, or that nothing was found.
func (v *version) beyond(status Status, knownOn adit.Date) []string {
	m := v.measure
	legal := legalEnd(m)
	if legal.open || m.LegalUntil.IsZero() && m.AnnouncedUntil.IsZero() {
		return nil
	}
	e := announcedEnd(m, knownOn)
	if e == legal {
		if unseen(m, legal.day+1, knownOn) {
			return []string{fmt.Sprintf("until %s, no extension found", legal.day)}
		}
		return nil
	}
	what := "the arrangement"
	scope := "that this covers the measure is inferred: no statement names it"
	if m.AnnouncedScope == "stated" {
		what, scope = "this", "that this covers the measure is stated"
	}
	said := "announced"
	if !m.AnnouncedOn.IsZero() {
		said = fmt.Sprintf("announced on %s", m.AnnouncedOn)
	}
	out := []string{fmt.Sprintf("%s was %s as extended to %s", what, said, e.day), scope, "no instrument seen"}
	if status == NotKnownSince {
		out = append(out, fmt.Sprintf("the announced day %s has passed too", e.day))
	}
	return out
}

// boundary says how the first and last day are counted, where the measure says.
func boundary(m *adit.Measure) []string {
	if m.Boundary == (adit.Boundary{}) {
		return nil
	}
	whose := ""
	if m.Boundary.Ours {
		whose = " (our convention)"
	}
	words := strings.TrimSuffix(m.Boundary.Words, ".")
	if words == "" {
		words = map[string]string{"": "both days named are in", "both": "both days named are in", "first": "the first day named is in, the last is not",
			"last": "the last day named is in, the first is not", "neither": "neither of the two days named is in"}[m.Boundary.Inclusive]
	}
	return []string{fmt.Sprintf("boundary of %s%s: %s", m.ID, whose, words)}
}
