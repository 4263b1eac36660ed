package bom

import (
	"github.com/shopspring/decimal"

	"adit"
)

// Bill is a bill of materials that holds together: every item once, no item
// inside itself, all money in one currency. It is read-only.
type Bill struct {
	Name     string
	Currency string    // of every value
	Items    []Item    // in the order of the file
	Products []int     // items that go into no other, in that order
	First    adit.Date // earliest day of a price; zero: none is dated
	Last     adit.Date // latest day of a price
	Undated  int       // prices without a day
	Rates    []Rate    // those used

	byID  map[string]int
	order []int // parts before what they go into
}

// Item is a part, a material, an assembly or a product.
type Item struct {
	ID, Name   string
	ByMass     bool   // counted in kilograms, not in pieces
	Value      Amount // of one unit (a kilogram or a piece), in the bill's currency
	Priced     bool   // a price was stated
	Mass       Amount // kg of one unit
	Origin     []Origin
	Technology []string            // places, or none; nil: unknown
	Control    map[string][]string // codes by jurisdiction; none: not controlled
	HS         []string
	Material   string
	Parts      []Part
	Row        adit.Where
}

// Origin is a place and the part of the item that comes from there.
type Origin struct {
	Place string
	Part  decimal.Decimal // 0-1
}

// Part is an item inside another, in one unit of which there is Quantity of it.
type Part struct {
	Item     int
	Quantity Amount // kilograms or pieces
}

// Find returns the item of that id, or -1.
func (b *Bill) Find(id string) int {
	if i, ok := b.byID[id]; ok {
		return i
	}
	return -1
}

// Depth returns the number of levels under an item, itself included.
func (b *Bill) Depth(item int) int {
	depth := make([]int, len(b.Items))
	for _, i := range b.order {
		depth[i] = 1
		for _, p := range b.Items[i].Parts {
			depth[i] = max(depth[i], depth[p.Item]+1)
		}
		if i == item {
			break
		}
	}
	return depth[item]
}

// unit names what one of an item is, for people.
func (it *Item) unit() string {
	if it.ByMass {
		return "kg"
	}
	return "piece"
}

// from is the part of an item that comes from a set of places: between what is
// stated of them and that plus what is stated of nowhere.
func (it *Item) from(set func(string) bool) Amount {
	if len(it.Origin) == 0 {
		return Amount{High: one}
	}
	in, rest := zero, one
	for _, o := range it.Origin {
		rest = rest.Sub(o.Part)
		if set(o.Place) {
			in = in.Add(o.Part)
		}
	}
	return Amount{Low: in, High: decimal.Min(one, in.Add(decimal.Max(rest, zero)))}
}
