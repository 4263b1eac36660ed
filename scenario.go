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
	Projects []ProjectChange // projects added, or set anew
	Floors   []PriceFloor    // prices guaranteed to plants
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

// ProjectChange adds a project to the world's, or changes the fields it states
// of one that is there.
type ProjectChange struct {
	ID       string // project id
	Name     string // in words; a new project needs none
	Place    string // place id; required of a new project
	Recipe   string // recipe id; required of a new project
	Status   Status // construction, commissioning, planned; required of a new project
	Capacity Figure // t/y of the main product; required of a new project
	Start    Date   // first output as announced
	Odds     Figure // chance that it ever produces
	Delay    Figure // months after Start
	Ramp     Figure // months from start to half of nameplate
	Row      Where
}

// PriceFloor guarantees plants a price for their main product: whoever
// guarantees it pays the difference, whatever the market does.
type PriceFloor struct {
	Sites []string // site or project ids, trailing * allowed
	Price Figure   // USD/kg of the main product
	Days  Span     // days on which it holds; open ends: always
	Row   Where
}

// EventKind says what an event changes.
type EventKind string

// Kinds of event.
const (
	ControlEvent     EventKind = "export-control"  // sets the throughput of measures (ActsOn)
	LicencesEvent    EventKind = "licences"        // named holders resume under measures (ActsOn, Holders)
	ReversalEvent    EventKind = "policy-reversal" // ends other events early (Ends)
	OutageEvent      EventKind = "outage"          // takes capacity from sites
	AccidentEvent    EventKind = "accident"        // takes capacity from sites
	StrikeEvent      EventKind = "strike"          // takes capacity from sites, which come back at once
	TechnologyEvent  EventKind = "technology-cut"  // takes capacity from sites that run a recipe (Recipes)
	DemandEvent      EventKind = "demand"          // scales demand
	PriceWarEvent    EventKind = "price-war"       // a supplier floods: its sites' cost falls, its capacity grows (Extra)
	NationalismEvent EventKind = "nationalism"     // stops a share of what leaves a place
	RouteEvent       EventKind = "route-closure"   // stops a share of what lanes carry
	ReactionEvent    EventKind = "ally-reaction"   // releases state stocks, or sets the throughput of measures (ActsOn)
	ShockEvent       EventKind = "shock"           // a common cause: nothing by itself, others follow it
)

// EventKinds lists the kinds in the order in which docs tell of them.
func EventKinds() []EventKind {
	return []EventKind{ControlEvent, LicencesEvent, ReversalEvent, OutageEvent, AccidentEvent, StrikeEvent, TechnologyEvent,
		DemandEvent, PriceWarEvent, NationalismEvent, RouteEvent, ReactionEvent, ShockEvent}
}

// Fails reports whether the kind takes capacity from sites.
func (k EventKind) Fails() bool {
	return k == OutageEvent || k == AccidentEvent || k == StrikeEvent || k == TechnologyEvent
}

// Event is a change on a date: certain, by hazard, or in the wake of another.
type Event struct {
	ID        string    // key within the scenario
	Name      string    // in words
	Kind      EventKind // what it changes
	ActsOn    []string  // measure ids (export-control, licences, ally-reaction)
	Holders   []string  // party or place ids that resume (licences)
	Ends      []string  // event ids it ends (policy-reversal)
	Sites     []string  // site ids, trailing * allowed
	Recipes   []string  // recipe ids, trailing * allowed (technology-cut)
	Uses      []string  // use ids, trailing * allowed (demand)
	From, To  []string  // place ids of the lanes it closes (route-closure, nationalism)
	Materials []string  // material ids, trailing * allowed, narrowing all of these
	Place     string    // place id, narrowing Sites and Uses; "": any

	Date      Date   // day it happens; zero: by Hazard, or After another
	Announced Date   // day agents learn of it; zero: the day it happens
	Hazard    Figure // chance a year, for events without a date
	Window    Span   // days a hazard can strike; zero: the whole run
	After     string // event id: it cannot happen before that one has begun
	Wait      Figure // months after that beginning
	While     string // measure id: only while it is in force; event id: only while that one lasts
	Odds      Figure // chance that it happens when its time comes; blank: certain
	Shared    bool   // severity, months and recovery stand where the event it comes After drew its own

	Severity Figure // see docs/formats/scenarios.md: what it means depends on the kind
	Denied   Figure // export-control: share of licences denied, instead of Severity
	Lag      Figure // export-control: months at the start in which nothing passes
	Extra    Figure // price-war: capacity added, as a share
	Months   Figure // how long it lasts; blank: to the end
	Recovery Figure // months of return after Months; blank: at once
	Curve    string // shape of the return: linear, step or exponential
	Spread   string // distribution between low and high: triangle (default), uniform, normal, lognormal, exponential, fixed
	Row      Where
}

// Chance reports whether draws differ in whether or when the event happens.
func (e *Event) Chance() bool { return e.Hazard.Given() || e.Odds.Given() }
