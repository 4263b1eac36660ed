package schema

import (
	"math"

	"adit"
)

// OpenEnd is the word that removes a measure's last day.
const OpenEnd = "open"

// Curves are the shapes in which an event's effect returns to nothing.
var Curves = []string{"linear", "step", "exponential"}

// Spreads are the distributions of an event's figures.
var Spreads = []string{"triangle", "uniform", "normal", "lognormal", "exponential", "fixed"}

func eventKinds() []string {
	var out []string
	for _, k := range adit.EventKinds() {
		out = append(out, string(k))
	}
	return out
}

// Scenarios describes scenarios/<id>.yaml.
var Scenarios = Document{
	Name: "scenarios", Row: adit.Scenario{},
	Doc: "A what-if: changes to figures and to law, and events that happen. The file name is the id. Scenarios compose in the order named (a+b). What a scenario states is assumed by its nature, so its own numbers need no source.",
	Fields: []Column{
		{Name: "id", Type: Key, Required: true, Example: "controls-return", Doc: "Key."},
		{Name: "name", Type: Text, Required: true, Example: "The controls return", Doc: "Name in words."},
		{Name: "question", Type: Text, Example: "What if the truce ends?", Doc: "What the reader wants to know."},
		{Name: "note", Type: Text, Required: true, Example: "Dates and severities are assumed.", Doc: "What is assumed, in a sentence or two."},
		{Name: "baseline", Type: YesNo, Default: "false", Example: "true", Doc: "Whether it is the case of no event that others are compared with."},
		{Name: "figures", Type: Objects, Default: "none", Doc: "Parameters set anew; every cell that refers to one follows.", Fields: []Column{
			{Name: "id", Type: Ref, Refers: []string{"figures"}, Required: true, Example: "mkt.ramp", Doc: "Figure."},
			{Name: "value", Type: Measured, Limit: Anything, Required: true, Example: "0.2 [0.1, 0.3]", Doc: "New value and range, in the figure's own unit."},
		}},
		{Name: "measures", Type: Objects, Default: "none", Doc: "Law set anew: only the keys given change.", Fields: []Column{
			{Name: "id", Type: Ref, Refers: []string{"rules"}, Required: true, Example: "cn-2025-070", Doc: "Measure."},
			{Name: "from", Type: Day, Default: "as it is", Example: "2027-01-11", Doc: "New first day in force."},
			{Name: "to", Type: Day, Also: []string{OpenEnd}, Default: "as it is", Example: "2027-01-10", Doc: "New last day in force, or the word open."},
			{Name: "announced_until", Type: Day, Also: []string{OpenEnd}, Default: "as it is", Example: "2027-01-10", Doc: "New announced end, or the word open."},
			{Name: "known_on", Type: Day, Default: "the day it bites, so that nobody foresees it", Example: "2026-12-01", Doc: "Day the change could be known."},
		}},
		{Name: "projects", Type: Objects, Default: "none", Doc: "Projects added; one whose id the world has takes the keys given and keeps the others.", Fields: []Column{
			{Name: "id", Type: Key, Required: true, Example: "us-heavy-2", Doc: "Project."},
			{Name: "name", Type: Text, Default: "its id", Example: "A second heavy line", Doc: "Name in words."},
			{Name: "place", Type: Ref, Refers: []string{"places"}, Default: "as it is; required of a new one", Example: "US", Doc: "Where it will stand."},
			{Name: "recipe", Type: Ref, Refers: []string{"recipes"}, Default: "as it is; required of a new one", Example: "sep.dy", Doc: "What it will do."},
			{Name: "status", Type: Choice, Choices: statuses, Default: "as it is; required of a new one", Example: "construction", Doc: "How far it is: construction and commissioning are decided, a planned one waits for its price."},
			{Name: "capacity", Type: Measured, Unit: "t/y", Limit: Positive, Default: "as it is; required of a new one", Example: "250", Doc: "Capacity added for the main product."},
			{Name: "start", Type: Day, Default: "as it is; required of a new one", Example: "2028-01-01", Doc: "First output as announced."},
			{Name: "odds", Type: Measured, Unit: "1", Limit: Share, Default: "as it is; of a new one the odds of its status", Example: "0.7 [0.5, 0.9]", Doc: "Chance that it ever produces."},
			{Name: "delay", Type: Measured, Unit: "month", Limit: NotNegative, Default: "as it is; of a new one the world's `proj.delay`", Example: "9 [0, 24]", Doc: "Months after the announced start."},
			{Name: "ramp", Type: Measured, Unit: "month", Limit: NotNegative, Default: "as it is; of a new one at once", Example: "18 [12, 36]", Doc: "Months from start to half of nameplate."},
		}},
		{Name: "floors", Type: Objects, Default: "none", Doc: "Prices guaranteed to plants: whoever guarantees one pays what the market does not.", Fields: []Column{
			{Name: "sites", Type: Refs, Refers: []string{"sites", "projects"}, Wildcard: true, Required: true, Example: "[\"us-mp-*\"]", Doc: "Sites and projects it is promised to."},
			{Name: "price", Type: Measured, Unit: "USD/kg", Limit: Positive, Required: true, Example: "110", Doc: "Price of the main product below which the plant never sells."},
			{Name: "days", Type: Object, Fields: span, Default: "the whole run", Doc: "Days on which it holds."},
		}},
		{Name: "events", Type: Objects, Default: "none", Doc: "What happens: on a date, by hazard, or in the wake of another event.", Fields: []Column{
			{Name: "id", Type: Key, Required: true, Example: "licences-tighten", Doc: "Key within the scenario."},
			{Name: "name", Type: Text, Example: "Licences tighten", Doc: "Name in words."},
			{Name: "kind", Type: Choice, Choices: eventKinds(), Required: true, Example: "export-control",
				Doc: "What it changes. An export control sets the throughput of measures; licences let named holders resume under them; a policy reversal ends other events; an outage, accident or strike takes capacity from sites, a technology cut from sites that run a recipe; demand scales demand; in a price war the sites of a supplier sell below cost and add capacity; resource nationalism and a route closure stop a share of what lanes carry; an ally's reaction releases state stocks, or sets the throughput of measures; a shock does nothing by itself, and others come after it."},
			{Name: "acts_on", Type: Refs, Refers: []string{"rules"}, Wildcard: true, Default: "none; required of an export control and of licences", Example: "[cn-2025-018]", Doc: "Measures whose throughput it sets."},
			{Name: "holders", Type: Refs, Refers: []string{"parties", "places"}, Default: "none; required of licences", Example: "[JP]", Doc: "Who receives licences: parties, which stand for their places, or places."},
			{Name: "ends", Type: Words, Default: "none; required of a policy reversal", Example: "[licences-tighten]", Doc: "Events that it ends: their return begins on its day."},
			{Name: "sites", Type: Refs, Refers: []string{"sites", "projects"}, Wildcard: true, Default: "any that place and materials leave", Example: "[\"mm-*\"]", Doc: "Sites that fail, or that flood."},
			{Name: "recipes", Type: Refs, Refers: []string{"recipes"}, Wildcard: true, Default: "none; required of a technology cut", Example: "[\"sep.*\"]", Doc: "Recipes that can no longer be run in full."},
			{Name: "uses", Type: Refs, Refers: []string{"uses"}, Wildcard: true, Default: "any that place and materials leave", Example: "[\"ev-motor.*\"]", Doc: "Uses whose demand moves."},
			{Name: "from", Type: Refs, Refers: []string{"places"}, Default: "any; for nationalism the place", Example: "[CN]", Doc: "Where the lanes it closes begin."},
			{Name: "to", Type: Refs, Refers: []string{"places"}, Default: "any", Example: "[JP, KR]", Doc: "Where the lanes it closes end."},
			{Name: "materials", Type: Refs, Refers: []string{"materials"}, Wildcard: true, Default: "any", Example: "[\"dy.*\"]", Doc: "Materials the event is narrowed to."},
			{Name: "place", Type: Ref, Refers: []string{"places"}, Default: "any", Example: "MM", Doc: "Place the event is narrowed to."},
			{Name: "date", Type: Day, Default: "by hazard, or after another event", Example: "2027-01-11", Doc: "Day it happens."},
			{Name: "announced", Type: Day, Default: "the day it happens", Example: "2026-12-01", Doc: "Day agents learn of it."},
			{Name: "hazard", Type: Measured, Unit: "1/y", Limit: Limit{Low: 0, High: 1, OpenHigh: true}, Default: "on its date", Example: "0.2 [0.1, 0.3]", Doc: "Chance a year, for an event without a date."},
			{Name: "window", Type: Object, Fields: span, Default: "the whole run", Doc: "Days on which a hazard can strike."},
			{Name: "after", Type: Text, Default: "no condition", Example: "licences-tighten", Doc: "Event that must have begun. Without a date and a hazard it follows each of its beginnings."},
			{Name: "wait", Type: Measured, Unit: "month", Limit: NotNegative, Default: "none", Example: "3 [1, 6]", Doc: "Months from that beginning."},
			{Name: "while", Type: Text, Default: "no condition", Example: "cn-2025-018", Doc: "Measure that must be in force, or event that must last, on the day."},
			{Name: "odds", Type: Measured, Unit: "1", Limit: Share, Default: "1", Example: "0.6 [0.3, 0.8]", Doc: "Chance that it happens when its time comes."},
			{Name: "shared", Type: YesNo, Default: "false", Example: "true", Doc: "Whether severity, months and recovery stand where those of the event it comes after do: a bad shock strikes all hard."},
			{Name: "severity", Type: Measured, Unit: "1", Limit: Limit{Low: -1, High: math.Inf(1)}, Default: "none; required but of a policy reversal, of a shock and beside denied", Example: "0.35 [0.1, 0.7]",
				Doc: "Export control, licences: the throughput from then on (0 to 1; 0 is a ban). Outage, accident, strike, technology cut: the share of capacity lost (0 to 1). Nationalism, route closure: the share of flow that stops (0 to 1). Demand: the relative change (-1 or more). Price war: the cut in cost as a share of the base price (0 to 1). Ally's reaction: the share of state and strategic stocks of the place released a month, or with acts_on a throughput."},
			{Name: "denied", Type: Measured, Unit: "1", Limit: Share, Default: "severity says it", Example: "0.4 [0.2, 0.6]", Doc: "Export control: share of licences denied; the others pass as they did."},
			{Name: "lag", Type: Measured, Unit: "month", Limit: NotNegative, Default: "none", Example: "2 [1.5, 4]", Doc: "Export control: months at the start in which nothing passes, while the first licences are examined."},
			{Name: "extra", Type: Measured, Unit: "1", Limit: NotNegative, Default: "none", Example: "0.3 [0.1, 0.5]", Doc: "Price war: capacity the supplier adds, as a share."},
			{Name: "months", Type: Measured, Unit: "month", Limit: NotNegative, Default: "to the end; required of a hazard", Example: "18 [6, 36]", Doc: "How long it lasts."},
			{Name: "recovery", Type: Measured, Unit: "month", Limit: NotNegative, Default: "at once", Example: "6 [3, 12]", Doc: "Months of return afterwards."},
			{Name: "curve", Type: Choice, Choices: Curves, Default: "linear; of a strike step", Example: "exponential", Doc: "Shape of the return: in a straight line, all at its end, or fast at first (a twentieth is left at its end)."},
			{Name: "spread", Type: Choice, Choices: Spreads, Default: "triangle", Example: "triangle",
				Doc: "Distribution of the event's figures: triangle low-value-high; uniform from low to high; normal and lognormal with the value as median and low to high as P5 to P95, cut there; exponential with the value as mean; fixed at the value."},
		}},
	},
	Example: `id: controls-return
name: The controls return
question: What if the truce ends and licences tighten?
note: Dates and severities are assumed.
figures:
  - {id: mkt.ramp, value: "0.08 [0.05, 0.1]"}
measures:
  - {id: cn-2025-070, to: 2027-01-10}
events:
  - id: licences-tighten
    kind: export-control
    acts_on: [cn-2025-018]
    date: 2027-01-11
    severity: 0.35 [0.1, 0.7]
    months: 18 [6, 36]
    recovery: 6 [3, 12]
`,
}
