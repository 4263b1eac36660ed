package study

import (
	"fmt"
	"math"
	"strings"

	"adit"
	"adit/chart"
	"adit/report"
	"adit/table"
)

// levels holds the model's numbers beside what came.
func (b *Backtested) levels() *table.Table {
	t := table.New("backtest", fmt.Sprintf("Levels: the model from %d on over %d draws, and what came", b.Start.Year(), b.Draws),
		table.Column{Name: "series", Doc: "Yearly series; prices are means of the year."},
		table.Column{Name: "year", Doc: "Year scored."},
		table.Column{Name: "unit", Doc: "Unit of the numbers."},
		table.Column{Name: "base", Label: fmt.Sprintf("Observed %d", b.Start.Year()-1), Type: table.Number, Doc: "Observed in the base year: the naive forecast."},
		table.Column{Name: "modelled", Label: "Model's base", Type: table.Number, Doc: "What the model's own base year gives."},
		table.Column{Name: "p10", Label: "P10", Type: table.Number, Doc: "A tenth of draws are lower."},
		table.Column{Name: "median", Type: table.Number, Doc: "Median of draws: the forecast that is scored."},
		table.Column{Name: "p90", Label: "P90", Type: table.Number, Doc: "A tenth of draws are higher."},
		table.Column{Name: "central", Type: table.Number, Doc: "Every parameter at its stated value."},
		table.Column{Name: "observed", Type: table.Number, Doc: "What the official table reports."},
		table.Column{Name: "estimated", Type: table.Bool, Doc: "Whether the publisher calls that an estimate."},
		table.Column{Name: "inside", Label: "In range", Type: table.Bool, Doc: "Whether it lies between P10 and P90."},
		table.Column{Name: "error", Type: table.Share, Doc: "Median over observed, less one."},
		table.Column{Name: "naive", Label: "Naive error", Type: table.Share, Doc: "The same for the base year's value, which knows as much as the model."},
		table.Column{Name: "last", Label: "Last-year error", Type: table.Share, Doc: "The same for the value of the year before, which from the second year on knows more."})
	for _, r := range b.Rows {
		t.Add(r.Name, fmt.Sprint(r.Year), r.Unit, r.Base, r.Modelled, r.Low, r.Mid, r.High, r.Central, r.Observed, r.Estimated, r.Inside(), r.Error(), r.NaiveError(), r.LastError())
	}
	return t
}

// changes holds what moved since the base year: a unit value is not a price,
// and the model's base need not be the observed one, so this is the fairer half.
func (b *Backtested) changes() *table.Table {
	t := table.New("backtest-changes", fmt.Sprintf("Changes since %d: the model's and what came", b.Start.Year()-1),
		table.Column{Name: "series", Doc: "Yearly series."},
		table.Column{Name: "year", Doc: "Year scored."},
		table.Column{Name: "model", Type: table.Number, Unit: "×", Doc: "Median over the model's base."},
		table.Column{Name: "observed", Type: table.Number, Unit: "×", Doc: "Observed over the base year's value."},
		table.Column{Name: "model_moves", Label: "Model moves", Doc: "Up, down, or still within 2%."},
		table.Column{Name: "moved", Doc: "What came: up, down, or still within 2%."},
		table.Column{Name: "hit", Label: "Right way", Type: table.Bool, Doc: "Whether both moved the same way."},
		table.Column{Name: "ratio_error", Label: "Log error", Type: table.Number, Doc: "Natural logarithm of the model's change over the observed one: 0 is right, 0.69 twice too much, −0.69 half."},
		table.Column{Name: "naive", Label: "Log error of no change", Type: table.Number, Doc: "The same for a forecast that nothing changes."})
	words := map[int]string{-1: "down", 0: "still", 1: "up"}
	for _, r := range b.Rows {
		t.Add(r.Name, fmt.Sprint(r.Year), r.Ratio(), r.ObservedRatio(), words[Direction(r.Ratio())], words[Direction(r.ObservedRatio())], r.Hit(), r.RatioError(), r.NaiveRatioError())
	}
	return t
}

func (b *Backtested) scoreTable() *table.Table {
	t := table.New("backtest-score", "Score",
		table.Column{Name: "series", Doc: "Which rows."},
		table.Column{Name: "n", Label: "n", Type: table.Integer, Doc: "Forecasts: series times years. Those of one material hang together, so n overstates what is known."},
		table.Column{Name: "hits", Label: "Right way", Type: table.Integer, Doc: "Forecasts that moved the way the world did."},
		table.Column{Name: "naive_hits", Label: "Right way, no change", Type: table.Integer, Doc: "Rows that did not move, where no change was right."},
		table.Column{Name: "inside", Label: "In range", Type: table.Integer, Doc: "Observed between P10 and P90; a sound range holds eight in ten."},
		table.Column{Name: "closer", Label: "Closer than naive", Type: table.Integer, Doc: "Rows whose log error is smaller than that of no change."},
		table.Column{Name: "ratio", Label: "Log error", Type: table.Number, Doc: "Mean absolute log error of the change; its exponential is the factor by which changes are off."},
		table.Column{Name: "naive_ratio", Label: "Log error of no change", Type: table.Number, Doc: "Mean absolute log error of no change."},
		table.Column{Name: "error", Label: "Level error", Type: table.Share, Doc: "Mean absolute error of the level."},
		table.Column{Name: "naive_error", Label: "Naive level error", Type: table.Share, Doc: "Mean absolute error of the base year's value."},
		table.Column{Name: "last_error", Label: "Last-year level error", Type: table.Share, Doc: "Mean absolute error of the value of the year before."})
	for _, s := range b.Scores() {
		var inside any = s.Inside
		if s.Single {
			inside = nil
		}
		t.Add(s.Name, s.N, s.Hits, s.NaiveHits, inside, s.Closer, s.Ratio, s.NaiveRatio, s.Error, s.NaiveError, s.LastError)
	}
	return t
}

// drawnTable lists the parameters with their ranges and where they come from.
func (b *Backtested) drawnTable() *table.Table {
	t := table.New("backtest-parameters", "Parameters drawn, each from the triangle of its range",
		table.Column{Name: "id", Label: "Id", Doc: "Figure of the world."},
		table.Column{Name: "name", Doc: "What it is."},
		table.Column{Name: "value", Type: table.Number, Doc: "Stated value, in its unit."},
		table.Column{Name: "low", Type: table.Number, Doc: "Low end."},
		table.Column{Name: "high", Type: table.Number, Doc: "High end."},
		table.Column{Name: "unit", Doc: "Unit."},
		table.Column{Name: "confidence", Doc: "Kind of source."},
		table.Column{Name: "rests_on", Doc: "Sources, and the reason or arithmetic."})
	add := func(id, name string, f adit.Figure, confidence adit.Confidence, rests string) {
		t.Add(id, name, f.Value, f.Low, f.High, f.Unit, confidence.String(), rests)
	}
	for _, f := range b.Drawn {
		rests := f.Note
		if s := strings.Join(f.Provenance.Source, ", "); s != "" {
			rests = s + ": " + rests
		}
		add(f.ID, f.Name, f.Figure, f.Provenance.Confidence, rests)
	}
	for _, e := range b.Events {
		for _, p := range []struct {
			what string
			f    adit.Figure
		}{{"share that passes", e.Severity}, {"months it lasts", e.Months}, {"months of return", e.Recovery}} {
			rests := "stated by the scenario"
			if p.f.ID != "" {
				for _, f := range b.World.Figures {
					if f.ID == p.f.ID {
						rests = f.ID + ": " + f.Note
					}
				}
			}
			add(e.ID, e.Name+": "+p.what, p.f, p.f.Confidence, rests)
		}
	}
	return t
}

// Says is the score in a few sentences.
func (b *Backtested) Says() string {
	scores := b.Scores()
	all := scores[0]
	text := fmt.Sprintf("Of %d yearly numbers after %d the model moved %d the right way (no change: %d), held %d in its range and came closer than no change in %d.",
		all.N, b.Start.Year()-1, all.Hits, all.NaiveHits, all.Inside, all.Closer)
	for _, s := range scores[1:] {
		if s.Single {
			continue
		}
		than := "worse"
		if s.Ratio < s.NaiveRatio {
			than = "better"
		}
		text += fmt.Sprintf(" %s: changes off by a factor of %s on average, no change by %s, so the model is %s (n = %d).",
			upper(s.Name), table.Quantity(math.Exp(s.Ratio)), table.Quantity(math.Exp(s.NaiveRatio)), than, s.N)
	}
	return text
}

// off holds how far changes are off, the model's and no change's, a bar a row.
func (b *Backtested) off() *table.Table {
	t := table.New("backtest-off", "How far changes are off",
		table.Column{Name: "forecast", Doc: "Which rows, and who forecasts them."},
		table.Column{Name: "off", Label: "Log error", Type: table.Number, Doc: "Mean absolute log error of the change since the base year."},
		table.Column{Name: "factor", Type: table.Number, Unit: "×", Doc: "The same as a factor."})
	for _, s := range b.Scores() {
		if !s.Single {
			t.Add(upper(s.Name)+", model", s.Ratio, math.Exp(s.Ratio))
			t.Add(upper(s.Name)+", no change", s.NaiveRatio, math.Exp(s.NaiveRatio))
		}
	}
	return t
}

// Section tells the backtest in a brief.
func (b *Backtested) Section() report.Section {
	base := b.Start.Year() - 1
	return report.Section{ID: "backtest", Title: fmt.Sprintf("How good was the model on %d and after?", base+1), Lead: b.Says(), Figures: []report.Figure{
		{Table: b.off(), Chart: &chart.Spec{Kind: chart.Bars, Title: "How far off: the model, and no change", Subtitle: fmt.Sprintf("Mean absolute log error of changes since %d; shorter is better", base),
			X: "forecast", Series: []chart.Series{{Y: "off"}}},
			Source: "Official tables of the U.S. Geological Survey, as later revised.",
			Note:   fmt.Sprintf("%d draws of the parameters; docs/validation.md says how it is done. A unit value is not a price, and rows of one material hang together.", b.Draws)},
		{Table: b.changes()}, {Table: b.levels()}}}
}
