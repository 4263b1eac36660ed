package schema

import "adit"

// Parties describes parties.csv.
var Parties = Table{
	Name: "parties", Row: adit.Party{}, Keys: []string{"id"},
	Doc: "A company, state, fund or person that owns, trades, is owned, or is named in a rule or on a list.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "lynas", Doc: "Key."},
		Column{Name: "name", Type: Text, Required: true, Example: "Lynas Rare Earths Limited", Doc: "Name as filed."},
		Column{Name: "place", Type: Ref, Refers: []string{"places"}, Default: "see country", Example: "AU", Doc: "Its seat."},
		Column{Name: "country", Type: Text, Default: "seat not known, unless place says it", Example: "KP", Doc: "Its seat as an ISO 3166-1 alpha-2 code, where that is no place of the world."},
		Column{Name: "kind", Type: Choice, Choices: []string{"company", "state", "fund", "person", "arrangement", "vessel", "aircraft", "unknown"}, Default: "company", Example: "company",
			Doc: "What it is; an arrangement is a trust or the like."},
		Column{Name: "aliases", Type: Text, Default: "none", Example: "Lynas Corporation; LYC", Doc: "Other names, separated by `;`."},
		Column{Name: "numbers", Type: Text, Default: "none", Example: "lei:5493000000000000XX; au-acn:009066648", Doc: "Register numbers as `scheme:number`, separated by `;`."},
	),
}
