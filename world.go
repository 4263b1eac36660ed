package adit

// World is everything known: the tables of a world folder, its law and its
// scenarios, decoded and checked. It is read-only once loaded; a scenario's
// overlay makes a new one.
type World struct {
	Name       string // folder name
	Sources    []Source
	Figures    []NamedFigure
	Places     []Place
	Groups     []Group
	Parties    []Party
	Chains     []Chain
	Holdings   []Holding
	Lists      []List
	Listed     []Listed
	Materials  []Material
	Recipes    []RecipeLine
	Sites      []Site
	Projects   []Project
	Lanes      []Lane
	Uses       []Use
	Stocks     []Stock
	Statistics []Statistic
	Governance []Governance
	Series     []PriceSeries
	Prices     []PricePoint
	Records    []Record
	Tariffs    []TariffLayer
	Measures   []Measure
	Scenarios  []Scenario
	Deals      []Deal
	Hash       string // hex SHA-256 over the files in name order
}

// NamedFigure is a row of figures.csv: a parameter that other tables, rules
// and scenarios refer to by id, so that one change reaches all of them.
type NamedFigure struct {
	ID    string `col:"id"`    // key, such as el.rec.d.dy
	Name  string `col:"name"`  // in words
	Place string `col:"place"` // place id, pair or deposit it speaks about
	Figure
	Provenance
}

// Figure returns the named figure, or a blank one and false.
func (w *World) Figure(id string) (Figure, bool) {
	for i := range w.Figures {
		if w.Figures[i].ID == id {
			return w.Figures[i].Figure, true
		}
	}
	return Figure{}, false
}

// Scenario returns the scenario of that id, or nil.
func (w *World) Scenario(id string) *Scenario {
	for i := range w.Scenarios {
		if w.Scenarios[i].ID == id {
			return &w.Scenarios[i]
		}
	}
	return nil
}

// Record returns the record of that id, or nil.
func (w *World) Record(id string) *Record {
	for i := range w.Records {
		if w.Records[i].ID == id {
			return &w.Records[i]
		}
	}
	return nil
}

// Deal returns the deal of that id, or nil.
func (w *World) Deal(id string) *Deal {
	for i := range w.Deals {
		if w.Deals[i].ID == id {
			return &w.Deals[i]
		}
	}
	return nil
}
