package bom

import (
	"github.com/shopspring/decimal"

	"adit"
)

// Amount is a quantity of which only the bounds may be known: Low ≤ it ≤ High,
// exact decimals of 0 or more. Open has no upper bound, and High says nothing.
type Amount struct {
	Low, High decimal.Decimal
	Open      bool
}

var (
	zero = decimal.Zero
	one  = decimal.NewFromInt(1)

	nothing  = Amount{}
	anything = Amount{Open: true}
	unity    = exactly(one)
)

func exactly(d decimal.Decimal) Amount { return Amount{Low: d, High: d} }

// amountOf takes a figure as it was written; one without value is anything.
func amountOf(f adit.Figure) Amount {
	if !f.Given() || !f.Known() {
		return anything
	}
	return Amount{Low: decimal.NewFromFloat(f.Low), High: decimal.NewFromFloat(f.High)}
}

// Known reports whether the amount is one number.
func (a Amount) Known() bool { return !a.Open && a.Low.Equal(a.High) }

func (a Amount) plus(b Amount) Amount {
	if b.isZero() {
		return a
	}
	if a.isZero() {
		return b
	}
	c := Amount{Low: sum(a.Low, b.Low), Open: a.Open || b.Open}
	switch {
	case c.Open:
	case a.Known() && b.Known():
		c.High = c.Low
	default:
		c.High = sum(a.High, b.High)
	}
	return c
}

// times multiplies; zero of anything is zero.
func (a Amount) times(b Amount) Amount {
	c := Amount{Low: product(a.Low, b.Low)}
	switch {
	case a.isZero() || b.isZero():
	case a.Open || b.Open:
		c.Open = true
	case a.Known() && b.Known():
		c.High = c.Low
	default:
		c.High = product(a.High, b.High)
	}
	return c
}

func (a Amount) isZero() bool { return !a.Open && a.High.IsZero() }

func (a Amount) scaled(by decimal.Decimal) Amount { return a.times(exactly(by)) }

// sum and product spare the common numbers nought and one the way through big
// integers.
func sum(a, b decimal.Decimal) decimal.Decimal {
	switch {
	case a.IsZero():
		return b
	case b.IsZero():
		return a
	}
	return a.Add(b)
}

func product(a, b decimal.Decimal) decimal.Decimal {
	switch {
	case a.IsZero() || b.IsZero():
		return zero
	case a.Equal(one):
		return b
	case b.Equal(one):
		return a
	}
	return a.Mul(b)
}

// capped lowers the upper bound to that of another amount.
func (a Amount) capped(by Amount) Amount {
	if by.Open || !a.Open && a.High.LessThanOrEqual(by.High) {
		return a
	}
	a.High, a.Open = decimal.Max(by.High, a.Low), false
	return a
}
