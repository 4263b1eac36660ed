package adit

// Role says what a line of a recipe does.
type Role string

// Roles of a material in a recipe.
const (
	Out       Role = "out"       // the main product; its quantity is 1
	ByProduct Role = "byproduct" // made along with it, always
	In        Role = "in"        // consumed
	Reagent   Role = "reagent"   // consumed, bought as a chemical or equipment
)

// RecipeLine is one row of recipes.csv: so many tonnes of a material per tonne
// of the recipe's main product.
type RecipeLine struct {
	Recipe   string `col:"recipe"`   // key, together with Material and Role
	Material string `col:"material"` // material id
	Role     Role   `col:"role"`     // what it does
	Tonnes   Figure `col:"tonnes"`   // t per t of main product
	Provenance
}
