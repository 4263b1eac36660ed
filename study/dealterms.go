package study

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"adit"
	"adit/schema"
	"adit/table"
)

// instrument is one clause of a deal, of whatever kind.
type instrument struct {
	kind   string // key of the deal it stands under
	clause *adit.Clause
	value  reflect.Value
	column *schema.Column
	amount float64 // millions that the giver puts in, as stated
}

// instrumentsOf lists the instruments of a deal in the order of the format.
func instrumentsOf(d *adit.Deal) []instrument {
	var out []instrument
	row := reflect.ValueOf(d).Elem()
	fields := schema.FieldsOf(row.Type(), true)
	for i := range schema.Deals.Fields {
		c := &schema.Deals.Fields[i]
		list := row.FieldByIndex(fields[c.Name])
		if c.Type != schema.Objects || list.Len() == 0 || !list.Index(0).FieldByName("Clause").IsValid() {
			continue
		}
		for k := range list.Len() {
			v := list.Index(k)
			out = append(out, instrument{kind: c.Name, clause: v.FieldByName("Clause").Addr().Interface().(*adit.Clause), value: v, column: c, amount: putIn(v.Addr().Interface(), d.State)})
		}
	}
	return out
}

// putIn is what the state puts into an instrument, in millions, as far as it is
// an amount and not a promise.
func putIn(x any, state string) float64 {
	switch x := x.(type) {
	case *adit.CommonStock:
		if x.Grant == "" {
			return x.Shares.Or(0) * x.Price.Or(0) / 1e6
		}
	case *adit.PreferredStock:
		return x.Amount.Or(0)
	case *adit.Loan:
		return x.Principal.Or(0)
	case *adit.Grant:
		return x.Amount.Or(0)
	case *adit.ReserveContract:
		return max(x.Minimum.Or(0), x.Orders.Or(0)*x.Ceiling.Or(0))
	case *adit.Fund:
		for _, c := range x.Commitments {
			if c.Party == state {
				return c.Amount.Or(0)
			}
		}
	}
	return 0
}

// ofProvenance are the keys of a clause that the table of terms has columns for.
var ofProvenance = map[string]bool{"id": true, "name": true, "source": true, "as_of": true, "confidence": true, "grade": true, "note": true, "redacted": true, "from": true, "to": true, "anyway": true, "count": true}

// instrumentTable lists what the deal is made of.
func (x *valued) instrumentTable() *table.Table {
	t := table.New("deal-instruments", "What it is made of",
		table.Column{Name: "instrument", Doc: "Part of the deal."},
		table.Column{Name: "kind", Doc: "What it is."},
		table.Column{Name: "from", Label: "Gives", Doc: "Buyer, lender, grantor, payer of a floor, insurer."},
		table.Column{Name: "to", Label: "Takes", Doc: "Issuer or seller, borrower, insured."},
		table.Column{Name: "status", Doc: "How far this part has come."},
		table.Column{Name: "redacted", Label: "Stands as a range because", Doc: "Why a term is not known exactly."},
		table.Column{Name: "note", Doc: "Arithmetic or remark."},
		table.Column{Name: "source", Doc: "Documents it rests on."},
		table.Column{Name: "confidence", Doc: "Kind of source."})
	for _, k := range instrumentsOf(x.terms) {
		c := k.clause
		p := sourced(c.Provenance, x.terms.Provenance)
		status := c.Status
		if status == "" {
			status = x.terms.Status
		}
		side := func(id string) string {
			if id == "" {
				return ""
			}
			return x.party(id)
		}
		t.Add(x.clause(c.ID), singular(k.kind), side(c.From), side(c.To), statusWord(status), c.Redacted, c.Note, p.Source, p.Confidence)
	}
	return t
}

// termsTable lists every term of every instrument with its source.
func (x *valued) termsTable() *table.Table {
	t := table.New("deal-terms", "Terms, with sources",
		table.Column{Name: "instrument", Doc: "Part of the deal."},
		table.Column{Name: "term", Doc: "Key of the format."},
		table.Column{Name: "value", Doc: "As stated, with its range."},
		table.Column{Name: "unit", Doc: "Unit."},
		table.Column{Name: "source", Doc: "Documents it rests on; a named figure has its own."},
		table.Column{Name: "confidence", Doc: "Kind of source."})
	for _, k := range instrumentsOf(x.terms) {
		p := sourced(k.clause.Provenance, x.terms.Provenance)
		addTerms(k.column.Fields, k.value, "", func(key, value, unit string, f *adit.Figure) {
			source, confidence := p.Source, p.Confidence
			if f != nil && f.ID != "" {
				source, confidence = f.Source, f.Confidence
			}
			t.Add(x.clause(k.clause.ID), key, value, unit, source, confidence)
		})
	}
	return t
}

var singulars = map[string]string{"royalties": "royalty or revenue share", "golden": "golden share", "boards": "board right", "credits": "tax credit", "floors": "price floor", "exits": "exit programme", "reserves": "reserve contract", "preferreds": "preferred stock", "commons": "common stock", "insurances": "insurance"}

func singular(kind string) string {
	if s, ok := singulars[kind]; ok {
		return s
	}
	return strings.TrimSuffix(kind, "s")
}

// addTerms visits the filled-in terms of an instrument.
func addTerms(columns []schema.Column, row reflect.Value, prefix string, add func(key, value, unit string, f *adit.Figure)) {
	fields := schema.FieldsOf(row.Type(), true)
	for i := range columns {
		c := &columns[i]
		if ofProvenance[c.Name] && prefix == "" {
			continue
		}
		v := row.FieldByIndex(fields[c.Name])
		key := prefix + strings.ReplaceAll(c.Name, "_", " ")
		switch x := v.Interface().(type) {
		case adit.Figure:
			if x.Given() {
				value := "unknown: " + x.Unknown
				if x.Known() {
					write := table.Quantity
					if c.Unit == "share" || x.Value >= 1000 && x.Value == math.Trunc(x.Value) {
						write = table.Whole
					}
					if p := math.Abs(x.Value); p < 1000 && !x.Ranged { // a term is shown as it was written
						write = func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
					}
					value = write(x.Value)
					if x.Ranged {
						value += fmt.Sprintf(" [%s, %s]", write(x.Low), write(x.High))
					}
				}
				add(key, value, c.Unit, &x)
			}
		case adit.Date:
			if !x.IsZero() {
				add(key, x.String(), "", nil)
			}
		case []string:
			if len(x) > 0 {
				add(key, strings.Join(x, "; "), "", nil)
			}
		case string:
			if x != "" {
				add(key, x, "", nil)
			}
		case int:
			if x != 0 {
				add(key, fmt.Sprint(x), "", nil)
			}
		case bool:
			if x {
				add(key, "yes", "", nil)
			}
		case adit.DealStatus:
			if x != "" {
				add(key, statusWord(x), "", nil)
			}
		default:
			if c.Type == schema.Objects {
				for k := range v.Len() {
					addTerms(c.Fields, v.Index(k), fmt.Sprintf("%s %d, ", key, k+1), add)
				}
			}
		}
	}
}
