package adit

// Status of a plant or mine.
type Status string

// Statuses that matter to the base: Operating, RampUp and Qualifying sites are
// in it, the rest is listed only. A project's own statuses are Construction,
// Commissioning and Planned.
const (
	Operating     Status = "operating"
	RampUp        Status = "ramp-up"
	Qualifying    Status = "qualification"
	Construction  Status = "construction"
	Commissioning Status = "commissioning"
	Planned       Status = "planned"
	Suspended     Status = "suspended"
	Study         Status = "study"
	Cancelled     Status = "cancelled"
	UnknownStatus Status = "unknown"
)

// InBase reports whether a site of this status produces in the base period.
func (s Status) InBase() bool { return s == Operating || s == RampUp || s == Qualifying }

// Site is a plant or mine, or the rest of a place's output at one stage.
type Site struct {
	ID         string   `col:"id"`           // key
	Name       string   `col:"name"`         // in words
	Place      string   `col:"place"`        // place id
	Owners     []string `col:"owners"`       // party ids, with share after a colon where known (mp:100)
	Recipe     string   `col:"recipe"`       // recipe id
	Status     Status   `col:"status"`       // operating, ramp-up, …
	Residual   bool     `col:"residual"`     // stands for a national total less the named sites
	Output     Figure   `col:"output"`       // t/y of the main product in the base year
	Capacity   Figure   `col:"capacity"`     // t/y of the main product; blank: the world's default headroom over output
	Cost       Figure   `col:"cost"`         // USD/kg of main product, conversion only; for price rules
	Elasticity Figure   `col:"elasticity"`   // of supply with respect to the margin, below capacity
	Ramp       Figure   `col:"ramp"`         // share of the last 12 months' best output that can be added a month
	Host       string   `col:"host"`         // site whose output bounds this one's (by-products)
	HostYield  Figure   `col:"host_yield"`   // t of main product recoverable per t of the host's output
	AltPremium Figure   `col:"alt_premium"`  // USD/kg over the netback for a recipe idle in the base (thrifting)
	AltOf      string   `col:"alternate_of"` // site whose equipment this alternative recipe runs on
	Provenance
}

// Project is a site not yet running.
type Project struct {
	ID       string   `col:"id"`       // key
	Name     string   `col:"name"`     // in words
	Site     string   `col:"site"`     // site it expands; blank: a new one
	Place    string   `col:"place"`    // place id
	Owners   []string `col:"owners"`   // party ids
	Recipe   string   `col:"recipe"`   // recipe id
	Status   Status   `col:"status"`   // construction, commissioning, planned
	Capacity Figure   `col:"capacity"` // t/y of the main product added
	Start    Date     `col:"start"`    // first output as announced; zero: not announced
	Odds     Figure   `col:"odds"`     // chance that it ever produces
	Delay    Figure   `col:"delay"`    // months after Start
	RampTime Figure   `col:"ramp"`     // months from start to half of nameplate
	Provenance
}
