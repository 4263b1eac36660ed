package screen

import (
	"fmt"
	"slices"
	"strings"

	"adit"
)

// Civil is the use, and the kind of user, that no test by use or user catches.
const Civil = "civil"

// Stale is how many days before the day asked about the state of a list may lie
// for it to clear anybody. It is a setting, not law; lists change every week.
const Stale = 30

// identity is a party with what the lists say of it.
type identity struct {
	Party
	matches []Match
	known   bool // identified in the tables of parties
}

// parties holds every party against every list.
func (s *Screener) parties(q Question, o *Outcome) []identity {
	if q.Kind == OfProduct {
		return nil
	}
	var out []identity
	if len(q.Parties) == 0 {
		o.Collect = append(o.Collect, "who receives and uses the goods: no party is named")
	}
	if len(s.lists) == 0 {
		o.Collect = append(o.Collect, "lists of parties: none is loaded, so nobody can be cleared")
	}
	for _, l := range s.lists {
		switch age := int(q.On - l.Date); {
		case l.Date.IsZero():
			o.Collect = append(o.Collect, fmt.Sprintf("the date of list %s: a list without one clears nobody", l.ID))
		case age > Stale:
			o.Collect = append(o.Collect, fmt.Sprintf("a newer state of list %s: it is of %s, %d days before the day asked about", l.ID, l.Date, age))
		}
	}
	for _, p := range q.Parties {
		id := identity{Party: p, matches: s.matches(p, q)}
		id.known = p.ID != "" && s.knows(p.ID)
		out = append(out, id)
		o.Matches = append(o.Matches, id.matches...)
		for _, l := range s.lists {
			o.Findings = append(o.Findings, s.onList(id, l))
		}
		if !id.known {
			o.Collect = append(o.Collect, fmt.Sprintf("who %s is: it is known by name only, and a name that no list has clears nobody", p.said()))
		} else if !s.owners.has(p.ID) {
			o.Collect = append(o.Collect, fmt.Sprintf("who owns %s: no holding is loaded", p.said()))
		}
	}
	if len(out) > 0 && s.owners.graph != nil {
		o.Notes = append(o.Notes, "owners were followed as far as holdings are recorded; who stands behind an owner without recorded owners is not known")
	}
	return out
}

// knows reports whether a party is in the tables.
func (s *Screener) knows(id string) bool {
	return slices.ContainsFunc(s.world.Parties, func(p adit.Party) bool { return p.ID == id })
}

// onList is what one list says of one party.
func (s *Screener) onList(p identity, l *List) Finding {
	f := Finding{List: l.ID, Name: l.Name, Party: p.said(), Standing: SetAside}
	state := fmt.Sprintf("list of %s, rows: %d", l.Date, l.Rows)
	if l.Date.IsZero() {
		state = fmt.Sprintf("list without a date, rows: %d", l.Rows)
	}
	var like []string
	for _, m := range p.matches {
		if m.List != l.ID {
			continue
		}
		e := l.find(m.Entry)
		switch {
		case m.By == "id", m.Score == 1 && e.Place != "" && e.Place == p.Place:
			f.Standing, f.Verdict = Applied, e.Verdict
			how := "under its id"
			if m.By != "id" {
				how = "under the same name and country"
			}
			f.Reason = fmt.Sprintf("it is listed %s as %s", how, m.Name)
			f.Proof = []string{listing(e), state}
			if !e.Read {
				f.Verdict = NeedsLicence
				f.Collect = []string{fmt.Sprintf("what being on %s means for %s: its terms were not read", l.Name, p.said())}
				f.Standing = Pending
			} else if e.Verdict == Goes {
				f.Standing, f.Verdict = Pending, CannotTell
				f.Collect = []string{fmt.Sprintf("what %s is flagged for on %s", p.said(), l.Name)}
			}
			return f
		case m.Score >= Possible:
			like = append(like, fmt.Sprintf("%s (score %.3f, %s)", m.Name, m.Score, or(e.Place, "country not stated")))
			f.Verdict = max(f.Verdict, e.Verdict, NeedsLicence)
		}
	}
	if len(like) > 0 {
		f.Standing = Pending
		f.Reason = "listed names are like it: " + strings.Join(like, "; ")
		f.Proof = []string{state}
		f.Collect = []string{fmt.Sprintf("whether %s is %s: address, registration number, dates", p.said(), strings.Join(like, " or "))}
		return f
	}
	f.Reason = "no name on it is like this one, which clears nobody by itself; " + state
	return f
}

func (l *List) find(entry string) *Entry {
	for i := range l.Entries {
		if l.Entries[i].ID == entry {
			return &l.Entries[i]
		}
	}
	return &Entry{}
}

func listing(e *Entry) string {
	s := "entry " + e.ID
	if !e.From.IsZero() {
		s += ", listed since " + e.From.String()
	}
	if e.Terms != "" {
		s += ": " + e.Terms
	}
	return s
}

func or(s, alt string) string {
	if s == "" {
		return alt
	}
	return s
}

// loaded reports which of the lists that a measure names are loaded, by the ids
// they were loaded under. A loaded list stands for one that is named when it has
// its id, or its code in bulk files, or names its id as its origin. A measure
// that names none asks of all of them.
func (s *Screener) loaded(m *adit.Measure) (have, missing []string) {
	if len(m.Test.Lists) == 0 {
		for _, l := range s.lists {
			have = append(have, l.ID)
		}
		return have, nil
	}
	for _, id := range m.Test.Lists {
		code := ""
		for i := range s.world.Lists {
			if s.world.Lists[i].ID == id {
				code = s.world.Lists[i].Origin
			}
		}
		found := false
		for _, l := range s.lists {
			if l.ID == id || l.Origin != "" && (l.Origin == id || l.Origin == code) {
				found = true
				have = append(have, l.ID)
			}
		}
		if !found {
			missing = append(missing, id)
		}
	}
	return have, missing
}

// owned holds each party against a measure that asks who is listed, or who
// owns it.
func (s *Screener) owned(m *adit.Measure, q Question, who []identity) []caught {
	if len(who) == 0 {
		if q.Kind == OfProduct {
			return []caught{not("it is about who buys or uses the goods; screen the shipment")}
		}
		return []caught{{answer: Open, because: "it is about who receives and uses the goods, and no party is named"}}
	}
	goods := caught{answer: Yes}
	if q.Goods != nil && len(m.Items) > 0 {
		if goods = s.listed(m, q); goods.answer == No {
			return []caught{goods}
		}
	}
	have, missing := s.loaded(m)
	var out []caught
	for _, p := range who {
		c := s.ownedBy(m, q, p, have)
		c.party = p.said()
		if c.answer == No && len(missing) > 0 {
			c.answer = Open
			c.because = "lists that it names are not loaded: " + strings.Join(missing, ", ")
			c.collect = append(c.collect, "lists of parties: "+strings.Join(missing, ", "))
		}
		c.answer = min(c.answer, goods.answer)
		c.collect = append(c.collect, goods.collect...)
		out = append(out, c)
	}
	return out
}

func (s *Screener) ownedBy(m *adit.Measure, q Question, p identity, have []string) caught {
	var like caught
	for _, x := range p.matches {
		if !slices.Contains(have, x.List) || x.Score < Possible {
			continue
		}
		l := s.list(x.List)
		e := l.find(x.Entry)
		if x.By == "id" || x.Score == 1 && e.Place != "" && e.Place == p.Place {
			return caught{answer: Yes, verdict: e.Verdict, because: "it is itself on " + l.Name, proof: []string{listing(e)}}
		}
		like = caught{answer: Open, verdict: e.Verdict, because: fmt.Sprintf("%s on %s is like it (score %.3f)", x.Name, l.Name, x.Score),
			collect: []string{fmt.Sprintf("whether %s is %s", p.said(), x.Name)}}
	}
	if m.Test.Kind != "ownership" {
		if like.answer == Open {
			return like
		}
		return not("none of its lists names it")
	}
	if !s.owners.has(p.ID) {
		if like.answer == Open {
			return like
		}
		return caught{answer: Open, because: "who owns it is not recorded", collect: []string{"who owns " + p.said() + ": owners, shares and dates"}}
	}
	c := s.readings(m, p, have, q)
	if c.answer == No && like.answer == Open {
		return like
	}
	return c
}

func (s *Screener) list(id string) *List {
	for _, l := range s.lists {
		if l.ID == id {
			return l
		}
	}
	return &List{}
}

// users holds the parties against a measure that asks what kind of user they
// are.
func (s *Screener) users(m *adit.Measure, q Question) []caught {
	if q.Goods != nil {
		if c := s.listed(m, q); c.answer == No {
			return []caught{c}
		}
	}
	kinds := strings.Join(m.Test.EndUser, ", ")
	if kinds == "" {
		kinds = "those it names"
	}
	if q.Kind == OfProduct {
		return []caught{not("it is about who uses the goods; screen the shipment")}
	}
	var out []caught
	for _, p := range q.Parties {
		switch {
		case slices.Contains(m.Test.EndUser, p.User):
			out = append(out, caught{answer: Yes, party: p.said(), because: fmt.Sprintf("its user is %s", p.User)})
		case p.User == "":
			out = append(out, caught{answer: Open, party: p.said(), because: "what kind of user it is is not known",
				collect: []string{fmt.Sprintf("what kind of user %s is: the measures ask about %s", p.said(), kinds)}})
		case p.User == Civil && q.EndUse != "" && q.EndUse != Civil:
			out = append(out, s.useOf(m, q, p.said()))
		default:
			out = append(out, caught{party: p.said(), because: fmt.Sprintf("its user is %s, and it is about %s", p.User, kinds)})
		}
	}
	if len(out) == 0 {
		out = append(out, caught{answer: Open, because: "it is about who uses the goods, and no party is named"})
	}
	return out
}

// use holds the end use against a measure that asks about it.
func (s *Screener) use(m *adit.Measure, q Question) caught {
	if q.Goods != nil {
		if c := s.listed(m, q); c.answer == No {
			return c
		}
	}
	if q.Kind != OfShipment {
		return not("it is about what goods are used for; screen the shipment")
	}
	return s.useOf(m, q, "")
}

func (s *Screener) useOf(m *adit.Measure, q Question, party string) caught {
	uses := strings.Join(m.Test.EndUse, ", ")
	switch {
	case q.EndUse == "":
		return caught{answer: Open, party: party, because: "the end use is not known", collect: []string{"the end use: the measures ask about " + or(uses, "it")}}
	case slices.Contains(m.Test.EndUse, q.EndUse), slices.Contains(m.Test.EndUser, q.EndUse):
		return caught{answer: Yes, party: party, because: "the end use is " + q.EndUse}
	}
	return caught{party: party, because: fmt.Sprintf("the end use is %s, and it is about %s", q.EndUse, or(uses, strings.Join(m.Test.EndUser, ", ")))}
}
