package schema

import "adit"

// Figures describes figures.csv.
var Figures = Table{
	Name: "figures", Row: adit.NamedFigure{}, Keys: []string{"id"},
	Doc: "A named parameter. Cells of other tables, rules and scenarios refer to it by id, so that one change reaches all of them.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "el.rec.d.dy", Doc: "Key."},
		Column{Name: "name", Type: Text, Example: "short-run price elasticity of dysprosium demand", Doc: "What it is, in words."},
		Column{Name: "place", Type: Text, Default: "everywhere", Example: "CN", Doc: "Place, pair of places or deposit it speaks about, in words or ids."},
		Column{Name: "value", Type: Number, Limit: Anything, Default: "unknown; then `unknown` says why", Example: "-0.25", Doc: "Best value."},
		Column{Name: "low", Type: Number, Limit: Anything, Default: "no range stated", Example: "-0.4", Doc: "Low end of the range."},
		Column{Name: "high", Type: Number, Limit: Anything, Default: "no range stated", Example: "-0.1", Doc: "High end of the range."},
		Column{Name: "unit", Type: Text, Required: true, Example: "1", Doc: "Unit, with its time basis. A cell that refers to the figure converts it where the conversion is exact (see units)."},
		Column{Name: "known_on", Type: Day, Default: "always known", Example: "2026-02-06", Doc: "Day it could first be known."},
		Column{Name: "unknown", Type: Text, Default: "there is a value", Example: "withheld by the company", Doc: "Why there is no value."},
	),
}
