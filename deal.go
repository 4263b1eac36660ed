package adit

// DealStatus says how far a deal, or a part of one, has come.
type DealStatus string

// Statuses of a deal.
const (
	DealClosed    DealStatus = "closed"    // money or shares have moved
	DealSigned    DealStatus = "signed"    // binding, not yet closed
	DealIntent    DealStatus = "intent"    // a letter of intent, whether binding or not
	DealAnnounced DealStatus = "announced" // said by a government or company, no text seen
	DealEnded     DealStatus = "ended"     // lapsed, cancelled or run out
)

// DealStatuses lists the statuses, furthest first.
func DealStatuses() []DealStatus {
	return []DealStatus{DealClosed, DealSigned, DealIntent, DealAnnounced, DealEnded}
}

// Deal is an arrangement between a state and firms: its terms as data, apart
// from any price. The file shape is described in docs/formats/deals.md. Amounts
// are in millions of the deal's currency, rates are shares a year.
type Deal struct {
	ID       string     // key
	Name     string     // in words
	Question string     // what the reader wants to know
	Status   DealStatus // of the whole
	Signed   Date       // day of signature, or of the announcement
	Closed   Date       // day of closing; zero: not closed in any source
	LongStop Date       // day after which either side may walk away
	Until    Date       // last day that is valued
	Currency string     // ISO 4217, of every amount that states no other; "": USD
	State    string     // party of the state that acts
	Firm     string     // party of the firm whose value is asked about
	Unvalued string     // why no value is computed; "": it is
	Ceiling  Figure     // millions; the tranches together stay under it

	Discount     Figure // rate a year at which the state weighs its money
	Borrowing    Figure // rate a year at which the state borrows
	FirmDiscount Figure // rate a year the firm wants

	Parties    []DealParty
	Rates      []DealRate
	Conditions []Condition
	Tranches   []Tranche
	Counts     []ShareCount
	Stakes     []DealStake
	Indices    []Index
	Links      []IndexLink
	Project    DealProject

	Commons    []CommonStock
	Preferreds []PreferredStock
	Warrants   []Warrant
	Loans      []Loan
	Guarantees []Guarantee
	Grants     []Grant
	Credits    []TaxCredit
	Floors     []PriceProtection
	Offtakes   []Offtake
	Reserves   []ReserveContract
	Funds      []Fund
	Royalties  []Royalty
	Golden     []GoldenShare
	Boards     []BoardRight
	Insurances []Insurance
	Exits      []ExitProgramme

	Effects []DealEffect // what it does to the chain
	Claims  []string     // ids of published statements about it, in the ledgers
	Provenance
}

// Clause is what every instrument has: who gives, who takes, when it counts.
type Clause struct {
	ID       string     // key within the deal
	Name     string     // in words
	From     string     // party that gives: buyer, lender, payer of a floor, insurer
	To       string     // party that takes: issuer or seller, borrower, insured
	Tranche  string     // tranche it belongs to
	Trigger  string     // condition before which it does not count
	Status   DealStatus // where it differs from the deal's
	Currency string     // of its amounts, ISO 4217; "": the deal's
	Anyway   bool       // stands without the state's part of the deal too
	Redacted string     // why a term stands as a range
	Provenance
}

// DealParty is one side. Only a party that is a row of parties has a seat.
type DealParty struct {
	ID    string // key within the deal
	Name  string // in words
	Party string // row of parties; "": none
	Role  string // state, firm, holder, lender, offtaker, fund, insurer
	Row   Where
}

// DealRate is what one unit of a currency costs in the deal's.
type DealRate struct {
	Currency string // ISO 4217
	Value    Figure // units of the deal's currency for one of it
	Date     Date   // day of the rate
	Provenance
}

// Condition is an event that something waits for: a condition precedent of the
// deal, a permit stage of the project, the trigger of an instrument.
type Condition struct {
	ID     string // key within the deal
	Name   string // in words
	Kind   string // precedent, permit, trigger
	By     Date   // day it must be met by; zero: none
	Met    Date   // day it was met; zero: not in any source
	Odds   Figure // chance that it ever is
	Months Figure // months from signature until it is
	Provenance
}

// Tranche is one payment or delivery under the ceiling.
type Tranche struct {
	ID        string // key within the deal
	Name      string // in words
	Date      Date   // day it is due
	Amount    Figure // millions
	Condition string // condition it waits for
	Provenance
}

// ShareCount is how many shares of a party there were, and how one knows.
type ShareCount struct {
	ID    string // key within the deal
	Party string // the firm, a party of the deal
	Date  Date   // day it is true of
	Count Figure // shares
	Basis string // filed, average, derived, circular
	Provenance
}

// DealStake is what a holder has of an entity without a count of shares: a joint
// venture, a fund. Votes may differ from economics.
type DealStake struct {
	ID       string // key within the deal
	Entity   string // whose, a party of the deal
	Holder   string // party of the deal
	Economic Figure // share of profits, 0-1
	Votes    Figure // share of votes, 0-1
	From     Date   // first day
	Provenance
}
