package rulebook

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"

	"adit"
	"adit/dataset"
	"adit/internal/near"
	"adit/schema"
)

// CasesFolder is the folder of a world that holds its cases.
const CasesFolder = "cases"

// Suite is a file of cases: what law must answer.
type Suite struct {
	ID    string
	Title string
	Note  string
	Cases []Case
	Row   adit.Where
}

// Case asks one question and says the answer. It asks about a measure, about a
// lane (material, from, to) or about a duty (hs, from, to).
type Case struct {
	Measure  string
	Material string
	HS       string
	From, To string
	On       adit.Date
	KnownOn  adit.Date
	Scenario []string

	Status      string      // of a measure
	Until       adit.Date   // of a measure
	Says        []string    // of a measure or duty: phrases of the answer
	Share       adit.Figure // of a measure with a threshold: content or ownership asked about
	Caught      string      // yes or no, with Share
	Bites       []string    // of a lane: measures, + after a bound on third-country transferors
	Duty        adit.Figure // of a duty, with its range
	AtLeast     bool        // of a duty: a layer is missing
	LastChecked adit.Date
	Row         adit.Where
}

const notKnown = "not known"

// CaseFormat describes cases/<id>.yaml and users' own files of cases.
var CaseFormat = schema.Document{
	Name: CasesFolder, Row: Suite{},
	Doc: "Cases: questions to the rule book with the answers it must give, for `adit rules test`. A case asks about a measure (`measure`), a lane (`material`, `from`, `to`) or a duty (`hs`, `from`, `to`). Only what a case states is held against the answer; of the measures that bite a lane all are.",
	Fields: []schema.Column{
		{Name: "id", Type: schema.Key, Required: true, Example: "boundary-days", Doc: "Key."},
		{Name: "title", Type: schema.Text, Required: true, Example: "What holds on the days on which law changes", Doc: "What the cases are about, in words."},
		{Name: "note", Type: schema.Text, Default: "none", Example: "All by the texts alone.", Doc: "Remark."},
		{Name: "cases", Type: schema.Objects, Required: true, Doc: "The cases.", Fields: []schema.Column{
			{Name: "measure", Type: schema.Ref, Refers: []string{schema.Rules.Name}, Default: "a lane or a duty is asked about", Example: "cn-2025-055", Doc: "Measure asked about."},
			{Name: "material", Type: schema.Ref, Refers: []string{schema.Materials.Name}, Default: "a measure or a duty is asked about", Example: "dy.oxide", Doc: "Material of the lane asked about."},
			{Name: "hs", Type: schema.Text, Default: "a measure or a lane is asked about", Example: "850511", Doc: "Customs code of the duty asked about, digits only."},
			{Name: "from", Type: schema.Ref, Refers: []string{schema.Places.Name}, Default: "none", Example: "CN", Doc: "Place of dispatch, or origin of a duty."},
			{Name: "to", Type: schema.Ref, Refers: []string{schema.Places.Name}, Default: "none", Example: "JP", Doc: "Place of destination; with `share`, the one whose threshold is meant."},
			{Name: "on", Type: schema.Day, Required: true, Example: "2026-11-10", Doc: "Day asked about."},
			{Name: "known_on", Type: schema.Day, Default: "all that the world holds", Example: "2025-11-15", Doc: "Day of knowledge."},
			{Name: "scenario", Type: schema.Refs, Refers: []string{schema.Scenarios.Name}, Default: "none", Example: "[truce-holds]", Doc: "Scenarios that overlay law, in order."},
			{Name: "status", Type: schema.Choice, Choices: append(slices.Clone(statusNames[:]), notKnown), Default: "not held against the answer", Example: "suspended", Doc: "How the measure stands; `not known` when nobody could know of it yet."},
			{Name: "until", Type: schema.Day, Default: "not held against the answer", Example: "2026-11-10", Doc: "Last day the status is known to hold."},
			{Name: "says", Type: schema.Words, Default: "not held against the answer", Example: "[\"by cn-2025-070\", including D]", Doc: "Phrases that the answer must hold."},
			{Name: "last_checked", Type: schema.Day, Default: "not held against the answer", Example: "2026-10-08", Doc: "Day the answer must name as the last check."},
			{Name: "share", Type: schema.Measured, Unit: "1", Limit: schema.Share, Default: "no threshold is asked about", Example: "0.001", Doc: "Content or ownership held against the threshold of the measure's test."},
			{Name: "caught", Type: schema.Choice, Choices: []string{"yes", "no"}, Default: "not held against the answer", Example: "yes", Doc: "Whether that share is caught."},
			{Name: "bites", Type: schema.Words, Default: "none", Example: "[cn-2025-018]", Doc: "All measures that bite the lane; a + after one marks a bound on third-country transferors. Layers of duty that rest on no measure are asked about with `hs`."},
			{Name: "duty", Type: schema.Measured, Unit: "1", Limit: schema.NotNegative, Settled: []float64{0}, Default: "not held against the answer", Example: "0.271 [0.271, 0.371]", Doc: "Sum of the layers, with its range."},
			{Name: "at_least", Type: schema.YesNo, Default: "false", Example: "true", Doc: "Whether a layer is missing, so that the duty is a lower bound."},
		}},
	},
	Example: `id: boundary-days
title: What holds on the days on which law changes
cases:
  - {measure: cn-2025-055, on: 2026-11-10, status: suspended, until: 2026-11-10, says: [by cn-2025-070]}
  - {measure: cn-2025-055, on: 2026-11-11, status: "announced, not law"}
  - {material: dy.oxide, from: CN, to: JP, on: 2025-04-04, bites: [cn-2025-018]}
`,
}

// ReadCases reads one file of cases. References are resolved when it is run.
func ReadCases(name string, data []byte) (*Suite, adit.Problems) {
	s := &Suite{}
	at, ps := dataset.Decode(&CaseFormat, name, data, s)
	readable := len(ps) == 0 // an answer that could not be read is no missing one
	for i := range s.Cases {
		c := &s.Cases[i]
		asks := 0
		for _, what := range []string{c.Measure, c.Material, c.HS} {
			if what != "" {
				asks++
			}
		}
		where := at(fmt.Sprintf("cases[%d]", i))
		if asks != 1 {
			ps.Add("bad-case", where, "give one of measure, material and hs", "the case asks about %d things", asks)
			continue
		}
		if c.Measure == "" && (c.From == "" || c.To == "") {
			ps.Add("bad-case", where, "give from and to", "a lane or a duty needs both ends")
		}
		if c.Share.Given() != (c.Caught != "") {
			ps.Add("bad-case", where, "give share and caught, or neither", "a share is asked about with caught, yes or no")
		}
		if readable && c.Measure != "" && c.Status == "" && c.Until.IsZero() && len(c.Says) == 0 && c.Caught == "" && c.LastChecked.IsZero() {
			ps.Add("bad-case", where, "add status, until, says, last_checked or caught", "the case holds nothing against the answer, so it cannot fail")
		}
	}
	ps.Sort()
	return s, ps
}

// WorldCases reads the files of cases of a world's folder; it need not have any.
func WorldCases(world fs.FS) ([]*Suite, adit.Problems) {
	var ps adit.Problems
	entries, err := fs.ReadDir(world, CasesFolder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		ps.Add("unreadable-file", adit.Where{File: CasesFolder}, "", "cannot read: %s", err)
	}
	var out []*Suite
	for _, entry := range entries { // ReadDir sorts by name
		name := path.Join(CasesFolder, entry.Name())
		if entry.IsDir() || path.Ext(name) != ".yaml" {
			continue
		}
		data, err := fs.ReadFile(world, name)
		if err != nil {
			ps.Add("unreadable-file", adit.Where{File: name}, "", "cannot read: %s", err)
			continue
		}
		s, faults := ReadCases(name, data)
		out, ps = append(out, s), append(ps, faults...)
	}
	return out, ps
}

// Outcome is a case with the answer it got.
type Outcome struct {
	*Case
	Asked string   // the question in words
	Got   string   // the answer in a line
	Fails []string // what differs; empty: it holds
}

// Run puts the cases to the law. A case that cannot be asked is a problem, and
// so is one whose answer differs, at its place.
func (b *Book) Run(s *Suite) ([]Outcome, adit.Problems) {
	var ps adit.Problems
	books := map[string]*Book{"": b}
	var out []Outcome
	for i := range s.Cases {
		c := &s.Cases[i]
		under := b.under(c, books, &ps)
		if under == nil || !under.asks(c, &ps) {
			continue
		}
		o := Outcome{Case: c, Asked: c.asked()}
		switch {
		case c.Measure != "":
			under.runMeasure(c, &o)
		case c.Material != "":
			under.runLane(c, &o)
		default:
			under.runDuty(c, &o)
		}
		if len(o.Fails) > 0 {
			ps.Add("case-failed", c.Row, "correct the case, or the measure", "%s: %s", o.Asked, strings.Join(o.Fails, "; "))
		}
		out = append(out, o)
	}
	ps.Sort()
	return out, ps
}

// under returns the book under the scenarios of a case.
func (b *Book) under(c *Case, books map[string]*Book, ps *adit.Problems) *Book {
	key := strings.Join(c.Scenario, "+")
	if books[key] != nil {
		return books[key]
	}
	var changes []adit.MeasureChange
	for _, id := range c.Scenario {
		s := b.world.Scenario(id)
		if s == nil {
			var known []string
			for i := range b.world.Scenarios {
				known = append(known, b.world.Scenarios[i].ID)
			}
			ps.Add("dangling-id", c.Row, near.Hint(id, known), "no scenario is called %q", id)
			return nil
		}
		changes = append(changes, s.Measures...)
	}
	under, faults := b.With(changes)
	if faults.Errors() != nil {
		*ps = append(*ps, faults...)
		return nil
	}
	books[key] = under
	return under
}

// asks reports whether what a case names is there.
func (b *Book) asks(c *Case, ps *adit.Problems) bool {
	before := len(*ps)
	if c.Measure != "" && b.byID[c.Measure] == nil {
		var known []string
		for _, r := range b.rules {
			known = append(known, r.id)
		}
		ps.Add("dangling-id", c.Row, near.Hint(c.Measure, known), "no measure is called %q", c.Measure)
	}
	if c.Material != "" {
		var known []string
		for i := range b.world.Materials {
			known = append(known, b.world.Materials[i].ID)
		}
		if !slices.Contains(known, c.Material) {
			ps.Add("unknown-material", c.Row, near.Hint(c.Material, known), "no material is called %q", c.Material)
		}
	}
	if c.HS != "" && strings.Trim(c.HS, "0123456789") != "" {
		ps.Add("bad-customs-code", c.Row, "write 2 to 12 digits without points", "%q is no customs code", c.HS)
	}
	for _, place := range []string{c.From, c.To} {
		var found adit.Problems
		if b.place(place, &found); len(found) > 0 {
			found[0].Where = c.Row
			*ps = append(*ps, found[0])
		}
	}
	return len(*ps) == before
}

// asked is the question in words.
func (c *Case) asked() string {
	what := c.Measure
	switch {
	case c.Material != "":
		what = fmt.Sprintf("%s from %s to %s", c.Material, c.From, c.To)
	case c.HS != "":
		what = fmt.Sprintf("duty on %s from %s to %s", c.HS, c.From, c.To)
	case c.Share.Given():
		what = fmt.Sprintf("%s, share %g", c.Measure, c.Share.Value)
	}
	what += " on " + c.On.String()
	if !c.KnownOn.IsZero() {
		what += ", known on " + c.KnownOn.String()
	}
	if len(c.Scenario) > 0 {
		what += ", under " + strings.Join(c.Scenario, "+")
	}
	return what
}

// differs notes what a case wanted and did not get.
func (o *Outcome) differs(what, got, want string) {
	if got != want {
		o.Fails = append(o.Fails, fmt.Sprintf("%s is %q, want %q", what, got, want))
	}
}

func (o *Outcome) phrases(answer string) {
	for _, phrase := range o.Says {
		if !strings.Contains(answer, phrase) {
			o.Fails = append(o.Fails, fmt.Sprintf("the answer %q lacks %q", answer, phrase))
		}
	}
}

func (b *Book) runMeasure(c *Case, o *Outcome) {
	a, ok := b.Answer(c.Measure, c.On, c.KnownOn)
	if !ok {
		o.Got = notKnown
		o.differs("status", notKnown, cmp.Or(c.Status, "known"))
		return
	}
	o.Got = a.Status.String()
	if !a.Until.IsZero() {
		o.Got += ", until " + a.Until.String()
	}
	if c.Status != "" {
		o.differs("status", a.Status.String(), c.Status)
	}
	if !c.Until.IsZero() {
		o.differs("until", a.Until.String(), c.Until.String())
	}
	if !c.LastChecked.IsZero() {
		o.differs("last_checked", a.LastChecked.String(), c.LastChecked.String())
	}
	o.phrases(strings.Join(a.Because, "; "))
	if c.Caught != "" {
		if _, ok := b.Threshold(a.Measure, c.To); !ok {
			o.Fails = append(o.Fails, "the measure has no threshold")
			return
		}
		got := "no"
		if b.Catches(a.Measure, c.Share.Value, c.To) {
			got = "yes"
		}
		o.Got += ", caught: " + got
		o.differs("caught", got, c.Caught)
	}
}

func (b *Book) runLane(c *Case, o *Outcome) {
	ids := []string{}
	for _, bite := range b.Bites(c.Material, c.From, c.To, c.On, c.KnownOn) {
		id := bite.Measure.ID
		if strings.HasPrefix(id, layerID) {
			continue
		}
		if bite.Transferor {
			id += "+"
		}
		ids = append(ids, id)
	}
	want := slices.Clone(c.Bites)
	slices.Sort(ids)
	slices.Sort(want)
	o.Got = strings.Join(ids, " ")
	o.differs("bites", o.Got, strings.Join(want, " "))
}

func (b *Book) runDuty(c *Case, o *Outcome) {
	d := b.Duty(c.HS, c.From, c.To, c.On, c.KnownOn)
	o.Got = d.Says()
	least := math.IsInf(d.High, 1)
	if least != c.AtLeast {
		o.Fails = append(o.Fails, fmt.Sprintf("a layer is missing: %v, want %v", least, c.AtLeast))
	}
	if c.Duty.Given() {
		low, high := c.Duty.Low, c.Duty.High
		if math.Abs(d.Low-low) > 1e-9 || !least && math.Abs(d.High-high) > 1e-9 {
			o.Fails = append(o.Fails, fmt.Sprintf("the duty is %s, want %s to %s", d.Says(), percent(low), percent(high)))
		}
	}
	o.phrases(d.Says())
}
