package adit

import "strings"

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

// Party is whoever owns, trades, is owned or is named in a rule or on a list.
type Party struct {
	ID      string `col:"id"`      // key
	Name    string `col:"name"`    // as filed
	Place   string `col:"place"`   // seat, a place of the world
	Country string `col:"country"` // seat as ISO 3166-1 alpha-2, where it is no place of the world
	Kind    string `col:"kind"`    // company, state, fund, person, …
	Aliases string `col:"aliases"` // other names, separated by ;
	Numbers string `col:"numbers"` // register numbers as scheme:number, separated by ;
	Provenance
}

// Seat is the code of the country or territory a party sits in; "" when not
// known.
func (p Party) Seat() string {
	if p.Place != "" {
		return p.Place
	}
	return p.Country
}

// Names lists the name and the other names of a party.
func (p Party) Names() []string { return append([]string{p.Name}, cutList(p.Aliases)...) }

// cutList splits a text at ; and drops blanks.
func cutList(text string) (list []string) {
	for _, one := range strings.Split(text, ";") {
		if one = strings.TrimSpace(one); one != "" {
			list = append(list, one)
		}
	}
	return list
}
