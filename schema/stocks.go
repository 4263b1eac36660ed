package schema

import "adit"

// Stocks describes stocks.csv.
var Stocks = Table{
	Name: "stocks", Row: adit.Stock{}, Keys: []string{"id"},
	Doc: "Material held somewhere by someone, in tonnes or in days of the place's throughput.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "nds.dy.US", Doc: "Key."},
		Column{Name: "holder", Type: Ref, Refers: []string{"parties"}, Also: []string{"firms"}, Required: true, Example: "firms", Doc: "Party that holds it, or the word firms."},
		Column{Name: "kind", Type: Choice, Choices: []string{string(adit.Working), string(adit.State), string(adit.Strategic)}, Required: true, Example: "working",
			Doc: "Who may draw it: firms at will (working), a state by decision (state), firms by decision (strategic)."},
		Column{Name: "material", Type: Ref, Refers: []string{"materials"}, Required: true, Example: "dy.oxide", Doc: "What is held."},
		Column{Name: "place", Type: Ref, Refers: []string{"places"}, Required: true, Example: "US", Doc: "Where."},
		Column{Name: "tonnes", Type: Measured, Unit: "t", Limit: NotNegative, Default: "stated in days", Example: "0.2", Doc: "Tonnes held."},
		Column{Name: "days", Type: Measured, Unit: "day", Limit: NotNegative, Default: "stated in tonnes", Example: "60 [30, 90]", Doc: "Days of the place's throughput held."},
		Column{Name: "trigger", Type: Text, Default: "none stated", Example: "presidential order", Doc: "When it is released, in words."},
	),
}
