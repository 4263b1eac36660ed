package deal

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"adit"
	"adit/internal/clone"
)

// drawn is the rich deal with its terms drawn anew.
func drawn(t *rapid.T) *adit.Deal {
	d := rich()
	r := func(name string, low, high float64) adit.Figure {
		return num(rapid.Float64Range(low, high).Draw(t, name))
	}
	d.Indices[0].Volatility = r("volatility", 0, 0.8)
	d.Indices[0].Spot = r("spot", 30, 250)
	d.Indices[0].Level = r("level", 30, 250)
	d.Floors[0].Floor = r("floor", 50, 200)
	d.Floors[0].Volume = r("volume", 0, 3000)
	d.Floors[0].Upside[0].Strike = d.Floors[0].Floor
	d.Floors[0].Average = rapid.SampledFrom([]int{0, 1, 3, 6}).Draw(t, "average")
	d.Loans[0].Repayment = rapid.SampledFrom([]string{"", "annuity", "level", "sculpted", "bullet"}).Draw(t, "repayment")
	d.Loans[0].Hazard = r("hazard", 0, 0.2)
	d.Loans[0].Grace = r("grace", 0, 40)
	d.Project.Mothball = rapid.Bool().Draw(t, "mothball")
	d.Insurances[0].Hazard = r("reversal", 0, 0.5)
	d.Conditions[0].Odds = r("odds", 0, 1)
	return d
}

// On every date of every future what all parties receive less what all pay is
// nothing; and the ledger of the mean flows balances to the cent.
func TestFlowsSumToZeroOverParties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		p, err := compile(d, d.Signed, 7, nil)
		if err != nil {
			t.Fatal(err)
		}
		f := p.newFuture()
		for i := range 5 {
			p.happen(f, i)
			for _, with := range []bool{false, true} {
				p.run(f, with)
				total := make([]float64, p.clock.n)
				scale := make([]float64, p.clock.n)
				net := make([]float64, p.clock.n)
				for party := range p.parties {
					p.net(f, p.only(p.parties[party]), net)
					for m, x := range net {
						total[m] += x
						scale[m] += math.Abs(x)
					}
				}
				for m := range total {
					if math.IsNaN(total[m]) || math.Abs(total[m]) > 1e-12*scale[m] {
						t.Fatalf("future %d, month %d: the parties together are left with %g of %g", i, m, total[m], scale[m])
					}
				}
			}
		}
		v, err := Value(t.Context(), d, Options{Draws: 20, Groups: 2, Seed: 3})
		if err != nil {
			t.Fatal(err)
		}
		books := map[adit.Date]map[string]int64{}
		for _, e := range v.Ledger() {
			if e.Cents <= 0 || e.From == e.To {
				t.Fatalf("no payment: %+v", e)
			}
			if books[e.Date] == nil {
				books[e.Date] = map[string]int64{}
			}
			books[e.Date][e.From] -= e.Cents
			books[e.Date][e.To] += e.Cents
		}
		for date, book := range books {
			var left int64
			for _, x := range book {
				left += x
			}
			if left != 0 {
				t.Fatalf("%s: the ledger is left with %d cents", date, left)
			}
		}
	})
}

// A higher floor never lowers the firm's value, future by future: with the
// shares above the floor moving along, a project that may stand idle, an
// insured promise and taxes. Yearly caps are left out: they move payments from
// one quarter to another, and a firm that does not foresee them may spend them
// on months that lose, or on a quarter whose loss no later tax makes good.
func TestHigherFloorNeverLowersTheFirm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		d.Insurances[0].Cover, d.Insurances[0].Premium = num(1e6), num(0)
		d.Floors[0].Cap, d.Floors[0].Upside[0].Cap, d.Project.Capital = adit.Figure{}, adit.Figure{}, adit.Figure{}
		higher := clone.Of(d)
		up := num(d.Floors[0].Floor.Value * rapid.Float64Range(1, 1.5).Draw(t, "up"))
		higher.Floors[0].Floor, higher.Floors[0].Upside[0].Strike = up, up
		// Royalties and the fixed offtake are paid on tonnes made: more tonnes at
		// a loss that the floor does not know of are another matter.
		for _, x := range []*adit.Deal{d, higher} {
			x.Royalties, x.Offtakes, x.Credits = nil, nil, nil
		}
		opt := Options{Draws: 40, Groups: 4, Seed: 11}
		low, err := Value(t.Context(), d, opt)
		if err != nil {
			t.Fatal(err)
		}
		high, err := Value(t.Context(), higher, opt)
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range low.Firm.Values {
			if y := high.Firm.Values[i]; y < x-1e-9*math.Max(1, math.Abs(x)) {
				t.Fatalf("future %d: %g at a floor of %g, %g at %g", i, x, d.Floors[0].Floor.Value, y, up.Value)
			}
		}
	})
}

// scaled multiplies every amount, share and tonne of a deal.
func scaled(d *adit.Deal, by float64) *adit.Deal {
	c := clone.Of(d)
	times := func(list ...*adit.Figure) {
		for _, f := range list {
			f.Value, f.Low, f.High = f.Value*by, f.Low*by, f.High*by
		}
	}
	times(&c.Project.Capacity, &c.Project.FixedCost, &c.Project.Keeping, &c.Counts[0].Count, &c.Commons[0].Shares, &c.Preferreds[0].Amount, &c.Warrants[0].Shares,
		&c.Grants[0].Amount, &c.Floors[0].Volume, &c.Floors[0].Cap, &c.Floors[0].Upside[0].Cap, &c.Offtakes[0].Guaranteed, &c.Offtakes[0].Profit, &c.Offtakes[1].Volume,
		&c.Reserves[0].Ceiling, &c.Reserves[0].Minimum, &c.Insurances[0].Cover, &c.Exits[0].Traded)
	for i := range c.Project.Capex {
		times(&c.Project.Capex[i].Amount)
	}
	for i := range c.Loans {
		times(&c.Loans[i].Principal, &c.Loans[i].Deferred)
	}
	for i := range c.Funds[0].Commitments {
		times(&c.Funds[0].Commitments[i].Amount)
	}
	return c
}

// Value is linear in the notional: twice the money, tonnes and shares are worth
// twice as much, to everybody and in every future.
func TestValueIsLinearInNotional(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, by := drawn(t), rapid.Float64Range(0.01, 100).Draw(t, "by")
		opt := Options{Draws: 30, Groups: 3, Seed: 5}
		one, err := Value(t.Context(), d, opt)
		if err != nil {
			t.Fatal(err)
		}
		many, err := Value(t.Context(), scaled(d, by), opt)
		if err != nil {
			t.Fatal(err)
		}
		for i := range one.State.Values {
			for what, pair := range map[string][2]float64{"state": {one.State.Values[i], many.State.Values[i]}, "firm": {one.Firm.Values[i], many.Firm.Values[i]}} {
				if want := pair[0] * by; math.Abs(pair[1]-want) > 1e-8*math.Max(1, math.Abs(want)) {
					t.Fatalf("%s, future %d: %g times %g is not %g", what, i, pair[0], by, pair[1])
				}
			}
		}
	})
}

// Without volatility and ranges every future is the same one, the deterministic
// value computed by hand along the expected path.
func TestNoVolatilityIsDeterministic(t *testing.T) {
	d := plain(6)
	d.Indices[0].Volatility = num(0)
	d.Floors = []adit.PriceProtection{{Clause: clauseOf("floor"), Index: "px", Floor: num(108), Volume: num(1200), Average: 1}}
	v := value(t, d, Options{Draws: 50, Groups: 5, Seed: 1})
	want := 0.0
	for i := range 72 {
		px := math.Exp(math.Log(110) + math.Exp(-0.5*float64(i)/12)*(math.Log(100)-math.Log(110)))
		want -= math.Max(0, 108-px) * 100 * 1000 / 1e6 * math.Pow(1.04, -float64(i)/12)
	}
	for _, x := range v.AtBorrowing.Values {
		close10(t, "value", x, want)
	}
	if v.AtBorrowing.P5 != v.AtBorrowing.P95 {
		t.Errorf("futures differ without volatility: %g to %g", v.AtBorrowing.P5, v.AtBorrowing.P95)
	}
}

// The workers change nothing, and a figure's range has its own stream.
func TestWorkersChangeNothing(t *testing.T) {
	a := value(t, rich(), Options{Draws: 200, Groups: 10, Seed: 9, Workers: 1})
	b := value(t, rich(), Options{Draws: 200, Groups: 10, Seed: 9, Workers: 4})
	for i := range a.State.Values {
		if a.State.Values[i] != b.State.Values[i] || a.Firm.Values[i] != b.Firm.Values[i] {
			t.Fatalf("future %d differs with the workers", i)
		}
	}
}
