package study

import (
	"context"
	"fmt"
	"math"
	"strings"

	"adit"
	"adit/deal"
	"adit/table"
)

// CompareDeals values several deals on one market: a material they share has the
// same price in every draw, and all are valued on one day where one is asked for.
func CompareDeals(ctx context.Context, opt DealOptions) (*DealAnswer, error) {
	var deals []*adit.Deal
	var ps adit.Problems
	for _, id := range opt.Deals {
		d, fault := findDeal(opt.World, id)
		ps = append(ps, fault...)
		if d != nil {
			deals = append(deals, d)
		}
	}
	if len(ps) > 0 {
		return nil, ps
	}
	t := table.New("deal-compare", "Deals on one market",
		table.Column{Name: "deal", Doc: "Deal."},
		table.Column{Name: "status", Doc: "How far it has come."},
		table.Column{Name: "value", Label: "Value to the state", Type: table.Number, Unit: "USD million", Doc: "Mean, at the borrowing rate."},
		table.Column{Name: "p10", Label: "P10", Type: table.Number, Unit: "USD million", Doc: "A tenth of futures are lower."},
		table.Column{Name: "p90", Label: "P90", Type: table.Number, Unit: "USD million", Doc: "A tenth of futures are higher."},
		table.Column{Name: "subsidy_rate", Label: "Subsidy rate", Type: table.Share, Doc: "Expected subsidy over what the state pays, present values."},
		table.Column{Name: "loss", Label: "Chance of a loss", Type: table.Share, Doc: "Share of futures."},
		table.Column{Name: "additional", Label: "Only because of the deal", Type: table.Share, Doc: "Share of parameter sets."},
		table.Column{Name: "per_tonne", Label: "Cost per tonne expected", Type: table.Number, Unit: "USD/t", Doc: "Expected subsidy over the product of the months valued, with the deal."},
		table.Column{Name: "per_added_tonne", Label: "Cost per tonne added", Type: table.Number, Unit: "USD/t", Doc: "Over the product beyond what would be made without the deal."},
		table.Column{Name: "per_short_tonne", Label: "Cost per tonne of shortage avoided", Type: table.Number, Unit: "USD/t", Doc: "Over the core demand met because of it; needs a stress run with its effects."},
		table.Column{Name: "private", Label: "Private capital drawn in", Type: table.Number, Unit: "USD million", Doc: "Present value of what private parties pay in under the deal."},
		table.Column{Name: "per_private", Label: "Cost per dollar of it", Type: table.Number, Unit: "USD", Doc: "Expected subsidy over it."})
	var best *deal.Valuation
	var skipped []string
	for _, d := range deal.OneMarket(deals) {
		if d.Unvalued != "" {
			u := table.Unknown(d.Unvalued)
			t.Add(d.Name, statusWord(d.Status), u, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil)
			skipped = append(skipped, d.Name)
			continue
		}
		x, err := valueOne(ctx, opt, d, false)
		if err != nil {
			return nil, err
		}
		v := x.v
		number := func(n float64, why string) any {
			if math.IsNaN(n) || math.IsInf(n, 0) {
				return table.Unknown(why)
			}
			return n
		}
		none := "no project of the deal is valued"
		var additional any = table.Unknown(none)
		per, added := any(table.Unknown(none)), any(table.Unknown(none))
		if v.HasProject {
			additional = v.Additional
			per = number(v.CostPer(v.Tonnes.Mean), "nothing is made")
			added = number(v.CostPer(v.Tonnes.Mean-v.TonnesAlone.Mean), "nothing is added: the project is made without the deal too")
		}
		private := v.PrivateCapital()
		var rate any = table.Unknown("the state pays nothing")
		if v.Outlay > 0 {
			rate = v.SubsidyRate
		}
		short, err := perShortTonne(ctx, opt, d, v)
		if err != nil {
			return nil, err
		}
		t.Add(d.Name, statusWord(d.Status), v.AtBorrowing.Mean, v.AtBorrowing.P10, v.AtBorrowing.P90, rate, v.Loss, additional, per, added,
			short, private, number(v.CostPer(private*1e6), "none is drawn in"))
		if best == nil || v.AtBorrowing.Mean > best.AtBorrowing.Mean {
			best = v
		}
	}
	says := "None of these deals is valued."
	if best != nil {
		says = fmt.Sprintf("%s is worth most to the state: %s USD million in the mean.", best.Deal.Name, table.Quantity(best.AtBorrowing.Mean))
	}
	if len(skipped) > 0 {
		says += " Not valued: " + strings.Join(skipped, ", ") + "."
	}
	return &DealAnswer{Says: says, Tables: []*table.Table{t}}, nil
}

// perShortTonne is the expected subsidy over the shortage avoided, or why there
// is none.
func perShortTonne(ctx context.Context, opt DealOptions, d *adit.Deal, v *deal.Valuation) (any, error) {
	if len(opt.Scenario) == 0 || opt.Solver == nil {
		return table.Unknown("no stress run was asked for"), nil
	}
	run := opt.Options
	run.Draws = stressDraws
	if run.On.IsZero() {
		run.On = opt.AsOf
	}
	run.KnownOn = run.On
	a, err := ShortageAvoided(ctx, run, d)
	switch {
	case err != nil:
		return nil, err
	case !a.Known:
		return table.Unknown("no effect of the deal acts on a chain of this world"), nil
	case a.Unmet < shortTonne:
		return table.Unknown("nothing is short in this scenario"), nil
	case a.Tonnes < shortTonne:
		return table.Unknown("its effects avoid no shortage in this scenario"), nil
	}
	return v.CostPer(a.Tonnes), nil
}

// stressDraws is how many futures a shortage is compared over; shortTonne is
// the least amount that counts as one, t.
const (
	stressDraws = 20
	shortTonne  = 0.01
)

// ListDeals lists the deals of a world.
func ListDeals(w *adit.World) *DealAnswer {
	t := table.New("deals", "Deals of the world",
		table.Column{Name: "id", Doc: "Key."},
		table.Column{Name: "name", Doc: "Name."},
		table.Column{Name: "status", Doc: "How far it has come."},
		table.Column{Name: "signed", Type: table.Date, Doc: "Day of signature or announcement."},
		table.Column{Name: "instruments", Doc: "What it is made of."},
		table.Column{Name: "valued", Type: table.Bool, Doc: "Whether a value is computed."})
	for i := range w.Deals {
		d := &w.Deals[i]
		kinds := []string{}
		for _, k := range instrumentsOf(d) {
			if s := singular(k.kind); len(kinds) == 0 || kinds[len(kinds)-1] != s {
				kinds = append(kinds, s)
			}
		}
		t.Add(d.ID, d.Name, statusWord(d.Status), d.Signed, kinds, d.Unvalued == "")
	}
	return &DealAnswer{Says: fmt.Sprintf("%d deals; adit value DEAL values one", t.Len()), Tables: []*table.Table{t}}
}
