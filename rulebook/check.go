package rulebook

import "adit"

// check collects what is wrong with a measure as a rule. Spelling, types,
// dangling ids and single values are checked where the file is read (dataset).
func check(m *adit.Measure, ps *adit.Problems) {
	if m.Kind != adit.Suspension && len(m.ActsOn) > 0 {
		ps.Add("idle-suspension", m.Row, "make its kind suspension, or take acts_on out", "%q acts on others but is a %s", m.ID, m.Kind)
	}
	if m.Transferor && len(m.From) == 0 {
		ps.Add("no-origin", m.Row, "name under from the origin whose goods are bound wherever they are", "%q binds third-country transferors of no origin", m.ID)
	}
	if f := m.Effect.Base; known(f) && f.Low <= 0 {
		ps.Add("out-of-range", m.Row, "flows are divided by it: give it a low end above 0", "base of %s is %g [%g, %g]", m.ID, f.Value, f.Low, f.High)
	}
	checkDates(m, ps)
}

// checkDates looks for ends that contradict each other.
func checkDates(m *adit.Measure, ps *adit.Problems) {
	const code = "dates-out-of-order"
	if e := legalEnd(m); e.before(m.Days().From) {
		ps.Add(code, m.Row, "the last day comes before the first", "%s is in force from %s to %s", m.ID, m.Days().From, e.day)
	}
	if !m.LegalUntil.IsZero() && !m.InForce.To.IsZero() && m.LegalUntil != m.InForce.To {
		ps.Add(code, m.Row, "both are the last day by the text: keep one of them", "%s ends on %s and is legal until %s", m.ID, m.InForce.To, m.LegalUntil)
	}
	if !m.AnnouncedUntil.IsZero() && !legalEnd(m).before(m.AnnouncedUntil) {
		ps.Add(code, m.Row, "announced_until is a day beyond the text, or is left out", "%s is announced until %s, which its text covers already", m.ID, m.AnnouncedUntil)
	}
	if !m.AnnouncedUntil.IsZero() && m.AnnouncedOn < firstKnown(m) {
		ps.Add(code, m.Row, "say under announced_on when it was announced", "%s was announced to go on before it could be known", m.ID)
	}
}
