package ownership

import (
	"bufio"
	"io"
	"strings"

	"adit"
)

// CSL reads the Consolidated Screening List of the US International Trade
// Administration, as JSON, CSV or TSV. Each list it consolidates becomes one of
// its own, under the code in its name. on is the day of the file, where it does
// not say one itself; zero: not stated. Expired entries are kept with their
// last day. CSV flattens addresses, so a seat is read from JSON only.
func CSL(name string, r io.Reader, on adit.Date) (*Import, adit.Problems) {
	in := newIntake(name, "csl", adit.Source{ID: "csl", Title: "Consolidated Screening List", Publisher: "US International Trade Administration",
		URL: "https://www.trade.gov/consolidated-screening-list", Date: on, Licence: "public domain (US Government)"})
	buffered := bufio.NewReaderSize(r, 1<<16)
	if first, _ := buffered.Peek(64); strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(string(first), "\ufeff"), " \t\r\n"), "{") {
		in.cslJSON(buffered)
	} else {
		in.cslRows(buffered)
	}
	return in.done()
}

// cslEntry is one result.
type cslEntry struct {
	ID           loose     `json:"id"`
	Source       loose     `json:"source"`
	EntityNumber loose     `json:"entity_number"`
	Type         loose     `json:"type"`
	Programs     looseList `json:"programs"`
	Name         loose     `json:"name"`
	Country      loose     `json:"country"`
	Addresses    []struct {
		Country loose `json:"country"`
	} `json:"addresses"`
	Notice      loose     `json:"federal_register_notice"`
	Start       loose     `json:"start_date"`
	End         loose     `json:"end_date"`
	Requirement loose     `json:"license_requirement"`
	Policy      loose     `json:"license_policy"`
	AltNames    looseList `json:"alt_names"`
	Nations     looseList `json:"nationalities"`
	IDs         []struct {
		Type   loose `json:"type"`
		Number loose `json:"number"`
	} `json:"ids"`
}

func (in *intake) cslJSON(r io.Reader) {
	s := newScanner(r)
	open, err := s.visible()
	found := false
	if err == nil && open == '{' {
		err = s.members("results", func(e element) {
			found = true
			in.Read++
			var one cslEntry
			if in.decode(e, &one) {
				in.csl(e.line, one)
			}
		}, func(key string, e element) {
			switch key {
			case "results":
				in.problems.Add("bad-json", in.at(e.line), "give the file as its publisher offers it", "results is no list")
			case "search_performed_at":
				var text loose
				if in.Source.Date.IsZero() && text.UnmarshalJSON(e.raw) == nil {
					in.Source.Date, _ = firstDay(string(text))
				}
			}
		})
	}
	if err == nil && !found && len(in.problems) == 0 {
		in.problems.Add("missing-table", in.at(s.line), "give the file as its publisher offers it", "the file has no results")
		return
	}
	in.broken(s, err)
}

var cslColumns = []string{"_id", "source", "name"}

func (in *intake) cslRows(r io.Reader) {
	in.csvRows(r, cslColumns, nil, false, func(r row) {
		text := func(column string) loose { return loose(r.get(column)) }
		list := func(column string) looseList { return cut(r.get(column), "; ") }
		one := cslEntry{ID: text("_id"), Source: text("source"), EntityNumber: text("entity_number"), Type: text("type"), Programs: list("programs"),
			Name: text("name"), Notice: text("federal_register_notice"), Start: text("start_date"), End: text("end_date"),
			Requirement: text("license_requirement"), Policy: text("license_policy"), AltNames: list("alt_names"), Nations: list("nationalities")}
		in.csl(r.line, one)
	})
}

// cut splits a cell and drops blanks.
func cut(text, separator string) (list []string) {
	for _, one := range strings.Split(text, separator) {
		if one = strings.TrimSpace(one); one != "" {
			list = append(list, one)
		}
	}
	return list
}

var cslKinds = map[string]string{"entity": "company", "individual": "person", "vessel": "vessel", "aircraft": "aircraft"}

func (in *intake) csl(line int, e cslEntry) {
	what := string(e.Name)
	switch {
	case e.ID == "" || e.Name == "" || e.Source == "":
		in.faulty(line, what, "missing-cell", "the row is left out; the rest goes on", "a result needs id, name and source")
		return
	case in.has(in.id(string(e.ID))):
		in.faulty(line, what, "duplicate-key", "fetch the file again", "id %q stands twice", e.ID)
		return
	}
	from, okFrom := firstDay(string(e.Start))
	to, okTo := lastDay(string(e.End))
	if e.Start != "" && !okFrom || e.End != "" && !okTo {
		in.faulty(line, what, "bad-date", "write YYYY-MM-DD", "listed from %q to %q, which are not dates", e.Start, e.End)
		return
	}
	if !to.IsZero() && to < from {
		in.faulty(line, what, "dates-out-of-order", "correct one of the days", "listed from %s to %s", from, to)
		return
	}
	var seats []string
	for _, a := range e.Addresses {
		if a.Country != "" {
			seats = append(seats, string(a.Country))
		}
	}
	if e.Country != "" && len(seats) == 0 {
		seats = append(seats, string(e.Country))
	}
	note := ""
	seat := country(seats)
	if seat == "" && len(seats) > 0 {
		note = "Addresses in several countries: " + joined(seats) + "."
	}
	if seat == "" && len(seats) == 0 {
		seat = country(e.Nations)
	}
	var numbers []string
	if e.EntityNumber != "" {
		numbers = append(numbers, "entity-number:"+string(e.EntityNumber))
	}
	for _, n := range e.IDs {
		if n.Number != "" {
			numbers = append(numbers, strings.ToLower(strings.Join(strings.Fields(string(n.Type)), "-"))+":"+string(n.Number))
		}
	}
	var aliases []string
	for _, a := range e.AltNames {
		aliases = append(aliases, strings.TrimPrefix(strings.TrimSpace(a), "and ")) // left over from "; and"
	}
	kind := cslKinds[strings.ToLower(string(e.Type))]
	if kind == "" {
		kind = "unknown"
	}
	id := in.id(string(e.ID))
	in.party(adit.Party{ID: id, Name: string(e.Name), Country: seat, Kind: kind, Aliases: joined(aliases), Numbers: joined(numbers),
		Provenance: in.provenance(line, adit.Official, note)})
	list, label, keeper := cslList(string(e.Source))
	in.list(list, label, keeper, adit.Official)
	in.Lists[in.lists[list]].Origin = codeOf(list) // by which measures of a world find it
	in.Listed = append(in.Listed, adit.Listed{ID: in.once(list + "/" + plainID(string(e.ID))), List: list, Party: id, From: from, To: to,
		Programs: joined(e.Programs), Terms: TermsOf(codeOf(list), string(e.Policy)), Requirement: string(e.Requirement), Policy: string(e.Policy),
		Provenance: in.provenance(line, adit.Official, string(e.Notice))})
	in.Used++
}

// cslList takes "Entity List (EL) - Bureau of Industry and Security" apart.
func cslList(source string) (id, name, publisher string) {
	name, publisher, _ = strings.Cut(source, " - ")
	code := name
	if from, to := strings.LastIndexByte(name, '('), strings.LastIndexByte(name, ')'); from >= 0 && to > from {
		code = strings.TrimSuffix(name[from+1:to], " List")
	}
	return "csl-" + strings.ToLower(plainID(strings.Join(strings.Fields(code), "-"))), name, publisher
}

func codeOf(list string) string { return strings.ToUpper(strings.TrimPrefix(list, "csl-")) }

// policyWords is the hand-kept table that reads a review policy: the most
// restrictive word it holds counts, since a policy may name several.
var policyWords = []struct {
	text  string
	terms adit.Terms
}{
	{"policy of denial", adit.Denied},
	{"presumption of denial", adit.Presumed},
	{"presumption of non-approval", adit.Presumed},
	{"case-by-case", adit.ByCase},
	{"case by case", adit.ByCase},
}

// listTerms are the terms of lists whose entries state no policy of their own.
var listTerms = map[string]adit.Terms{
	"SDN": adit.Blocked, // property blocked: 31 CFR chapter V
	"DPL": adit.Denied,  // denial orders: 15 CFR 764.3(a)(2)
	"UVL": adit.Flagged, // a statement is needed, no licence refused: 15 CFR 744.15
}

// TermsOf reads the terms of an entry from the code of its list and the words
// of its review policy; "" where neither says.
func TermsOf(code, policy string) adit.Terms {
	policy = strings.ToLower(policy)
	var worst adit.Terms
	for _, w := range policyWords {
		if strings.Contains(policy, w.text) && w.terms.Rank() > worst.Rank() {
			worst = w.terms
		}
	}
	if one := listTerms[code]; one.Rank() > worst.Rank() {
		worst = one
	}
	return worst
}
