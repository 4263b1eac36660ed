package claims

import "adit"

// Ledger is a list of statements of one article, speech or report.
type Ledger struct {
	ID        string    // key
	Title     string    // of the article, in our words
	Publisher string    // who published it
	Date      adit.Date // of publication
	URL       string    // address, where one is kept
	Note      string    // remark
	Claims    []Claim
	Row       adit.Where
}

// Claim is one statement, with what it says as a number and the tests it is
// put to.
type Claim struct {
	ID         string      // key over all ledgers
	Place      string      // where in the article
	Statement  string      // what it says, in our words
	Subject    []string    // whom or what it is about
	Value      adit.Figure // the number it states, in Unit; blank: none
	Unit       string      // unit of the number
	Comparator string      // how the number is meant: =, ~, >=, <=, >, <
	Date       adit.Date   // the day or year it speaks about
	Kind       string      // level, share, rule, deal, …: for lists
	Tests      []Test      // what it is held against
	Because    string      // why nothing can be computed, or a remark on the verdict
	Needs      string      // window or deals: the part of the program that will decide
	Row        adit.Where
}

// Part is the part of a statement that a test looks at.
type Part string

// Parts of a statement.
const (
	What    Part = "what"    // what is said; fails: contradicted
	Earlier Part = "earlier" // the same, of an earlier edition or day; asked when what is said fails
	Who     Part = "who"     // of whom; fails: misattributed
	How     Part = "how"     // by which mechanism; fails: true as a number, false as a mechanism
)

// Test holds one answer against the statement. Without Is, Day or Value it is
// the claim's own number that is compared.
type Test struct {
	Ask        Query       // the query
	Part       Part        // of the statement; "": what
	Is         []string    // words the answer must be one of
	Value      adit.Figure // number the answer must compare with
	Comparator string      // how; "": the claim's
	Within     adit.Figure // tolerance in the unit of the answer; blank: the documented one
	Day        adit.Date   // day the answer must compare with
	Reason     string      // what it means that this test fails (or, of an earlier time, holds)
	Row        adit.Where
}

func (t Test) part() Part {
	if t.Part == "" {
		return What
	}
	return t.Part
}
