package rulebook

import "adit"

// binds reports whether a rule counts as in force for the market.
func (r *rule) binds(on, knownOn adit.Date) bool {
	v := r.at(knownOn)
	if v == nil || on < v.measure.Days().From || announcedEnd(v.measure, knownOn).before(on) {
		return false
	}
	if v.measure.Stage == adit.Announced && v.measure.Days().From.IsZero() {
		return false // agents expect what is announced, but not on no day
	}
	for _, s := range r.suspendedBy {
		if s.binds(on, knownOn) {
			return false
		}
	}
	return true
}

// standing is the status of a rule by its own dates, suspensions left aside.
func (v *version) standing(on, knownOn adit.Date) Status {
	m := v.measure
	switch {
	case m.Stage == adit.Announced:
		return AnnouncedNotLaw
	case on < m.Days().From:
		return NotYet
	case !legalEnd(m).before(on):
		return InForce
	case !announcedEnd(m, knownOn).before(on):
		return AnnouncedNotLaw
	case !m.LegalUntil.IsZero() && unseen(m, on, knownOn):
		return NotKnownSince
	}
	return Ended
}

// unseen reports whether something could have been published between the last
// check and the day of the answer without anybody having looked. The day of
// the answer is the earlier of the day asked about and the day of knowledge.
func unseen(m *adit.Measure, on, knownOn adit.Date) bool {
	if !knownOn.IsZero() {
		on = min(on, knownOn)
	}
	return m.LastChecked < on
}

// status is the standing of a rule with suspensions, and the suspension that
// decides it, if one does. The caller has made sure that the rule is known.
func (r *rule) status(on, knownOn adit.Date) (Status, *rule) {
	own := r.at(knownOn).standing(on, knownOn)
	if own != InForce && own != NotYet {
		return own, nil
	}
	doubt, by := own, (*rule)(nil)
	for _, s := range r.suspendedBy {
		if s.at(knownOn) == nil {
			continue
		}
		switch st, _ := s.status(on, knownOn); {
		case st == InForce:
			return Suspended, s
		case own == NotYet:
			// A suspension in doubt changes nothing before the first day.
		case st == AnnouncedNotLaw, st == NotKnownSince && doubt == InForce:
			doubt, by = st, s
		}
	}
	return doubt, by
}

// boundaries lists the days on which the status of a rule may change, as known.
func (r *rule) boundaries(knownOn adit.Date) []adit.Date {
	v := r.at(knownOn)
	if v == nil {
		return nil
	}
	m := v.measure
	days := []adit.Date{m.Days().From}
	for _, e := range []end{legalEnd(m), announcedEnd(m, knownOn)} {
		if !e.open {
			days = append(days, e.day+1)
		}
	}
	if !m.LegalUntil.IsZero() {
		days = append(days, m.LastChecked+1)
	}
	for _, s := range r.suspendedBy {
		days = append(days, s.boundaries(knownOn)...)
	}
	return days
}

// until is the last day of the status held on a day, or zero when nothing known
// ends it.
func (r *rule) until(on, knownOn adit.Date) adit.Date {
	now, by := r.status(on, knownOn)
	var last adit.Date
	for _, day := range r.boundaries(knownOn) {
		if day <= on || day == Never || !last.IsZero() && day > last {
			continue
		}
		if st, other := r.status(day, knownOn); st != now || other != by {
			last = day - 1
		}
	}
	return last
}
