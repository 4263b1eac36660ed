package study

import (
	"fmt"
	"io/fs"

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
// the world on a day.
func Claims(folder fs.FS, w *adit.World, ledgers []LedgerFile, on adit.Date) (*claims.Result, adit.Problems) {
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
	result, problems := Claims(r.opt.Folder, r.opt.World, nil, r.opt.On)
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
	against := table.New("claims-against", "Statements the record speaks against",
		table.Column{Name: "id", Doc: "Claim."},
		table.Column{Name: "statement", Doc: "What it says, in our words."},
		table.Column{Name: "verdict", Doc: "What the answers make of it."},
		table.Column{Name: "reason", Doc: "Why."})
	for i := range result.Claims {
		switch e := &result.Claims[i]; e.Verdict {
		case claims.Contradicted, claims.Outdated, claims.Misattributed, claims.FalseMechanism:
			against.Add(e.ID, e.Statement, e.Verdict.Title(), e.Reasons)
		}
	}
	return report.Section{ID: "claims", Title: "What was written, against the record",
		Lead: fmt.Sprintf("%d published statements on these supply chains, each held against figures, statistics, rules and records.", len(result.Claims)),
		Figures: []report.Figure{
			{Table: counts, Chart: &chart.Spec{Kind: chart.Bars, Title: "Statements by verdict", Subtitle: "Number of statements", X: "verdict", Series: []chart.Series{{Y: "claims"}}},
				Note: "None is called supported on an assumption alone. adit claims prints every one with its evidence."},
			{Table: against},
		}}, true
}
