package diagnose

import (
	"slices"
	"sort"
	"strconv"

	"adit"
	"adit/table"
)

// Step is a stage of a chain in the matrix of dependence: the material of the
// stage whose dependence on plants outside is worst stands for it, because a
// chain holds as much as its weakest part.
type Step struct {
	Chain     string
	Stage     string
	Rank      int // from 1, counted from ore to product
	Materials int // how many of the stage are needed or made in the scope
	Dependence
}

// Matrix sorts dependences by chain and stage, chains in the order in which
// they first appear, stages from ore to product. A reagent is no stage.
func Matrix(w *adit.World, deps []Dependence) []Step {
	depth, reagents := depths(w), reagentsOf(w)
	type key struct{ chain, stage string }
	var chains []string
	at := map[key]int{}
	var steps []Step
	for _, d := range deps {
		if reagents[d.Material.ID] {
			continue
		}
		k := key{d.Material.Chain, d.Material.Stage}
		if !slices.Contains(chains, k.chain) {
			chains = append(chains, k.chain)
		}
		i, ok := at[k]
		if !ok {
			i = len(steps)
			at[k] = i
			steps = append(steps, Step{Chain: k.chain, Stage: k.stage, Dependence: d})
		}
		s := &steps[i]
		s.Materials++
		if worse := d.Processing; worse.Known() && (!s.Processing.Known() || worse.Share > s.Processing.Share) {
			s.Dependence = d
		}
	}
	// A stage stands as deep as the deepest of its materials.
	deep := map[key]int{}
	for i := range w.Materials {
		m := &w.Materials[i]
		k := key{m.Chain, m.Stage}
		deep[k] = max(deep[k], depth[m.ID])
	}
	sort.SliceStable(steps, func(a, b int) bool {
		ca, cb := slices.Index(chains, steps[a].Chain), slices.Index(chains, steps[b].Chain)
		if ca != cb {
			return ca < cb
		}
		return deep[key{steps[a].Chain, steps[a].Stage}] < deep[key{steps[b].Chain, steps[b].Stage}]
	})
	for i := range steps {
		steps[i].Rank = 1
		if i > 0 && steps[i-1].Chain == steps[i].Chain {
			steps[i].Rank = steps[i-1].Rank + 1
		}
	}
	return steps
}

// depths counts, for each material, the recipes of its own chain that lie
// between it and what its chain begins with.
func depths(w *adit.World) map[string]int {
	chain := map[string]string{}
	for i := range w.Materials {
		chain[w.Materials[i].ID] = w.Materials[i].Chain
	}
	made := productsOf(w)
	out := map[string]int{}
	// Recipes in circles (scrap that comes back) would deepen for ever: no chain
	// is deeper than it has materials.
	for range w.Materials {
		moved := false
		for _, in := range w.Recipes {
			if in.Role != adit.In {
				continue
			}
			for _, p := range made[in.Recipe] {
				if chain[p.Material] == chain[in.Material] && p.Material != in.Material && out[p.Material] <= out[in.Material] && out[in.Material]+1 < len(w.Materials) {
					out[p.Material], moved = out[in.Material]+1, true
				}
			}
		}
		if !moved {
			break
		}
	}
	return out
}

// MatrixTable is the matrix of dependence, one row a chain and stage.
func MatrixTable(w *adit.World, scope Scope, steps []Step) *table.Table {
	t := table.New("dependence-matrix", "Dependence of "+scope.Name+" on plants outside, by chain and stage, base year",
		table.Column{Name: "chain", Doc: "Chain."},
		table.Column{Name: "step", Doc: "Place of the stage in its chain, from ore to product, among those the scope has a part in."},
		table.Column{Name: "stage", Doc: "Stage."},
		table.Column{Name: "name", Label: "Most dependent material", Doc: "Material of the stage that depends most; it stands for the stage."},
		table.Column{Name: "materials", Type: table.Integer, Doc: "Materials of the stage that are needed or made there."},
		table.Column{Name: "processing", Label: "Made outside", Type: table.Share, Doc: "Share of what is needed of it that was made outside."},
		table.Column{Name: "made_by", Doc: "Outside place that makes most of it."},
		table.Column{Name: "resource", Label: "Ore outside", Type: table.Share, Doc: "Share of what is needed of it whose ore lies outside."},
		table.Column{Name: "ore_from", Doc: "Outside place with most of that ore."})
	name := named(w)
	for _, s := range steps {
		t.Add(w.ChainName(s.Chain), strconv.Itoa(s.Rank), s.Stage, s.Material.Name, s.Materials,
			shareOr(s.Processing.Share, s.Processing.Reason), name(s.Processing.Most),
			shareOr(s.Resource.Share, s.Resource.Reason), name(s.Resource.Most))
	}
	return t
}
