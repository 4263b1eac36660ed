package study

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"sync"

	"adit"
	"adit/chain"
	"adit/chart"
	"adit/report"
	"adit/stress"
	"adit/table"
)

// ledger is what the run cost, each loss once.
func (r *run) ledger() *stress.Ledger {
	if r.cost == nil {
		r.cost = r.event.Ledger()
		n := 0
		for d := range r.cost.Draws { // those that ran to their end everywhere
			whole := true
			for _, p := range r.event.Parts {
				path := p.Draws[d]
				whole = whole && len(path) > 0 && path[len(path)-1] != nil
			}
			if whole {
				r.cost.Draws[n] = r.cost.Draws[d]
				r.drawn = append(r.drawn, d)
				n++
			}
		}
		r.cost.Draws = r.cost.Draws[:n]
	}
	return r.cost
}

// spreadOver distributes a number of each draw.
func spreadOver(l *stress.Ledger, f func(d *stress.DrawLoss) float64) stress.Distribution {
	v := make([]float64, len(l.Draws))
	for i := range l.Draws {
		v[i] = f(&l.Draws[i])
	}
	return stress.Distribute(v)
}

// sectorTable is loss by industry and place.
func (r *run) sectorTable() *table.Table {
	t := table.New("losses-by-sector", "Output lost by industry and place, each loss once",
		table.Column{Name: "sector", Doc: "Industry, as an ISIC Rev. 4 or NAICS 2022 code with its prefix; blank where the use states none."},
		table.Column{Name: "place", Doc: "Place of the uses."},
		table.Column{Name: "unmet", Label: "Core unmet, mean", Type: table.Number, Unit: "t", Doc: "Core demand unmet, mean of futures; tonnes of different materials are not alike."},
		table.Column{Name: "priced_out", Label: "Priced out, mean", Type: table.Number, Unit: "t", Doc: "Base demand that left because of the price, mean of futures."},
		table.Column{Name: "lost", Label: "Output lost, mean", Type: table.Number, Unit: "USD million", Doc: "Output lost over the run, money of the base year. A product line that several chains leave short is counted once."},
		table.Column{Name: "p5", Label: "P5", Type: table.Number, Unit: "USD million", Doc: "A twentieth of futures lose less."},
		table.Column{Name: "p95", Label: "P95", Type: table.Number, Unit: "USD million", Doc: "A twentieth of futures lose more."},
		table.Column{Name: "shortfall", Label: "Worst twentieth", Type: table.Number, Unit: "USD million", Doc: "Expected shortfall: mean of the worst twentieth of futures."},
		table.Column{Name: "extra", Label: "Extra paid, mean", Type: table.Number, Unit: "USD million", Doc: "Paid above base prices: a transfer, not summed into the loss."})
	l := r.ledger()
	type key struct{ sector, place string }
	uses := map[key][]int{}
	var keys []key
	for i, u := range l.Uses {
		k := key{u.Sector, u.Place}
		if uses[k] == nil {
			keys = append(keys, k)
		}
		uses[k] = append(uses[k], i)
	}
	type row struct {
		key
		unmet, out, extra float64
		lost              stress.Distribution
	}
	var rows []row
	for _, k := range keys {
		sum := func(f func(u *stress.UseLoss) float64) stress.Distribution {
			return spreadOver(l, func(d *stress.DrawLoss) float64 {
				x := 0.0
				for _, i := range uses[k] {
					x += f(&d.Uses[i])
				}
				return x
			})
		}
		w := row{key: k, unmet: sum(func(u *stress.UseLoss) float64 { return u.Unmet }).Mean, out: sum(func(u *stress.UseLoss) float64 { return u.PricedOut }).Mean,
			extra: sum(func(u *stress.UseLoss) float64 { return u.Extra / 1000 }).Mean, lost: sum(func(u *stress.UseLoss) float64 { return u.Lost / 1000 })}
		if w.unmet > 0 {
			rows = append(rows, w)
		}
	}
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].lost.Mean > rows[j].lost.Mean })
	for _, w := range rows {
		t.Add(w.sector, placeName(r.world, w.place), w.unmet, w.out, w.lost.Mean, w.lost.P5, w.lost.P95, w.lost.Shortfall, w.extra)
	}
	return t
}

// monthlyTable is loss by use, place and month, where there is any.
func (r *run) monthlyTable() *table.Table {
	t := table.New("losses-monthly", "Shortage and loss by use and month, mean of futures",
		table.Column{Name: "month", Type: table.Month, Doc: "Month."},
		table.Column{Name: "use", Doc: "Use, by its id."},
		table.Column{Name: "place", Doc: "Place of the use, by its code."},
		table.Column{Name: "unmet", Type: table.Number, Unit: "t", Doc: "Core demand unmet."},
		table.Column{Name: "priced_out", Type: table.Number, Unit: "t", Doc: "Base demand that left because of the price."},
		table.Column{Name: "lost", Type: table.Number, Unit: "USD million", Doc: "Core unmet times value at stake, of this use alone."},
		table.Column{Name: "extra", Type: table.Number, Unit: "USD million", Doc: "Paid above base prices."})
	for _, p := range r.event.Parts {
		draws := finished(p)
		for i := range p.Market.Net.Uses {
			u := p.Market.Net.Uses[i].Ref
			for m := range r.grid.Len() {
				var v [3]float64
				for _, d := range draws {
					v[0] += d[m].CoreUnmet[i] / float64(len(draws))
					v[1] += d[m].PricedOut[i] / float64(len(draws))
					v[2] += d[m].Served[i] * (d[m].Price[p.Market.Net.Uses[i].Node] - p.Market.P0[p.Market.Net.Uses[i].Node]) / 1000 / float64(len(draws))
				}
				if v[0] > 0 {
					t.Add(r.grid.Start(m), u.ID, u.Place, v[0], v[1], v[0]*u.ValueAtStake.Or(0)/1000, v[2])
				}
			}
		}
	}
	return t
}

// moneyTable is who gains and who pays: transfers beside the loss.
func (r *run) moneyTable() *table.Table {
	t := table.New("money", "Who gains and who pays, over the whole run",
		table.Column{Name: "who", Doc: "Who."},
		table.Column{Name: "mean", Type: table.Number, Unit: "USD million", Doc: "Mean of futures, money of the base year."},
		table.Column{Name: "p5", Label: "P5", Type: table.Number, Unit: "USD million", Doc: "A twentieth of futures are lower."},
		table.Column{Name: "p95", Label: "P95", Type: table.Number, Unit: "USD million", Doc: "A twentieth of futures are higher."},
		table.Column{Name: "shortfall", Label: "Worst twentieth", Type: table.Number, Unit: "USD million", Doc: "Mean of the highest twentieth of futures."})
	l := r.ledger()
	for _, x := range []struct {
		who string
		f   func(d *stress.DrawLoss) float64
	}{
		{"Users: output lost", func(d *stress.DrawLoss) float64 { return d.Total() }},
		{"Users: paid above base prices (a transfer)", func(d *stress.DrawLoss) float64 { return d.Gains.Extra }},
		{"Producers: gain", func(d *stress.DrawLoss) float64 { return d.Gains.Producers }},
		{"Carriers and licence holders: gain", func(d *stress.DrawLoss) float64 { return d.Gains.Carriers }},
		{"States: tariffs, less what floors cost", func(d *stress.DrawLoss) float64 { return d.Gains.State }},
	} {
		d := spreadOver(l, func(d *stress.DrawLoss) float64 { return x.f(d) / 1000 })
		t.Add(x.who, d.Mean, d.P5, d.P95, d.Shortfall)
	}
	return t
}

// boundsShown is how many bounds the table of what binds lists.
const boundsShown = 12

// bindingTable ranks what holds a component back by what loosening it is worth.
func (v *view) bindingTable() *table.Table {
	t := table.New("binding-"+v.id(), "What binds: lanes and plants by what one more tonne would earn",
		table.Column{Name: "bound", Doc: "Lane or plant."},
		table.Column{Name: "kind", Doc: "Lane: law, growth or a closed route. Plant: capacity, ramp or a closure."},
		table.Column{Name: "months", Label: "Months it binds, mean", Type: table.Number, Doc: "Months in which one more tonne earned over a tenth of the base price beyond its cost, mean of futures."},
		table.Column{Name: "rent", Label: "Worth of one more tonne", Type: table.Number, Unit: "USD/kg", Doc: "Mean over those months of what it would earn: the multiplier of the bound, at window prices."},
		table.Column{Name: "value", Type: table.Number, Unit: "USD million", Doc: "That worth times the base quantity over those months: the ranking."})
	type row struct {
		name, kind          string
		months, rent, value float64
	}
	var rows []row
	draws := finished(v.part)
	tally := func(name, kind string, base, price float64, f func(rec *stress.Record) float64) {
		w := row{name: name, kind: kind}
		n := 0.0
		for _, d := range draws {
			for _, rec := range d {
				if x := f(rec); x > 0.1*price {
					n++
					w.rent += x
				}
			}
		}
		if n > 0 {
			w.value = w.rent * base / 1000 / float64(len(draws))
			w.months, w.rent = n/float64(len(draws)), w.rent/n
			rows = append(rows, w)
		}
	}
	for i := range v.net.Lanes {
		if base := v.market.BaseFlow(i); base > 0 {
			l := &v.net.Lanes[i]
			tally(l.Name(), "lane", base, v.market.P0[l.From], func(rec *stress.Record) float64 { return v.market.Rent(i, rec.Outcome) })
		}
	}
	for i := range v.net.Sites {
		if base := v.market.BaseOutput(i); base > 0 {
			s := &v.net.Sites[i]
			tally(s.Ref.ID, "plant", base, v.market.P0[s.Main()], func(rec *stress.Record) float64 { return v.market.Scarcity(i, rec.Outcome) })
		}
	}
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].value > rows[j].value })
	for _, w := range rows[:min(len(rows), boundsShown)] {
		t.Add(w.name, w.kind, w.months, w.rent, w.value)
	}
	return t
}

// scarcest is the node whose scarcity is worth most in a component: what it
// lacks against its base inflow, at the price there beyond the base.
func (v *view) scarcest() int {
	best, at := 0.0, -1
	for n := range v.net.Nodes {
		sum := 0.0
		for _, d := range finished(v.part) {
			for _, rec := range d {
				if ratio := rec.Price[n] / v.market.P0[n]; ratio > 2 {
					sum += (rec.Price[n] - v.market.P0[n]) * v.net.Nodes[n].Through
				}
			}
		}
		if sum > best {
			best, at = sum, n
		}
	}
	return at
}

// attribute runs the attribution of the chain that loses most, where one does
// and the run was not stopped; law asks for each change of law as well where
// there are events.
func (r *run) attribute(ctx context.Context, law bool) error {
	views := r.views()
	if r.stop != nil || len(views) == 0 || views[0].totalLoss().mean <= 0 {
		return nil
	}
	var err error
	r.attributed, err = r.attribution(ctx, views[0], law)
	return err
}

// attribution says, for the future nearest to the mean, what each event and
// change of law cost, and what a tonne, a month of stock or a licence more
// would have saved: by running that future again without or with it.
func (r *run) attribution(ctx context.Context, v *view, law bool) (*table.Table, error) {
	l := r.ledger()
	t := table.New("attribution", "What it came from, and what would have helped",
		table.Column{Name: "change", Doc: "What is taken away, or added."},
		table.Column{Name: "loss", Type: table.Number, Unit: "USD million", Doc: "Output lost in that future with the change, in the chain that loses most."},
		table.Column{Name: "saved", Type: table.Number, Unit: "USD million", Doc: "Less than without it."},
		table.Column{Name: "per_unit", Label: "Saved per unit", Type: table.Number, Doc: "Saved per unit of what is added."},
		table.Column{Name: "unit", Doc: "Of the last."})
	if len(l.Draws) == 0 {
		return t, nil
	}
	lost := make([]float64, len(r.drawn)) // in that chain
	mean := 0.0
	for i, d := range r.drawn {
		for _, rec := range v.part.Draws[d] {
			lost[i] += v.loss(rec)
		}
		mean += lost[i] / float64(len(lost))
	}
	near := 0
	for i := range lost {
		if math.Abs(lost[i]-mean) < math.Abs(lost[near]-mean) {
			near = i
		}
	}
	type variant struct {
		name  string
		units float64 // added; 0: something is taken away
		unit  string
		setup stress.Setup
	}
	one := r.event.Setup
	one.Net = r.built
	one.First, one.Draws, one.Progress, one.Workers = r.drawn[near], 1, nil, 1
	one.Keep = func(part *chain.Network) bool { return part.Materials()[0] == v.net.Materials()[0] }
	variants := []variant{{name: "as it is", setup: one}}
	add := func(name string, units float64, unit string, change func(s *stress.Setup) error) error {
		x := variant{name, units, unit, one}
		if err := change(&x.setup); err != nil {
			return err
		}
		variants = append(variants, x)
		return nil
	}
	for i := range one.Events {
		e := &one.Events[i]
		name := e.Name
		if name == "" {
			name = e.ID
		}
		if err := add("without: "+name, 0, "", func(s *stress.Setup) error {
			s.Events = slices.Concat(one.Events[:i:i], one.Events[i+1:])
			return nil
		}); err != nil {
			return nil, err
		}
	}
	for k := range r.changes {
		if !law && len(one.Events) > 0 {
			break
		}
		if err := add("without: change of "+r.changes[k].ID, 0, "", func(s *stress.Setup) error {
			law, _, err := r.lawUnder(slices.Concat(r.changes[:k:k], r.changes[k+1:]))
			s.Book = law
			return err
		}); err != nil {
			return nil, err
		}
	}
	if n := v.scarcest(); n >= 0 {
		name, month := v.net.Nodes[n].Name(), v.net.Nodes[n].Through/12
		tonnes := 0.01 * month
		_ = add(fmt.Sprintf("with: 1%% more of %s in every month", name), tonnes*float64(r.grid.Len()), "USD million a t", func(s *stress.Setup) error {
			s.Trial.Tonnes = map[string]float64{name: tonnes}
			return nil
		})
		_ = add("with: a month more of stock of "+name, 1, "USD million a month of stock", func(s *stress.Setup) error {
			s.Trial.Stock = map[string]float64{name: 1}
			return nil
		})
	}
	if slices.ContainsFunc(one.Events, func(e adit.Event) bool { return e.Kind == adit.ControlEvent }) {
		_ = add("with: licences for a hundredth more of what left", 1, "USD million a point of licences", func(s *stress.Setup) error {
			s.Trial.Ease = 0.01
			return nil
		})
	}
	losses := make([]float64, len(variants))
	errs := make([]error, len(variants))
	next := make(chan int)
	var wg sync.WaitGroup
	for range max(1, r.opt.Workers) {
		wg.Go(func() {
			for k := range next {
				e, err := stress.Run(ctx, variants[k].setup)
				if errs[k] = err; err == nil {
					ledger := e.Ledger()
					losses[k] = ledger.Draws[0].Total() / 1000
				}
			}
		})
	}
	for k := range variants {
		next <- k
	}
	close(next)
	wg.Wait()
	for k, x := range variants {
		if errs[k] != nil {
			return nil, errs[k]
		}
		var per any
		if x.units > 0 {
			per = (losses[0] - losses[k]) / x.units
		}
		t.Add(x.name, losses[k], losses[0]-losses[k], per, x.unit)
	}
	return t, nil
}

// lossSection tells what was lost by industry, who gained, what bound, and
// what would have helped.
func (r *run) lossSection(views []*view) report.Section {
	s := report.Section{ID: "accounts", Title: "Losses by industry, and who gains",
		Lead: "Each loss is counted once, where it ends. What is paid above base prices goes to somebody: it is shown, not added.",
		Figures: []report.Figure{
			{Table: r.sectorTable(), Empty: "No industry loses output.", Chart: &chart.Spec{Kind: chart.Bars, Title: "Output lost, by industry and place", Subtitle: fmt.Sprintf("USD million over %d months, mean of futures", r.grid.Len()),
				X: "place", Split: "sector", Series: []chart.Series{{Y: "lost", Role: chart.Plain}}}},
			{Table: r.moneyTable()},
		}}
	if len(views) > 0 {
		s.Figures = append(s.Figures, report.Figure{Table: views[0].bindingTable(), Note: strings.TrimSpace("A multiplier speaks of the next tonne only, at the prices of its window.")})
	}
	if r.attributed != nil {
		s.Figures = append(s.Figures, report.Figure{Table: r.attributed, Note: "The future whose loss is nearest to the mean, run again without each cause and with a little more of what was scarce. Causes overlap, so these do not add up."})
	}
	if r.sectorTable().Len() == 0 {
		s.Figures[0].Chart = nil
	}
	return s
}
