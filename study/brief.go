package study

import (
	"context"
	"fmt"

	"adit/chart"
	"adit/diagnose"
	"adit/report"
	"adit/table"
)

// Brief answers a question on one page. When ctx ends in the middle the brief
// of the finished draws is returned together with stress.ErrStopped.
func Brief(ctx context.Context, opt Options) (*report.Brief, error) {
	r, err := start(ctx, opt)
	if err != nil {
		return nil, err
	}
	if r.finished() == 0 {
		return nil, r.stop
	}
	if err := r.attribute(ctx, false); err != nil {
		return nil, err
	}
	if err := r.leverage(ctx); err != nil {
		return nil, err
	}
	b := r.brief()
	if r.lasts != nil {
		window := r.lasts.section()
		window.Title, window.Lead = "How long the leverage lasts", r.lasts.Says()
		b.Sections = append(b.Sections, window)
	}
	if err := r.rests(ctx, b); err != nil {
		return b, err
	}
	if err := r.backtest(ctx, b); err != nil {
		return b, err
	}
	return b, r.stop
}

// finished returns how many draws ran to their end in every component.
func (r *run) finished() int {
	n := r.opt.Draws
	for _, p := range r.event.Parts {
		n = min(n, len(finished(p)))
	}
	return n
}

func (r *run) brief() *report.Brief {
	views := r.views()
	s := r.scenarios[len(r.scenarios)-1]
	b := &report.Brief{
		Title:    s.Name,
		Question: s.Question,
		Answer:   r.answer(views),
		Run: report.Run{
			On: r.opt.On, KnownOn: r.opt.KnownOn, Start: r.grid.Start(0), End: r.grid.Span(r.grid.Len() - 1).To,
			World: report.Version{Name: r.world.Name, Hash: r.world.Hash}, Program: report.Version{Name: "Adit", Hash: r.opt.Version},
			Draws: r.opt.Draws, DrawsDone: r.finished(), Months: r.opt.Months, Seed: r.opt.Seed, Backend: r.opt.Solver.Name(), Complete: r.stop == nil,
		},
		BigNumbers:  r.bigNumbers(views),
		Rules:       r.rulesSection(),
		Provenance:  r.provenanceSection(),
		Assumptions: r.assumptions(),
		Unknowns:    r.unknowns(),
		Sources:     r.sources(),
	}
	for _, s := range r.scenarios {
		if b.Run.Scenario.ID != "" {
			b.Run.Scenario.ID += "+"
			b.Run.Scenario.Name += " and "
			b.Run.Scenario.Note += " "
		}
		b.Run.Scenario.ID += s.ID
		b.Run.Scenario.Name += s.Name
		b.Run.Scenario.Note += s.Note
	}
	if r.baseline != nil {
		b.Run.Baseline = report.Case{ID: r.baseline.ID, Name: r.baseline.Name, Note: r.baseline.Note}
	}
	if len(views) > chainsShown {
		b.Sections = append(b.Sections, r.overview(views))
	}
	for _, v := range views[:min(len(views), chainsShown)] {
		b.Sections = append(b.Sections, v.sections()...)
	}
	b.Sections = append(b.Sections, r.lossSection(views))
	b.Sections = append(b.Sections, r.makers(views)...)
	b.Sections = append(b.Sections, r.dependence(views)...)
	if s, ok := r.claimsSection(); ok {
		b.Sections = append(b.Sections, s)
	}
	b.Citation = fmt.Sprintf("Adit %s, %q on world %s (%.12s), asked on %s, %d futures of %d months, seed %d.",
		r.opt.Version, b.Run.Scenario.ID, r.world.Name, r.world.Hash, r.opt.On, r.finished(), r.opt.Months, r.opt.Seed)
	return b
}

// chainsShown is how many chains are told in full; the others stand in the
// overview.
const chainsShown = 2

// overview lists every chain the scenario touches.
func (r *run) overview(views []*view) report.Section {
	t := table.New("chains", "Every chain the scenario touches",
		table.Column{Name: "chain", Doc: "Chain."},
		table.Column{Name: "loss", Label: "Output lost, mean", Type: table.Number, Unit: "USD million", Doc: "Core demand unmet times value at stake over the run, mean of futures."},
		table.Column{Name: "short", Label: "Futures with a shortage", Type: table.Share, Doc: "Share of futures in which core demand goes unmet."},
		table.Column{Name: "material", Label: "Widest split", Doc: "Material whose price outside leaves the price inside furthest behind, among those worth telling."},
		table.Column{Name: "ratio", Label: "Outside over inside, median", Type: table.Number, Doc: "Highest ratio of the run, median of futures."},
		table.Column{Name: "no_event", Type: table.Number, Doc: "The same with no event."})
	for _, v := range views {
		draws := finished(v.part)
		short := 0
		for _, d := range draws {
			if v.firstShortage(d) < len(d) {
				short++
			}
		}
		row := []any{v.chainName(), v.totalLoss().mean, float64(short) / float64(len(draws)), nil, nil, nil}
		if v.inside != "" {
			if ps := v.shown(); len(ps) > 0 {
				row[3], row[4], row[5] = ps[0].name, v.peakRatio(ps[0]).mid, maximum(v.calm, ps[0].ratio)
			}
		}
		t.Add(row...)
	}
	return report.Section{ID: "chains", Title: "Which chains it touches",
		Lead: fmt.Sprintf("%d chains feel the scenario. The %d that lose most are told in full below.", len(views), chainsShown),
		Figures: []report.Figure{{Table: t, Empty: "No output is lost in any of them.", Chart: &chart.Spec{Kind: chart.Bars, Title: "Output lost to shortage, by chain",
			Subtitle: fmt.Sprintf("USD million over %d months, mean of futures", r.grid.Len()), X: "chain", Series: []chart.Series{{Y: "loss", Role: chart.Loss}}}}}}
}

// partners is the group whose dependence a brief tells, where the world has it.
const partners = "allies"

// dependence says whom the partners depend on and what they bring, for the
// chain that loses most.
func (r *run) dependence(views []*view) []report.Section {
	scope, ok := diagnose.GroupScope(r.world, partners)
	if !ok || len(views) == 0 {
		return nil
	}
	return DependenceSections(r.world, r.net, views[0].id(), scope, r.grid.Start(0).Year(), r.grid.Span(r.grid.Len()-1).To.Year())
}

// pricesShown is how many materials get a price chart.
const pricesShown = 4

// sections are the findings about one component.
func (v *view) sections() []report.Section {
	chain := v.chainName()
	if v.inside == "" {
		return []report.Section{{ID: "losses-" + v.id(), Title: chain + ": what is lost", Lead: "No measure in the run limits this chain.",
			Figures: []report.Figure{v.lossFigure()}}}
	}
	ps := v.shown()
	prices := report.Section{ID: "prices-" + v.id(), Title: chain + ": one material, two prices",
		Lead: fmt.Sprintf("A limit on exports splits the market: what is scarce outside %s is plenty inside. Where core demand is rationed the price stands at the highest willingness to pay; read it as “at least”.", placeName(v.world, v.inside))}
	for _, p := range ps {
		prices.Figures = append(prices.Figures, v.priceFigure(p))
	}
	return []report.Section{
		{ID: "shortage-" + v.id(), Title: chain + ": when shortage begins", Lead: v.shortageLead(),
			Figures: []report.Figure{v.shortageFigure(), v.positionFigure(ps)}},
		prices,
		{ID: "flows-" + v.id(), Title: chain + ": where the chain thins", Lead: "From stage to stage and place to place; the shortfall against no event is drawn in the warm colour.",
			Figures: []report.Figure{v.flowFigure()}},
		{ID: "losses-" + v.id(), Title: chain + ": whom it hurts", Lead: v.lossLead(),
			Figures: []report.Figure{v.lossFigure()}},
	}
}

// StressTables answers a stress question as tables: the same findings without
// the page.
func StressTables(ctx context.Context, opt Options) (says string, tables []*table.Table, err error) {
	r, err := start(ctx, opt)
	if err != nil {
		return "", nil, err
	}
	if r.finished() == 0 {
		return "", nil, r.stop
	}
	if err := r.attribute(ctx, true); err != nil {
		return "", nil, err
	}
	views := r.views()
	if len(views) > 0 {
		tables = append(tables, r.sectorTable(), r.moneyTable(), views[0].bindingTable())
	}
	if r.attributed != nil {
		tables = append(tables, r.attributed)
	}
	for _, v := range views {
		tables = append(tables, v.lossFigure().Table)
		if v.inside != "" {
			tables = append(tables, v.splitTable())
		}
	}
	return r.answer(views), append(tables, r.monthlyTable(), r.statesTable()), r.stop
}

// statesTable says what the run took: distinct states and what they saved.
func (r *run) statesTable() *table.Table {
	t := table.New("states", "Distinct states solved",
		table.Column{Name: "chain", Doc: "Component."},
		table.Column{Name: "periods", Type: table.Integer, Doc: "Draws times periods."},
		table.Column{Name: "states", Type: table.Integer, Doc: "Distinct states: each was solved once."},
		table.Column{Name: "saved", Type: table.Share, Doc: "Share of solves saved because draws share states."})
	for _, v := range r.views() {
		t.Add(v.chainName(), v.part.Steps, v.part.States, 1-float64(v.part.States)/float64(v.part.Steps))
	}
	return t
}
