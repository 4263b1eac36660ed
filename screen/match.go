package screen

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/adrg/strutil/metrics"
	"golang.org/x/text/unicode/norm"
)

// Limits of name matching. They are settings, not law: a higher Possible shows
// fewer look-alikes, and none of them clears anybody.
const (
	Possible = 0.90 // from this score on a listed name may be meant
	Alike    = 0.80 // from this score on it is shown as an alternative
)

// mostAlternatives is how many look-alikes of one name are shown.
const mostAlternatives = 5

// Match is a listed name that is like the one asked about.
type Match struct {
	Party string  `json:"party"` // as asked
	List  string  `json:"list"`
	Entry string  `json:"entry"` // id of the listed party
	Name  string  `json:"name"`  // as listed
	Place string  `json:"place,omitempty"`
	Score float64 `json:"score"` // 0-1, 1 is the same name after folding
	By    string  `json:"by"`    // id, or name
}

// legalForms are words that say how a firm is made up, not which one it is.
var legalForms = map[string]bool{}

func init() {
	for _, w := range strings.Fields("ag aktiengesellschaft as asa bv co company corp corporation cv gmbh group holding holdings inc incorporated jsc kg kk limited llc llp ltd nv oao ooo oy oyj pao pjsc plc pte pty pvt sa sarl sas se sl spa srl the ao zao ab aps") {
		legalForms[w] = true
	}
}

// Fold writes a name so that what is only another way of writing it is the
// same: compatibility forms and accents resolved (Unicode NFKD), lower case,
// punctuation and the words of legal form left out.
func Fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '.':
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return legalForms[w] })
	if len(kept) == 0 {
		kept = words
	}
	return strings.Join(kept, " ")
}

// score compares two folded names by Jaro and Winkler, as they stand and with
// their words in order.
func score(a, b string) float64 {
	if a == b {
		return 1
	}
	jw := metrics.NewJaroWinkler()
	s := jw.Compare(a, b)
	if x, y := sorted(a), sorted(b); x != a || y != b {
		s = max(s, jw.Compare(x, y))
	}
	return min(s, 0.999) // only the same name is the same
}

func sorted(name string) string {
	words := strings.Fields(name)
	slices.Sort(words)
	return strings.Join(words, " ")
}

// name is one name of a listed party, folded once.
type name struct {
	folded string
	list   *List
	entry  *Entry
	as     string
}

// names folds every name of the lists.
func names(lists []*List) []name {
	var out []name
	for _, l := range lists {
		for i := range l.Entries {
			e := &l.Entries[i]
			for _, as := range append([]string{e.Name}, e.Also...) {
				if f := Fold(as); f != "" {
					out = append(out, name{f, l, e, as})
				}
			}
		}
	}
	return out
}

// matches finds listed names like that of a party, best first: those listed
// under its id, and look-alikes, one for each listed party.
func (s *Screener) matches(p Party, q Question) []Match {
	best := map[*Entry]Match{}
	add := func(n name, score float64, by string) {
		if !n.entry.span().Has(q.On) {
			return
		}
		if m, ok := best[n.entry]; !ok || score > m.Score {
			best[n.entry] = Match{Party: p.said(), List: n.list.ID, Entry: n.entry.ID, Name: n.as, Place: n.entry.Place, Score: score, By: by}
		}
	}
	folded := Fold(p.Name)
	for _, n := range s.names {
		switch {
		case p.ID != "" && (p.ID == n.entry.Party || p.ID == n.entry.ID):
			add(n, 1, "id")
		case folded != "":
			if x := score(folded, n.folded); x >= Alike {
				add(n, x, "name")
			}
		}
	}
	var out []Match
	for _, m := range best {
		out = append(out, m)
	}
	slices.SortFunc(out, func(x, y Match) int {
		return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.By, y.By), cmp.Compare(x.List, y.List), cmp.Compare(x.Entry, y.Entry))
	})
	likely := 0
	for likely < len(out) && out[likely].Score >= Possible {
		likely++
	}
	return out[:min(len(out), max(likely, mostAlternatives))]
}

func (p Party) said() string {
	if p.Name != "" {
		return p.Name
	}
	return p.ID
}
