package deal

import (
	"fmt"
	"math"
	"strings"

	"adit"
)

// Risk is one line of the register: what may go wrong, how much of it can be
// computed, and from what.
type Risk struct {
	Name    string
	Measure string  // what Value is
	Value   float64 // NaN: not computed
	Unit    string
	Why     string // why it is not computed, or what it rests on
}

// Risks is the register of a valued deal. What no number decides says so.
func Risks(v *Valuation) []Risk {
	d := v.Deal
	nan := math.NaN()
	var out []Risk
	add := func(name, measure string, value float64, unit, why string) {
		out = append(out, Risk{name, measure, value, unit, why})
	}
	if v.Outlay > 0 {
		add("Terms against value", "state's value, a twentieth of futures are lower, over what it pays", v.AtBorrowing.P5/v.Outlay, "1", "present values at the borrowing rate")
		add("Terms against value", "the same, a twentieth are higher", v.AtBorrowing.P95/v.Outlay, "1", "present values at the borrowing rate")
	}
	add("Loss", "share of futures in which the state loses", v.Loss, "1", "at its borrowing rate")
	for _, x := range d.Exits {
		shares := 0.0
		for _, i := range issues(d) {
			for _, id := range x.Covers {
				if i.clause.ID == id {
					shares += i.shares
				}
			}
		}
		switch daily := x.Traded.Or(0) * x.Share.Or(0.1); {
		case shares == 0:
		case daily <= 0:
			add("Exit", "days of trade to sell the holding", nan, "day", "the traded volume is not in the records; "+x.Note)
		default:
			add("Exit", "days of trade to sell the holding", shares/daily, "day", fmt.Sprintf("%.0f shares at %.0f%% of the trade", shares, 100*x.Share.Or(0.1)))
		}
	}
	if len(d.Exits) == 0 && len(issues(d)) > 0 {
		add("Exit", "days of trade to sell the holding", nan, "day", "no programme of sale is published, and no traded volume is in the records")
	}
	for _, x := range d.Insurances {
		years := 0.0
		first := x.Date
		if first.IsZero() {
			first = d.Signed
		}
		until := x.Until
		if until.IsZero() {
			until = d.Until
		}
		years = float64(until-first) / 365.25
		add("Reversal", "chance that the promise is taken back over its term", -math.Expm1(years*math.Log1p(-x.Hazard.Or(0))), "1", x.Reversal)
		paid := 0.0
		for l, leg := range v.Legs {
			if leg.Clause == x.ID && leg.What == "compensation" {
				paid += PresentValue(v.Flows[l], Borrowing(d))
			}
		}
		add("Reversal", "compensation the insured expects, present value", paid, "million", "share of the loss covered: "+fmt.Sprint(x.Share.Or(1)))
	}
	for _, t := range TradeLaw(d) {
		add("Trade law", t.Instrument, nan, "", t.Article+": "+t.Why)
	}
	add("Allied reaction", "answer of partners", nan, "", "no rule or record measures what partners will answer; fields it would need: their own floors, duties and investment screening")
	return out
}

// Exposure says under which article of the Agreement on Subsidies and
// Countervailing Measures an instrument can be read as a subsidy.
type Exposure struct {
	Instrument, Article, Why string
}

// TradeLaw lists the exposure of each instrument that the state gives. All of
// them name their recipient, so all are specific (Article 2.1(a)) and open to
// action where they cause injury (Article 5); a benefit over the market is
// needed for each (Article 14).
func TradeLaw(d *adit.Deal) []Exposure {
	state := map[string]bool{d.State: true}
	for _, p := range d.Parties {
		if p.Role == "state" {
			state[p.ID] = true
		}
	}
	var out []Exposure
	add := func(c *adit.Clause, article, why string) {
		if state[c.From] {
			name := c.Name
			if name == "" {
				name = c.ID
			}
			out = append(out, Exposure{name, article, why})
		}
	}
	const direct, specific = "SCM 1.1(a)(1)(i), 2.1(a)", "; specific, since it names its recipient"
	for i := range d.Commons {
		add(&d.Commons[i].Clause, direct, "direct transfer of funds by equity; a benefit where private investors would not have bought at the price (Article 14(a))"+specific)
	}
	for i := range d.Preferreds {
		add(&d.Preferreds[i].Clause, direct, "direct transfer of funds by equity"+specific)
	}
	for i := range d.Loans {
		add(&d.Loans[i].Clause, direct, "direct transfer of funds by a loan; the benefit is the difference to a comparable commercial loan (Article 14(b))"+specific)
	}
	for i := range d.Guarantees {
		add(&d.Guarantees[i].Clause, direct, "potential direct transfer of funds (Article 14(c))"+specific)
	}
	for i := range d.Grants {
		add(&d.Grants[i].Clause, direct, "direct transfer of funds"+specific)
	}
	for i := range d.Credits {
		add(&d.Credits[i].Clause, "SCM 1.1(a)(1)(ii), 3.1(b)", "revenue forgone; prohibited where it hangs on the use of domestic over imported goods")
	}
	for i := range d.Floors {
		add(&d.Floors[i].Clause, "SCM 1.1(a)(2), GATT XVI", "income or price support"+specific)
	}
	for i := range d.Offtakes {
		article, why := "SCM 1.1(a)(1)(iii)", "purchase of goods; a benefit where more than adequate is paid (Article 14(d))"
		if len(d.Offtakes[i].Priority) > 0 {
			why += "; priority for " + strings.Join(d.Offtakes[i].Priority, ", ") + " limits exports elsewhere (GATT XI, XX(j), XXI)"
		}
		add(&d.Offtakes[i].Clause, article, why+specific)
	}
	for i := range d.Reserves {
		add(&d.Reserves[i].Clause, "SCM 1.1(a)(1)(iii)", "purchase of goods for a reserve, not for resale; a benefit where more than adequate is paid"+specific)
	}
	for i := range d.Royalties {
		if c := &d.Royalties[i].Clause; state[c.To] {
			out = append(out, Exposure{c.Name, "GATT VIII, XI", "a charge on exports for a licence, above the cost of the service"})
		}
	}
	return out
}
