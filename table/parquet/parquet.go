// Package parquet writes a table as a Parquet file: columns in their order, all
// optional, numbers as doubles, counts as 64-bit integers, days as dates; the
// reasons of unknown values in a last column as in CSV. Name, title, units and
// descriptions are in the file's metadata. Equal tables give equal bytes.
package parquet

import (
	"fmt"
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"

	"adit"
	"adit/table"
)

// application stands in the file as its maker. It has no version, so that a new
// build writes the same bytes.
const application = "adit"

// Write writes one table.
func Write(w io.Writer, t *table.Table) error {
	if err := t.Err(); err != nil {
		return err
	}
	row := rowType(t)
	schema := parquet.NewSchema(t.Name, parquet.SchemaOf(reflect.New(row).Interface()))
	options := []parquet.WriterOption{schema, parquet.CreatedBy(application, "", ""), parquet.KeyValueMetadata("adit.title", t.Title)}
	for _, c := range t.Columns {
		if c.Unit != "" {
			options = append(options, parquet.KeyValueMetadata("adit.unit."+c.Name, c.Unit))
		}
		if c.Doc != "" {
			options = append(options, parquet.KeyValueMetadata("adit.doc."+c.Name, c.Doc))
		}
	}
	out := parquet.NewWriter(w, options...)
	for i, cells := range t.Rows() {
		v := reflect.New(row)
		for j, c := range cells {
			set(v.Elem().Field(j), c)
		}
		if t.HasReasons() {
			if why := t.Reasons(i); why != "" {
				v.Elem().Field(len(cells)).Set(reflect.ValueOf(&why))
			}
		}
		if err := out.Write(v.Interface()); err != nil {
			return fmt.Errorf("write Parquet, table %s: %w", t.Name, err)
		}
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("write Parquet, table %s: %w", t.Name, err)
	}
	return nil
}

// rowType makes the struct a row is written from: a schema made of a map would
// lose the order of the columns.
func rowType(t *table.Table) reflect.Type {
	var fields []reflect.StructField
	add := func(name, more string, of reflect.Type) {
		tag := fmt.Sprintf(`parquet:"%s,optional%s"`, name, more)
		fields = append(fields, reflect.StructField{Name: fmt.Sprintf("F%d", len(fields)), Type: reflect.PointerTo(of), Tag: reflect.StructTag(tag)})
	}
	for _, c := range t.Columns {
		switch {
		case c.Type == table.Integer:
			add(c.Name, "", reflect.TypeFor[int64]())
		case c.Type.Numeric():
			add(c.Name, "", reflect.TypeFor[float64]())
		case c.Type.Dated():
			add(c.Name, ",date", reflect.TypeFor[int32]())
		case c.Type == table.Bool:
			add(c.Name, "", reflect.TypeFor[bool]())
		default:
			add(c.Name, "", reflect.TypeFor[string]())
		}
	}
	if t.HasReasons() {
		add(table.ReasonColumn, "", reflect.TypeFor[string]())
	}
	return reflect.StructOf(fields)
}

// epoch is the day Parquet counts from.
var epoch = adit.NewDate(1970, 1, 1)

func set(field reflect.Value, c table.Cell) {
	value := reflect.New(field.Type().Elem())
	to := value.Elem()
	if v, ok := c.Float(); ok {
		if to.Kind() == reflect.Int64 {
			to.SetInt(int64(v))
		} else {
			to.SetFloat(v)
		}
	} else if yes, ok := c.Bool(); ok {
		to.SetBool(yes)
	} else if d := c.Date(); !d.IsZero() {
		to.SetInt(int64(d - epoch))
	} else if text := c.Raw(); text != "" {
		to.SetString(text)
	} else {
		return // blank or unknown: the column is null
	}
	field.Set(value)
}
