package report

import (
	"fmt"
	"math"
	"path/filepath"
	"testing"
	"time"

	"adit"
	"adit/chart"
	"adit/report/reporttest"
	"adit/table"
)

// hard is a brief of awkward data: hostile and very long names, a single
// month, more lines than colours, weeks, gaps, tiny and huge values.
func hard() *Brief {
	const hostile = `<img src=x onerror=alert(1)>`
	const long = "Manufacture of electric motors, generators, transformers and electricity distribution and control apparatus"
	start := adit.NewDate(2027, time.January, 1)

	one := table.New("one-month", "One month", month(), usd("median", "Median"))
	one.Add(start, 1e9)
	many := table.New("many-lines", "Many lines", table.Column{Name: "week", Type: table.Date}, table.Column{Name: "place"}, usd("low", "Low"), usd("median", ""), usd("high", "High"))
	for p := range 12 {
		for i := range 60 {
			name := fmt.Sprintf("Place number %d", p)
			if p == 3 {
				name = hostile
			}
			if i%9 == p {
				many.Add(start.AddDays(7*i), name, nil, table.Unknown("a gap"), nil)
				continue
			}
			v := math.Exp(float64(p)) * (1 + 0.1*math.Sin(float64(i)))
			many.Add(start.AddDays(7*i), name, v/2, v, v*2)
		}
	}
	two := table.New("two-lines", "Two lines", month(), table.Column{Name: "part", Type: table.Share}, table.Column{Name: "other", Type: table.Share})
	for i := range 60 {
		two.Add(start.AddMonths(i), 0.3+0.001*float64(i), 1e-7)
	}
	bars := table.New("long-names", "Long names", table.Column{Name: "use"}, table.Column{Name: "place"}, table.Column{Name: "tonnes", Type: table.Number, Unit: "t"})
	for i, use := range []string{long, hostile, "Wind"} {
		for p := range 9 {
			bars.Add(use, fmt.Sprintf("Place number %d", p), math.Pow(10, float64(4-p-i)))
		}
	}
	single := table.New("one-bar", "One bar", table.Column{Name: "use"}, table.Column{Name: "tonnes", Type: table.Number, Unit: "t"})
	single.Add(long, 12345678.9)
	flow := table.New("crowded-flows", "Crowded flows", table.Column{Name: "a"}, table.Column{Name: "b"}, table.Column{Name: "c"}, table.Column{Name: "d"}, table.Column{Name: "now", Type: table.Number}, table.Column{Name: "base", Type: table.Number})
	for i := range 17 {
		for j := range 17 {
			if (i*j)%5 == 0 {
				flow.Add("ore", fmt.Sprintf("Place number %d", i), "oxide", fmt.Sprintf("The United Republic of Place %d", j), 1+i, 1+j)
			}
		}
	}
	flow.Add("ore", hostile, "magnet", hostile, 3, 0)
	var marks []chart.Mark
	for i := range 5 {
		marks = append(marks, chart.Mark{On: start.AddDays(20 * i), Label: fmt.Sprintf("announcement number %d bites", 55+i)})
	}
	return &Brief{
		Title: "Title " + long + " " + hostile, Question: long + "?", Answer: long + ".",
		Run:        Run{On: start, Start: start, End: start.AddMonths(60), Draws: 200, DrawsDone: 7, World: Version{"w", fmt.Sprintf("%064d", 1)}, Scenario: Case{ID: "a", Name: long}, Baseline: Case{ID: "b", Name: long}},
		BigNumbers: []BigNumber{{Label: long, Type: table.Number, Unit: "USD of the base year", Value: table.Num(123456789), Low: table.Num(1), High: table.Num(9e14), Baseline: table.Num(3), Worse: Up}, {Label: "Unknown", Type: table.Number, Value: table.Unknown("nobody says")}},
		Sections: []Section{{ID: "all", Title: long, Figures: []Figure{
			{Table: one, Chart: &chart.Spec{Kind: chart.Lines, Title: "One", X: "month", Series: []chart.Series{{Y: "median"}}}},
			{Table: many, Chart: &chart.Spec{Kind: chart.Lines, Title: "Many", X: "week", Split: "place", Series: []chart.Series{{Y: "median", Low: "low", High: "high"}}, Log: true, Marks: marks}},
			{Table: two, Half: true, Chart: &chart.Spec{Kind: chart.Lines, Title: long, X: "month", Series: []chart.Series{{Label: long, Y: "part", Role: chart.Loss}, {Y: "other", Role: chart.Baseline}}}},
			{Table: bars, Half: true, Chart: &chart.Spec{Kind: chart.Bars, Title: "Bars", X: "use", Split: "place", Series: []chart.Series{{Y: "tonnes"}}}},
			{Table: single, Chart: &chart.Spec{Kind: chart.Bars, Title: "Bar", X: "use", Series: []chart.Series{{Y: "tonnes", Role: chart.Loss}}}},
			{Table: flow, Chart: &chart.Spec{Kind: chart.Flows, Title: "Flows", Flow: &chart.Flow{FromStage: "a", From: "b", ToStage: "c", To: "d", Value: "now", Base: "base", Stages: []string{"ore", "oxide", "metal", "magnet"}}}},
		}}},
	}
}

func TestHardPageInBrowser(t *testing.T) {
	needAssets(t)
	dir := t.TempDir()
	if err := Write(dir, hard()); err != nil {
		t.Fatal(err)
	}
	reporttest.CheckPage(t, filepath.Join(dir, PageFile))
}
