package table

import (
	"bufio"
	"io"
	"math"
	"strings"
	"unicode/utf8"
)

// WriteText writes the table for a terminal: the title, the headings with
// their units, a rule, and the rows; numbers right-aligned. A row is one line.
func (t *Table) WriteText(w io.Writer) error { return t.WriteWrapped(w, math.MaxInt) }

// WriteWrapped is WriteText with columns of words no wider than widest: longer
// ones go on below.
func (t *Table) WriteWrapped(w io.Writer, widest int) error {
	if err := t.Err(); err != nil {
		return err
	}
	lines := make([][]string, 0, len(t.rows)+1)
	head := make([]string, len(t.Columns))
	for j, c := range t.Columns {
		head[j] = c.HeadingUnit()
	}
	lines = append(lines, head)
	for _, row := range t.rows {
		line := make([]string, len(row))
		for j, v := range row {
			line[j] = oneLine(t.Columns[j].Plain(v))
		}
		lines = append(lines, line)
	}
	width := make([]int, len(t.Columns))
	for _, line := range lines {
		for j, s := range line {
			width[j] = max(width[j], t.within(j, utf8.RuneCountInString(s), widest))
		}
	}
	b := bufio.NewWriter(w)
	if t.Title != "" {
		b.WriteString(oneLine(t.Title) + "\n")
	}
	for i, line := range lines {
		t.writeLines(b, line, width)
		if i == 0 {
			rule := make([]string, len(width))
			for j, n := range width {
				rule[j] = strings.Repeat("-", n)
			}
			b.WriteString(strings.Join(rule, "  ") + "\n")
		}
	}
	return b.Flush()
}

// within is the width a cell asks for, held to the widest a column of words may
// be.
func (t *Table) within(column, width, widest int) int {
	if t.Columns[column].Type == Text {
		return min(width, widest)
	}
	return width
}

// writeLines writes a row, in as many lines as its longest cell needs.
func (t *Table) writeLines(b *bufio.Writer, row []string, width []int) {
	parts := make([][]string, len(row))
	most := 1
	for j, cell := range row {
		parts[j] = wrap(cell, width[j])
		most = max(most, len(parts[j]))
	}
	for i := range most {
		line := make([]string, len(row))
		for j := range row {
			if i < len(parts[j]) {
				line[j] = parts[j][i]
			}
		}
		t.writeLine(b, line, width)
	}
}

// wrap breaks a text at spaces into lines of a width; a word that is longer is
// broken where the line ends.
func wrap(s string, width int) []string {
	var lines []string
	for utf8.RuneCountInString(s) > width {
		r := []rune(s)
		at := width
		for at > 0 && r[at] != ' ' {
			at--
		}
		if at == 0 {
			at = width
		}
		lines = append(lines, strings.TrimRight(string(r[:at]), " "))
		s = strings.TrimLeft(string(r[at:]), " ")
	}
	return append(lines, s)
}

func (t *Table) writeLine(b *bufio.Writer, line []string, width []int) {
	var s strings.Builder
	for j, cell := range line {
		if j > 0 {
			s.WriteString("  ")
		}
		pad := strings.Repeat(" ", width[j]-utf8.RuneCountInString(cell))
		if t.Columns[j].Type.Numeric() {
			s.WriteString(pad + cell)
		} else {
			s.WriteString(cell + pad)
		}
	}
	b.WriteString(strings.TrimRight(s.String(), " ") + "\n")
}

// oneLine keeps a row on its line: line breaks and tabs become spaces, other
// control characters (which could drive the terminal) are dropped.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0:
			return -1
		}
		return r
	}, s)
}
