package schema

// Document describes one kind of YAML file of a world; a file holds one.
type Document struct {
	Name    string   // folder it stands in: rules, scenarios or deals
	Doc     string   // what a file is
	Row     any      // zero value of the root type it decodes to
	Fields  []Column // keys, in the order they are written
	Example string   // a whole small file
}

// Documents lists the kinds of YAML file in the order in which they are read.
func Documents() []*Document { return []*Document{&Rules, &Scenarios, &Deals} }
