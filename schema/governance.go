package schema

import "adit"

// Governance describes governance.csv.
var Governance = Table{
	Name: "governance", Row: adit.Governance{}, Keys: []string{"place", "dimension", "year"},
	Doc: "How well a place is governed on one dimension, as an index of perceptions puts it. Supply risk weighs producers with it.",
	Columns: provenance(
		Column{Name: "place", Type: Key, Required: true, Example: "CN", Doc: "ISO 3166-1 alpha-2 code, which need not be a place of the world."},
		Column{Name: "dimension", Type: Text, Required: true, Example: "political-stability", Doc: "Dimension of the index."},
		Column{Name: "year", Type: Whole, Limit: Limit{Low: 1900, High: 2100}, Required: true, Example: "2022", Doc: "Year it speaks about."},
		Column{Name: "estimate", Type: Number, Limit: Limit{Low: -5, High: 5}, Required: true, Example: "-0.44", Doc: "Standard deviations from the mean of all places, about -2.5 (weak) to 2.5 (strong)."},
		Column{Name: "error", Type: Number, Limit: NotNegative, Default: "0: not stated", Example: "0.2", Doc: "Standard error of the estimate."},
	),
}
