package dataset

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"adit"
)

// tinyFiles returns a copy of the small good world to break.
func tinyFiles(tb testing.TB) fstest.MapFS {
	tb.Helper()
	root := os.DirFS(filepath.Join(testdata, "good", "tiny"))
	files := fstest.MapFS{}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

// tiny returns the small good world.
func tiny(tb testing.TB) *adit.World {
	tb.Helper()
	w, ps := Read(os.DirFS(filepath.Join(testdata, "good")), "tiny")
	if len(ps) > 0 {
		tb.Fatal(ps)
	}
	return w
}
