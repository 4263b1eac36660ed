package dataset

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"strings"

	"adit"
	"adit/internal/near"
	"adit/schema"
)

// csv reads one file of a table and appends its rows to the world. A row with
// a faulty cell is kept without that cell, so that its id still resolves.
func (r *reader) csv(table *schema.Table, f file) {
	var head []*schema.Column
	r.records(table.Name, f, func(record []string, at []adit.Where) bool {
		if head == nil {
			head = r.head(table, record, at)
		} else if strings.Join(record, "") != "" {
			r.row(table, head, record, at)
		}
		return true
	})
}

// records reads the records of a CSV file, comments left out and spaces around
// cells cut off, with the place of every cell. It stops where the first record
// cannot be read, because without a header nothing below can be named.
func (r *reader) records(kind string, f file, use func(record []string, at []adit.Where) bool) {
	in := csv.NewReader(bytes.NewReader(f.data))
	in.Comment = '#'
	in.FieldsPerRecord = -1
	for first := true; ; first = false {
		record, err := in.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			var pe *csv.ParseError
			if errors.As(err, &pe) {
				r.problems.Add("bad-csv", adit.Where{File: f.name, Line: pe.Line, Column: pe.Column},
					`put a cell that holds a comma or a quote between double quotes, and double the quotes inside it`, "the row cannot be read: %s", pe.Err)
			} else {
				r.problems.Add("bad-csv", adit.Where{File: f.name}, "", "the file cannot be read: %s", err)
			}
			r.partial[kind] = true
			if first {
				return
			}
			continue
		}
		at := make([]adit.Where, len(record))
		for i := range record {
			line, column := in.FieldPos(i)
			at[i] = adit.Where{File: f.name, Line: line, Column: column}
			record[i] = strings.TrimSpace(record[i])
		}
		if !use(record, at) {
			return
		}
	}
}

// head reads the header row. A column it does not know stands as nil, so that
// the cells below it are passed over.
func (r *reader) head(table *schema.Table, record []string, at []adit.Where) []*schema.Column {
	head := make([]*schema.Column, len(record))
	seen := map[string]adit.Where{}
	for i, name := range record {
		column := table.Column(name)
		first, again := seen[name]
		switch {
		case column == nil:
			r.problems.Add("unknown-column", at[i], near.Hint(name, schema.Names(table.Columns)), "table %s has no column %q", table.Name, name)
		case again:
			r.problems.Add("duplicate-column", at[i], "delete one of them", "column %q stands twice, first at %s", name, first)
		default:
			head[i] = column
			seen[name] = at[i]
		}
	}
	for i := range table.Columns {
		if c := &table.Columns[i]; c.Required {
			if _, ok := seen[c.Name]; !ok {
				where := adit.Where{File: at[0].File, Line: at[0].Line}
				r.problems.Add("missing-column", where, "add it to the header row: "+c.Doc, "table %s needs column %q", table.Name, c.Name)
			}
		}
	}
	return head
}

// row decodes one record and appends it.
func (r *reader) row(table *schema.Table, head []*schema.Column, record []string, at []adit.Where) {
	row := reflect.New(reflect.TypeOf(table.Row)).Elem()
	blank := blankFigure(row)
	if !r.cells(table, head, record, at, row, blank) {
		return
	}
	here := make(marks, len(head)+1) // sized: tables of statistics have many rows
	here[""] = adit.Where{File: at[0].File, Line: at[0].Line}
	for i, column := range head {
		if column != nil {
			here[column.Name] = at[i]
		}
	}
	row.FieldByName("Row").Set(reflect.ValueOf(here[""]))
	if named, ok := row.Addr().Interface().(*adit.NamedFigure); ok {
		r.namedFigure(named, blank, here)
	}
	rows := rowsOf(r.world, table.Name)
	rows.Set(reflect.Append(rows, row))
	r.marks[table.Name] = append(r.marks[table.Name], here)
}

// cells decodes the cells of one record into row and strikes those filled in
// from blank. A row with a cell too many or too few is left out, and false:
// every cell after the slip would read as something it is not.
func (r *reader) cells(table *schema.Table, head []*schema.Column, record []string, at []adit.Where, row reflect.Value, blank map[string]bool) bool {
	if len(record) != len(head) {
		r.problems.Add("cell-count", adit.Where{File: at[0].File, Line: at[0].Line}, "a cell that holds a comma stands between double quotes",
			"the row has %d cells, the header has %d", len(record), len(head))
		r.partial[table.Name] = true
		return false
	}
	fields := schema.FieldsOf(row.Type(), false)
	for i, column := range head {
		if column == nil {
			continue
		}
		if record[i] != "" {
			r.scalar(column, record[i], at[i], row.FieldByIndex(fields[column.Name]))
			delete(blank, column.Name)
		} else if column.Required {
			r.problems.Add("missing-cell", at[i], column.Doc, "%s.%s is blank", table.Name, column.Name)
		}
	}
	return true
}
