package adit

// Scenario is a what-if: changes to figures, to law and to the world's tables,
// and events that happen. The file shape is described in
// docs/formats/scenarios.md. Scenarios compose in the order named (a+b).
type Scenario struct {
	ID       string          // key
	Name     string          // in words
	Question string          // what the reader wants to know
	Note     string          // what is assumed, in a sentence or two
	Baseline bool            // the no-event case that others are compared with
	Figures  []FigureChange  // parameters set anew
	Measures []MeasureChange // law set anew
	Events   []Event         // what happens
	Row      Where           // position of its id
}

// FigureChange sets a named figure of the world.
type FigureChange struct {
	ID    string // figure id
	Value Figure // its new value and range
	Row   Where
}

// MeasureChange changes some fields of a measure, leaving the others: this is
// how a scenario overlays law.
type MeasureChange struct {
	ID             string // measure id
	From           *Date  // new first day; nil: as it is
	To             *Date  // new last day; a zero date: open; nil: as it is
	AnnouncedUntil *Date  // new announced end; nil: as it is
	KnownOn        Date   // day the change could be known; zero: the day it bites, so nobody foresees it
	Row            Where
}

// EventKind says what an event changes.
type EventKind string

// Kinds of event.
const (
	ControlEvent EventKind = "export-control" // sets the throughput of measures (ActsOn)
	OutageEvent  EventKind = "outage"         // takes capacity from sites
	DemandEvent  EventKind = "demand"         // scales demand
)

// Event is a change on a date, certain or by hazard.
type Event struct {
	ID        string    // key within the scenario
	Name      string    // in words
	Kind      EventKind // what it changes
	ActsOn    []string  // measure ids (export-control)
	Sites     []string  // site ids, trailing * allowed (outage)
	Uses      []string  // use ids, trailing * allowed (demand)
	Materials []string  // material ids, trailing * allowed, narrowing Sites and ActsOn
	Place     string    // place id, narrowing Sites and Uses; "": any

	Date      Date   // day it happens; zero with a Hazard
	Announced Date   // day agents learn of it; zero: the day it happens
	Hazard    Figure // chance a year, for events without a date
	Window    Span   // days a hazard can strike; zero: the whole run
	Severity  Figure // export-control: throughput from then on (0-1); outage: share of capacity lost; demand: relative change
	Months    Figure // how long it lasts; blank: to the end
	Recovery  Figure // months of linear return after Months; blank: at once
	Spread    string // distribution of Severity, Months and Recovery between low and high: triangle (default) or fixed
	Row       Where
}
