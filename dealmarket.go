package adit

// Index is a price that a deal is settled on or valued with: of a material, or
// of the shares of a party.
type Index struct {
	ID         string // key within the deal
	Name       string // in words
	Material   string // material of the world; "": none
	Party      string // firm whose share price it is; "": a good
	Currency   string // of the price, ISO 4217; "": the deal's
	Process    string // constant, curve, schwartz, lognormal
	Series     string // price series to calibrate a Schwartz process on
	Spot       Figure // price on Since
	Since      Date   // day of Spot; zero: the day of valuation
	Level      Figure // price it reverts to (schwartz)
	Reversion  Figure // speed of reversion a year (schwartz)
	Volatility Figure // standard deviation of the logarithm, a year
	Drift      Figure // growth of the mean a year (lognormal)
	Curve      []CurvePoint
	Provenance
}

// CurvePoint is one point of a price curve; between two the logarithm is
// linear, outside it is flat.
type CurvePoint struct {
	Date  Date
	Price Figure
	Row   Where
}

// IndexLink is the correlation of the moves of two indices.
type IndexLink struct {
	A, B        string // index ids
	Correlation Figure // -1 to 1
	Provenance
}

// DealProject is the plant or mine a deal is about, as far as money goes.
type DealProject struct {
	Project   string // row of projects; "": none
	Site      string // row of sites; "": none
	Index     string // price of its product
	Payable   Figure // share of the price that is paid
	Capacity  Figure // t/y of product
	Yield     Figure // share of capacity that becomes product
	Start     Date   // first output as planned
	Ramp      Figure // months from first output to full output, linear
	Life      Figure // years of output
	Capex     []Spend
	UnitCost  Figure   // currency per unit of price, cash, at full output
	FixedCost Figure   // millions a year, whether it runs or stands
	ByProduct Figure   // currency per unit of price, credited
	Tax       Figure   // share of profit
	Capital   Figure   // days of revenue tied up
	Keeping   Figure   // millions a year of capital spending once it runs
	Delay     Figure   // months after the planned start
	Overrun   Figure   // share by which capital spending exceeds the plan
	Stages    []string // conditions it must pass
	Mothball  bool     // stands idle in months when running loses cash
	Units     Figure   // units of price in a tonne: 1000 where prices are by the kilogram
	Provenance
}

// Spend is planned capital spending.
type Spend struct {
	Date   Date   // month it is spent
	Amount Figure // millions
	Row    Where
}

// DealEffect is what an instrument does to the chain: an overlay for stress.
type DealEffect struct {
	ID         string   // key within the deal
	Name       string   // in words
	Kind       string   // capacity, keep-open, priority, reversal, opens
	Instrument string   // clause that does it
	Project    string   // row of projects (capacity, opens)
	Sites      []string // rows of sites, trailing * allowed (keep-open)
	Material   string   // row of materials
	Place      string   // place served first (priority)
	Condition  string   // condition it waits for (opens)
	Measures   []string // rules whose return it softens (reversal)
	Date       Date     // first day
	Until      Date     // last day; zero: open
	Price      Figure   // floor under which no plant closes, USD/kg (keep-open)
	Tonnes     Figure   // t/y (capacity, priority)
	Odds       Figure   // chance (capacity, opens)
	Factor     Figure   // multiplies the hazard (reversal)
	Provenance
}
