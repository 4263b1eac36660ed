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
		return NotCaught, fmt.Sprintf("it is listed, and its origin is %s", places(it))
	case in == Yes && from.Low.IsPositive():
		return Caught, fmt.Sprintf("it is listed, and its origin is %s", places(it))
	case in == Maybe:
		return CannotTell, "whether it is one of the goods listed is not known"
	}
	return CannotTell, "it is listed, and its origin is unknown"
}

func places(it *Item) string {
	var names []string
	for _, o := range it.Origin {
		name := o.Place
		if !o.Part.Equal(one) {
			name += " " + Percent(o.Part)
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// Technology is a test by technology. No share decides.
type Technology struct {
	Goods   Class             // goods made with it
	Of      func(string) bool // places whose technology it is
	Raw     Class             // goods that, on the narrow reading, it must also have been made from
	RawFrom func(string) bool // where they come from
}

// Technology asks a test by technology of a product and of the listed goods
// inside it, on two readings where translations differ: wide, the technology
// alone; narrow, only where it is also made from listed goods of the origin.
// Goods that come from the places themselves are not made abroad, so the test
// does not speak about them.
func (b *Bill) Technology(product int, t Technology) (wide, narrow Answer, because string) {
	in := b.belong(&t.Goods)
	if in[product] == No {
		return NotCaught, NotCaught, "the product is not one of the goods listed"
	}
	raw := b.roll(Content{Counted: t.Raw, Origin: t.RawFrom}, ByValue)
	inside := make([]bool, len(b.Items))
	inside[product] = true
	var why []string
	for k := len(b.order) - 1; k >= 0; k-- {
		i := b.order[k]
		if !inside[i] {
			continue
		}
		it := &b.Items[i]
		for _, p := range it.Parts {
			inside[p.Item] = inside[p.Item] || !p.Quantity.isZero()
		}
		own, _ := t.Goods.Of(it)
		if own == No || it.from(t.Of).Low.Equal(one) {
			continue
		}
		made := Yes
		if own == Maybe || it.from(t.Of).Low.IsPositive() {
			made = Maybe
		}
		switch uses := it.uses(t.Of); {
		case uses == No:
			continue
		case uses == Maybe:
			made = Maybe
			why = append(why, fmt.Sprintf("whose technology made %s is unknown", it.Name))
		default:
			why = append(why, fmt.Sprintf("%s was made with technology of %s", it.Name, strings.Join(it.Technology, ", ")))
		}
		if in[product] == Maybe {
			made = Maybe
		}
		wide = max(wide, answerOf(made))
		switch c := raw.content[i]; {
		case c.isZero():
		case !c.Low.IsPositive():
			narrow = max(narrow, CannotTell)
		default:
			narrow = max(narrow, answerOf(made))
		}
	}
	if len(why) == 0 {
		return wide, narrow, "no listed good in it was made with such technology"
	}
	return wide, narrow, join(why)
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
