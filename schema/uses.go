package schema

import "adit"

// Uses describes uses.csv.
var Uses = Table{
	Name: "uses", Row: adit.Use{}, Keys: []string{"id"}, Required: true,
	Doc: "A final demand for one material in one place.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "ev-motor.US", Doc: "Key."},
		Column{Name: "name", Type: Text, Required: true, Example: "EV motors, United States", Doc: "Name in words."},
		Column{Name: "kind", Type: Text, Required: true, Example: "ev-motor", Doc: "Kind of use, the same word in every place."},
		Column{Name: "sector", Type: Text, Default: "not stated", Example: "ISIC:2930", Doc: "Industry, as an ISIC Rev. 4 or NAICS 2022 code with its prefix."},
		Column{Name: "line", Type: Text, Default: "a line of its own", Example: "ev", Doc: "Product line that stands still once, however many of its materials are missing: uses of one line in one place are not added up across chains."},
		Column{Name: "material", Type: Ref, Refers: []string{"materials"}, Required: true, Example: "ndfeb.magnet-hc", Doc: "What it consumes."},
		Column{Name: "place", Type: Ref, Refers: []string{"places"}, Required: true, Example: "US", Doc: "Where."},
		Column{Name: "quantity", Type: Measured, Unit: "t/y", Limit: NotNegative, Required: true, Example: "2600 [2000, 3200]", Doc: "Demand in the base year."},
		Column{Name: "elasticity", Type: Measured, Unit: "1", Limit: Negative, Default: "the market's default", Example: "el.rec.d.dy", Doc: "Elasticity of demand with respect to price."},
		Column{Name: "core", Type: Measured, Unit: "1", Limit: AtLeastOne, Default: "the world's `mkt.core`", Example: "10 [5, 20]",
			Doc: "The most that is paid, as a multiple of the base price."},
		Column{Name: "value_at_stake", Type: Measured, Unit: "USD/kg", Limit: NotNegative, Default: "not known", Example: "val.ev",
			Doc: "Output lost per kg missing; it prices loss and nothing else."},
		Column{Name: "priority", Type: Whole, Limit: NotNegative, Default: "0: served by price alone", Example: "1", Doc: "Order of service when rationed by rule, 1 first."},
	),
}
