package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	"adit/table"
)

// writeTables puts each table into dir, as NAME.csv.
func writeTables(dir string, tables []*table.Table) error {
	files := make([]file, len(tables))
	for i, t := range tables {
		var b bytes.Buffer
		if err := t.WriteCSV(&b); err != nil {
			return err
		}
		files[i] = file{t.Name + ".csv", b.Bytes()}
	}
	return writeFiles(dir, files)
}

// file is one file of an answer.
type file struct {
	name string // in the folder
	data []byte
}

// writeFiles puts files into dir. All of them are written beside it first and
// then moved into place, so that a full disk or a kill leaves no file half
// written and none of the old ones damaged.
func writeFiles(dir string, files []file) (err error) {
	dir = filepath.Clean(dir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	// Inside dir, hence on the same disk, where a move is atomic.
	parts, err := os.MkdirTemp(dir, ".unfinished-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(parts)) }()
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(parts, f.name), f.data, 0o644); err != nil {
			return err
		}
	}
	for _, f := range files {
		if err := os.Rename(filepath.Join(parts, f.name), filepath.Join(dir, f.name)); err != nil {
			return err
		}
	}
	return nil
}
