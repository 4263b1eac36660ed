package study

import (
	"fmt"
	"io/fs"
	"strings"

	"adit"
	"adit/chart"
	"adit/claims"
	"adit/report"
	"adit/table"
)

// LedgerFile is a ledger a user brought along.
type LedgerFile struct {
	Name string
	Data []byte
}

// Claims holds the ledgers of a world's folder, or those brought along, against
// the world on a day. Statements on how long a leverage lasts are held against
// the window; nil: they stay pending.
func Claims(folder fs.FS, w *adit.World, ledgers []LedgerFile, on adit.Date, window *Window) (*claims.Result, adit.Problems) {
	var book *claims.Book
	var problems adit.Problems
	if len(ledgers) == 0 {
		book, problems = claims.Read(folder)
	} else {
		book = &claims.Book{}
		for _, l := range ledgers {
			problems = append(problems, book.Add(l.Name, l.Data)...)
		}
		problems = append(problems, book.Check()...)
		problems.Sort()
	}
	resolver, faults := NewResolver(w)
	problems = append(problems, faults...)
	if problems.Errors() != nil {
		return nil, problems
	}
	if window != nil {
		resolver.Window = window.Claim
	}
	findings, faults := book.Judge(resolver, on)
	problems = append(problems, faults...)
	if problems.Errors() != nil {
		return nil, problems
	}
	return claims.NewResult(w.Name, w.Hash, on, findings), problems
}

// claimsSection tells how the world's ledgers fare on the day asked about:
// claims by verdict, and those the record speaks against.
func (r *run) claimsSection() (report.Section, bool) {
	if r.opt.Folder == nil {
		return report.Section{}, false
	}
	result, problems := Claims(r.opt.Folder, r.opt.World, nil, r.opt.On, r.lasts)
	if problems.Errors() != nil || result == nil || len(result.Claims) == 0 {
		return report.Section{}, false
	}
	counts := table.New("claim-verdicts", "Published statements by verdict",
		table.Column{Name: "verdict", Doc: "What the answers make of a statement."},
		table.Column{Name: "claims", Type: table.Integer, Doc: "How many statements."})
	for _, v := range claims.Verdicts() {
		if n := result.Counts[v.String()]; n > 0 {
			counts.Add(v.Title(), n)
		}
	}
	against := 0
	all := table.New("claims", "Every statement, with its verdict",
		table.Column{Name: "id", Label: "Id", Doc: "Claim."},
		table.Column{Name: "verdict", Doc: "What the answers make of it."},
		table.Column{Name: "statement", Doc: "What it says, in our words."},
		table.Column{Name: "reason", Doc: "Why the verdict is what it is."},
		table.Column{Name: "stated", Label: "Published", Type: table.Number, Doc: "The number it states, in its unit."},
		table.Column{Name: "computed", Type: table.Number, Doc: "The number it was compared with."},
		table.Column{Name: "unit", Doc: "Unit of both."},
		table.Column{Name: "ledger", Doc: "Ledger, and the place in the article."})
	for _, v := range toldFirst {
		for i := range result.Claims {
			e := &result.Claims[i]
			if e.Verdict != v {
				continue
			}
			if v == claims.Contradicted || v == claims.Outdated || v == claims.Misattributed || v == claims.FalseMechanism {
				against++
			}
			all.Add(e.ID, v.Title(), e.Statement, strings.Join(e.Reasons, "; "), optional(e.Stated), optional(e.Computed), e.Unit, strings.TrimSpace(e.Ledger+" "+e.Place))
		}
	}
	return report.Section{ID: "claims", Title: "What was written, against the record",
		Lead: fmt.Sprintf("%d published statements on these supply chains, each held against figures, statistics, rules and records. The record speaks against %d of them.", len(result.Claims), against),
		Figures: []report.Figure{
			{Table: counts, Chart: &chart.Spec{Kind: chart.Bars, Title: "Statements by verdict", Subtitle: "Number of statements", X: "verdict", Series: []chart.Series{{Y: "claims"}}},
				Note: "None is called supported on an assumption alone. adit claims prints every one with its evidence."},
			{Table: all, Note: "Those the record speaks against come first. Filter by a word, such as a verdict or a mineral; a heading sorts."},
		}}, true
}

// toldFirst is the order in which a page lists claims: what a reader should
// know first.
var toldFirst = []claims.Verdict{claims.Contradicted, claims.Outdated, claims.Misattributed, claims.FalseMechanism, claims.Supported, claims.CannotBeTold, claims.Pending}

func optional(v *float64) table.Cell {
	if v == nil {
		return table.Cell{}
	}
	return table.Num(*v)
}
