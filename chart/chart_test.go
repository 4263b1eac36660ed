package chart_test

import (
	"strings"
	"testing"
	"time"

	"adit"
	"adit/chart"
	"adit/table"
)

func prices() *table.Table {
	t := table.New("prices", "Prices",
		table.Column{Name: "month", Type: table.Month},
		table.Column{Name: "place", Type: table.Text},
		table.Column{Name: "p10", Type: table.Number, Unit: "USD/kg"},
		table.Column{Name: "p50", Label: "Median", Type: table.Number, Unit: "USD/kg"},
		table.Column{Name: "p90", Type: table.Number, Unit: "USD/kg"},
		table.Column{Name: "unmet", Type: table.Number, Unit: "t"},
		table.Column{Name: "part", Type: table.Share})
	for i, v := range []float64{230, 900, 1450, 600} {
		t.Add(adit.NewDate(2027, time.January+time.Month(i), 1), "US", v/2, v, v*2, 10*i, 0.1)
		t.Add(adit.NewDate(2027, time.January+time.Month(i), 1), "CN", 90, 100-i, 110, 0, 0.9)
	}
	return t
}

func flows(toStage string, now float64) *table.Table {
	t := table.New("flows", "Flows",
		table.Column{Name: "from_stage"}, table.Column{Name: "from"}, table.Column{Name: "to_stage"}, table.Column{Name: "to"},
		table.Column{Name: "now", Type: table.Number, Unit: "t"}, table.Column{Name: "base", Type: table.Number, Unit: "t"})
	t.Add("oxide", "China", toStage, "Japan", now, 300)
	t.Add("oxide", "Malaysia", "metal", "Japan", 80, 50)
	return t
}

func shares(most float64) *table.Table {
	t := table.New("shares", "Shares", table.Column{Name: "stage"}, table.Column{Name: "material"}, table.Column{Name: "who"}, table.Column{Name: "code"}, table.Column{Name: "share", Type: table.Share})
	t.Add("ore", "tin", "China", "156", most)
	t.Add("metal", "tin", "Elsewhere", "", 0.2)
	t.Add("ore", "zinc", "Peru", "604", table.Unknown("withheld"))
	return t
}

var flow = chart.Flow{FromStage: "from_stage", From: "from", ToStage: "to_stage", To: "to", Value: "now", Base: "base", Stages: []string{"oxide", "metal"}}

func band(y string) chart.Series { return chart.Series{Y: y, Low: "p10", High: "p90"} }

func TestCheck(t *testing.T) {
	lines := chart.Spec{Kind: chart.Lines, Title: "T", X: "month", Split: "place", Series: []chart.Series{band("p50")}}
	with := func(change func(*chart.Spec)) *chart.Spec {
		s := lines
		change(&s)
		return &s
	}
	cases := map[string]struct {
		spec  *chart.Spec
		table *table.Table
		want  string // "" means it can be drawn
	}{
		"lines":           {&lines, prices(), ""},
		"bars":            {&chart.Spec{Kind: chart.Bars, Title: "T", X: "place", Series: []chart.Series{{Y: "unmet"}}}, prices(), ""},
		"flows":           {&chart.Spec{Kind: chart.Flows, Title: "T", Flow: &flow}, flows("metal", 100), ""},
		"no title":        {with(func(s *chart.Spec) { s.Title = "" }), prices(), "no title"},
		"no kind":         {with(func(s *chart.Spec) { s.Kind = "pie" }), prices(), `no kind "pie"`},
		"missing column":  {with(func(s *chart.Spec) { s.Series = []chart.Series{{Y: "p51"}} }), prices(), `no column "p51"`},
		"blank column":    {with(func(s *chart.Spec) { s.Series = []chart.Series{{}} }), prices(), `no column ""`},
		"text as value":   {with(func(s *chart.Spec) { s.Series = []chart.Series{{Y: "place"}} }), prices(), "is text, not a number"},
		"text as time":    {with(func(s *chart.Spec) { s.X = "place" }), prices(), "not a date or month"},
		"half a band":     {with(func(s *chart.Spec) { s.Series = []chart.Series{{Y: "p50", Low: "p10"}} }), prices(), "half a band"},
		"no series":       {with(func(s *chart.Spec) { s.Series = nil }), prices(), "no series"},
		"two units":       {with(func(s *chart.Spec) { s.Split = ""; s.Series = []chart.Series{{Y: "p50"}, {Y: "unmet"}} }), prices(), "different units"},
		"share and count": {with(func(s *chart.Spec) { s.Split = ""; s.Series = []chart.Series{{Y: "unmet"}, {Y: "part"}} }), prices(), "different units"},
		"split and two":   {with(func(s *chart.Spec) { s.Series = append(s.Series, band("p50")) }), prices(), "takes one series"},
		"bars with log":   {with(func(s *chart.Spec) { s.Kind = chart.Bars; s.X = "place"; s.Log = true }), prices(), "neither logarithm"},
		"no flow":         {&chart.Spec{Kind: chart.Flows, Title: "T"}, prices(), "without Flow"},
		"flow in circles": {&chart.Spec{Kind: chart.Flows, Title: "T", Flow: &flow}, flows("oxide", 1), "not forward"},
		"unknown stage":   {&chart.Spec{Kind: chart.Flows, Title: "T", Flow: &flow}, flows("magnet", 1), "not forward"},
		"negative flow":   {&chart.Spec{Kind: chart.Flows, Title: "T", Flow: &flow}, flows("metal", -1), "negative"},
		"heat map":        {&chart.Spec{Kind: chart.Heatmap, Title: "T", X: "stage", Split: "material", Label: "who", Series: []chart.Series{{Y: "share"}}}, shares(0.9), ""},
		"share above 1":   {&chart.Spec{Kind: chart.Heatmap, Title: "T", X: "stage", Split: "material", Series: []chart.Series{{Y: "share"}}}, shares(1.2), "not between 0 and 1"},
		"cell twice":      {&chart.Spec{Kind: chart.Heatmap, Title: "T", X: "stage", Series: []chart.Series{{Y: "share"}}}, shares(0.9), "stands twice"},
		"no share":        {&chart.Spec{Kind: chart.Heatmap, Title: "T", X: "place", Series: []chart.Series{{Y: "unmet"}}}, prices(), "not a share"},
		"map":             {&chart.Spec{Kind: chart.Map, Title: "T", Subtitle: "S", X: "code", Label: "who", Split: "material", Series: []chart.Series{{Y: "share"}}}, shares(0.9), ""},
		"map, no names":   {&chart.Spec{Kind: chart.Map, Title: "T", Subtitle: "S", X: "code", Split: "material", Series: []chart.Series{{Y: "share"}}}, shares(0.9), `no column ""`},
		"faulty table":    {&lines, &table.Table{}, "not lower-case"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			switch err := c.spec.Check(c.table); {
			case err == nil && c.want != "":
				t.Errorf("accepted; want an error with %q", c.want)
			case err != nil && (c.want == "" || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestAlt(t *testing.T) {
	for name, c := range map[string]struct {
		spec  chart.Spec
		table *table.Table
		want  string
	}{
		"lines": {chart.Spec{Kind: chart.Lines, Title: "Price outside triples", Subtitle: "USD/kg", X: "month", Split: "place", Series: []chart.Series{band("p50")},
			Marks: []chart.Mark{{On: adit.NewDate(2027, 1, 11), Label: "licences tighten"}}}, prices(),
			"Line chart. Price outside triples. USD/kg. US: 230 USD/kg in Jan 2027, highest 1,450 USD/kg in Mar 2027, 600 USD/kg in Apr 2027." +
				" CN: 100 USD/kg in Jan 2027, 97 USD/kg in Apr 2027. Marked: 2027-01-11, licences tighten. All values are in the table below the chart."},
		"bars": {chart.Spec{Kind: chart.Bars, Title: "Loss", X: "month", Series: []chart.Series{{Y: "unmet"}}}, prices(),
			"Bar chart. Loss. Feb 2027: 10 t. Mar 2027: 20 t. Apr 2027: 30 t. All values are in the table below the chart."},
		"flows": {chart.Spec{Kind: chart.Flows, Title: "Where it runs", Flow: &flow}, flows("metal", 100),
			"Flow diagram. Where it runs. 2 flows through oxide, metal. Largest gap: China (oxide) to Japan (metal), 100 t instead of 300 t. All values are in the table below the chart."},
		"heat map": {chart.Spec{Kind: chart.Heatmap, Title: "Bought", X: "stage", Split: "material", Series: []chart.Series{{Y: "share"}}}, shares(0.9),
			"Heat map. Bought. Highest: ore, tin: 90%. metal, tin: 20%. All values are in the table below the chart."},
		"map": {chart.Spec{Kind: chart.Map, Title: "Makers", X: "code", Label: "who", Split: "material", Series: []chart.Series{{Y: "share"}}}, shares(0.9),
			"World map. Makers. Highest: China, tin: 90%. Elsewhere, tin: 20%. All values are in the table below the chart."},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.spec.Alt(c.table); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestNothing(t *testing.T) {
	bars := chart.Spec{Kind: chart.Bars, X: "place", Series: []chart.Series{{Y: "tonnes"}}}
	lines := chart.Spec{Kind: chart.Lines, X: "place", Series: []chart.Series{{Y: "tonnes"}}}
	of := func(values ...any) *table.Table {
		t := table.New("loss", "", table.Column{Name: "place"}, table.Column{Name: "tonnes", Type: table.Number}, table.Column{Name: "high", Type: table.Number})
		for _, v := range values {
			t.Add("US", v, 5)
		}
		return t
	}
	for _, c := range []struct {
		name  string
		spec  chart.Spec
		table *table.Table
		want  bool
	}{
		{"no rows", bars, of(), true},
		{"zeros in bars", bars, of(0, 0), true},
		{"zeros as a line", lines, of(0, 0), true},
		{"zeros with a tail", chart.Spec{Kind: chart.Lines, X: "place", Series: []chart.Series{{Y: "tonnes", Low: "tonnes", High: "high"}}}, of(0, 0), false},
		{"unknowns", lines, of(nil, table.Unknown("x")), true},
		{"one value", bars, of(0, 2), false},
	} {
		if got := c.spec.Nothing(c.table); got != c.want {
			t.Errorf("%s: Nothing is %v", c.name, got)
		}
	}
}
