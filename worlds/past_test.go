package worlds_test

import (
	"fmt"
	"io/fs"
	"math"
	"reflect"
	"strings"
	"testing"

	"adit"
	"adit/dataset"
	"adit/worlds"
	"adit/worlds/worldstest"
)

func past(t *testing.T) (fs.FS, *adit.World) {
	t.Helper()
	folder, name, err := worlds.Open(worlds.Past)
	if err != nil {
		t.Fatal(err)
	}
	w, problems := dataset.Read(folder, name)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	return folder, w
}

// The world of the past has the law of the default one to the letter, so that
// law lives in one place, and its parameters but for those it dates itself.
func TestPastHasTheLawOfTheDefault(t *testing.T) {
	folder, w := past(t)
	now := worldstest.Shipped(t)
	own, err := fs.ReadFile(folder, "figures-2023.csv")
	if err != nil {
		t.Fatal(err)
	}
	dated := func(id string) bool { return strings.Contains(string(own), "\n"+id+",") }
	if len(w.Measures) != len(now.Measures) {
		t.Fatalf("%d measures, the default world has %d", len(w.Measures), len(now.Measures))
	}
	for i := range w.Measures {
		a, b := w.Measures[i], now.Measures[i]
		for _, f := range []*adit.Figure{&a.Effect.Base, &b.Effect.Base, &a.Effect.Throughput, &b.Effect.Throughput} {
			if dated(f.ID) {
				*f = adit.Figure{}
			}
		}
		if !reflect.DeepEqual(a, b) {
			t.Errorf("measure %s differs", b.ID)
		}
	}
	for _, id := range []string{"rule.cn-2023-023.throughput", "rule.cn-2024-033.throughput"} { // there for their reasons only
		a, _ := w.Figure(id)
		if b, _ := now.Figure(id); a.Value != b.Value || a.Low != b.Low || a.High != b.High {
			t.Errorf("%s says it is as in the default world: %v, there %v", id, a, b)
		}
	}
	shared := 0
	for _, f := range now.Figures {
		if g, ok := w.Figure(f.ID); !ok {
			t.Errorf("figure %s is lost", f.ID)
		} else if !dated(f.ID) {
			if shared++; fmt.Sprint(f.Figure) != fmt.Sprint(g) {
				t.Errorf("figure %s differs, but %s does not date it", f.ID, worlds.Past)
			}
		}
	}
	if shared < 300 {
		t.Errorf("only %d figures are shared", shared)
	}
}

// The base of the past is what the official tables report for 2023, and its
// prices and their ranges see nothing later.
func TestPastIsAsReported(t *testing.T) {
	_, w := past(t)
	published := func(commodity, detail, place, year string) float64 {
		for i := range w.Statistics {
			s := &w.Statistics[i]
			if s.Commodity == commodity && strings.HasPrefix(s.Detail, detail) && s.Place == place && s.Year == year && (s.Kind == adit.Production || s.Kind == adit.UnitPrice) {
				return s.Figure().Value
			}
		}
		t.Fatalf("no statistic %s %s %s %s", commodity, detail, place, year)
		return 0
	}
	made := func(prefix string) (sum float64) {
		for i := range w.Sites {
			if s := &w.Sites[i]; strings.HasPrefix(s.ID, prefix) {
				sum += s.Output.Or(0)
			}
		}
		return sum
	}
	for _, c := range []struct{ site, commodity, detail, place string }{
		{"alumina.", "Bauxite", "Refinery production", "world"}, {"alumina.CN", "Bauxite", "Refinery production", "CN"},
		{"zinc.", "Zinc", "Mine production", "world"}, {"zinc.CN", "Zinc", "Mine production", "CN"},
		{"sb-mine.", "Antimony", "Mine production", "world"}, {"sb-mine.CN", "Antimony", "Mine production", "CN"}, {"sb-mine.TJ", "Antimony", "Mine production", "TJ"},
		{"w-mine.", "Tungsten", "Mine production", "world"}, {"w-mine.CN", "Tungsten", "Mine production", "CN"},
		{"cn-gallium", "Gallium", "Primary production", "CN"},
	} {
		unit := 1.0
		switch c.commodity {
		case "Bauxite", "Zinc":
			unit = 1000
		case "Gallium":
			unit = 0.001
		}
		// World totals are rounded to three digits by the publisher.
		if got, want := made(c.site), unit*published(c.commodity, c.detail, c.place, "2023"); math.Abs(got/want-1) > 0.005 {
			t.Errorf("%s make %g t, the tables say %g", c.site, got, want)
		}
	}
	for _, c := range []struct {
		id, commodity, detail string
		per                   float64
	}{
		{"px.ga", "Gallium", "Price", 1}, {"px.ge", "Germanium", "Price, annual average, dollars per kilogram: Germanium metal", 1},
		{"px.sb", "Antimony", "Price, metal", 1}, {"px.w", "Tungsten", "Price, concentrate", 1}, {"px.w.kg", "Tungsten", "Price, concentrate", 1 / 7.93},
	} {
		f, _ := w.Figure(c.id)
		low, high := math.Inf(1), math.Inf(-1)
		for _, year := range []string{"2021", "2022", "2023"} {
			p := c.per * published(c.commodity, c.detail, "US", year)
			low, high = min(low, p), max(high, p)
		}
		for _, pair := range [][2]float64{{f.Value, c.per * published(c.commodity, c.detail, "US", "2023")}, {f.Low, low}, {f.High, high}} {
			if math.Abs(pair[0]/pair[1]-1) > 1e-3 {
				t.Errorf("%s is %g [%g, %g]: the tables give %g in place of %g", c.id, f.Value, f.Low, f.High, pair[1], pair[0])
			}
		}
	}
}
