package adit

import (
	"fmt"
	"sort"
	"strings"
)

// Severity says whether a problem stops the work.
type Severity uint8

// Severities. A run with at least one Error ends with a non-zero exit code.
const (
	Error Severity = iota
	Warning
)

// String returns "error" or "warning".
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Where is a position in a file of a world; Line and Column count from 1, and
// 0 means the whole file or the whole line.
type Where struct {
	File         string
	Line, Column int
}

// String returns file:line:column, leaving out what is not known.
func (w Where) String() string {
	switch {
	case w.File == "":
		return ""
	case w.Line == 0:
		return w.File
	case w.Column == 0:
		return fmt.Sprintf("%s:%d", w.File, w.Line)
	}
	return fmt.Sprintf("%s:%d:%d", w.File, w.Line, w.Column)
}

// Problem is one fault in what a user gave us: where, what, and what to do.
// Readers collect problems; they never stop at the first.
type Problem struct {
	Code     string   // stable word, such as "unknown-column"; listed in docs/problems.md
	Severity Severity // whether it stops the work
	Where    Where    // position, as exact as is known
	Message  string   // what is wrong, with the offending value
	Hint     string   // what to do; "" when the message says it all
}

// Error returns the one-line form: position: severity: message [code] (hint).
func (p Problem) Error() string {
	var b strings.Builder
	if at := p.Where.String(); at != "" {
		b.WriteString(at + ": ")
	}
	fmt.Fprintf(&b, "%s: %s [%s]", p.Severity, p.Message, p.Code)
	if p.Hint != "" {
		fmt.Fprintf(&b, "\n\thint: %s", p.Hint)
	}
	return b.String()
}

// Problems is a list of problems that is itself an error.
type Problems []Problem

// Error returns all problems, one after another.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Add appends an error.
func (ps *Problems) Add(code string, at Where, hint, format string, args ...any) {
	*ps = append(*ps, Problem{Code: code, Where: at, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// Warn appends a warning.
func (ps *Problems) Warn(code string, at Where, hint, format string, args ...any) {
	*ps = append(*ps, Problem{Code: code, Severity: Warning, Where: at, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// Errors returns the problems that stop the work, as an error, or nil.
func (ps Problems) Errors() error {
	var stop Problems
	for _, p := range ps {
		if p.Severity == Error {
			stop = append(stop, p)
		}
	}
	if len(stop) == 0 {
		return nil
	}
	return stop
}

// Sort orders problems by file, line, column and code, for stable output.
func (ps Problems) Sort() {
	sort.SliceStable(ps, func(i, j int) bool {
		a, b := ps[i], ps[j]
		if a.Where.File != b.Where.File {
			return a.Where.File < b.Where.File
		}
		if a.Where.Line != b.Where.Line {
			return a.Where.Line < b.Where.Line
		}
		if a.Where.Column != b.Where.Column {
			return a.Where.Column < b.Where.Column
		}
		return a.Code < b.Code
	})
}
