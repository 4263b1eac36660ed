package ownership

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"adit"
)

// Import is what a file of parties, holdings or lists became: rows of a world's
// tables, all resting on one source. Read = Used + len(Left).
type Import struct {
	Source   adit.Source
	Parties  []adit.Party
	Holdings []adit.Holding
	Lists    []adit.List
	Listed   []adit.Listed
	Read     int // rows, statements or entities of the file
	Used     int
	Left     []Left
}

// Left is a row that was read and not used.
type Left struct {
	Where  adit.Where
	Reason Reason
	What   string // what the row is, in a few of its own words
}

// Reason says why a row was not used.
type Reason string

// Reasons. Each has a sentence in Says.
const (
	Faulty      Reason = "faulty"       // has a problem, which is reported
	NotNeeded   Reason = "not-needed"   // says nothing of parties, holdings or lists
	Superseded  Reason = "superseded"   // a newer statement of the same record is there
	SumOfLinks  Reason = "sum-of-links" // an indirect holding whose links are recorded one by one
	NoShare     Reason = "no-share"     // an interest that is neither a share nor a tie of control
	Unspecified Reason = "unspecified"  // the owner is not named, for a stated reason
	Loose       Reason = "loose"        // names an entity that is not there
)

// Says explains a reason in words.
func (r Reason) Says() string {
	return map[Reason]string{
		Faulty:      "has a problem",
		NotNeeded:   "says nothing of parties, holdings or lists",
		Superseded:  "is an older statement of a record that is there",
		SumOfLinks:  "sums up links that are recorded one by one",
		NoShare:     "is an interest that is neither a share nor a tie of control",
		Unspecified: "does not name the owner, for a stated reason",
		Loose:       "speaks about an entity that is not in the file",
	}[r]
}

// ReasonCount is how many rows were left out for one reason.
type ReasonCount struct {
	Reason Reason
	Rows   int
}

// ByReason counts the rows left out by reason, in order of the words.
func (i *Import) ByReason() []ReasonCount {
	count := map[Reason]int{}
	for _, l := range i.Left {
		count[l.Reason]++
	}
	var list []ReasonCount
	for r, n := range count {
		list = append(list, ReasonCount{r, n})
	}
	slices.SortFunc(list, func(a, b ReasonCount) int { return cmp.Compare(a.Reason, b.Reason) })
	return list
}

// intake fills an import and collects what is wrong with the file.
type intake struct {
	Import
	name     string // of the file
	prefix   string // of ids
	problems adit.Problems
	parties  map[string]int // place in Parties by id
	lists    map[string]int // place in Lists by id
	ids      map[string]bool
}

func newIntake(name, prefix string, source adit.Source) *intake {
	return &intake{Import: Import{Source: source}, name: name, prefix: prefix,
		parties: map[string]int{}, lists: map[string]int{}, ids: map[string]bool{}}
}

func (in *intake) at(line int) adit.Where { return adit.Where{File: in.name, Line: line} }

func (in *intake) leave(line int, why Reason, what string) {
	const most = 120
	if len(what) > most {
		what = strings.ToValidUTF8(what[:most], "") + "…"
	}
	in.Left = append(in.Left, Left{in.at(line), why, what})
}

// faulty reports a problem of a row and leaves it out.
func (in *intake) faulty(line int, what, code, hint, format string, args ...any) {
	in.problems.Add(code, in.at(line), hint, format, args...)
	in.leave(line, Faulty, what)
}

// id makes an id of a world from one of the file: letters, digits and . _ - /
// stay, every other byte becomes _ and two digits, so that two ids stay two.
func (in *intake) id(text string) string { return in.prefix + "/" + plainID(text) }

func plainID(text string) string {
	var b strings.Builder
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '.', c == '-', c == '/':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "_%02x", c)
		}
	}
	return b.String()
}

// once returns an id that no row before has.
func (in *intake) once(id string) string {
	for n, one := 2, id; ; n++ {
		if !in.ids[one] {
			in.ids[one] = true
			return one
		}
		one = fmt.Sprintf("%s/%d", id, n)
	}
}

// provenance is what every row of the import carries.
func (in *intake) provenance(line int, confidence adit.Confidence, note string) adit.Provenance {
	return adit.Provenance{Source: []string{in.Source.ID}, AsOf: in.Source.Date, Confidence: confidence, Note: note, Row: in.at(line)}
}

// party adds a party, unless it is there already.
func (in *intake) party(p adit.Party) {
	if i, ok := in.parties[p.ID]; ok {
		if in.Parties[i].Kind == "unknown" { // named before it was described
			in.Parties[i] = p
		}
		return
	}
	in.parties[p.ID] = len(in.Parties)
	in.Parties = append(in.Parties, p)
}

func (in *intake) has(party string) bool {
	_, ok := in.parties[party]
	return ok
}

// named adds a party of which the file gives no more than the id.
func (in *intake) named(id, text string, line int) {
	if !in.has(id) {
		in.party(adit.Party{ID: id, Name: text, Kind: "unknown", Provenance: in.provenance(line, adit.Secondary, "Named in the file, not described there.")})
	}
}

// list adds a list, unless it is there already, and counts a row of it.
func (in *intake) list(id, name, publisher string, confidence adit.Confidence) {
	i, ok := in.lists[id]
	if !ok {
		i = len(in.Lists)
		in.lists[id] = i
		in.Lists = append(in.Lists, adit.List{ID: id, Name: name, Publisher: publisher, Date: in.Source.Date, Provenance: in.provenance(0, confidence, "")})
	}
	in.Lists[i].Rows++
}

// hold adds a holding; what is wrong with it is a problem.
func (in *intake) hold(line int, h adit.Holding) bool {
	if !h.To.IsZero() && h.To < h.From {
		in.faulty(line, h.ID, "dates-out-of-order", "correct one of the days at the source", "%s holds %s from %s to %s", h.Owner, h.Asset, h.From, h.To)
		return false
	}
	if h.Owner == h.Asset {
		in.problems.Warn("self-holding", in.at(line), "say in the test whether treasury shares stand in the base; otherwise both readings are bounds", "%s holds shares of itself", h.Owner)
	}
	h.ID = in.once(h.ID)
	in.Holdings = append(in.Holdings, h)
	return true
}

// done returns the import, sorted problems and all. Text that is no UTF-8 was
// replaced where it was read.
func (in *intake) done() (*Import, adit.Problems) {
	for i := range in.Lists { // a file may say its date after its rows
		in.Lists[i].Date, in.Lists[i].AsOf = in.Source.Date, in.Source.Date
	}
	in.problems.Sort()
	return &in.Import, in.problems
}

// oneLine keeps a text within a cell: no line breaks, no bytes that are no
// text, no blanks around it.
func oneLine(text string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(text, "\ufffd")), " ")
}

// joined writes several texts as one cell.
func joined(texts []string) string {
	var list []string
	for _, t := range texts {
		if t = oneLine(strings.ReplaceAll(t, ";", ",")); t != "" && !slices.Contains(list, t) {
			list = append(list, t)
		}
	}
	return strings.Join(list, "; ")
}

// country returns the one code that all texts are, in capitals; "" where they
// differ or are no codes.
func country(codes []string) string {
	one := ""
	for _, c := range codes {
		c = strings.ToUpper(strings.TrimSpace(c))
		if len(c) != 2 || c[0] < 'A' || c[0] > 'Z' || c[1] < 'A' || c[1] > 'Z' || one != "" && one != c {
			return ""
		}
		one = c
	}
	return one
}

// firstDay and lastDay read a day, a month or a year: the first and the last
// day it may mean.
func firstDay(text string) (adit.Date, bool) {
	d, err := adit.ParseDate(trimTime(text))
	return d, err == nil && d.Year() >= 1000
}

func lastDay(text string) (adit.Date, bool) {
	text = trimTime(text)
	d, ok := firstDay(text)
	switch {
	case !ok:
		return 0, false
	case len(text) == len("2006"):
		d = d.AddMonths(12).AddDays(-1)
	case len(text) == len("2006-01"):
		d = d.AddMonths(1).AddDays(-1)
	}
	return d, true
}

// trimTime cuts the time off 2024-01-02T03:04:05Z.
func trimTime(text string) string {
	text = strings.TrimSpace(text)
	if day, _, ok := strings.Cut(text, "T"); ok && len(day) == len("2006-01-02") {
		return day
	}
	return text
}
