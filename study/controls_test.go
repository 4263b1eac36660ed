package study

import (
	"context"
	"slices"
	"testing"

	"adit"
	"adit/lp/highs/highstest"
	"adit/stress"
	"adit/worlds/worldstest"
)

// ask runs a scenario on the shipped world.
func ask(t *testing.T, opt Options) *run {
	t.Helper()
	opt.World, opt.Solver, opt.On, opt.Seed = worldstest.Shipped(t), highstest.Open(t), adit.NewDate(2026, 11, 22), 1
	r, err := start(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestControlsReturn holds the model to the signs and the order of what a
// return of controls must do; no level is tuned.
func TestControlsReturn(t *testing.T) {
	r := ask(t, Options{Scenario: []string{"controls-return"}, Draws: 6, Months: 60, Workers: 2})
	bite := r.grid.Period(adit.NewDate(2027, 1, 11))
	denial := 0 // No. 46 ¶2 bites before the run begins
	for _, v := range r.views() {
		if v.inside != "CN" {
			t.Fatalf("%s: the restricted market is %q, want CN", v.id(), v.inside)
		}
		begins := bite
		if slices.Contains([]string{"gallium", "aluminium", "germanium", "antimony"}, v.id()) {
			begins = denial
		}
		for i, d := range finished(v.part) {
			if first := v.firstShortage(d); first < begins {
				t.Errorf("%s, draw %d: core demand unmet in month %d, before the controls bite in %d", v.id(), i, first, begins)
			}
		}
		for _, p := range v.split() {
			switch p.material {
			case "dy.oxide", "tb.oxide":
				calm := maximum(v.calm, p.ratio)
				if got := v.peakRatio(p); got.low <= 1.05*calm {
					t.Errorf("%s: outside over inside price peaks at %.3g (P10), want more than 5%% over %.3g with no event", p.material, got.low, calm)
				}
			}
		}
		v.testPositionLeads(t)
		v.testReturn(t)
	}
}

// testPositionLeads: where core demand goes unmet, the pipeline outside had
// already been falling for the months before.
func (v *view) testPositionLeads(t *testing.T) {
	t.Helper()
	leading := v.split()[0].material
	switch v.id() {
	case "magnet":
		leading = "dy.oxide"
	case "aluminium": // gallium is what is restricted on that host
		leading = "ga.refined"
	}
	short := 0
	for i, d := range finished(v.part) {
		first := v.firstShortage(d)
		if first == len(d) {
			continue
		}
		short++
		if first == 0 {
			t.Errorf("%s, draw %d: short in the first month", v.id(), i)
			continue
		}
		start, before := v.positionOutside(leading, v.calm[0]), v.positionOutside(leading, d[first-1])
		if before >= 0.9*start {
			t.Errorf("%s, draw %d: goes short in month %d while the position of %s outside stands at %.0f%% of the base the month before", v.id(), i, first, leading, 100*before/start)
		}
	}
	// The other chains find other sources or do without; these two do not.
	if short == 0 && slices.Contains([]string{"magnet", "gallium", "aluminium"}, v.id()) {
		t.Errorf("%s: no draw goes short, so the order is untested", v.id())
	}
}

// testReturn: once an episode and its recovery are over, the price outside
// comes back to the base and stays there: no ringing.
func (v *view) testReturn(t *testing.T) {
	t.Helper()
	for _, p := range v.split() {
		if p.material != "dy.oxide" && p.material != "ga.refined" {
			continue
		}
		for i, d := range finished(v.part) {
			peak, at := 0.0, 0
			for m, rec := range d {
				if x := p.outside(rec); x > peak {
					peak, at = x, m
				}
			}
			base := p.outside(v.calm[0])
			// After the peak, once the price has first come within 10% of the
			// base it must stay within a third of the rise it came from.
			back := -1
			for m := at; m < len(d); m++ {
				x := p.outside(d[m])
				if back < 0 && x < 1.1*base {
					back = m
				}
				if back >= 0 && x > base+(peak-base)/3 {
					t.Errorf("%s, draw %d: price rings: back to base in month %d, at %.3g again in month %d (base %.3g, peak %.3g)", p.material, i, back, x, m, base, peak)
					break
				}
			}
		}
	}
}

// TestGalliumSplitsBetweenUnitedStatesAndChina: the denial to the United States
// bites re-exports too, so its price leaves the Chinese one behind.
func TestGalliumSplitsBetweenUnitedStatesAndChina(t *testing.T) {
	r := ask(t, Options{Scenario: []string{"controls-return"}, Material: "gallium", Draws: 2, Months: 24, Workers: 2})
	v := r.views()[0]
	us, cn := v.net.Node("ga.refined", "US"), v.net.Node("ga.refined", "CN")
	ratio := func(rec *stress.Record) float64 { return rec.Price[us] / rec.Price[cn] }
	calm, got := maximum(v.calm, ratio), overDraws(v.part, func(d []*stress.Record) float64 { return maximum(d, ratio) })
	if got.low <= 1.05*calm {
		t.Errorf("US over Chinese gallium price peaks at %.3g, want more than 5%% over %.3g", got.low, calm)
	}
}

// TestTruceHoldsIsTheBaseline: the baseline against itself moves nothing.
func TestTruceHoldsIsTheBaseline(t *testing.T) {
	r := ask(t, Options{Scenario: []string{"truce-holds"}, Draws: 1, Months: 12})
	for _, v := range r.views() {
		if v.totalUnmet() != 0 {
			t.Errorf("%s goes short in the baseline", v.id())
		}
	}
}

func (v *view) totalUnmet() float64 {
	sum := 0.0
	for _, d := range finished(v.part) {
		for _, rec := range d {
			sum += unmet(rec)
		}
	}
	return sum
}

// TestFullCutoffHurtsMoreThanControls orders the two scenarios by loss.
func TestFullCutoffHurtsMoreThanControls(t *testing.T) {
	lost := func(scenario string) float64 {
		r := ask(t, Options{Scenario: []string{scenario}, Draws: 2, Months: 24, Workers: 2})
		return r.totalLoss().mean
	}
	if a, b := lost("controls-return"), lost("full-cutoff"); b <= a {
		t.Errorf("a full cut-off loses %.4g, controls %.4g million USD", b, a)
	}
}

// TestExtractantsCut: the scenario that takes only the reagent away lets
// Malaysian separation run on for the half year it holds, and no longer; its
// magnets still come, since China goes on selling oxide and metal.
func TestExtractantsCut(t *testing.T) {
	r := ask(t, Options{Scenario: []string{"extractants-cut"}, Draws: 1, Months: 24, Workers: 2})
	views := r.views()
	if len(views) != 1 || views[0].id() != "magnet" {
		t.Fatalf("the scenario touches %d chains, want the magnet chain alone", len(views))
	}
	v := views[0]
	site, cut := v.net.Site("my-lynas-gebeng"), r.grid.Period(adit.NewDate(2027, 1, 11))
	share := func(month int) float64 {
		return finished(v.part)[0][month].Output[site] / v.market.BaseOutput(site)
	}
	for month := range cut + 6 {
		if got := share(month); got < 0.98 {
			t.Errorf("month %d, %d months after the cut: separation makes %.3f of the base", month, month-cut, got)
		}
	}
	if got := share(23); got > 0.7 {
		t.Errorf("two years on separation still makes %.3f of the base", got)
	}
	if sum := v.totalUnmet(); sum != 0 {
		t.Errorf("%.3g t of core demand go unmet while China sells oxide, metal and magnets", sum)
	}
}
