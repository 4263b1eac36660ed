package schema

import "adit"

// Chains describes chains.csv.
var Chains = Table{
	Name: "chains", Row: adit.Chain{}, Keys: []string{"id"},
	Doc: "What a chain is called in reports. A chain without a row is called by its id with a capital.",
	Columns: []Column{
		{Name: "id", Type: Key, Required: true, Example: "magnet", Doc: "Chain, as materials name it."},
		{Name: "name", Type: Text, Required: true, Example: "Magnet rare earths", Doc: "Name in words, with a capital."},
	},
}
