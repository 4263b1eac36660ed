package ownership

import (
	"slices"
	"strings"

	"adit"
)

// List is a list of parties with who is on it.
type List struct {
	adit.List
	Listed []adit.Listed
}

// ListsOf returns the lists of a world, in their order.
func ListsOf(w *adit.World) []*List { return listsOf(w.Lists, w.Listed) }

// PartyLists returns the lists of an import, in their order.
func (i *Import) PartyLists() []*List { return listsOf(i.Lists, i.Listed) }

func listsOf(heads []adit.List, listed []adit.Listed) []*List {
	lists := make([]*List, len(heads))
	byID := map[string]*List{}
	for i, l := range heads {
		lists[i] = &List{List: l}
		byID[l.ID] = lists[i]
	}
	for _, one := range listed {
		if l := byID[one.List]; l != nil {
			l.Listed = append(l.Listed, one)
		}
	}
	return lists
}

// Under returns the part of the list that stands under one of the programmes:
// some rules take only that part of a list.
func (l *List) Under(programmes ...string) *List {
	part := &List{List: l.List}
	part.Name += ", under " + strings.Join(programmes, ", ")
	for _, one := range l.Listed {
		for _, p := range strings.Split(one.Programs, ";") {
			if slices.Contains(programmes, strings.TrimSpace(p)) {
				part.Listed = append(part.Listed, one)
				break
			}
		}
	}
	return part
}

// listing is one entry of a list that holds on the day.
type listing struct {
	list  *List
	entry *adit.Listed
}

// listings returns who of the graph is listed on the day of the question.
func (s *Snapshot) listings(lists []*List) map[int32][]listing {
	found := map[int32][]listing{}
	for _, l := range lists {
		for i := range l.Listed {
			one := &l.Listed[i]
			if p, ok := s.g.ids[one.Party]; ok && one.Span().Has(s.q.On) {
				found[p] = append(found[p], listing{l, one})
			}
		}
	}
	return found
}
