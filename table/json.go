package table

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"adit"
)

// tableJSON is the documented JSON form of a table (docs/formats/table.md).
type tableJSON struct {
	Name    string              `json:"name"`
	Title   string              `json:"title,omitempty"`
	Columns []Column            `json:"columns"`
	Rows    [][]json.RawMessage `json:"rows"`
}

// MarshalJSON writes name, title, columns and rows; a row is a list of values
// in the order of the columns: a number, a text (days as YYYY-MM-DD), true or
// false, null for blank, or {"unknown": reason}.
func (t *Table) MarshalJSON() ([]byte, error) {
	if err := t.Err(); err != nil {
		return nil, err
	}
	out := tableJSON{Name: t.Name, Title: t.Title, Columns: t.Columns, Rows: make([][]json.RawMessage, len(t.rows))}
	for i, row := range t.rows {
		out.Rows[i] = make([]json.RawMessage, len(row))
		for j, v := range row {
			b, err := v.MarshalJSON()
			if err != nil {
				return nil, err
			}
			out.Rows[i][j] = b
		}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes and checks every cell.
func (t *Table) UnmarshalJSON(b []byte) error {
	var in tableJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	got := New(in.Name, in.Title, in.Columns...)
	for i, row := range in.Rows {
		values := make([]any, len(row))
		for j, raw := range row {
			var typ Type
			if j < len(in.Columns) {
				typ = in.Columns[j].Type
			}
			c, err := readCell(raw, typ)
			if err != nil {
				return fmt.Errorf("table %s, row %d, value %d: %w", in.Name, i+1, j+1, err)
			}
			values[j] = c
		}
		got.Add(values...)
	}
	if err := got.Err(); err != nil {
		return err
	}
	*t = *got
	return nil
}

// MarshalJSON writes the value of the cell alone.
func (c Cell) MarshalJSON() ([]byte, error) {
	switch c.kind {
	case numberCell:
		return []byte(rawNumber(c.number)), nil
	case boolCell:
		return strconv.AppendBool(nil, c.number == 1), nil
	case textCell, dayCell:
		return json.Marshal(c.Raw())
	case unknownCell:
		return json.Marshal(map[string]string{"unknown": c.text})
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads a cell that stands alone. Without a column every text is
// a text; ReadCell knows days.
func (c *Cell) UnmarshalJSON(b []byte) (err error) {
	*c, err = readCell(b, Text)
	return err
}

// ReadCell reads a value written by Cell.MarshalJSON for a column of type t;
// the type tells a day from a text.
func ReadCell(raw []byte, t Type) (Cell, error) {
	c, err := readCell(raw, t)
	if err == nil && !c.fits(t) {
		err = fmt.Errorf("%s is no %s", raw, t)
	}
	return c, err
}

func readCell(raw []byte, typ Type) (Cell, error) {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return Cell{}, err
	}
	switch v := v.(type) {
	case nil:
		return Cell{}, nil
	case float64:
		return Num(v), nil
	case bool:
		return Yes(v), nil
	case string:
		if !typ.Dated() {
			return Words(v), nil
		}
		d, err := adit.ParseDate(v)
		return Day(d), err
	case map[string]any:
		if reason, ok := v["unknown"].(string); ok && len(v) == 1 {
			return Unknown(reason), nil
		}
	}
	return Cell{}, fmt.Errorf("%s is no value of a table", raw)
}

// WriteJSON writes the JSON form, indented, with a final line break.
func (t *Table) WriteJSON(w io.Writer) error {
	b, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}
