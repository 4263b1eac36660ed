package adit

// RestOfWorld is the place code of all places a world does not name.
const RestOfWorld = "ZZ"

// Place is a country or territory.
type Place struct {
	ID   string  `col:"id"`   // ISO 3166-1 alpha-2; ZZ rest of world
	Name string  `col:"name"` // short English name
	Lat  float64 `col:"lat"`  // degrees north of a point for maps
	Lon  float64 `col:"lon"`  // degrees east of it
	Row  Where   // position in its file
}

// Group is a named set of places, such as the EU.
type Group struct {
	ID      string   `col:"id"`      // key
	Name    string   `col:"name"`    // full name
	Members []string `col:"members"` // place ids
	Provenance
}

// Party is a company, state or fund that owns, trades or is named in a rule.
type Party struct {
	ID    string `col:"id"`    // key
	Name  string `col:"name"`  // as filed
	Place string `col:"place"` // seat
	Kind  string `col:"kind"`  // company, state, fund
	Provenance
}
