package study

import (
	"context"
	"testing"

	"adit"
	"adit/lp/highs/highstest"
)

// rivals is a world of a cheap supplier, a dear one and a market, with a price
// war and a deal that puts a floor under the dear one.
func rivals() *adit.World {
	n := func(v float64) adit.Figure { return adit.Number(v, "1") }
	return &adit.World{Name: "rivals",
		Materials: []adit.Material{{ID: "x", Name: "x", Chain: "x", Weight: adit.Contained, PriceRule: adit.Quoted, Price: n(20), PricePlace: "JP", Cover: n(30)}},
		Recipes:   []adit.RecipeLine{{Recipe: "mine", Material: "x", Role: adit.Out, Tonnes: n(1)}},
		Sites: []adit.Site{
			{ID: "cn", Place: "CN", Recipe: "mine", Status: adit.Operating, Output: n(900), Capacity: n(1000), Elasticity: n(0.3)},
			{ID: "au", Place: "AU", Recipe: "mine", Status: adit.Operating, Output: n(300), Capacity: n(360), Elasticity: n(0.3)},
		},
		Lanes:     []adit.Lane{{Material: "x", From: "CN", To: "JP", Flow: n(900), Days: n(0.1)}, {Material: "x", From: "AU", To: "JP", Flow: n(300), Days: n(0.1)}},
		Uses:      []adit.Use{{ID: "jp", Name: "Users, Japan", Kind: "users", Material: "x", Place: "JP", Quantity: n(1200), Elasticity: n(-0.3), ValueAtStake: n(100)}},
		Scenarios: []adit.Scenario{{ID: "war", Name: "Price war", Note: "Invented.", Events: []adit.Event{{ID: "flood", Kind: adit.PriceWarEvent, Place: "CN", Date: adit.NewDate(2027, 3, 1), Severity: n(0.9), Extra: n(0.5)}}}},
		Deals: []adit.Deal{{ID: "guard", Name: "The guard", Status: adit.DealSigned, Signed: adit.NewDate(2026, 1, 1), Until: adit.NewDate(2030, 12, 31),
			Floors: []adit.PriceProtection{{Clause: adit.Clause{ID: "floor"}, Floor: n(21)}},
			Effects: []adit.DealEffect{{ID: "open", Name: "No closure", Kind: "keep-open", Instrument: "floor", Sites: []string{"au"}},
				{ID: "first", Name: "Japan first", Kind: "priority", Place: "JP"}}}},
	}
}

// A price war closes a plant without a deal, and not one whose deal stands; what
// the deal cannot carry is said.
func TestDealKeepsAPlantOpenInAPriceWar(t *testing.T) {
	solver := highstest.Open(t)
	last := func(scenario ...string) float64 {
		r, err := start(context.Background(), Options{World: rivals(), Scenario: scenario, Material: "x", On: adit.NewDate(2026, 12, 15), Draws: 1, Months: 24, Window: 1, Seed: 1, Workers: 1, Solver: solver})
		if err != nil {
			t.Fatal(err)
		}
		if len(scenario) == 2 && (len(r.problems) == 0 || r.problems[len(r.problems)-1].Code != "effect-without-overlay") {
			t.Errorf("nothing is said of priority: %v", r.problems)
		}
		part := r.event.Parts[0]
		records := part.Draws[0]
		return records[len(records)-1].Output[part.Market.Net.Site("au")]
	}
	if war := last("war"); war != 0 {
		t.Errorf("the war leaves the unprotected plant making %g t a month", war)
	}
	if kept := last("war", "deal:guard"); kept < 10 {
		t.Errorf("under the deal it makes %g t a month", kept)
	}
}
