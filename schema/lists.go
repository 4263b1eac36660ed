package schema

import "adit"

// Lists describes lists.csv.
var Lists = Table{
	Name: "lists", Row: adit.List{}, Keys: []string{"id"},
	Doc: "A list of parties that an authority, a publisher or a user keeps. Measures refer to it by id; who stands on it on a day is in listed, in the state that was read.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "us-entity-list", Doc: "Key."},
		Column{Name: "name", Type: Text, Required: true, Example: "Entity List", Doc: "Name as published."},
		Column{Name: "publisher", Type: Text, Default: "not stated", Example: "Bureau of Industry and Security", Doc: "Who keeps it."},
		Column{Name: "place", Type: Ref, Refers: []string{"places", "groups"}, Default: "not stated", Example: "US", Doc: "Jurisdiction."},
		Column{Name: "origin", Type: Text, Default: "not in a bulk file", Example: "EL", Doc: "Its code in bulk files such as the Consolidated Screening List."},
		Column{Name: "date", Type: Day, Default: "no state of it was read", Example: "2026-11-20", Doc: "Day of the state that was read."},
		Column{Name: "rows", Type: Whole, Limit: NotNegative, Default: "not counted", Example: "1893", Doc: "Rows of the list in the file that was read."},
	),
}

// Listed describes listed.csv.
var Listed = Table{
	Name: "listed", Row: adit.Listed{}, Keys: []string{"id"},
	Doc: "One party named on a list, over a stretch of days.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "us-el/f00d01", Doc: "Key."},
		Column{Name: "list", Type: Ref, Refers: []string{"lists"}, Required: true, Example: "us-el", Doc: "The list."},
		Column{Name: "party", Type: Ref, Refers: []string{"parties"}, Required: true, Example: "csl/f00d01", Doc: "Who is on it."},
		Column{Name: "from", Type: Day, Default: "not stated: listed before as well", Example: "2024-01-02", Doc: "First day."},
		Column{Name: "to", Type: Day, Default: "no end known", Example: "2026-01-01", Doc: "Last day."},
		Column{Name: "programs", Type: Text, Default: "none stated", Example: "RUSSIA-EO14024; SDGT", Doc: "Sanctions programmes, separated by `;`."},
		Column{Name: "terms", Type: Choice, Choices: termWords(), Default: "not read from the list", Example: "presumption-of-denial",
			Doc: "What it means for a licence, in one word; the words stand from the least to the most restrictive."},
		Column{Name: "requirement", Type: Text, Default: "not stated", Example: "For all items subject to the EAR", Doc: "What needs a licence, as the list says it."},
		Column{Name: "policy", Type: Text, Default: "not stated", Example: "Presumption of denial", Doc: "How an application is reviewed, as the list says it."},
	),
}

func termWords() (words []string) {
	for _, t := range adit.AllTerms() {
		words = append(words, string(t))
	}
	return words
}
