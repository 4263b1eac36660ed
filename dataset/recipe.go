package dataset

import (
	"strings"

	"adit"
)

// recipe is the mass account of one recipe, per tonne of main product. Masses
// are kept by substance: an element where the contained compound is a formula,
// the compound's name where it is not, the material itself where it is gross.
type recipe struct {
	name     string
	lines    []int // rows of recipes
	main     []int // those with role out
	in, out  map[string]float64
	opaque   bool    // an input is gross or no formula: it may hold anything
	inputs   float64 // tonnes of all inputs, reagents left out
	recovery float64 // tonnes of contained outputs
	broken   bool    // a line lacks its material or quantity: nothing can be said about mass
}

// grossMark begins the substance that stands for a gross material.
const grossMark = "gross "

func isGross(substance string) bool { return strings.HasPrefix(substance, grossMark) }

// contents returns the mass of each substance in a tonne of a material.
func contents(m *adit.Material) map[string]float64 {
	if m.Weight != adit.Contained {
		return map[string]float64{grossMark + m.ID: 1}
	}
	if parts := composition(m.Contains); parts != nil {
		return parts
	}
	return map[string]float64{m.Contains: 1}
}

// recipes sums the rows of recipes, in order of first appearance.
func (r *reader) recipes() []*recipe {
	materials := map[string]*adit.Material{}
	for i := range r.world.Materials {
		materials[r.world.Materials[i].ID] = &r.world.Materials[i]
	}
	var list []*recipe
	byName := map[string]*recipe{}
	for i, line := range r.world.Recipes {
		if line.Recipe == "" {
			continue
		}
		p := byName[line.Recipe]
		if p == nil {
			p = &recipe{name: line.Recipe, in: map[string]float64{}, out: map[string]float64{}}
			byName[line.Recipe] = p
			list = append(list, p)
		}
		p.lines = append(p.lines, i)
		if line.Role == adit.Out {
			p.main = append(p.main, i)
		}
		p.add(line, materials[line.Material])
	}
	return list
}

func (p *recipe) add(line adit.RecipeLine, m *adit.Material) {
	if line.Role == adit.Reagent {
		return
	}
	tonnes := line.Tonnes
	if line.Role == adit.Out && !tonnes.Given() {
		tonnes = adit.Number(1, "t/t")
	}
	if m == nil || m.Weight == "" || !tonnes.Given() || !tonnes.Known() {
		p.broken = true
		return
	}
	side := p.out
	if line.Role == adit.In {
		side = p.in
		p.inputs += tonnes.Value
		p.opaque = p.opaque || m.Weight != adit.Contained || composition(m.Contains) == nil
	} else if m.Weight == adit.Contained {
		p.recovery += tonnes.Value
	}
	for substance, share := range contents(m) {
		side[substance] += tonnes.Value * share
	}
}
