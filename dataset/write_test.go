package dataset

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"adit"
	"adit/internal/clone"
)

// content compares what worlds say, positions and hash apart.
var content = append(cmp.Options{cmpopts.IgnoreTypes(adit.Where{}), cmpopts.IgnoreFields(adit.World{}, "Hash")}, same...)

// reread writes a world, reads it back, compares, and returns the problems of
// the second reading.
func reread(t interface {
	Helper()
	Fatal(...any)
}, w *adit.World) adit.Problems {
	t.Helper()
	files, err := encode(w)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	again, ps := Read(fsys, w.Name)
	if diff := cmp.Diff(w, again, content); diff != "" {
		t.Fatal("the world read back differs (-written +read):\n" + diff)
	}
	return ps
}

func TestWriteReadsBack(t *testing.T) {
	w := tiny(t)
	dir := filepath.Join(t.TempDir(), "tiny")
	if err := Write(dir, w); err != nil {
		t.Fatal(err)
	}
	again, ps := Read(os.DirFS(dir), "tiny")
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if diff := cmp.Diff(w, again, content); diff != "" {
		t.Error(diff)
	}
}

// The shipped world, with every oddity of real tables, survives as well.
func TestWriteReadsBackShippedWorld(t *testing.T) {
	w, ps := Read(os.DirFS("../worlds"), "base2025")
	if err := ps.Errors(); err != nil {
		t.Fatal(err)
	}
	if err := reread(t, w).Errors(); err != nil {
		t.Error(err)
	}
}

// Any world, sound or not, reads back as it was written.
func TestWriteReadsBackAnyWorld(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { _ = reread(t, anyWorld(t)) })
}

// A world is written whole or not at all, and never over another.
func TestWriteIsWhole(t *testing.T) {
	w := tiny(t)
	parent := t.TempDir()
	full := filepath.Join(parent, "full")
	if err := os.MkdirAll(full, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(full, "sites-mine.csv"), []byte("id\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Write(full, w); err == nil {
		t.Error("a world was written over another")
	}
	for _, id := range []string{"../escape", "a/b", "", ".hidden"} {
		bad := clone.Of(w)
		bad.Measures[0].ID = id
		if err := Write(filepath.Join(parent, "bad"), bad); err == nil {
			t.Errorf("a measure was written under the name %q", id)
		}
	}
	bad := clone.Of(w)
	bad.Measures[1].ID, bad.Measures[1].Issuer = bad.Measures[0].ID, bad.Measures[0].Issuer
	if err := Write(filepath.Join(parent, "bad"), bad); err == nil {
		t.Error("two measures were written to one file")
	}
	if err := Write(filepath.Join(full, "sites-mine.csv", "below"), w); err == nil {
		t.Error("a folder was made inside a file")
	}
	empty := filepath.Join(parent, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Write(empty, w); err != nil {
		t.Errorf("an empty folder was refused: %v", err)
	}
	entries, err := os.ReadDir(parent)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if diff := cmp.Diff([]string{"empty", "full"}, names); diff != "" {
		t.Errorf("left behind:\n%s", diff)
	}
}

// The same world gives the same bytes.
func TestWriteIsDeterministic(t *testing.T) {
	a, errA := encode(tiny(t))
	b, errB := encode(tiny(t))
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
}
