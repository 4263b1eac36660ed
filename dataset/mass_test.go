package dataset

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"adit"
)

func TestComposition(t *testing.T) {
	for formula, want := range map[string]map[string]float64{
		"Dy":     {"Dy": 1},
		"Dy2O3":  {"Dy": 0.8713},
		"Tb4O7":  {"Tb": 0.8502},
		"Al2O3":  {"Al": 0.5293},
		"Nd2Fe":  {"Nd": 0.8378, "Fe": 0.1622},
		"Li2CO3": {"Li": 0.1879},
	} {
		got := composition(formula)
		for element, share := range want {
			if math.Abs(got[element]-share) > 5e-4 || len(got) != len(want) {
				t.Errorf("%s: %v, want %v", formula, got, want)
			}
		}
	}
	for _, text := range []string{"", "REO", "NdPr oxide", "NdPr-oxide", "H2O", "Dy0", "dy", "Dy2(CO3)3", "Dy99999999999"} {
		if got := composition(text); got != nil {
			t.Errorf("%q read as the formula of %v", text, got)
		}
	}
}

// codes reads recipes over given materials and returns the problem codes.
func codes(materials []adit.Material, lines []adit.RecipeLine) []string {
	r := newReader("mass")
	r.world.Materials, r.world.Recipes = materials, lines
	r.checkRecipes()
	var list []string
	for _, p := range r.problems {
		list = append(list, p.Code)
	}
	return list
}

func line(recipe, material string, role adit.Role, tonnes float64) adit.RecipeLine {
	return adit.RecipeLine{Recipe: recipe, Material: material, Role: role, Tonnes: adit.Number(tonnes, "t/t")}
}

// A recipe from an oxide to its metal and one back are sound just when they
// lose metal, however both are written.
func TestOxideAndMetal(t *testing.T) {
	materials := []adit.Material{
		{ID: "oxide", Weight: adit.Contained, Contains: "Dy2O3"},
		{ID: "metal", Weight: adit.Contained, Contains: "Dy"},
	}
	const metalInOxide = 2 * 162.50 / (2*162.50 + 3*15.999)
	rapid.Check(t, func(t *rapid.T) {
		yield := rapid.Float64Range(0.5, 1.5).Filter(func(y float64) bool { return math.Abs(y-1) > 0.01 }).Draw(t, "yield")
		want := yield > 1
		for _, lines := range [][]adit.RecipeLine{
			{line("reduce", "metal", adit.Out, 1), line("reduce", "oxide", adit.In, 1/(metalInOxide*yield))},
			{line("roast", "oxide", adit.Out, 1), line("roast", "metal", adit.In, metalInOxide/yield)},
		} {
			if got := codes(materials, lines); slices.Contains(got, "mass-created") != want {
				t.Fatalf("yield %v: %v", yield, got)
			}
		}
	})
}

// Products weighed whole hide what they contain. A circle of recipes through
// any number of them is reported just when it gives back more than it takes.
func TestCycles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "whole goods")
		materials := []adit.Material{{ID: "m0", Weight: adit.Contained, Contains: "Dy"}}
		for i := 1; i <= n; i++ {
			materials = append(materials, adit.Material{ID: fmt.Sprintf("m%d", i), Weight: adit.Gross, Contains: "Dy"})
		}
		gain := 1.0
		var lines []adit.RecipeLine
		for i := 1; i <= n; i++ { // m0 → m1 → … → mn
			in := rapid.Float64Range(0.01, 2).Draw(t, "in")
			gain /= in
			name := fmt.Sprintf("make%d", i)
			lines = append(lines, line(name, materials[i].ID, adit.Out, 1), line(name, materials[i-1].ID, adit.In, in))
		}
		// The way back, which alone must not give more than its input weighs.
		back := max(1.01, gain*rapid.Float64Range(0.5, 1.5).Draw(t, "loss"))
		gain /= back
		lines = append(lines, line("recycle", "m0", adit.Out, 1), line("recycle", materials[n].ID, adit.In, back))
		if math.Abs(gain-1) < 0.02 {
			t.Skip("within the slack of rounding")
		}
		if got, want := codes(materials, lines), gain > 1; slices.Contains(got, "mass-created") != want {
			t.Fatalf("gain %v: %v", gain, got)
		}
	})
}

// A magnet plant with a thrifty twin and recycling that loses a little is
// sound: several inputs join, and none comes back in full.
func TestRecyclingIsSound(t *testing.T) {
	materials := []adit.Material{
		{ID: "nd", Weight: adit.Contained, Contains: "Nd"}, {ID: "dy", Weight: adit.Contained, Contains: "Dy"},
		{ID: "magnet", Weight: adit.Gross}, {ID: "scrap", Weight: adit.Gross, Contains: "Nd Dy"},
	}
	lines := []adit.RecipeLine{
		line("press", "magnet", adit.Out, 1), line("press", "nd", adit.In, 0.3), line("press", "dy", adit.In, 0.02), line("press", "scrap", adit.ByProduct, 0.2),
		line("recycle", "nd", adit.Out, 1), line("recycle", "scrap", adit.In, 4), line("recycle", "dy", adit.ByProduct, 0.05),
	}
	if got := codes(materials, lines); len(got) > 0 {
		t.Error(got)
	}
}
