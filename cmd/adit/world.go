package main

import (
	"io/fs"
	"os"
	"path/filepath"

	"adit"
)

// openWorld returns the folder to read a world from and its name.
func openWorld(dir string) (fs.FS, string, error) {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return nil, "", adit.Problems{{
			Code: "no-world", Where: adit.Where{File: dir}, Message: "there is no such folder",
			Hint: "--world wants the folder with the world's CSV tables, rules and scenarios",
		}}
	}
	// The name goes into reports: two ways to write the same path are one name.
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, "", err
	}
	return os.DirFS(dir), filepath.Base(dir), nil
}
