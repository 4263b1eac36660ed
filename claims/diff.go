package claims

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strings"

	"adit"
	"adit/table"
)

// ReadResult reads what --json printed.
func ReadResult(name string, data []byte) (*Result, adit.Problems) {
	var ps adit.Problems
	var r Result
	at := adit.Where{File: name}
	if err := json.Unmarshal(data, &r); err != nil {
		var syntax *json.SyntaxError
		var kind *json.UnmarshalTypeError
		offset := int64(0)
		switch {
		case errors.As(err, &syntax):
			offset = syntax.Offset
		case errors.As(err, &kind):
			offset = kind.Offset
		}
		if offset > 0 {
			before := string(data[:min(int(offset), len(data))])
			at.Line = 1 + strings.Count(before, "\n")
			at.Column = max(1, len(before)-1-strings.LastIndex(before, "\n"))
		}
		ps.Add("bad-result", at, "give two files written by adit claims --json", "the file is no result of claims: %s", err)
		return nil, ps
	}
	if r.Claims == nil {
		ps.Add("bad-result", at, "give two files written by adit claims --json", "the file holds no list of claims")
		return nil, ps
	}
	for _, e := range r.Claims {
		if e.ID == "" || e.Verdict == NoVerdict {
			ps.Add("bad-result", at, "give two files written by adit claims --json", "claim %q has no id or no verdict", e.ID)
			return nil, ps
		}
	}
	return &r, ps
}

// Unreadable is the problem of a file that cannot be opened.
func Unreadable(name string, err error) (ps adit.Problems) {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	ps.Add("unreadable-file", adit.Where{File: name}, "", "cannot read: %s", err)
	return ps
}

// Diff lists the claims whose verdict, computed value or presence differs
// between two results, in the order of the second and then of what it lost.
func Diff(before, after *Result) *table.Table {
	t := table.New("claims-diff", "Claims that changed",
		table.Column{Name: "id", Label: "Id", Doc: "Claim."},
		table.Column{Name: "statement", Doc: "What it says, in our words."},
		table.Column{Name: "before", Doc: "Verdict in the first result; blank: not in it."},
		table.Column{Name: "after", Doc: "Verdict in the second result; blank: not in it."},
		table.Column{Name: "computed_before", Type: table.Number, Doc: "Number it was compared with in the first result."},
		table.Column{Name: "computed_after", Type: table.Number, Doc: "Number it was compared with in the second result."},
		table.Column{Name: "reason", Doc: "Why, by the second result."})
	old := map[string]*Entry{}
	for i := range before.Claims {
		old[before.Claims[i].ID] = &before.Claims[i]
	}
	seen := map[string]bool{}
	for i := range after.Claims {
		b := &after.Claims[i]
		seen[b.ID] = true
		switch a := old[b.ID]; {
		case a == nil:
			t.Add(b.ID, b.Statement, nil, b.Verdict.Title(), nil, number(b.Computed), b.Reasons)
		case a.Verdict != b.Verdict || !same(a.Computed, b.Computed):
			t.Add(b.ID, b.Statement, a.Verdict.Title(), b.Verdict.Title(), number(a.Computed), number(b.Computed), b.Reasons)
		}
	}
	for i := range before.Claims {
		if a := &before.Claims[i]; !seen[a.ID] {
			t.Add(a.ID, a.Statement, a.Verdict.Title(), nil, number(a.Computed), nil, nil)
		}
	}
	return t
}

// same compares computed values; a change in the last digit of a float is none.
func same(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(*a-*b) <= 1e-9*max(math.Abs(*a), math.Abs(*b))
}

// DiffSays is the answer of a comparison in a sentence.
func DiffSays(changed *table.Table) string {
	switch n := changed.Len(); n {
	case 0:
		return "No verdict and no computed value changed"
	case 1:
		return "1 claim changed"
	default:
		return fmt.Sprintf("%d claims changed", n)
	}
}
