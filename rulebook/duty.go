package rulebook

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"adit"
)

// Duty is what an importer levies on a heading from an origin on a day: layers
// that add up. High is infinite where a layer is missing.
type Duty struct {
	HS, Origin, Destination string
	On                      adit.Date
	Layers                  []Layer // by name, mfn first
	Low, High               float64 // sum of the layers, 0.25 for 25%
	Missing                 []string
}

// Layer is one layer of a duty. Low and High differ where sources do, or where
// the duty depends on a finer heading than the one asked for.
type Layer struct {
	Name      string
	Rows      []*adit.TariffLayer // that decide, one a source or finer heading
	Low, High float64
	Unknown   string // why there is no rate; "" when there is one
	Doubt     string // how the measure it rests on stands, where that is not simply in force
}

// layer is a row of tariffs made ready to be asked.
type layer struct {
	row      *adit.TariffLayer
	heading  string // "" for every heading
	importer placeSet
	origin   placeSet
	rule     *rule // nil: the row's own days decide
}

// heading cuts the pairs of zeros that a line carries where its heading is not
// divided: 85051100 is 850511.
func heading(code string) string {
	if code == adit.AnyOrigin {
		return ""
	}
	for len(code) > 6 && len(code)%2 == 0 && strings.HasSuffix(code, "00") {
		code = code[:len(code)-2]
	}
	return code
}

func (b *Book) indexDuties(w *adit.World) {
	for i := range w.Tariffs {
		t := &w.Tariffs[i]
		l := layer{row: t, heading: heading(t.HS), importer: b.groups.expand([]string{t.Importer}), rule: b.byID[t.Measure]}
		if t.Origin != adit.AnyOrigin {
			l.origin = b.groups.expand([]string{t.Origin})
		}
		b.layers = append(b.layers, l)
	}
	for i := range w.Materials {
		if of := b.dutiesOf(&w.Materials[i]); len(of.exact.rows)+len(of.other.rows) > 0 {
			b.duties[w.Materials[i].ID] = of
		}
	}
}

// duties are the layers that touch a material.
type duties struct {
	exact struct { // layers whose measure names the material
		rows     []*layer
		headings []string // their own: they are read for no line but theirs
	}
	other struct {
		rows     []*layer
		headings []string // of the material
	}
}

// dutiesOf gathers the layers that touch a material by its headings. A heading
// of six digits holds lines that only a measure tells apart: where the measure
// of a row names the material the other rows of that layer are left out, and
// where it names others the row is.
func (b *Book) dutiesOf(m *adit.Material) *duties {
	of := &duties{}
	for _, hs := range m.HS {
		of.other.headings = append(of.other.headings, heading(hs))
	}
	named := map[string]bool{}
	var rest []*layer
	for i := range b.layers {
		l := &b.layers[i]
		if l.row.Goods != "" || !slices.ContainsFunc(of.other.headings, l.touches) {
			continue
		}
		if l.rule == nil {
			rest = append(rest, l)
			continue
		}
		rests := l.rule.versions[0].measure
		switch names := slices.ContainsFunc(rests.Items, func(i adit.Item) bool { return len(i.Materials) > 0 }); {
		case covers(rests, m.ID):
			named[l.row.Layer] = true
			of.exact.rows = append(of.exact.rows, l)
			if !slices.Contains(of.exact.headings, l.heading) {
				of.exact.headings = append(of.exact.headings, l.heading)
			}
		case !names:
			rest = append(rest, l)
		}
	}
	for _, l := range rest {
		if !named[l.row.Layer] {
			of.other.rows = append(of.other.rows, l)
		}
	}
	return of
}

// touches reports whether a heading lies in that of the layer, or the layer's
// in it.
func (l *layer) touches(hs string) bool {
	return strings.HasPrefix(hs, l.heading) || strings.HasPrefix(l.heading, hs)
}

// known is the first day the layer could be known.
func (l *layer) known() adit.Date {
	if !l.row.KnownOn.IsZero() {
		return l.row.KnownOn
	}
	return l.row.From
}

// binds reports whether the layer counts on a day, as known, and how the
// measure it rests on stands where that is not simply in force.
func (l *layer) binds(on, knownOn adit.Date) (bool, string) {
	t := l.row
	if !heard(l.known(), knownOn) || on < t.From || !t.To.IsZero() && on > t.To {
		return false, ""
	}
	if l.rule == nil {
		return true, ""
	}
	if l.rule.at(knownOn) == nil {
		return false, ""
	}
	doubt := ""
	if st, _ := l.rule.status(on, knownOn); st != InForce {
		doubt = fmt.Sprintf("%s: %s", l.rule.id, st)
	}
	return l.rule.binds(on, knownOn), doubt
}

// Duty adds up the layers that an importer levies on a heading (digits) from a
// place of origin. A layer for every heading is set aside where the same layer
// names a longer one. What is not loaded is named, never taken as free.
func (b *Book) Duty(hs, origin, destination string, on, knownOn adit.Date) Duty {
	d := Duty{HS: hs, Origin: origin, Destination: destination, On: on}
	var candidates []*layer
	for i := range b.layers {
		if l := &b.layers[i]; l.touches(heading(hs)) {
			candidates = append(candidates, l)
		}
	}
	d.Layers = pick(candidates, []string{heading(hs)}, origin, destination, on, knownOn)
	mfn := false
	for _, l := range d.Layers {
		if l.Unknown != "" {
			d.Missing = append(d.Missing, fmt.Sprintf("%s: %s", l.Name, l.Unknown))
			continue
		}
		mfn = mfn || l.Name == adit.MFN
		d.Low, d.High = d.Low+l.Low, d.High+l.High
	}
	if !mfn && !slices.ContainsFunc(d.Layers, func(l Layer) bool { return l.Name == adit.MFN }) {
		d.Missing = append([]string{"MFN layer not loaded"}, d.Missing...)
	}
	if len(d.Missing) > 0 {
		d.High = math.Inf(1)
	}
	return d
}

// pick returns the layers that decide, by name with mfn first.
func pick(candidates []*layer, headings []string, origin, destination string, on, knownOn adit.Date) []Layer {
	byName := map[string][]*layer{}
	doubts := map[*layer]string{}
	for _, l := range candidates {
		if !l.importer.has(destination) || !l.origin.has(origin) {
			continue
		}
		ok, doubt := l.binds(on, knownOn)
		if !ok {
			continue
		}
		doubts[l] = doubt
		byName[l.row.Layer] = append(byName[l.row.Layer], l)
	}
	names := make([]string, 0, len(byName))
	for name := range byName {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if (a == adit.MFN) != (b == adit.MFN) {
			if a == adit.MFN {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	var out []Layer
	for _, name := range names {
		var rows []*layer
		whole := true // every line below the headings is spoken of
		for _, hs := range headings {
			found, covers := decide(byName[name], hs)
			for _, l := range found {
				if !slices.Contains(rows, l) {
					rows = append(rows, l)
				}
			}
			whole = whole && covers
		}
		if len(rows) > 0 {
			out = append(out, merge(name, rows, doubts, whole || name == adit.MFN))
		}
	}
	return out
}

// decide picks, of the rows of one layer, the longest heading around hs, a
// named origin before any, and beside them every finer heading. covers reports
// whether some row speaks of all of hs.
func decide(rows []*layer, hs string) (found []*layer, covers bool) {
	best, weight := []*layer(nil), -1
	var finer []*layer
	for _, l := range rows {
		switch {
		case strings.HasPrefix(hs, l.heading):
			w := 2 * len(l.heading)
			if l.origin != nil {
				w++
			}
			if l.row.Goods != "" {
				w = 0 // whether the good is in the class is not known: any heading comes before
			}
			if w > weight {
				best, weight = nil, w
			}
			if w == weight {
				best = append(best, l)
			}
		case strings.HasPrefix(l.heading, hs):
			finer = append(finer, l)
		}
	}
	return append(best, finer...), len(best) > 0
}

// merge makes one layer of the rows that decide it. Where they do not speak of
// the whole heading, a line they leave out pays nothing of the layer; only the
// MFN layer is on every line, known or not.
func merge(name string, rows []*layer, doubts map[*layer]string, whole bool) Layer {
	out := Layer{Name: name, Low: math.Inf(1), High: math.Inf(-1)}
	if !whole {
		out.Low, out.High = 0, 0
	}
	var unknown []string
	for _, l := range rows {
		t := l.row
		out.Rows = append(out.Rows, t)
		if doubts[l] != "" {
			out.Doubt = doubts[l]
		}
		switch {
		case t.Goods != "" && known(t.Rate): // in the class or not: nobody can tell from the heading
			out.Low, out.High = min(out.Low, 0), max(out.High, t.Rate.High)
		case !known(t.Rate):
			why := t.Unknown
			if why == "" {
				why = t.Rate.Unknown
			}
			if why == "" {
				why = "no rate is loaded"
			}
			unknown = append(unknown, why)
		default:
			out.Low, out.High = min(out.Low, t.Rate.Low), max(out.High, t.Rate.High)
		}
	}
	if len(unknown) > 0 || math.IsInf(out.Low, 0) {
		slices.Sort(unknown)
		out.Unknown, out.Low, out.High = strings.Join(slices.Compact(unknown), "; "), 0, 0
	}
	return out
}

// percent writes a rate in full: duties are law, not estimates.
func percent(rate float64) string {
	return strconv.FormatFloat(math.Round(rate*1e8)/1e6, 'f', -1, 64) + "%"
}

// Says is the duty in a sentence.
func (d Duty) Says() string {
	amount := percent(d.Low)
	switch {
	case len(d.Layers) == 0:
		return fmt.Sprintf("%s from %s to %s on %s: cannot tell: no layer is loaded", d.HS, d.Origin, d.Destination, d.On)
	case math.IsInf(d.High, 1):
		amount = "at least " + amount + ": " + strings.Join(d.Missing, "; ")
	case d.High > d.Low:
		amount += " to " + percent(d.High) + ": sources differ, or the duty depends on the line below the heading or on the class of goods"
	}
	return fmt.Sprintf("%s from %s to %s on %s: %s", d.HS, d.Origin, d.Destination, d.On, amount)
}

// layerID begins the id that a layer resting on no measure has in a bite.
const layerID = "tariffs:"

// tariffs returns the layers of duty on a lane as bites, one a layer: the
// middle of what sources say, since a program needs one number. A layer without
// a rate is left out: the market takes it as unchanged.
func (b *Book) tariffs(material, from, to string, on, knownOn adit.Date) []Bite {
	of := b.duties[material]
	if of == nil {
		return nil
	}
	var out []Bite
	layers := append(pick(of.exact.rows, of.exact.headings, from, to, on, knownOn), pick(of.other.rows, of.other.headings, from, to, on, knownOn)...)
	for _, l := range layers {
		if rate := (l.Low + l.High) / 2; l.Unknown == "" && rate > 0 {
			m := &adit.Measure{ID: layerID + l.Name, Kind: adit.Tariff, Name: l.Name, Issuer: l.Rows[0].Importer}
			if rests := b.byID[l.Rows[0].Measure]; rests != nil {
				m = rests.at(knownOn).measure
			}
			out = append(out, Bite{Measure: m, Throughput: 1, Base: 1, Rate: rate})
		}
	}
	return out
}
