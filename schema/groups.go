package schema

import "adit"

// Groups describes groups.csv.
var Groups = Table{
	Name: "groups", Row: adit.Group{}, Keys: []string{"id"},
	Doc: "A named set of places. Its id must not be the id of a place.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "EU", Doc: "Key."},
		Column{Name: "name", Type: Text, Required: true, Example: "European Union", Doc: "Full name."},
		Column{Name: "members", Type: Refs, Refers: []string{"places"}, Required: true, Example: "DE EE FR", Doc: "Its places."},
	),
}
