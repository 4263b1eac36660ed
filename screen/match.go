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

// folded is a name ready to be compared.
type folded struct {
	text, sorted string
	runes        int
	letters      [28]uint8 // how often each of a to z, a digit, anything else
}

func fold(name string) folded {
	f := folded{text: Fold(name)}
	words := strings.Fields(f.text)
	slices.Sort(words)
	f.sorted = strings.Join(words, " ")
	for _, r := range f.text {
		f.runes++
		i := 27
		switch {
		case r >= 'a' && r <= 'z':
			i = int(r - 'a')
		case r >= '0' && r <= '9':
			i = 26
		}
		if f.letters[i] < 255 {
			f.letters[i]++
		}
	}
	return f
}

// score compares two names by Jaro and Winkler, as they stand and with their
// words in order. A score below least may be given as 0: letters that two
// names do not share bound it from above, and most names share few.
func score(a, b *folded, least float64) float64 {
	if a.text == b.text {
		return 1
	}
	if a.bound(b) < least {
		return 0
	}
	jw := metrics.NewJaroWinkler()
	s := jw.Compare(a.text, b.text)
	if a.sorted != a.text || b.sorted != b.text {
		s = max(s, jw.Compare(a.sorted, b.sorted))
	}
	return min(s, 0.999) // only the same name is the same
}

// bound is no less than the score of two names: Jaro's similarity with every
// shared letter matched and none out of place, and the most that Winkler adds
// for a common beginning of four.
func (f *folded) bound(g *folded) float64 {
	if f.runes == 0 || g.runes == 0 {
		return 0
	}
	shared := 0
	for i := range f.letters {
		if f.letters[i] == 255 || g.letters[i] == 255 {
			return 1 // not counted to the end
		}
		shared += int(min(f.letters[i], g.letters[i]))
	}
	m := float64(shared)
	jaro := (m/float64(f.runes) + m/float64(g.runes) + 1) / 3
	prefix := max(beginning(f.text, g.text), beginning(f.sorted, g.sorted))
	return jaro + 0.1*float64(prefix)*(1-jaro)
}

// beginning is how many letters, four at most, two names begin with alike.
func beginning(a, b string) int {
	x, y := []rune(a[:min(len(a), 16)]), []rune(b[:min(len(b), 16)])
	n := 0
	for n < 4 && n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

// name is one name of a listed party, folded once.
type name struct {
	folded
	list  *List
	entry *Entry
	as    string
}

// names folds every name of the lists.
func names(lists []*List) []name {
	var out []name
	for _, l := range lists {
		for i := range l.Entries {
			e := &l.Entries[i]
			for _, as := range append([]string{e.Name}, e.Also...) {
				if f := fold(as); f.text != "" {
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
	add := func(n *name, score float64, by string) {
		if !n.entry.span().Has(q.On) {
			return
		}
		if m, ok := best[n.entry]; !ok || score > m.Score {
			best[n.entry] = Match{Party: p.said(), List: n.list.ID, Entry: n.entry.ID, Name: n.as, Place: n.entry.Place, Score: score, By: by}
		}
	}
	asked := fold(p.Name)
	for i := range s.names {
		n := &s.names[i]
		switch {
		case p.ID != "" && (p.ID == n.entry.Party || p.ID == n.entry.ID):
			add(n, 1, "id")
		case asked.text != "":
			if x := score(&asked, &n.folded, Alike); x >= Alike {
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
