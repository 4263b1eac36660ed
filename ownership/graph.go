package ownership

import (
	"slices"

	"adit"
)

// Graph is who holds whom, with dates. It is immutable: goroutines may ask it
// at the same time. Holdings stand asset by asset, within one owner by owner.
type Graph struct {
	ids     map[string]int32
	parties []party
	texts   []string
	start   []int32 // of the holdings of each asset; one more at the end
	holdings
	fractions map[int32]adit.Stake
}

// Parties returns how many parties there are, Holdings how many holdings.
func (g *Graph) Parties() int { return len(g.parties) }

// Holdings returns how many holdings are recorded, on whatever day.
func (g *Graph) Holdings() int { return len(g.owner) }

// Has reports whether a party of that id is in the graph.
func (g *Graph) Has(id string) bool {
	_, ok := g.ids[id]
	return ok
}

// Name returns the name of a party, or its id where none is known.
func (g *Graph) Name(id string) string {
	if i, ok := g.ids[id]; ok {
		return g.parties[i].name
	}
	return id
}

// holds reports whether a holding is in force on a day, as known on another.
func (g *Graph) holds(i int32, on, knownOn adit.Date) bool {
	return adit.Span{From: g.from[i], To: g.to[i]}.Has(on) && (knownOn.IsZero() || g.known[i] <= knownOn)
}

// stake returns the share of a holding as it was recorded.
func (g *Graph) stake(i int32) adit.Stake {
	if s, ok := g.fractions[i]; ok {
		return s
	}
	if g.unknown[i] {
		return adit.Stake{}
	}
	low, high := g.low[i], g.high[i]
	s := adit.Stake{OpenLow: low%cuts == 1, OpenHigh: high%cuts == cuts-1}
	if s.OpenLow {
		low--
	}
	if s.OpenHigh {
		high++
	}
	s.Low, s.High = adit.Part{Num: low / cuts, Den: grains}, adit.Part{Num: high / cuts, Den: grains}
	return s
}

// overfull warns of assets of which more than the whole is held on some day.
func (g *Graph) overfull(ps *adit.Problems) {
	for a := range g.parties {
		own := g.start[a]
		var total amount
		for i := own; i < g.start[a+1]; i++ {
			total = plus(total, g.low[i])
		}
		if total <= whole {
			continue
		}
		var days []adit.Date
		for i := own; i < g.start[a+1]; i++ {
			days = append(days, g.from[i])
		}
		slices.Sort(days)
		for _, day := range slices.Compact(days) {
			node := g.gather(int32(a), Question{On: day})
			base := 0
			if node.total(0).Cmp(node.total(1)) < 0 {
				base = 1
			}
			if sum := node.total(base); sum.Cmp(ratOf(whole)) > 0 {
				since := "as recorded without a date"
				if !day.IsZero() {
					since = "on " + day.String()
				}
				first := g.ref[own]
				ps.Warn("share-sum", adit.Where{File: g.texts[first.file], Line: int(first.line)},
					"correct a share or a date; until then answers about it keep the excess as doubt",
					"%s of %q is held %s", percent(sum.Quo(sum, ratOf(whole))), g.parties[a].id, since)
				break
			}
		}
	}
}
