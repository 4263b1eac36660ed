package bom

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"adit"
	"adit/dataset"
	"adit/internal/near"
)

// Options are what a bill is read with.
type Options struct {
	World    *adit.World         // figures, places and materials that a bill may name; nil: none is checked
	Currency string              // to convert into; "": the only one of the bill, or USD
	Rates    []Rate              // for bills in several currencies
	Codes    map[string][]string // control codes known, by jurisdiction; others are checked for form only
}

// deepest is how many levels a bill may have. Numbers grow with each.
const deepest = 100

// builder turns lines into a bill.
type builder struct {
	Options
	bill  *Bill
	lines []Line
	cells *dataset.Cells
	ps    adit.Problems
	first []int // line that describes an item
}

func build(name string, lines []Line, cells *dataset.Cells, o Options) (*Bill, adit.Problems) {
	b := &builder{Options: o, lines: lines, cells: cells, bill: &Bill{Name: name, byID: map[string]int{}}}
	b.items()
	b.currency()
	for i := range b.bill.Items {
		b.describe(i)
	}
	b.parts()
	if len(lines) == 0 {
		b.ps.Add("empty-file", adit.Where{File: name}, "a bill has at least its product", "the bill has no line")
	}
	b.sort()
	b.ps.Sort()
	return b.bill, b.ps
}

// items finds the items and the line that describes each: the first that says
// more than item, parent, quantity and unit.
func (b *builder) items() {
	for i := range b.lines {
		l := &b.lines[i]
		if l.Item == "" {
			continue // reported as a missing cell
		}
		k, seen := b.bill.byID[l.Item]
		if !seen {
			k = len(b.bill.Items)
			b.bill.byID[l.Item] = k
			b.bill.Items = append(b.bill.Items, Item{ID: l.Item, Row: l.Row})
			b.first = append(b.first, i)
			continue
		}
		switch first := &b.lines[b.first[k]]; {
		case b.blank(i):
		case b.blank(b.first[k]):
			b.first[k] = i
		case !b.same(b.first[k], i):
			b.ps.Add("contradictory-item", l.Row, "describe an item once; on its other lines fill item, parent, quantity and unit only",
				"item %q is described otherwise at %s", l.Item, first.Row)
		}
	}
}

// describing are the columns that tell about an item, not about its place.
var describing = map[string]bool{"name": true, "price": true, "per": true, "currency": true, "price_date": true, "mass": true,
	"origin": true, "technology": true, "control": true, "hs": true, "material": true}

func (b *builder) blank(line int) bool { return !b.cells.Any(line, describing) }

func (b *builder) same(i, j int) bool {
	x, y := &b.lines[i], &b.lines[j]
	return x.Name == y.Name && x.Per == y.Per && x.Currency == y.Currency && x.Priced == y.Priced && x.Material == y.Material &&
		slices.Equal(x.Origin, y.Origin) && slices.Equal(x.Technology, y.Technology) && slices.Equal(x.Control, y.Control) && slices.Equal(x.HS, y.HS) &&
		figuresEqual(x.Price, y.Price) && figuresEqual(x.Mass, y.Mass)
}

func figuresEqual(f, g adit.Figure) bool {
	return f.ID == g.ID && f.Ranged == g.Ranged && f.Unit == g.Unit && f.Known() == g.Known() &&
		(!f.Known() || f.Value == g.Value && f.Low == g.Low && f.High == g.High)
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// money is the currency and the unit of the price on a line.
func (b *builder) money(line int) (currency, per string) {
	l := &b.lines[line]
	currency, per = l.Currency, l.Per
	if l.Price.ID != "" {
		c, p, _ := strings.Cut(l.Price.Unit, "/")
		if currency == "" {
			currency = c
		}
		if per == "" {
			per = p
		}
	}
	if per == "" {
		if per = l.Unit; per == "" {
			per = "piece"
		}
	}
	return currency, per
}

// currency settles what every value of the bill is in.
func (b *builder) currency() {
	var used []string
	for _, i := range b.first {
		if !b.cells.Given(i, "price") {
			continue
		}
		c, _ := b.money(i)
		if c != "" && !slices.Contains(used, c) {
			used = append(used, c)
		}
	}
	slices.Sort(used)
	switch b.bill.Currency = b.Currency; {
	case b.Currency != "":
	case len(used) == 1:
		b.bill.Currency = used[0]
	default:
		b.bill.Currency = "USD"
	}
}

// describe fills one item from the line that describes it.
func (b *builder) describe(k int) {
	it, line := &b.bill.Items[k], b.first[k]
	l := &b.lines[line]
	at := func(c string) adit.Where { return b.cells.At(line, c) }
	it.Row, it.Material, it.HS = l.Row, l.Material, l.HS
	if it.Name = l.Name; it.Name == "" {
		it.Name = l.Item
	}
	it.ByMass = units[l.Unit] != ""
	it.Mass = b.number(l.Mass, b.cells.Given(line, "mass"), at("mass"))
	if it.ByMass {
		it.Mass = unity
	}
	it.Value = b.value(k)
	it.Origin = b.origin(l, at("origin"))
	for _, place := range l.Technology {
		if place != "none" {
			b.place(place, at("technology"), "technology")
		}
	}
	it.Technology = l.Technology
	b.control(it, l, at("control"))
	for _, code := range l.HS {
		if len(code) < 4 || strings.Trim(code, "0123456789.") != "" {
			b.ps.Add("bad-customs-code", at("hs"), "write the digits of a heading or a longer code, such as 2846901600", "%q is no customs code", code)
		}
	}
	if w := b.World; w != nil && l.Material != "" && !slices.ContainsFunc(w.Materials, func(m adit.Material) bool { return m.ID == l.Material }) {
		var known []string
		for i := range w.Materials {
			known = append(known, w.Materials[i].ID)
		}
		b.ps.Add("dangling-id", at("material"), near.Hint(l.Material, known), "material is %q, which is not in materials", l.Material)
	}
}

// number takes a figure over as it was written.
func (b *builder) number(f adit.Figure, given bool, at adit.Where) Amount {
	if !given || !f.Known() {
		return anything
	}
	for _, v := range [...]float64{f.Low, f.High} {
		if v < 0 {
			return anything // reported where the cell was read
		}
		if v != 0 && (math.Abs(v) < 1/most || v > most) {
			b.ps.Add("out-of-range", at, fmt.Sprintf("write 0, or a number from %g to %g", 1/most, most), "%v is too small or too large for exact arithmetic", v)
			return anything
		}
	}
	return Amount{Low: decimal.NewFromFloat(f.Low), High: decimal.NewFromFloat(f.High)}
}

// value is the stated price of one unit, in the bill's currency.
func (b *builder) value(k int) Amount {
	it, line := &b.bill.Items[k], b.first[k]
	l := &b.lines[line]
	if !b.cells.Given(line, "price") {
		return anything
	}
	at := b.cells.At(line, "price")
	v := b.number(l.Price, true, at)
	if v.Open {
		return v
	}
	currency, per := b.money(line)
	if !slices.Contains(unitNames, per) {
		b.ps.Add("wrong-unit", at, "name a figure in money per "+strings.Join(unitNames, ", "), "figure %q is in %q, which is no price", l.Price.ID, l.Price.Unit)
		return anything
	}
	if (units[per] != "") != it.ByMass {
		b.ps.Add("mixed-unit", b.cells.At(line, "per"), "count the item and price it the same way, both by mass or both by the piece", "item %q is counted by the %s and priced by the %s", l.Item, it.unit(), per)
		return anything
	}
	if kg := units[per]; kg != "" && kg != "1" {
		per1, _ := decimal.NewFromString(kg)
		v = v.scaled(one.Div(per1)) // powers of ten: exact
	}
	switch currency {
	case "", b.bill.Currency:
	default:
		if !currencyCode.MatchString(currency) {
			b.ps.Add("bad-value", b.cells.At(line, "currency"), "write the three letters of ISO 4217, such as USD", "%q is no currency", currency)
			return anything
		}
		rate, ok := b.rate(currency, l.Priced)
		if !ok {
			day := "undated"
			if !l.Priced.IsZero() {
				day = "of " + l.Priced.String()
			}
			b.ps.Add("mixed-currency", b.cells.At(line, "currency"), fmt.Sprintf("give a dated rate from %s to %s", currency, b.bill.Currency),
				"the price of %q (%s) is in %s, the bill is in %s, and there is no rate on or before its day", l.Item, day, currency, b.bill.Currency)
			return anything
		}
		v = v.times(amountOf(rate.Rate))
	}
	it.Priced = true
	if l.Priced.IsZero() {
		b.bill.Undated++
		return v
	}
	if b.bill.First.IsZero() || l.Priced < b.bill.First {
		b.bill.First = l.Priced
	}
	b.bill.Last = max(b.bill.Last, l.Priced)
	return v
}

// rate is the latest rate into the bill's currency on or before a day; an
// undated price has none, since no day says which.
func (b *builder) rate(from string, on adit.Date) (Rate, bool) {
	var best Rate
	for _, r := range b.Rates {
		if r.From == from && r.To == b.bill.Currency && r.On <= on && r.On > best.On && r.Rate.Known() {
			best = r
		}
	}
	if best.On.IsZero() {
		return best, false
	}
	if !slices.ContainsFunc(b.bill.Rates, func(r Rate) bool { return r.From == best.From && r.On == best.On }) {
		b.bill.Rates = append(b.bill.Rates, best)
	}
	return best, true
}

var placeCode = regexp.MustCompile(`^[A-Z]{2}$`)

func (b *builder) place(code string, at adit.Where, column string) {
	if !placeCode.MatchString(code) {
		b.ps.Add("unknown-place", at, "write the two letters of ISO 3166-1, such as CN", "%s names %q, which is no place", column, code)
	}
}

// origin reads places with their shares.
func (b *builder) origin(l *Line, at adit.Where) []Origin {
	var out []Origin
	total, hundred := zero, decimal.NewFromInt(100)
	for _, word := range l.Origin {
		place, text, stated := strings.Cut(word, ":")
		b.place(place, at, "origin")
		share := hundred
		if stated {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil || !(v > 0 && v <= 100) {
				b.ps.Add("out-of-range", at, "write a share in percent, such as "+place+":60", "origin %q has share %q", place, text)
				return nil
			}
			share = decimal.NewFromFloat(v)
		} else if len(l.Origin) > 1 {
			b.ps.Add("missing-cell", at, "write each with its share in percent, such as CN:60 MY:40", "origin names several places, and %q has no share", place)
			return nil
		}
		total = total.Add(share)
		out = append(out, Origin{place, share.Shift(-2)})
	}
	if total.GreaterThan(hundred) {
		b.ps.Add("share-sum", at, "correct a share; what is not known is left out", "the origins of %q make %s percent", l.Item, total)
		return nil
	}
	return out
}

// codeForms are what a control code of a jurisdiction looks like.
var (
	codeForm = regexp.MustCompile(`^[0-9A-Z][0-9A-Za-z.\-]*$`)
	usForm   = regexp.MustCompile(`^([0-9][A-E][0-9]{3}(\.[0-9a-z]+)*|EAR99)$`)
)

// NotControlled is the code of an item that was classified and is not listed.
const NotControlled = "none"

func (b *builder) control(it *Item, l *Line, at adit.Where) {
	for _, word := range l.Control {
		where, code, ok := strings.Cut(word, ":")
		if !ok || !placeCode.MatchString(where) || code == "" {
			b.ps.Add("unknown-control", at, "write the jurisdiction, a colon and the code, such as CN:1C904.b or CN:none", "%q is no control code with its jurisdiction", word)
			continue
		}
		if it.Control == nil {
			it.Control = map[string][]string{}
		}
		known := b.Codes[where]
		switch {
		case code == NotControlled:
		case where == "US" && !usForm.MatchString(code), !codeForm.MatchString(code):
			b.ps.Add("unknown-control", at, "a code of the Commerce Control List reads 3A001.b.2, or EAR99", "%q is no control code of %s", code, where)
			continue
		case len(known) > 0 && !slices.ContainsFunc(known, func(k string) bool { return within(code, k) || within(k, code) }):
			hint := near.Hint(code, known)
			if hint == "" {
				hint = "write " + where + ":none for an item that was classified and is not listed"
			}
			b.ps.Add("unknown-control", at, hint, "no measure of %s lists control code %q", where, code)
			continue
		}
		it.Control[where] = append(it.Control[where], code)
	}
	for where, codes := range it.Control {
		if len(codes) > 1 && slices.Contains(codes, NotControlled) {
			b.ps.Add("contradictory-item", at, "keep the codes, or none", "%q is classified by %s both as %s and as not listed", l.Item, where, strings.Join(codes, ", "))
		}
	}
}

// within reports whether a control code is another or a paragraph under it.
func within(code, under string) bool { return code == under || strings.HasPrefix(code, under+".") }

// parts links items to what they go into.
func (b *builder) parts() {
	inside := make([]bool, len(b.bill.Items))
	var ids []string
	for i := range b.lines {
		l := &b.lines[i]
		if l.Item == "" || l.Parent == "" {
			continue
		}
		child := b.bill.byID[l.Item]
		inside[child] = true
		parent, ok := b.bill.byID[l.Parent]
		if !ok {
			if ids == nil {
				for k := range b.bill.Items {
					ids = append(ids, b.bill.Items[k].ID)
				}
			}
			hint := ""
			if len(ids) < 1000 {
				hint = near.Hint(l.Parent, ids)
			}
			if hint == "" {
				hint = "give the parent a line of its own"
			}
			b.ps.Add("dangling-id", b.cells.At(i, "parent"), hint, "parent is %q, which is no item of this bill", l.Parent)
			continue
		}
		q := b.number(l.Quantity, b.cells.Given(i, "quantity"), b.cells.At(i, "quantity"))
		if kg := units[l.Unit]; kg != "" {
			d, _ := decimal.NewFromString(kg)
			q = q.scaled(d)
		}
		if (units[l.Unit] != "") != b.bill.Items[child].ByMass {
			b.ps.Add("mixed-unit", b.cells.At(i, "unit"), "count an item in pieces or by mass on all its lines", "item %q is counted by the %s at %s", l.Item, b.bill.Items[child].unit(), b.bill.Items[child].Row)
		}
		b.bill.Items[parent].Parts = append(b.bill.Items[parent].Parts, Part{Item: child, Quantity: q})
	}
	for k := range b.bill.Items {
		if !inside[k] {
			b.bill.Products = append(b.bill.Products, k)
		}
	}
}

// sort orders items with parts before what they go into, and reports every
// bill that contains itself once, with the way round.
func (b *builder) sort() {
	const (
		fresh = iota
		open
		done
	)
	state := make([]int8, len(b.bill.Items))
	depth := make([]int, len(b.bill.Items))
	type frame struct{ item, next int }
	for start := range b.bill.Items {
		if state[start] != fresh {
			continue
		}
		path := []frame{{item: start}}
		state[start] = open
		for len(path) > 0 {
			top := &path[len(path)-1]
			it := &b.bill.Items[top.item]
			if top.next == len(it.Parts) {
				state[top.item] = done
				depth[top.item] = 1
				for _, p := range it.Parts {
					depth[top.item] = max(depth[top.item], depth[p.Item]+1)
				}
				if depth[top.item] == deepest+1 {
					b.ps.Add("too-deep", it.Row, "join levels that add nothing", "%q has more than %d levels under it", it.ID, deepest)
				}
				b.bill.order = append(b.bill.order, top.item)
				path = path[:len(path)-1]
				continue
			}
			child := it.Parts[top.next].Item
			top.next++
			switch state[child] {
			case fresh:
				state[child] = open
				path = append(path, frame{item: child})
			case open:
				var round []string
				for _, f := range path {
					if f.item == child || round != nil {
						round = append(round, b.bill.Items[f.item].ID)
					}
				}
				round = append(round, b.bill.Items[child].ID)
				b.ps.Add("bill-contains-itself", it.Row, "take one of these lines out", "the bill contains itself: %s", strings.Join(round, " → "))
			}
		}
	}
}
