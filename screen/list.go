package screen

import "adit"

// List is a list of parties that was loaded.
type List struct {
	ID, Name string
	Date     adit.Date // state of the list; zero: not stated, and then it clears nobody
	Rows     int       // rows of it that were read
	Hash     string    // of the file it came from
	Entries  []Entry
}

// Entry is one party on a list.
type Entry struct {
	ID, Party string   // id on the list, and in the tables of parties
	Name      string   // as listed
	Also      []string // other names
	Place     string   // country
	From, To  adit.Date
	Verdict   Verdict // what being listed means, where it was read; Goes: to be looked into only
	Read      bool    // Verdict was read from the list
	Terms     string  // as the list says it
}

func (e *Entry) span() adit.Span { return adit.Span{From: e.From, To: e.To} }

// Seen is a list as a record names it.
type Seen struct {
	ID   string    `json:"id"`
	Name string    `json:"name"`
	Date adit.Date `json:"date"`
	Rows int       `json:"rows"`
	Hash string    `json:"hash"`
}

// Owners answers whether a party is caught through those who own it. It stands
// for a graph of holdings (package ownership).
type Owners interface {
	// Has reports whether holdings of a party of that id are recorded.
	Has(party string) bool
	// Caught holds a party against a test of ownership over lists.
	Caught(party string, lists []string, t adit.Test, on, knownOn adit.Date) Owned
}

// Owned is the answer about the owners of one party.
type Owned struct {
	Answer  Answer
	Verdict Verdict  // what follows where it is caught, from the terms of the lists; Goes: not read
	Because []string // in words
	Proof   []string // chain, shares, dates, sources
	Flags   []string // what to look at besides
	Open    []string // flags that leave a no open, such as an owner whose share is unknown
}

// Answer says whether something holds.
type Answer uint8

// Answers.
const (
	No Answer = iota
	Open
	Yes
)
