package report

import (
	"math"
	"time"

	"adit"
	"adit/chart"
	"adit/table"
)

// fixture is a brief with every kind of figure. Its numbers are invented by
// formula and say nothing about the world.
func fixture() *Brief {
	start := adit.NewDate(2026, time.December, 1)
	b := &Brief{
		Title:    "If China's licences close again: dysprosium, terbium and gallium",
		Question: "What breaks, when and for whom, if the suspended export controls return in January 2027?",
		Answer:   "Outside China the price of dysprosium oxide rises to about nine times its no-event level within six months; European magnet makers run short of core supply from May 2027.",
		Run: Run{
			On: adit.NewDate(2026, time.November, 22), KnownOn: adit.NewDate(2026, time.November, 22), Start: start, End: start.AddMonths(24).AddDays(-1),
			World: Version{"fixture", "0123456789abcdef"}, Scenario: Case{"controls-return", "Controls return", "Licence throughput falls to an assumed share."},
			Baseline: Case{ID: "truce-holds", Name: "Truce holds"}, Draws: 200, DrawsDone: 200, Months: 24, Seed: math.MaxUint64, Backend: "highs 1.15.3", Program: Version{"Adit", "0.1"},
			Complete: true,
		},
		BigNumbers: []BigNumber{
			{Label: "Price of Dy oxide outside China, June 2027", Type: table.Number, Unit: "USD/kg", Value: table.Num(2140), Low: table.Num(1480), High: table.Num(2310), Baseline: table.Num(231), Worse: Up},
			{Label: "Core demand unmet outside China, 24 months", Type: table.Number, Unit: "t", Value: table.Num(318), Low: table.Num(120), High: table.Num(611), Baseline: table.Num(0), Worse: Up},
			{Label: "Output at stake", Type: table.Number, Unit: "USD", Value: table.Num(14.23e9), Low: table.Num(5.1e9), High: table.Num(31e9), Worse: Up, Note: "assumed value per kilogram missing"},
			{Label: "First month with core demand unmet", Type: table.Month, Value: table.Day(adit.NewDate(2027, time.May, 1)), Low: table.Day(adit.NewDate(2027, time.April, 1)), High: table.Day(adit.NewDate(2027, time.August, 1))},
			{Label: "First month with gallium unmet", Type: table.Month, Value: table.Words("none"), Baseline: table.Words("none")},
			{Label: "China's share of refined gallium", Type: table.Share, Value: table.Num(0.987), Baseline: table.Num(0.99), Worse: Up},
		},
		Sections: []Section{
			{ID: "flows", Title: "Where the chain breaks", Lead: "The gap opens between Chinese separation and magnet making abroad; Malaysia's plants replace a sixth of it.", Figures: []Figure{flowFigure()}},
			{ID: "prices", Title: "Prices split", Lead: "Inside the restricted market prices sag while outside they climb.", Figures: []Figure{fanFigure(start), splitFigure(start)}},
			{ID: "losses", Title: "Who loses", Figures: []Figure{lossFigure(), emptyFigure()}},
			{ID: "makers", Title: "Who makes it", Lead: "Two metals on one map.", Figures: []Figure{makersFigure()}},
			{ID: "dependence", Title: "Who needs whom", Lead: "Shares from nothing to all, and one that nobody states.", Figures: []Figure{matrixFigure(), yearsFigure()}},
		},
		Rules:      Section{ID: "rules", Title: "What the rules say on 22 November 2026", Lead: "Five announcements are suspended until 10 November 2027; two have never been.", Figures: []Figure{{Table: rulesTable(), Source: "texts of the announcements"}}},
		Provenance: Section{ID: "provenance", Title: "How good the figures are", Lead: "Share of tonnes by kind of source.", Figures: []Figure{provenanceFigure()}},
		Assumptions: []Assumption{
			{ID: "core.default", Name: "Willingness to pay at most", Value: table.Num(10), Low: table.Num(5), High: table.Num(20), Unit: "times the base price", Reason: "No estimate is published; the range spans those used elsewhere."},
			{ID: "storage", Name: "Cost of storage", Value: table.Num(0.003), Low: table.Num(0.001), High: table.Num(0.006), Unit: "of the price a month", Reason: "Warehouse rent and insurance, judged."},
		},
		Unknowns: []Unknown{{What: "Myanmar's output of heavy rare earths", Why: "not published by any authority", Effect: "Chinese import statistics stand in."}},
		Sources: []Source{
			{ID: "usgs-mcs-2026", Title: "Mineral Commodity Summaries 2026", Publisher: "U.S. Geological Survey", URL: "https://example.org/mcs2026", Date: adit.NewDate(2026, time.February, 1), Licence: "public domain"},
			{ID: "hostile", Title: "</script><script>alert(1)</script> & \"quotes\"", URL: "javascript:alert(1)"},
		},
		Citation: "Adit 0.1 (2026), If China's licences close again. World fixture 0123456789ab, seed 1.",
	}
	return b
}

func month() table.Column { return table.Column{Name: "month", Type: table.Month} }
func usd(name, label string) table.Column {
	return table.Column{Name: name, Label: label, Type: table.Number, Unit: "USD/kg", Doc: "mean of the month"}
}

func fanFigure(start adit.Date) Figure {
	t := table.New("price-dy-outside", "Price of dysprosium oxide outside China", month(), usd("median", "Median"), usd("p10", "P10"), usd("p90", "P90"), usd("base", "No event"))
	for i := range 24 {
		x := 231 + 1900*math.Exp(-math.Pow(float64(i-8)/5, 2))
		t.Add(start.AddMonths(i), x, x*0.7+60, x*1.15+20, 231)
	}
	return Figure{Table: t, Source: "Adit, 200 draws", Note: "Prices at the core level are lower bounds.", Chart: &chart.Spec{
		Kind: chart.Lines, Title: "Outside China the price rises ninefold in half a year", Subtitle: "Dysprosium oxide, USD per kilogram, monthly mean, December 2026 to November 2028", X: "month",
		Series: []chart.Series{{Label: "Controls return", Y: "median", Low: "p10", High: "p90", Role: chart.Outside}, {Y: "base", Role: chart.Baseline}},
		Marks:  []chart.Mark{{On: adit.NewDate(2027, time.January, 11), Label: "licences tighten"}, {On: adit.NewDate(2027, time.March, 1), Label: "denial to the United States"}},
	}}
}

func splitFigure(start adit.Date) Figure {
	t := table.New("price-by-place", "Price of terbium oxide by place", month(), table.Column{Name: "place"}, usd("median", "Median"))
	for p, place := range []string{"China", "Japan", "Germany", "United States"} {
		for i := range 24 {
			if place == "Japan" && i == 3 {
				t.Add(start.AddMonths(i), place, table.Unknown("neither flow nor stock"))
				continue
			}
			t.Add(start.AddMonths(i), place, 900*math.Pow(1+float64(p)*0.6, math.Exp(-math.Pow(float64(i-8)/6, 2))*2)*(1-0.1*float64(i%2)*float64(p)/9))
		}
	}
	return Figure{Table: t, Source: "Adit, 200 draws", Chart: &chart.Spec{
		Kind: chart.Lines, Title: "One metal, four prices", Subtitle: "Terbium oxide, USD per kilogram, logarithmic", X: "month", Split: "place", Series: []chart.Series{{Y: "median"}}, Log: true,
	}}
}

func lossFigure() Figure {
	t := table.New("loss-by-use", "Core demand unmet by use and place", table.Column{Name: "use"},
		table.Column{Name: "eu", Label: "European Union", Type: table.Number, Unit: "t"},
		table.Column{Name: "us", Label: "United States", Type: table.Number, Unit: "t"},
		table.Column{Name: "jp", Label: "Japan", Type: table.Number, Unit: "t"})
	t.Add("Electric-vehicle motors", 92.4, 41.2, 60.5)
	t.Add("Wind turbines", 51, 12.5, 3.2)
	t.Add("Industrial motors", 22.5, 9.1, 14)
	t.Add("Defence", 4.2, 7.9, 0)
	return Figure{Half: true, Table: t, Source: "Adit, medians of 200 draws", Chart: &chart.Spec{
		Kind: chart.Bars, Title: "Car makers lose most", Subtitle: "Core demand unmet, tonnes in 24 months", X: "use", Series: []chart.Series{{Y: "eu"}, {Y: "us"}, {Y: "jp"}},
	}}
}

func share(name, label string) table.Column {
	return table.Column{Name: name, Label: label, Type: table.Share}
}

func makersFigure() Figure {
	t := table.New("makers", "Output by place", table.Column{Name: "metal", Label: "Material"}, table.Column{Name: "place"}, table.Column{Name: "code", Label: "ISO code"}, share("part", "Share"))
	for _, r := range []struct {
		metal, place, code string
		part               float64
	}{
		{"Dysprosium", "China", "156", 0.83}, {"Dysprosium", "Australia", "036", 0.07}, {"Dysprosium", "Rest of the world", "", 0.1},
		{"Gallium", "China", "156", 0.98}, {"Gallium", "Japan", "392", 0.02},
	} {
		t.Add(r.metal, r.place, r.code, r.part)
	}
	return Figure{Table: t, Source: "Adit", Chart: &chart.Spec{
		Kind: chart.Map, Title: "One country makes most", Subtitle: "Share of the world's output", X: "code", Label: "place", Split: "metal", Series: []chart.Series{{Y: "part"}},
	}}
}

func matrixFigure() Figure {
	t := table.New("matrix", "Dependence by chain and stage", table.Column{Name: "chain"}, table.Column{Name: "step"}, table.Column{Name: "stage"}, share("part", "Made outside"))
	for i, chain := range []string{"Magnet rare earths and all that goes with them", "Gallium", "Graphite"} {
		for j, stage := range []string{"Ore", "Intermediate", "Metal", "Alloy", "Magnet"}[:5-i] {
			if i == 2 && j == 0 {
				t.Add(chain, "1", stage, table.Unknown("withheld"))
				continue
			}
			t.Add(chain, string(rune('1'+j)), stage, min(1, float64(i)*0.11+float64(j)*0.26))
		}
	}
	return Figure{Table: t, Source: "Adit", Chart: &chart.Spec{
		Kind: chart.Heatmap, Title: "The nearer the product, the more depends", Subtitle: "Share made outside", X: "chain", Split: "step", Label: "stage", Series: []chart.Series{{Y: "part"}},
	}}
}

func yearsFigure() Figure {
	t := table.New("years", "Share of world capacity", table.Column{Name: "stage"}, share("now", "End of 2026"), share("later", "End of 2029"))
	t.Add("Ore", 0.31, 0.33)
	t.Add("Oxide", 0, 0.11)
	t.Add("Magnet", 0.11, 0.13)
	return Figure{Table: t, Source: "Adit", Chart: &chart.Spec{
		Kind: chart.Bars, Title: "Oxide is the bottleneck", Subtitle: "Share of world capacity", X: "stage", Series: []chart.Series{{Y: "now"}, {Y: "later"}}, Stack: chart.Beside,
	}}
}

func emptyFigure() Figure {
	t := table.New("loss-gallium", "Gallium unmet", table.Column{Name: "use"}, table.Column{Name: "tonnes", Type: table.Number, Unit: "t"})
	t.Add("Electronics", 0)
	return Figure{Half: true, Table: t, Empty: "No core demand for gallium goes unmet in any draw.", Chart: &chart.Spec{
		Kind: chart.Bars, Title: "Gallium holds", X: "use", Series: []chart.Series{{Y: "tonnes", Role: chart.Loss}},
	}}
}

func flowFigure() Figure {
	t := table.New("flows-dy", "Flows of dysprosium by stage", table.Column{Name: "from_stage"}, table.Column{Name: "from"}, table.Column{Name: "to_stage"}, table.Column{Name: "to"},
		table.Column{Name: "now", Label: "Controls return", Type: table.Number, Unit: "t/y"}, table.Column{Name: "base", Label: "No event", Type: table.Number, Unit: "t/y"})
	stages := []string{"Ore", "Oxide", "Metal", "Magnet", "Use"}
	for _, f := range []struct {
		stage     int
		from, to  string
		now, base float64
	}{
		{0, "Myanmar", "China", 900, 1000}, {0, "China", "China", 650, 600}, {0, "Australia", "Malaysia", 190, 120}, {0, "Brazil", "China", 20, 60},
		{1, "China", "China", 1480, 1500}, {1, "China", "Japan", 30, 120}, {1, "China", "Viet Nam", 20, 40}, {1, "Malaysia", "Japan", 130, 80}, {1, "Malaysia", "Estonia", 50, 40}, {1, "Malaysia", "China", 3, 0},
		{2, "China", "China", 1400, 1300}, {2, "China", "Germany", 20, 120}, {2, "China", "United States", 4, 60}, {2, "Japan", "Japan", 150, 190}, {2, "Viet Nam", "Japan", 15, 40}, {2, "Estonia", "Germany", 45, 40},
		{3, "China", "China", 1150, 900}, {3, "China", "European Union", 90, 250}, {3, "China", "United States", 30, 110}, {3, "China", "Rest of the world", 60, 90},
		{3, "Japan", "Japan", 110, 150}, {3, "Japan", "United States", 40, 60}, {3, "Germany", "European Union", 60, 150}, {3, "United States", "United States", 4, 60},
	} {
		t.Add(stages[f.stage], f.from, stages[f.stage+1], f.to, f.now, f.base)
	}
	return Figure{Table: t, Source: "Adit, median of 200 draws, first twelve months after the event", Chart: &chart.Spec{
		Kind: chart.Flows, Title: "Most of what is missing is missing after separation", Subtitle: "Contained dysprosium oxide, tonnes a year",
		Flow: &chart.Flow{FromStage: "from_stage", From: "from", ToStage: "to_stage", To: "to", Value: "now", Base: "base", Stages: stages, Least: 5},
	}}
}

func rulesTable() *table.Table {
	t := table.New("rules", "Measures on the date", table.Column{Name: "measure"}, table.Column{Name: "state"}, table.Column{Name: "from", Type: table.Date}, table.Column{Name: "until", Type: table.Date}, table.Column{Name: "binds", Type: table.Bool}, table.Column{Name: "text"})
	t.Add("Announcement No. 18 of 2025: seven rare earths", "in force", adit.NewDate(2025, time.April, 4), nil, true, "https://example.org/18")
	t.Add("Announcement No. 61 of 2025: transferors", "suspended", adit.NewDate(2025, time.December, 1), adit.NewDate(2026, time.November, 10), false, "")
	return t
}

func provenanceFigure() Figure {
	t := table.New("provenance", "Share of tonnes by kind of source", table.Column{Name: "stage", Label: "Chain and stage"})
	var series []chart.Series
	for i, c := range adit.Confidences() {
		t.Columns = append(t.Columns, table.Column{Name: c.String(), Type: table.Share})
		series = append(series, chart.Series{Y: c.String(), Role: []chart.Role{chart.Official, chart.Company, chart.Secondary, chart.Derived, chart.Assumed}[i]})
	}
	t.Add("Magnets: ore", 0.71, 0.1, 0.05, 0.1, 0.04)
	t.Add("Magnets: oxide", 0.2, 0.32, 0.28, 0.15, 0.05)
	t.Add("Gallium: refined", 0.6, 0, 0.1, 0.25, 0.05)
	return Figure{Table: t, Source: "adit check --provenance", Chart: &chart.Spec{
		Kind: chart.Bars, Title: "Official statistics carry most of the ore, company filings the oxides", Subtitle: "Share of base-year tonnes by kind of source", X: "stage", Series: series, Stack: chart.All,
	}}
}
