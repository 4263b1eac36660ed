package deal

import (
	"math"
	"slices"

	"adit"
	"adit/internal/clone"
)

// OneMarket returns the deals with one view of prices: a material several of
// them are settled on has in all of them the process of the first that names
// it, and a stream of its own, so that every draw has the same prices.
func OneMarket(deals []*adit.Deal) []*adit.Deal {
	first := map[string]adit.Index{}
	var out []*adit.Deal
	for _, d := range deals {
		c := clone.Of(d)
		for i := range c.Indices {
			x := &c.Indices[i]
			if x.Material == "" || x.Currency != "" && x.Currency != c.Currency {
				continue
			}
			if same, ok := first[x.Material]; ok {
				id := x.ID
				*x = clone.Of(same)
				x.ID = id
			} else {
				first[x.Material] = *x
			}
		}
		out = append(out, c)
	}
	return out
}

// PrivateCapital is the present value at the state's borrowing rate of what
// private parties pay in: shares bought, loans drawn, calls of funds. What
// stands without the deal is not drawn in by it.
func (v *Valuation) PrivateCapital() float64 {
	private := map[string]bool{}
	for _, p := range v.Deal.Parties {
		private[p.ID] = p.Role != "state" && p.Role != "firm"
	}
	total := 0.0
	for l, leg := range v.Legs {
		if private[leg.From] && !leg.Anyway && slices.Contains([]string{"purchase of shares", "purchase of preferred shares", "draw", "call"}, leg.What) {
			total += PresentValue(v.Flows[l], Borrowing(v.Deal))
		}
	}
	return total
}

// CostPer divides what the state gives away by an amount; NaN where there is
// nothing to divide by.
func (v *Valuation) CostPer(amount float64) float64 {
	if !(amount > 0) {
		return math.NaN()
	}
	return v.Subsidy * 1e6 / amount
}
