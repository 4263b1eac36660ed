package claims

import "adit"

// Resolver answers queries. It lives where worlds and engines are known; claims
// never import them.
//
// Resolve returns Nothing as its error when the query names something that does
// not exist: that is a fault of the ledger. A thing that exists without an
// answer is an Answer with Missing; a part of the program still to come is an
// Answer with Needs. on is the day of the question, for queries that name none.
type Resolver interface {
	Resolve(q Query, on adit.Date) (Answer, error)
}

// Answer is what a query found: a number, a bound, a word or a day.
type Answer struct {
	Number   adit.Figure // with Known, or only Low and High where the source leaves a bound
	Numeric  bool        // Number is filled
	Words    string      // the answer in words
	Day      adit.Date   // the answer as a day
	Evidence []Evidence  // rows it rests on
	Missing  string      // why there is no answer; "" when there is one
	Needs    string      // window or deals: the part of the program that will answer
}

// Evidence is one row that an answer rests on.
type Evidence struct {
	Row        string          `json:"row"`              // table and id, such as records mp.preferred.amount
	Says       string          `json:"says"`             // what it says, in words
	At         string          `json:"at,omitempty"`     // file:line
	Source     []string        `json:"source,omitempty"` // ids in sources.csv
	AsOf       adit.Date       `json:"as_of,omitzero"`   // the day it speaks about
	Confidence adit.Confidence `json:"confidence"`       // kind of source
	Grade      string          `json:"grade,omitempty"`  // the compiler's letter
	Note       string          `json:"note,omitempty"`   // arithmetic or remark
}

// Nothing is the error of a query that names what does not exist.
type Nothing struct {
	Field string // field of the query at fault, such as name
	Name  string // what it names
	In    string // where it was looked for
	Known []string
}

// Error says what was not found.
func (n *Nothing) Error() string {
	if n.Name == "" {
		return "the query names no " + n.Field
	}
	return "there is no " + n.Name + " in " + n.In
}
