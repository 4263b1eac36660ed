package study

import (
	"fmt"
	"strings"

	"adit"
	"adit/chain"
	"adit/chart"
	"adit/diagnose"
	"adit/report"
	"adit/table"
)

// DependenceSections are the findings about whom a scope depends on, for a
// brief: the matrix of chains and stages, the three dependences of the chain
// told about, and what the scope brings to it year by year. The network must be
// reconciled; years run from and to, both included.
func DependenceSections(w *adit.World, net *chain.Network, told string, scope diagnose.Scope, from, to int) []report.Section {
	all := diagnose.Dependences(diagnose.NewTrace(net), scope)
	deps := keep(all, func(d diagnose.Dependence) bool { return d.Material.Chain == told })
	steps, single := longChains(diagnose.Matrix(w, all))
	matrix := report.Figure{
		Table: diagnose.MatrixTable(w, scope, steps),
		Chart: &chart.Spec{Kind: chart.Heatmap, Title: "Needed by " + scope.Name + ", made elsewhere: by chain and stage",
			Subtitle: "Share of what is needed that is made outside, base year; stages from ore to product; the most dependent material stands for its stage",
			X:        "chain", Split: "step", Label: "stage", Series: []chart.Series{{Y: "processing"}}},
		Source: "Computed from the balanced flows of the base year; streams are taken to mix at every place.",
		Empty:  "No chain of more than one stage is needed there.",
	}
	if single > 0 {
		matrix.Note = fmt.Sprintf("Minerals that the world carries at one stage only (%d) are left out; adit diagnose lists them.", single)
	}
	three := report.Figure{
		Table: diagnose.DependenceTable(w, scope, deps),
		Chart: &chart.Spec{Kind: chart.Heatmap, Title: w.ChainName(told) + ": three ways to depend",
			Subtitle: "Share of what is needed whose ore lies outside, that is made outside, and of what is made there that stops without reagents, equipment or licences from outside",
			X:        "name", Series: []chart.Series{{Y: "resource"}, {Y: "processing"}, {Y: "technology"}}},
		Source: "Computed from the balanced flows of the base year.",
		Note:   "Technology rests on who makes the reagents that recipes state. A question mark says that the world does not state enough; the table says what is missing.",
		Empty:  "None of these materials is used there.",
	}
	sections := []report.Section{{ID: "dependence", Title: "Dependence of " + scope.Name, Lead: (Diagnosis{}).says(scope, all), Figures: []report.Figure{matrix, three}}}
	return append(sections, allianceSection(w, net, told, scope, from, to))
}

// longChains keeps the chains of more than one stage and counts the others.
func longChains(steps []diagnose.Step) (long []diagnose.Step, single int) {
	last := map[string]int{}
	for _, s := range steps {
		last[s.Chain] = max(last[s.Chain], s.Rank)
	}
	for _, n := range last {
		if n == 1 {
			single++
		}
	}
	return keep(steps, func(s diagnose.Step) bool { return last[s.Chain] > 1 }), single
}

// allianceSection says what a scope brings to a chain, stage by stage and year
// by year, and where it is narrowest.
func allianceSection(w *adit.World, net *chain.Network, told string, scope diagnose.Scope, from, to int) report.Section {
	var years []int
	for y := from; y <= to; y++ {
		years = append(years, y)
	}
	rows, _ := diagnose.Capacities(net, scope, years)
	rows = keep(rows, func(c diagnose.Capacity) bool { return c.Material.Chain == told })
	var series []chart.Series
	for _, y := range shownYears(years) {
		series = append(series, chart.Series{Y: yearColumn(y)})
	}
	bars := report.Figure{
		Table: allianceTable(scope, years, rows),
		Chart: &chart.Spec{Kind: chart.Bars, Title: "Capacity of " + scope.Name + ", stage by stage",
			Subtitle: "Share of world capacity at the end of the year, projects at their odds; ▼ marks the bottleneck",
			X:        "at", Series: series, Stack: chart.Beside},
		Source: "Plants and projects of the world; odds, delay and ramp of projects are assumed.",
		Note:   "Materials of one stage with the same content are added, since they stand in for one another.",
		Empty:  "It has no capacity at any stage.",
	}
	var lead []string
	for _, b := range diagnose.Bottlenecks(rows) {
		if b.Year == from || b.Year == to {
			lead = append(lead, fmt.Sprintf("In %d the narrowest stage of %s is %s (%s): %s of world capacity.", b.Year, lower(w.ChainName(b.Chain)), b.Stage, b.What, table.Percent(b.Share())))
		}
	}
	return report.Section{ID: "alliance", Title: "Contribution of " + scope.Name + " to " + lower(w.ChainName(told)), Lead: strings.Join(lead, " "), Figures: []report.Figure{bars}}
}

// shownYears are the first, the middle and the last: more bars would not be
// told apart.
func shownYears(years []int) []int {
	if len(years) <= 3 {
		return years
	}
	return []int{years[0], years[len(years)/2], years[len(years)-1]}
}

func yearColumn(year int) string { return fmt.Sprintf("share_%d", year) }

// allianceTable is a scope's share of world capacity, one row a stage and what
// is weighed there, one column a year.
func allianceTable(scope diagnose.Scope, years []int, rows []diagnose.Capacity) *table.Table {
	columns := []table.Column{
		{Name: "at", Label: "Stage and content", Doc: "Stage, and what is weighed there."},
		{Name: "capacity", Type: table.Number, Unit: "t/y", Doc: fmt.Sprintf("Capacity at the end of %d, projects at their odds.", years[len(years)-1])},
		{Name: "bottleneck", Doc: "Years at whose end this is where the scope has the smallest share."},
	}
	for _, y := range years {
		columns = append(columns, table.Column{Name: yearColumn(y), Label: fmt.Sprintf("End of %d", y), Type: table.Share, Doc: "Share of world capacity."})
	}
	t := table.New("alliance", "Share of "+scope.Name+" in world capacity by stage and year", columns...)
	type stage struct{ chain, stage, what string }
	of := func(b diagnose.Bottleneck) stage { return stage{b.Chain, b.Stage, b.What} }
	narrow := map[stage][]string{}
	for _, b := range diagnose.Bottlenecks(rows) {
		narrow[of(b)] = append(narrow[of(b)], fmt.Sprint(b.Year))
	}
	var order []stage
	cells := map[stage][]any{}
	for _, b := range diagnose.Stages(rows) {
		k := of(b)
		if cells[k] == nil {
			order = append(order, k)
			at := upper(k.stage) + ": " + k.what
			if narrow[k] != nil {
				at = "▼ " + at
			}
			cells[k] = []any{at, nil, narrow[k]}
		}
		cells[k][1] = b.Scope // the last year's stands
		if b.World > 0 {
			cells[k] = append(cells[k], b.Share())
		} else {
			cells[k] = append(cells[k], 0)
		}
	}
	for _, k := range order {
		t.Add(cells[k]...)
	}
	return t
}
