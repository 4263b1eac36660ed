package table

import (
	"fmt"
	"iter"
	"reflect"
	"regexp"
	"strings"

	"adit"
)

// Table is a named list of rows over described columns. Make one with New and
// fill it with Add; its rows are read-only afterwards.
//
// A fault of the program that fills it (a value of the wrong type, a row of the
// wrong length) is kept and returned by Err and by every writer, so that no
// table is written half right.
type Table struct {
	Name    string   // key and file name: lower-case words joined by -
	Title   string   // what the rows are, in words
	Columns []Column // in the order they are written
	rows    [][]Cell
	err     error
}

var (
	tableName  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	columnName = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
)

// New returns an empty table.
func New(name, title string, columns ...Column) *Table {
	t := &Table{Name: name, Title: title, Columns: columns}
	t.err = t.checkHead()
	return t
}

func (t *Table) checkHead() error {
	if !tableName.MatchString(t.Name) {
		return fmt.Errorf("table name %q is not lower-case words joined by -", t.Name)
	}
	if len(t.Columns) == 0 {
		return fmt.Errorf("table %s has no columns", t.Name)
	}
	seen := map[string]bool{}
	for _, c := range t.Columns {
		switch {
		case !columnName.MatchString(c.Name):
			return fmt.Errorf("table %s: column name %q is not lower-case words joined by _", t.Name, c.Name)
		case int(c.Type) >= len(typeNames):
			return fmt.Errorf("table %s: column %s has no known type", t.Name, c.Name)
		case seen[c.Name]:
			return fmt.Errorf("table %s: column %s stands twice", t.Name, c.Name)
		case c.Name == ReasonColumn:
			return fmt.Errorf("table %s: column name %q is kept for the reasons of unknown values", t.Name, c.Name)
		}
		seen[c.Name] = true
	}
	return nil
}

// Add appends a row, one value a column. A value is a Cell, nil (blank), a
// string or a named string, []string (joined with "; "), a whole or a floating
// number, a bool, an adit.Date, an adit.Figure or a fmt.Stringer. An adit.Span
// or other structure is not: give its parts columns of their own.
func (t *Table) Add(values ...any) {
	if t.err != nil {
		return
	}
	if len(values) != len(t.Columns) {
		t.err = fmt.Errorf("table %s, row %d: %d values for %d columns", t.Name, len(t.rows)+1, len(values), len(t.Columns))
		return
	}
	row := make([]Cell, len(values))
	for i, v := range values {
		c, ok := cellOf(v)
		if !ok || !c.fits(t.Columns[i].Type) {
			t.err = fmt.Errorf("table %s, row %d, column %s: %v (%T) is no %s",
				t.Name, len(t.rows)+1, t.Columns[i].Name, v, v, t.Columns[i].Type)
			return
		}
		row[i] = c
	}
	t.rows = append(t.rows, row)
}

func cellOf(v any) (Cell, bool) {
	switch v := v.(type) {
	case nil:
		return Cell{}, true
	case Cell:
		return v, true
	case string:
		return Words(v), true
	case []string:
		return Words(strings.Join(v, "; ")), true
	case bool:
		return Yes(v), true
	case adit.Date:
		return Day(v), true
	case adit.Figure:
		return Of(v), true
	case fmt.Stringer:
		return Words(v.String()), true
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.String:
		return Words(r.String()), true
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return Num(float64(r.Int())), true
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return Num(float64(r.Uint())), true
	case reflect.Float32, reflect.Float64:
		return Num(r.Float()), true
	}
	return Cell{}, false
}

// Err returns the first fault made while filling the table.
func (t *Table) Err() error {
	if t.err == nil && t.Name == "" {
		return t.checkHead() // a Table made without New
	}
	return t.err
}

// Len returns the number of rows.
func (t *Table) Len() int { return len(t.rows) }

// Row returns the cells of row i; they must not be changed.
func (t *Table) Row(i int) []Cell { return t.rows[i] }

// Rows runs over the rows in order.
func (t *Table) Rows() iter.Seq2[int, []Cell] {
	return func(yield func(int, []Cell) bool) {
		for i, r := range t.rows {
			if !yield(i, r) {
				return
			}
		}
	}
}

// Index returns the position of the named column, or -1.
func (t *Table) Index(name string) int {
	for i, c := range t.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// HasReasons reports whether any cell is unknown for a stated reason.
func (t *Table) HasReasons() bool {
	for _, r := range t.rows {
		for _, c := range r {
			if c.Reason() != "" {
				return true
			}
		}
	}
	return false
}
