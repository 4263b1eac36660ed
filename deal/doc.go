// Package deal turns the terms of an arrangement between a state and firms into
// cash flows, and those into value: for the state, for the firm, with the deal
// and without.
//
// Terms are adit.Deal, read by dataset. Prices come in as a function of (draw,
// date, index), or from the process the terms state; the room knows no market.
// Every payment goes from one named party to another, so that on every date the
// flows of all parties sum to zero. Amounts are millions of the deal's currency,
// time runs in months from the day of valuation. docs/deals.md has the formulas.
package deal
