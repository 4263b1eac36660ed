package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// besideFS is the folder of a world with the tables of another folder beside
// its own: a table may be split over files, and those are such parts.
type besideFS struct {
	fs.FS
	parts map[string]string // name in the world: file
}

// beside adds the CSV files of a folder. One whose name the world has already
// gets a name of its own.
func beside(world fs.FS, dir string) (fs.FS, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	b := besideFS{world, map[string]string{}}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || path.Ext(name) != ".csv" {
			continue
		}
		as := name
		if _, err := fs.Stat(world, name); err == nil {
			as = strings.TrimSuffix(name, ".csv") + "-beside.csv"
		}
		b.parts[as] = filepath.Join(dir, name)
	}
	return b, nil
}

// Open implements fs.FS.
func (b besideFS) Open(name string) (fs.File, error) {
	if file, ok := b.parts[name]; ok {
		return os.Open(file)
	}
	return b.FS.Open(name)
}

// ReadDir implements fs.ReadDirFS.
func (b besideFS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(b.FS, name)
	if err != nil || name != "." {
		return entries, err
	}
	for as, file := range b.parts {
		info, err := os.Stat(file)
		if err != nil {
			return nil, err
		}
		entries = append(entries, named{fs.FileInfoToDirEntry(info), as})
	}
	slices.SortFunc(entries, func(x, y fs.DirEntry) int { return strings.Compare(x.Name(), y.Name()) })
	return entries, nil
}

// named is an entry under another name.
type named struct {
	fs.DirEntry
	as string
}

func (n named) Name() string { return n.as }
