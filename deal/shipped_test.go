package deal

import (
	"math"
	"math/big"
	"slices"
	"sync"
	"testing"

	"adit"
	"adit/dataset"
	"adit/internal/clone"
	"adit/worlds"
)

// shippedOnce reads the shipped world once for all tests.
var shippedOnce = sync.OnceValues(func() (*adit.World, error) {
	fsys, name, err := worlds.Open(worlds.Default)
	if err != nil {
		return nil, err
	}
	w, problems := dataset.Read(fsys, name)
	return w, problems.Errors()
})

func shipped(t testing.TB) *adit.World {
	t.Helper()
	w, err := shippedOnce()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func shippedDeal(t testing.TB, id string) *adit.Deal {
	t.Helper()
	d := shipped(t).Deal(id)
	if d == nil {
		t.Fatalf("no deal %s", id)
	}
	return clone.Of(d)
}

func holding(t *testing.T, d *adit.Deal, holder, firm, basis string) Holding {
	t.Helper()
	for _, h := range Holdings(d) {
		if h.Holder == holder && h.Firm == firm && h.Basis == basis {
			return h
		}
	}
	t.Fatalf("%s: %s holds nothing of %s %s", d.ID, holder, firm, basis)
	return Holding{}
}

func percent(h Holding, digits int) string {
	return new(big.Rat).Mul(h.Share, big.NewRat(100, 1)).FloatString(digits)
}

// The holdings that filed share counts give.
func TestHoldingsFromFiledCounts(t *testing.T) {
	trilogy := shippedDeal(t, "trilogy-dow")
	h := holding(t, trilogy, "dow", "trilogy", "before issue")
	if h.Shares != 16431140 || h.Base != 164311410 || h.Known != "filed" || percent(h, 3) != "10.000" {
		t.Errorf("Trilogy: %s, %v of %v", h, h.Shares, h.Base)
	}
	after := holding(t, trilogy, "dow", "trilogy", "after issue")
	if after.Base != 164311410+8215570 || percent(after, 2) != "9.52" {
		t.Errorf("Trilogy after issue: %s", after)
	}
	full := holding(t, trilogy, "dow", "trilogy", "fully diluted")
	// 12,323,356 more under warrant and call, of which the call's half dilutes nobody.
	if full.Shares != 16431140+12323356 || full.Base != 164311410+8215570+6161678 || percent(full, 2) != "16.09" {
		t.Errorf("Trilogy fully diluted: %s, %v of %v", full, full.Shares, full.Base)
	}
	if c := Crossings([]Holding{h}); len(c) != 0 { // above 10%, and it is not
		t.Errorf("Trilogy at 10.000%% crosses %v", c)
	}

	kz := shippedDeal(t, "korea-zinc-dow")
	h = holding(t, kz, "crucible", "korea-zinc", "after issue")
	if h.Shares != 2209716 || h.Base != 20872969 || percent(h, 3) != "10.586" {
		t.Errorf("Korea Zinc: %s of %v", h, h.Base)
	}
	if base := kz.Counts[1]; base.Basis != "filed" || base.Count.Value != h.Base {
		t.Errorf("Korea Zinc: the registered count is %v", base.Count.Value)
	}
	if through := new(big.Rat).Mul(LookThrough(kz, "dow", "korea-zinc"), big.NewRat(100, 1)).FloatString(2); through != "4.23" {
		t.Errorf("through the joint venture the state has %s%%", through)
	}

	intel := shippedDeal(t, "intel-commerce")
	h = holding(t, intel, "commerce", "intel", "before issue")
	if h.Shares != 433323000 || h.Base != 4369e6 || h.Known != "average" || percent(h, 1) != "9.9" {
		t.Errorf("Intel: %s", h)
	}
	if h = holding(t, intel, "commerce", "intel", "after issue"); percent(h, 1) != "9.0" {
		t.Errorf("Intel after issue: %s", h)
	}

	mp := shippedDeal(t, "mp-dow")
	shares, left := SharesFor(400, 30.03)
	if shares != 13320013 {
		t.Errorf("USD 400 m at 30.03 buy %d", shares)
	}
	if v, _ := left.Float64(); v < 0 || v >= 30.03 {
		t.Errorf("%v is left over", v)
	}
	h = holding(t, mp, "dow", "mp", "before issue, as exercised")
	if h.Shares != 24521672 || h.Known != "circular" || percent(h, 0) != "15" {
		t.Errorf("MP: %s, %v shares", h, h.Shares)
	}

	lac := shippedDeal(t, "lac-doe")
	economic, votes := map[string]float64{}, map[string]float64{}
	for _, s := range lac.Stakes {
		economic[s.Holder], votes[s.Holder] = s.Economic.Value, s.Votes.Value
	}
	if economic["lac"] != 0.59 || economic["gm"] != 0.36 || economic["doe"] != 0.05 || votes["lac"] != 0.62 || votes["gm"] != 0.38 || votes["doe"] != 0 {
		t.Errorf("the joint venture of Lithium Americas: %v, %v", economic, votes)
	}
	// The economics follow from the votes: 5% come off both.
	if math.Round(62*0.95) != 59 || math.Round(38*0.95) != 36 {
		t.Error("62 and 38 less a twentieth are not 59 and 36")
	}
	for _, c := range []struct{ base, want float64 }{{242514000, 12763895}, {303489000, 15973105}} {
		if got, _ := WarrantsFor(0.05, c.base).Float64(); math.Round(got) != c.want {
			t.Errorf("5%% after issue on %v are %v shares, want %v", c.base, got, c.want)
		}
	}

	usar := holding(t, shippedDeal(t, "usar-commerce"), "us", "usar", "after issue")
	if percent(usar, 1) != "6.9" {
		t.Errorf("USA Rare Earth: %s", usar)
	}
}

// alone returns a copy of a deal with its floors only, everything of it certain,
// on an index that follows a curve by month.
func alone(d *adit.Deal, from adit.Date, prices []float64) *adit.Deal {
	c := &adit.Deal{ID: d.ID, Signed: from, Until: from.AddMonths(len(prices)) - 1, State: d.State, Firm: d.Firm, Parties: d.Parties, Conditions: d.Conditions, Floors: d.Floors, Borrowing: num(0.04)}
	for _, x := range d.Indices {
		if x.ID == d.Floors[0].Index {
			x.Process, x.Curve = "curve", nil
			for i, p := range prices {
				x.Curve = append(x.Curve, adit.CurvePoint{Date: from.AddMonths(i), Price: num(p)})
			}
			c.Indices = []adit.Index{x}
		}
	}
	return clone.Of(c)
}

// crossing is two years of an index that rises through 110 and on through 150.
var crossing = []float64{
	60, 65, 70, 80, 95, 98, 100, 109, 118, 104, 112, 126,
	130, 140, 149, 160, 170, 210, 150, 151, 149, 111, 108, 107,
}

// quarters returns what a leg pays at the end of each quarter, and fails on
// payments in other months.
func quarters(t *testing.T, v *Valuation, what string) []float64 {
	t.Helper()
	var out []float64
	for l, leg := range v.Legs {
		if leg.What != what {
			continue
		}
		for m, x := range v.Flows[l] {
			if m%3 == 2 {
				out = append(out, x)
			} else if x != 0 {
				t.Errorf("%s is paid in %s", what, v.Clock[m])
			}
		}
	}
	return out
}

// MP's floor. Before 10X produces the state pays max(0, 110 − index) × covered
// volume each quarter and gets nothing above 110; after it, it also gets 30% of
// max(0, index − 110) × covered volume.
func TestFloorOfMP(t *testing.T) {
	const volume = 4000.0 // t a year
	from := day(2026, 1, 1)
	mean := func(q int) float64 { return (crossing[3*q] + crossing[3*q+1] + crossing[3*q+2]) / 3 }
	for _, c := range []struct {
		name string
		met  adit.Date
	}{{"before 10X", 0}, {"after 10X", from}, {"10X in the second year", day(2027, 1, 1)}} {
		d := alone(shippedDeal(t, "mp-dow"), from, crossing)
		d.Floors[0].Volume = num(volume)
		d.Conditions[0].Odds = num(0)
		d.Conditions[0].Met = c.met
		v := value(t, d, Options{Draws: 1, Fixed: true})
		paid, back := quarters(t, v, "floor"), quarters(t, v, "share above the strike")
		ups, downs := 0, 0
		for q := range 8 {
			wantPaid := math.Max(0, 110-mean(q)) * volume / 4 * 1000 / 1e6
			wantBack := 0.0
			if !c.met.IsZero() && from.AddMonths(3*q+2) >= c.met {
				wantBack = 0.3 * math.Max(0, mean(q)-110) * volume / 4 * 1000 / 1e6
			}
			close10(t, c.name+": floor", paid[q], wantPaid)
			close10(t, c.name+": share above", back[q], wantBack)
			if wantPaid > 0 {
				downs++
			}
			if mean(q) > 110 {
				ups++
			}
		}
		if ups < 3 || downs < 3 {
			t.Fatalf("the index does not cross: %d quarters above, %d below", ups, downs)
		}
		net := v.Net("dow")
		state := 0.0
		for _, x := range net {
			state += x
		}
		if c.met.IsZero() && state >= 0 {
			t.Errorf("before 10X the state came out at %g", state)
		}
	}
}

// Lynas and JARE: 30% above 150, and never more than 10 m a calendar year.
func TestFloorOfLynas(t *testing.T) {
	from := day(2027, 1, 1)
	high := append(slices.Repeat([]float64{152}, 12), slices.Repeat([]float64{240}, 12)...)
	d := alone(shippedDeal(t, "lynas-jare"), from, high)
	v := value(t, d, Options{Draws: 1, Fixed: true})
	back := quarters(t, v, "share above the strike")
	for q := range 4 {
		close10(t, "share above 150", back[q], 0.3*2*1250*1000/1e6)
	}
	second := back[4] + back[5] + back[6] + back[7]
	close10(t, "at most 10 m a year", second, 10)
	for _, x := range quarters(t, v, "floor") {
		close10(t, "no floor at 152", x, 0)
	}
	d = alone(shippedDeal(t, "lynas-jare"), from, slices.Repeat([]float64{150, 130, 140}, 8))
	for _, x := range quarters(t, value(t, d, Options{Draws: 1, Fixed: true}), "share above the strike") {
		close10(t, "nothing between 110 and 150", x, 0)
	}
}

// Every shipped deal is valued, or says why not; those not closed say so; what
// is redacted stands as a range.
func TestShippedDeals(t *testing.T) {
	w := shipped(t)
	want := []string{"au-us-pipeline", "intel-commerce", "japan-vehicle", "korea-zinc-dow", "lac-doe", "lynas-jare", "mp-dow", "nvidia-amd-share", "orion-cmc", "serra-verde-dfc", "trilogy-dow", "uamy-dla", "us-steel-golden", "usar-commerce", "vulcan-osc"}
	var have []string
	for i := range w.Deals {
		d := &w.Deals[i]
		have = append(have, d.ID)
		if (d.Status == adit.DealClosed) != !d.Closed.IsZero() {
			t.Errorf("%s is %s and closed on %s", d.ID, d.Status, d.Closed)
		}
		if d.Unvalued != "" {
			if _, err := Value(t.Context(), d, Options{Draws: 1}); err == nil {
				t.Errorf("%s was valued, though %s", d.ID, d.Unvalued)
			}
			continue
		}
		ready, calibrated, err := Prepare(d, w.Series, w.Prices, 0)
		if err != nil {
			t.Errorf("%s: %v", d.ID, err)
			continue
		}
		for _, c := range calibrated {
			if c.Fit.Observations < LeastObservations {
				t.Errorf("%s: %s rests on %d observations", d.ID, c.Index, c.Fit.Observations)
			}
		}
		v := value(t, ready, Options{Draws: 100, Groups: 10, Seed: 1})
		for _, x := range v.State.Values {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Fatalf("%s is worth %v", d.ID, x)
			}
		}
		moved := 0.0
		for l := range v.Flows {
			for _, x := range v.Flows[l] {
				moved += math.Abs(x)
			}
		}
		if moved == 0 {
			t.Errorf("%s moves no money", d.ID)
		}
	}
	if !slices.Equal(have, want) {
		t.Errorf("deals %v, want %v", have, want)
	}
}
