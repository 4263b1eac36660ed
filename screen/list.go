package screen

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"adit"
	"adit/ownership"
)

// List is a list of parties that was loaded.
type List struct {
	ID, Name string
	Date     adit.Date // state of the list; zero: not stated, and then it clears nobody
	Rows     int       // rows of it that were read
	Hash     string    // hex SHA-256 of what it says
	Origin   string    // code in bulk files, or id of the list it is a state of
	Entries  []Entry

	source *ownership.List
}

// Entry is one party on a list.
type Entry struct {
	ID, Party string   // id on the list, and in the tables of parties
	Name      string   // as listed
	Also      []string // other names
	Place     string   // country
	From, To  adit.Date
	Verdict   Verdict // what being listed means; Goes: to be looked into only
	Read      bool    // Verdict was read from the list
	Terms     string  // as the list says it
}

func (e *Entry) span() adit.Span { return adit.Span{From: e.From, To: e.To} }

// Seen is a list as a record names it.
type Seen struct {
	ID   string    `json:"id"`
	Name string    `json:"name"`
	Date adit.Date `json:"date"`
	Rows int       `json:"rows"`
	Hash string    `json:"hash"`
}

// ListsOf makes ready the lists of a world. A list that is only named there,
// with nobody on it and no state that was read, is not loaded.
func ListsOf(w *adit.World) []*List {
	parties := map[string]*adit.Party{}
	for i := range w.Parties {
		parties[w.Parties[i].ID] = &w.Parties[i]
	}
	var out []*List
	for _, l := range ownership.ListsOf(w) {
		if len(l.Listed) == 0 && l.Date.IsZero() {
			continue
		}
		list := &List{ID: l.ID, Name: l.Name, Date: l.Date, Rows: l.Rows, Origin: l.Origin, source: l}
		if list.Rows == 0 {
			list.Rows = len(l.Listed)
		}
		sum := sha256.New()
		fmt.Fprintf(sum, "%s\x00%s\x00%s\x00", l.ID, l.Name, l.Date)
		for _, one := range l.Listed {
			e := Entry{ID: one.ID, Party: one.Party, From: one.From, To: one.To}
			e.Verdict, e.Read = ofTerms(one.Terms)
			e.Terms = terms(one)
			if p := parties[one.Party]; p != nil {
				e.Name, e.Also, e.Place = p.Name, p.Names()[1:], p.Seat()
			}
			fmt.Fprintf(sum, "%s\x00%s\x00%s\x00%q\x00%s\x00%s\x00%s\x00%s\x00%s\x00", e.ID, e.Party, e.Name, e.Also, e.Place, e.From, e.To, one.Terms, e.Terms)
			list.Entries = append(list.Entries, e)
		}
		list.Hash = hex.EncodeToString(sum.Sum(nil))
		out = append(out, list)
	}
	return out
}

// ofTerms is the verdict that terms of a list come to.
func ofTerms(t adit.Terms) (Verdict, bool) {
	switch t {
	case adit.Flagged:
		return Goes, true
	case adit.ByCase:
		return NeedsLicence, true
	case adit.Presumed, adit.Denied:
		return PresumedDenied, true
	case adit.Blocked:
		return Prohibited, true
	}
	return NeedsLicence, false
}

func terms(l adit.Listed) string {
	s := string(l.Terms)
	for _, more := range []string{l.Requirement, l.Policy, l.Programs} {
		if more != "" {
			if s != "" {
				s += "; "
			}
			s += more
		}
	}
	return s
}
