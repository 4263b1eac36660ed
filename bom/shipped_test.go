package bom

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"adit"
	"adit/dataset"
	"adit/worlds"
)

// shippedWorld is read once: it is large.
var shippedWorld *adit.World

func world(tb testing.TB) *adit.World {
	tb.Helper()
	if shippedWorld != nil {
		return shippedWorld
	}
	fsys, name, err := worlds.Open(worlds.Default)
	if err != nil {
		tb.Fatal(err)
	}
	w, ps := dataset.Read(fsys, name)
	if err := ps.Errors(); err != nil {
		tb.Fatal(err)
	}
	shippedWorld = w
	return w
}

func shipped(tb testing.TB, name string) *Bill {
	tb.Helper()
	data, err := os.ReadFile(path.Join("../worlds", worlds.Default, "bills", name))
	if err != nil {
		tb.Fatal(err)
	}
	w := world(tb)
	b, ps := Read(name, data, Options{World: w, Codes: Codes(w)})
	if len(ps) > 0 {
		tb.Fatal(ps)
	}
	return b
}

// Every line of a shipped bill says how good it is: an assumed one gives its
// reason and a range with each of its own numbers that is no convention.
func TestShippedBillsAreExplained(t *testing.T) {
	fsys, _, err := worlds.Open(worlds.Default)
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(fsys, "bills/*.csv")
	if err != nil || len(names) < 2 {
		t.Fatalf("%v %v", names, err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		var lines []Line
		_, ps := dataset.ReadCSV(&Format, world(t), name, data, &lines)
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		for _, l := range lines {
			switch {
			case l.Confidence == adit.NoConfidence:
				t.Errorf("%s: %s has no confidence", l.Row, l.Item)
			case l.Confidence != adit.Assumed && len(l.Source) == 0:
				t.Errorf("%s: %s has no source", l.Row, l.Item)
			case l.Confidence == adit.Assumed && l.Note == "":
				t.Errorf("%s: %s has no reason", l.Row, l.Item)
			}
			for what, f := range map[string]adit.Figure{"quantity": l.Quantity, "price": l.Price} {
				one := what == "quantity" && (f.Value == 1 || strings.Contains(l.Note, "the range is in the lines below"))
				if l.Confidence == adit.Assumed && f.Given() && f.ID == "" && !f.Ranged && !one {
					t.Errorf("%s: the %s of %s is assumed without a range", l.Row, what, l.Item)
				}
			}
		}
		shipped(t, path.Base(name))
	}
}

func measure(tb testing.TB, id string) *adit.Measure {
	tb.Helper()
	w := world(tb)
	for i := range w.Measures {
		if w.Measures[i].ID == id {
			return &w.Measures[i]
		}
	}
	tb.Fatalf("no measure %q", id)
	return nil
}
