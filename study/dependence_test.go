package study

import (
	"os"
	"strings"
	"testing"

	"adit/chain"
	"adit/dataset"
	"adit/diagnose"
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
