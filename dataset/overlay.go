package dataset

import (
	"reflect"

	"adit"
	"adit/internal/clone"
	"adit/internal/near"
	"adit/schema"
)

// Overlay returns a new world in which the figures and measures that the
// scenarios change are changed, in the order given, so that a later scenario
// wins over an earlier one; w itself is left as it is. Every cell that refers
// to a changed figure follows it. Events are not applied: they happen in a
// run.
//
// A measure becomes what it finally reads. On what day that could be known is
// lost; where agents must not foresee a change of law, apply OverlayFigures
// here and hand the changes of law to the rule book.
func Overlay(w *adit.World, scenarios ...*adit.Scenario) (*adit.World, adit.Problems) {
	o, scenarios := overlay(w, scenarios)
	for _, s := range scenarios {
		for i := range s.Figures {
			o.setFigure(s, &s.Figures[i])
		}
		for i := range s.Measures {
			o.setMeasure(&s.Measures[i])
		}
	}
	o.problems.Sort()
	return o.world, o.problems
}

// OverlayFigures is Overlay without the changes of law.
func OverlayFigures(w *adit.World, scenarios ...*adit.Scenario) (*adit.World, adit.Problems) {
	o, scenarios := overlay(w, scenarios)
	for _, s := range scenarios {
		for i := range s.Figures {
			o.setFigure(s, &s.Figures[i])
		}
	}
	o.problems.Sort()
	return o.world, o.problems
}

// overlay prepares a copy and drops, with a problem, scenarios that are not there.
func overlay(w *adit.World, scenarios []*adit.Scenario) (*reader, []*adit.Scenario) {
	o := newReader(w.Name)
	o.world = clone.Of(w)
	var present []*adit.Scenario
	for _, s := range scenarios {
		if s == nil {
			o.problems.Add("dangling-id", adit.Where{}, "name a scenario of this world", "a scenario to overlay does not exist")
			continue
		}
		contradictions(s, &o.problems)
		present = append(present, s)
	}
	collisions(present, &o.problems)
	for _, s := range present {
		for i := range s.Projects {
			o.setProject(&s.Projects[i])
		}
	}
	return o, present
}

// setFigure changes one named figure and every cell that refers to it.
func (r *reader) setFigure(s *adit.Scenario, c *adit.FigureChange) {
	var target *adit.NamedFigure
	known := map[string]bool{}
	for i := range r.world.Figures {
		known[r.world.Figures[i].ID] = true
		if r.world.Figures[i].ID == c.ID {
			target = &r.world.Figures[i]
		}
	}
	if target == nil {
		r.problems.Add("dangling-id", c.Row, near.Hint(c.ID, sortedKeys(known)), "scenario %q sets figure %q, which is not in figures", s.ID, c.ID)
		return
	}
	value := c.Value
	if value.ID != "" {
		if other, ok := r.world.Figure(value.ID); ok {
			value = other
		}
		var ok bool
		if value, ok = convert(value, target.Unit); !ok {
			r.problems.Add("wrong-unit", c.Row, "write a number, in the figure's own unit", "figure %q is in %s, figure %q in %s", c.ID, target.Unit, value.ID, value.Unit)
			return
		}
	} else {
		value.Confidence, value.Source, value.Grade = adit.Assumed, nil, ""
		if !value.Ranged { // a what-if means exactly what it says
			value.Low, value.High, value.Ranged = value.Value, value.Value, true
		}
	}
	value.ID, value.Unit, value.KnownOn, value.InForce = c.ID, target.Unit, target.KnownOn, target.InForce
	target.Figure = value
	target.Provenance.Confidence, target.Provenance.Source, target.Provenance.Grade = value.Confidence, value.Source, value.Grade
	target.Note = "set by scenario " + s.ID + ": " + s.Note
	r.follow(value, c.Row)
}

// follow hands a changed figure to the cells that refer to it.
func (r *reader) follow(changed adit.Figure, at adit.Where) {
	hand := func(name string, columns []schema.Column, yml bool) {
		rows := rowsOf(r.world, name)
		for i := range rows.Len() {
			walk(columns, rows.Index(i), yml, "", func(c *schema.Column, _ string, v reflect.Value) {
				if c.Type != schema.Measured {
					return
				}
				f := v.Addr().Interface().(*adit.Figure)
				if f.ID != changed.ID {
					return
				}
				now, ok := convert(changed, f.Unit)
				if !ok {
					r.problems.Add("wrong-unit", at, "", "%s.%s is in %s, figure %q is in %s", name, c.Name, f.Unit, changed.ID, changed.Unit)
					return
				}
				if !now.Known() || r.allWithin(c, now, at) {
					*f = now
				}
			})
		}
	}
	for _, table := range schema.Tables() {
		if table != &schema.Figures {
			hand(table.Name, table.Columns, false)
		}
	}
	for _, doc := range schema.Documents() {
		hand(doc.Name, doc.Fields, true)
	}
}

// setMeasure changes the days of one measure. A new last day is a decision: it
// takes away the doubt of the text and what was announced.
func (r *reader) setMeasure(c *adit.MeasureChange) {
	known := map[string]bool{}
	for i := range r.world.Measures {
		m := &r.world.Measures[i]
		known[m.ID] = true
		if m.ID != c.ID {
			continue
		}
		*m = *m.With(*c)
		r.checkSpan(m.InForce, c.Row, "measure "+m.ID)
		return
	}
	r.problems.Add("dangling-id", c.Row, near.Hint(c.ID, sortedKeys(known)), "measure %q is not in rules", c.ID)
}

// setProject adds a project, or changes what is stated of one. What a new one
// leaves out has the figures every shipped project refers to: the odds of its
// status and the usual delay.
func (r *reader) setProject(c *adit.ProjectChange) {
	var p *adit.Project
	for i := range r.world.Projects {
		if r.world.Projects[i].ID == c.ID {
			p = &r.world.Projects[i]
		}
	}
	if p == nil {
		r.world.Projects = append(r.world.Projects, adit.Project{ID: c.ID, Name: c.ID,
			Provenance: adit.Provenance{Confidence: adit.Assumed, Note: "added by a scenario", Row: c.Row}})
		p = &r.world.Projects[len(r.world.Projects)-1]
		p.Odds, _ = r.world.Figure("proj.odds." + string(c.Status))
		p.Delay, _ = r.world.Figure("proj.delay")
	}
	for to, from := range map[*string]string{&p.Name: c.Name, &p.Place: c.Place, &p.Recipe: c.Recipe, (*string)(&p.Status): string(c.Status)} {
		if from != "" {
			*to = from
		}
	}
	for to, from := range map[*adit.Figure]adit.Figure{&p.Capacity: c.Capacity, &p.Odds: c.Odds, &p.Delay: c.Delay, &p.RampTime: c.Ramp} {
		if from.Given() {
			*to = from
		}
	}
	if !c.Start.IsZero() {
		p.Start = c.Start
	}
}
