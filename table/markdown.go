package table

import (
	"bufio"
	"io"
	"strings"
)

// WriteMarkdown writes the table as one of Markdown, numbers to the right, cells
// as they are read on a page. A bar inside a cell is escaped.
func (t *Table) WriteMarkdown(w io.Writer) error {
	if err := t.Err(); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	line := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| ")
			b.WriteString(strings.ReplaceAll(oneLine(c), "|", `\|`))
			b.WriteByte(' ')
		}
		b.WriteString("|\n")
	}
	head, rule := make([]string, len(t.Columns)), ""
	for i, c := range t.Columns {
		head[i] = c.HeadingUnit()
		if c.Type.Numeric() {
			rule += "|---:"
		} else {
			rule += "|---"
		}
	}
	line(head)
	b.WriteString(rule + "|\n")
	for _, row := range t.Rows() {
		cells := make([]string, len(row))
		for i, v := range row {
			cells[i] = t.Columns[i].Display(v)
		}
		line(cells)
	}
	return b.Flush()
}
