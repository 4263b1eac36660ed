package study

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"adit/chart"
	"adit/report"
	"adit/stress/sensitivity"
	"adit/table"
)

// figuresShown is how many figures a table of the page, and its bars, have for
// one outcome.
const figuresShown = 12

// telling is the least effect that is told, as a share of the largest: what
// moves an outcome by less moves it by the solver's tolerance.
const telling = 1e-4

// strongest are the effects on an outcome that are told, those that move it
// most first.
func (s *Sensitivity) strongest(k int) []sensitivity.Effect {
	effects := slices.Clone(s.Screening.Outputs[k])
	most := 0.0
	for _, e := range effects {
		most = max(most, e.MeanAbs)
	}
	effects = slices.DeleteFunc(effects, func(e sensitivity.Effect) bool { return e.MeanAbs <= telling*most })
	slices.SortStableFunc(effects, func(a, b sensitivity.Effect) int { return cmp.Compare(b.MeanAbs, a.MeanAbs) })
	return effects
}

// effectTable is what moves an outcome most.
func (s *Sensitivity) effectTable(k int) *table.Table {
	o := outcomes[k]
	t := table.New("effects-"+o.id, upper(o.name)+": what it rests on",
		table.Column{Name: "figure", Doc: "Figure, in words."},
		table.Column{Name: "id", Doc: "Its id."},
		table.Column{Name: "effect", Label: "Effect, μ*", Type: table.Number, Unit: o.unit, Doc: "By how much the outcome moves, up or down, when the figure moves over its whole range: mean of absolute elementary effects. " + o.doc},
		table.Column{Name: "error", Label: "±", Type: table.Number, Unit: o.unit, Doc: "Standard error of the effect, from its scatter over the trajectories."},
		table.Column{Name: "signed", Label: "With sign, μ", Type: table.Number, Unit: o.unit, Doc: "The same with its sign: positive where a higher figure raises the outcome."},
		table.Column{Name: "scatter", Label: "Scatter, σ", Type: table.Number, Unit: o.unit, Doc: "Standard deviation of elementary effects: large against the effect where the figure acts through others or along a curve."})
	effects := s.strongest(k)
	for _, e := range effects[:min(len(effects), figuresShown)] {
		f := &s.Parameters[e.Parameter]
		t.Add(s.label(e.Parameter), f.ID, e.MeanAbs, e.Error, e.Mean, e.Spread)
	}
	return t
}

// indexTable is what each kept figure brings to the variance of an outcome.
func (s *Sensitivity) indexTable(k int) *table.Table {
	o := outcomes[k]
	t := table.New("indices-"+o.id, upper(o.name)+": shares of its variance",
		table.Column{Name: "figure", Doc: "Figure, in words."},
		table.Column{Name: "id", Doc: "Its id."},
		table.Column{Name: "first", Label: "Alone", Type: table.Share, Doc: "First-order index: share of the variance that the figure brings alone. An estimate may leave 0 to 1 by its error."},
		table.Column{Name: "first_low", Label: "P5", Type: table.Share, Doc: "Lower end of its 90% interval, bootstrapped."},
		table.Column{Name: "first_high", Label: "P95", Type: table.Share, Doc: "Upper end."},
		table.Column{Name: "total", Label: "With others", Type: table.Share, Doc: "Total index: share that the figure brings alone or together with others."},
		table.Column{Name: "total_low", Label: "P5", Type: table.Share, Doc: "Lower end of its 90% interval, bootstrapped."},
		table.Column{Name: "total_high", Label: "P95", Type: table.Share, Doc: "Upper end."})
	indices := slices.Clone(s.Indices.Outputs[k].Indices)
	slices.SortStableFunc(indices, func(a, b sensitivity.Index) int { return cmp.Compare(b.Total, a.Total) })
	for _, x := range indices {
		j := s.Kept[x.Parameter]
		t.Add(s.label(j), s.Parameters[j].ID, x.First, orBlank(x.FirstLow), orBlank(x.FirstHigh), x.Total, orBlank(x.TotalLow), orBlank(x.TotalHigh))
	}
	return t
}

// label is a figure in words, with its id where another has the same.
func (s *Sensitivity) label(j int) string {
	f := &s.Parameters[j]
	for k := range s.Parameters {
		if k != j && strings.EqualFold(s.Parameters[k].Name, f.Name) {
			return fmt.Sprintf("%s (%s)", upper(f.Name), f.ID)
		}
	}
	return upper(f.Name)
}

// orBlank is a value, blank where there is none.
func orBlank(v float64) any {
	if math.IsNaN(v) {
		return nil
	}
	return v
}

// outcomeTable is each outcome as the figures stand, and over their ranges.
func (s *Sensitivity) outcomeTable() *table.Table {
	t := table.New("outcomes", "The outcomes, and how far they move",
		table.Column{Name: "outcome", Doc: "Outcome."},
		table.Column{Name: "unit", Doc: "Its unit."},
		table.Column{Name: "value", Label: "As figures stand", Type: table.Number, Doc: "With every figure at its value, also those that draws otherwise draw."},
		table.Column{Name: "mean", Label: "Mean", Type: table.Number, Doc: "Over the ranges of the figures that matter, all else at its value; blank without indices."},
		table.Column{Name: "deviation", Label: "Standard deviation", Type: table.Number, Doc: "Over the same."})
	for k, o := range outcomes {
		row := []any{upper(o.name), o.unit, s.Middle[k], nil, nil}
		if s.Indices != nil {
			row[3], row[4] = s.Indices.Outputs[k].Mean, math.Sqrt(s.Indices.Outputs[k].Variance)
		}
		t.Add(row...)
	}
	return t
}

// screeningTable is every figure that was moved, with its effects.
func (s *Sensitivity) screeningTable() *table.Table {
	columns := []table.Column{
		{Name: "figure", Doc: "Figure, by its id."},
		{Name: "name", Doc: "In words."},
		{Name: "value", Type: table.Number, Doc: "As it stands, in its unit."},
		{Name: "from", Type: table.Number, Doc: "Lower end of the range it was moved over."},
		{Name: "to", Type: table.Number, Doc: "Upper end."},
		{Name: "unit", Doc: "Of the three."},
		{Name: "cut", Doc: "The stated range, where the base year does not hold over all of it."},
	}
	for _, o := range outcomes {
		columns = append(columns,
			table.Column{Name: o.id, Label: upper(o.name) + ", μ*", Type: table.Number, Unit: o.unit, Doc: "Effect of a move over the range: mean of absolute elementary effects. " + o.doc},
			table.Column{Name: o.id + "_error", Label: "±", Type: table.Number, Unit: o.unit, Doc: "Its standard error."},
			table.Column{Name: o.id + "_signed", Label: "μ", Type: table.Number, Unit: o.unit, Doc: "The same with its sign."},
			table.Column{Name: o.id + "_scatter", Label: "σ", Type: table.Number, Unit: o.unit, Doc: "Standard deviation of elementary effects."})
	}
	t := table.New("screening", "Every figure that was moved", columns...)
	for j := range s.Parameters {
		f := &s.Parameters[j]
		cut := ""
		if f.Cut() {
			cut = table.Quantity(f.Low) + " to " + table.Quantity(f.High)
		}
		row := []any{f.ID, f.Name, f.Value, f.From, f.To, f.Unit, cut}
		for k := range outcomes {
			e := s.Screening.Outputs[k][j]
			row = append(row, e.MeanAbs, e.Error, e.Mean, e.Spread)
		}
		t.Add(row...)
	}
	return t
}

// Tables are the answer as tables, the widest last.
func (s *Sensitivity) Tables() []*table.Table {
	out := []*table.Table{s.outcomeTable()}
	for k := range outcomes {
		out = append(out, s.effectTable(k))
	}
	if s.Indices != nil {
		for k := range outcomes {
			out = append(out, s.indexTable(k))
		}
	}
	return append(out, s.screeningTable())
}

// Says is the answer in a few sentences.
func (s *Sensitivity) Says() string {
	text := fmt.Sprintf("%d figures were moved over their ranges. ", len(s.Parameters))
	for k, o := range outcomes {
		effects := s.strongest(k)
		if len(effects) == 0 {
			text += fmt.Sprintf("None moves %s. ", o.name)
			continue
		}
		told := 1
		if k == 0 {
			told = 3
		}
		var parts []string
		for _, e := range effects[:min(len(effects), told)] {
			parts = append(parts, fmt.Sprintf("%s (%s ± %s %s)", lower(s.label(e.Parameter)), table.Quantity(e.MeanAbs), table.Quantity(e.Error), o.unit))
		}
		text += fmt.Sprintf("%s moves most with %s. ", upper(o.name), listed(parts))
	}
	if s.Indices != nil && len(s.Indices.Outputs[0].Indices) > 0 {
		best := slices.MaxFunc(s.Indices.Outputs[0].Indices, func(a, b sensitivity.Index) int { return cmp.Compare(a.Total, b.Total) })
		text += fmt.Sprintf("The largest share of the variance of output lost is that of %s, alone and with others: %s (90%% interval %s to %s).", lower(s.label(s.Kept[best.Parameter])),
			table.Percent(best.Total), table.Percent(best.TotalLow), table.Percent(best.TotalHigh))
	}
	return strings.TrimSpace(text)
}

// listed joins words as a sentence does.
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// Sections tell the answer on a page.
func (s *Sensitivity) Sections() []report.Section {
	rests := report.Section{ID: "rests", Title: "What the answer rests on",
		Lead: fmt.Sprintf("Every figure with a range that the chains refer to was moved over it, %d times, while others stood elsewhere in theirs. A bar is how far the outcome moves; it has no direction.", s.Screening.Trajectories)}
	for k, o := range outcomes {
		f := report.Figure{Table: s.effectTable(k), Empty: "No figure moves it.", Note: "Elementary effects, with their standard error in the table. An error near the effect says that the order is not settled; more trajectories settle it.",
			Chart: &chart.Spec{Kind: chart.Bars, Title: upper(o.name) + ": by how much each figure moves it", Subtitle: o.unit + " over the figure's range, mean of absolute effects",
				X: "figure", Series: []chart.Series{{Y: "effect", Role: chart.Plain}}}}
		if f.Table.Len() == 0 {
			f.Chart = nil
		}
		rests.Figures = append(rests.Figures, f)
	}
	out := []report.Section{rests}
	if s.Indices != nil {
		shares := report.Section{ID: "indices", Title: "Who brings the variance",
			Lead: fmt.Sprintf("The %d figures that matter most vary together over their ranges, the others stand at their values. Alone is what a figure brings by itself; with others counts what it brings together with the rest.", len(s.Kept))}
		for k, o := range outcomes {
			f := report.Figure{Table: s.indexTable(k), Empty: "It does not vary.", Note: fmt.Sprintf("Estimated from %d points; the intervals in the table say how well.", s.Indices.Runs),
				Chart: &chart.Spec{Kind: chart.Bars, Title: upper(o.name) + ": who brings its variance", Subtitle: "share of the variance", X: "figure", Stack: chart.Beside,
					Series: []chart.Series{{Y: "first", Role: chart.Muted}, {Y: "total", Role: chart.Plain}}}}
			if f.Table.Len() == 0 {
				f.Chart = nil
			}
			shares.Figures = append(shares.Figures, f)
		}
		out = append(out, shares)
	}
	return append(out, report.Section{ID: "figures", Title: "Every figure that was moved", Lead: "Where the base year does not hold over a stated range, only the part over which it holds is used.",
		Figures: []report.Figure{{Table: s.outcomeTable()}, {Table: s.screeningTable()}}})
}

// Brief is the answer as a page.
func (s *Sensitivity) Brief() *report.Brief {
	r, q := s.run, s.Question
	b := &report.Brief{
		Title:    "What the answer rests on",
		Question: "Which figures move the answer, and by how much?",
		Answer:   s.Says(),
		Run: report.Run{On: r.opt.On, KnownOn: r.opt.KnownOn, Start: r.grid.Start(0), End: r.grid.Span(r.grid.Len() - 1).To,
			World: report.Version{Name: r.world.Name, Hash: r.world.Hash}, Program: report.Version{Name: "Adit", Hash: r.opt.Version},
			Draws: q.Draws, DrawsDone: q.Draws, Months: q.Months, Seed: q.Seed, Backend: r.opt.Solver.Name(), Complete: s.Stopped == nil},
		Sections: s.Sections(),
		Rules:    r.rulesSection(), Provenance: r.provenanceSection(), Assumptions: r.assumptions(), Unknowns: r.unknowns(), Sources: r.sources(),
	}
	b.Run.Baseline = report.Case{ID: "middle", Name: "every figure at its value"}
	var ids []string
	for _, sc := range r.scenarios {
		ids = append(ids, sc.ID)
		b.Run.Scenario = report.Case{ID: strings.Join(ids, "+"), Name: sc.Name, Note: sc.Note}
	}
	b.BigNumbers = []report.BigNumber{
		{Label: "Figures moved", Type: table.Integer, Value: table.Num(float64(len(s.Parameters))), Note: "those with a range that the chains refer to"},
		{Label: "Points", Type: table.Integer, Value: table.Num(float64(s.points())), Note: fmt.Sprintf("each of %d draws of %d months", q.Draws, q.Months)},
	}
	if effects := s.strongest(0); len(effects) > 0 {
		e := effects[0]
		b.BigNumbers = append(b.BigNumbers, report.BigNumber{Label: s.label(e.Parameter), Type: table.Number, Unit: "USD", Value: table.Num(e.MeanAbs * 1e6),
			Note: "moves output lost by so much over its range; standard error " + table.Compact(e.Error*1e6)})
	}
	b.Citation = fmt.Sprintf("Adit %s, sensitivity of %q on world %s (%.12s), asked on %s, %d trajectories, %d draws of %d months, seed %d.",
		r.opt.Version, b.Run.Scenario.ID, r.world.Name, r.world.Hash, r.opt.On, s.Screening.Trajectories, q.Draws, q.Months, q.Seed)
	return b
}

// A brief moves figures over few futures, and not for long: each point is a run.
const (
	restDraws  = 4
	restMonths = 36
)

// rests adds to a brief, where asked for, a screening of the chain that loses
// most.
func (r *run) rests(ctx context.Context, b *report.Brief) error {
	views := r.views()
	if !r.opt.Rests || r.stop != nil || len(views) == 0 {
		return nil
	}
	opt := r.opt
	opt.Material, opt.Draws, opt.Months = views[0].id(), min(opt.Draws, restDraws), min(opt.Months, restMonths)
	s, err := AskSensitivity(ctx, SensitivityQuestion{Options: opt})
	if err != nil {
		return err
	}
	rests := s.Sections()[0]
	rests.Title = views[0].chainName() + ": what the answer rests on"
	rests.Lead += fmt.Sprintf(" Here over %d futures of %d months.", opt.Draws, opt.Months)
	rests.Figures = append(rests.Figures, report.Figure{Table: s.screeningTable()})
	b.Sections = append(b.Sections, rests)
	return s.Stopped
}

// points is how many the answer rests on.
func (s *Sensitivity) points() int {
	if s.Indices == nil {
		return s.Screening.Runs
	}
	return s.Screening.Runs + s.Indices.Runs
}
