package study

import (
	"context"
	"fmt"
	"strings"

	"adit"
	"adit/chain"
	"adit/diagnose"
	"adit/internal/near"
	"adit/rulebook"
	"adit/table"
)

// stopShare is the share of the world's output above which one plant or place
// is called a single point of failure, when the question names none.
const stopShare = 0.25

// capacityYears is how many years ahead capacity is shown, beside this year's.
const capacityYears = 5

// Diagnosis is one question of dependence.
type Diagnosis struct {
	Options
	Place string  // place id; "" with Group
	Group string  // group id; "" with Place
	Stage string  // only this stage; "": all
	Owner string  // party whose sites are held against the scenario; "": all owners, when there is a scenario
	Stops float64 // share that makes a single point of failure; 0: a quarter
}

// Diagnosed is the answer.
type Diagnosed struct {
	Says     string
	Tables   []*table.Table
	Problems adit.Problems
}

// Diagnose says where a place or group depends on whom, at which stage. It
// runs no market; the only program solved is the one that balances the base.
func Diagnose(ctx context.Context, q Diagnosis) (*Diagnosed, error) {
	q.Options = q.Options.defaults()
	if q.Stops == 0 {
		q.Stops = stopShare
	}
	r := &run{opt: q.Options}
	r.opt.Material = "" // a filter of rows here, not of the chain: what lies upstream counts
	if err := r.choose(); err != nil {
		return nil, err
	}
	scope, problems := q.scope(r.world)
	problems = append(problems, q.unknown(r.world)...)
	if problems.Errors() != nil {
		return nil, problems
	}
	net, err := r.network(ctx)
	if err != nil {
		return nil, err
	}
	a := &Diagnosed{}
	trace := diagnose.NewTrace(net)
	all := diagnose.Dependences(trace, scope)
	deps := keep(all, func(d diagnose.Dependence) bool { return q.wants(d.Material) })
	a.Tables = append(a.Tables, diagnose.DependenceTable(r.world, scope, deps))
	a.Tables = append(a.Tables, diagnose.SinglePointTable(r.world,
		keep(diagnose.SinglePoints(net, q.Stops), func(p diagnose.SinglePoint) bool { return q.wants(p.Material) }), q.Stops))
	a.Tables = append(a.Tables, q.capacity(r.world, net, scope)...)
	if scope.ID == "EU" {
		a.Tables = append(a.Tables, diagnose.BenchmarkTable(r.world,
			keep(diagnose.Benchmarks(net, all, scope), func(b diagnose.Benchmark) bool { return q.wants(b.Material) })))
	}
	if len(q.Scenario) > 0 || q.Owner != "" {
		t, err := r.exposure(net, q.Owner)
		if err != nil {
			return nil, err
		}
		a.Tables = append(a.Tables, t)
	}
	a.Tables = append(a.Tables, q.official(r.world, scope)...)
	a.Says = q.says(scope, deps)
	a.Problems = r.problems
	return a, nil
}

// scope finds whose dependence is asked about.
func (q Diagnosis) scope(w *adit.World) (s diagnose.Scope, problems adit.Problems) {
	ok := true
	switch {
	case q.Place != "" && q.Group != "":
		problems.Add("place-and-group", adit.Where{}, "ask twice, once for each", "a place (%s) and a group (%s) are asked about at once", q.Place, q.Group)
	case q.Group != "":
		if s, ok = diagnose.GroupScope(w, q.Group); !ok {
			var known []string
			for _, g := range w.Groups {
				known = append(known, g.ID)
			}
			problems.Add("unknown-group", adit.Where{}, nearOr(q.Group, known), "no group %q", q.Group)
		}
	default:
		if s, ok = diagnose.PlaceScope(w, q.Place); !ok {
			var known []string
			for _, p := range w.Places {
				known = append(known, p.ID)
			}
			problems.Add("unknown-place", adit.Where{}, nearOr(q.Place, known), "no place %q", q.Place)
		}
	}
	return s, problems
}

// unknown says which filter names nothing in the world.
func (q Diagnosis) unknown(w *adit.World) (problems adit.Problems) {
	var stages, materials, parties []string
	stage, material, party := q.Stage == "", q.Material == "", q.Owner == ""
	for i := range w.Materials {
		m := &w.Materials[i]
		stages, materials = append(stages, m.Stage), append(materials, m.ID)
		stage = stage || m.Stage == q.Stage
		material = material || named(m, q.Material)
	}
	for _, s := range w.Statistics {
		material = material || commodity(s.Commodity, q.Material)
	}
	for _, p := range w.Parties {
		parties = append(parties, p.ID)
		party = party || p.ID == q.Owner
	}
	if !stage {
		problems.Add("unknown-stage", adit.Where{}, nearOr(q.Stage, stages), "no material of stage %q", q.Stage)
	}
	if !material {
		problems.Add("unknown-material", adit.Where{}, nearOr(q.Material, materials), "no material, chain or commodity %q", q.Material)
	}
	if !party {
		problems.Add("unknown-party", adit.Where{}, nearOr(q.Owner, parties), "no party %q", q.Owner)
	}
	return problems
}

// nearOr suggests what was meant, or lists what there is.
func nearOr(written string, known []string) string {
	if h := near.Hint(written, known); h != "" {
		return h
	}
	seen := map[string]bool{}
	var list []string
	for _, k := range known {
		if !seen[k] {
			seen[k] = true
			list = append(list, k)
		}
	}
	return "the world has " + strings.Join(list, ", ")
}

func keep[T any](rows []T, want func(T) bool) (out []T) {
	for _, r := range rows {
		if want(r) {
			out = append(out, r)
		}
	}
	return out
}

// wants reports whether a material passes the filters of the question.
func (q Diagnosis) wants(m *adit.Material) bool {
	return (q.Stage == "" || m.Stage == q.Stage) && (q.Material == "" || named(m, q.Material))
}

// named reports whether a material, its chain, or a pattern ending in * is meant.
func named(m *adit.Material, name string) bool {
	stem, wild := strings.CutSuffix(name, "*")
	return m.ID == name || m.Chain == name || wild && strings.HasPrefix(m.ID, stem)
}

// commodity reports whether a commodity of the statistics is meant, whatever
// its capitals.
func commodity(printed, name string) bool {
	printed, name = strings.ToLower(printed), strings.ToLower(name)
	stem, wild := strings.CutSuffix(name, "*")
	return printed == name || wild && strings.HasPrefix(printed, stem)
}

// capacity is the scope's share of the world by stage and year, where it is
// shortest, who brings what, and the projects that could not be counted.
func (q Diagnosis) capacity(w *adit.World, net *chain.Network, scope diagnose.Scope) []*table.Table {
	var years []int
	for y := range capacityYears + 1 {
		years = append(years, q.On.Year()+y)
	}
	rows, undated := diagnose.Capacities(net, scope, years)
	rows = keep(rows, func(c diagnose.Capacity) bool { return q.wants(c.Material) })
	out := []*table.Table{diagnose.CapacityTable(scope, rows), diagnose.BottleneckTable(scope, diagnose.Bottlenecks(rows))}
	if q.Group != "" {
		members := keep(diagnose.Contributions(w, net, scope, []int{years[0], years[len(years)-1]}),
			func(c diagnose.Contribution) bool { return q.wants(c.Material) })
		out = append(out, diagnose.ContributionTable(w, scope, members))
	}
	undated = keep(undated, func(u diagnose.Undated) bool { return scope.Has(u.Project.Place) })
	return append(out, diagnose.UndatedTable(w, undated))
}

// exposure holds owners' sites against the scenarios' law and events, beside
// the law of the baseline.
func (r *run) exposure(net *chain.Network, owner string) (*table.Table, error) {
	law, problems := rulebook.New(r.world)
	if err := r.keep(problems); err != nil {
		return nil, err
	}
	before := law
	if r.baseline != nil {
		if before, problems = law.With(r.baseline.Measures); r.keep(problems) != nil {
			return nil, problems
		}
	}
	var changes []adit.MeasureChange
	var events []adit.Date
	for _, s := range r.scenarios {
		changes = append(changes, s.Measures...)
		for _, e := range s.Events {
			events = append(events, e.Date)
		}
	}
	after, problems := law.With(changes)
	if err := r.keep(problems); err != nil {
		return nil, err
	}
	// Between two changes the law is constant, so that the days it changes on
	// are all there is to read, within the months of the question.
	last := r.opt.On.AddMonths(r.opt.Months)
	days := []diagnose.At{{On: r.opt.On.FirstOfNextMonth(), KnownOn: last}}
	for _, list := range [][]adit.Date{after.Changes(last), events} {
		for _, d := range list {
			if d > r.opt.On && d <= last {
				days = append(days, diagnose.At{On: d, KnownOn: last})
			}
		}
	}
	return diagnose.ExposureTable(r.world, diagnose.Exposed(net, owner, before, after, r.scenarios, days)), nil
}

// official is what the statistics say: reliance, imports and supply risk of
// the United States, whom they speak about, and concentration of the world.
func (q Diagnosis) official(w *adit.World, scope diagnose.Scope) (out []*table.Table) {
	stats := w.Statistics
	if q.Stage != "" || len(stats) == 0 {
		return nil // the statistics know no stages of a chain
	}
	of := func(name string) bool { return q.Material == "" || commodity(name, q.Material) }
	concerns := func(c diagnose.Concentration) bool { return of(c.Commodity) }
	year := diagnose.LatestYear(stats, adit.Production)
	production := keep(diagnose.Productions(stats), func(c diagnose.Concentration) bool { return concerns(c) && c.Year == year && c.Total > 0 })
	if scope.ID == "US" {
		reliances := diagnose.Reliances(stats, diagnose.LatestYear(stats, adit.NetImportReliance))
		imports := keep(diagnose.ImportSources(stats), func(c diagnose.Concentration) bool { return concerns(c) && c.Total > 0 })
		out = append(out,
			diagnose.RelianceTable(keep(reliances, func(r diagnose.Reliance) bool { return of(r.Row.Commodity) })),
			diagnose.TallyTable(diagnose.Tallies(reliances)),
			diagnose.ConcentrationTable(w, "import-sources", "Where United States imports come from", imports),
			diagnose.RiskTable(diagnose.Risks(production, imports, year, instability(w))))
	}
	return append(out, diagnose.ConcentrationTable(w, "production-concentration", "Concentration of world production", production))
}

// stability is the dimension of governance that supply risk weighs origins by.
const stability = "political-stability"

// instability reads the latest governance figure of each place of a world.
func instability(w *adit.World) diagnose.Instability {
	out, year := diagnose.Instability{}, map[string]int{}
	for _, g := range w.Governance {
		if g.Dimension == stability && g.Year >= year[g.Place] {
			out[g.Place], year[g.Place] = diagnose.Unstable(g.Estimate), g.Year
		}
	}
	return out
}

// says tells the worst of the three dependences in a sentence each.
func (q Diagnosis) says(scope diagnose.Scope, deps []diagnose.Dependence) string {
	whole := map[string]int{}
	known := map[string]int{}
	for _, d := range deps {
		for kind, e := range map[string]diagnose.Exposure{"resource": d.Resource, "processing": d.Processing, "technology": d.Technology} {
			if e.Known() {
				known[kind]++
				if e.Share >= 0.9 {
					whole[kind]++
				}
			}
		}
	}
	if known["processing"]+known["technology"] == 0 {
		return fmt.Sprintf("None of these materials is used or made in %s in the base year.", scope.Name)
	}
	text := fmt.Sprintf("Materials needed in %s: %d; resting for nine tenths or more on ore from outside: %d, on plants outside: %d.",
		scope.Name, known["processing"], whole["resource"], whole["processing"])
	if known["technology"] == 0 {
		return text + " Technology dependence is unknown: no recipe of its plants states a reagent, equipment or licence."
	}
	return text + fmt.Sprintf(" Made there with stated reagents: %d; resting for nine tenths or more on reagents from outside: %d.", known["technology"], whole["technology"])
}
