package screen

import (
	"fmt"
	"slices"
	"strings"

	"adit"
	"adit/bom"
	"adit/ownership"
	"adit/rulebook"
)

// Screener holds what questions are asked of. It is read-only: goroutines may
// ask it at the same time.
type Screener struct {
	world  *adit.World
	book   *rulebook.Book
	places bom.Places
	lists  []*List
	owners *owners
	codes  map[string][]string // control codes of the world, by jurisdiction

	law      map[string]string // hash of every measure
	holdings string            // hash of parties and holdings
	names    []name
}

// New makes ready a world: its law under book, its lists, parties and holdings.
// Faults of holdings are collected as problems.
func New(w *adit.World, book *rulebook.Book) (*Screener, adit.Problems) {
	graph, ps := ownership.New(w)
	lists := ListsOf(w)
	return &Screener{world: w, book: book, places: bom.PlacesOf(w), lists: lists, owners: newOwners(graph), names: names(lists),
		codes: bom.Codes(w), law: lawOf(w), holdings: holdingsOf(w)}, ps
}

// Ask screens one question.
func (s *Screener) Ask(q Question) *Outcome {
	if q.KnownOn.IsZero() {
		q.KnownOn = q.On
	}
	o := &Outcome{Findings: []Finding{}, Matches: []Match{}, Lists: []Seen{}, Collect: []string{}, Notes: []string{}}
	for _, l := range s.lists {
		o.Lists = append(o.Lists, Seen{l.ID, l.Name, l.Date, l.Rows, l.Hash})
	}
	if q.Goods != nil && q.From == "" {
		if it := q.Goods.item(); len(it.Origin) == 1 {
			q.From = it.Origin[0].Place
			o.Notes = append(o.Notes, "taken to be dispatched from its origin, "+q.From)
		}
	}
	identified := s.parties(q, o)
	answers := s.book.At(q.On, q.KnownOn)
	if len(answers) == 0 {
		o.Collect = append(o.Collect, "the law: no measure is loaded that could be known on "+q.KnownOn.String())
	}
	for _, a := range answers {
		if m := a.Measure; m.InForce.From != rulebook.Never && m.Kind != adit.Suspension {
			o.Findings = append(o.Findings, s.measure(a, q, identified)...)
		}
	}
	o.prices(q)
	if q.Kind == OfProduct {
		o.Notes = append(o.Notes, "the goods alone were screened: neither who buys nor who uses them")
	}
	o.conclude()
	return o
}

// prices says of what day the values are.
func (o *Outcome) prices(q Question) {
	if q.Goods == nil {
		return
	}
	b := q.Goods.Bill
	switch {
	case !b.Last.IsZero() && b.First == b.Last:
		o.Notes = append(o.Notes, fmt.Sprintf("values in %s at prices of %s", b.Currency, b.First))
	case !b.Last.IsZero():
		o.Notes = append(o.Notes, fmt.Sprintf("values in %s at prices of %s to %s", b.Currency, b.First, b.Last))
	}
	if b.Undated > 0 {
		o.Notes = append(o.Notes, fmt.Sprintf("%d prices have no date", b.Undated))
	}
	for _, r := range b.Rates {
		o.Notes = append(o.Notes, fmt.Sprintf("%s converted into %s at %g, the rate of %s", r.From, r.To, r.Rate.Value, r.On))
	}
}

// caught is how the question stands to one measure, its force on the day aside.
type caught struct {
	answer  Answer
	because string
	party   string
	verdict Verdict // where the measure's kind does not say it
	proof   []string
	collect []string
	change  string
}

func not(format string, args ...any) caught { return caught{because: fmt.Sprintf(format, args...)} }

// measure holds one measure against the question: one finding, or one for each
// party it catches or may catch.
func (s *Screener) measure(a rulebook.Answer, q Question, who []identity) []Finding {
	m := a.Measure
	f := Finding{Measure: m.ID, Name: m.Name, Instrument: cited(m), Issuer: m.Issuer, Status: a.Status.String(), Standing: SetAside, exceptFor: m.ExceptFor}
	verdict, stops := ofKind(m.Kind)
	if !stops && !(m.Kind == adit.Listing && asksOwners(m)) {
		f.Reason = fmt.Sprintf("a %s: it stops no goods", m.Kind)
		if m.Kind == adit.Listing {
			f.Reason = "it puts parties on a list; the list is screened where it is loaded"
		}
		return []Finding{f}
	}
	var out []Finding
	for _, c := range s.scope(m, q, who) {
		g := f
		g.Party, g.Reason, g.Proof, g.Collect, g.Change = c.party, c.because, c.proof, c.collect, c.change
		if g.Verdict = verdict; !stops {
			g.Verdict = max(c.verdict, NeedsLicence)
			if c.answer == Yes && c.verdict == Goes {
				g.Collect = append(g.Collect, "the terms of the list that "+c.party+" falls under: they were not read")
			}
		}
		g.stand(a, c)
		out = append(out, g)
	}
	return out
}

// stand joins what the measure catches with whether it holds on the day.
func (f *Finding) stand(a rulebook.Answer, c caught) {
	m := a.Measure
	force := strings.Join(a.Because, "; ")
	switch {
	case c.answer == No:
		f.Verdict, f.Collect = Goes, nil
		return
	case m.Stage == adit.Announced:
		f.Reason, f.Collect = "announced, and no law: "+force, nil
		return
	case a.Status == rulebook.NotYet || a.Status == rulebook.Suspended || a.Status == rulebook.Ended:
		f.Reason, f.Collect = fmt.Sprintf("%s: %s", a.Status, force), nil
		if c.answer == Yes {
			f.Reason += "; it would catch this: " + c.because
		}
		return
	case a.Status != rulebook.InForce:
		f.Standing = Pending
		f.Reason = fmt.Sprintf("%s; whether it holds on the day is not known (%s): %s", c.because, a.Status, force)
		where := ""
		for _, r := range m.References {
			if r.URL != "" {
				where = " (" + r.URL + ")"
				break
			}
		}
		f.Collect = append([]string{fmt.Sprintf("whether %s holds on the day: read what was published after %s%s", cited(m), a.LastChecked, where)}, f.Collect...)
	case c.answer == Open:
		f.Standing = Pending
	default:
		f.Standing = Applied
		f.Proof = append(f.Proof, a.Because...)
	}
	for _, l := range m.Licences {
		until := "without a known end"
		if !l.Expires.IsZero() {
			until = "to " + l.Expires.String()
		}
		f.Proof = append(f.Proof, fmt.Sprintf("a licence under it was reported for %s, from %s %s", l.Holder, l.From, until))
	}
	for _, e := range m.Exceptions {
		f.Proof = append(f.Proof, "exception: "+e)
	}
}

func asksOwners(m *adit.Measure) bool { return m.Test.Kind == "ownership" || len(m.Test.Lists) > 0 }

// scope says whether a measure catches what is asked about.
func (s *Screener) scope(m *adit.Measure, q Question, who []identity) []caught {
	if c, ok := s.lane(m, q); !ok {
		return []caught{c}
	}
	if asksOwners(m) {
		return s.owned(m, q, who)
	}
	switch m.Test.Kind {
	case "end-user":
		return s.users(m, q)
	case "end-use":
		return []caught{s.use(m, q)}
	}
	if q.Goods == nil {
		return []caught{not("it is about goods, and a party was asked about")}
	}
	return []caught{s.goods(m, q)}
}

// lane says whether the way of the goods lies within a measure; false carries
// the reason.
func (s *Screener) lane(m *adit.Measure, q Question) (caught, bool) {
	if q.Kind == OfParty {
		return caught{}, true
	}
	in := func(ids []string, place string) bool { return s.places.In(ids)(place) }
	if q.To != "" {
		if !in(m.To, q.To) {
			return not("%s is none of its destinations", q.To), false
		}
		if len(m.ExceptTo) > 0 && in(m.ExceptTo, q.To) {
			return not("destination %s is left out", q.To), false
		}
	}
	if q.From == "" || len(m.From) == 0 {
		return caught{}, true
	}
	home, elsewhere := in(m.From, q.From), m.Test.Kind == "content" || m.Test.Kind == "technology" || m.Test.Kind == "origin"
	switch {
	case elsewhere && home && m.Transferor:
		return not("it is about goods dispatched outside %s, and these leave %s", strings.Join(m.From, ", "), q.From), false
	case !elsewhere && !home && !m.Transferor:
		return not("it is about dispatch from %s, and these leave %s", strings.Join(m.From, ", "), q.From), false
	case !elsewhere && !home && q.Goods != nil:
		if limb, _ := s.limb(m, q); limb != No {
			break // made abroad, and under the law of the issuer for what is in it
		}
		if it := q.Goods.item(); len(it.Origin) > 0 && !slices.ContainsFunc(it.Origin, func(o bom.Origin) bool { return in(m.From, o.Place) }) && q.Goods.whole() {
			return not("these come from %s, and it binds third countries for goods of %s only", q.Goods.origins(), strings.Join(m.From, ", ")), false
		}
	}
	return caught{}, true
}

// whole reports whether the origin of all of the goods is known.
func (g *Goods) whole() bool {
	total := 0.0
	for _, o := range g.item().Origin {
		part, _ := o.Part.Float64()
		total += part
	}
	return total > 0.999999
}

func (g *Goods) origins() string {
	var out []string
	for _, o := range g.item().Origin {
		out = append(out, o.Place)
	}
	return strings.Join(out, ", ")
}

// listed says whether the goods are among the items of a measure; one that
// names none covers any.
func (s *Screener) listed(m *adit.Measure, q Question) caught {
	if len(m.Items) == 0 {
		return caught{answer: Yes, because: "it covers any goods"}
	}
	class := bom.Class{Issuer: m.Issuer, Items: m.Items}
	it := q.Goods.item()
	switch match, why := class.Of(it); match {
	case bom.Yes:
		return caught{answer: Yes, because: fmt.Sprintf("%s: %s", it.Name, why)}
	case bom.Maybe:
		return caught{answer: Open, because: fmt.Sprintf("%s: %s", it.Name, why), collect: []string{fmt.Sprintf("the control code of %s for %s: %s", it.Name, m.Issuer, why)}}
	default:
		if answer, by := s.limb(m, q); answer != No {
			return caught{answer: answer, because: fmt.Sprintf("%s is or may be goods of the instrument by %s", it.Name, by)}
		}
		return not("%s: %s", it.Name, why)
	}
}

// inside is how the goods stand to the test of a measure that looks inside
// them; answers are kept while a question is asked.
func (s *Screener) inside(m *adit.Measure, q Question) (bom.Finding, bool) {
	if kept, ok := q.Goods.kept[m.ID]; ok {
		return kept.Finding, kept.ok
	}
	f, ok := q.Goods.Bill.Measure(q.Goods.Product, m, s.places, q.To)
	if q.Goods.kept == nil {
		q.Goods.kept = map[string]finding{}
	}
	q.Goods.kept[m.ID] = finding{f, ok}
	return f, ok
}

// limb is how the goods stand to other measures that look inside them and so
// bring them under the law of the issuer wherever they were made: paragraphs of
// the same instrument, and content as a share of the whole good.
func (s *Screener) limb(m *adit.Measure, q Question) (answer Answer, by string) {
	for i := range s.world.Measures {
		n := &s.world.Measures[i]
		if n.ID == m.ID || n.Instrument != m.Instrument && (n.Issuer != m.Issuer || !n.Test.Whole) {
			continue
		}
		if f, ok := s.inside(n, q); ok && answersOf[f.Answer] > answer {
			answer, by = answersOf[f.Answer], n.ID
		}
	}
	return answer, by
}

var answersOf = [...]Answer{bom.NotCaught: No, bom.CannotTell: Open, bom.Caught: Yes}

// goods holds what is shipped, and what is inside it, against a measure.
func (s *Screener) goods(m *adit.Measure, q Question) caught {
	g := q.Goods
	f, looksInside := s.inside(m, q)
	if !looksInside {
		c := s.listed(m, q)
		if c.answer != No && q.Kind == OfShipment && q.From == "" && len(m.From) > 0 {
			c.answer = min(c.answer, Open)
			c.collect = append(c.collect, "where the goods are dispatched from")
		}
		return s.contracted(m, q, c)
	}
	c := caught{answer: answersOf[f.Answer], because: f.Because, collect: f.Collect}
	if f.Reading != nil {
		c.proof = append(c.proof, contents(g.Bill, f)...)
	}
	if f.Change != nil {
		c.change = change(g.Bill, f)
	}
	for _, w := range f.Ways {
		c.proof = append(c.proof, fmt.Sprintf("reading %s (%s): %s", w.ID, w.Words, w.Answer))
	}
	return s.contracted(m, q, c)
}

// contracted narrows a measure that names uses besides what it tests, or binds
// contractors of a state only.
func (s *Screener) contracted(m *adit.Measure, q Question, c caught) caught {
	if c.answer != No && len(m.Test.EndUse) > 0 {
		use := s.useOf(m, q, "")
		if use.answer == No {
			return use
		}
		if use.answer == Open {
			c.answer = Open
			c.because += "; " + use.because
			c.collect = append(c.collect, use.collect...)
		}
		return c
	}
	only := len(m.Binds) > 0
	for _, b := range m.Binds {
		only = only && b.Who == "contractors"
	}
	switch {
	case !only || c.answer == No:
		return c
	case q.EndUse == "":
		c.answer = Open
		c.collect = append(c.collect, fmt.Sprintf("whether it is for a contract that %s binds", cited(m)))
		return c
	case q.EndUse == Civil:
		return not("it binds contractors of the state, and the use is civil")
	}
	return c
}
