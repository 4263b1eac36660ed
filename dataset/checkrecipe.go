package dataset

import (
	"adit"
)

// massSlack forgives the rounding of stoichiometric factors to three digits.
const massSlack = 0.002

func (r *reader) checkRecipes() {
	list := r.recipes()
	for _, p := range list {
		r.checkMainProduct(p)
		r.checkQuantities(p)
		if !p.broken {
			r.checkWeight(p)
			r.checkMass(p)
		}
	}
	r.checkCycles(list)
}

func (r *reader) checkMainProduct(p *recipe) {
	switch at := r.at("recipes", p.lines[0], "recipe"); {
	case len(p.main) == 0:
		r.problems.Add("recipe-output", at, "give its main product the role out", "recipe %q makes nothing", p.name)
	case len(p.main) > 1:
		r.problems.Add("recipe-output", r.at("recipes", p.main[1], "role"), "call the others by-products", "recipe %q has %d main products, first at %s", p.name, len(p.main), r.at("recipes", p.main[0], "role"))
	default:
		i := p.main[0]
		if t := r.world.Recipes[i].Tonnes; t.Given() && t.Value != 1 {
			r.problems.Add("recipe-output", r.at("recipes", i, "tonnes"), "write 1 and state the other lines per tonne of it", "recipe %q makes %v t of its main product per tonne of its main product", p.name, t.Value)
		}
	}
}

func (r *reader) checkQuantities(p *recipe) {
	for _, i := range p.lines {
		line := r.world.Recipes[i]
		if line.Role != adit.Out && line.Role != "" && !line.Tonnes.Given() {
			r.problems.Add("missing-cell", r.at("recipes", i, "tonnes"), "say how many tonnes per tonne of main product", "recipe %q has no quantity of %s", p.name, line.Material)
		}
	}
}

// checkWeight finds a contained product made from goods weighed whole that do
// not say what they contain: the two weights would be set equal by accident.
func (r *reader) checkWeight(p *recipe) {
	if p.recovery == 0 || len(p.in) == 0 {
		return
	}
	for substance := range p.in {
		if !isGross(substance) {
			return // mass is accounted for by contained inputs
		}
	}
	for _, i := range p.lines {
		line := r.world.Recipes[i]
		for _, m := range r.world.Materials {
			if m.ID == line.Material && line.Role == adit.In && m.Weight == adit.Gross && m.Contains == "" {
				r.problems.Add("mixed-weight", r.at("recipes", i, "material"), "say in materials what "+m.ID+" contains, or weigh it by what it contains",
					"recipe %q turns %s, weighed whole, into a product weighed by what it contains", p.name, m.ID)
			}
		}
	}
}

// checkMass finds a recipe whose products hold more than its inputs. A recipe
// without inputs is a mine and takes from the ground.
func (r *reader) checkMass(p *recipe) {
	if len(p.in) == 0 {
		return
	}
	at := r.at("recipes", p.lines[0], "recipe")
	for _, substance := range sortedKeys(p.out) {
		made, taken := p.out[substance], p.in[substance]
		if isGross(substance) || p.opaque && (taken == 0 || len(p.in) > 1) {
			continue // what the inputs hold of it is not known; the sum below still binds
		}
		if made > taken*(1+massSlack) {
			r.problems.Add("mass-created", at, "raise the input, lower a product, or check the basis of weight",
				"recipe %q makes %.6g t of %s out of %.6g t", p.name, made, substance, taken)
			return
		}
	}
	if p.opaque && p.recovery > p.inputs*(1+massSlack) {
		r.problems.Add("mass-created", at, "raise the input, lower a product, or check the basis of weight",
			"recipe %q makes %.6g t of contained products out of %.6g t of inputs", p.name, p.recovery, p.inputs)
	}
}
