package main

import (
	"bytes"
	"path/filepath"
	"strings"

	"adit/table"
	"adit/table/excel"
	"adit/table/parquet"
)

// export writes the tables of an answer as --csv, --xlsx and --parquet ask.
// A file format that holds one table gets one file a table, the table's name
// added to the file's.
func (s settings) export(tables []*table.Table) error {
	if len(tables) == 0 {
		return nil
	}
	each := func(path string, write func(*bytes.Buffer, *table.Table) error) error {
		if path == "" {
			return nil
		}
		for _, t := range tables {
			to := path
			if len(tables) > 1 {
				ext := filepath.Ext(path)
				to = strings.TrimSuffix(path, ext) + "-" + t.Name + ext
			}
			var b bytes.Buffer
			if err := write(&b, t); err != nil {
				return err
			}
			if err := writeFiles(filepath.Dir(to), []file{{filepath.Base(to), b.Bytes()}}); err != nil {
				return err
			}
		}
		return nil
	}
	if err := each(s.csv, func(b *bytes.Buffer, t *table.Table) error { return t.WriteCSV(b) }); err != nil {
		return err
	}
	if err := each(s.parquet, func(b *bytes.Buffer, t *table.Table) error { return parquet.Write(b, t) }); err != nil {
		return err
	}
	if s.xlsx == "" {
		return nil
	}
	var b bytes.Buffer
	if err := excel.Write(&b, tables...); err != nil {
		return err
	}
	return writeFiles(filepath.Dir(s.xlsx), []file{{filepath.Base(s.xlsx), b.Bytes()}})
}
