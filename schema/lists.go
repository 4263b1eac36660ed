package schema

import "adit"

// Lists describes lists.csv.
var Lists = Table{
	Name: "lists", Row: adit.PartyList{}, Keys: []string{"id"},
	Doc: "A list of parties that an authority keeps. Measures refer to it by id; who stands on it on a day is imported, not part of a world.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "us-entity-list", Doc: "Key."},
		Column{Name: "name", Type: Text, Required: true, Example: "Entity List", Doc: "Name, as its keeper calls it."},
		Column{Name: "keeper", Type: Text, Required: true, Example: "Bureau of Industry and Security", Doc: "Authority that keeps it."},
		Column{Name: "place", Type: Ref, Refers: []string{"places", "groups"}, Required: true, Example: "US", Doc: "Jurisdiction."},
		Column{Name: "origin", Type: Text, Default: "not in a bulk file", Example: "EL", Doc: "Its code in bulk files such as the Consolidated Screening List."},
	),
}
