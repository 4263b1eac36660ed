package adit

// Use is a final demand for one material in one place.
type Use struct {
	ID           string `col:"id"`             // key, such as ev-motor.US
	Name         string `col:"name"`           // in words, such as EV motors
	Kind         string `col:"kind"`           // ev-motor, wind, industrial-motor, …: the same over places
	Sector       string `col:"sector"`         // ISIC Rev. 4 or NAICS 2022 code, prefixed
	Line         string `col:"line"`           // product line that loses once, whatever it lacks; blank: its own
	Material     string `col:"material"`       // material id
	Place        string `col:"place"`          // place id
	Quantity     Figure `col:"quantity"`       // t/y in the base year
	Elasticity   Figure `col:"elasticity"`     // of demand with respect to price, negative
	Core         Figure `col:"core"`           // willingness to pay at most, in multiples of the base price
	ValueAtStake Figure `col:"value_at_stake"` // USD of output lost per kg missing; prices loss only
	Priority     int    `col:"priority"`       // 1 is served first when rationed by rule; 0: by price alone
	Provenance
}

// StockKind says who may draw a stock and when.
type StockKind string

// Kinds of stock.
const (
	Working   StockKind = "working"   // firms' own; sets the target level h*
	State     StockKind = "state"     // released only by decision
	Strategic StockKind = "strategic" // firms' obligatory or hoarded; released only by decision
)

// Stock is material held somewhere by someone.
type Stock struct {
	ID       string    `col:"id"`       // key
	Holder   string    `col:"holder"`   // party id or "firms"
	Kind     StockKind `col:"kind"`     // who may draw it
	Material string    `col:"material"` // material id
	Place    string    `col:"place"`    // place id
	Tonnes   Figure    `col:"tonnes"`   // t held; or
	Days     Figure    `col:"days"`     // days of the place's throughput
	Trigger  string    `col:"trigger"`  // in words: when it is released
	Provenance
}
