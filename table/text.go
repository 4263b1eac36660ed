package table

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"
)

// WriteText writes the table for a terminal: the title, the headings with
// their units, a rule, and the rows; numbers right-aligned.
func (t *Table) WriteText(w io.Writer) error {
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
			width[j] = max(width[j], utf8.RuneCountInString(s))
		}
	}
	b := bufio.NewWriter(w)
	if t.Title != "" {
		b.WriteString(oneLine(t.Title) + "\n")
	}
	for i, line := range lines {
		t.writeLine(b, line, width)
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
