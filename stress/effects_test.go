package stress

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"adit"
	"adit/chain"
	"adit/dataset"
	"adit/market"
	"adit/rulebook"
)

// tiny is the network and law of the tiny world, not reconciled: it balances.
func tiny(t *testing.T) (*chain.Network, *rulebook.Book) {
	t.Helper()
	w, problems := dataset.Read(os.DirFS(filepath.Join("..", "testdata", "good", "tiny")), "tiny")
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	net, problems := chain.Build(w)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	book, problems := rulebook.New(w)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	return net, book
}

// What each kind of event does to a month, named by what it touches.
func TestEffectsOfEvents(t *testing.T) {
	net, book := tiny(t)
	grid := adit.Monthly(adit.NewDate(2026, 1, 1), 12)
	l := readLaw(net, book, grid, 1, adit.NewDate(2026, 1, 1))
	start := grid.Start(2)
	share := func(v float64) adit.Figure { return adit.Number(v, "1") }
	site := func(id string) int { return net.Site(id) }
	lane := func(name string) int { return net.LaneIndex(name) }
	value := func(list []market.Limit, i int) float64 {
		for _, x := range list {
			if x.Index == i {
				return x.Value
			}
		}
		return math.NaN()
	}
	nan := math.NaN()
	for name, c := range map[string]struct {
		event  adit.Event
		floors []adit.PriceFloor
		got    func(p *market.Period) []float64
		want   []float64
	}{
		"control": {adit.Event{Kind: adit.ControlEvent, ActsOn: []string{"cn-licence"}, Severity: share(0.2)}, nil,
			func(p *market.Period) []float64 { return []float64{p.Pools[0].Value} }, []float64{0.25}}, // 0.2 of 0.8
		"control denies": {adit.Event{Kind: adit.ControlEvent, ActsOn: []string{"cn-*"}, Denied: share(0.5)}, nil,
			func(p *market.Period) []float64 { return []float64{p.Pools[0].Value} }, []float64{0.5}}, // half of the rule's own 0.8
		"control lags": {adit.Event{Kind: adit.ControlEvent, ActsOn: []string{"cn-licence"}, Severity: share(0.4), Lag: months(1)}, nil,
			func(p *market.Period) []float64 { return []float64{p.Pools[0].Value} }, []float64{0.4 / 0.8 / 31}}, // 30 of 31 days nothing passes
		"control narrowed": {adit.Event{Kind: adit.ControlEvent, ActsOn: []string{"cn-licence"}, Materials: []string{"dy.metal"}, Severity: share(0)}, nil,
			func(p *market.Period) []float64 { return []float64{p.Pools[0].Value, float64(len(p.Pools))} }, []float64{0, 1}},
		"licences": {adit.Event{Kind: adit.LicencesEvent, ActsOn: []string{"cn-licence"}, Holders: []string{"smelter"}, Materials: []string{"dy.oxide"}, Severity: share(0.8)}, nil,
			func(p *market.Period) []float64 {
				return []float64{value(p.Lanes, lane("dy.oxide:CN>US")), value(p.Lanes, lane("dy.metal:CN>US"))}
			}, []float64{nan, nan}},
		"outage": {adit.Event{Kind: adit.OutageEvent, Sites: []string{"mine.*"}, Place: "MY", Severity: share(0.75)}, nil,
			func(p *market.Period) []float64 {
				return []float64{value(p.Available, site("mine.MY")), value(p.Available, site("mine.CN"))}
			}, []float64{0.25, nan}},
		"technology": {adit.Event{Kind: adit.TechnologyEvent, Recipes: []string{"separate"}, Place: "MY", Severity: share(0.5)}, nil,
			func(p *market.Period) []float64 {
				return []float64{value(p.Available, site("sep.MY")), value(p.Available, site("mine.MY"))}
			}, []float64{0.5, nan}},
		"price war": {adit.Event{Kind: adit.PriceWarEvent, Place: "CN", Materials: []string{"dy.metal"}, Severity: share(0.3), Extra: share(0.5)}, nil,
			func(p *market.Period) []float64 {
				return []float64{value(p.Available, site("metal.CN")), value(p.Costs, site("metal.CN")), value(p.Costs, site("metal.US"))}
			}, []float64{1.5, -0.3, nan}},
		"nationalism": {adit.Event{Kind: adit.NationalismEvent, Place: "CN", Materials: []string{"dy.ore"}, Severity: share(0.6)}, nil,
			func(p *market.Period) []float64 {
				return []float64{value(p.Routes, lane("dy.ore:CN>MY")), value(p.Routes, lane("dy.oxide:CN>US"))}
			}, []float64{0.4, nan}},
		"route": {adit.Event{Kind: adit.RouteEvent, To: []string{"US"}, Severity: share(1)}, nil,
			func(p *market.Period) []float64 {
				return []float64{value(p.Routes, lane("dy.oxide:MY>US")), value(p.Routes, lane("dy.ore:CN>MY"))}
			}, []float64{0, nan}},
		"demand": {adit.Event{Kind: adit.DemandEvent, Uses: []string{"motor.*"}, Place: "US", Severity: share(0.2)}, nil,
			func(p *market.Period) []float64 { return []float64{value(p.Demand, 0), value(p.Demand, 1)} }, []float64{nan, 1.2}},
		"ally releases": {adit.Event{Kind: adit.ReactionEvent, Place: "US", Severity: share(0.5)}, nil,
			func(p *market.Period) []float64 {
				return []float64{value(p.Releases, net.Node("dy.metal", "US"))}
			}, []float64{12 * 0.5 * 31 / 30.4375}},
		"floor": {adit.Event{Kind: adit.ShockEvent}, []adit.PriceFloor{{Sites: []string{"sep.*"}, Price: adit.Number(250, "USD/kg")}},
			func(p *market.Period) []float64 {
				return []float64{value(p.Floors, site("sep.MY")), value(p.Floors, site("mine.MY"))}
			}, []float64{250, nan}},
	} {
		c.event.ID, c.event.Date = name, start
		f := newFuture(l, c.floors)
		eps := newSampler([]adit.Event{c.event}, adit.Span{From: grid.Start(0), To: grid.Start(12) - 1}, 1, nil).draw(0)
		before, after := f.window(1, eps), f.window(2, eps)
		got := c.got(&after.Periods[0])
		for i := range c.want {
			if math.IsNaN(got[i]) != math.IsNaN(c.want[i]) || math.Abs(got[i]-c.want[i]) > 1e-6 {
				t.Errorf("%s: %v, by hand %v", name, got, c.want)
				break
			}
		}
		if c.floors == nil && name != "licences" && before.Key() == after.Key() {
			t.Errorf("%s: the month before it is like the month it strikes", name)
		}
	}
}

// Licences that name their holders let these resume and nobody else: what was
// one pool becomes a limit on each lane.
func TestLicencesNameTheirHolders(t *testing.T) {
	net, book := tiny(t)
	grid := adit.Monthly(adit.NewDate(2026, 1, 1), 3)
	l := readLaw(net, book, grid, 1, adit.NewDate(2026, 1, 1))
	day := grid.Start(0)
	events := []adit.Event{
		{ID: "ban", Kind: adit.ControlEvent, ActsOn: []string{"cn-licence"}, Date: day, Severity: adit.Number(0, "1")},
		{ID: "friends", Kind: adit.LicencesEvent, ActsOn: []string{"cn-licence"}, Holders: []string{"smelter"}, Materials: []string{"dy.oxide"}, Date: day, Severity: adit.Number(0.4, "1")},
	}
	f := newFuture(l, nil)
	p := f.window(0, newSampler(events, adit.Span{From: day, To: grid.Start(3) - 1}, 1, nil).draw(0)).Periods[0]
	oxide, found := net.LaneIndex("dy.oxide:CN>US"), false
	for _, x := range p.Lanes {
		if found = found || x.Index == oxide; x.Index == oxide && math.Abs(x.Value-0.5) > 1e-6 {
			t.Errorf("the holder's lane carries %g of its base, by hand 0.4/0.8", x.Value)
		}
	}
	if !found || len(p.Pools) != 1 || p.Pools[0].Value != 0 {
		t.Errorf("lanes %v, pools %v: the metal stays shut, the oxide has its own limit", p.Lanes, p.Pools)
	}
}

// A stock released by an ally is released once: the months add up to it.
func TestReleasesEndWithTheStock(t *testing.T) {
	net, book := tiny(t)
	grid := adit.Monthly(adit.NewDate(2026, 1, 1), 12)
	l := readLaw(net, book, grid, 1, adit.NewDate(2026, 1, 1))
	e := []adit.Event{{ID: "r", Kind: adit.ReactionEvent, Place: "US", Date: grid.Start(1) + 10, Severity: adit.Number(0.3, "1")}}
	f := newFuture(l, nil)
	eps := newSampler(e, adit.Span{From: grid.Start(0), To: grid.Start(12) - 1}, 1, nil).draw(0)
	sum := 0.0
	for p := range 12 {
		for _, x := range f.window(p, eps).Periods[0].Releases {
			sum += x.Value
		}
	}
	if math.Abs(sum-12) > 1e-6 {
		t.Errorf("%g t released of 12 t held", sum)
	}
}
