package rulebook

import "adit"

// placeSet is a set of place ids; nil stands for any place.
type placeSet map[string]bool

func (s placeSet) has(place string) bool { return s == nil || s[place] }

// groups holds the members of each group of a world. Membership is undated in
// the tables, so a group stands for its members of the world's own date.
type groups map[string][]string

func groupsOf(w *adit.World) groups {
	g := groups{}
	for i := range w.Groups {
		g[w.Groups[i].ID] = w.Groups[i].Members
	}
	return g
}

// expand returns the places that ids of places and groups stand for; no ids at
// all stand for any place.
func (g groups) expand(ids []string) placeSet {
	if len(ids) == 0 {
		return nil
	}
	set := placeSet{}
	for _, id := range ids {
		members, group := g[id]
		if !group {
			members = []string{id}
		}
		for _, place := range members {
			set[place] = true
		}
	}
	return set
}
