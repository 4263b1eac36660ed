package deal

import (
	"context"
	"math"
	"testing"

	"adit"
)

func num(v float64) adit.Figure { return adit.Number(v, "1") }

func ranged(low, v, high float64) adit.Figure {
	return adit.Figure{Value: v, Low: low, High: high, Unit: "1", Ranged: true}
}

func day(y, m, d int) adit.Date { return adit.NewDate(y, 1, 1).AddMonths(m - 1).AddDays(d - 1) }

// plain is a deal with a state, a firm and one index that reverts; the day of
// valuation is the first of January 2026.
func plain(years int) *adit.Deal {
	return &adit.Deal{
		ID: "plain", Name: "plain", Status: adit.DealSigned, Signed: day(2026, 1, 1), Until: day(2026+years, 1, 1) - 1,
		State: "state", Firm: "firm", Borrowing: num(0.04), Discount: num(0.07), FirmDiscount: num(0.1),
		Parties:    []adit.DealParty{{ID: "state", Role: "state"}, {ID: "firm", Role: "firm"}},
		Indices:    []adit.Index{{ID: "px", Process: "schwartz", Spot: num(100), Level: num(110), Reversion: num(0.5), Volatility: num(0.3)}},
		Conditions: []adit.Condition{{ID: "later", Kind: "trigger", Odds: num(0.7), Months: num(30)}},
	}
}

func clauseOf(id string) adit.Clause { return adit.Clause{ID: id, From: "state", To: "firm"} }

// rich is a deal with every instrument that moves money, and a project.
func rich() *adit.Deal {
	d := plain(10)
	d.Indices = append(d.Indices, adit.Index{ID: "share", Party: "firm", Process: "lognormal", Spot: num(30), Drift: num(0.08), Volatility: num(0.5)})
	d.Links = []adit.IndexLink{{A: "px", B: "share", Correlation: num(0.6)}}
	d.Parties = append(d.Parties, adit.DealParty{ID: "bank", Role: "lender"}, adit.DealParty{ID: "insurer", Role: "insurer"}, adit.DealParty{ID: "manager", Role: "fund"})
	d.Conditions = append(d.Conditions, adit.Condition{ID: "permit", Kind: "permit", Odds: num(0.8), Months: num(6)})
	d.Counts = []adit.ShareCount{{ID: "base", Party: "firm", Count: num(1e8)}}
	d.Project = adit.DealProject{
		Index: "px", Capacity: num(2000), Start: day(2027, 6, 1), Ramp: num(18), Life: num(20), UnitCost: ranged(70, 85, 100), FixedCost: num(5),
		Capex: []adit.Spend{{Date: day(2026, 3, 1), Amount: num(60)}, {Date: day(2026, 9, 1), Amount: num(40)}}, Tax: num(0.21), Capital: num(45),
		Keeping: num(2), Delay: ranged(0, 6, 24), Overrun: ranged(0, 0.3, 0.8), Stages: []string{"permit"}, Mothball: true,
	}
	d.Commons = []adit.CommonStock{{Clause: clauseOf("common"), Shares: num(1e6), Price: num(28), New: true, Index: "share"}}
	d.Preferreds = []adit.PreferredStock{{Clause: clauseOf("preferred"), Count: "base", Amount: num(50), Dividend: num(0.07), Conversion: num(30), Cap: num(0.199), Index: "share"}}
	d.Warrants = []adit.Warrant{{Clause: clauseOf("warrant"), Shares: num(5e5), Strike: num(30), Expiry: day(2034, 1, 1), New: true, Index: "share"}}
	d.Warrants[0].Trigger = "later"
	d.Loans = []adit.Loan{
		{Clause: clauseOf("loan"), Principal: num(30), Draws: num(12), Base: num(0.04), Spread: num(0.01), Tenor: num(8), Grace: num(24), Deferred: num(3), Hazard: num(0.03), Recovery: num(0.4)},
		{Clause: adit.Clause{ID: "bankloan", From: "bank", To: "firm", Anyway: true}, Principal: num(20), Base: num(0.06), Tenor: num(5), Repayment: "sculpted", Hazard: num(0.05), Recovery: num(0.3)},
	}
	d.Guarantees = []adit.Guarantee{{Clause: adit.Clause{ID: "guarantee", From: "state", To: "bank"}, Loan: "bankloan", Share: num(0.8), Fee: num(0.01)}}
	d.Grants = []adit.Grant{{Clause: clauseOf("grant"), Amount: num(12), Months: num(12)}}
	d.Credits = []adit.TaxCredit{{Clause: clauseOf("credit"), Rate: num(0.1), Phase: []adit.PhaseYear{{Year: 2031, Share: num(0.75)}, {Year: 2032, Share: num(0.5)}, {Year: 2034, Share: num(0)}}}}
	d.Floors = []adit.PriceProtection{{Clause: clauseOf("floor"), Index: "px", Floor: num(110), Volume: num(1500), Until: day(2035, 12, 31), Cap: num(20),
		Upside: []adit.UpsideShare{{Strike: num(110), Share: num(0.3), Trigger: "later", Cap: num(4)}}}}
	d.Offtakes = []adit.Offtake{{Clause: clauseOf("offtake"), Guaranteed: num(10), Escalation: num(0.02), Profit: ranged(4, 10, 14), Swing: num(0.3), Upside: num(0.25), Date: day(2028, 1, 1), Years: num(5)},
		{Clause: adit.Clause{ID: "fixed", From: "bank", To: "firm", Anyway: true}, Index: "px", Price: num(105), Volume: num(200), TakeOrPay: num(0.8), Years: num(6)}}
	d.Reserves = []adit.ReserveContract{{Clause: clauseOf("reserve"), Index: "px", Ceiling: num(40), Minimum: num(1), Orders: ranged(0.1, 0.5, 1), Premium: num(0.05), Resale: num(0.9), Years: num(5)}}
	d.Funds = []adit.Fund{{Clause: adit.Clause{ID: "fund", From: "state", To: "manager"}, Commitments: []adit.FundCommitment{{Party: "state", Amount: num(10)}, {Party: "bank", Amount: num(10)}},
		Calls: num(3), Life: num(9), Fee: num(0.015), Hurdle: num(0.08), Carry: num(0.2), Recycling: num(0.2), Growth: num(0.1), Spread: num(0.3)}}
	d.Royalties = []adit.Royalty{{Clause: adit.Clause{ID: "royalty", From: "firm", To: "state"}, Rate: num(0.02), Unit: num(10), Years: num(8)}}
	d.Insurances = []adit.Insurance{{Clause: adit.Clause{ID: "cover", From: "insurer", To: "firm"}, Covers: []string{"floor"}, Premium: num(0.01), Cover: num(40), Hazard: num(0.05)}}
	d.Exits = []adit.ExitProgramme{{Clause: adit.Clause{ID: "exit"}, Covers: []string{"common"}, LockUp: day(2028, 1, 1), Traded: num(2e5), Share: num(0.1), Discount: num(0.03), Call: num(80)}}
	return d
}

func value(t *testing.T, d *adit.Deal, opt Options) *Valuation {
	t.Helper()
	v, err := Value(context.Background(), d, opt)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func close10(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > 1e-10*math.Max(1, math.Abs(want)) {
		t.Errorf("%s is %.15g, want %.15g", what, got, want)
	}
}

// within3 wants a sampled mean within three standard errors of what it should be.
func within3(t *testing.T, what string, s Spread, want float64) {
	t.Helper()
	if s.Error <= 0 || math.Abs(s.Mean-want) > 3*s.Error {
		t.Errorf("%s is %.6g ± %.3g, want %.6g", what, s.Mean, s.Error, want)
	}
}
