package study

import (
	"fmt"
	"sort"

	"adit"
	"adit/chart"
	"adit/report"
	"adit/stress"
	"adit/table"
)

// marks are the days that matter on a time axis: when a measure changes or an
// event strikes with certainty.
func (r *run) marks() []chart.Mark {
	at := map[adit.Date]string{}
	add := func(d adit.Date, label string) {
		if d > r.grid.Start(0) && r.grid.Period(d) >= 0 && at[d] == "" {
			at[d] = label
		}
	}
	for _, s := range r.scenarios {
		for i := range s.Events {
			if e := &s.Events[i]; e.Date != 0 {
				add(e.Date, "controls tighten")
			}
		}
		for _, m := range s.Measures {
			if m.To != nil && *m.To != 0 {
				add(*m.To+1, "suspension ends")
			}
			if m.From != nil {
				add(*m.From, "measure starts")
			}
		}
	}
	var out []chart.Mark
	for d, label := range at {
		out = append(out, chart.Mark{On: d, Label: label})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].On < out[j].On })
	return out
}

// kindsShown is how many kinds of use a chart tells apart.
const kindsShown = 4

// kinds groups the uses outside the restricted market by what they are, over
// places: those that lose most first, then those with most at stake.
func (v *view) kinds() (names []string, uses map[string][]int) {
	uses = map[string][]int{}
	stake := map[string]float64{}
	for i := range v.net.Uses {
		u := v.net.Uses[i].Ref
		if u.Place == v.inside || v.host(v.net.Uses[i].Node) {
			continue
		}
		name := kindName(u)
		if _, ok := uses[name]; !ok {
			names = append(names, name)
		}
		uses[name] = append(uses[name], i)
		stake[name] += 1e-9 * v.market.BaseUse(i) * v.stake(i)
		for _, d := range finished(v.part) {
			for _, r := range d {
				stake[name] += r.CoreUnmet[i] * v.stake(i)
			}
		}
	}
	sort.SliceStable(names, func(a, b int) bool { return stake[names[a]] > stake[names[b]] })
	return names[:min(len(names), kindsShown)], uses
}

// shortageFigure is core demand unmet by use over time, outside the restricted
// market, as a share of base demand.
func (v *view) shortageFigure() report.Figure {
	where := "outside " + placeName(v.world, v.inside)
	t := table.New("shortage-"+v.id(), "Core demand unmet "+where+", by use and month",
		table.Column{Name: "month", Type: table.Month, Doc: "Month."},
		table.Column{Name: "use", Doc: "Use of the material."},
		table.Column{Name: "unmet_p10", Label: "P10", Type: table.Share, Doc: "Core demand unmet as a share of base demand: a tenth of futures are lower."},
		table.Column{Name: "unmet", Label: "Mean", Type: table.Share, Doc: "Core demand unmet as a share of base demand, mean of futures."},
		table.Column{Name: "unmet_p90", Label: "P90", Type: table.Share, Doc: "A tenth of futures are higher."},
		table.Column{Name: "priced_out", Label: "Priced out, mean", Type: table.Share, Doc: "Base demand that left because of the price, mean of futures."})
	names, uses := v.kinds()
	found := false
	for _, name := range names {
		base := 0.0
		for _, i := range uses[name] {
			base += v.market.BaseUse(i)
		}
		share := func(pick func(r *stress.Record) []float64) func(r *stress.Record) float64 {
			return func(r *stress.Record) float64 {
				x := 0.0
				for _, i := range uses[name] {
					x += pick(r)[i]
				}
				return x / base
			}
		}
		core := byPeriod(v.part, share(func(r *stress.Record) []float64 { return r.CoreUnmet }))
		out := byPeriod(v.part, share(func(r *stress.Record) []float64 { return r.PricedOut }))
		for p := range core {
			found = found || core[p].high > 1e-4
			t.Add(v.grid.Start(p), name, core[p].low, core[p].mean, core[p].high, out[p].mean)
		}
	}
	f := report.Figure{Table: t, Note: "Core demand is what a use would still buy at its highest willingness to pay; demand that leaves earlier is priced out and not counted as shortage."}
	f.Chart = &chart.Spec{Kind: chart.Lines, Title: "Core demand unmet " + where, Subtitle: "Share of base demand; mean and P10–P90 of futures",
		X: "month", Split: "use", Series: []chart.Series{{Y: "unmet", Low: "unmet_p10", High: "unmet_p90"}}, Marks: v.marks()}
	if !found {
		f.Empty = "No core demand goes unmet " + where + " in nine futures of ten."
	}
	return f
}

// lossFigures are what shortage destroys, by use and place.
func (v *view) lossFigure() report.Figure {
	t := table.New("losses-"+v.id(), "Shortage and loss by use and place over the whole run",
		table.Column{Name: "place", Doc: "Place of the use."},
		table.Column{Name: "use", Doc: "Use of the material."},
		table.Column{Name: "demand", Type: table.Number, Unit: "t", Doc: "Base demand over the whole run."},
		table.Column{Name: "unmet", Label: "Core unmet, mean", Type: table.Number, Unit: "t", Doc: "Core demand unmet, mean of futures."},
		table.Column{Name: "priced_out", Label: "Priced out, mean", Type: table.Number, Unit: "t", Doc: "Base demand that left because of the price, mean of futures."},
		table.Column{Name: "loss", Label: "Output lost, mean", Type: table.Number, Unit: "USD million", Doc: "Core demand unmet times value at stake, mean of futures."},
		table.Column{Name: "loss_p10", Label: "P10", Type: table.Number, Unit: "USD million", Doc: "A tenth of futures lose less."},
		table.Column{Name: "loss_p90", Label: "P90", Type: table.Number, Unit: "USD million", Doc: "A tenth of futures lose more."},
		table.Column{Name: "extra_paid", Label: "Extra paid, mean", Type: table.Number, Unit: "USD million", Doc: "Paid above base prices for what was served: a transfer, not summed into the loss."})
	type row struct {
		place, use string
		v          [7]float64
	}
	var rows []row
	for i := range v.net.Uses {
		u := &v.net.Uses[i]
		if v.host(u.Node) {
			continue
		}
		sum := func(f func(r *stress.Record) float64) spread {
			return overDraws(v.part, func(d []*stress.Record) float64 {
				x := 0.0
				for _, r := range d {
					x += f(r)
				}
				return x
			})
		}
		short := sum(func(r *stress.Record) float64 { return r.CoreUnmet[i] })
		out := sum(func(r *stress.Record) float64 { return r.PricedOut[i] })
		extra := sum(func(r *stress.Record) float64 { return r.Served[i] * (r.Price[u.Node] - v.market.P0[u.Node]) / 1000 })
		k := v.stake(i) / 1000
		rows = append(rows, row{placeName(v.world, u.Ref.Place), kindName(u.Ref), [7]float64{v.market.BaseUse(i) * float64(v.grid.Len()),
			short.mean, out.mean, short.mean * k, short.low * k, short.high * k, extra.mean}})
	}
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].v[3] > rows[j].v[3] })
	found := false
	for _, r := range rows {
		found = found || r.v[3] > 0
		t.Add(r.place, r.use, r.v[0], r.v[1], r.v[2], r.v[3], r.v[4], r.v[5], r.v[6])
	}
	f := report.Figure{Table: t, Note: "Value at stake is an upper bound: output lost per kilogram missing, with no catching up later and no substitution beyond what the market did."}
	f.Chart = &chart.Spec{Kind: chart.Bars, Title: "Output lost to shortage, by place and use", Subtitle: fmt.Sprintf("USD million over %d months, mean of futures", v.grid.Len()),
		X: "place", Split: "use", Series: []chart.Series{{Y: "loss", Role: chart.Plain}}}
	if !found {
		f.Empty = "No output is lost to shortage in any future."
	}
	return f
}
