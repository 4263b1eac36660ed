package deal

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"adit"
	"adit/internal/clone"
)

// mine is a project that is all a deal is about: it makes 1,000 t a year of a
// good at a constant price.
func mine(price, cost, capex float64) *adit.Deal {
	d := plain(20)
	d.Indices = []adit.Index{{ID: "px", Process: "constant", Spot: num(price)}}
	d.Conditions = nil
	d.Project = adit.DealProject{Index: "px", Capacity: num(1000), Start: day(2028, 1, 1), Life: num(10), UnitCost: num(cost), Capex: []adit.Spend{{Date: day(2026, 1, 1), Amount: num(capex)}}}
	return d
}

// The value of a simple mine is the one computed by hand.
func TestProjectByHand(t *testing.T) {
	v := value(t, mine(100, 60, 150), Options{Draws: 1, Fixed: true})
	want := -150.0
	for i := 24; i < 144; i++ {
		want += 40.0 / 12 * math.Pow(1.1, -float64(i)/12)
	}
	close10(t, "mine", v.Without.Mean, want)
	close10(t, "tonnes", v.Tonnes.Mean, 10_000)
	taxed := mine(100, 60, 150)
	taxed.Project.Tax = num(0.25)
	tv := value(t, taxed, Options{Draws: 1, Fixed: true})
	// 400 m of margin less what of 150 m is written off by the end of the tenth
	// year of spending; the rest of the life pays on all of it.
	treasury := sum(tv.Net(Treasury))
	close10(t, "tax", treasury, 0.25*(400-150))
}

// A grant that closes the gap is what makes the project; a smaller one is not
// enough, and where there is no gap none was needed.
func TestAdditionality(t *testing.T) {
	gap := -value(t, mine(100, 60, 250), Options{Draws: 1, Fixed: true}).Without.Mean
	if gap <= 0 {
		t.Fatal("the mine pays without help")
	}
	for _, c := range []struct {
		name                      string
		capex, grant              float64
		additional, always, never float64
	}{{"enough", 250, gap + 1, 1, 0, 0}, {"too little", 250, gap - 1, 0, 0, 1}, {"not needed", 100, 50, 0, 1, 0}} {
		d := mine(100, 60, c.capex)
		d.Grants = []adit.Grant{{Clause: clauseOf("grant"), Amount: num(c.grant)}}
		v := value(t, d, Options{Draws: 10, Groups: 5})
		if v.Additional != c.additional || v.Regardless != c.always || v.Never != c.never {
			t.Errorf("%s: %v, %v, %v", c.name, v.Additional, v.Regardless, v.Never)
		}
		if c.additional == 1 && v.TonnesAlone.Mean != 0 {
			t.Errorf("%s: %v t without the deal", c.name, v.TonnesAlone.Mean)
		}
	}
	// Between: a cost known as a range makes it a share.
	d := mine(100, 60, 250)
	d.Project.UnitCost = ranged(30, 60, 90)
	d.Grants = []adit.Grant{{Clause: clauseOf("grant"), Amount: num(gap)}}
	v := value(t, d, Options{Draws: 400, Groups: 400})
	if v.Additional < 0.1 || v.Additional > 0.9 || math.Abs(v.Additional+v.Regardless+v.Never-1) > 1e-12 {
		t.Errorf("with an uncertain cost: %v, %v, %v", v.Additional, v.Regardless, v.Never)
	}
}

// The flat price at which the mine breaks even solves its present value.
func TestBreakEven(t *testing.T) {
	d := mine(100, 60, 150)
	d.Floors = []adit.PriceProtection{{Clause: clauseOf("floor"), Index: "px", Floor: num(80)}}
	d.Floors[0].Volume = num(500)
	list, err := BreakEvens(t.Context(), d, "px", Options{})
	if err != nil {
		t.Fatal(err)
	}
	annuity := 0.0
	for i := 24; i < 144; i++ {
		annuity += 1.0 / 12 * math.Pow(1.1, -float64(i)/12)
	}
	if got, want := list[0].Price, 60+150/annuity; !list[0].Found || math.Abs(got-want) > 1e-6*want {
		t.Errorf("breaks even at %v, want %v", got, want)
	}
	if list[2].Found || list[2].Because != "it gains at no price" {
		t.Errorf("a state that only pays: %+v", list[2])
	}
	if list[1].Price > list[0].Price {
		t.Errorf("a floor raised the break-even price from %v to %v", list[0].Price, list[1].Price)
	}
}

// An idle plant: without the floor a price war closes it, with it it runs.
func TestFloorKeepsAPlantOpen(t *testing.T) {
	d := mine(50, 60, 0)
	d.Project.Mothball = true
	d.Floors = []adit.PriceProtection{{Clause: clauseOf("floor"), Index: "px", Floor: num(80), Volume: num(1000)}}
	v := value(t, d, Options{Draws: 1, Fixed: true})
	if math.Abs(v.Tonnes.Mean-10_000) > 1e-6 || v.TonnesAlone.Mean != 0 {
		t.Errorf("%v t with the floor, %v without", v.Tonnes.Mean, v.TonnesAlone.Mean)
	}
}

// A tornado moves one range at a time, and says how far the value goes.
func TestTornado(t *testing.T) {
	d := mine(100, 60, 150)
	d.Grants = []adit.Grant{{Clause: clauseOf("grant"), Amount: ranged(10, 20, 40)}, {Clause: clauseOf("small"), Amount: ranged(4, 5, 6)}}
	list, err := Tornado(t.Context(), d, Options{Draws: 4})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].Key != "grants[grant].amount" {
		t.Fatalf("%+v", list)
	}
	close10(t, "low", list[0].Low, -15)
	close10(t, "high", list[0].High, -45)
	close10(t, "width", list[1].Width(), 2)
}

// A waterfall pays capital and the preferred return first, and the manager only
// then; nothing is made or lost in it.
func TestFundWaterfall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := func(name string, low, high float64) adit.Figure {
			return num(rapid.Float64Range(low, high).Draw(t, name))
		}
		x := &adit.Fund{Calls: num(float64(rapid.IntRange(1, 5).Draw(t, "calls"))), Life: num(float64(rapid.IntRange(6, 15).Draw(t, "life"))),
			Fee: r("fee", 0, 0.03), Hurdle: r("hurdle", 0, 0.12), Carry: r("carry", 0, 0.3), Recycling: r("recycling", 0, 0.5), Growth: r("growth", -0.05, 0.2)}
		w := waterfall(x, 100, func() float64 { return 0 })
		flows := make([]float64, len(w.calls))
		for m := range flows {
			flows[m] = w.paid[m] - w.calls[m] - w.fees[m]
		}
		// Where carry is paid, the investors have had their preferred return.
		if carry := sum(w.carry); carry > 1e-9 {
			if pv := PresentValue(flows, x.Hurdle.Value); pv < -1e-7 {
				t.Fatalf("carry of %g while investors lack %g of their preferred return", carry, -pv)
			}
		} else if x.Carry.Value > 1e-3 {
			if pv := PresentValue(flows, x.Hurdle.Value); pv > 1e-7 {
				t.Fatalf("no carry, though investors have %g over their preferred return", pv)
			}
		}
		if got := sum(w.calls); math.Abs(got-100) > 1e-9 {
			t.Fatalf("%g called of 100", got)
		}
	})
}

// Ownership over time: what is bought counts at once, what may be exercised from
// its trigger, and what is sold leaves after the lock-up.
func TestOwnershipOverTime(t *testing.T) {
	d := rich()
	d.Commons[0].Count, d.Warrants[0].Count = "base", "base"
	d.Warrants[0].Trigger = "later"
	list := Ownership(d)
	at := func(date adit.Date) OwnershipAt {
		i := slices.IndexFunc(list, func(o OwnershipAt) bool { return o.Date == date })
		return list[i]
	}
	close10(t, "at first", at(day(2026, 1, 1)).Basic, 1e6/(1e8+1e6))
	converted, _ := SharesFor(50, 30)
	close10(t, "as converted", at(day(2026, 1, 1)).Diluted, (1e6+float64(converted))/(1e8+1e6+float64(converted)))
	if before, after := at(day(2028, 6, 1)).Diluted, at(day(2028, 8, 1)).Diluted; after <= before {
		t.Errorf("the trigger of July 2028 changed nothing: %v, %v", before, after)
	}
	if end := list[len(list)-1].Basic; end >= at(day(2026, 1, 1)).Basic/2 {
		t.Errorf("nothing was sold by the end: %v", end)
	}
}

// A threshold at half is reached by exactly half; one above a third is not
// reached by exactly a third.
func TestThresholds(t *testing.T) {
	reached := func(share, of float64) (names []string) {
		h := Holding{Share: Cost(share, 1)}
		h.Share.Quo(h.Share, exact(of))
		for _, c := range Crossings([]Holding{h}) {
			names = append(names, c.Threshold.Name)
		}
		return names
	}
	if got := reached(1, 2); !slices.Contains(got, "50%") {
		t.Errorf("exactly half reaches %v", got)
	}
	if got := reached(1, 3); slices.Contains(got, "33⅓%") || !slices.Contains(got, "25%") {
		t.Errorf("exactly a third reaches %v", got)
	}
	if got := reached(100_000_001, 1_000_000_000); !slices.Equal(got, []string{"10%"}) {
		t.Errorf("one share above a tenth reaches %v", got)
	}
	if got := reached(1, 10); len(got) != 0 {
		t.Errorf("exactly a tenth reaches %v", got)
	}
}

// Two deals on one material see the same prices in every draw.
func TestOneMarket(t *testing.T) {
	a, b := plain(5), plain(5)
	a.Indices[0].Material, b.Indices[0].Material = "good", "good"
	b.Indices[0].ID, b.Indices[0].Level = "other", num(500)
	b.ID = "b"
	together := OneMarket([]*adit.Deal{a, b})
	if b.Indices[0].Level.Value != 500 {
		t.Fatal("the terms were changed")
	}
	var paths [2][][]float64
	for i, d := range together {
		p, err := compile(d, d.Signed, 3, nil)
		if err != nil {
			t.Fatal(err)
		}
		f := p.newFuture()
		p.happen(f, 17)
		paths[i] = clone.Of(f.price)
	}
	if !slices.Equal(paths[0][0], paths[1][0]) {
		t.Error("prices differ")
	}
}

// Prices handed in take the place of the process, and money in another currency
// is converted.
func TestPricesHandedIn(t *testing.T) {
	d := plain(2)
	d.Rates = []adit.DealRate{{Currency: "EUR", Value: num(1.25), Date: day(2026, 1, 1)}}
	d.Floors = []adit.PriceProtection{{Clause: clauseOf("floor"), Index: "px", Floor: num(110), Volume: num(1200)}}
	v := value(t, d, Options{Draws: 3, Fixed: true, Prices: func(draw int, on adit.Date, x *adit.Index) (adit.Money, bool) {
		return adit.Money{Amount: 80 + float64(draw), Currency: "EUR", On: on}, true
	}})
	for i, got := range v.State.Values {
		want := 0.0
		for q := range 8 {
			want -= (110 - 1.25*(80+float64(i))) * 300 * 1000 / 1e6 * math.Pow(1.07, -float64(3*q+2)/12)
		}
		close10(t, "floor on prices handed in", got, want)
	}
}

// Exact arithmetic: decimals, not their nearest binary fractions.
func TestExact(t *testing.T) {
	if n, left := SharesFor(0.0000003, 0.1); n != 3 || left.Sign() != 0 {
		t.Errorf("0.30 buys %d at 0.10 and leaves %v", n, left)
	}
	if got := Cost(8215570, 2.17).FloatString(2); got != "17827786.90" {
		t.Errorf("8,215,570 at 2.17 cost %s", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		price := float64(rapid.IntRange(1, 1e6).Draw(t, "cents")) / 100
		n, left := SharesFor(float64(rapid.IntRange(1, 1e5).Draw(t, "millions")), price)
		if n < 0 || left.Sign() < 0 || left.Cmp(exact(price)) >= 0 {
			t.Fatalf("%d shares at %v leave %v", n, price, left)
		}
	})
}
