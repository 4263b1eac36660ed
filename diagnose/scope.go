package diagnose

import (
	"sort"

	"adit"
)

// Scope is whose dependence is asked about: one place, or a group taken as one.
type Scope struct {
	ID     string
	Name   string
	places map[string]bool
}

// PlaceScope returns the scope of one place.
func PlaceScope(w *adit.World, id string) (Scope, bool) {
	for _, p := range w.Places {
		if p.ID == id {
			return Scope{ID: id, Name: p.Name, places: map[string]bool{id: true}}, true
		}
	}
	return Scope{}, false
}

// GroupScope returns the scope of a group.
func GroupScope(w *adit.World, id string) (Scope, bool) {
	for _, g := range w.Groups {
		if g.ID == id {
			s := Scope{ID: id, Name: g.Name, places: map[string]bool{}}
			for _, m := range g.Members {
				s.places[m] = true
			}
			return s, true
		}
	}
	return Scope{}, false
}

// Has reports whether a place lies in the scope.
func (s Scope) Has(place string) bool { return s.places[place] }

// Members lists the places, sorted.
func (s Scope) Members() []string {
	out := make([]string, 0, len(s.places))
	for p := range s.places {
		out = append(out, p)
	}
	sort.Strings(out)
	return out
}
