package schema

import "adit"

// Parties describes parties.csv.
var Parties = Table{
	Name: "parties", Row: adit.Party{}, Keys: []string{"id"},
	Doc: "A company, state or fund that owns, trades or is named in a rule.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "lynas", Doc: "Key."},
		Column{Name: "name", Type: Text, Required: true, Example: "Lynas Rare Earths Limited", Doc: "Name as filed."},
		Column{Name: "place", Type: Ref, Refers: []string{"places"}, Default: "seat not known", Example: "AU", Doc: "Its seat."},
		Column{Name: "kind", Type: Choice, Choices: []string{"company", "state", "fund"}, Default: "company", Example: "company", Doc: "What it is."},
	),
}
