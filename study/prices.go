package study

import (
	"math"

	"adit/chart"
	"adit/report"
	"adit/stress"
	"adit/table"
)

// priceFigure is the price of a material inside and outside the restricted
// market over time.
func (v *view) priceFigure(p priced) report.Figure {
	inside := placeName(v.world, v.inside)
	t := table.New("price-"+slug(p.material), p.name+": price inside and outside "+inside,
		table.Column{Name: "month", Type: table.Month, Doc: "Month."},
		table.Column{Name: "outside_p10", Label: "Outside, P10", Type: table.Number, Unit: "USD/kg", Doc: "Mean price outside, weighted by base throughput: a tenth of futures are lower."},
		table.Column{Name: "outside", Label: "Outside, median", Type: table.Number, Unit: "USD/kg", Doc: "Median of futures."},
		table.Column{Name: "outside_p90", Label: "Outside, P90", Type: table.Number, Unit: "USD/kg", Doc: "A tenth of futures are higher."},
		table.Column{Name: "inside_p10", Label: "Inside, P10", Type: table.Number, Unit: "USD/kg", Doc: "Price in the restricted market."},
		table.Column{Name: "inside", Label: "Inside, median", Type: table.Number, Unit: "USD/kg", Doc: "Median of futures."},
		table.Column{Name: "inside_p90", Label: "Inside, P90", Type: table.Number, Unit: "USD/kg", Doc: "A tenth of futures are higher."},
		table.Column{Name: "rationed", Label: "Futures with rationing", Type: table.Share, Doc: "Share of futures in which core demand for the material or its products goes unmet: the price is then a lower bound on scarcity (≥)."},
		table.Column{Name: "no_event", Label: "Outside, no event", Type: table.Number, Unit: "USD/kg", Doc: "Mean price outside with no event."})
	out, in := byPeriod(v.part, p.outside), byPeriod(v.part, p.insidePrice)
	rationed := byPeriod(v.part, func(r *stress.Record) float64 {
		if unmet(r) > 0 {
			return 1
		}
		return 0
	})
	for m := range out {
		calm := math.NaN()
		if v.calm != nil && v.calm[m] != nil {
			calm = p.outside(v.calm[m])
		}
		t.Add(v.grid.Start(m), out[m].low, out[m].mid, out[m].high, in[m].low, in[m].mid, in[m].high, rationed[m].mean, calm)
	}
	return report.Figure{Table: t, Half: true, Chart: &chart.Spec{Kind: chart.Lines, Title: p.name, Subtitle: "USD/kg, logarithmic; median and P10–P90 of futures", X: "month", Log: true,
		Series: []chart.Series{
			{Label: "Outside " + inside, Y: "outside", Low: "outside_p10", High: "outside_p90", Role: chart.Outside},
			{Label: inside, Y: "inside", Low: "inside_p10", High: "inside_p90", Role: chart.Inside},
			{Label: "No event", Y: "no_event", Role: chart.Baseline},
		}, Marks: v.marks()}}
}

// positionFigure is stock plus goods in transit outside the restricted market,
// the first thing to fall.
func (v *view) positionFigure(ps []priced) report.Figure {
	inside := placeName(v.world, v.inside)
	t := table.New("position-"+v.id(), "Stock and goods in transit outside "+inside+", as a share of the base",
		table.Column{Name: "month", Type: table.Month, Doc: "Month."},
		table.Column{Name: "material", Doc: "Material."},
		table.Column{Name: "position", Label: "Median", Type: table.Share, Doc: "Stock plus goods in transit, over the same with no event, median of futures."},
		table.Column{Name: "position_p10", Label: "P10", Type: table.Share, Doc: "A tenth of futures are lower."},
		table.Column{Name: "position_p90", Label: "P90", Type: table.Share, Doc: "A tenth of futures are higher."})
	for _, p := range ps {
		base := 0.0
		for i, x := range v.market.Position(v.market.Base()) {
			if n := &v.net.Nodes[i]; n.Material.ID == p.material && n.Place != v.inside {
				base += x
			}
		}
		for m, s := range byPeriod(v.part, positionShare(v, p.material, base)) {
			t.Add(v.grid.Start(m), p.name, s.mid, s.low, s.high)
		}
	}
	return report.Figure{Table: t, Note: "Goods already at sea keep arriving for weeks, so stocks at the destination can rise while the position as a whole falls.",
		Chart: &chart.Spec{Kind: chart.Lines, Title: "What is left in the pipeline outside " + inside, Subtitle: "Stock plus goods in transit, share of the base; median and P10–P90 of futures",
			X: "month", Split: "material", Series: []chart.Series{{Y: "position", Low: "position_p10", High: "position_p90"}}, Marks: v.marks()}}
}
