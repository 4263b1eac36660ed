package schema

import "adit"

// Holdings describes holdings.csv.
var Holdings = Table{
	Name: "holdings", Row: adit.Holding{}, Keys: []string{"id"},
	Doc: "What one party holds of another, over a stretch of days. Rows of one owner, asset and kind with the same block that hold on the same day are taken for one stake told twice; different blocks add up.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "tianqi-tlea", Doc: "Key."},
		Column{Name: "owner", Type: Ref, Refers: []string{"parties"}, Required: true, Example: "tianqi", Doc: "Who holds."},
		Column{Name: "asset", Type: Ref, Refers: []string{"parties"}, Required: true, Example: "tlea", Doc: "What is held."},
		Column{Name: "share", Type: Text, Default: "not known: anything from nothing to what the others leave", Example: "51",
			Doc: "Share of the whole: percent in digits (`51`, `49.999`), a fraction of counts (`1/3`), an interval of percent whose ends count with a square bracket and do not with a round one (`[25, 50)`), or one end (`>50`, `<=25`)."},
		Column{Name: "kind", Type: Choice, Default: "economic", Example: "economic",
			Choices: []string{string(adit.Economic), string(adit.Votes), string(adit.Control), string(adit.Indirect)},
			Doc:     "What the share is of: capital, votes, or nothing (control: the note says how). An indirect one sums up links and is never added to them."},
		Column{Name: "block", Type: Text, Default: "the owner's stake as a whole", Example: "class B", Doc: "Block or class of shares, where an owner holds several that add up."},
		Column{Name: "from", Type: Day, Default: "not stated: held before as well", Example: "2021-06-30", Doc: "First day."},
		Column{Name: "to", Type: Day, Default: "no end known", Example: "2026-03-31", Doc: "Last day."},
		Column{Name: "known_on", Type: Day, Default: "always known", Example: "2021-07-02", Doc: "Day it could first be known."},
	),
}
