package adit

// Governance is how well a place is governed on one dimension, as an index of
// perceptions puts it. Supply risk weighs producers with it.
type Governance struct {
	Place     string  `col:"place"`     // ISO 3166-1 alpha-2, which need not be a place of the world
	Dimension string  `col:"dimension"` // such as political-stability
	Year      int     `col:"year"`      // the year it speaks about
	Estimate  float64 `col:"estimate"`  // in standard deviations from the mean of all places, about -2.5 (weak) to 2.5 (strong)
	Error     float64 `col:"error"`     // standard error of Estimate
	Provenance
}

// GovernanceOf returns the latest row of a place on a dimension, or nil.
func (w *World) GovernanceOf(place, dimension string) *Governance {
	var best *Governance
	for i := range w.Governance {
		g := &w.Governance[i]
		if g.Place == place && g.Dimension == dimension && (best == nil || g.Year > best.Year) {
			best = g
		}
	}
	return best
}
