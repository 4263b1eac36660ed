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
func tinyFiles(t testing.TB) fstest.MapFS {
	t.Helper()
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
		t.Fatal(err)
	}
	return files
}

// tiny returns the small good world.
func tiny(t testing.TB) *adit.World {
	t.Helper()
	w, ps := Read(os.DirFS(filepath.Join(testdata, "good")), "tiny")
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	return w
}
