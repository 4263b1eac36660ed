package deal

import (
	"testing"

	"adit"
	"adit/dataset"
	"adit/schema"
)

// The floor of MP becomes a floor under its plant, and 10X a project at its odds;
// what no overlay carries is said.
func TestScenarioOfADeal(t *testing.T) {
	d := shippedDeal(t, "mp-dow")
	s, left := Scenario(d)
	if len(s.Floors) != 1 || s.Floors[0].Sites[0] != "us-mountain-pass-ndpr" || s.Floors[0].Price.Value != 110 || s.Floors[0].Days != (adit.Span{From: adit.NewDate(2025, 10, 1), To: adit.NewDate(2035, 12, 31)}) {
		t.Errorf("floors %+v", s.Floors)
	}
	if len(s.Projects) != 1 || s.Projects[0].ID != "us-10x-northlake-tx" || s.Projects[0].Odds.Value != 0.85 {
		t.Errorf("projects %+v", s.Projects)
	}
	if len(left) != 1 || left[0].Effect != "Magnets for defence first" {
		t.Errorf("left out: %+v", left)
	}
	w, problems := dataset.OverlayFigures(shipped(t), s)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	for _, p := range w.Projects {
		if p.ID == "us-10x-northlake-tx" && p.Start != adit.NewDate(2028, 7, 1) {
			t.Errorf("10X starts on %s", p.Start)
		}
	}
}

// Every effect of a shipped deal is carried by its overlay or said to be left
// out, and every overlay fits its world.
func TestEveryEffectIsTold(t *testing.T) {
	w := shipped(t)
	for i := range w.Deals {
		d := &w.Deals[i]
		s, left := Scenario(d)
		if got := len(s.Floors) + len(s.Projects) + len(left); got != len(d.Effects) {
			t.Errorf("%s has %d effects, %d are told", d.ID, len(d.Effects), got)
		}
		if _, problems := dataset.OverlayFigures(w, s); problems.Errors() != nil {
			t.Errorf("%s: %v", d.ID, problems)
		}
	}
	// The kinds that terms may name are those that are told.
	effects := schema.Find(schema.Deals.Fields, "effects")
	for _, kind := range schema.Find(effects.Fields, "kind").Choices {
		s, left := Scenario(&adit.Deal{Effects: []adit.DealEffect{{ID: "x", Kind: kind}}})
		if len(left) != 1 && len(s.Floors)+len(s.Projects) == 0 || len(left) == 1 && left[0].Why == "its kind has no overlay" {
			t.Errorf("an effect of kind %s is lost", kind)
		}
	}
}
