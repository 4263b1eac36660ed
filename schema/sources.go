package schema

import "adit"

// Sources describes sources.csv.
var Sources = Table{
	Name: "sources", Row: adit.Source{}, Keys: []string{"id"}, Required: true,
	Doc: "A document that figures rest on.",
	Columns: []Column{
		{Name: "id", Type: Key, Required: true, Example: "usgs-mcs2026", Doc: "Key."},
		{Name: "title", Type: Text, Required: true, Example: "Mineral Commodity Summaries 2026", Doc: "Title as published."},
		{Name: "publisher", Type: Text, Example: "U.S. Geological Survey", Doc: "Who stands behind it."},
		{Name: "url", Type: Text, Default: "no address is kept", Example: "https://example.org/mcs2026.pdf", Doc: "Address."},
		{Name: "date", Type: Day, Default: "not stated", Example: "2026-02", Doc: "Day of publication."},
		{Name: "licence", Type: Text, Default: "not stated", Example: "public domain", Doc: "Licence of the data."},
	},
}
