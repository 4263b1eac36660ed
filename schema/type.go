package schema

// Type is what a cell holds.
type Type uint8

// Types of cell. Object and Objects occur in YAML files only.
const (
	Text     Type = iota // words
	Key                  // the row's own id
	Ref                  // an id of another table
	Refs                 // a list of ids of another table
	Words                // a list of words
	Measured             // a figure: number, number with range, or id in figures
	Number               // a plain number without provenance, such as a latitude
	Whole                // a whole number
	Day                  // a date
	YesNo                // true or false
	Choice               // one of Choices
	Object               // a mapping with Fields
	Objects              // a list of mappings with Fields
)

var typeNames = [...]string{
	Text: "text", Key: "id", Ref: "reference", Refs: "references", Words: "list",
	Measured: "figure", Number: "number", Whole: "whole number", Day: "date",
	YesNo: "true or false", Choice: "one word", Object: "mapping", Objects: "list of mappings",
}

// String returns the word used on the format pages.
func (t Type) String() string { return typeNames[t] }
