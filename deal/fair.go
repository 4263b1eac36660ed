package deal

import (
	"adit"
	"adit/internal/clone"
)

// AtMarket returns the deal with every share price growing at the rate at which
// the state borrows, so that a share is worth what it costs: the reward that
// holders get for bearing risk is then no gain. Credit reform weighs flows at
// the borrowing rate and counts that reward as one; a market would not.
func AtMarket(d *adit.Deal) *adit.Deal {
	c := clone.Of(d)
	for i := range c.Indices {
		if x := &c.Indices[i]; x.Party != "" && x.Process == "lognormal" {
			x.Drift = c.Borrowing
			if !x.Drift.Given() {
				x.Drift = adit.Number(defaultBorrowing, "1/y")
			}
			x.Drift.Unit = "1/y"
		}
	}
	return c
}
