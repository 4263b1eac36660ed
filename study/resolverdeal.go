package study

import (
	"context"
	"fmt"
	"math"
	"slices"

	"adit"
	"adit/claims"
	"adit/deal"
	"adit/internal/clone"
	"adit/table"
)

// claimDraws is how many futures a claim about a deal is judged with.
const claimDraws = 1000

// dealFields are what claims may ask of a deal.
var dealFields = []string{"status", "signed", "closed", "until", "ceiling", "exit", "firm-risk", "gain", "holding"}

// dealAnswer answers a term or value of a deal.
func (r *Resolver) dealAnswer(q claims.Query, _ adit.Date) (claims.Answer, error) {
	d := r.world.Deal(q.Name)
	if d == nil {
		var known []string
		for i := range r.world.Deals {
			known = append(known, r.world.Deals[i].ID)
		}
		return claims.Answer{}, &claims.Nothing{Name: q.Name, In: "deals", Known: known}
	}
	e := evidence("deals "+d.ID, d.Name+": "+statusWord(d.Status), d.Provenance)
	a := claims.Answer{Evidence: []claims.Evidence{e}}
	number := func(v float64, unit string) {
		a.Numeric, a.Number = true, adit.Figure{Value: v, Low: v, High: v, Unit: unit, Confidence: adit.Derived}
	}
	switch q.Field {
	case "", "status":
		a.Words = statusWord(d.Status)
	case "signed":
		a.Day = d.Signed
	case "until":
		a.Day = d.Until
	case "closed":
		if a.Day = d.Closed; a.Day.IsZero() {
			a.Missing = d.ID + " is not closed in any source"
		}
	case "ceiling":
		if !d.Ceiling.Given() || !d.Ceiling.Known() {
			a.Missing = d.ID + " states no ceiling"
			return a, nil
		}
		number(d.Ceiling.Value/1000, "USD bn")
	case "exit":
		// A published right or programme by which a holding ends; one that we
		// assume in order to value the deal is none.
		n := 0
		for _, x := range d.Exits {
			c := x.Confidence
			if c == adit.NoConfidence {
				c = d.Confidence
			}
			if c != adit.Assumed {
				n++
				a.Evidence = append(a.Evidence, evidence("deals "+d.ID+" "+x.ID, x.Name+": "+x.Note, sourced(x.Provenance, d.Provenance)))
			}
		}
		number(float64(n), "exit rights")
	case "holding":
		return r.holdingAnswer(d, a), nil
	case "firm-risk", "gain":
		return r.valueAnswer(d, q, a)
	default:
		return claims.Answer{}, &claims.Nothing{Field: "field", Name: q.Field, In: "fields of a deal", Known: dealFields}
	}
	return a, nil
}

// sourced returns the provenance of an entry, or the deal's where it has none.
func sourced(own, whole adit.Provenance) adit.Provenance {
	if own.Confidence == adit.NoConfidence {
		row := own.Row
		own = whole
		own.Row = row
	}
	return own
}

// holdingAnswer is the state's share before the issue, as exercised where it
// has options, in percent. A circular base answers nothing.
func (r *Resolver) holdingAnswer(d *adit.Deal, a claims.Answer) claims.Answer {
	for _, basis := range []string{"before issue", "before issue, as exercised"} {
		for _, h := range deal.Holdings(d) {
			if h.Holder != d.State || h.Basis != basis {
				continue
			}
			a.Evidence = append(a.Evidence, claims.Evidence{Row: "deals " + d.ID + " " + h.Count, Says: h.String(), Confidence: h.Confidence})
			if h.Known == "circular" {
				a.Missing = "the count of shares was computed from the percentage itself"
				return a
			}
			v := 100 * h.Float()
			a.Numeric, a.Number = true, adit.Figure{Value: v, Low: v, High: v, Unit: "%", Confidence: adit.Derived}
			return a
		}
	}
	a.Missing = "no share count says what is held"
	return a
}

// valueAnswer values a deal for a claim: firm-risk is how much wider the firm's
// value swings with the instruments named (of) than without, everything else of
// the deal left out; gain is the share of futures in which the state comes out
// ahead, in percent.
func (r *Resolver) valueAnswer(d *adit.Deal, q claims.Query, a claims.Answer) (claims.Answer, error) {
	if d.Unvalued != "" {
		a.Missing = d.Unvalued
		return a, nil
	}
	ready, _, err := deal.Prepare(d, r.world.Series, r.world.Prices, 0)
	if err != nil {
		a.Missing = err.Error()
		return a, nil
	}
	opt := deal.Options{Draws: claimDraws, Seed: 1, Fixed: q.Field == "firm-risk"}
	if q.Field == "firm-risk" {
		if !ready.Project.Capacity.Given() {
			a.Missing = "no project of the deal is valued"
			return a, nil
		}
		if ready, err = onlyOf(ready, q.Of); err != nil {
			return claims.Answer{}, &claims.Nothing{Field: "of", Name: fmt.Sprint(q.Of), In: "instruments of " + d.ID}
		}
	}
	v, err := deal.Value(context.Background(), ready, opt)
	if err != nil {
		a.Missing = err.Error()
		return a, nil
	}
	answer, says := 0.0, ""
	if q.Field == "gain" {
		answer = 100 * (1 - v.Loss)
		says = fmt.Sprintf("the state comes out ahead in %s of %d futures, at its borrowing rate", table.Percent(1-v.Loss), claimDraws)
	} else {
		with, without := v.Firm.P90-v.Firm.P10, v.Without.P90-v.Without.P10
		if without <= 0 {
			a.Missing = "the firm's value does not swing without it"
			return a, nil
		}
		answer = with / without
		says = fmt.Sprintf("eight futures in ten lie %s million apart with it and %s without", table.Quantity(with), table.Quantity(without))
	}
	if math.IsNaN(answer) {
		a.Missing = "no value was found"
		return a, nil
	}
	a.Evidence = append(a.Evidence, claims.Evidence{Row: "value " + d.ID, Says: says, AsOf: d.Signed, Confidence: adit.Derived, Source: d.Source,
		Note: fmt.Sprintf("%d futures; prices, costs and volumes that no text states are ranges", claimDraws)})
	unit := "ratio"
	if q.Field == "gain" {
		unit = "%"
	}
	a.Numeric, a.Number = true, adit.Figure{Value: answer, Low: answer, High: answer, Unit: unit, Confidence: adit.Derived}
	return a, nil
}

// onlyOf keeps of a deal the floors named, and drops every other instrument.
func onlyOf(d *adit.Deal, ids []string) (*adit.Deal, error) {
	c := clone.Of(d)
	c.Commons, c.Preferreds, c.Warrants, c.Loans, c.Guarantees, c.Grants, c.Credits = nil, nil, nil, nil, nil, nil, nil
	c.Offtakes, c.Reserves, c.Funds, c.Royalties, c.Insurances, c.Exits = nil, nil, nil, nil, nil, nil
	c.Floors = slices.DeleteFunc(c.Floors, func(f adit.PriceProtection) bool { return !slices.Contains(ids, f.ID) })
	if len(c.Floors) != len(ids) || len(ids) == 0 {
		return nil, fmt.Errorf("no such floor")
	}
	return c, nil
}
