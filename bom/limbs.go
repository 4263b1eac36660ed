package bom

import (
	"fmt"
	"strings"
)

// Origin says whether an item is of a class and comes, wholly or in part, from
// a set of places: the limb of a measure that catches goods of an origin
// wherever they are.
func (b *Bill) Origin(product int, c Class, origin func(string) bool) (Answer, string) {
	it := &b.Items[product]
	in := b.belong(&c)[product]
	from := it.from(origin)
	switch {
	case in == No:
		_, why := c.Of(it)
		return NotCaught, "it is not one of the goods listed: " + why
	case from.isZero():
		return NotCaught, "it is listed, and its origin is " + places(it)
	case in == Yes && from.Low.IsPositive():
		return Caught, "it is listed, and its origin is " + places(it)
	case in == Maybe:
		return CannotTell, "whether it is one of the goods listed is not known"
	}
	return CannotTell, "it is listed, and its origin is unknown"
}

// places writes the origin of an item.
func places(it *Item) string {
	var names []string
	for _, o := range it.Origin {
		name := o.Place
		if !o.Part.Equal(one) {
			name += " " + Percent(o.Part)
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return "unknown"
	}
	return strings.Join(names, ", ")
}

// Steps says whether listed goods in a product, or anything they are made of,
// come from a set of places: the limb of a measure that asks where each of
// several steps of production took place. A bill states one origin of each
// item, so the steps are those items.
func (b *Bill) Steps(product int, c Class, origin func(string) bool, steps []string) (Answer, string) {
	own := Class{Issuer: c.Issuer, Items: c.Items}
	said := fmt.Sprintf("no listed good in it, and nothing that is in one, comes from there (%s)", strings.Join(steps, ", "))
	answer := NotCaught
	of := make([]Match, len(b.Items)) // whether an item is, or is in, a listed good
	in := b.inside(product)
	for k := len(b.order) - 1; k >= 0; k-- {
		i := b.order[k]
		if !in[i] {
			continue
		}
		it := &b.Items[i]
		match, _ := own.Of(it)
		of[i] = max(of[i], match)
		for _, p := range it.Parts {
			of[p.Item] = max(of[p.Item], of[i])
		}
		switch from := it.from(origin); {
		case of[i] == No || from.isZero():
		case of[i] == Yes && from.Low.IsPositive():
			return Caught, fmt.Sprintf("%s is or is in a listed good, and its origin is %s", it.Name, places(it))
		case answer == NotCaught:
			answer, said = CannotTell, fmt.Sprintf("%s may be or be in a listed good, and its origin is %s", it.Name, places(it))
		}
	}
	return answer, said
}

// Technology is a test by technology. No share decides.
type Technology struct {
	Goods Class             // goods made with it
	Of    func(string) bool // places whose technology it is
	From  func(string) bool // places whose materials they must also be made from; nil: no such condition
}

// Technology asks a test by technology of a product and of the listed goods
// inside it. Goods that come from the places themselves are not made abroad, so
// the test does not speak about them. Under a condition on materials, listed
// materials of the places fulfil it; others may, because a bill does not say
// what they are made of.
func (b *Bill) Technology(product int, t Technology) (answer Answer, because string) {
	in := b.belong(&t.Goods)
	if in[product] == No {
		return NotCaught, "the product is not one of the goods listed"
	}
	own := Class{Issuer: t.Goods.Issuer, Items: t.Goods.Items}
	var raw []Match
	if t.From != nil {
		raw = b.holding(own, t.From)
	}
	var why []string
	for i, inside := range b.inside(product) {
		it := &b.Items[i]
		listed, _ := own.Of(it)
		if i == product {
			listed = in[i]
		}
		abroad := it.from(t.Of)
		if !inside || listed == No || abroad.Low.Equal(one) {
			continue
		}
		made := min(listed, in[product], it.uses(t.Of))
		if made == Yes && abroad.Low.IsPositive() {
			made = Maybe
		}
		switch {
		case made == No:
			continue
		case len(it.Technology) == 0 && i == product && len(it.Parts) > 0 && own.of(it) == No:
			continue // an assembly is listed for what it holds, which speaks for itself
		case len(it.Technology) == 0:
			why = append(why, fmt.Sprintf("whose technology made %s is unknown", it.Name))
		default:
			why = append(why, fmt.Sprintf("%s was made with technology of %s", it.Name, strings.Join(it.Technology, ", ")))
		}
		if raw != nil {
			made = min(made, raw[i])
		}
		answer = max(answer, answerOf(made))
	}
	if len(why) == 0 {
		return answer, "no listed good in it was made abroad with such technology"
	}
	return answer, join(why)
}

func (c *Class) of(it *Item) Match {
	m, _ := c.Of(it)
	return m
}

// holding says of every item whether it is made from materials of the places.
func (b *Bill) holding(listed Class, from func(string) bool) []Match {
	out := make([]Match, len(b.Items))
	for _, i := range b.order {
		it := &b.Items[i]
		for _, p := range it.Parts {
			if p.Quantity.isZero() {
				continue
			}
			part := &b.Items[p.Item]
			origin, match := part.from(from), Maybe
			if origin.isZero() {
				match = No
			} else if origin.Low.IsPositive() && listed.of(part) == Yes && p.Quantity.Low.IsPositive() {
				match = Yes
			}
			out[i] = max(out[i], match, out[p.Item])
		}
		if len(it.Parts) == 0 {
			out[i] = min(Maybe, listed.of(it)) // what it is made of is not in the bill
		}
	}
	return out
}

func answerOf(m Match) Answer { return [...]Answer{No: NotCaught, Maybe: CannotTell, Yes: Caught}[m] }

// uses says whether an item was made with technology of the places.
func (it *Item) uses(of func(string) bool) Match {
	if len(it.Technology) == 0 {
		return Maybe
	}
	for _, place := range it.Technology {
		if place != NotControlled && of(place) {
			return Yes
		}
	}
	return No
}
