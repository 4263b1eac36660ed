// Package worldstest hands tests the shipped world.
package worldstest

import (
	"io/fs"
	"testing"

	"adit"
	"adit/dataset"
	"adit/worlds"
)

// Shipped reads the default world anew, so that a test may change it, or ends
// the test: a shipped world has no errors.
func Shipped(t testing.TB) *adit.World {
	t.Helper()
	_, w := Folder(t)
	return w
}

// Folder is Shipped with the files it was read from.
func Folder(t testing.TB) (fs.FS, *adit.World) {
	t.Helper()
	folder, name, err := worlds.Open(worlds.Default)
	if err != nil {
		t.Fatal(err)
	}
	w, problems := dataset.Read(folder, name)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	return folder, w
}
