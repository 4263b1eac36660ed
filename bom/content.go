package bom

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// Basis is what a share is a share of.
type Basis string

// Bases of a share.
const (
	ByValue  Basis = "value"
	ByWeight Basis = "weight"
)

// Answer says whether a test catches a product.
type Answer uint8

// The answers. Whether an open question may still go either way is CannotTell.
const (
	NotCaught Answer = iota
	CannotTell
	Caught
)

// String returns the words used in reports.
func (a Answer) String() string { return [...]string{"not caught", "cannot tell", "caught"}[a] }

// MarshalText writes the words.
func (a Answer) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// Content is a test by content: the counted goods of an origin, as a share of
// the product they are in.
type Content struct {
	Counted Class               // goods whose amount is counted
	In      Class               // goods the test is about; without items: any
	Origin  func(p string) bool // places whose goods count
	Share   decimal.Decimal     // 0-1
	Above   bool                // caught above the share (a ceiling), not at it (a floor)
	Basis   Basis               // by value when blank
}

// Reading is how a product stands under a test by content.
type Reading struct {
	Product int
	Answer  Answer
	In      Match          // whether the product is one the test is about
	Content Amount         // counted goods in one unit of it
	Whole   Amount         // the unit itself
	Basis   Basis          // what both are
	Counted []Contribution // goods that count or may count, by how much they may, then by id
	Because string
	Over    bool // parts that count are worth more than the product's own price
}

// Contribution is what one item adds to the content, over all its places in
// the product where it is not inside another counted item.
type Contribution struct {
	Item     int
	Quantity Amount // kilograms or pieces in one unit of the product
	Amount   Amount // value or weight; its low end is certain
	Why      string // what is not known, "" where all is
}

// Content asks a test by content of an item of the bill.
func (b *Bill) Content(product int, t Content) Reading {
	r := Reading{Product: product, In: Yes, Basis: t.Basis}
	if r.Basis == "" {
		r.Basis = ByValue
	}
	if len(t.In.Items) > 0 || t.In.Controlled {
		r.In = b.belong(&t.In)[product]
	}
	s := b.roll(t, r.Basis)
	r.Content, r.Whole = s.content[product], s.whole[product]
	r.Over = !r.Whole.Open && r.Content.Low.GreaterThan(r.Whole.High)
	r.Counted = b.trace(product, t, s)
	r.Answer, r.Because = r.judge(t)
	return r
}

// sums are the bottom-up results for one unit of every item.
type sums struct {
	whole   []Amount // value or weight
	content []Amount // counted goods in it
	match   []Match  // whether the item itself is of the counted class
	origin  []Amount // the part of it from the places that count
}

// roll adds up from the parts to the products, every item once.
func (b *Bill) roll(t Content, basis Basis) *sums {
	n := len(b.Items)
	s := &sums{make([]Amount, n), make([]Amount, n), make([]Match, n), make([]Amount, n)}
	for _, i := range b.order {
		it := &b.Items[i]
		s.match[i], _ = t.Counted.Of(it)
		s.origin[i] = it.from(t.Origin)
		stated := it.Value
		if basis == ByWeight {
			stated = it.Mass
		}
		within, parts := nothing, nothing
		for _, p := range it.Parts {
			within = within.plus(s.content[p.Item].times(p.Quantity))
			if stated.Open {
				parts = parts.plus(s.whole[p.Item].times(p.Quantity))
			}
		}
		if s.whole[i] = stated; stated.Open {
			s.whole[i] = Amount{Low: parts.Low, Open: true} // its parts at least: work and margin are not known
		}
		s.content[i] = contentOf(s.match[i], s.origin[i], s.whole[i], within)
	}
	return s
}

// contentOf is the counted part of one unit of an item, from what is known of
// itself and of what is inside. A listed item counts for the share that is of
// the origin; the rest may still contain goods that count.
func contentOf(match Match, origin, whole, within Amount) Amount {
	if match == No || origin.isZero() {
		return within
	}
	c := Amount{}
	if match == Yes && origin.Low.IsPositive() {
		c.Low = product(whole.Low, origin.Low)
	} else {
		c.Low = decimal.Min(within.Low, whole.Low) // the item itself, should it count, or what is inside
	}
	own := whole.times(Amount{High: origin.High})
	if all := origin.Low.Equal(one); all && match == Yes {
		c.High, c.Open = own.High, own.Open
		return c
	}
	// No more than the item itself, or than its parts where they are worth more.
	most := own.plus(within)
	c.High, c.Open = most.High, most.Open
	ceiling := whole
	if !ceiling.Open && (within.Open || within.High.GreaterThan(ceiling.High)) {
		ceiling = within
	}
	if origin.High.Equal(one) || !ceiling.Open {
		c = c.capped(ceiling)
	}
	return c
}

// trace walks from the product down to the items that count.
func (b *Bill) trace(product int, t Content, s *sums) []Contribution {
	quantity := make([]Amount, len(b.Items))
	quantity[product] = unity
	var out []Contribution
	for k := len(b.order) - 1; k >= 0; k-- {
		i := b.order[k]
		q := quantity[i]
		if q.isZero() {
			continue
		}
		it := &b.Items[i]
		if s.match[i] != No && !s.origin[i].isZero() {
			share := s.origin[i]
			if s.match[i] == Maybe {
				share.Low = zero
			}
			out = append(out, Contribution{Item: i, Quantity: q, Amount: s.whole[i].times(share).times(q), Why: b.doubt(i, t, s, q)})
			if s.match[i] == Yes && share.Low.IsPositive() {
				if share.Low.Equal(one) {
					continue
				}
				q = Amount{High: q.High, Open: q.Open} // what is inside may count besides, and need not
			}
		}
		for _, p := range it.Parts {
			quantity[p.Item] = quantity[p.Item].plus(p.Quantity.times(q))
		}
	}
	slices.SortFunc(out, func(x, y Contribution) int {
		if x.Amount.Open != y.Amount.Open {
			if x.Amount.Open {
				return -1
			}
			return 1
		}
		return cmp.Or(y.Amount.High.Cmp(x.Amount.High), cmp.Compare(b.Items[x.Item].ID, b.Items[y.Item].ID))
	})
	return out
}

// doubt says what is not known of an item that counts or may count.
func (b *Bill) doubt(i int, t Content, s *sums, q Amount) string {
	it := &b.Items[i]
	var why []string
	if s.match[i] == Maybe {
		_, because := t.Counted.Of(it)
		why = append(why, because)
	}
	if !s.origin[i].Known() {
		if len(it.Origin) == 0 {
			why = append(why, "its origin is unknown")
		} else {
			why = append(why, "the origin of a part of it is unknown")
		}
	}
	if s.whole[i].Open {
		what := "price"
		if t.Basis == ByWeight {
			what = "mass"
		}
		why = append(why, "its "+what+" is unknown")
	}
	if q.Open {
		why = append(why, "how much of it there is is unknown")
	}
	return join(why)
}

func join(words []string) (s string) {
	for i, w := range words {
		if i > 0 {
			s += "; "
		}
		s += w
	}
	return s
}

// judge compares content and share × whole, by multiplication and so exactly.
func (r *Reading) judge(t Content) (Answer, string) {
	if r.In == No {
		return NotCaught, "the product is not one of the goods the test is about"
	}
	// reaches reports whether c of w is caught.
	reaches := func(c, w decimal.Decimal) bool {
		limit := product(w, t.Share)
		if t.Above {
			return c.GreaterThan(limit)
		}
		return c.IsPositive() && c.GreaterThanOrEqual(limit)
	}
	sign := "at or above"
	if t.Above {
		sign = "above"
	}
	limit := Percent(t.Share)
	switch {
	case !r.Whole.Open && reaches(r.Content.Low, r.Whole.High):
		if r.In == Maybe {
			return CannotTell, "the content reaches the share, but whether the product is one of the goods the test is about is not known"
		}
		return Caught, fmt.Sprintf("%s is %s %s", r.share(), sign, limit)
	case r.Content.isZero():
		return NotCaught, "it holds no goods that count"
	case !r.Content.Open && !reaches(r.Content.High, r.Whole.Low):
		return NotCaught, fmt.Sprintf("%s is not %s %s", r.share(), sign, limit)
	}
	return CannotTell, fmt.Sprintf("%s may be %s %s or not", r.share(), sign, limit)
}

// Bounds returns the share of the content between its bounds, rounded outwards
// at the twelfth decimal.
func (r *Reading) Bounds() (low, high decimal.Decimal) {
	high = one
	if !r.Whole.Open && r.Whole.High.IsPositive() {
		low = r.Content.Low.Div(r.Whole.High).RoundFloor(12)
	}
	if !r.Content.Open && r.Whole.Low.IsPositive() {
		high = decimal.Min(one, r.Content.High.Div(r.Whole.Low).RoundCeil(12))
	}
	return decimal.Min(low, high), high
}

// share writes the share or its bounds.
func (r *Reading) share() string {
	low, high := r.Bounds()
	of := "the content by " + string(r.Basis)
	if r.Content.Known() && r.Whole.Known() && r.Whole.Low.IsPositive() {
		return of + " of " + Percent(r.Content.Low.Div(r.Whole.Low))
	}
	return fmt.Sprintf("%s of %s to %s", of, Percent(low), Percent(high))
}

// Percent writes a share as a percentage with as many digits as tell it from a
// near limit: five significant ones, none of them rounded across it.
func Percent(share decimal.Decimal) string {
	p := share.Shift(2)
	if !p.IsPositive() {
		return "0%"
	}
	digits := int32(5 - (len(p.Coefficient().String()) + int(p.Exponent())))
	return p.RoundDown(max(digits, 0)).String() + "%"
}
