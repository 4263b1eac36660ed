package schema

import "adit"

// Tariffs describes tariffs.csv.
var Tariffs = Table{
	Name: "tariffs", Row: adit.TariffLayer{},
	Doc: "One layer of duty on a heading from an origin, by one source. The layers in force on a day add up. Within a layer the longest heading decides, and a named origin comes before any. Two rows of one layer that differ only in source and rate are sources in conflict: an answer then gives the range.",
	Columns: provenance(
		Column{Name: "importer", Type: Ref, Refers: []string{"places", "groups"}, Required: true, Example: "US", Doc: "Place or group that levies it."},
		Column{Name: "origin", Type: Ref, Refers: []string{"places", "groups"}, Also: []string{adit.AnyOrigin}, Required: true, Example: "CN", Doc: "Place or group of origin; `*` for any."},
		Column{Name: "hs", Type: Text, Required: true, Example: "85051100", Doc: "Heading or line, digits only; `*` for every heading."},
		Column{Name: "goods", Type: Text, Default: "what the heading says", Example: "processed critical minerals and their derivative products", Doc: "Class of goods covered, where no heading says it: whether a good is in it is then not known."},
		Column{Name: "edition", Type: Text, Required: true, Example: "HS2022", Doc: "Edition of the nomenclature."},
		Column{Name: "layer", Type: Text, Required: true, Example: "s301_china", Doc: "Name of the layer; `mfn` is the one that every importer has for every heading."},
		Column{Name: "rate", Type: Measured, Unit: "1", Limit: NotNegative, Settled: []float64{0}, Default: "not known; then `unknown` says why", Example: "0.25", Doc: "Ad valorem rate, added to the other layers."},
		Column{Name: "unknown", Type: Text, Default: "there is a rate", Example: "10 or 12.5%, which one was not found", Doc: "Why there is no rate."},
		Column{Name: "from", Type: Day, Default: "before the world's time", Example: "2026-01-01", Doc: "First day."},
		Column{Name: "to", Type: Day, Default: "open", Example: "2026-02-23", Doc: "Last day, itself included."},
		Column{Name: "known_on", Type: Day, Default: "the first day", Example: "2024-09-18", Doc: "Day it could first be known."},
		Column{Name: "basis", Type: Text, Required: true, Example: "89 FR 76581; 9903.91.06", Doc: "Legal basis as cited."},
		Column{Name: "measure", Type: Ref, Refers: []string{"rules"}, Default: "the row's own days alone", Example: "us-301-magnets", Doc: "Measure on which the layer rests: it binds only on days on which both the measure and the row do. The measure then carries no rate of its own."},
	),
}
