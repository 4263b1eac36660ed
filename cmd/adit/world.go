package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"adit"
	"adit/worlds"
)

// openWorld returns the folder to read a world from and its name; no dir means
// the shipped one. A folder of that name comes before a shipped world.
func openWorld(dir string) (fs.FS, string, adit.Problems) {
	info, err := os.Stat(dir)
	if dir == "" {
		dir, err = worlds.Default, os.ErrNotExist
	}
	if err != nil && slices.Contains(worlds.Names(), dir) {
		fsys, name, err := worlds.Open(dir)
		if err != nil {
			return nil, "", noWorld(dir, "this program was built without it: build it again")
		}
		return fsys, name, nil
	}
	if err != nil || !info.IsDir() {
		return nil, "", noWorld(dir, "--world wants the folder with the world's CSV tables, rules and scenarios")
	}
	// The name goes into reports: two ways to write the same path are one name.
	full, err := filepath.Abs(dir)
	if err != nil {
		full = dir
	}
	return os.DirFS(full), filepath.Base(full), nil
}

func noWorld(dir, hint string) (problems adit.Problems) {
	problems.Add("no-world", adit.Where{File: dir}, hint, "there is no such folder")
	return problems
}
