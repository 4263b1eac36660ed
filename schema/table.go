package schema

// Table describes one table of a world: a CSV file, or several named
// <name>.csv and <name>-<anything>.csv.
type Table struct {
	Name     string
	Doc      string   // what a row is
	Row      any      // zero value of the root type a row decodes to
	Keys     []string // columns that together are unique over the whole table
	Required bool     // a world without a row of it is a problem
	Columns  []Column
}

// Column returns the column of that name, or nil.
func (t *Table) Column(name string) *Column { return Find(t.Columns, name) }

// Sourced reports whether rows carry provenance.
func (t *Table) Sourced() bool { return t.Column("confidence") != nil }

// Tables lists the tables in the order in which they are read: a table stands
// after those its cells take values from.
func Tables() []*Table {
	return []*Table{
		&Sources, &Figures, &Places, &Groups, &Parties, &Holdings, &Lists, &Listed, &Materials, &Chains, &Recipes,
		&Sites, &Projects, &Lanes, &Uses, &Stocks, &Statistics, &Governance, &Series, &Prices, &Records, &Tariffs,
	}
}

// TableNamed returns the table of that name, or nil.
func TableNamed(name string) *Table {
	for _, t := range Tables() {
		if t.Name == name {
			return t
		}
	}
	return nil
}
