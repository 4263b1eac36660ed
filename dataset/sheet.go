package dataset

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"

	"adit"
	"adit/schema"
)

// Sheet is a table of cells with their places, whatever kind of file it stood
// in: the first row names the columns.
type Sheet struct {
	Name string // file, and sheet where it has several
	Rows [][]Cell
}

// Cell is one cell of a sheet with its place.
type Cell struct {
	Text string
	At   adit.Where
}

// Cells tells where the cells of decoded rows stand.
type Cells struct {
	column map[string]int // into the places of a row
	names  []string       // of the columns, "" for an unknown one
	rows   []adit.Where
	at     [][]adit.Where // by row; the zero place for a blank cell
}

// At returns the place of a cell, or of its row where the cell is blank.
func (c *Cells) At(row int, column string) adit.Where {
	if i, ok := c.column[column]; ok && c.Given(row, column) {
		return c.at[row][i]
	}
	return c.rows[row]
}

// Given reports whether a cell was filled in.
func (c *Cells) Given(row int, column string) bool {
	i, ok := c.column[column]
	return ok && c.at[row][i].Line > 0
}

// Any reports whether a cell of any of the columns was filled in.
func (c *Cells) Any(row int, columns map[string]bool) bool {
	for i, at := range c.at[row] {
		if at.Line > 0 && columns[c.names[i]] {
			return true
		}
	}
	return false
}

// ReadCSV reads a CSV file of a described table that is not part of a world,
// such as a bill of materials: into points to a slice of the type of table.Row.
// A cell may name a figure of w, which may be nil. Faults of form are
// collected; what the rows mean is for the caller.
func ReadCSV(table *schema.Table, w *adit.World, name string, data []byte, into any) (*Cells, adit.Problems) {
	d := newSheetDecoder(table, w, name, into)
	f := file{name: name, kind: table.Name, data: data}
	if d.decodable(&f) {
		d.into.Grow(bytes.Count(f.data, []byte("\n"))) // rows are large: moving them costs more than reading them
		d.records(table.Name, f, func(record []string, at []adit.Where) bool {
			d.record(record, at)
			return true
		})
	}
	d.problems.Sort()
	return d.cells, d.problems
}

// ReadSheet decodes a sheet as ReadCSV does a file.
func ReadSheet(table *schema.Table, w *adit.World, sheet Sheet, into any) (*Cells, adit.Problems) {
	d := newSheetDecoder(table, w, sheet.Name, into)
	d.into.Grow(len(sheet.Rows))
	for _, row := range sheet.Rows {
		record, at := make([]string, len(row)), make([]adit.Where, len(row))
		for i, c := range row {
			record[i], at[i] = strings.TrimSpace(c.Text), c.At
		}
		d.record(record, at)
	}
	if d.head == nil {
		d.problems.Add("empty-file", adit.Where{File: sheet.Name}, "fill it, or delete it", "%s is empty", sheet.Name)
	}
	d.problems.Sort()
	return d.cells, d.problems
}

// sheetDecoder decodes one table that is not part of a world.
type sheetDecoder struct {
	*reader
	table *schema.Table
	into  reflect.Value
	head  []*schema.Column
	cells *Cells
	row   []int // index of the field Row
}

func newSheetDecoder(table *schema.Table, w *adit.World, name string, into any) *sheetDecoder {
	d := &sheetDecoder{reader: newReader(name), table: table, into: reflect.ValueOf(into).Elem(), cells: &Cells{column: map[string]int{}}}
	if d.into.Type().Elem() != reflect.TypeOf(table.Row) {
		panic(fmt.Sprintf("dataset: rows of %s are %T, not %s", table.Name, table.Row, d.into.Type().Elem()))
	}
	field, _ := d.into.Type().Elem().FieldByName("Row")
	d.row = field.Index
	if w != nil {
		for i := range w.Figures {
			d.figures[w.Figures[i].ID] = &w.Figures[i].Figure
		}
	}
	return d
}

// record takes the header first and then row after row.
func (d *sheetDecoder) record(record []string, at []adit.Where) {
	switch {
	case len(record) == 0:
	case d.head == nil:
		d.head = d.reader.head(d.table, record, at)
		d.cells.names = make([]string, len(d.head))
		for i, c := range d.head {
			if c != nil {
				d.cells.names[i] = c.Name
				d.cells.column[c.Name] = i
			}
		}
	case strings.Join(record, "") != "":
		n := d.into.Len()
		d.into.Grow(1)
		d.into.SetLen(n + 1)
		row := d.into.Index(n)
		row.SetZero()
		if !d.reader.cells(d.table, d.head, record, at, row, nil) {
			d.into.SetLen(n)
			return
		}
		where := adit.Where{File: at[0].File, Line: at[0].Line}
		row.FieldByIndex(d.row).Set(reflect.ValueOf(where))
		d.cells.rows = append(d.cells.rows, where)
		for i, text := range record {
			if text == "" {
				at[i] = adit.Where{}
			}
		}
		d.cells.at = append(d.cells.at, at)
	}
}
