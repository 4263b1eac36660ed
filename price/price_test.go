package price_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"adit"
	"adit/price"
)

// series makes a series that begins in January 2024.
func series(id string, f adit.Frequency, prices ...float64) price.Series {
	s := price.Series{PriceSeries: adit.PriceSeries{ID: id, Currency: "USD", Unit: "t", Frequency: f}}
	d := adit.NewDate(2024, 1, 1)
	for _, p := range prices {
		s.Points = append(s.Points, adit.PricePoint{Series: id, Date: d, Price: p})
		switch f {
		case adit.EveryDay:
			d = d.AddDays(1)
		case adit.EveryWeek:
			d = d.AddDays(7)
		case adit.EveryMonth:
			d = d.AddMonths(1)
		default:
			d = d.AddMonths(12)
		}
	}
	return s
}

var late = adit.NewDate(2100, 1, 1)

var anyFrequency = rapid.SampledFrom(adit.Frequencies())

var anyPrices = rapid.SliceOfN(rapid.Float64Range(0.01, 1e5), 5, 40)

// No conversion changes what moved: moves, volatility and correlation are
// those of the series as observed, and a conversion there and back is no
// conversion.
func TestConversionKeepsTheMoves(t *testing.T) {
	near := func(a, b adit.Figure) bool {
		return a.Known() == b.Known() && (!a.Known() || math.Abs(a.Value-b.Value) <= 1e-6*(1+math.Abs(a.Value)))
	}
	rapid.Check(t, func(t *rapid.T) {
		s := series("a", anyFrequency.Draw(t, "frequency"), anyPrices.Draw(t, "prices")...)
		unit := rapid.SampledFrom([]string{"kg", "lb", "troy oz", "g", "short ton"}).Draw(t, "unit")
		other, err := s.In(unit)
		if err != nil {
			t.Fatal(err)
		}
		other, err = other.AtRate(price.Rate{From: "USD", To: "CNY", Value: rapid.Float64Range(0.01, 200).Draw(t, "rate"), Date: adit.NewDate(2026, 5, 29)})
		if err != nil {
			t.Fatal(err)
		}
		for _, months := range []int{1, 3, 12, 36} {
			w := price.Months(months)
			if a, b := s.Move(late, w).Change, other.Move(late, w).Change; !near(a, b) {
				t.Fatalf("move over %s: %v, converted %v", w, a, b)
			}
			if a, b := s.Volatility(late, w), other.Volatility(late, w); !near(a, b) {
				t.Fatalf("volatility over %s: %v, converted %v", w, a, b)
			}
			if r := price.Correlation(&s, &other, late, w); r.Known() && r.Value < 1-1e-6 {
				t.Fatalf("a series and itself correlate by %v", r.Value)
			}
		}
		back, err := other.In("t")
		if err != nil || math.Abs(back.Points[0].Price/other.Points[0].Price/(1000/kilograms[unit])-1) > 1e-9 {
			t.Fatalf("a price by the %s became %v by the tonne, %v", unit, back.Points[0].Price, err)
		}
		if s.Points[0].Price == other.Points[0].Price {
			t.Skip("the conversion was by one")
		}
	})
}

// kilograms are the weights of units, stated apart from the code under test.
var kilograms = map[string]float64{"kg": 1, "lb": 0.45359237, "troy oz": 0.0311034768, "g": 0.001, "short ton": 907.18474}

func TestConversionsRefused(t *testing.T) {
	s := series("a", adit.EveryMonth, 1, 2)
	for what, err := range map[string]error{
		"contained": second(s.In("mtu")), "unknown": second(s.In("bushel")),
		"currency": second(s.AtRate(price.Rate{From: "EUR", To: "USD", Value: 1.1, Date: 1})),
		"no day":   second(s.AtRate(price.Rate{From: "USD", To: "EUR", Value: 0.9})),
		"zero":     second(s.AtRate(price.Rate{From: "USD", To: "EUR", Date: 1})),
	} {
		if err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

func second(_ price.Series, err error) error { return err }

func TestMove(t *testing.T) {
	monthly := series("m", adit.EveryMonth, 100, 110, 99, 120, 130)
	yearly := series("y", adit.EveryYear, 100, 150)
	gap := series("g", adit.EveryMonth, 100, 110, 99)
	gap.Points = append(gap.Points[:1], gap.Points[2:]...)
	for _, c := range []struct {
		s      price.Series
		w      price.Window
		on     adit.Date
		want   float64
		reason string
	}{
		{monthly, price.Months(1), late, 130.0/120 - 1, ""},
		{monthly, price.Months(3), late, 130.0/110 - 1, ""},
		{monthly, price.Months(1), adit.NewDate(2024, 2, 20), 0.1, ""},
		{monthly, price.Window{N: 30, Unit: "day"}, late, 130.0/120 - 1, ""},
		{monthly, price.Months(12), late, 0, "no observation for 2023-05-01"},
		{monthly, price.Window{N: 2, Unit: "week"}, late, 0, "monthly series"},
		{monthly, price.Months(1), adit.NewDate(2020, 1, 1), 0, "no observation by"},
		{yearly, price.Months(12), late, 0.5, ""},
		{yearly, price.Months(3), late, 0, "yearly series"},
		{gap, price.Months(1), late, 0, "no observation for 2024-02-01"},
	} {
		got := c.s.Move(c.on, c.w).Change
		if c.reason == "" && (!got.Known() || math.Abs(got.Value-c.want) > 1e-12) || c.reason != "" && !strings.Contains(got.Unknown, c.reason) {
			t.Errorf("%s over %s by %s: %v %q, want %v %q", c.s.ID, c.w, c.on, got.Value, got.Unknown, c.want, c.reason)
		}
	}
}

// A price that grows evenly does not swing; alternating by a factor swings by
// the spread of its log.
func TestVolatilityByHand(t *testing.T) {
	even := series("e", adit.EveryMonth, 1, 2, 4, 8, 16)
	if v := even.Volatility(late, price.Months(12)); !v.Known() || v.Value > 1e-12 {
		t.Errorf("even growth swings by %v %s", v.Value, v.Unknown)
	}
	saw := series("s", adit.EveryMonth, 1, 2, 1, 2, 1)
	// Returns ±ln 2, mean 0, variance 4/3·ln²2 of four, times twelve months.
	want := math.Ln2 * math.Sqrt(4.0/3) * math.Sqrt(12)
	if v := saw.Volatility(late, price.Months(12)); math.Abs(v.Value-want) > 1e-12 {
		t.Errorf("the saw swings by %v, want %v", v.Value, want)
	}
	mirror := series("r", adit.EveryMonth, 2, 1, 2, 1, 2)
	if r := price.Correlation(&saw, &mirror, late, price.Months(12)); math.Abs(r.Value+1) > 1e-12 {
		t.Errorf("the saw and its mirror correlate by %v", r.Value)
	}
	if r := price.Correlation(&saw, &even, late, price.Months(12)); r.Known() && math.Abs(r.Value) > 1 {
		t.Errorf("correlation %v", r.Value)
	}
	yearly := series("y", adit.EveryYear, 1, 2, 1, 2, 1)
	if r := price.Correlation(&saw, &yearly, late, price.Months(600)); r.Known() {
		t.Errorf("a monthly and a yearly series correlate by %v", r.Value)
	}
}

// A condition is written the way it is read; a series never answers for a
// window shorter than its data, and says its frequency when it refuses.
func TestConditions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFrequency.Draw(t, "frequency")
		s := series("a", f, anyPrices.Draw(t, "prices")...)
		days := rapid.IntRange(1, 800).Draw(t, "days")
		c, err := price.ParseCondition("  MOVE > 20% in " + price.Window{N: days, Unit: "day"}.String())
		if err != nil {
			t.Fatal(err)
		}
		again, err := price.ParseCondition(c.String())
		if err != nil || again != c {
			t.Fatalf("%v is written %q and read %v, %v", c, c, again, err)
		}
		a := s.Check(c, late)
		if days < f.Days() && (a.Fired || !strings.Contains(a.Refused, string(f))) {
			t.Fatalf("a %s series answers %d days: fired %v, refused %q", f, days, a.Fired, a.Refused)
		}
		if a.Refused == "" && a.Fired != (math.Abs(a.Value.Value) > 0.2) {
			t.Fatalf("fired %v on a move of %v", a.Fired, a.Value.Value)
		}
	})
	s := series("a", adit.EveryMonth, 100, 70)
	for text, want := range map[string]bool{
		"fall > 20% in 30 days": true, "rise > 20% in 1 month": false, "move > 20% in 4 weeks": true, "move < 20% in 30 days": false,
		"price < 71": true, "price > 71": false, "fall > 30.5% in 1 month": false,
	} {
		c, err := price.ParseCondition(text)
		if err != nil {
			t.Fatal(err)
		}
		if a := s.Check(c, late); a.Fired != want || a.Refused != "" {
			t.Errorf("%s: fired %v, refused %q", text, a.Fired, a.Refused)
		}
	}
}

func FuzzParseCondition(f *testing.F) {
	for _, s := range []string{"move > 20% in 30 days", "price < 1", "volatility > 4.5% in 12 months", "move > 20% in 0 days", "", "move >"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := price.ParseCondition(text)
		if err != nil {
			return
		}
		again, err := price.ParseCondition(c.String())
		if err != nil || again.What != c.What || again.Window != c.Window || again.Above != c.Above {
			t.Fatalf("%q is written %q and read %v, %v", text, c, again, err)
		}
	})
}

// A listing names every series once, under its sector.
func TestListing(t *testing.T) {
	w := &adit.World{
		Series: []adit.PriceSeries{
			{ID: "b", Commodity: "Zinc", Sector: "base", Frequency: adit.EveryMonth}, {ID: "a", Commodity: "copper", Sector: "base", Frequency: adit.EveryMonth},
			{ID: "c", Commodity: "x", Frequency: adit.EveryMonth}, {ID: "none", Sector: "base"},
		},
		Prices: []adit.PricePoint{
			{Series: "a", Date: adit.NewDate(2026, 2, 1), Price: 3}, {Series: "a", Date: adit.NewDate(2026, 1, 1), Price: 2},
			{Series: "b", Date: adit.NewDate(2026, 1, 1), Price: 5}, {Series: "c", Date: adit.NewDate(2026, 1, 1), Price: 5},
		},
	}
	listing := price.Listing(price.Of(w), adit.NewDate(2026, 2, 28))
	if err := listing.Err(); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, row := range listing.Rows() {
		b.WriteString(row[0].Raw() + " " + row[1].Raw() + " " + row[5].Raw() + " " + row[6].Raw() + " " + row[9].Raw() + "\n")
	}
	if want := "other c  5 \nbase a 2 3 0.5\nbase b  5 \n"; b.String() != want {
		t.Errorf("the listing reads\n%swant\n%s", b.String(), want)
	}
}
