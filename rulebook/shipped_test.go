package rulebook

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"adit"
	"adit/dataset"
)

// shipped reads the law and the scenarios of the shipped world over the small
// tables of testdata/tables, so that these tests speak about law and not about
// tonnages. Any fault in what this room ships fails the test.
func shipped(tb testing.TB) *adit.World {
	tb.Helper()
	files := fstest.MapFS{}
	add := func(root string, keep func(string) bool) {
		fsys := os.DirFS(root)
		err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !keep(name) {
				return err
			}
			data, err := fs.ReadFile(fsys, name)
			files[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
	ours := func(name string) bool {
		for _, prefix := range []string{"rules/", "scenarios/", "figures-rules", "sources", "lists", "tariffs", "places", "groups", "parties"} {
			if strings.HasPrefix(name, prefix) {
				return true
			}
		}
		return false
	}
	add("testdata/tables", func(string) bool { return true })
	add("../worlds/base2025", ours)
	w, problems := dataset.Read(files, "shipped")
	for _, p := range problems {
		if ours(path.Clean(p.Where.File)) && p.Severity == adit.Error {
			tb.Error(p)
		}
	}
	if len(w.Measures) < 20 || len(w.Scenarios) < 3 {
		tb.Fatalf("read %d measures and %d scenarios", len(w.Measures), len(w.Scenarios))
	}
	return w
}

// book indexes the shipped law under the named scenarios, in order.
func book(tb testing.TB, scenarios ...string) *Book {
	tb.Helper()
	w := shipped(tb)
	b, problems := New(w)
	if err := problems.Errors(); err != nil {
		tb.Fatal(err)
	}
	var changes []adit.MeasureChange
	for _, id := range scenarios {
		s := w.Scenario(id)
		if s == nil {
			tb.Fatalf("no scenario %q", id)
		}
		changes = append(changes, s.Measures...)
	}
	b, problems = b.With(changes)
	if err := problems.Errors(); err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestShippedLawIsSound(t *testing.T) {
	b := book(t)
	for _, id := range []string{"truce-holds", "controls-return", "full-cutoff", "extractants-cut"} {
		if _, problems := b.With(b.world.Scenario(id).Measures); len(problems) > 0 {
			t.Errorf("%s: %v", id, problems)
		}
	}
}
