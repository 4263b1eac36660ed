package schema

import (
	"math"

	"adit"
)

// OpenEnd is the word that removes a measure's last day.
const OpenEnd = "open"

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
		{Name: "events", Type: Objects, Default: "none", Doc: "What happens, on a date or by hazard.", Fields: []Column{
			{Name: "id", Type: Key, Required: true, Example: "licences-tighten", Doc: "Key within the scenario."},
			{Name: "name", Type: Text, Example: "Licences tighten", Doc: "Name in words."},
			{Name: "kind", Type: Choice, Choices: []string{string(adit.ControlEvent), string(adit.OutageEvent), string(adit.DemandEvent)}, Required: true, Example: "export-control",
				Doc: "What it changes: the throughput of measures, the capacity of sites, or demand."},
			{Name: "acts_on", Type: Refs, Refers: []string{"rules"}, Wildcard: true, Default: "none; not allowed for an export control", Example: "[cn-2025-018]", Doc: "Measures whose throughput it sets."},
			{Name: "sites", Type: Refs, Refers: []string{"sites"}, Wildcard: true, Default: "any that place and materials leave", Example: "[\"mm-*\"]", Doc: "Sites that fail."},
			{Name: "uses", Type: Refs, Refers: []string{"uses"}, Wildcard: true, Default: "any that place and materials leave", Example: "[\"ev-motor.*\"]", Doc: "Uses whose demand moves."},
			{Name: "materials", Type: Refs, Refers: []string{"materials"}, Wildcard: true, Default: "any", Example: "[\"dy.*\"]", Doc: "Materials the event is narrowed to."},
			{Name: "place", Type: Ref, Refers: []string{"places"}, Default: "any", Example: "MM", Doc: "Place the event is narrowed to."},
			{Name: "date", Type: Day, Default: "by hazard", Example: "2027-01-11", Doc: "Day it happens."},
			{Name: "announced", Type: Day, Default: "the day it happens", Example: "2026-12-01", Doc: "Day agents learn of it."},
			{Name: "hazard", Type: Measured, Unit: "1/y", Limit: Share, Default: "on its date", Example: "0.2 [0.1, 0.3]", Doc: "Chance a year, for an event without a date."},
			{Name: "window", Type: Object, Fields: span, Default: "the whole run", Doc: "Days on which a hazard can strike."},
			{Name: "severity", Type: Measured, Unit: "1", Limit: Limit{Low: -1, High: math.Inf(1)}, Required: true, Example: "0.35 [0.1, 0.7]",
				Doc: "For an export control the throughput from then on (0 to 1), for an outage the share of capacity lost (0 to 1), for demand the relative change (-1 or more)."},
			{Name: "months", Type: Measured, Unit: "month", Limit: NotNegative, Default: "to the end", Example: "18 [6, 36]", Doc: "How long it lasts."},
			{Name: "recovery", Type: Measured, Unit: "month", Limit: NotNegative, Default: "at once", Example: "6 [3, 12]", Doc: "Months of linear return afterwards."},
			{Name: "spread", Type: Choice, Choices: []string{"triangle", "fixed"}, Default: "triangle", Example: "triangle", Doc: "Distribution of severity, months and recovery between low and high."},
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
