package ownership

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"adit"
)

// BODS reads statements of the Beneficial Ownership Data Standard 0.4, as a JSON
// array or as JSON lines. on is the day of the file; zero: not stated.
//
// The newest statement of a record counts; a closed one ends what it speaks
// about on the day before its own. A holding stated as indirect that sums up
// component records is left out where they are there; any other that is not
// stated to be direct is kept as indirect, which adds doubt and no share.
func BODS(name string, r io.Reader, on adit.Date) (*Import, adit.Problems) {
	in := newIntake(name, "bods", adit.Source{ID: "bods", Title: "Statements under the Beneficial Ownership Data Standard 0.4", Date: on})
	b := bods{intake: in, newest: map[string]int{}, publishers: map[string]bool{}}
	s := newScanner(r)
	err := s.elements(b.statement)
	in.broken(s, err)
	b.settle()
	in.Source.Publisher = strings.Join(slices.Sorted(maps.Keys(b.publishers)), "; ")
	return in.done()
}

type bods struct {
	*intake
	statements []bodsStatement
	newest     map[string]int // place in statements by record
	publishers map[string]bool
	refused    bool // another edition of the standard: said once
}

type bodsStatement struct {
	StatementID   loose           `json:"statementId"`
	StatementType loose           `json:"statementType"` // of 0.2
	RecordID      loose           `json:"recordId"`
	RecordType    loose           `json:"recordType"`
	RecordStatus  loose           `json:"recordStatus"`
	StatementDate loose           `json:"statementDate"`
	Details       json.RawMessage `json:"recordDetails"`
	Publication   struct {
		Version   loose `json:"bodsVersion"`
		Publisher struct {
			Name loose `json:"name"`
		} `json:"publisher"`
	} `json:"publicationDetails"`
	Source struct {
		Type looseList `json:"type"`
	} `json:"source"`
	line int
	date adit.Date
	body bodsDetails
}

// bodsDetails are the fields of all three kinds of record.
type bodsDetails struct {
	IsComponent  bool `json:"isComponent"`
	Name         loose
	Alternate    looseList `json:"alternateNames"`
	Jurisdiction struct {
		Code loose `json:"code"`
	} `json:"jurisdiction"`
	Identifiers []struct {
		ID     loose `json:"id"`
		Scheme loose `json:"scheme"`
	} `json:"identifiers"`
	EntityType struct {
		Type loose `json:"type"`
	} `json:"entityType"`
	PersonType loose `json:"personType"`
	Names      []struct {
		FullName loose `json:"fullName"`
	} `json:"names"`
	Nationalities []struct {
		Code loose `json:"code"`
	} `json:"nationalities"`
	Subject    json.RawMessage `json:"subject"`
	Interested json.RawMessage `json:"interestedParty"`
	Components looseList       `json:"componentRecords"`
	Interests  []bodsInterest  `json:"interests"`
}

type bodsInterest struct {
	Type    loose `json:"type"`
	How     loose `json:"directOrIndirect"`
	Details loose `json:"details"`
	Share   *struct {
		Exact            json.Number `json:"exact"`
		Minimum          json.Number `json:"minimum"`
		Maximum          json.Number `json:"maximum"`
		ExclusiveMinimum json.Number `json:"exclusiveMinimum"`
		ExclusiveMaximum json.Number `json:"exclusiveMaximum"`
	} `json:"share"`
	Start loose `json:"startDate"`
	End   loose `json:"endDate"`
}

func (b *bods) statement(e element) {
	b.Read++
	var one bodsStatement
	if !b.decode(e, &one) {
		return
	}
	one.line = e.line
	v := string(one.Publication.Version)
	if one.StatementType != "" || v != "" && v != "0.4" && !strings.HasPrefix(v, "0.4.") {
		if !b.refused {
			b.problems.Add("wrong-version", b.at(e.line), "convert the file to 0.4 first", "the statement follows another edition of the standard (%s), which has other fields", editionOf(v))
			b.refused = true
		}
		b.leave(e.line, Faulty, "statement of another edition")
		return
	}
	if one.RecordID == "" || one.StatementDate == "" || len(one.Details) == 0 {
		b.faulty(e.line, string(one.StatementID), "missing-cell", "the statement is left out; the rest goes on", "a statement needs recordId, statementDate and recordDetails")
		return
	}
	var ok bool
	if one.date, ok = firstDay(string(one.StatementDate)); !ok {
		b.faulty(e.line, string(one.StatementID), "bad-date", "correct it at the source", "statementDate is %q", one.StatementDate)
		return
	}
	if !b.decode(element{e.line, one.Details}, &one.body) {
		return
	}
	one.Details = nil
	if name := string(one.Publication.Publisher.Name); name != "" {
		b.publishers[name] = true
	}
	key := string(one.RecordID)
	place, again := b.newest[key]
	if !again {
		b.newest[key] = len(b.statements)
		b.statements = append(b.statements, one)
		return
	}
	older := one
	if one.date >= b.statements[place].date { // of one day the later in the file
		older, b.statements[place] = b.statements[place], one
	}
	b.leave(older.line, Superseded, string(older.StatementID))
}

func editionOf(version string) string {
	if version == "" {
		return "0.1 to 0.3"
	}
	return version
}

// settle turns the newest statements into parties and holdings.
func (b *bods) settle() {
	for i := range b.statements {
		switch s := &b.statements[i]; s.RecordType {
		case "entity", "person":
			b.party(s)
		case "relationship":
		default:
			b.faulty(s.line, string(s.StatementID), "bad-value", "write entity, person or relationship", "recordType is %q", s.RecordType)
		}
	}
	for i := range b.statements {
		if s := &b.statements[i]; s.RecordType == "relationship" {
			b.relationship(s)
		}
	}
}

var bodsKinds = map[string]string{"registeredEntity": "company", "legalEntity": "company", "arrangement": "arrangement", "state": "state", "stateBody": "state"}

// confidence of a statement by where its publisher has it from.
func (s *bodsStatement) confidence() adit.Confidence {
	switch {
	case slices.Contains(s.Source.Type, "officialRegister"):
		return adit.Official
	case slices.Contains(s.Source.Type, "selfDeclaration"):
		return adit.Company
	}
	return adit.Secondary
}

func (b *bods) party(s *bodsStatement) {
	d := s.body
	names := []string{string(d.Name)}
	kind := bodsKinds[string(d.EntityType.Type)]
	codes := []string{string(d.Jurisdiction.Code)}
	if s.RecordType == "person" {
		kind, codes = "person", nil
		for _, n := range d.Nationalities {
			codes = append(codes, string(n.Code))
		}
		for _, n := range d.Names {
			names = append(names, string(n.FullName))
		}
	}
	if kind == "" {
		kind = "unknown"
	}
	for i, c := range codes { // a subdivision, such as US-DE, lies in its country
		codes[i], _, _ = strings.Cut(c, "-")
	}
	names = slices.DeleteFunc(append(names, d.Alternate...), func(n string) bool { return n == "" })
	if len(names) == 0 {
		names = []string{"name not stated (" + string(s.RecordID) + ")"}
	}
	var numbers []string
	for _, n := range d.Identifiers {
		if n.ID != "" {
			numbers = append(numbers, strings.ToLower(string(n.Scheme))+":"+string(n.ID))
		}
	}
	note := ""
	if s.RecordStatus == "closed" {
		note = "The record was closed on " + s.date.String() + "."
	}
	b.intake.party(adit.Party{ID: b.id(string(s.RecordID)), Name: names[0], Country: country(codes), Kind: kind,
		Aliases: joined(without(names[1:], names[0])), Numbers: joined(numbers), Provenance: b.provenance(s.line, s.confidence(), note)})
	b.Used++
}

// controlTypes are interests that are ties of control without a share.
var controlTypes = []string{
	"appointmentOfBoard", "otherInfluenceOrControl", "seniorManagingOfficial", "controlViaCompanyRulesOrArticles",
	"controlByLegalFramework", "rightsGrantedByContract", "conditionalRightsGrantedByContract",
}

func (b *bods) relationship(s *bodsStatement) {
	var subject, owner string
	if json.Unmarshal(s.body.Subject, &subject) != nil || subject == "" {
		b.faulty(s.line, string(s.StatementID), "missing-cell", "the statement is left out; the rest goes on", "the relationship names no subject")
		return
	}
	if json.Unmarshal(s.body.Interested, &owner) != nil || owner == "" {
		var why struct {
			Reason loose `json:"reason"`
		}
		if json.Unmarshal(s.body.Interested, &why) != nil || why.Reason == "" {
			b.faulty(s.line, string(s.StatementID), "missing-cell", "the statement is left out; the rest goes on", "the relationship names no interested party, and no reason why")
			return
		}
		b.leave(s.line, Unspecified, string(s.StatementID)+": "+string(why.Reason))
		return
	}
	if !s.body.IsComponent && b.there(s.body.Components) {
		b.leave(s.line, SumOfLinks, string(s.StatementID))
		return
	}
	used, why, before := false, NoShare, len(b.problems)
	for i, one := range s.body.Interests {
		h, ok, reason := b.interest(s, one)
		if reason != "" {
			why = reason
			continue
		}
		if !ok {
			continue
		}
		h.ID = fmt.Sprintf("%s/%d", b.id(string(s.RecordID)), i+1)
		h.Owner, h.Asset = b.id(owner), b.id(subject)
		if h.Owner == h.Asset {
			b.problems.Warn("self-holding", b.at(s.line), "say in the test whether treasury shares stand in the base; otherwise both readings are bounds", "%s holds shares of itself", h.Owner)
		}
		b.named(h.Owner, owner, s.line)
		b.named(h.Asset, subject, s.line)
		h.ID = b.once(h.ID)
		b.Holdings = append(b.Holdings, h)
		used = true
	}
	switch {
	case used:
		b.Used++
	case len(b.problems) > before:
		b.leave(s.line, Faulty, string(s.StatementID))
	default:
		b.leave(s.line, why, string(s.StatementID))
	}
}

// there reports whether all component records are in the file.
func (b *bods) there(components []string) bool {
	for _, id := range components {
		if _, ok := b.newest[id]; !ok {
			return false
		}
	}
	return len(components) > 0
}

// interest turns one interest into a holding; reason says why it is none.
func (b *bods) interest(s *bodsStatement, one bodsInterest) (h adit.Holding, ok bool, reason Reason) {
	h = adit.Holding{KnownOn: s.date}
	var notes []string
	switch kind := string(one.Type); {
	case kind == "shareholding":
		h.Kind = adit.Economic
	case kind == "votingRights":
		h.Kind = adit.Votes
	case slices.Contains(controlTypes, kind):
		h.Kind = adit.Control
		notes = append(notes, "Interest: "+kind+".")
	default:
		return h, false, NoShare
	}
	if how := string(one.How); how != "direct" && h.Kind != adit.Control {
		if how == "" {
			how = "not stated"
		}
		notes = append(notes, "Direct or indirect: "+how+"; interest: "+string(one.Type)+".")
		h.Kind = adit.Indirect
	}
	if one.Details != "" {
		notes = append(notes, string(one.Details))
	}
	var okFrom, okTo bool
	h.From, okFrom = firstDay(string(one.Start))
	h.To, okTo = lastDay(string(one.End))
	if one.Start != "" && !okFrom || one.End != "" && !okTo {
		b.problems.Add("bad-date", b.at(s.line), "correct it at the source", "an interest from %q to %q", one.Start, one.End)
		return h, false, ""
	}
	if s.RecordStatus == "closed" && h.To.IsZero() {
		h.To = s.date.AddDays(-1)
	}
	if !h.To.IsZero() && h.To < h.From {
		b.problems.Add("dates-out-of-order", b.at(s.line), "correct one of the days at the source", "an interest runs from %s to %s", h.From, h.To)
		return h, false, ""
	}
	if h.Kind == adit.Control {
		h.Provenance = b.provenance(s.line, s.confidence(), strings.Join(notes, " "))
		return h, true, ""
	}
	text := one.written()
	stake, err := adit.ParseStake(text)
	if err != nil {
		b.problems.Add("out-of-range", b.at(s.line), "correct it at the source", "an interest has share %s: %s", text, err)
		return h, false, ""
	}
	h.Share = stake.String()
	h.Provenance = b.provenance(s.line, s.confidence(), strings.Join(notes, " "))
	return h, true, ""
}

// written writes the share as ParseStake reads it.
func (one bodsInterest) written() string {
	s := one.Share
	switch {
	case s == nil:
		return ""
	case s.Exact != "":
		return s.Exact.String()
	}
	low, high, left, right := "0", "100", "[", "]"
	given := false
	for _, end := range []struct {
		number json.Number
		to     *string
		mark   *string
		round  string
	}{{s.Minimum, &low, &left, "["}, {s.ExclusiveMinimum, &low, &left, "("}, {s.Maximum, &high, &right, "]"}, {s.ExclusiveMaximum, &high, &right, ")"}} {
		if end.number != "" {
			*end.to, *end.mark = end.number.String(), end.round
			given = true
		}
	}
	if !given {
		return ""
	}
	return left + low + ", " + high + right
}
