package dataset

import (
	"fmt"
	"path"
	"reflect"
	"strings"

	"adit"
	"adit/internal/near"
	"adit/schema"
)

// localGroups says which group of a deal's entries a key names.
var localGroups = map[string]string{
	"from": "parties", "to": "parties", "issuer": "parties", "state": "parties", "firm": "parties", "party": "parties", "entity": "parties", "holder": "parties",
	"tranche": "tranches", "trigger": "conditions", "condition": "conditions", "stages": "conditions",
	"index": "indices", "a": "indices", "b": "indices", "count": "counts", "loan": "loans", "grant": "grants",
	"covers": "instruments", "instrument": "instruments",
}

// instrumentKinds are the keys of a deal whose entries are instruments.
var instrumentKinds = map[string]bool{
	"commons": true, "preferreds": true, "warrants": true, "loans": true, "guarantees": true, "grants": true, "credits": true, "floors": true,
	"offtakes": true, "reserves": true, "funds": true, "royalties": true, "golden": true, "boards": true, "insurances": true, "exits": true,
}

// leastObservations is how many a price process is calibrated from at least.
const leastObservations = 36

func (r *reader) checkDeal(i int) {
	d := &r.world.Deals[i]
	at := func(p string) adit.Where { return r.at("deals", i, p) }
	if file := at("").File; file != "" && d.ID != "" && file != path.Join("deals", d.ID+".yaml") {
		r.problems.Warn("misplaced-file", at("id"), "move it to deals/"+d.ID+".yaml", "deal %q is in %s", d.ID, file)
	}
	r.checkDealNames(d, at)
	r.checkDealDates(d, at)
	r.checkDealMoney(d, at)
	r.checkDealStakes(d, at)
	r.checkDealIndices(d, at)
	r.checkDealSides(d, at)
}

// checkDealNames finds keys that stand twice and words that name nothing.
func (r *reader) checkDealNames(d *adit.Deal, at func(string) adit.Where) {
	known := map[string][]string{}
	seen := map[string]string{}
	row := reflect.ValueOf(d).Elem()
	fields := schema.FieldsOf(row.Type(), true)
	for k := range schema.Deals.Fields {
		c := &schema.Deals.Fields[k]
		if c.Type != schema.Objects || schema.Find(c.Fields, "id") == nil {
			continue
		}
		list := row.FieldByIndex(fields[c.Name])
		for j := range list.Len() {
			id := list.Index(j).FieldByName("ID").String()
			group := c.Name
			if instrumentKinds[c.Name] {
				group = "instruments"
			}
			here := at(fmt.Sprintf("%s[%d].id", c.Name, j))
			if first, again := seen[group+" "+id]; again && id != "" {
				r.problems.Add("duplicate-key", here, "give it a key of its own", "%q stands twice among the %s of this deal, first at %s", id, group, first)
			}
			seen[group+" "+id] = here.String()
			known[group] = append(known[group], id)
			if group != c.Name {
				known[c.Name] = append(known[c.Name], id)
			}
		}
	}
	names := func(c *schema.Column, id string, where adit.Where) {
		group := localGroups[c.Name]
		for _, k := range known[group] {
			if k == id {
				return
			}
		}
		hint := near.Hint(id, known[group])
		if hint == "" {
			hint = "add it to the deal's " + group
		}
		r.problems.Add("dangling-id", where, hint, "%s names %q, which is not among the %s of this deal", c.Name, id, group)
	}
	walk(schema.Deals.Fields, row, true, "", func(c *schema.Column, p string, v reflect.Value) {
		if localGroups[c.Name] == "" {
			return
		}
		switch c.Type {
		case schema.Text:
			if v.String() != "" {
				names(c, v.String(), at(p))
			}
		case schema.Words:
			for j, id := range v.Interface().([]string) {
				names(c, id, at(fmt.Sprintf("%s[%d]", p, j)))
			}
		}
	})
}

func (r *reader) checkDealDates(d *adit.Deal, at func(string) adit.Where) {
	order := func(from, to adit.Date, p, what string) {
		if !from.IsZero() {
			r.checkSpan(adit.Span{From: from, To: to}, at(p), what)
		}
	}
	order(d.Signed, d.Closed, "closed", "from signature to closing, the deal")
	order(d.Signed, d.LongStop, "long_stop", "from signature to the long stop, the deal")
	order(d.Signed, d.Until, "until", "the valuation")
	for j, c := range d.Conditions {
		order(d.Signed, c.By, fmt.Sprintf("conditions[%d].by", j), "condition "+c.ID)
	}
	for j, w := range d.Warrants {
		order(w.Date, w.Expiry, fmt.Sprintf("warrants[%d].expiry", j), "warrant "+w.ID)
	}
	for j, f := range d.Floors {
		order(f.Date, f.Until, fmt.Sprintf("floors[%d].until", j), "floor "+f.ID)
		for k, u := range f.Upside {
			order(u.Date, f.Until, fmt.Sprintf("floors[%d].upside[%d].date", j, k), "a share above a strike")
		}
	}
	for j, x := range d.Insurances {
		order(x.Date, x.Until, fmt.Sprintf("insurances[%d].until", j), "insurance "+x.ID)
	}
	for j, e := range d.Effects {
		order(e.Date, e.Until, fmt.Sprintf("effects[%d].until", j), "effect "+e.ID)
	}
}

// checkDealMoney asks that tranches stay under the ceiling and that every
// currency has a rate.
func (r *reader) checkDealMoney(d *adit.Deal, at func(string) adit.Where) {
	if d.Ceiling.Given() && d.Ceiling.Known() {
		sum := 0.0
		for j, t := range d.Tranches {
			if t.Amount.Known() {
				sum += t.Amount.Value
			}
			if sum > d.Ceiling.Value*(1+1e-12) {
				r.problems.Add("above-ceiling", at(fmt.Sprintf("tranches[%d].amount", j)), "correct an amount, or the ceiling", "the tranches up to %q come to %.6g million, over the ceiling of %.6g", t.ID, sum, d.Ceiling.Value)
				break
			}
		}
	}
	own := d.Currency
	if own == "" {
		own = "USD"
	}
	rates := map[string]bool{own: true}
	for _, rate := range d.Rates {
		rates[rate.Currency] = true
	}
	walk(schema.Deals.Fields, reflect.ValueOf(d).Elem(), true, "", func(c *schema.Column, p string, v reflect.Value) {
		if c.Name != "currency" || strings.HasPrefix(p, "rates[") {
			return
		}
		code := v.String()
		switch {
		case code == "":
		case len(code) != 3 || strings.ToUpper(code) != code:
			r.problems.Add("bad-value", at(p), "write three capitals, such as USD", "%q is no currency", code)
		case !rates[code]:
			r.problems.Add("no-rate", at(p), "add it to rates, with the day of the rate", "amounts in %s, and no rate from it to %s", code, own)
		}
	})
}

// checkDealStakes finds an entity that holds itself, directly or through
// others, and shares above the whole.
func (r *reader) checkDealStakes(d *adit.Deal, at func(string) adit.Where) {
	holders := map[string][]string{}
	type sum struct{ economic, votes float64 }
	sums := map[string]sum{}
	for j, s := range d.Stakes {
		var reaches func(from string, seen map[string]bool) bool
		reaches = func(from string, seen map[string]bool) bool {
			if from == s.Entity {
				return true
			}
			if seen[from] {
				return false
			}
			seen[from] = true
			for _, h := range holders[from] {
				if reaches(h, seen) {
					return true
				}
			}
			return false
		}
		if s.Entity != "" && reaches(s.Holder, map[string]bool{}) {
			r.problems.Add("ownership-cycle", at(fmt.Sprintf("stakes[%d].holder", j)), "name who stands at the end of the chain", "%s holds %s, which holds it in turn", s.Holder, s.Entity)
		}
		holders[s.Entity] = append(holders[s.Entity], s.Holder)
		t := sums[s.Entity]
		t.economic += s.Economic.Or(0)
		t.votes += s.Votes.Or(0)
		if max(t.economic, t.votes) > 1+1e-9 {
			r.problems.Add("share-sum", at(fmt.Sprintf("stakes[%d]", j)), "correct a share, or leave out the ones not known", "the holders of %s have more than the whole together", s.Entity)
		}
		sums[s.Entity] = t
	}
}

func (r *reader) checkDealIndices(d *adit.Deal, at func(string) adit.Where) {
	observed := map[string]int{}
	for _, p := range r.world.Prices {
		observed[p.Series]++
	}
	for j, x := range d.Indices {
		in := func(key string) adit.Where { return at(fmt.Sprintf("indices[%d].%s", j, key)) }
		if x.Series == "" && !x.Spot.Given() && len(x.Curve) == 0 {
			r.problems.Add("missing-cell", in("spot"), "give its spot price, a curve, or a series", "index %q has no price to start from", x.ID)
		}
		switch x.Process {
		case "schwartz":
			if x.Series == "" && (!x.Reversion.Given() || !x.Volatility.Given()) {
				r.problems.Add("missing-cell", in("reversion"), "give reversion and volatility as ranges, or a series to calibrate them on", "index %q reverts, and nothing says how fast", x.ID)
			}
			if n := observed[x.Series]; x.Series != "" && n < leastObservations && !r.partial["prices"] && (!x.Reversion.Given() || !x.Volatility.Given()) {
				r.problems.Add("short-series", in("series"), fmt.Sprintf("give reversion and volatility as assumed ranges: %d observations are too few", n), "series %q has %d observations, a calibration needs %d", x.Series, n, leastObservations)
			}
		case "curve":
			if len(x.Curve) == 0 {
				r.problems.Add("missing-cell", in("curve"), "add its points", "index %q follows a curve without points", x.ID)
			}
			for k := 1; k < len(x.Curve); k++ {
				if x.Curve[k].Date <= x.Curve[k-1].Date {
					r.problems.Add("dates-out-of-order", in(fmt.Sprintf("curve[%d].date", k)), "put the points in the order of their days", "%s follows %s", x.Curve[k].Date, x.Curve[k-1].Date)
				}
			}
		}
	}
}

// checkDealSides asks for the two sides of every instrument that moves money.
func (r *reader) checkDealSides(d *adit.Deal, at func(string) adit.Where) {
	if d.Unvalued == "" && d.State == "" {
		r.problems.Add("missing-cell", at("state"), "name the party that is the state, or say in unvalued why no value is computed", "whose value is it? The deal names no state")
	}
	row := reflect.ValueOf(d).Elem()
	fields := schema.FieldsOf(row.Type(), true)
	for _, kind := range sortedKeys(instrumentKinds) {
		if kind == "golden" || kind == "boards" || kind == "exits" {
			continue
		}
		list := row.FieldByIndex(fields[kind])
		for j := range list.Len() {
			c := list.Index(j).FieldByName("Clause").Interface().(adit.Clause)
			here := at(fmt.Sprintf("%s[%d].from", kind, j))
			switch {
			case c.From == "" || c.To == "":
				r.problems.Add("missing-cell", here, "name both parties", "%q has not both a giver (from) and a taker (to)", c.ID)
			case c.From == c.To:
				r.problems.Add("self-reference", here, "name two parties", "%q is between %q and itself", c.ID, c.From)
			}
		}
	}
	for j, f := range d.Floors {
		if !f.Volume.Given() && !d.Project.Capacity.Given() {
			r.problems.Add("missing-cell", at(fmt.Sprintf("floors[%d].volume", j)), "give the tonnes covered; where no text states them, a range", "floor %q covers no volume, and no project has an output", f.ID)
		}
	}
}
