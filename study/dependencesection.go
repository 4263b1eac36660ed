package study

import (
	"fmt"
	"slices"

	"adit"
	"adit/chain"
	"adit/chart"
	"adit/diagnose"
	"adit/report"
	"adit/table"
)

// DependenceSections are the findings about whom a scope depends on, for a
// brief: the matrix of material and stage, and what the scope brings now and
// some years on. The network must be reconciled.
func DependenceSections(w *adit.World, net *chain.Network, scope diagnose.Scope, from, to int) []report.Section {
	deps := diagnose.Dependences(diagnose.NewTrace(net), scope)
	matrix := report.Figure{
		Table: diagnose.DependenceTable(w, scope, deps),
		Chart: &chart.Spec{Kind: chart.Bars, Title: "What " + scope.Name + " needs and others make", Subtitle: "Share of what is needed at each stage that is made outside, base year",
			X: "name", Series: []chart.Series{{Y: "processing"}}},
		Source: "Computed from the balanced flows of the base year; streams are taken to mix at every place.",
		Note:   "Resource, processing and technology are in the table; technology rests on who makes the reagents that recipes state, and is unknown where they state none.",
		Empty:  "None of these materials is used there.",
	}
	rows, _ := diagnose.Capacities(net, scope, []int{from, to})
	carried := net.Materials()
	rows = keep(rows, func(c diagnose.Capacity) bool { return slices.Contains(carried, c.Material.ID) })
	bars := report.Figure{
		Table: allianceTable(scope, rows),
		Chart: &chart.Spec{Kind: chart.Bars, Title: fmt.Sprintf("What %s can make, %d and %d", scope.Name, from, to), Subtitle: "Share of world capacity, projects at their odds",
			X: "at", Series: []chart.Series{{Y: "share"}}},
		Source: "Plants and projects of the world; odds, delay and ramp of projects are assumed.",
		Empty:  "It has no capacity at any stage.",
	}
	lead := ""
	if b := diagnose.Bottlenecks(rows); len(b) > 0 {
		for _, x := range b {
			if x.Year == to {
				lead += fmt.Sprintf("In %d the narrowest stage of the %s chain is %s (%s): %s of world capacity. ", to, x.Chain, x.Stage, x.What, table.Percent(x.Share()))
			}
		}
	}
	return []report.Section{
		{ID: "dependence", Title: "Whom " + scope.Name + " depends on", Lead: (Diagnosis{}).says(scope, deps), Figures: []report.Figure{matrix}},
		{ID: "alliance", Title: "What " + scope.Name + " brings", Lead: lead, Figures: []report.Figure{bars}},
	}
}

// allianceTable is a scope's share by stage and year, a bar a row.
func allianceTable(scope diagnose.Scope, rows []diagnose.Capacity) *table.Table {
	t := table.New("alliance", "Share of "+scope.Name+" in world capacity by stage and year",
		table.Column{Name: "at", Label: "Material and year", Doc: "Material, and the end of which year."},
		table.Column{Name: "stage", Doc: "Stage in the chain."},
		table.Column{Name: "capacity", Type: table.Number, Unit: "t/y", Doc: "Capacity, projects at their odds."},
		table.Column{Name: "share", Type: table.Share, Doc: "Share of world capacity."})
	for _, r := range rows {
		t.Add(fmt.Sprintf("%s, %d", r.Material.Name, r.Year), r.Material.Stage, r.Scope, r.Share())
	}
	return t
}
