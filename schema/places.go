package schema

import "adit"

// Places describes places.csv.
var Places = Table{
	Name: "places", Row: adit.Place{}, Keys: []string{"id"}, Required: true,
	Doc: "A country or territory.",
	Columns: []Column{
		{Name: "id", Type: Key, Required: true, Example: "MY", Doc: "ISO 3166-1 alpha-2 code; ZZ is the rest of the world."},
		{Name: "name", Type: Text, Required: true, Example: "Malaysia", Doc: "Short English name."},
		{Name: "lat", Type: Number, Unit: "degrees north", Limit: Latitude, Default: "0", Example: "4.2", Doc: "Latitude of a point for maps."},
		{Name: "lon", Type: Number, Unit: "degrees east", Limit: Longitude, Default: "0", Example: "102", Doc: "Longitude of that point."},
	},
}
