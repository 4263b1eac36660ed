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
	in := csv.NewReader(bytes.NewReader(f.data))
	in.Comment = '#'
	in.FieldsPerRecord = -1
	var head []*schema.Column
	for {
		record, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			var pe *csv.ParseError
			if errors.As(err, &pe) {
				r.problems.Add("bad-csv", adit.Where{File: f.name, Line: pe.Line, Column: pe.Column},
					`put a cell that holds a comma or a quote between double quotes, and double the quotes inside it`, "the row cannot be read: %s", pe.Err)
			} else {
				r.problems.Add("bad-csv", adit.Where{File: f.name}, "", "the file cannot be read: %s", err)
			}
			r.partial[table.Name] = true
			if head == nil {
				break // without its header row nothing below can be named
			}
			continue
		}
		at := make([]adit.Where, len(record))
		for i := range record {
			line, column := in.FieldPos(i)
			at[i] = adit.Where{File: f.name, Line: line, Column: column}
			record[i] = strings.TrimSpace(record[i])
		}
		switch {
		case head == nil:
			head = r.head(table, record, at)
		case strings.Join(record, "") != "":
			r.row(table, head, record, at)
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

// row decodes one record and appends it. A row with a cell too many or too few
// is left out: every cell after the slip would read as something it is not.
func (r *reader) row(table *schema.Table, head []*schema.Column, record []string, at []adit.Where) {
	if len(record) != len(head) {
		r.problems.Add("cell-count", adit.Where{File: at[0].File, Line: at[0].Line}, "a cell that holds a comma stands between double quotes",
			"the row has %d cells, the header has %d", len(record), len(head))
		r.partial[table.Name] = true
		return
	}
	row := reflect.New(reflect.TypeOf(table.Row)).Elem()
	fields := schema.FieldsOf(row.Type(), false)
	here := make(marks, len(head)+1) // sized: tables of statistics have many rows
	here[""] = adit.Where{File: at[0].File, Line: at[0].Line}
	blank := blankFigure(row)
	for i, column := range head {
		if column == nil {
			continue
		}
		text, where := record[i], at[i]
		here[column.Name] = where
		if text != "" {
			r.scalar(column, text, where, row.FieldByIndex(fields[column.Name]))
			delete(blank, column.Name)
		} else if column.Required {
			r.problems.Add("missing-cell", where, column.Doc, "%s.%s is blank", table.Name, column.Name)
		}
	}
	row.FieldByName("Row").Set(reflect.ValueOf(here[""]))
	if named, ok := row.Addr().Interface().(*adit.NamedFigure); ok {
		r.namedFigure(named, blank, here)
	}
	rows := r.beside
	if !rows.IsValid() {
		rows = rowsOf(r.world, table.Name)
	}
	rows.Set(reflect.Append(rows, row))
	r.marks[table.Name] = append(r.marks[table.Name], here)
}
