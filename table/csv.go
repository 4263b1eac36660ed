package table

import (
	"encoding/csv"
	"io"
	"strings"
)

// reasonColumn is the last column of a CSV whose table has unknown values: it
// names them and says why, so that a blank cell is never unexplained.
const reasonColumn = "unknown"

// WriteCSV writes a header of column names and the rows, numbers in full,
// blank and unknown cells empty. If any value is unknown for a stated reason a
// last column "unknown" says "column: reason; …". Units and descriptions are in
// the JSON form.
func (t *Table) WriteCSV(w io.Writer) error {
	if err := t.Err(); err != nil {
		return err
	}
	reasons := t.HasReasons()
	out := csv.NewWriter(w)
	head := make([]string, 0, len(t.Columns)+1)
	for _, c := range t.Columns {
		head = append(head, c.Name)
	}
	if reasons {
		head = append(head, reasonColumn)
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for _, row := range t.rows {
		line := make([]string, 0, len(head))
		var why []string
		for j, v := range row {
			line = append(line, v.Raw())
			if r := v.Reason(); r != "" {
				why = append(why, t.Columns[j].Name+": "+r)
			}
		}
		if reasons {
			line = append(line, strings.Join(why, "; "))
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
