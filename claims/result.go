package claims

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"adit"
	"adit/table"
)

// Result is the answer over all ledgers, as --json prints it. It is a
// contract: docs/formats/claims.md.
type Result struct {
	World  string         `json:"world"`
	Hash   string         `json:"hash"` // of the world's files
	On     adit.Date      `json:"on"`
	Counts map[string]int `json:"counts"` // by verdict
	Claims []Entry        `json:"claims"`
}

// Entry is one claim of a result.
type Entry struct {
	ID         string      `json:"id"`
	Ledger     string      `json:"ledger"`
	Place      string      `json:"place,omitempty"`
	Statement  string      `json:"statement"`
	Subject    []string    `json:"subject,omitempty"`
	Stated     *float64    `json:"stated,omitempty"`
	Comparator string      `json:"comparator,omitempty"`
	Unit       string      `json:"unit,omitempty"`
	Date       adit.Date   `json:"date,omitzero"`
	Verdict    Verdict     `json:"verdict"`
	Needs      string      `json:"needs,omitempty"` // of a pending claim
	Reasons    []string    `json:"reasons"`
	Computed   *float64    `json:"computed,omitempty"`
	Range      []*float64  `json:"range,omitempty"`      // low and high, where only a bound is known; null: no end
	Difference *float64    `json:"difference,omitempty"` // computed less stated
	Tests      []EntryTest `json:"tests"`
}

// EntryTest is one test of an entry, with its evidence.
type EntryTest struct {
	Ask      string     `json:"ask"`
	Part     Part       `json:"part"`
	Answer   string     `json:"answer"`
	Wanted   string     `json:"wanted"`
	Outcome  string     `json:"outcome"` // holds, fails, open
	Evidence []Evidence `json:"evidence"`
}

var outcomeWords = [...]string{holds: "holds", fails: "fails", undecided: "open"}

// NewResult gathers findings.
func NewResult(world, hash string, on adit.Date, findings []Finding) *Result {
	r := &Result{World: world, Hash: hash, On: on, Counts: map[string]int{}, Claims: []Entry{}}
	for _, v := range Verdicts() {
		r.Counts[v.String()] = 0
	}
	for i := range findings {
		f := &findings[i]
		c := f.Claim
		e := Entry{
			ID: c.ID, Ledger: f.Ledger.ID, Place: c.Place, Statement: c.Statement, Subject: c.Subject, Date: c.Date,
			Verdict: f.Verdict, Needs: f.Needs, Reasons: append([]string{}, f.Reasons...), Tests: []EntryTest{},
		}
		if c.Value.Given() {
			e.Stated, e.Unit, e.Comparator = &c.Value.Value, c.Unit, c.Comparator
			if f.Computed.Given() && f.Computed.Known() {
				e.Computed = &f.Computed.Value
			} else if f.Computed.Unknown != "" && !math.IsNaN(f.Computed.Low) {
				e.Range = []*float64{finite(f.Computed.Low), finite(f.Computed.High)}
			}
		}
		if d, ok := f.Difference(); ok {
			e.Difference = &d
		}
		for _, t := range f.Answers {
			e.Tests = append(e.Tests, EntryTest{
				Ask: t.Test.Ask.String(), Part: t.Test.part(), Answer: t.Said, Wanted: t.Wanted,
				Outcome: outcomeWords[t.Outcome], Evidence: append([]Evidence{}, t.Answer.Evidence...),
			})
		}
		r.Counts[f.Verdict.String()]++
		r.Claims = append(r.Claims, e)
	}
	return r
}

// Write writes the result as JSON.
func (r *Result) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// Says is the answer in a sentence.
func (r *Result) Says() string {
	var parts []string
	for _, v := range Verdicts() {
		if n := r.Counts[v.String()]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v.Title()))
		}
	}
	return fmt.Sprintf("%d claims: %s", len(r.Claims), strings.Join(parts, "; "))
}

// Tables lays the result out: one row a claim, and one row an evidence.
func (r *Result) Tables() []*table.Table {
	claims := table.New("claims", "Published statements against what is known",
		table.Column{Name: "id", Label: "Id", Doc: "Claim."},
		table.Column{Name: "ledger", Doc: "Ledger it stands in."},
		table.Column{Name: "place", Doc: "Where in the article."},
		table.Column{Name: "statement", Doc: "What it says, in our words."},
		table.Column{Name: "stated", Type: table.Number, Doc: "The number it states, in its unit."},
		table.Column{Name: "unit", Doc: "Unit of the number."},
		table.Column{Name: "verdict", Doc: "What the answers make of it."},
		table.Column{Name: "computed", Type: table.Number, Doc: "The number it was compared with, in the unit of the claim."},
		table.Column{Name: "difference", Type: table.Number, Doc: "Computed less stated."},
		table.Column{Name: "answer", Doc: "What the tests found."},
		table.Column{Name: "reason", Doc: "Why the verdict is what it is."},
		table.Column{Name: "rows", Doc: "Rows it rests on."},
		table.Column{Name: "source", Doc: "Sources of those rows."})
	for i := range r.Claims {
		e := &r.Claims[i]
		verdict := e.Verdict.Title()
		if e.Needs != "" {
			verdict += ": needs " + e.Needs
		}
		var answers, rows, sources []string
		for _, t := range e.Tests {
			answers = append(answers, t.Answer)
			for _, v := range t.Evidence {
				if !slices.Contains(rows, v.Row) {
					rows = append(rows, v.Row)
				}
				for _, s := range v.Source {
					if !slices.Contains(sources, s) {
						sources = append(sources, s)
					}
				}
			}
		}
		claims.Add(e.ID, e.Ledger, e.Place, e.Statement, number(e.Stated), e.Unit, verdict, number(e.Computed), number(e.Difference),
			answers, e.Reasons, rows, sources)
	}
	counts := table.New("verdicts", "Claims by verdict",
		table.Column{Name: "verdict", Doc: "What the answers make of a claim."},
		table.Column{Name: "claims", Type: table.Integer, Doc: "How many."})
	for _, v := range Verdicts() {
		counts.Add(v.Title(), r.Counts[v.String()])
	}
	return []*table.Table{claims, counts}
}

func finite(v float64) *float64 {
	if math.IsInf(v, 0) {
		return nil
	}
	return &v
}

func number(v *float64) table.Cell {
	if v == nil {
		return table.Cell{}
	}
	return table.Num(*v)
}
