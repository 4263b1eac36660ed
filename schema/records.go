package schema

import "adit"

// Records describes records.csv.
var Records = Table{
	Name: "records", Row: adit.Record{}, Keys: []string{"id"},
	Doc: "A fact no model computes: who signed what, for how much, on which day. Claims are held against records as they are held against figures. It says something in words, as a number, or both.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "mp.preferred.amount", Doc: "Key."},
		Column{Name: "subject", Type: Text, Required: true, Example: "MP Materials", Doc: "Who or what it is about."},
		Column{Name: "predicate", Type: Text, Required: true, Example: "amount of preferred shares bought", Doc: "What is said of it."},
		Column{Name: "object", Type: Text, Default: "said by the number alone", Example: "Department of War", Doc: "The answer in words."},
		Column{Name: "value", Type: Text, Default: "said in words alone", Example: "400", Doc: "The answer as a number, in the row's own unit, in digits with a decimal point."},
		Column{Name: "unit", Type: Text, Default: "there is no number", Example: "USD m", Doc: "Unit of the number, with its time basis."},
		Column{Name: "date", Type: Day, Default: "not stated", Example: "2025-07-09", Doc: "First day it is true of."},
		Column{Name: "until", Type: Day, Default: "no end known", Example: "2025-10-06", Doc: "Last day it is true of."},
	),
}
