package schema

import "adit"

// Recipes describes recipes.csv.
var Recipes = Table{
	Name: "recipes", Row: adit.RecipeLine{}, Keys: []string{"recipe", "material", "role"}, Required: true,
	Doc: "One line of a recipe: so many tonnes of a material per tonne of the recipe's main product. A recipe has exactly one line whose role is `out`.",
	Columns: provenance(
		Column{Name: "recipe", Type: Key, Required: true, Example: "sep.dy", Doc: "Recipe the line belongs to."},
		Column{Name: "material", Type: Ref, Refers: []string{"materials"}, Required: true, Example: "dy.mixed", Doc: "Material."},
		Column{Name: "role", Type: Choice, Choices: []string{string(adit.Out), string(adit.ByProduct), string(adit.In), string(adit.Reagent)}, Required: true, Example: "in",
			Doc: "What the line does: main product (out), made along with it (byproduct), consumed (in), or consumed as a bought chemical or part (reagent): an input with price, lanes and stocks of its own, of which nothing is in the product. Who makes it is the technology dependence of those who take it."},
		Column{Name: "tonnes", Type: Measured, Unit: "t/t", Limit: Positive, Default: "1, for the main product only", Example: "1.05 [1.02, 1.1]", Settled: []float64{1},
			Doc: "Tonnes per tonne of main product, each material on its own basis of weight."},
	),
}
