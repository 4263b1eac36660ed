package dataset

import (
	"testing"

	"pgregory.net/rapid"

	"adit"
)

func TestProvenance(t *testing.T) {
	list := Provenance(tiny(t))
	if len(list) != 3 {
		t.Fatalf("%d stages, want ore, oxide and metal", len(list))
	}
	ore, oxide, metal := list[0], list[1], list[2]
	if ore.Stage != "ore" || ore.Tonnes.Total != 2100 || ore.Tonnes.Share(adit.Official) != 1 {
		t.Errorf("ore: %+v", ore)
	}
	// 1200 t are official, 480 are the derived residual.
	if oxide.Tonnes.By[adit.Official] != 1200 || oxide.Tonnes.By[adit.Derived] != 480 {
		t.Errorf("oxide: %+v", oxide)
	}
	// 768 t are official, 576 the company's own word.
	if metal.Tonnes.By[adit.Official] != 768 || metal.Tonnes.By[adit.Company] != 576 {
		t.Errorf("metal: %+v", metal)
	}
	// 576 t at 9000 USD/kg, official; 768 t at 12000, secondary.
	if v := metal.ValueAtStake; v.By[adit.Official] != 576e3*9000 || v.By[adit.Secondary] != 768e3*12000 {
		t.Errorf("value at stake: %+v", v)
	}
}

// What rests on two figures is no better than the worse of them; a by-product
// counts at its own stage; a site that does not run and one that publishes
// nothing add no tonnes.
func TestProvenanceOfProducts(t *testing.T) {
	w := tiny(t)
	share := adit.Figure{Value: 0.5, Low: 0.4, High: 0.6, Unit: "t/t", Ranged: true, Confidence: adit.Assumed}
	w.Recipes = append(w.Recipes, adit.RecipeLine{Recipe: "mine", Material: "dy.oxide", Role: adit.ByProduct, Tonnes: share})
	w.Sites[0].Status = adit.Suspended // the Chinese mine: 1800 t
	w.Sites[4].Output = adit.Figure{}  // Chinese metal: 768 t
	w.Uses[0].ValueAtStake.Confidence = adit.Derived
	list := Provenance(w)
	if ore := list[0].Tonnes; ore.Total != 300 {
		t.Errorf("ore: %+v", ore)
	}
	if oxide := list[1].Tonnes; oxide.By[adit.Assumed] != 150 {
		t.Errorf("by-product oxide: %+v", oxide)
	}
	if metal := list[2]; metal.Tonnes.Total != 576 || metal.Undisclosed != 1 {
		t.Errorf("metal: %+v", metal)
	}
	if v := list[2].ValueAtStake; v.By[adit.Derived] != 576e3*9000 || v.By[adit.Official] != 0 {
		t.Errorf("value at stake: %+v", v)
	}
}

// Shares of something sum to one, of nothing to nothing.
func TestShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m Mix
		for _, c := range rapid.SliceOf(rapid.SampledFrom(adit.Confidences())).Draw(t, "kinds") {
			m.add(rapid.Float64Range(0, 1e9).Draw(t, "amount"), c)
		}
		sum := 0.0
		for _, c := range adit.Confidences() {
			sum += m.Share(c)
		}
		if want := min(m.Total, 1); m.Total >= 1 && (sum < want-1e-9 || sum > want+1e-9) || m.Total == 0 && sum != 0 {
			t.Fatalf("shares of %v sum to %v", m.Total, sum)
		}
	})
}
