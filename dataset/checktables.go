package dataset

import (
	"slices"

	"adit"
	"adit/internal/near"
)

// shareSlack forgives rounding where shares must not exceed a whole.
const shareSlack = 1e-6

func (r *reader) checkMaterials() {
	for i, m := range r.world.Materials {
		at := func(column string) adit.Where { return r.at("materials", i, column) }
		if m.Weight == adit.Contained && m.Contains == "" {
			r.problems.Add("missing-cell", at("contains"), "name the element or compound that is weighed, such as Dy2O3", "material %q is weighed by what it contains, which is not stated", m.ID)
		}
		if m.PriceRule == adit.Quoted && !m.Price.Given() {
			r.problems.Add("missing-cell", at("price"), "give the price, or use another price rule", "material %q is quoted and has no price", m.ID)
		}
		if m.PriceRule == adit.Quoted && m.PricePlace == "" {
			r.problems.Add("missing-cell", at("price_place"), "name the place whose price it is", "material %q is quoted and its price has no place", m.ID)
		}
	}
}

// checkChains finds names of chains that no material belongs to.
func (r *reader) checkChains() {
	known := make([]string, 0, len(r.world.Materials))
	for _, m := range r.world.Materials {
		known = append(known, m.Chain)
	}
	for i, c := range r.world.Chains {
		if c.ID != "" && !slices.Contains(known, c.ID) {
			r.problems.Add("unknown-chain", r.at("chains", i, "id"), near.Hint(c.ID, known), "no material belongs to a chain %q", c.ID)
		}
	}
}

func (r *reader) checkSites() {
	for i, s := range r.world.Sites {
		at := func(column string) adit.Where { return r.at("sites", i, column) }
		if s.Recipe == "" && s.Status.InBase() {
			r.problems.Add("missing-cell", at("recipe"), "name a recipe, or give the site a status outside the base", "site %q runs in the base and has no recipe", s.ID)
		}
		if s.Host != "" && !s.HostYield.Given() {
			r.problems.Add("missing-cell", at("host_yield"), "say how many tonnes a tonne of the host's output yields", "site %q has a host and no yield", s.ID)
		}
		if s.ID != "" && (s.Host == s.ID || s.AltOf == s.ID) {
			r.problems.Add("self-reference", at("id"), "name another site, or leave the cell blank", "site %q names itself as host or as the site it is an alternative to", s.ID)
		}
		if !s.Output.Given() || !s.Output.Known() || !s.Capacity.Given() || !s.Capacity.Known() {
			continue
		}
		if low, _ := s.Output.Bounds(); low > s.Capacity.High && s.Output.Value > s.Capacity.Value {
			r.problems.Add("output-over-capacity", at("output"), "correct one of the two, or widen the range of the output", "site %q makes at least %v t/y with a capacity of %v", s.ID, low, s.Capacity.High)
		}
	}
}

func (r *reader) checkLanes() {
	type node struct{ material, to string }
	total := map[node]float64{}
	for i, l := range r.world.Lanes {
		if l.From == l.To && l.From != "" {
			r.problems.Add("self-reference", r.at("lanes", i, "to"), "name another place, or delete the row", "the lane of %s leads from %s to itself", l.Material, l.From)
		}
		n := node{l.Material, l.To}
		before := total[n]
		total[n] += min(l.Share.Or(0), 1) // a share above 1 is reported as such
		if total[n] > 1+shareSlack && before <= 1+shareSlack {
			r.problems.Add("share-sum", r.at("lanes", i, "share"), "the shares of one destination are shares of the same imports", "with this lane %s imports %.6g times what it imports of %s", l.To, total[n], l.Material)
		}
	}
}

func (r *reader) checkStocks() {
	for i, s := range r.world.Stocks {
		if s.Tonnes.Given() == s.Days.Given() {
			r.problems.Add("missing-cell", r.at("stocks", i, "tonnes"), "state a stock in tonnes or in days of throughput", "stock %q is stated in both or in neither", s.ID)
		}
	}
}

func (r *reader) checkRecords() {
	for i, c := range r.world.Records {
		at := func(column string) adit.Where { return r.at("records", i, column) }
		if c.Object == "" && c.Value == "" {
			r.problems.Add("missing-cell", at("object"), "give the answer in words, as a number, or both", "record %q says nothing", c.ID)
		}
		if _, ok := c.Figure(); c.Value != "" && !ok {
			r.problems.Add("bad-number", at("value"), "write digits with a decimal point; the unit has a column of its own", "%q is not a number", c.Value)
		}
		if c.Value != "" && c.Unit == "" {
			r.problems.Add("missing-cell", at("unit"), "name the unit of the number", "record %q has a number without a unit", c.ID)
		}
		if !c.Until.IsZero() && c.Until < c.Date {
			r.problems.Add("dates-out-of-order", at("until"), "swap the days, or leave the last one out", "record %q ends on %s, before it begins on %s", c.ID, c.Until, c.Date)
		}
	}
}
