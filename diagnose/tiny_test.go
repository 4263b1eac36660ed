package diagnose

import (
	"math"
	"os"
	"testing"

	"pgregory.net/rapid"

	"adit"
	"adit/chain"
	"adit/dataset"
	"adit/rulebook"
)

// tiny is the hand-made world, whose base year balances as it stands.
func tiny(t testing.TB, change func(*adit.World)) *chain.Network {
	t.Helper()
	w, problems := dataset.Read(os.DirFS("../testdata/good/tiny"), "tiny")
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(w)
	}
	net, problems := chain.Build(w)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	return net
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*max(1, math.Abs(want)) || math.IsNaN(got) {
		t.Errorf("%s: got %.6g, want %.6g", what, got, want)
	}
}

func on(t *testing.T, net *chain.Network, scope Scope, material string) Dependence {
	t.Helper()
	for _, d := range Dependences(NewTrace(net), scope) {
		if d.Material.ID == material {
			return d
		}
	}
	t.Fatalf("no row for %s", material)
	return Dependence{}
}

// TestDependenceByHand follows the fixture: the United States use 768 t of
// metal, 192 of it from China; their oxide is 240 t Chinese and 480 Malaysian,
// and half of Malaysia's ore is Chinese.
func TestDependenceByHand(t *testing.T) {
	net := tiny(t, nil)
	us, _ := PlaceScope(net.World, "US")
	metal := on(t, net, us, "dy.metal")
	near(t, "metal needed", metal.Needed, 768)
	near(t, "metal made", metal.Made, 576)
	near(t, "metal arriving", metal.Arrives, 192)
	near(t, "metal, processing", metal.Processing.Share, 0.25)
	near(t, "metal, resource", metal.Resource.Share, 1)
	near(t, "metal, resource on China", metal.Resource.OnMost, (576*2.0/3+192)/768)
	if metal.Resource.Most != "CN" || metal.Technology.Known() || metal.Technology.Reason != reasonNoReagents {
		t.Errorf("got %+v", metal)
	}
	oxide := on(t, net, us, "dy.oxide")
	near(t, "oxide, processing", oxide.Processing.Share, 1)
	near(t, "oxide, processing in Malaysia", oxide.Processing.OnMost, 2.0/3)
	if oxide.Processing.Most != "MY" || oxide.Technology.Reason != reasonNoPlant {
		t.Errorf("got %+v", oxide)
	}
	// Taken with Malaysia, only what is Chinese is outside.
	outside, _ := GroupScope(net.World, "outside")
	near(t, "group, oxide, processing", on(t, net, outside, "dy.oxide").Processing.Share, 1.0/3)
	near(t, "group, oxide, resource", on(t, net, outside, "dy.oxide").Resource.Share, 2.0/3)
	near(t, "group, ore, resource", on(t, net, outside, "dy.ore").Resource.Share, 0.5)
	cn, _ := PlaceScope(net.World, "CN")
	near(t, "China, metal, resource", on(t, net, cn, "dy.metal").Resource.Share, 0)
}

// withAcid gives the reduction of oxide a reagent, of which home is the share
// made in the United States and the rest comes from China.
func withAcid(home float64) func(*adit.World) {
	return func(w *adit.World) {
		number := func(v float64) adit.Figure { return adit.Number(v, "t/y") }
		w.Materials = append(w.Materials, adit.Material{ID: "acid", Name: "acid", Chain: "tiny", Stage: "reagent", Weight: adit.Gross})
		w.Recipes = append(w.Recipes,
			adit.RecipeLine{Recipe: "acid", Material: "acid", Role: adit.Out, Tonnes: adit.Number(1, "1")},
			adit.RecipeLine{Recipe: "reduce", Material: "acid", Role: adit.Reagent, Tonnes: adit.Number(0.1, "1")})
		w.Sites = append(w.Sites,
			adit.Site{ID: "acid.CN", Name: "acid", Place: "CN", Recipe: "acid", Status: adit.Operating, Output: number(76.8 + 57.6*(1-home))},
			adit.Site{ID: "acid.US", Name: "acid", Place: "US", Recipe: "acid", Status: adit.Operating, Output: number(57.6 * home)})
		w.Lanes = append(w.Lanes, adit.Lane{Material: "acid", From: "CN", To: "US", Flow: number(57.6 * (1 - home))})
	}
}

func TestTechnologyByHand(t *testing.T) {
	for _, home := range []float64{0, 0.25, 1} {
		net := tiny(t, withAcid(home))
		us, _ := PlaceScope(net.World, "US")
		d := on(t, net, us, "dy.metal")
		near(t, "technology", d.Technology.Share, 1-home)
		if want := map[bool]string{true: "", false: "CN"}[home == 1]; d.Technology.Most != want {
			t.Errorf("hangs on %q, want %q", d.Technology.Most, want)
		}
		// A reagent is no feed: the ore of the metal is the same as without.
		near(t, "resource", d.Resource.OnMost, 0.75)
		// Nor is it a stage that could be the narrowest, or a raw material with aims.
		china, _ := PlaceScope(net.World, "CN")
		for _, scope := range []Scope{us, china} {
			rows, _ := Capacities(net, scope, []int{2026})
			for _, b := range Bottlenecks(rows) {
				if b.Stage == "reagent" {
					t.Errorf("%s: the narrowest stage is a reagent", scope.ID)
				}
			}
			for _, b := range Benchmarks(net, Dependences(NewTrace(net), scope), scope) {
				if b.Material.ID == "acid" {
					t.Errorf("%s: a reagent has an aim of %s", scope.ID, b.Aim)
				}
			}
		}
	}
}

// TestSharesAddUp: whoever asks, at every node the makers and the ores add up
// to all that passes, and nobody depends on others for more than all.
func TestSharesAddUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		home := rapid.Float64Range(0, 1).Draw(r, "home")
		scale := rapid.Float64Range(0.1, 1).Draw(r, "scale")
		net := tiny(t, withAcid(home))
		for i := range net.Lanes {
			net.Lanes[i].Base *= scale
			net.Lanes[i].Loss = 0.1
		}
		trace := NewTrace(net)
		for i := range net.Nodes {
			for _, shares := range [][]float64{trace.Maker[i], trace.Ore[i]} {
				sum := 0.0
				for _, s := range shares {
					sum += s
				}
				if trace.enters[i] > 0 && math.Abs(sum-1) > 1e-6 {
					r.Fatalf("%s: shares add up to %g", net.Nodes[i].Name(), sum)
				}
			}
		}
		for _, place := range []string{"CN", "MY", "US"} {
			scope, _ := PlaceScope(net.World, place)
			for _, d := range Dependences(trace, scope) {
				for _, e := range []Exposure{d.Resource, d.Processing, d.Technology} {
					if e.Known() && (e.Share < 0 || e.Share > 1 || e.OnMost > e.Share+1e-9 || scope.Has(e.Most)) {
						r.Fatalf("%s %s: %+v", place, d.Material.ID, e)
					}
				}
			}
		}
		// A larger group never depends more on others.
		us, _ := PlaceScope(net.World, "US")
		group, _ := GroupScope(net.World, "outside")
		if a, b := on(t, net, us, "dy.metal"), on(t, net, group, "dy.metal"); b.Resource.Share > a.Resource.Share+1e-9 || b.Processing.Share > a.Processing.Share+1e-9 {
			r.Fatalf("the group depends more: %+v, %+v", a, b)
		}
	})
}

func TestSinglePoints(t *testing.T) {
	net := tiny(t, nil)
	found := map[string]SinglePoint{}
	for _, p := range SinglePoints(net, 0.25) {
		key := p.Material.ID + "@" + p.Place
		if p.Site != nil {
			key = p.Site.ID
		}
		found[key] = p
	}
	near(t, "ore of China", found["dy.ore@CN"].Share, 1800.0/2100)
	near(t, "spare ore elsewhere", found["dy.ore@CN"].Spare, 60.0/2100)
	near(t, "ore lost", found["mine.CN"].Net(), 1740.0/2100)
	near(t, "oxide of Malaysia", found["dy.oxide@MY"].Share, 480.0/1680)
	if _, ok := found["sep.MY"]; ok {
		t.Error("a residual row is taken for a plant")
	}
	if _, ok := found["mine.MY"]; ok {
		t.Error("a mine of 14% is called a single point of failure")
	}
}

func TestRamp(t *testing.T) {
	p := &adit.Project{Start: adit.NewDate(2027, 7, 1), Delay: adit.Number(12, "month"), RampTime: adit.Number(18, "month")}
	for day, want := range map[adit.Date]float64{
		adit.NewDate(2028, 6, 1): 0, adit.NewDate(2029, 12, 31): 0.5, adit.NewDate(2031, 7, 1): 1, adit.NewDate(2040, 1, 1): 1,
	} {
		if got := Ramp(p, day); math.Abs(got-want) > 0.01 {
			t.Errorf("%s: got %.3f, want %.3f", day, got, want)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		a := adit.NewDate(2025, 1, 1).AddDays(rapid.IntRange(0, 6000).Draw(r, "a"))
		b := a.AddDays(rapid.IntRange(0, 3000).Draw(r, "later"))
		if x, y := Ramp(p, a), Ramp(p, b); x > y || x < 0 || y > 1 {
			r.Fatalf("%s %g, %s %g", a, x, b, y)
		}
	})
}

func TestCapacities(t *testing.T) {
	net := tiny(t, nil)
	my, _ := PlaceScope(net.World, "MY")
	rows, undated := Capacities(net, my, []int{2026, 2029})
	for _, r := range rows {
		if r.Material.ID != "dy.oxide" {
			continue
		}
		project := 0.0
		if r.Year == 2029 {
			project = 240 * 0.7 * Ramp(&net.World.Projects[0], adit.NewDate(2029, 12, 31))
		}
		near(t, "projects", r.Projects, project)
		near(t, "capacity", r.Scope, 600+project)
		near(t, "world", r.World, 600+1440+project)
	}
	if len(undated) != 0 {
		t.Errorf("left out: %v", undated)
	}
	// Malaysia has no metal: that is what stops it.
	b := Bottlenecks(rows)
	if len(b) != 2 || b[0].Stage != "metal" || b[0].Share() != 0 {
		t.Errorf("bottlenecks: %+v", b)
	}
	net.World.Projects[0].Start = 0
	rows, undated = Capacities(net, my, []int{2029})
	if len(undated) != 1 || undated[0].Reason != "no start is announced" {
		t.Errorf("an undated project: %v, %v", rows, undated)
	}
	group, _ := GroupScope(net.World, "outside")
	all, _ := Capacities(net, group, []int{2029})
	sums := map[string]float64{}
	for _, c := range Contributions(net.World, net, group, []int{2029}) {
		sums[c.Material.ID] += c.Capacity
	}
	for _, c := range all {
		near(t, "members of "+c.Material.ID, sums[c.Material.ID], c.Scope)
	}
}

func TestBenchmarks(t *testing.T) {
	net := tiny(t, nil)
	eu, _ := GroupScope(net.World, "outside") // stands in for the EU
	got := map[string]Benchmark{}
	for _, b := range Benchmarks(net, Dependences(NewTrace(net), eu), eu) {
		got[b.Aim+" "+b.Material.ID] = b
	}
	near(t, "extraction", got["extraction dy.ore"].Share, 360.0/600)
	near(t, "processing", got["processing dy.oxide"].Share, 600.0/720)
	near(t, "one third country", got["one third country dy.oxide"].Share, 1.0/3)
	if b := got["one third country dy.oxide"]; !b.Met() || b.Place != "CN" {
		t.Errorf("got %+v", b)
	}
	us, _ := PlaceScope(net.World, "US")
	for _, b := range Benchmarks(net, Dependences(NewTrace(net), us), us) {
		if b.Material.ID == "dy.ore" && (b.Reason == "" || b.Met() || !math.IsNaN(b.Share)) {
			t.Errorf("no ore is used in the United States, yet: %+v", b)
		}
	}
}

func TestExposed(t *testing.T) {
	net := tiny(t, nil)
	law, problems := rulebook.New(net.World)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	calm, returns := net.World.Scenario("calm"), net.World.Scenario("return")
	before, _ := law.With(calm.Measures)
	after, _ := law.With(returns.Measures)
	day := adit.NewDate(2027, 1, 11)
	touches := Exposed(net, "", before, after, []*adit.Scenario{returns}, []At{{On: day, KnownOn: day}})
	got := map[string]Touch{}
	for _, x := range touches {
		got[x.Owner+" "+x.Site.ID+" "+x.How+" "+x.By] = x
	}
	licence := got["digger sep.CN output cn-licence"]
	near(t, "oxide to the United States", licence.Tonnes, 240)
	near(t, "of all the plant makes", licence.Total, 1200)
	near(t, "passing, of what passed before", licence.Throughput, 0.35/0.8)
	near(t, "stake", licence.Stake, 1)
	ban := got["smelter metal.US input cn-ban"]
	near(t, "Malaysian oxide under the ban", ban.Tonnes, 480)
	near(t, "leaking", ban.Throughput, 0.3)
	if _, ok := got["digger mine.CN output cn-licence"]; ok {
		t.Error("ore is under no licence")
	}
	if list := Exposed(net, "", before, before, nil, []At{{On: day, KnownOn: day}}); len(list) != 0 {
		t.Errorf("nothing happens, yet: %+v", list)
	}
}

// TestExposedOutage: an accident at a plant touches its owners.
func TestExposedOutage(t *testing.T) {
	net := tiny(t, func(w *adit.World) {
		for i := range w.Sites {
			if w.Sites[i].ID == "sep.MY" {
				w.Sites[i].Owners = []string{"digger"}
			}
		}
	})
	law, _ := rulebook.New(net.World)
	list := Exposed(net, "digger", law, law, []*adit.Scenario{net.World.Scenario("return")}, nil)
	if len(list) != 1 || list[0].By != "outage" || list[0].Throughput != 0 || list[0].Tonnes != 480 || list[0].Stake != 0 {
		t.Errorf("got %+v", list)
	}
}

// TestTablesAreWhole: every table of the room can be written, on a full world.
func TestTablesAreWhole(t *testing.T) {
	net := tiny(t, withAcid(0.5))
	w := net.World
	us, _ := PlaceScope(w, "US")
	deps := Dependences(NewTrace(net), us)
	rows, undated := Capacities(net, us, []int{2026, 2030})
	law, _ := rulebook.New(w)
	production := Productions(worldTable())
	reliances := Reliances(one("80", nil), "2025")
	for _, table := range []interface{ Err() error }{
		DependenceTable(w, us, deps), SinglePointTable(w, SinglePoints(net, 0.25), 0.25), CapacityTable(us, rows),
		BottleneckTable(us, Bottlenecks(rows)), ContributionTable(w, us, Contributions(w, net, us, []int{2026})), UndatedTable(w, undated),
		BenchmarkTable(w, Benchmarks(net, deps, us)), RelianceTable(reliances), TallyTable(Tallies(reliances)),
		ExposureTable(w, Exposed(net, "", law, law, []*adit.Scenario{w.Scenario("return")}, nil)),
		ConcentrationTable(w, "production-concentration", "x", production),
		RiskTable(Risks(production, []Concentration{{Chapter: "T", Commodity: "Testium", Parts: []Part{{Place: "CN", Share: 1}}}}, "2025", Instability{"CN": 0.5})),
	} {
		if err := table.Err(); err != nil {
			t.Error(err)
		}
	}
}
