package study

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"adit"
	"adit/bom"
	"adit/dataset"
	"adit/internal/near"
	"adit/rulebook"
	"adit/screen"
	"adit/table"
)

// Screening answers questions of one kind after another over a world: its law
// under the scenarios, its lists, parties, holdings and bills.
type Screening struct {
	world    *adit.World
	folder   fs.FS
	scenario []string
	screener *screen.Screener
	rates    *screen.File
}

// NewScreening makes a world ready. Folder is where its bills are, or nil;
// rates is a file of exchange rates, or nil.
func NewScreening(w *adit.World, folder fs.FS, scenario []string, rates *screen.File) (*Screening, adit.Problems) {
	var ps adit.Problems
	book, faults := rulebook.New(w)
	var changes []adit.MeasureChange
	for _, id := range scenario {
		s := w.Scenario(id)
		if s == nil {
			ps = append(ps, unknownScenario(w, id))
			continue
		}
		changes = append(changes, s.Measures...)
	}
	if len(changes) > 0 {
		book, faults = book.With(changes) // looks at all of the law again
	}
	ps = append(ps, faults...)
	screener, more := screen.New(w, book)
	ps = append(ps, more...)
	return &Screening{world: w, folder: folder, scenario: scenario, screener: screener, rates: rates}, ps
}

func unknownScenario(w *adit.World, id string) adit.Problem {
	var known []string
	for i := range w.Scenarios {
		known = append(known, w.Scenarios[i].ID)
	}
	return adit.Problem{Code: "unknown-scenario", Message: fmt.Sprintf("no scenario is called %q", id), Hint: near.Hint(id, known)}
}

// Asked is one question as a verb or a row of a batch puts it.
type Asked struct {
	screen.Question
	Bill     string // name of a bill of the world, or of Data
	Data     []byte // the bill; nil: it is one of the world
	Item     string
	Codes    *screen.Codes
	position adit.Where
}

// Ask screens one question and makes its record.
func (s *Screening) Ask(a Asked) (*screen.Record, adit.Problems) {
	var ps adit.Problems
	r := screen.Record{Question: a.Question, Item: a.Item, Goods: a.Codes, Rates: s.rates, Scenario: s.scenario}
	for i := range r.Question.Parties {
		s.complete(&r.Question.Parties[i], a.position, &ps)
	}
	for _, p := range []struct{ what, id string }{{"from", a.From}, {"to", a.To}} {
		if p.id != "" && !isPlace(p.id) {
			ps.Add("unknown-place", a.position, "write the two letters of ISO 3166-1, such as CN", "%s is %q, which is no place", p.what, p.id)
		}
	}
	if a.Bill != "" {
		data, name := a.Data, a.Bill
		if data == nil {
			data, name = s.shippedBill(a.Bill, a.position, &ps)
		}
		r.Bill, r.Goods = screen.NewFile(name, data), nil
	}
	if a.Kind != screen.OfParty && r.Bill == nil && r.Goods == nil {
		ps.Add("missing-cell", a.position, "name a bill of materials, or the goods by material, control code or customs code", "no goods are named")
	}
	if ps.Errors() != nil {
		return nil, ps
	}
	record, more := s.screener.Screen(r)
	return record, append(ps, more...)
}

func isPlace(id string) bool {
	return len(id) == 2 && strings.Trim(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// complete fills a party in from the tables.
func (s *Screening) complete(p *screen.Party, at adit.Where, ps *adit.Problems) {
	if p.Place != "" && !isPlace(p.Place) {
		ps.Add("unknown-place", at, "write the two letters of ISO 3166-1, such as CN", "the seat of %s is %q, which is no place", p.Name, p.Place)
	}
	if p.ID == "" {
		return
	}
	var known []string
	for i := range s.world.Parties {
		q := &s.world.Parties[i]
		if q.ID != p.ID {
			known = append(known, q.ID)
			continue
		}
		if p.Name == "" {
			p.Name = q.Name
		}
		if p.Place == "" {
			p.Place = q.Seat()
		}
		return
	}
	ps.Add("unknown-party", at, near.Hint(p.ID, known), "no party has the id %q", p.ID)
}

// shippedBill reads a bill of the world by its name.
func (s *Screening) shippedBill(name string, at adit.Where, ps *adit.Problems) ([]byte, string) {
	var known []string
	if s.folder != nil {
		files, _ := fs.Glob(s.folder, "bills/*") // the pattern is sound
		for _, f := range files {
			stem := strings.TrimSuffix(path.Base(f), path.Ext(f))
			if stem == name {
				data, err := fs.ReadFile(s.folder, f)
				if err != nil {
					ps.Add("unreadable-file", adit.Where{File: f}, "", "cannot read: %s", err)
				}
				return data, path.Base(f)
			}
			known = append(known, stem)
		}
	}
	hint := near.Hint(name, known)
	if hint == "" {
		hint = "give a file, or one of the bills of the world: " + strings.Join(known, ", ")
	}
	ps.Add("unknown-bill", at, hint, "there is no bill %q", name)
	return nil, name
}

// Batch is what a file of questions came to.
type Batch struct {
	Records []*screen.Record
	Bad     []adit.Problem // faults of rows that were left out, and warnings
	Rows    int            // of the file
}

// ReadBatch reads a file of questions. Rows with a fault are left out and
// their faults returned beside the others.
func ReadBatch(kind screen.Kind, name string, data []byte, on, knownOn adit.Date) ([]Asked, int, adit.Problems) {
	var rows []screen.Row
	cells, ps := dataset.ReadCSV(&screen.Format, nil, name, data, &rows)
	bad := map[int]bool{}
	for _, p := range ps {
		if p.Code == "missing-column" { // another table: its rows are no questions
			return nil, len(rows), ps
		}
		if p.Severity == adit.Error {
			bad[p.Where.Line] = true
		}
	}
	faulty := len(bad)
	seen := map[string]adit.Where{}
	var out []Asked
	for i, r := range rows {
		if bad[r.Row.Line] {
			continue
		}
		if first, again := seen[r.ID]; again {
			ps.Add("duplicate-key", cells.At(i, "id"), "give each question an id of its own", "id %q stands twice, first at %s", r.ID, first)
			faulty++
			continue
		}
		seen[r.ID] = cells.At(i, "id")
		a := Asked{Question: screen.Question{Kind: kind, ID: r.ID, On: r.On, KnownOn: knownOn, From: r.From, To: r.To, EndUse: r.EndUse}, Bill: r.Bill, Item: r.Item, position: r.Row}
		if a.On.IsZero() {
			a.On = on
		}
		if r.Party != "" || r.Name != "" {
			a.Parties = []screen.Party{{ID: r.Party, Name: r.Name, Place: r.Place, User: r.User}}
		} else if kind == screen.OfParty {
			ps.Add("missing-cell", cells.At(i, "name"), "fill party, name or both", "row %q names no party", r.ID)
			faulty++
			continue
		}
		if kind != screen.OfParty && r.Bill == "" && (r.Material != "" || len(r.Control) > 0 || len(r.HS) > 0) {
			a.Codes = &screen.Codes{Material: r.Material, Control: r.Control, HS: r.HS, Origin: r.Origin}
		}
		out = append(out, a)
	}
	ps.Sort()
	return out, len(out) + faulty, ps
}

// Batch asks one question after another and tells step how far it is. Open
// reads a file that a row names; a row whose question has a fault is left out
// and listed.
func (s *Screening) Batch(list []Asked, open func(name string) ([]byte, bool), stop func() error, step func(done, total int)) (*Batch, error) {
	out := &Batch{Rows: len(list)}
	for i, a := range list {
		if err := stop(); err != nil {
			return out, err
		}
		if a.Bill != "" {
			if data, ok := open(a.Bill); ok {
				a.Data, a.Bill = data, path.Base(a.Bill)
			}
		}
		record, ps := s.Ask(a)
		for _, p := range ps {
			if p.Where.Line == 0 || p.Where.File != a.position.File {
				p.Message = fmt.Sprintf("question %q: %s", a.ID, p.Message)
			}
			out.Bad = append(out.Bad, p)
		}
		if record != nil {
			out.Records = append(out.Records, record)
		}
		step(i+1, len(list))
	}
	return out, nil
}

// Rechecked is one record asked again.
type Rechecked struct {
	Was, Is *screen.Record
	Changes []screen.Change
}

// Recheck asks the question of a record again, with what is known by a day.
func (s *Screening) Recheck(was *screen.Record, knownOn adit.Date) (Rechecked, adit.Problems) {
	r := screen.Record{Question: was.Question, Bill: was.Bill, Item: was.Item, Goods: was.Goods, Rates: was.Rates, Scenario: was.Scenario}
	if knownOn > r.Question.KnownOn {
		r.Question.KnownOn = knownOn
	}
	screener := s.screener
	var ps adit.Problems
	if !slices.Equal(was.Scenario, s.scenario) {
		other, more := NewScreening(s.world, s.folder, was.Scenario, s.rates)
		if ps = append(ps, more...); more.Errors() != nil {
			return Rechecked{Was: was}, ps
		}
		screener = other.screener
	}
	is, more := screener.Screen(r)
	ps = append(ps, more...)
	if is == nil {
		return Rechecked{Was: was}, ps
	}
	return Rechecked{was, is, screen.Changes(was, is)}, ps
}

// ScreenTables lays out one record: its findings, the listed names like those
// asked about, the lists it rests on, and what to collect.
func ScreenTables(r *screen.Record) []*table.Table {
	findings := table.New("screening", title(r),
		table.Column{Name: "standing", Doc: "Applied or open."},
		table.Column{Name: "verdict", Doc: "What it does to the question, or would do where it is open."},
		table.Column{Name: "by", Doc: "Measure or list."},
		table.Column{Name: "party", Doc: "Whom it is about."},
		table.Column{Name: "status", Doc: "How the measure stands on the day, as known then."},
		table.Column{Name: "reason", Doc: "Why."},
		table.Column{Name: "proof", Doc: "What that rests on."},
		table.Column{Name: "change", Doc: "The smallest change that turns it."})
	aside := table.New("set-aside", "Measures and lists set aside",
		table.Column{Name: "by", Doc: "Measure or list."},
		table.Column{Name: "party", Doc: "Whom it is about."},
		table.Column{Name: "status", Doc: "How the measure stands on the day, as known then."},
		table.Column{Name: "reason", Doc: "Why."},
		table.Column{Name: "proof", Doc: "What that rests on."},
		table.Column{Name: "change", Doc: "The smallest change that turns it."})
	for _, f := range r.Outcome.Findings {
		by, proof := f.Measure+f.List, strings.Join(f.Proof, "; ")
		if f.Standing == screen.SetAside {
			aside.Add(by, f.Party, f.Status, f.Reason, proof, f.Change)
		} else {
			findings.Add(string(f.Standing), f.Verdict.String(), by, f.Party, f.Status, f.Reason, proof, f.Change)
		}
	}
	tables := []*table.Table{findings, aside}
	if r.Question.Kind != screen.OfProduct {
		matches := table.New("matches", "Listed names like those asked about",
			table.Column{Name: "party", Doc: "As asked."},
			table.Column{Name: "list", Doc: "List."},
			table.Column{Name: "listed", Doc: "Name on the list."},
			table.Column{Name: "place", Doc: "Country on the list."},
			table.Column{Name: "score", Type: table.Number, Doc: "0-1; 1 is the same name. No score clears anybody."},
			table.Column{Name: "by", Doc: "Id or name."},
			table.Column{Name: "entry", Doc: "Id of the listed party."})
		for _, m := range r.Outcome.Matches {
			matches.Add(m.Party, m.List, m.Name, m.Place, m.Score, m.By, m.Entry)
		}
		lists := table.New("lists", "Lists that were loaded",
			table.Column{Name: "list", Doc: "List."},
			table.Column{Name: "name", Doc: "Name as published."},
			table.Column{Name: "date", Type: table.Date, Doc: "State of the list."},
			table.Column{Name: "rows", Type: table.Integer, Doc: "Rows of it that were read."},
			table.Column{Name: "version", Doc: "Hash of what it says."})
		for _, l := range r.Outcome.Lists {
			lists.Add(l.ID, l.Name, l.Date, l.Rows, l.Hash[:min(12, len(l.Hash))])
		}
		tables = append(tables, matches, lists)
	}
	collect := table.New("collect", "What to collect next", table.Column{Name: "what", Doc: "What is open, and would change or settle the verdict."})
	for _, c := range r.Outcome.Collect {
		collect.Add(c)
	}
	return append(tables, collect)
}

func title(r *screen.Record) string {
	what := string(r.Question.Kind)
	if r.Question.ID != "" {
		what += " " + r.Question.ID
	}
	return fmt.Sprintf("Screening of %s on %s, as known on %s", what, r.Question.On, r.Question.KnownOn)
}

// ScreenSays is the verdict of a record in a few lines.
func ScreenSays(r *screen.Record) string {
	lines := []string{r.Outcome.Says}
	lines = append(lines, r.Outcome.Notes...)
	return strings.Join(append(lines, "record "+r.ID), "\n")
}

// BatchTable lists the records of a batch.
func BatchTable(records []*screen.Record) *table.Table {
	t := table.New("screenings", "Screenings",
		table.Column{Name: "id", Doc: "The asker's reference."},
		table.Column{Name: "on", Type: table.Date, Doc: "Day it is to go."},
		table.Column{Name: "verdict", Doc: "Verdict."},
		table.Column{Name: "says", Doc: "What decides."},
		table.Column{Name: "applied", Doc: "Measures and lists that apply."},
		table.Column{Name: "open", Doc: "Measures and lists that are open."},
		table.Column{Name: "record", Doc: "Id of the record."})
	for _, r := range records {
		by := map[screen.Standing][]string{}
		for _, f := range r.Outcome.Findings {
			if id := f.Measure + f.List; !slices.Contains(by[f.Standing], id) {
				by[f.Standing] = append(by[f.Standing], id)
			}
		}
		t.Add(r.Question.ID, r.Question.On, r.Outcome.Verdict.String(), r.Outcome.Says, strings.Join(by[screen.Applied], " "), strings.Join(by[screen.Pending], " "), r.ID)
	}
	return t
}

// RecheckTable lists what changed between records and the same questions asked
// again.
func RecheckTable(list []Rechecked) *table.Table {
	t := table.New("changes", "What changed since the records were made",
		table.Column{Name: "record", Doc: "Id of the record."},
		table.Column{Name: "id", Doc: "The asker's reference."},
		table.Column{Name: "what", Doc: "Verdict, law, list, holdings or finding."},
		table.Column{Name: "of", Doc: "Measure, list or party."},
		table.Column{Name: "was", Doc: "As recorded."},
		table.Column{Name: "is", Doc: "As asked again."})
	for _, r := range list {
		for _, c := range r.Changes {
			t.Add(r.Was.ID, r.Was.Question.ID, c.What, c.Of, c.Was, c.Is)
		}
	}
	return t
}

// ExchangeRates checks a file of rates before questions are asked with it.
func ExchangeRates(name string, data []byte) (*screen.File, adit.Problems) {
	_, ps := bom.ReadRates(name, data)
	return screen.NewFile(name, data), ps
}
