package screen

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"

	"adit"
	"adit/bom"
)

// Version is the version of the form of a record.
const Version = 1

// Record is one screening as it is kept: what was asked, of which law and
// lists, and what came out. It holds all that is needed to ask again.
type Record struct {
	Version  int               `json:"version"`
	ID       string            `json:"id"` // from what was asked: the same question has the same id
	Question Question          `json:"question"`
	Bill     *File             `json:"bill,omitempty"`
	Item     string            `json:"item,omitempty"`  // of the bill
	Goods    *Codes            `json:"goods,omitempty"` // goods without a bill
	Rates    *File             `json:"rates,omitempty"`
	Scenario []string          `json:"scenario,omitempty"`
	World    string            `json:"world"`
	Law      map[string]string `json:"law"`      // hash of every measure held against it, by id
	Holdings string            `json:"holdings"` // hash of parties and holdings
	Outcome  Outcome           `json:"outcome"`
}

// File is a file that a question rests on, whole.
type File struct {
	Name string `json:"name"`
	Hash string `json:"sha256"`
	Data []byte `json:"data"`
}

// NewFile keeps a file.
func NewFile(name string, data []byte) *File {
	sum := sha256.Sum256(data)
	return &File{Name: name, Hash: hex.EncodeToString(sum[:]), Data: data}
}

// Codes are goods without a bill of materials.
type Codes struct {
	Material string   `json:"material,omitempty"`
	Control  []string `json:"control,omitempty"`
	HS       []string `json:"hs,omitempty"`
	Origin   []string `json:"origin,omitempty"`
}

// identify gives a record its id: what was asked, and neither law, lists nor
// answer.
func (r *Record) identify() {
	sum := sha256.New()
	e := json.NewEncoder(sum)
	if len(r.Scenario) == 0 {
		r.Scenario = nil
	}
	asked := r.Question
	asked.KnownOn = 0 // the same question, asked again with more known
	for _, part := range []any{asked, r.Item, r.Goods, r.Scenario, r.World} {
		if err := e.Encode(part); err != nil {
			panic(err) // texts and days always encode
		}
	}
	for _, f := range []*File{r.Bill, r.Rates} {
		if f != nil {
			fmt.Fprintf(sum, "%s\x00%s\x00", f.Name, f.Hash)
		}
	}
	r.ID = hex.EncodeToString(sum.Sum(nil))[:16]
}

// Keep asks a question and makes the record of it. What the question rests on
// is filled in by the caller; its id, law and outcome by Keep.
func (s *Screener) Keep(r Record, goods *Goods) *Record {
	r.Version, r.World = Version, s.world.Name
	r.identify()
	q := r.Question
	q.Goods = goods
	r.Outcome = *s.Ask(q)
	r.Law, r.Holdings = map[string]string{}, s.holdings
	for _, f := range r.Outcome.Findings {
		if f.Measure != "" {
			r.Law[f.Measure] = s.law[f.Measure]
		}
	}
	return &r
}

// lawOf hashes every measure of a world: all it says, its place in a file left
// out.
func lawOf(w *adit.World) map[string]string {
	law := map[string]string{}
	for i := range w.Measures {
		m := w.Measures[i]
		m.Row = adit.Where{}
		law[m.ID] = hashOf(m)
	}
	return law
}

// holdingsOf hashes parties and holdings.
func holdingsOf(w *adit.World) string {
	sum := sha256.New()
	for _, p := range w.Parties {
		fmt.Fprintf(sum, "%s\x00%s\x00%s\x00%s\x00", p.ID, p.Name, p.Seat(), p.Aliases)
	}
	for _, h := range w.Holdings {
		fmt.Fprintf(sum, "%s\x00%s\x00%s\x00%s\x00%s\x00%s\x00%s\x00%s\x00", h.Owner, h.Asset, h.Share, h.Kind, h.Block, h.From, h.To, h.KnownOn)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func hashOf(v any) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%+v", v))
	return hex.EncodeToString(sum[:])
}

// Encode writes a record as JSON.
func (r *Record) Encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(r)
	return b.Bytes(), err
}

// ReadRecord reads a record. What is none is a problem.
func ReadRecord(name string, data []byte) (*Record, adit.Problems) {
	var ps adit.Problems
	var r Record
	bad := func(at adit.Where, format string, args ...any) (*Record, adit.Problems) {
		ps.Add("bad-record", at, "records are written by adit screen --records", format, args...)
		return nil, ps
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		at := int(d.InputOffset())
		line := bytes.Count(data[:min(at, len(data))], []byte("\n")) + 1
		return bad(adit.Where{File: name, Line: line}, "the file is no record of a screening: %s", err)
	}
	whole := adit.Where{File: name}
	switch {
	case r.Version != Version:
		return bad(whole, "the record has version %d, this program reads %d", r.Version, Version)
	case r.ID == "" || !slices.Contains([]Kind{OfParty, OfProduct, OfShipment}, r.Question.Kind):
		return bad(whole, "the record has no id, or asks about %q", r.Question.Kind)
	}
	for _, f := range []*File{r.Bill, r.Rates} {
		if f != nil && NewFile(f.Name, f.Data).Hash != f.Hash {
			return bad(whole, "the record holds a file %s that is not the one it names: its hash differs", f.Name)
		}
	}
	was := r.ID
	if r.identify(); r.ID != was {
		return bad(whole, "the record was changed after it was made: its id is not that of its question")
	}
	return &r, ps
}

// Change is one difference between a record and the same question asked again.
type Change struct {
	What string // verdict, law, list, holdings, finding
	Of   string // measure, list or party
	Was  string
	Is   string
}

// Changes compares a record with the same question asked again: what it rests
// on, what it found, and the verdict first.
func Changes(was, is *Record) []Change {
	var out []Change
	if was.Outcome.Verdict != is.Outcome.Verdict {
		out = append(out, Change{"verdict", "", was.Outcome.Verdict.String(), is.Outcome.Verdict.String()})
	}
	for _, id := range keys(was.Law, is.Law) {
		switch x, y := was.Law[id], is.Law[id]; {
		case x == y:
		case x == "":
			out = append(out, Change{"law", id, "not held against it", "version " + short(y)})
		case y == "":
			out = append(out, Change{"law", id, "version " + short(x), "gone, or not known on the day"})
		default:
			out = append(out, Change{"law", id, "version " + short(x), "version " + short(y)})
		}
	}
	x, y := seenOf(was), seenOf(is)
	for _, id := range keys(x, y) {
		if x[id] != y[id] {
			out = append(out, Change{"list", id, or(x[id], "not loaded"), or(y[id], "not loaded")})
		}
	}
	if was.Holdings != is.Holdings {
		out = append(out, Change{"holdings", "", "version " + short(was.Holdings), "version " + short(is.Holdings)})
	}
	before, after := standing(was), standing(is)
	for _, key := range keys(before, after) {
		if before[key] != after[key] {
			out = append(out, Change{"finding", key, or(before[key], "not held against it"), or(after[key], "not held against it")})
		}
	}
	return out
}

func seenOf(r *Record) map[string]string {
	m := map[string]string{}
	for _, l := range r.Outcome.Lists {
		m[l.ID] = fmt.Sprintf("%s, rows: %d, version %s", or(l.Date.String(), "no date"), l.Rows, short(l.Hash))
	}
	return m
}

// standing says of each finding what became of it.
func standing(r *Record) map[string]string {
	m := map[string]string{}
	for _, f := range r.Outcome.Findings {
		key := strings.TrimSpace(f.Measure + f.List + " " + f.Party)
		s := string(f.Standing)
		if f.Standing != SetAside {
			s += ", " + f.Verdict.String()
		} else if f.Status != "" {
			s += ", " + f.Status
		}
		m[key] = s
	}
	return m
}

func short(hash string) string { return hash[:min(8, len(hash))] }

func keys(a, b map[string]string) []string {
	var out []string
	for k := range a {
		out = append(out, k)
	}
	for k := range b {
		if _, both := a[k]; !both {
			out = append(out, k)
		}
	}
	sort.Strings(out)
	return out
}

// goodsOf reads the bill that a record rests on, or makes one of its codes; nil
// where it is about no goods.
func (s *Screener) goodsOf(r *Record) (*Goods, adit.Problems) {
	o := bom.Options{World: s.world, Codes: s.codes}
	var ps adit.Problems
	if r.Rates != nil {
		if o.Rates, ps = bom.ReadRates(r.Rates.Name, r.Rates.Data); ps.Errors() != nil {
			return nil, ps
		}
	}
	if r.Bill == nil {
		if r.Goods == nil {
			return nil, nil
		}
		b, ps := bom.One(bom.Line{Item: "goods", Name: or(r.Goods.Material, "the goods"), Material: r.Goods.Material, Control: r.Goods.Control, HS: r.Goods.HS, Origin: r.Goods.Origin}, o)
		return &Goods{Bill: b}, ps
	}
	b, ps := bom.Read(r.Bill.Name, r.Bill.Data, o)
	if ps.Errors() != nil {
		return nil, ps
	}
	g := &Goods{Bill: b}
	switch {
	case r.Item != "":
		if g.Product = b.Find(r.Item); g.Product < 0 {
			ps.Add("dangling-id", adit.Where{File: r.Bill.Name}, "", "the bill has no item %q", r.Item)
		}
	case len(b.Products) != 1:
		var names []string
		for _, p := range b.Products {
			names = append(names, b.Items[p].ID)
		}
		ps.Add("several-products", adit.Where{File: r.Bill.Name}, "say with --item which one is shipped", "the bill has %d products: %s", len(names), strings.Join(names, ", "))
	default:
		g.Product = b.Products[0]
	}
	return g, ps
}

// Screen reads what a question rests on, asks it and makes the record.
func (s *Screener) Screen(r Record) (*Record, adit.Problems) {
	goods, ps := s.goodsOf(&r)
	if ps.Errors() != nil {
		return nil, ps
	}
	return s.Keep(r, goods), ps
}
