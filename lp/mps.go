package lp

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"
)

// WriteMPS writes the program in free MPS, with numbers that read back
// exactly, for other solvers. Blanks in names are not allowed there: they and
// the percent sign are written as %20, %25 and so on. It fails when two rows
// or two columns have one name, a row is called like the objective, "cost", or
// a row's bounds are crossed.
// A row without bounds becomes an N row, which some readers leave out.
func (p *Program) WriteMPS(w io.Writer) error {
	colNames, err := mpsNames("column", p.columns.names, "")
	if err != nil {
		return err
	}
	rowNames, err := mpsNames("row", p.rows.names, "cost")
	if err != nil {
		return err
	}
	for i, name := range p.rows.names {
		// RANGES takes the size of a range, so it would silently uncross them.
		if p.rows.lower[i] > p.rows.upper[i] {
			return fmt.Errorf("lp: row %q has its lower bound above the upper one, which MPS cannot say", name)
		}
	}
	b := bufio.NewWriter(w)
	b.WriteString("NAME adit\nROWS\n N cost\n")
	for i, name := range rowNames {
		fmt.Fprintf(b, " %c %s\n", p.mpsSense(i), name)
	}
	p.mpsColumns(b, colNames, rowNames)
	p.mpsRightHandSides(b, rowNames)
	p.mpsBounds(b, colNames)
	b.WriteString("ENDATA\n")
	return b.Flush()
}

// mpsSense is E, G or L for an equation or a bound from below or above (with a
// range when there are both), N for neither.
func (p *Program) mpsSense(i int) byte {
	lower, upper := p.rows.lower[i], p.rows.upper[i]
	switch {
	case lower == upper:
		return 'E'
	case !math.IsInf(lower, -1):
		return 'G'
	case !math.IsInf(upper, 1):
		return 'L'
	}
	return 'N'
}

func (p *Program) mpsColumns(b *bufio.Writer, colNames, rowNames []string) {
	b.WriteString("COLUMNS\n")
	m := p.Matrix()
	inInteger := false
	marker := func(on bool) {
		if on == inInteger {
			return
		}
		inInteger = on
		kind := "'INTEND'"
		if on {
			kind = "'INTORG'"
		}
		b.WriteString(" MARKER 'MARKER' " + kind + "\n")
	}
	for j, name := range colNames {
		marker(p.columns.integer[j])
		// A column without entries exists only through its cost line.
		if c := p.columns.cost[j]; c != 0 || m.Start[j] == m.Start[j+1] {
			b.WriteString(" " + name + " cost " + number(c) + "\n")
		}
		for k := m.Start[j]; k < m.Start[j+1]; k++ {
			b.WriteString(" " + name + " " + rowNames[m.Index[k]] + " " + number(m.Value[k]) + "\n")
		}
	}
	marker(false)
}

func (p *Program) mpsRightHandSides(b *bufio.Writer, rowNames []string) {
	b.WriteString("RHS\n")
	var ranges []string
	for i, name := range rowNames {
		lower, upper := p.rows.lower[i], p.rows.upper[i]
		rhs := 0.0
		switch p.mpsSense(i) {
		case 'E', 'L':
			rhs = upper
		case 'G':
			rhs = lower
			if !math.IsInf(upper, 1) {
				ranges = append(ranges, " RANGE "+name+" "+number(upper-lower)+"\n")
			}
		}
		if rhs != 0 {
			b.WriteString(" RHS " + name + " " + number(rhs) + "\n")
		}
	}
	if len(ranges) > 0 {
		b.WriteString("RANGES\n" + strings.Join(ranges, ""))
	}
}

func (p *Program) mpsBounds(b *bufio.Writer, colNames []string) {
	b.WriteString("BOUNDS\n")
	for j, name := range colNames {
		lower, upper := p.columns.lower[j], p.columns.upper[j]
		noLower, noUpper := math.IsInf(lower, -1), math.IsInf(upper, 1)
		line := func(kind, value string) { b.WriteString(" " + kind + " BOUND " + name + value + "\n") }
		switch {
		case noLower && noUpper:
			line("FR", "")
			continue
		case lower == upper:
			line("FX", " "+number(lower))
			continue
		case noLower:
			line("MI", "")
		case lower != 0:
			line("LO", " "+number(lower))
		}
		switch {
		case !noUpper:
			line("UP", " "+number(upper))
		case p.columns.integer[j]:
			// Without it, some readers take an integer column for binary.
			line("PL", "")
		}
	}
}

// mpsNames escapes names and refuses doubles.
func mpsNames(kind string, names []string, taken string) ([]string, error) {
	seen := make(map[string]bool, len(names)+1)
	if taken != "" {
		seen[taken] = true
	}
	out := make([]string, len(names))
	for i, name := range names {
		if seen[name] {
			return nil, fmt.Errorf("lp: MPS needs distinct names: %s %d is another %q", kind, i, name)
		}
		seen[name] = true
		out[i] = mpsEscape.Replace(name)
	}
	return out, nil
}

var mpsEscape = strings.NewReplacer("%", "%25", " ", "%20", "\t", "%09", "\n", "%0A", "\r", "%0D", "$", "%24")
