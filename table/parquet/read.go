package parquet

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/parquet-go/parquet-go"

	"adit"
	"adit/table"
)

// Read reads a table that [Write] wrote. Types that Parquet has no name for come
// back as the ones it has: shares as numbers, months as days.
func Read(r io.ReaderAt, size int64) (*table.Table, error) {
	f, err := parquet.OpenFile(r, size)
	if err != nil {
		return nil, fmt.Errorf("not a Parquet file: %w", err)
	}
	title, ours := f.Lookup("adit.title")
	if !ours {
		return nil, errors.New("not a table of adit: its metadata has no adit.title")
	}
	var columns []table.Column
	reasons := -1
	for i, field := range f.Schema().Fields() {
		if field.Name() == table.ReasonColumn {
			reasons = i
			continue
		}
		c := table.Column{Name: field.Name()}
		c.Unit, _ = f.Lookup("adit.unit." + c.Name)
		c.Doc, _ = f.Lookup("adit.doc." + c.Name)
		switch field.Type().Kind() {
		case parquet.Double:
			c.Type = table.Number
		case parquet.Int64:
			c.Type = table.Integer
		case parquet.Int32:
			c.Type = table.Date
		case parquet.Boolean:
			c.Type = table.Bool
		case parquet.ByteArray:
			c.Type = table.Text
		default:
			return nil, fmt.Errorf("not a table of adit: column %s is of type %s", c.Name, field.Type())
		}
		columns = append(columns, c)
	}
	t := table.New(f.Schema().Name(), title, columns...)
	in := parquet.NewReader(f)
	defer in.Close()
	rows := make([]parquet.Row, 256)
	for {
		n, err := in.ReadRows(rows)
		for _, row := range rows[:n] {
			t.Add(cells(row, columns, reasons)...)
		}
		if errors.Is(err, io.EOF) {
			return t, t.Err()
		}
		if err != nil {
			return nil, fmt.Errorf("read Parquet, table %s: %w", t.Name, err)
		}
	}
}

// cells are the values of a row without its reasons, which go back into the
// cells they speak of.
func cells(row parquet.Row, columns []table.Column, reasons int) []any {
	out := make([]any, len(columns))
	why := map[string]string{}
	for _, v := range row {
		i := v.Column()
		if i == reasons {
			if !v.IsNull() {
				for _, part := range strings.Split(v.String(), "; ") {
					if name, reason, ok := strings.Cut(part, ": "); ok {
						why[name] = reason
					}
				}
			}
			continue
		}
		if reasons >= 0 && i > reasons {
			i--
		}
		if v.IsNull() {
			continue
		}
		switch columns[i].Type {
		case table.Number:
			out[i] = v.Double()
		case table.Integer:
			out[i] = v.Int64()
		case table.Date:
			out[i] = epoch + adit.Date(v.Int32())
		case table.Bool:
			out[i] = v.Boolean()
		default:
			out[i] = string(v.ByteArray())
		}
	}
	for i, c := range columns {
		if reason := why[c.Name]; out[i] == nil && reason != "" {
			out[i] = table.Unknown(reason)
		}
	}
	return out
}
