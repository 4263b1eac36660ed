package dataset

import (
	"adit"
)

// Mix is an amount by the kind of source it rests on.
type Mix struct {
	Total float64
	By    [adit.Assumed + 1]float64 // parts of Total, by adit.Confidence
}

// Share returns the part of the amount resting on one kind of source, 0-1; 0
// for an amount of nothing.
func (m Mix) Share(c adit.Confidence) float64 {
	if m.Total == 0 {
		return 0
	}
	return m.By[c] / m.Total
}

func (m *Mix) add(amount float64, c adit.Confidence) {
	m.Total += amount
	m.By[c] += amount
}

// StageProvenance says what the figures of one stage of a chain rest on.
type StageProvenance struct {
	Chain, Stage string
	Weight       adit.Weight // tonnes on different bases are never added, so a stage with both has two rows
	Tonnes       Mix         // t/y made in the base year, by-products included
	ValueAtStake Mix         // USD a year of output lost if all demand of the stage's materials went unserved
	Undisclosed  int         // sites of the base without an output of their own: they are inside a residual
}

// Provenance sums, for each chain and stage in the order of the materials
// table, the tonnes that sites make and the value that uses have at stake, by
// the confidence of the figures behind them. An amount computed from two
// figures counts with the worse of the two.
func Provenance(w *adit.World) []StageProvenance {
	var list []StageProvenance
	rows := map[stage]int{}
	materials := map[string]int{}
	for _, m := range w.Materials {
		key := stage{m.Chain, m.Stage, m.Weight}
		if _, ok := rows[key]; !ok {
			rows[key] = len(list)
			list = append(list, StageProvenance{Chain: m.Chain, Stage: m.Stage, Weight: m.Weight})
		}
		materials[m.ID] = rows[key]
	}
	products := map[string][]adit.RecipeLine{}
	for _, line := range w.Recipes {
		if line.Role == adit.Out || line.Role == adit.ByProduct {
			products[line.Recipe] = append(products[line.Recipe], line)
		}
	}
	for _, s := range w.Sites {
		if !s.Status.InBase() {
			continue
		}
		for _, line := range products[s.Recipe] {
			i, ok := materials[line.Material]
			switch {
			case !ok:
			case !s.Output.Given() || !s.Output.Known():
				list[i].Undisclosed++
			case line.Role == adit.Out:
				list[i].Tonnes.add(s.Output.Value, s.Output.Confidence)
			case line.Tonnes.Given() && line.Tonnes.Known():
				list[i].Tonnes.add(s.Output.Value*line.Tonnes.Value, max(s.Output.Confidence, line.Tonnes.Confidence))
			}
		}
	}
	const kgPerTonne = 1000
	for _, u := range w.Uses {
		if i, ok := materials[u.Material]; ok && u.Quantity.Known() && u.ValueAtStake.Given() && u.ValueAtStake.Known() {
			list[i].ValueAtStake.add(u.Quantity.Value*kgPerTonne*u.ValueAtStake.Value, max(u.Quantity.Confidence, u.ValueAtStake.Confidence))
		}
	}
	return list
}

// stage is what one row of the answer is about.
type stage struct {
	chain, name string
	weight      adit.Weight
}
