package rulebook

import (
	"strings"

	"adit"
)

// Bite is one bound that a measure puts on a lane on a day. A lane may carry
// several, each a bound of its own: the tightest decides, they do not multiply.
type Bite struct {
	Measure    *adit.Measure // as known on the day of knowledge
	Throughput float64       // share of the unrestricted flow that passes (0-1)
	Base       float64       // the same share already in the base period's flows (0-1, above 0)
	Pool       bool          // one cap over all lanes of the measure, else lane by lane
	Transferor bool          // bounds only what the third country re-exports of the restricted origin
	Leakage    float64       // share of restricted-origin goods passed on all the same (0-1), of re-exports
	Rate       float64       // ad valorem share added on import
}

// Relative is the bound on a lane, or on a pool of lanes, in multiples of its
// base flow.
func (b Bite) Relative() float64 { return b.Throughput / b.Base }

// Passing is the share of restricted-origin goods that a third country passes
// on: what is licensed, and of the rest what leaks.
func (b Bite) Passing() float64 { return b.Throughput + (1-b.Throughput)*b.Leakage }

// Bites returns the measures in force on a day that touch a lane, by id. An
// announced extension counts as in force until its announced day. For a
// measure that binds third-country transferors, lanes between third countries
// are touched as well, and the bite says so. Goods going back to the origin are
// not touched. Layers of duty come after the measures, by name.
func (b *Book) Bites(material, from, to string, on, knownOn adit.Date) []Bite {
	var out []Bite
	for _, r := range b.byMaterial[material] {
		if !r.to.has(to) || r.exceptTo[to] {
			continue
		}
		home := r.from.has(from)
		if home && !r.direct || !home && (!r.abroad || r.from.has(to)) {
			continue
		}
		if !r.binds(on, knownOn) {
			continue
		}
		bite := r.bite
		bite.Measure = r.at(knownOn).measure
		bite.Transferor = !home
		if bite.Transferor {
			bite.Pool, bite.Rate = false, 0
		} else {
			bite.Leakage = 0
		}
		out = append(out, bite)
	}
	return append(out, b.tariffs(material, from, to, on, knownOn)...)
}

// effectOf reads the effect of a measure. A figure left blank has none:
// throughput and base are 1, leakage and rate 0. A measure without any figure
// touches no lane.
//
// A content or technology test looks into goods that others make or dispatch,
// so such a measure leaves lanes from its own origin to the licence rules there.
func effectOf(m *adit.Measure) (bite Bite, direct, abroad bool) {
	e := m.Effect
	bite = Bite{
		Throughput: e.Throughput.Or(1),
		Base:       e.Base.Or(1),
		Pool:       e.Pool,
		Leakage:    e.Leakage.Or(0),
		Rate:       e.Rate.Or(0),
	}
	elsewhere := m.Test.Kind == "content" || m.Test.Kind == "technology"
	direct = (known(e.Throughput) || known(e.Rate)) && !elsewhere
	abroad = known(e.Throughput) && m.Transferor && len(m.From) > 0
	return bite, direct, abroad
}

func known(f adit.Figure) bool { return f.Given() && f.Known() }

// covers reports whether a measure's items name a material.
func covers(m *adit.Measure, material string) bool {
	for i := range m.Items {
		if m.Items[i].Has(material) {
			return true
		}
	}
	return false
}

func matches(pattern, name string) bool {
	if stem, wild := strings.CutSuffix(pattern, "*"); wild {
		return strings.HasPrefix(name, stem)
	}
	return pattern == name
}
