package ownership

import (
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"

	"adit"
)

// FollowTheMoney reads entities of the FollowTheMoney model as JSON lines:
// parties, ownership edges and sanctions. on is the day of the file; zero: not
// stated. Edges may stand before the entities they join.
//
// A percentage is free text. What can be read only one way is taken, the rest is
// a share not known, with a warning and the text in the note.
func FollowTheMoney(name string, r io.Reader, on adit.Date) (*Import, adit.Problems) {
	in := newIntake(name, "ftm", adit.Source{ID: "followthemoney", Title: "FollowTheMoney entities", Date: on})
	in.ftm(r)
	return in.done()
}

type ftmEntity struct {
	ID         loose                `json:"id"`
	Schema     loose                `json:"schema"`
	Caption    loose                `json:"caption"`
	Referents  looseList            `json:"referents"`
	FirstSeen  loose                `json:"first_seen"`
	Properties map[string]looseList `json:"properties"`
}

func (e ftmEntity) all(property string) []string { return e.Properties[property] }

func (e ftmEntity) first(properties ...string) string {
	for _, p := range properties {
		if list := e.Properties[p]; len(list) > 0 {
			return list[0]
		}
	}
	return ""
}

// ftmKinds are the schemata that are parties.
var ftmKinds = map[string]string{
	"LegalEntity": "unknown", "Company": "company", "Organization": "company", "PublicBody": "state", "Person": "person",
	"Vessel": "vessel", "Airplane": "aircraft", "Asset": "unknown", "Trust": "arrangement",
}

func ftmKind(schema string) string {
	if kind := ftmKinds[schema]; kind != "" {
		return kind
	}
	return "unknown"
}

// ftmEdge is an edge kept until every entity, with its former ids, was read.
type ftmEdge struct {
	line   int
	entity ftmEntity
}

// listedTopics are those that say a party is on a list itself; the others say
// that it is tied to one that is.
var listedTopics = []string{"sanction", "export.control"}

func (in *intake) ftm(r io.Reader) {
	former := map[string]string{} // former id → id
	var edges []ftmEdge
	s := newScanner(r)
	err := s.elements(func(e element) {
		in.Read++
		var one ftmEntity
		if !in.decode(e, &one) {
			return
		}
		kind, isParty := ftmKinds[string(one.Schema)]
		switch {
		case one.ID == "" || one.Schema == "":
			in.faulty(e.line, string(e.raw), "missing-cell", "the entity is left out; the rest goes on", "an entity needs id and schema")
		case one.Schema == "Ownership" || one.Schema == "Sanction":
			edges = append(edges, ftmEdge{e.line, one})
		case isParty:
			for _, id := range one.Referents {
				former[id] = string(one.ID)
			}
			in.ftmParty(e.line, kind, one)
		default:
			in.leave(e.line, NotNeeded, string(one.Schema)+" "+string(one.ID))
		}
	})
	in.broken(s, err)
	now := func(id string) string {
		if one, ok := former[id]; ok && !in.has(in.id(id)) {
			return one
		}
		return id
	}
	for _, e := range edges {
		if e.entity.Schema == "Ownership" {
			in.ftmOwnership(e.line, e.entity, now)
		} else {
			in.ftmSanction(e.line, e.entity, now)
		}
	}
}

func (in *intake) ftmParty(line int, kind string, e ftmEntity) {
	id := in.id(string(e.ID))
	if in.has(id) {
		in.faulty(line, string(e.ID), "duplicate-key", "merge the entities before exporting them", "id %q stands twice", e.ID)
		return
	}
	names := slices.Concat([]string{string(e.Caption)}, e.all("name"), e.all("alias"), e.all("previousName"), e.all("weakAlias"))
	names = slices.DeleteFunc(names, func(s string) bool { return s == "" })
	if len(names) == 0 {
		names = []string{string(e.ID)}
	}
	codes := slices.Concat(e.all("jurisdiction"), e.all("mainCountry"))
	if len(codes) == 0 {
		codes = e.all("country")
	}
	var numbers []string
	for _, n := range []struct{ property, scheme string }{{"leiCode", "lei"}, {"registrationNumber", "registration"}, {"ogrnCode", "ogrn"}, {"innCode", "inn"}, {"imoNumber", "imo"}} {
		for _, text := range e.all(n.property) {
			numbers = append(numbers, n.scheme+":"+text)
		}
	}
	in.party(adit.Party{ID: id, Name: names[0], Country: country(codes), Kind: kind, Aliases: joined(without(names[1:], names[0])), Numbers: joined(numbers),
		Provenance: in.provenance(line, adit.Secondary, "")})
	in.Used++
	for _, topic := range e.all("topics") {
		if slices.Contains(listedTopics, topic) {
			in.listing(line, e, id, "topic "+topic, "", adit.Span{})
		}
	}
}

func without(list []string, text string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == text })
}

// listing puts a party on a list, which is made where it is new.
func (in *intake) listing(line int, e ftmEntity, party, name, publisher string, span adit.Span) {
	list := in.id("list/" + strings.ToLower(strings.Join(strings.Fields(name), "-")))
	in.list(list, name, publisher, adit.Secondary)
	in.Listed = append(in.Listed, adit.Listed{ID: in.once(list + "/" + plainID(string(e.ID))), List: list, Party: party, From: span.From, To: span.To,
		Programs: joined(slices.Concat(e.all("programId"), e.all("program"))), Policy: joined(e.all("provisions")),
		Provenance: in.provenance(line, adit.Secondary, joined(slices.Concat(e.all("reason"), e.all("summary"))))})
}

// ftmDays reads the interval of an edge.
func (in *intake) ftmDays(line int, e ftmEntity, from ...string) (span adit.Span, ok bool) {
	start, end := e.first(from...), e.first("endDate")
	var okFrom, okTo bool
	span.From, okFrom = firstDay(start)
	span.To, okTo = lastDay(end)
	if start != "" && !okFrom || end != "" && !okTo {
		in.faulty(line, string(e.ID), "bad-date", "correct it at the source", "from %q to %q are not dates", start, end)
		return span, false
	}
	if !span.To.IsZero() && span.To < span.From {
		in.faulty(line, string(e.ID), "dates-out-of-order", "correct one of the days at the source", "%s runs from %s to %s", e.ID, span.From, span.To)
		return span, false
	}
	return span, true
}

func (in *intake) ftmOwnership(line int, e ftmEntity, now func(string) string) {
	owners, assets := e.all("owner"), e.all("asset")
	if len(owners) == 0 || len(assets) == 0 {
		in.faulty(line, string(e.ID), "missing-cell", "the edge is left out; the rest goes on", "an ownership needs owner and asset")
		return
	}
	span, ok := in.ftmDays(line, e, "startDate", "date")
	if !ok {
		return
	}
	kind := adit.Economic
	how := strings.ToLower(e.first("ownershipType"))
	if how != "" && how != "direct" {
		kind = adit.Indirect // or beneficial, which may run through others: never added to direct stakes
	}
	texts := e.all("percentage")
	share, note := "", ""
	if len(texts) > 0 {
		note = "Stated as: " + strings.Join(texts, "; ") + "."
		stake, through, err := percentage(texts[0])
		if errors.Is(err, adit.ErrStakeRange) {
			in.problems.Add("out-of-range", in.at(line), "correct it at the source; until then it is a share that is not known", "%s", err)
		} else if len(texts) > 1 || err != nil {
			in.problems.Warn("unknown-value", in.at(line), "it is taken for a share that is not known", "%q can be read in more than one way, or in none", strings.Join(texts, "; "))
		} else {
			share = stake.String()
		}
		if through {
			kind = adit.Indirect
		}
	}
	if how != "" {
		note = strings.TrimSpace(note + " Ownership type: " + how + ".")
	}
	known, _ := firstDay(string(e.FirstSeen))
	used := false
	for _, owner := range owners {
		for _, asset := range assets {
			o, a := in.id(now(owner)), in.id(now(asset))
			h := adit.Holding{ID: in.id(string(e.ID)), Owner: o, Asset: a, Share: share, Kind: kind, From: span.From, To: span.To, KnownOn: known,
				Provenance: in.provenance(line, adit.Secondary, note)}
			in.named(o, now(owner), line)
			in.named(a, now(asset), line)
			used = in.hold(line, h) || used
		}
	}
	if used {
		in.Used++
	}
}

func (in *intake) ftmSanction(line int, e ftmEntity, now func(string) string) {
	span, ok := in.ftmDays(line, e, "startDate", "listingDate")
	if !ok {
		return
	}
	if len(e.all("entity")) == 0 {
		in.faulty(line, string(e.ID), "missing-cell", "the sanction is left out; the rest goes on", "a sanction needs an entity")
		return
	}
	name := e.first("authority")
	if name == "" {
		name = "authority not stated"
	}
	for _, entity := range e.all("entity") {
		id := in.id(now(entity))
		in.named(id, now(entity), line)
		in.listing(line, e, id, name, name, span)
	}
	in.Used++
}

var (
	oneShare  = regexp.MustCompile(`^([<>]=?)?\s*(\d+(?:\.\d+)?)\s*(%?)$`)
	twoShares = regexp.MustCompile(`^(\d+(?:\.\d+)?)\s*%?\s*(?:-|–|to|and)\s*(\d+(?:\.\d+)?)\s*(%?)$`)
	decimal   = regexp.MustCompile(`(\d),(\d{1,2})(\D|$)`)
	brackets  = regexp.MustCompile(`\s*\(([^)]*)\)\s*`)
)

// errUnclear is what percentage returns for a text that can be read in more
// than one way, or in none.
var errUnclear = errors.New("no clear share")

// percentage reads a share as people write it; through is true where the text
// says that it is held indirectly. A bare number up to 1 may be a fraction or a
// percentage: that is not clear.
func percentage(text string) (s adit.Stake, through bool, err error) {
	t := strings.ToLower(strings.TrimSpace(text))
	through = strings.Contains(t, "indirect") || strings.Contains(t, "ultimate")
	t = strings.TrimSpace(brackets.ReplaceAllString(t, " "))
	t = decimal.ReplaceAllString(t, "$1.$2$3")
	written := ""
	if m := oneShare.FindStringSubmatch(t); m != nil {
		if len(m[1]) > 0 || m[3] != "" || !small(m[2]) {
			written = m[1] + m[2]
		}
	} else if m := twoShares.FindStringSubmatch(t); m != nil {
		if m[3] != "" || !small(m[2]) {
			written = "[" + m[1] + ", " + m[2] + "]"
		}
	}
	if written == "" {
		return adit.Stake{}, through, errUnclear
	}
	s, err = adit.ParseStake(written)
	return s, through, err
}

// small reports whether a number may be a fraction of 1.
func small(text string) bool {
	whole, _, _ := strings.Cut(text, ".")
	return strings.Trim(whole, "0") == "" || strings.Trim(strings.TrimLeft(whole, "0"), "") == "1" && strings.Trim(strings.TrimPrefix(text, whole), ".0") == ""
}
