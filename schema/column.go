package schema

// Column describes one column of a table, or one key of a YAML file.
type Column struct {
	Name     string
	Type     Type
	Unit     string    // of a measured column, with its time basis
	Required bool      // a blank cell is a problem
	Default  string    // what a blank cell means, in words
	Doc      string    // one sentence
	Example  string    // one cell
	Choices  []string  // the words a Choice may be
	Refers   []string  // tables a Ref or Refs may point into
	Also     []string  // words a Ref may be instead of an id
	Wildcard bool      // a trailing * is allowed and must match something
	Limit    Limit     // of a number
	Share    bool      // each reference may carry a share in percent after a colon
	Settled  []float64 // values that are conventions, not judgements: they need no range when assumed
	Fields   []Column  // of an Object or Objects
}

// Find returns the column of that name, or nil.
func Find(columns []Column, name string) *Column {
	for i := range columns {
		if columns[i].Name == name {
			return &columns[i]
		}
	}
	return nil
}

// Names lists the names of columns in order.
func Names(columns []Column) []string {
	names := make([]string, len(columns))
	for i := range columns {
		names[i] = columns[i].Name
	}
	return names
}
