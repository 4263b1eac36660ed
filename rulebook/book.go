package rulebook

import (
	"slices"
	"strings"

	"adit"
)

// Book is the law of a world, indexed. It is immutable: goroutines may ask it
// at the same time.
type Book struct {
	world      *adit.World
	rules      []*rule // by id
	byID       map[string]*rule
	byMaterial map[string][]*rule // those with an effect on the market, by id
	groups     groups
	layers     []layer            // of duty, in the order of the world
	duties     map[string]*duties // layers that touch a material
}

// rule is a measure made ready to be asked.
type rule struct {
	id          string
	known       adit.Date // first day of knowledge of the measure
	versions    []version // by day of knowledge; at least one
	suspendedBy []*rule   // by id
	from        placeSet
	to          placeSet
	exceptTo    placeSet // unlike the others, nil leaves out none
	bite        Bite     // as in the measure; Measure and Transferor are set on use
	direct      bool     // limits dispatch from its own origin
	abroad      bool     // limits re-export from third countries
}

// New indexes the law of a world. Faults of a measure are collected as
// problems; the book is usable for looking up the others.
//
// Two measures that say different things about one shipment are a problem too,
// unless one of them is stated as an exception to the other.
func New(w *adit.World) (*Book, adit.Problems) {
	b, ps := build(w, nil)
	b.conflicts(&ps)
	ps.Sort()
	return b, ps
}

// With returns the book under the changes of scenarios, in the order given. The
// changes stay apart from the measures they change, so that what agents know on
// a day is the law as it could be known on that day.
func (b *Book) With(changes []adit.MeasureChange) (*Book, adit.Problems) {
	return build(b.world, changes)
}

func build(w *adit.World, changes []adit.MeasureChange) (*Book, adit.Problems) {
	var ps adit.Problems
	b := &Book{world: w, byID: map[string]*rule{}, byMaterial: map[string][]*rule{}, groups: groupsOf(w), duties: map[string]*duties{}}
	g := b.groups
	byMeasure := map[string][]adit.MeasureChange{}
	for _, c := range changes {
		byMeasure[c.ID] = append(byMeasure[c.ID], c)
	}
	for i := range w.Measures {
		m := &w.Measures[i]
		if first, dup := b.byID[m.ID]; dup {
			ps.Add("duplicate-key", m.Row, "give each measure an id of its own",
				"measure %q is already described at %s", m.ID, first.versions[0].measure.Row)
			continue
		}
		check(m, &ps)
		r := newRule(m, byMeasure[m.ID], g)
		for _, v := range r.versions[1:] {
			checkDates(v.measure, &ps)
		}
		b.rules = append(b.rules, r)
		b.byID[m.ID] = r
	}
	for _, c := range changes {
		if b.byID[c.ID] == nil {
			ps.Add("dangling-id", c.Row, "", "the scenario changes measure %q, which is not in rules/", c.ID)
		}
	}
	slices.SortFunc(b.rules, func(x, y *rule) int { return strings.Compare(x.id, y.id) })
	b.suspend(&ps)
	b.index(w)
	b.indexDuties(w)
	ps.Sort()
	return b, ps
}

func newRule(m *adit.Measure, changes []adit.MeasureChange, g groups) *rule {
	r := &rule{
		id:       m.ID,
		known:    firstKnown(m),
		versions: versions(m, changes),
		from:     g.expand(m.From),
		to:       g.expand(m.To),
		exceptTo: g.expand(m.ExceptTo),
	}
	r.bite, r.direct, r.abroad = effectOf(m)
	return r
}

// suspend links each suspension to what it acts on. A suspension that would
// suspend itself through others is a problem and its last link is left out.
func (b *Book) suspend(ps *adit.Problems) {
	for _, s := range b.rules {
		m := s.versions[0].measure
		if m.Kind != adit.Suspension {
			continue
		}
		for _, id := range m.ActsOn {
			r, ok := b.byID[id]
			if !ok {
				continue // already a problem
			}
			if s.restsOn(r) {
				ps.Add("suspension-cycle", m.Row, "take one of them out of acts_on",
					"%s and %s suspend each other", s.id, r.id)
				continue
			}
			r.suspendedBy = append(r.suspendedBy, s)
		}
	}
}

// restsOn reports whether r's own force hangs on other.
func (r *rule) restsOn(other *rule) bool {
	return r == other || slices.ContainsFunc(r.suspendedBy, func(s *rule) bool { return s.restsOn(other) })
}

func (b *Book) index(w *adit.World) {
	for _, r := range b.rules {
		if !r.direct && !r.abroad {
			continue
		}
		for i := range w.Materials {
			if id := w.Materials[i].ID; covers(r.versions[0].measure, id) {
				b.byMaterial[id] = append(b.byMaterial[id], r)
			}
		}
	}
}

// at returns the measure as it could be known, or nil when it could not.
func (r *rule) at(knownOn adit.Date) *version {
	if !heard(r.known, knownOn) {
		return nil
	}
	v := &r.versions[0]
	for i := range r.versions {
		if heard(r.versions[i].knownOn, knownOn) {
			v = &r.versions[i]
		}
	}
	return v
}
