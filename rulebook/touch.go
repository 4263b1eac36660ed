package rulebook

import (
	"slices"
	"strings"

	"adit"
	"adit/internal/near"
)

// Query narrows a question to the measures that touch a shipment. Blank fields
// ask about any.
type Query struct {
	Material string // material id, chain, or pattern with a trailing *
	HS       string // customs code, digits only
	Control  string // control code
	From, To string // place or group ids
}

// Touching returns the ids of the measures that touch what a query asks about,
// and of the suspensions that act on them. A measure that names no goods
// touches any, but for a framework: it binds no shipment.
func (b *Book) Touching(q Query) (map[string]bool, adit.Problems) {
	var ps adit.Problems
	materials := b.materials(q.Material, &ps)
	from, to := b.place(q.From, &ps), b.place(q.To, &ps)
	if q.HS != "" && (strings.Trim(q.HS, "0123456789") != "" || len(q.HS) < 2 || len(q.HS) > 12) {
		ps.Add("bad-customs-code", adit.Where{}, "write 2 to 12 digits without points", "%q is no customs code", q.HS)
	}
	b.control(q.Control, &ps)
	if len(ps) > 0 {
		return nil, ps
	}
	hs := b.hsOf(q.HS)
	out := map[string]bool{}
	var add func(r *rule)
	add = func(r *rule) {
		if !out[r.id] {
			out[r.id] = true
			for _, s := range r.suspendedBy {
				add(s)
			}
		}
	}
	for _, r := range b.rules {
		m := r.versions[0].measure
		if m.Kind == adit.Suspension {
			continue // comes with what it acts on
		}
		home := r.from.meets(from) || m.Transferor
		away := r.to.meets(to) && (to == nil || !all(to, r.exceptTo))
		goods := len(m.Items) == 0 && (m.Kind != adit.Framework || q == Query{}) || slices.ContainsFunc(m.Items, func(item adit.Item) bool { return named(&item, materials, hs, q) })
		if home && away && goods {
			add(r)
		}
	}
	if q == (Query{}) { // a suspension of nothing known is still law
		for _, r := range b.rules {
			out[r.id] = true
		}
	}
	return out, nil
}

// named reports whether an item is a good the query asks about. Without a
// customs code of its own an item is known by its materials' headings.
func named(item *adit.Item, materials []string, hs map[string]bool, q Query) bool {
	if q.Material != "" && !slices.ContainsFunc(materials, func(id string) bool { return item.Has(id) }) {
		return false
	}
	if q.HS != "" {
		code := slices.ContainsFunc(item.Customs, func(c string) bool { return strings.HasPrefix(c, q.HS) || strings.HasPrefix(q.HS, c) })
		for id := range hs {
			code = code || len(item.Customs) == 0 && item.Has(id)
		}
		if !code {
			return false
		}
	}
	return q.Control == "" || slices.ContainsFunc(item.Control, func(c string) bool { return within(c, q.Control) || within(q.Control, c) })
}

func all(places, in placeSet) bool {
	for place := range places {
		if !in[place] {
			return false
		}
	}
	return true
}

// materials are the ids that a material, a chain or a pattern stands for.
func (b *Book) materials(asked string, ps *adit.Problems) []string {
	if asked == "" {
		return nil
	}
	var out, known []string
	for i := range b.world.Materials {
		m := &b.world.Materials[i]
		if matches(asked, m.ID) || m.Chain == asked {
			out = append(out, m.ID)
		}
		known = append(known, m.ID, m.Chain)
	}
	if len(out) == 0 {
		ps.Add("unknown-material", adit.Where{}, near.Hint(asked, known), "no material or chain is called %q", asked)
	}
	return out
}

func (b *Book) place(asked string, ps *adit.Problems) placeSet {
	if asked == "" {
		return nil
	}
	var known []string
	for i := range b.world.Places {
		known = append(known, b.world.Places[i].ID)
	}
	for id := range b.groups {
		known = append(known, id)
	}
	if !slices.Contains(known, asked) {
		slices.Sort(known)
		ps.Add("unknown-place", adit.Where{}, near.Hint(asked, known), "%q is no place or group of this world", asked)
	}
	return b.groups.expand([]string{asked})
}

// control reports a control code that no measure has, or lies above or below.
func (b *Book) control(code string, ps *adit.Problems) {
	if code == "" {
		return
	}
	var known []string
	for _, r := range b.rules {
		for _, item := range r.versions[0].measure.Items {
			for _, c := range item.Control {
				if within(c, code) || within(code, c) {
					return
				}
				known = append(known, c)
			}
		}
	}
	slices.Sort(known)
	ps.Add("unknown-control-code", adit.Where{}, near.Hint(code, slices.Compact(known)), "no measure of this world has control code %q", code)
}

// hsOf are the materials whose headings lie in a customs code or around it.
func (b *Book) hsOf(code string) map[string]bool {
	out := map[string]bool{}
	for i := range b.world.Materials {
		m := &b.world.Materials[i]
		if code != "" && slices.ContainsFunc(m.HS, func(hs string) bool { return strings.HasPrefix(hs, code) || strings.HasPrefix(code, hs) }) {
			out[m.ID] = true
		}
	}
	return out
}
