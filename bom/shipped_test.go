package bom

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

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

// No. 61 on the shipped bills, its dates aside: both hold Chinese dysprosium and
// terbium far above 0.1%, were made with other technology, and are of other
// origin; and the change that the answer names turns it.
func TestShippedBillsUnderNo61(t *testing.T) {
	w := world(t)
	places := PlacesOf(w)
	for name, change := range map[string]string{
		"ndfeb-magnet.csv": "buy all 9.902 g of terbium oxide and more than 36.12 g of dysprosium oxide elsewhere",
		"ev-motor.csv":     "buy all 39.6 g of terbium oxide and more than 143.4 g of dysprosium oxide elsewhere",
	} {
		b := shipped(t, name)
		p := b.Products[0]
		f, ok := b.Measure(p, measure(t, "cn-2025-061-1-1"), places, "US")
		if !ok || f.Answer != Caught || f.Reading.In != Yes {
			t.Errorf("%s: content %v, %s", name, f.Answer, f.Because)
		}
		if low, _ := f.Reading.Bounds(); low.LessThan(dec(t, "0.002")) {
			t.Errorf("%s: share from %s", name, low)
		}
		if got := b.Describe(*f.Change); got != change {
			t.Errorf("%s: %s", name, got)
		}
		turned := switched(b, *f.Change)
		if r := turned.Content(p, f.Share); r.Answer != NotCaught {
			t.Errorf("%s: after the change %v, %s", name, r.Answer, r.Because)
		}
		f, _ = b.Measure(p, measure(t, "cn-2025-061-1-2"), places, "US")
		if f.Answer != NotCaught || len(f.Ways) != 2 {
			t.Errorf("%s: technology %v, %s", name, f.Answer, f.Because)
		}
		f, _ = b.Measure(p, measure(t, "cn-2025-061-1-3"), places, "US")
		if f.Answer != NotCaught {
			t.Errorf("%s: origin %v, %s", name, f.Answer, f.Because)
		}
		f, _ = b.Measure(p, measure(t, "us-734-4-25"), places, "IR")
		if f.Answer != NotCaught || f.Share.Share.String() != "0.1" || !f.Share.Above {
			t.Errorf("%s: American content %v, %s", name, f.Answer, f.Because)
		}
	}
}

// switched is a bill after a change: what is bought elsewhere is of another
// origin, in part where only a part of it is.
func switched(b *Bill, c Change) *Bill {
	out := *b
	out.Items = append([]Item(nil), b.Items...)
	for _, s := range c.Switches {
		it := &out.Items[s.Item]
		if s.All {
			it.Origin = []Origin{{"MY", one}}
			continue
		}
		// All of it is in one place of a product, so the part is that of the highest quantity, and a little more.
		total := zero
		for _, k := range b.Content(b.Products[0], Content{Counted: Class{Issuer: "CN", Items: []adit.Item{{Materials: []string{it.Material}}}}, Origin: china, Share: one}).Counted {
			if k.Item == s.Item {
				total = k.Quantity.High
			}
		}
		kept := one.Sub(s.Quantity.Div(total)).Sub(dec2("0.000000001"))
		it.Origin = []Origin{{"CN", kept}, {"MY", one.Sub(kept)}}
	}
	return &out
}

func dec2(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// Where translations differ, an answer that differs between them is open and
// says so.
func TestTechnologyReadings(t *testing.T) {
	m := measure(t, "cn-2025-061-1-2")
	places := PlacesOf(world(t))
	for name, c := range map[string]struct {
		lines string
		want  Answer
		ways  []Answer // narrow, wide
	}{
		"Chinese technology, Chinese metal": {"magnet,,1,kg,ndfeb.magnet-hc,JP,CN,\ndy,magnet,20,g,dy.metal,CN,,\n", Caught, []Answer{Caught, Caught}},
		"Chinese technology, no Chinese":    {"magnet,,1,kg,ndfeb.magnet-hc,JP,CN,\ndy,magnet,20,g,dy.metal,MY,JP,CN:none\n", CannotTell, []Answer{NotCaught, Caught}},
		"technology unknown":                {"magnet,,1,kg,ndfeb.magnet-hc,JP,,\ndy,magnet,20,g,dy.metal,CN,,\n", CannotTell, []Answer{CannotTell, CannotTell}},
		"other technology":                  {"magnet,,1,kg,ndfeb.magnet-hc,JP,JP,\ndy,magnet,20,g,dy.metal,CN,CN,\n", NotCaught, []Answer{NotCaught, NotCaught}},
		"made in China":                     {"magnet,,1,kg,ndfeb.magnet-hc,CN,CN,\ndy,magnet,20,g,dy.metal,CN,CN,\n", NotCaught, []Answer{NotCaught, NotCaught}},
		"not listed":                        {"engine,,1,piece,,JP,CN,CN:none\n", NotCaught, []Answer{NotCaught, NotCaught}},
	} {
		b := read(t, "item,parent,quantity,unit,material,origin,technology,control\n"+c.lines)
		f, ok := b.Measure(b.Products[0], m, places, "US")
		if !ok || f.Answer != c.want || len(f.Ways) != 2 || f.Ways[0].Answer != c.ways[0] || f.Ways[1].Answer != c.ways[1] {
			t.Errorf("%s: %v %+v (%s)", name, f.Answer, f.Ways, f.Because)
		}
		if c.ways[0] != c.ways[1] && !strings.Contains(f.Because, "the readings differ") {
			t.Errorf("%s does not say that readings differ: %s", name, f.Because)
		}
	}
}

// The step that counts may lie deep inside: metal from China in a magnet made
// elsewhere.
func TestStepsOfProduction(t *testing.T) {
	m := measure(t, "us-dfars-252-225-7052")
	places := PlacesOf(world(t))
	for lines, want := range map[string]Answer{
		"motor,,1,piece,,US,\nmagnet,motor,1,kg,ndfeb.magnet-hc,JP,\ndy,magnet,20,g,dy.metal,CN,\n": Caught,
		"motor,,1,piece,,US,\nmagnet,motor,1,kg,ndfeb.magnet-hc,JP,\ndy,magnet,20,g,dy.metal,,\n":   CannotTell,
		"motor,,1,piece,,US,\nmagnet,motor,1,kg,ndfeb.magnet-hc,JP,\ndy,magnet,20,g,dy.metal,MY,\n": NotCaught,
		"motor,,1,piece,,US,\nnut,motor,1,piece,,CN,US:EAR99\n":                                     NotCaught,
	} {
		b := read(t, "item,parent,quantity,unit,material,origin,control\n"+lines)
		if f, ok := b.Measure(b.Products[0], m, places, "US"); !ok || f.Answer != want {
			t.Errorf("%s%v (%s), want %v", lines, f.Answer, f.Because, want)
		}
	}
}
