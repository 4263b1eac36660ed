package bom

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"adit"
)

// Places tells which places ids of places and groups stand for. No ids stand
// for any place.
type Places struct{ groups map[string][]string }

// PlacesOf takes the groups of a world.
func PlacesOf(w *adit.World) Places {
	p := Places{groups: map[string][]string{}}
	for i := range w.Groups {
		p.groups[w.Groups[i].ID] = w.Groups[i].Members
	}
	return p
}

// In returns the set of places that ids stand for.
func (p Places) In(ids []string) func(string) bool {
	if len(ids) == 0 {
		return func(string) bool { return true }
	}
	set := map[string]bool{}
	for _, id := range ids {
		set[id] = true
		for _, m := range p.groups[id] {
			set[m] = true
		}
	}
	return func(place string) bool { return set[place] }
}

// Finding is how a product stands under the test of one measure that looks at
// what is inside it, or how it was made.
type Finding struct {
	Measure *adit.Measure
	Kind    string // content, technology or origin
	Answer  Answer
	Because string

	Share   Content   // of kind content: the test that was asked
	Reading *Reading  // of kind content: the amounts
	Inner   []Reading // of kind content: other goods in the product that the test is about, each as if shipped alone
	Change  *Change   // of kind content: the smallest change of origins that turns the answer
	Fewest  *Change   // of kind content: the one that switches the fewest items, where it is another
	Ways    []Way     // of kind technology: the readings, where there are several
	Collect []string  // what to find out, most telling first
}

// Way is how the product stands on one reading of a text.
type Way struct {
	ID, Words string
	Answer    Answer
}

// ContentTest turns the test of a measure into one that a bill can be asked,
// for a destination; ok is false where the measure does not test content.
//
// Where the measure names no goods to count, whatever its issuer controls
// counts. A share of a listed good is asked of the product that is shipped:
// that good, or one that contains it.
func ContentTest(m *adit.Measure, places Places, to string) (Content, bool) {
	t := m.Test
	if t.Kind != "content" || !t.Share.Given() || !t.Share.Known() {
		return Content{}, false
	}
	c := Content{
		Counted: Class{Issuer: m.Issuer, Items: t.Numerator, Controlled: len(t.Numerator) == 0},
		Origin:  places.In(originOf(m)),
		Share:   decimal.NewFromFloat(t.Share.Value),
		Above:   t.Compare == "more-than",
		Basis:   ByValue,
	}
	if t.Basis == string(ByWeight) {
		c.Basis = ByWeight
	}
	if !t.Whole {
		c.In = Class{Issuer: m.Issuer, Items: t.Denominator, Containing: true}
		if len(t.Denominator) == 0 {
			c.In.Items = m.Items
		}
	}
	for _, ceiling := range t.Ceilings {
		if to != "" && places.In(ceiling.To)(to) && ceiling.Share.Known() {
			c.Share = decimal.NewFromFloat(ceiling.Share.Value)
		}
	}
	return c, true
}

func originOf(m *adit.Measure) []string {
	if len(m.Test.Origin) > 0 {
		return m.Test.Origin
	}
	return m.From
}

// Measure asks the test of a measure of a product shipped to a place ("" where
// none is said). It is false for measures whose test does not look inside.
func (b *Bill) Measure(product int, m *adit.Measure, places Places, to string) (Finding, bool) {
	f := Finding{Measure: m, Kind: m.Test.Kind}
	switch f.Kind {
	case "content":
		t, ok := ContentTest(m, places, to)
		if !ok { // any content of the origin: the goods themselves
			f.Kind = "origin"
			f.Answer, f.Because = b.Origin(product, Class{Issuer: m.Issuer, Items: m.Items}, places.In(originOf(m)))
			break
		}
		b.content(&f, product, t)
	case "origin":
		class := Class{Issuer: m.Issuer, Items: m.Items, Containing: len(m.Test.Steps) > 0}
		if len(m.Test.Steps) > 0 {
			f.Answer, f.Because = b.Steps(product, class, places.In(originOf(m)), m.Test.Steps)
		} else {
			f.Answer, f.Because = b.Origin(product, class, places.In(originOf(m)))
		}
	case "technology":
		b.technology(&f, product, m, places)
	default:
		return f, false
	}
	if f.Answer == CannotTell && len(f.Collect) == 0 {
		f.Collect = []string{f.Because}
	}
	return f, true
}

func (b *Bill) content(f *Finding, product int, t Content) {
	r := b.Content(product, t)
	f.Share, f.Reading, f.Answer, f.Because = t, &r, r.Answer, r.Because
	if c, ok := b.LeastQuantity(r, t); ok {
		f.Change = &c
		if few, ok := b.FewestItems(r, t); ok && len(few.Switches) < len(c.Switches) {
			f.Fewest = &few
		}
	}
	if r.Answer == CannotTell {
		f.Collect = b.collect(r, t)
	}
	if len(t.In.Items) == 0 {
		return
	}
	in := b.belong(&t.In)
	for i, inside := range b.inside(product) {
		if inside && i != product && in[i] == Yes {
			f.Inner = append(f.Inner, b.Content(i, t))
		}
	}
}

// inside says which items are in a product, itself included.
func (b *Bill) inside(product int) []bool {
	in := make([]bool, len(b.Items))
	in[product] = true
	for k := len(b.order) - 1; k >= 0; k-- {
		if i := b.order[k]; in[i] {
			for _, p := range b.Items[i].Parts {
				in[p.Item] = in[p.Item] || !p.Quantity.isZero()
			}
		}
	}
	return in
}

// collect says what to find out about an open share.
func (b *Bill) collect(r Reading, t Content) []string {
	var out []string
	if r.In == Maybe {
		out = append(out, fmt.Sprintf("whether %s is one of the goods the measure is about", b.Items[r.Product].Name))
	}
	settle := b.Settle(r, t)
	list := settle
	if len(list) == 0 {
		list = r.Unknowns()
	}
	for _, k := range list {
		out = append(out, b.Items[k.Item].Name+": "+k.Why)
	}
	if r.Whole.Open {
		what := "price"
		if r.Basis == ByWeight {
			what = "mass"
		}
		out = append(out, fmt.Sprintf("the %s of %s", what, b.Items[r.Product].Name))
	}
	return out
}

func (b *Bill) technology(f *Finding, product int, m *adit.Measure, places Places) {
	of := places.In(originOf(m))
	ways := m.Test.Readings
	if len(ways) == 0 {
		ways = []adit.Reading{{}}
	}
	var said []string
	for i, way := range ways {
		answer, because := b.Technology(product, Technology{
			Goods: Class{Issuer: m.Issuer, Items: m.Items, Containing: true}, Of: of, From: rawFrom(places, way.Origin),
		})
		if i == 0 {
			f.Because = because
		}
		f.Ways = append(f.Ways, Way{ID: way.ID, Words: way.Words, Answer: answer})
		said = append(said, fmt.Sprintf("%s on the reading %s (%s)", answer, way.ID, way.Words))
	}
	f.Answer = f.Ways[0].Answer
	if slices.ContainsFunc(f.Ways, func(w Way) bool { return w.Answer != f.Answer }) {
		f.Answer = CannotTell
		f.Because += "; the readings differ: " + strings.Join(said, "; ")
	}
	if len(f.Ways) == 1 && f.Ways[0].ID == "" {
		f.Ways = nil
	}
}

// rawFrom is nil where a reading makes no condition on materials.
func rawFrom(places Places, ids []string) func(string) bool {
	if len(ids) == 0 {
		return nil
	}
	return places.In(ids)
}

// Codes lists the control codes that the measures of a world name, by issuer:
// those that a bill is checked against.
func Codes(w *adit.World) map[string][]string {
	codes := map[string][]string{}
	add := func(issuer string, items []adit.Item) {
		for _, it := range items {
			for _, c := range it.Control {
				if !slices.Contains(codes[issuer], c) {
					codes[issuer] = append(codes[issuer], c)
				}
			}
		}
	}
	for i := range w.Measures {
		m := &w.Measures[i]
		if m.Issuer == "US" {
			continue // its control list is not in a world; codes are checked for form
		}
		add(m.Issuer, m.Items)
		add(m.Issuer, m.Test.Numerator)
		add(m.Issuer, m.Test.Denominator)
	}
	for _, list := range codes {
		slices.Sort(list)
	}
	return codes
}
