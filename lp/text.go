package lp

import (
	"bufio"
	"io"
	"math"
	"strconv"
)

// WriteText writes the program for people to read, in the manner of the CPLEX
// LP format: rows and columns in the order they were added, by name, numbers
// in the shortest form that reads back exactly. Equal programs give equal
// bytes. Names are written as they are, so only names without blanks and
// operators make a file other programs read; use [Program.WriteMPS] for those.
func (p *Program) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString("minimise\n  cost:")
	n := 0
	for j, c := range p.columns.cost {
		if c != 0 {
			writeTerm(b, n, c, p.columns.names[j])
			n++
		}
	}
	if n == 0 {
		b.WriteString(" 0")
	}
	b.WriteString("\nsubject to\n")
	rows := make([][]Entry, p.NumRows())
	for e := range p.Entries() {
		rows[e.Row] = append(rows[e.Row], e)
	}
	for i, entries := range rows {
		p.writeRow(b, i, entries)
	}
	b.WriteString("bounds\n")
	for j := range p.columns.names {
		p.writeBounds(b, j)
	}
	if p.HasInteger() {
		b.WriteString("integer\n")
		for j, name := range p.columns.names {
			if p.columns.integer[j] {
				b.WriteString("  " + name + "\n")
			}
		}
	}
	b.WriteString("end\n")
	return b.Flush()
}

func (p *Program) writeRow(b *bufio.Writer, i int, entries []Entry) {
	lower, upper := p.rows.lower[i], p.rows.upper[i]
	b.WriteString("  " + p.rows.names[i] + ":")
	ranged := lower != upper && !math.IsInf(lower, -1) && !math.IsInf(upper, 1)
	if ranged {
		b.WriteString(" " + number(lower) + " <=")
	}
	for n, e := range entries {
		writeTerm(b, n, e.Coef, p.columns.names[e.Col])
	}
	if len(entries) == 0 {
		b.WriteString(" 0")
	}
	switch {
	case ranged:
		b.WriteString(" <= " + number(upper))
	case lower == upper:
		b.WriteString(" = " + number(upper))
	case !math.IsInf(upper, 1):
		b.WriteString(" <= " + number(upper))
	default:
		b.WriteString(" >= " + number(lower))
	}
	b.WriteByte('\n')
}

func (p *Program) writeBounds(b *bufio.Writer, j int) {
	lower, upper, name := p.columns.lower[j], p.columns.upper[j], p.columns.names[j]
	noLower, noUpper := math.IsInf(lower, -1), math.IsInf(upper, 1)
	b.WriteString("  ")
	switch {
	case noLower && noUpper:
		b.WriteString(name + " free")
	case lower == upper:
		b.WriteString(name + " = " + number(lower))
	case noUpper:
		b.WriteString(name + " >= " + number(lower))
	default:
		b.WriteString(number(lower) + " <= " + name + " <= " + number(upper))
	}
	b.WriteByte('\n')
}

// writeTerm writes the n-th term of a sum; a coefficient of one is left out.
func writeTerm(b *bufio.Writer, n int, coef float64, name string) {
	switch {
	case coef < 0:
		b.WriteString(" - ")
	case n > 0:
		b.WriteString(" + ")
	default:
		b.WriteByte(' ')
	}
	if a := math.Abs(coef); a != 1 {
		b.WriteString(number(a) + " ")
	}
	b.WriteString(name)
}

// number is the shortest decimal that reads back as the same float64.
func number(v float64) string {
	switch {
	case math.IsInf(v, 1):
		return "+inf"
	case math.IsInf(v, -1):
		return "-inf"
	case v == 0:
		return "0" // also for −0
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
