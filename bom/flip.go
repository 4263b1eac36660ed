package bom

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

// Change is the smallest change of origins that turns an answer, everything
// else as it is: the price of what is bought elsewhere is taken to stay.
type Change struct {
	Turns    Answer          // what the answer becomes
	Switches []Switch        // what to buy elsewhere, in this order
	Over     bool            // the last switch has to exceed its quantity; otherwise it is enough
	Room     decimal.Decimal // where nothing is caught: value (or weight) that may be added before it is
}

// Switch is goods to buy where the test does not count them.
type Switch struct {
	Item     int
	Quantity decimal.Decimal // kilograms or pieces in one unit of the product
	All      bool            // all there is of it
	Amount   decimal.Decimal // by how much the content falls
}

// scale is how many decimals a quantity found by division is rounded up to.
const scale = 18

// excess is by how much the content, as high as it may be, has to fall, and
// whether falling exactly so far is not enough. A floor catches at the share,
// a ceiling above it.
func excess(r Reading, t Content) (decimal.Decimal, bool) {
	return r.Content.High.Sub(product(r.Whole.Low, t.Share)), !t.Above
}

// LeastQuantity finds the change of least weight (or of fewest pieces, where
// items are counted so): the dearest by unit first, of the last one only what
// is needed. That is the optimum of the linear program min Σx over 0 ≤ x ≤ q
// with Σ price·x ≥ excess, because swapping any bought unit for a dearer one
// never needs more. It is exact for one item. Weights and pieces are not
// compared: all by weight go first. Of a product that is not caught it gives
// the room that is left; ok is false where no change of origins is enough to
// tell, because a quantity or price has no bound.
func (b *Bill) LeastQuantity(r Reading, t Content) (c Change, ok bool) {
	return b.change(r, t, func(x, y Contribution) int {
		if m := cmp.Compare(b.rank(x), b.rank(y)); m != 0 {
			return m
		}
		// price x > price y, by cross-multiplication
		return product(y.Amount.High, x.Quantity.High).Cmp(product(x.Amount.High, y.Quantity.High))
	}, false)
}

// FewestItems finds the change that switches the fewest items, each wholly: the
// largest contributions first, which no other choice of as many can exceed.
func (b *Bill) FewestItems(r Reading, t Content) (c Change, ok bool) {
	return b.change(r, t, func(x, y Contribution) int { return y.Amount.High.Cmp(x.Amount.High) }, true)
}

func (b *Bill) rank(c Contribution) int {
	if b.Items[c.Item].ByMass {
		return 0
	}
	return 1
}

func (b *Bill) change(r Reading, t Content, order func(x, y Contribution) int, whole bool) (c Change, ok bool) {
	if r.In == No || r.Content.Open {
		return c, false
	}
	need, strict := excess(r, t)
	enough := func(d decimal.Decimal) bool { return d.IsNegative() || d.IsZero() && !strict }
	if enough(need) {
		c.Turns, c.Over, c.Room = Caught, !strict, need.Neg()
		return c, r.Answer == NotCaught
	}
	list := slices.Clone(r.Counted)
	slices.SortStableFunc(list, func(x, y Contribution) int {
		return cmp.Or(order(x, y), cmp.Compare(b.Items[x.Item].ID, b.Items[y.Item].ID))
	})
	left := need
	for _, k := range list {
		if enough(left) {
			break
		}
		if k.Amount.High.IsZero() || k.Quantity.Open || k.Quantity.High.IsZero() {
			continue
		}
		s := Switch{Item: k.Item, Quantity: k.Quantity.High, All: true, Amount: k.Amount.High}
		part := k.Amount.High.GreaterThan(left) || k.Amount.High.Equal(left) && !strict
		if !whole && part {
			s = b.partly(k, left, strict)
			c.Over = strict && !s.All && b.Items[k.Item].ByMass
		}
		left = left.Sub(s.Amount)
		c.Switches = append(c.Switches, s)
		if c.Over {
			break
		}
	}
	return c, c.Over || enough(left)
}

// partly is how much of one item to switch so that the content falls by what is
// left: of a mass exactly so much (more than that, where strict), of pieces as
// many as it takes.
func (b *Bill) partly(k Contribution, left decimal.Decimal, strict bool) Switch {
	// quantity = left × q / amount, rounded up
	x := roundUp(left.Mul(k.Quantity.High), k.Amount.High, scale)
	if !b.Items[k.Item].ByMass {
		n := roundUp(left.Mul(k.Quantity.High), k.Amount.High, 0)
		if strict && product(n, k.Amount.High).Equal(product(left, k.Quantity.High)) {
			n = n.Add(one)
		}
		x = n
	}
	if x.GreaterThanOrEqual(k.Quantity.High) {
		return Switch{Item: k.Item, Quantity: k.Quantity.High, All: true, Amount: k.Amount.High}
	}
	amount := left
	if !b.Items[k.Item].ByMass {
		amount = roundUp(x.Mul(k.Amount.High), k.Quantity.High, scale)
	}
	return Switch{Item: k.Item, Quantity: x, Amount: amount}
}

// roundUp divides and rounds up at a number of decimals.
func roundUp(a, by decimal.Decimal, places int32) decimal.Decimal {
	q, rest := a.QuoRem(by, places)
	if rest.IsPositive() {
		q = q.Add(decimal.New(1, -places))
	}
	return q
}

// Settle lists what to find out so that an open answer becomes one: of the
// goods that count only maybe, the fewest whose being of no counted kind would
// make the product not caught. It is empty where the answer is known or where
// finding them out would not do; Unknowns has everything that is open.
func (b *Bill) Settle(r Reading, t Content) []Contribution {
	if r.Answer != CannotTell || r.Content.Open {
		return nil
	}
	need, strict := excess(r, t)
	var out []Contribution
	for _, k := range r.Counted { // by amount, largest first
		if need.IsNegative() || need.IsZero() && !strict {
			return out
		}
		if k.Why != "" {
			need = need.Sub(k.Amount.High.Sub(k.Amount.Low))
			out = append(out, k)
		}
	}
	if need.IsNegative() || need.IsZero() && !strict {
		return out
	}
	return nil
}

// Unknowns lists the goods of which something is open, largest first.
func (r *Reading) Unknowns() []Contribution {
	return slices.DeleteFunc(slices.Clone(r.Counted), func(c Contribution) bool { return c.Why == "" })
}
