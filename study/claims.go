package study

import (
	"io/fs"

	"adit"
	"adit/claims"
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
