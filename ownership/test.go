package ownership

import (
	"fmt"
	"math/big"

	"adit"
)

// Test is how a rule counts ownership. It is data: the caller takes it from the
// rule it applies. The zero Test is 50 percent or more of the whole, all caught
// owners together, through any number of links, on either reading of what a
// share is a share of.
type Test struct {
	Limit    adit.Part // share from which a party is caught; zero: one half
	Strict   bool      // more than the limit, not the limit itself
	Alone    bool      // each owner counts alone: caught owners are not added together
	Direct   bool      // only listed owners count: who is caught passes nothing on
	Control  bool      // a tie of control to a caught party catches as well, and votes as much as capital
	Base     Base      // what a share is a share of
	Treasury Treasury  // whether shares that a party holds of itself stand in the base
	Exempt   []string  // seats (ISO 3166-1 alpha-2) whose parties cannot be caught through owners
	Minority adit.Part // share of caught owners from which a red flag is raised below the limit; zero: none
}

// Base is what a share is a share of.
type Base uint8

// Bases. Either leaves the question open: what holds on both readings is
// certain, what holds on one is not.
const (
	Either Base = iota
	Capital
	Voting
)

// Treasury is how shares are counted that a party holds of itself.
type Treasury uint8

// Treatments of treasury shares; Unstated keeps both readings as bounds.
const (
	Unstated Treasury = iota
	InBase
	OutOfBase
)

// Question is a test on a day.
type Question struct {
	On      adit.Date // day the holdings are looked at
	KnownOn adit.Date // only what could be known then; zero: all that is recorded
	Test    Test
}

// limit returns the limit of a test in cuts.
func (t Test) limit() *big.Rat {
	p := t.Limit
	if p.Den == 0 {
		p = adit.Part{Num: 1, Den: 2}
	}
	return new(big.Rat).Mul(p.Rat(), ratOf(whole))
}

// least returns the smallest amount that meets the limit.
func (t Test) least() amount {
	l := t.limit()
	floor := new(big.Int).Div(l.Num(), l.Denom())
	if t.Strict || !l.IsInt() {
		return floor.Int64() + 1
	}
	return floor.Int64()
}

// Says writes the test in words.
func (t Test) Says() string {
	limit := new(big.Rat).Quo(t.limit(), ratOf(whole))
	words := percent(limit) + " or more"
	if t.Strict {
		words = "more than " + percent(limit)
	}
	switch t.Base {
	case Either:
		words += " (of capital or of votes: the test does not say)"
	case Capital:
		words += " of the capital"
	case Voting:
		words += " of the votes"
	}
	if t.Alone {
		words += ", held by one caught owner alone"
	} else {
		words += ", held by caught owners together"
	}
	if t.Direct {
		words += ", directly"
	} else {
		words += ", directly or through caught parties"
	}
	if t.Control {
		words += ", or a tie of control"
	}
	return words
}

// percent writes a fraction of the whole as a percentage: all its digits where
// they end by the ninth, else rounded and marked.
func percent(part *big.Rat) string {
	p := new(big.Rat).Mul(part, big.NewRat(100, 1))
	n, exact := p.FloatPrec()
	if exact && n <= 9 {
		return p.FloatString(n) + "%"
	}
	return fmt.Sprintf("about %s%%", p.FloatString(4))
}
