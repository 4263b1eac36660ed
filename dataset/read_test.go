package dataset

import (
	"maps"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"adit"
)

// The folder of worlds with a name, and the world's own folder, read alike.
func TestReadByNameOrFolder(t *testing.T) {
	byName, ps1 := Read(os.DirFS("../testdata/good"), "tiny")
	byFolder, ps2 := Read(os.DirFS("../testdata/good/tiny"), "tiny")
	if len(ps1)+len(ps2) > 0 {
		t.Fatal(ps1, ps2)
	}
	if diff := cmp.Diff(byName, byFolder, same); diff != "" {
		t.Error(diff)
	}
}

func TestReadNothing(t *testing.T) {
	w, ps := Read(fstest.MapFS{}, "nothing")
	if w == nil || ps.Errors() == nil {
		t.Fatal("an empty folder is no world")
	}
	for _, p := range ps {
		if p.Code != "missing-table" {
			t.Error(p)
		}
	}
}

// Byte order marks, comments, other line ends, blank rows, spaces around cells,
// split tables and another order of columns change nothing.
func TestReadForgives(t *testing.T) {
	files := tinyFiles(t)
	places := string(files["places.csv"].Data)
	lines := strings.Split(strings.TrimSpace(places), "\n")
	files["places.csv"] = &fstest.MapFile{Data: []byte("\ufeff# a comment\r\n" + lines[0] + "\r\n" + strings.ReplaceAll(lines[1], ",", " , ") + "\r\n,,,\r\n\r\n")}
	files["places-far.csv"] = &fstest.MapFile{Data: []byte("lon,lat,name,id\n102,4.2,Malaysia,MY\n-98.6,39.8,United States,US\n")}
	w, ps := Read(files, "tiny")
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if diff := cmp.Diff(tiny(t), w, content); diff != "" {
		t.Error(diff)
	}
}

// The hash names the world: it moves with any byte of any of its files and
// with their names, and with nothing else in the folder.
func TestHash(t *testing.T) {
	good := tinyFiles(t)
	hash := func(files fstest.MapFS) string {
		w, _ := Read(files, "tiny")
		return w.Hash
	}
	seen := map[string]string{hash(good): "good"}
	for name, file := range good {
		changed := maps.Clone(good)
		changed[name] = &fstest.MapFile{Data: append([]byte("# \n"), file.Data...)}
		moved := maps.Clone(good)
		delete(moved, name)
		moved[strings.Replace(strings.Replace(name, ".csv", "-x.csv", 1), ".yaml", "x.yaml", 1)] = file
		for what, files := range map[string]fstest.MapFS{"changed ": changed, "moved ": moved} {
			h := hash(files)
			if first, again := seen[h]; again {
				t.Errorf("%s%s and %s have one hash", what, name, first)
			}
			seen[h] = what + name
		}
	}
	more := maps.Clone(good)
	more["README.md"] = &fstest.MapFile{Data: []byte("about")}
	more["claims/one.yaml"] = &fstest.MapFile{Data: []byte("a: b")}
	if hash(more) != hash(good) {
		t.Error("a file that is no part of the world moved its hash")
	}
}

// A literal has the provenance of its row, a reference that of its figure; what
// a rule does to flows is assumed, whatever the rule rests on.
func TestFiguresCarryProvenance(t *testing.T) {
	w := tiny(t)
	if f := w.Sites[5].Output; f.ID != "" || f.Confidence != adit.Company || len(f.Source) != 1 || f.Unit != "t/y" || f.InForce.From.Year() != 2025 {
		t.Errorf("literal: %+v", f)
	}
	if f := w.Uses[0].Elasticity; f.ID != "el.demand" || f.Confidence != adit.Assumed || !f.Ranged || f.Low != -0.4 {
		t.Errorf("reference: %+v", f)
	}
	if f, _ := w.Figure("withheld"); f.Known() || f.Unknown == "" {
		t.Errorf("unknown: %+v", f)
	}
	for _, m := range w.Measures {
		if m.ID == "cn-ban" {
			if m.Test.Share.Confidence != adit.Official || m.Effect.Leakage.Confidence != adit.Assumed {
				t.Errorf("law %v, effect %v", m.Test.Share.Confidence, m.Effect.Leakage.Confidence)
			}
		}
	}
}

func BenchmarkReadShippedWorld(b *testing.B) {
	worlds := os.DirFS("../worlds")
	for b.Loop() {
		if _, ps := Read(worlds, "base2025"); ps.Errors() != nil {
			b.Fatal(ps)
		}
	}
}
