package adit

// CommonStock is shares bought from their issuer or from a holder.
type CommonStock struct {
	Clause
	Issuer string // firm whose shares they are; "": To
	Count  string // base, a share count of the deal; "": none
	Shares Figure // shares
	Price  Figure // currency a share
	Date   Date   // day they are paid
	New    bool   // issued for it; else bought from a holder
	Index  string // price at which they are sold again; "": not sold
	Grant  string // grant whose money pays for them
}

// PreferredStock is convertible preferred shares with a dividend paid in kind.
type PreferredStock struct {
	Clause
	Count      string // base, a share count of the deal
	Amount     Figure // millions
	Date       Date   // day they are paid
	Dividend   Figure // rate a year, added to the amount
	Conversion Figure // currency a share
	Cap        Figure // share of votes the holder stays under, 0-1
	Index      string // price of the common share
}

// Warrant is a right to buy shares: from the issuer (a warrant) or from a
// holder (a call).
type Warrant struct {
	Clause
	Issuer string // firm whose shares they are; "": To
	Count  string // base, a share count of the deal
	Shares Figure // shares
	Strike Figure // currency a share
	Date   Date   // day it is granted
	Expiry Date   // last day
	New    bool   // issued on exercise (a warrant); else delivered by a holder (a call)
	Index  string // price of the share
}

// Loan is a term loan.
type Loan struct {
	Clause
	Principal Figure // millions
	Date      Date   // first draw
	Draws     Figure // months over which it is drawn, in equal parts
	Base      Figure // rate a year
	Spread    Figure // added to it
	Tenor     Figure // years from the first draw
	Grace     Figure // months without service; interest is added to the principal
	Deferred  Figure // millions of service in the first five repayment years, moved to the end
	Repayment string // annuity, level (equal principal), bullet
	Hazard    Figure // chance of default a year
	Recovery  Figure // share of the balance recovered on default
	Covenants []string
	Converts  Figure // currency a share at which the lender may convert; blank: never
	Index     string // price of the share
}

// Guarantee is a promise to make a lender whole.
type Guarantee struct {
	Clause
	Loan  string // loan of the deal it covers
	Share Figure // share of the loss covered
	Fee   Figure // rate a year on the balance covered, paid by the borrower
}

// Grant is money given.
type Grant struct {
	Clause
	Amount Figure // millions
	Date   Date   // first payment
	Months Figure // months over which it is paid
}

// TaxCredit is a credit on the cost of production, phased out by year.
type TaxCredit struct {
	Clause
	Rate  Figure // share of the cash cost of production
	Date  Date   // first day
	Phase []PhaseYear
}

// PhaseYear is the share of a credit left in a year.
type PhaseYear struct {
	Year  int    // calendar year
	Share Figure // 0-1; years after the last have its share
	Row   Where
}

// PriceProtection is a settlement against an index: the payer makes up what the
// average of a quarter lacks of the floor; above a strike it may take a share.
type PriceProtection struct {
	Clause
	Index   string // price it is settled on
	Floor   Figure // currency per unit of the index
	Volume  Figure // t/y covered: sold, stockpiled or delivered to affiliates
	Covered string // what is covered, in words
	Date    Date   // first day
	Until   Date   // last day
	Average int    // months averaged; 0: 3
	Upside  []UpsideShare
	Cap     Figure // millions a calendar year the payer pays at most; blank: none
	Units   Figure // units of the index in a tonne; blank: 1000
}

// UpsideShare is the payer's share of what an index stands above a strike.
type UpsideShare struct {
	Strike  Figure // currency per unit of the index
	Share   Figure // 0-1
	Date    Date   // first day; zero: that of the floor
	Trigger string // condition it waits for
	Cap     Figure // millions a calendar year; blank: none
	Row     Where
}

// Offtake is a promise to buy.
type Offtake struct {
	Clause
	Index      string   // price it is settled on; "": cost plus
	Volume     Figure   // t/y
	TakeOrPay  Figure   // share of the volume paid whether taken or not
	Price      Figure   // fixed price per unit of the index; blank: the index
	Plus       Figure   // margin over cash cost, share of it (cost plus)
	Guaranteed Figure   // millions a year of operating profit guaranteed
	Escalation Figure   // its growth a year
	Profit     Figure   // millions a year of operating profit expected without it
	Swing      Figure   // standard deviation of that profit, share of it
	Upside     Figure   // share of profit above the guarantee paid to From
	Date       Date     // first day
	Years      Figure   // how long
	Priority   []string // uses or places served first
}

// ReserveContract is an indefinite-delivery contract: a ceiling is no revenue.
type ReserveContract struct {
	Clause
	Index   string // price of the good
	Ceiling Figure // millions that may be ordered
	Minimum Figure // millions guaranteed
	Orders  Figure // share of the ceiling ordered over the term
	Premium Figure // share paid over the index
	Resale  Figure // share of the index the good fetches when it is let go
	Date    Date   // first day
	Years   Figure // term
}

// Fund is a pool with several investors, matched where From and To match.
type Fund struct {
	Clause
	Commitments []FundCommitment
	Date        Date   // first call
	Calls       Figure // years over which commitments are called
	Life        Figure // years until everything is paid back
	Fee         Figure // rate a year on commitments, to the manager (To)
	Hurdle      Figure // preferred return a year
	Carry       Figure // manager's share above the hurdle
	Recycling   Figure // share of early proceeds invested again
	Growth      Figure // growth of what is invested, a year
	Spread      Figure // standard deviation of the logarithm of that, a year
}

// FundCommitment is what one investor promised.
type FundCommitment struct {
	Party  string // party of the deal
	Amount Figure // millions
	Row    Where
}

// Royalty is a share of revenue: of a mine, or of sales under a licence.
type Royalty struct {
	Clause
	Rate    Figure // share of revenue
	Unit    Figure // currency per tonne besides
	Revenue Figure // millions a year; blank: the project's
	Growth  Figure // its growth a year
	Date    Date   // first day
	Years   Figure // how long
}

// GoldenShare is consent rights without economics.
type GoldenShare struct {
	Clause
	Date    Date     // first day
	Consent []string // acts that need the holder's consent
}

// BoardRight is a right over seats.
type BoardRight struct {
	Clause
	Seats       int    // directors
	Observers   int    // without vote
	Independent bool   // of both sides
	Date        Date   // first day
	Years       Figure // how long; blank: open
}

// Insurance pays when a state takes its promise back.
type Insurance struct {
	Clause
	Covers   []string // instruments whose lost value is compensated
	Premium  Figure   // rate a year on the cover
	Cover    Figure   // millions at most; blank: all of it
	Share    Figure   // share of the loss compensated
	Hazard   Figure   // chance a year that the promise is taken back
	Date     Date     // first day
	Until    Date     // last day
	Reversal string   // what counts as cancellation, in words
}

// ExitProgramme is how a holding is sold.
type ExitProgramme struct {
	Clause
	Covers   []string // instruments whose shares are sold
	LockUp   Date     // last day on which nothing may be sold
	Traded   Figure   // shares traded a day
	Share    Figure   // share of the trade the seller stays under
	Discount Figure   // off the price, for selling
	Call     Figure   // price at which the company may buy them back; blank: none
}
