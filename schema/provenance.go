package schema

// provenance returns columns followed by those every sourced row ends with.
func provenance(columns ...Column) []Column {
	return append(columns,
		Column{Name: "source", Type: Refs, Refers: []string{"sources"}, Default: "none; allowed only when assumed", Example: "usgs-mcs2026",
			Doc: "Documents the row rests on."},
		Column{Name: "as_of", Type: Day, Default: "not stated", Example: "2025",
			Doc: "Day or year the row speaks about."},
		Column{Name: "confidence", Type: Choice, Required: true, Example: "official",
			Choices: []string{"official", "company", "secondary", "derived", "assumed"},
			Doc:     "Kind of source. Derived rows need a note with the arithmetic; assumed rows need a note with the reason, and a range on each figure."},
		Column{Name: "grade", Type: Text, Example: "B",
			Doc: "The compiler's own letter, kept as given."},
		Column{Name: "note", Type: Text, Example: "national total less the two named plants",
			Doc: "Arithmetic of a derived row, reason of an assumed one, remark on any other."},
	)
}
