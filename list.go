package adit

// PartyList is a list of parties kept by an authority, such as the Entity
// List. A world names lists; who stands on them on a day is imported.
type PartyList struct {
	ID     string `col:"id"`     // key
	Name   string `col:"name"`   // as its keeper calls it
	Keeper string `col:"keeper"` // authority
	Place  string `col:"place"`  // its jurisdiction
	Origin string `col:"origin"` // its code in bulk files, such as EL
	Provenance
}
