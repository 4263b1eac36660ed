package table

import (
	"encoding/csv"
	"io"
	"strings"
)

// ReasonColumn is the last column of a file whose table has unknown values: it
// names them and says why, so that a blank cell is never unexplained.
const ReasonColumn = "unknown"

// Reasons says why values of row i are unknown, as "column: reason; …"; "" when
// none is.
func (t *Table) Reasons(i int) string {
	var why []string
	for j, v := range t.rows[i] {
		if r := v.Reason(); r != "" {
			why = append(why, t.Columns[j].Name+": "+r)
		}
	}
	return strings.Join(why, "; ")
}

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
		head = append(head, ReasonColumn)
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for i, row := range t.rows {
		line := make([]string, 0, len(head))
		for _, v := range row {
			line = append(line, v.Raw())
		}
		if reasons {
			line = append(line, t.Reasons(i))
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
