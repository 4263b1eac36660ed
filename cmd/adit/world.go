package main

import (
	"io/fs"
	"os"
	"path/filepath"

	"adit"
	"adit/worlds"
)

// openWorld returns the folder to read a world from and its name; no dir means
// the shipped one.
func openWorld(dir string) (fs.FS, string, adit.Problems) {
	if dir == "" {
		fsys, name, err := worlds.Open(worlds.Default)
		if err != nil {
			return nil, "", noWorld(worlds.Default, "this program was built without it: build it again")
		}
		return fsys, name, nil
	}
	info, err := os.Stat(dir)
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
