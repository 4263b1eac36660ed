package study

import (
	"adit"
	"adit/chart"
	"adit/dataset"
	"adit/report"
	"adit/table"
)

// ProvenanceTables say, per chain and stage, on what kind of source the tonnes
// made and the value at stake rest. Chains, when given, keeps only those.
func ProvenanceTables(w *adit.World, chains map[string]bool) (tonnes, value *table.Table) {
	blank := func(name, title, total, unit string) *table.Table {
		cols := []table.Column{
			{Name: "chain", Doc: "Chain."},
			{Name: "stage", Doc: "Stage of the chain."},
			{Name: "total", Label: total, Type: table.Number, Unit: unit, Doc: "Amount the shares are of, base year."},
		}
		for _, c := range adit.Confidences() {
			cols = append(cols, table.Column{Name: c.String(), Type: table.Share, Doc: "Share resting on " + c.String() + " figures."})
		}
		return table.New(name, title, cols...)
	}
	tonnes = blank("provenance-tonnes", "Tonnes made, by kind of source", "Made", "t/y")
	value = blank("provenance-value", "Value at stake, by kind of source", "Value at stake", "USD million/y")
	for _, s := range dataset.Provenance(w) {
		if chains != nil && !chains[s.Chain] {
			continue
		}
		stage := s.Stage
		if s.Weight == adit.Gross {
			stage += " (gross)"
		}
		row := func(t *table.Table, m dataset.Mix, scale float64) {
			if m.Total == 0 {
				return
			}
			cells := []any{w.ChainName(s.Chain), stage, m.Total * scale}
			for _, c := range adit.Confidences() {
				cells = append(cells, m.Share(c))
			}
			t.Add(cells...)
		}
		row(tonnes, s.Tonnes, 1)
		row(value, s.ValueAtStake, 1e-6)
	}
	return tonnes, value
}

func (r *run) provenanceSection() report.Section {
	chains := map[string]bool{}
	for _, p := range r.event.Parts {
		for i := range p.Market.Net.Nodes {
			chains[p.Market.Net.Nodes[i].Material.Chain] = true
		}
	}
	tonnes, value := ProvenanceTables(r.world, chains)
	var series []chart.Series
	roles := map[adit.Confidence]chart.Role{adit.Official: chart.Official, adit.Company: chart.Company, adit.Secondary: chart.Secondary, adit.Derived: chart.Derived, adit.Assumed: chart.Assumed}
	for _, c := range adit.Confidences() {
		series = append(series, chart.Series{Y: c.String(), Role: roles[c]})
	}
	figure := func(t *table.Table, title string) report.Figure {
		return report.Figure{Table: t, Half: true, Chart: &chart.Spec{Kind: chart.Bars, Title: title, Subtitle: "Share of the amount, base year", X: "stage", Series: series, Stack: chart.All}}
	}
	return report.Section{ID: "provenance", Title: "How good the figures are",
		Lead:    "Official statistics cover mines well and the rest of the chain badly: the further downstream, the more is derived or assumed.",
		Figures: []report.Figure{figure(tonnes, "What tonnes made rest on"), figure(value, "What value at stake rests on"), r.reconciliationFigure()}}
}

// reconciliationFigure is what balancing the statistics moved.
func (r *run) reconciliationFigure() report.Figure {
	return report.Figure{Table: MovesTable(r.moves, false), Note: "Official statistics never balance. Each quantity is moved as little as its bound allows, weighted by 1/width²; flows no statistic gives are fitted and left out here."}
}
