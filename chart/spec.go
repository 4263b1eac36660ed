package chart

import "adit"

// Kind is a way of drawing.
type Kind string

// The kinds of chart.
const (
	Lines Kind = "lines" // quantities over time, with or without bands
	Bars  Kind = "bars"  // horizontal bars by category, stacked where there are several series
	Flows Kind = "flows" // a Sankey diagram from stage to stage

	Heatmap Kind = "heatmap" // shares as a grid of shaded cells
	Map     Kind = "map"     // shares of places, shaded on a map of the world
)

// Role gives a series its colour by meaning, so that one meaning has one
// colour all over the page.
type Role string

// Roles of a series. Series without one take the palette in order.
const (
	Plain    Role = ""         // next colour of the palette
	Baseline Role = "baseline" // the no-event case: grey, dashed
	Inside   Role = "inside"   // inside the restricted market
	Outside  Role = "outside"  // outside it
	Loss     Role = "loss"     // shortfall, the one warm colour
	Muted    Role = "muted"    // context

	// Kinds of source, best first: see adit.Confidence.
	Official  Role = "official"
	Company   Role = "company"
	Secondary Role = "secondary"
	Derived   Role = "derived"
	Assumed   Role = "assumed"
)

// Stack says how series of bars stand together.
type Stack string

// Stacks.
const (
	Sum    Stack = ""       // end to end, showing totals
	All    Stack = "share"  // as parts of 100%
	Beside Stack = "beside" // one under the other
)

// Series is one line or one part of the bars: a column of the table.
type Series struct {
	Label string `json:"label,omitempty"` // in words; blank: the column's heading
	Y     string `json:"y"`               // column of the value (of the median, where there is a band)
	Low   string `json:"low,omitempty"`   // column of the lower edge of the band, such as P10
	High  string `json:"high,omitempty"`  // column of the upper edge, such as P90
	Role  Role   `json:"role,omitempty"`  // colour by meaning
}

// Mark is a vertical line at a day that matters, such as a rule entering into
// force.
type Mark struct {
	On    adit.Date `json:"on"`
	Label string    `json:"label"` // a few words
}

// Flow names the columns of a Sankey diagram. A node is a stage and a name
// within it, usually a place. Each row is drawn in up to three parts: what
// still flows, what is missing against Base (warm), what is new (green).
type Flow struct {
	FromStage string   `json:"fromStage"`       // column: stage left
	From      string   `json:"from"`            // column: node left
	ToStage   string   `json:"toStage"`         // column: stage entered
	To        string   `json:"to"`              // column: node entered
	Value     string   `json:"value"`           // column: the flow in the case told about
	Base      string   `json:"base,omitempty"`  // column: the flow with no event; blank: no comparison
	Stages    []string `json:"stages"`          // stages from left to right
	Least     float64  `json:"least,omitempty"` // flows smaller than this in both cases are in the table only
}

// Spec says how a table is drawn. Title states the finding, or the measure;
// Subtitle the measure with its unit, place and period.
type Spec struct {
	Kind     Kind     `json:"kind"`
	Title    string   `json:"title"`
	Subtitle string   `json:"subtitle,omitempty"`
	X        string   `json:"x,omitempty"`      // lines: a date or month column; bars: the column of categories; heatmap: of rows; map: of countries, as ISO 3166-1 numeric codes
	Split    string   `json:"split,omitempty"`  // column whose values name the series, for long tables; Series then has one entry. heatmap: the columns of the grid; map: what the reader chooses from
	Label    string   `json:"label,omitempty"`  // heatmap: text column written into each cell; map: the column of the country's name
	Series   []Series `json:"series,omitempty"` // lines or parts, in the order of the legend; heatmap: without Split, one a column of the grid
	Stack    Stack    `json:"stack,omitempty"`  // bars
	Log      bool     `json:"log,omitempty"`    // lines: logarithmic axis
	Marks    []Mark   `json:"marks,omitempty"`  // lines
	Flow     *Flow    `json:"flow,omitempty"`   // flows
}
