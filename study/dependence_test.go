package study

import (
	"context"
	"os"
	"strings"
	"testing"

	"adit/chain"
	"adit/dataset"
	"adit/diagnose"
	"adit/lp/highs"
	"adit/worlds"
)

// TestDependenceSections: the sections can be drawn, and say the bottleneck.
func TestDependenceSections(t *testing.T) {
	w, problems := dataset.Read(os.DirFS("../testdata/good/tiny"), "tiny")
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	net, _ := chain.Build(w) // balances as it stands
	scope, _ := diagnose.GroupScope(w, "outside")
	sections := DependenceSections(w, net, "tiny", scope, 2026, 2031)
	for _, s := range sections {
		for _, f := range s.Figures {
			if err := f.Chart.Check(f.Table); err != nil {
				t.Errorf("section %s: %v", s.ID, err)
			}
			if f.Table.Len() == 0 {
				t.Errorf("section %s: nothing in table %s", s.ID, f.Table.Name)
			}
		}
	}
	// Ore 360 of 2,760 t/y is the least they have of anything.
	if lead := sections[1].Lead; !strings.Contains(lead, "narrowest stage of tiny chain is ore (Dy2O3): 13% of world capacity") {
		t.Errorf("lead: %s", lead)
	}
}

// TestTechnologyOfTheShippedWorld: where recipes state the extractant, whom
// separation depends on for it is computed; where none is stated, that is said.
func TestTechnologyOfTheShippedWorld(t *testing.T) {
	fsys, name, err := worlds.Open(worlds.Default)
	if err != nil {
		t.Fatal(err)
	}
	w, problems := dataset.Read(fsys, name)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	s, err := highs.New(context.Background(), highs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	net, _ := chain.Build(w)
	if _, problems, err := net.Reconcile(context.Background(), s); err != nil || problems.Errors() != nil {
		t.Fatal(err, problems)
	}
	trace := diagnose.NewTrace(net)
	for _, c := range []struct {
		place, material, most string
		known                 bool
		share                 float64
	}{
		{"US", "ndpr.oxide", "CN", true, 1}, {"MY", "dy.oxide", "CN", true, 1}, {"EE", "ndpr.oxide", "CN", true, 1},
		{"CN", "ndpr.oxide", "", true, 0}, {"CN", "tb.oxide", "", true, 0},
		{"US", "ndfeb.magnet-hc", "", false, 0}, {"CN", "ga.refined", "", false, 0},
	} {
		scope, _ := diagnose.PlaceScope(w, c.place)
		found := false
		for _, d := range diagnose.Dependences(trace, scope) {
			if e := d.Technology; d.Material.ID == c.material {
				found = true
				if e.Known() != c.known || c.known && (e.Share < c.share-1e-6 || e.Share > c.share+1e-6 || e.Most != c.most) || !c.known && e.Reason == "" {
					t.Errorf("%s@%s: %+v, want %v of it on %q", c.material, c.place, e, c.share, c.most)
				}
			}
		}
		if !found {
			t.Errorf("%s has no row in %s", c.material, c.place)
		}
	}
}
