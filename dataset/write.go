package dataset

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"adit"
	"adit/schema"
)

// Write writes a world as a folder that Read reads back as the same world,
// positions and hash apart. dir must not exist or be empty: a world written
// over another would leave that one's split tables standing. Everything is
// written beside it first and then renamed, so that dir holds either the whole
// world or nothing.
func Write(dir string, w *adit.World) error {
	files, err := encode(w)
	if err != nil {
		return err
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("write world: %s is not empty", dir)
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("write world: %w", err)
	}
	partial := filepath.Clean(dir) + ".partial"
	if err := os.RemoveAll(partial); err != nil { // left by a run that was killed
		return fmt.Errorf("write world: %w", err)
	}
	if err := writeAll(partial, files); err != nil {
		return errors.Join(fmt.Errorf("write world: %w", err), os.RemoveAll(partial))
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		return errors.Join(fmt.Errorf("write world: %w", err), os.RemoveAll(partial))
	}
	if err := os.Rename(partial, dir); err != nil {
		return errors.Join(fmt.Errorf("write world: %w", err), os.RemoveAll(partial))
	}
	return nil
}

func writeAll(dir string, files map[string][]byte) error {
	for _, name := range sortedKeys(files) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
			return err
		}
	}
	return os.MkdirAll(dir, 0o755)
}

// encode returns the files of a world by slash-separated name.
func encode(w *adit.World) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, table := range schema.Tables() {
		if rowsOf(w, table.Name).Len() == 0 {
			continue
		}
		data, err := encodeTable(table, rowsOf(w, table.Name))
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", table.Name, err)
		}
		files[table.Name+".csv"] = data
	}
	for i := range w.Measures {
		m := &w.Measures[i]
		if err := addDocument(files, &schema.Rules, reflect.ValueOf(m).Elem(), "rules/"+strings.ToLower(m.Issuer), m.ID); err != nil {
			return nil, err
		}
	}
	for i := range w.Scenarios {
		s := &w.Scenarios[i]
		if err := addDocument(files, &schema.Scenarios, reflect.ValueOf(s).Elem(), "scenarios", s.ID); err != nil {
			return nil, err
		}
	}
	for i := range w.Deals {
		d := &w.Deals[i]
		if err := addDocument(files, &schema.Deals, reflect.ValueOf(d).Elem(), "deals", d.ID); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// addDocument encodes one YAML file. Its name comes from the world, so it must
// not lead out of the folder.
func addDocument(files map[string][]byte, doc *schema.Document, row reflect.Value, folder, id string) error {
	name := folder + "/" + id + ".yaml"
	if id == "" || badID(id) != "" || strings.ContainsAny(id, "/") || strings.HasPrefix(id, ".") || strings.Contains(folder, "..") || strings.Count(folder, "/") > 1 {
		return fmt.Errorf("write %s: %q cannot be a file name", doc.Name, id)
	}
	if _, twice := files[name]; twice {
		return fmt.Errorf("write %s: %s stands twice", doc.Name, name)
	}
	data, err := encodeDocument(doc, row)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	files[name] = data
	return nil
}

// encodeTable writes the columns in the order of the schema, leaving out
// optional ones that are blank in every row.
func encodeTable(table *schema.Table, rows reflect.Value) ([]byte, error) {
	fields := schema.FieldsOf(reflect.TypeOf(table.Row), false)
	records := make([][]string, rows.Len()+1)
	for i := range table.Columns {
		column := &table.Columns[i]
		cells := []string{column.Name}
		filled := column.Required
		for j := range rows.Len() {
			row := rows.Index(j)
			text := cellText(column, row.FieldByIndex(fields[column.Name]))
			if f, ok := row.Addr().Interface().(*adit.NamedFigure); ok {
				text = namedFigureText(column, f, text)
			}
			cells = append(cells, text)
			filled = filled || text != ""
		}
		if filled {
			for j, cell := range cells {
				records[j] = append(records[j], cell)
			}
		}
	}
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(records); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// EncodeTable writes rows as one file of the named table, each line of comment
// after a # in front. rows is a slice of the table's row type. Read takes the
// file back as the same rows.
func EncodeTable(name string, rows any, comment ...string) ([]byte, error) {
	table := schema.TableNamed(name)
	if table == nil {
		return nil, fmt.Errorf("write %s: there is no such table", name)
	}
	v := reflect.ValueOf(rows)
	if v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeOf(table.Row) {
		return nil, fmt.Errorf("write %s: a row is a %T, not one of %T", name, table.Row, rows)
	}
	data, err := encodeTable(table, v)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	var head bytes.Buffer
	for _, line := range comment {
		head.WriteString(strings.TrimRight("# "+line, " ") + "\n")
	}
	return append(head.Bytes(), data...), nil
}
