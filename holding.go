package adit

// Tie is what a holding is a share of.
type Tie string

// Ties. Shares of capital and shares of votes are never added together.
const (
	Economic Tie = "economic" // a share of the capital; a blank cell means this one
	Votes    Tie = "votes"    // a share of the votes
	Control  Tie = "control"  // no share: appoints the board, runs the business, by contract or charter
	Indirect Tie = "indirect" // stated as a sum over links that may be recorded one by one: never added to them
)

// Holding is what one party holds of another, over a stretch of days.
type Holding struct {
	ID      string `col:"id"`       // key
	Owner   string `col:"owner"`    // party id
	Asset   string `col:"asset"`    // party id of what is held
	Share   string `col:"share"`    // as ParseStake reads it; "": not known
	Kind    Tie    `col:"kind"`     // economic, votes, control, indirect
	Block   string `col:"block"`    // which block or class of shares; blocks of one owner add up
	From    Date   `col:"from"`     // first day; zero: not stated
	To      Date   `col:"to"`       // last day; zero: no end known
	KnownOn Date   `col:"known_on"` // day it could first be known; zero: always
	Provenance
}

// Span is the stretch of days over which it is held.
func (h Holding) Span() Span { return Span{From: h.From, To: h.To} }

// List is a list of parties that an authority, a publisher or a user keeps.
// Measures name it; who stands on it is read in some state of it.
type List struct {
	ID        string `col:"id"`        // key, such as us-entity-list
	Name      string `col:"name"`      // as published
	Publisher string `col:"publisher"` // who keeps it
	Place     string `col:"place"`     // its jurisdiction
	Origin    string `col:"origin"`    // its code in bulk files, such as EL
	Date      Date   `col:"date"`      // the state of the list that was read; zero: none was
	Rows      int    `col:"rows"`      // rows of it in the file that was read
	Provenance
}

// Terms is what being on a list means for a licence, in one word.
type Terms string

// Terms, least restrictive first. The zero Terms was not read from the list.
const (
	Flagged  Terms = "flagged"               // to be looked into: nothing is refused
	ByCase   Terms = "case-by-case"          // licence, each case reviewed
	Presumed Terms = "presumption-of-denial" // licence, presumed to be denied
	Denied   Terms = "denial"                // licence, denied by policy
	Blocked  Terms = "blocked"               // no dealing at all
)

// AllTerms lists the terms, least restrictive first.
func AllTerms() []Terms { return []Terms{Flagged, ByCase, Presumed, Denied, Blocked} }

// Rank orders terms: higher is more restrictive, 0 is not read.
func (t Terms) Rank() int {
	for i, one := range AllTerms() {
		if one == t {
			return i + 1
		}
	}
	return 0
}

// Listed is one party named on a list.
type Listed struct {
	ID          string `col:"id"`          // key
	List        string `col:"list"`        // list id
	Party       string `col:"party"`       // party id
	From        Date   `col:"from"`        // first day; zero: not stated
	To          Date   `col:"to"`          // last day; zero: no end known
	Programs    string `col:"programs"`    // sanctions programmes, separated by ;
	Terms       Terms  `col:"terms"`       // in one word, where it was read
	Requirement string `col:"requirement"` // what needs a licence, as the list says it
	Policy      string `col:"policy"`      // how an application is reviewed, as the list says it
	Provenance
}

// Span is the stretch of days over which the party is listed.
func (l Listed) Span() Span { return Span{From: l.From, To: l.To} }
