package study

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"

	"adit"
	"adit/chain"
	"adit/dataset"
	"adit/market"
	"adit/report"
	"adit/rulebook"
	"adit/stress"
	"adit/table"
)

// History is the scenario of a past world that a backtest runs.
const History = "history"

// PastBase is the last day of the base year of the shipped world of the past:
// a backtest is asked on it.
var PastBase = adit.NewDate(2023, 12, 31)

// Backtested is a run from a past world held against what came.
type Backtested struct {
	Rows     []BacktestRow
	Draws    int
	Drawn    []adit.NamedFigure // parameters drawn from their ranges, by id
	Events   []adit.Event       // of the scenario, drawn from their own ranges
	Hash     string             // hex SHA-256 of what Parameters writes
	World    *adit.World
	Start    adit.Date // first day of the run; the base is the year before
	Version  string
	Problems adit.Problems
}

// BacktestRow is one series in one year.
type BacktestRow struct {
	Series    string // key, such as sb.price
	Name      string
	Kind      adit.StatisticKind
	Unit      string
	Year      int
	Estimated bool    // the publisher calls what was observed an estimate
	Central   float64 // every parameter at its value, nothing drawn
	Law       float64 // the same without the events of the scenario: law at its stated effect alone
	Forecast
}

// as returns the forecast with a single number in place of the draws.
func (r *BacktestRow) as(v float64) Forecast {
	f := r.Forecast
	f.Low, f.Mid, f.High = v, v, v
	return f
}

// Backtest runs a world of the past forward through the law as it became known
// and holds yearly means against the official tables. Options need a world with
// the scenario History, asked on the last day of its base year; of Months, whole
// calendar years are scored. Draw i gives every parameter a value from the
// triangle of its range, from a stream of (seed, i, id). The error is
// adit.Problems for faults in the input. When ctx ends in the middle the score
// of the finished draws is returned together with stress.ErrStopped.
func Backtest(ctx context.Context, opt Options) (*Backtested, error) {
	opt = opt.defaults()
	if len(opt.Scenario) == 0 {
		opt.Scenario = []string{History}
	}
	r := &run{opt: opt}
	if err := r.choose(); err != nil {
		return nil, err
	}
	t := &trial{run: r, measured: scored}
	r.grid = adit.Monthly(opt.On.FirstOfNextMonth(), opt.Months)
	if err := t.observe(); err != nil {
		return nil, err
	}
	whole := slices.Clone(r.events())
	for i := range whole {
		whole[i].Spread = "fixed"
	}
	central, err := t.simulate(ctx, r.world, whole, 0, opt.Workers)
	if err != nil {
		return nil, err
	}
	law, err := t.simulate(ctx, r.world, nil, 0, opt.Workers)
	if err != nil {
		return nil, err
	}
	t.drawn = t.parameters(central.nets)
	outcomes, stop := t.draws(ctx)
	if stop != nil && (!errors.Is(stop, stress.ErrStopped) || len(outcomes) == 0) {
		return nil, stop
	}
	b := &Backtested{Draws: len(outcomes), Drawn: t.drawn, Events: r.events(), World: r.world, Start: r.grid.Start(0), Version: opt.Version, Problems: r.problems}
	b.Hash = b.hash()
	for i, m := range t.measured {
		for y, year := range t.years() {
			row := BacktestRow{Series: m.id, Name: m.name, Kind: m.kind, Unit: m.unit, Year: year, Estimated: t.estimated[i][y+1], Central: central.values[i][y+1], Law: law.values[i][y+1],
				Forecast: Forecast{Base: t.seen[i][0], Last: t.seen[i][y], Observed: t.seen[i][y+1], Modelled: central.values[i][0]}}
			var v []float64
			for _, o := range outcomes {
				v = append(v, o.values[i][y+1])
			}
			s := spreadOf(v)
			row.Low, row.Mid, row.High = s.low, s.mid, s.high
			b.Rows = append(b.Rows, row)
		}
	}
	return b, stop
}

// events are those of the run's scenarios.
func (r *run) events() (out []adit.Event) {
	for _, s := range r.scenarios {
		out = append(out, s.Events...)
	}
	return out
}

// trial is a backtest at work.
type trial struct {
	*run
	measured  []measured
	seen      [][]float64 // per series: the base year, then each scored year
	estimated [][]bool
	drawn     []adit.NamedFigure
}

// years are the whole calendar years of the run.
func (t *trial) years() (out []int) {
	for p := 0; p+12 <= t.grid.Len(); p += 12 {
		out = append(out, t.grid.Start(p).Year())
	}
	return out
}

// observe reads the official series.
func (t *trial) observe() error {
	book, problems := NewResolver(t.world)
	if err := t.keep(problems); err != nil {
		return err
	}
	if t.grid.Start(0) != adit.NewDate(t.grid.Start(0).Year(), 1, 1) || len(t.years()) == 0 {
		return adit.Problems{{Code: "no-whole-year", Message: fmt.Sprintf("a run of %d months from %s has no whole calendar year from its start", t.grid.Len(), t.grid.Start(0)),
			Hint: "ask on 31 December, and for 12 months or more"}}
	}
	base := t.grid.Start(0).Year() - 1
	for i := range t.measured {
		var values []float64
		var guesses []bool
		for year := base; year <= base+len(t.years()); year++ {
			v, estimated, err := t.measured[i].observed(book, year)
			if err != nil {
				return adit.Problems{{Code: "no-statistic", Message: fmt.Sprintf("%s of %d: %s", t.measured[i].name, year, err), Hint: "a backtest needs the official tables of its base year and of every year it scores"}}
			}
			values, guesses = append(values, v), append(guesses, estimated)
		}
		t.seen, t.estimated = append(t.seen, values), append(t.estimated, guesses)
	}
	return nil
}

// outcome is one run.
type outcome struct {
	nets   []*chain.Network
	values [][]float64 // per series: the model's base year, then each scored year
}

// simulate builds, balances and calibrates a world and runs one future.
func (t *trial) simulate(ctx context.Context, w *adit.World, events []adit.Event, seed uint64, workers int) (*outcome, error) {
	one := &run{opt: t.opt, world: w}
	net, err := one.network(ctx)
	if err != nil {
		return nil, err
	}
	law, problems := rulebook.New(w)
	if problems.Errors() != nil {
		return nil, problems
	}
	var changes []adit.MeasureChange
	for _, s := range t.scenarios {
		changes = append(changes, s.Measures...)
	}
	if law, problems = law.With(changes); problems.Errors() != nil {
		return nil, problems
	}
	e, err := stress.Run(ctx, stress.Setup{Net: net, Book: law, Events: events, Base: t.grid.Start(0) - 1, Grid: t.grid, Draws: 1, Seed: seed,
		Window: t.opt.Window, Workers: workers, Solver: t.opt.Solver, Keep: t.measures})
	if err != nil {
		return nil, err
	}
	out := &outcome{}
	for i := range t.measured {
		m := &t.measured[i]
		k := slices.IndexFunc(e.Parts, func(p *stress.Part) bool { return len(m.nodes(p.Market)) == len(m.materials) })
		if k < 0 {
			return nil, adit.Problems{{Code: "no-series", Message: fmt.Sprintf("%s: the world carries no %s in %s", m.name, strings.Join(m.materials, " and "), m.place),
				Hint: "run the backtest on the shipped world of the past"}}
		}
		p := e.Parts[k]
		values := []float64{m.base(p.Market)}
		for y := range t.years() {
			values = append(values, m.modelled(p.Market, p.Draws[0], 12*y, 12*y+11))
		}
		out.values = append(out.values, values)
	}
	for _, p := range e.Parts {
		out.nets = append(out.nets, p.Market.Net)
	}
	return out, nil
}

// measures reports whether some series is read in a component.
func (t *trial) measures(part *chain.Network) bool {
	return slices.ContainsFunc(t.measured, func(m measured) bool { return holds(part, m.materials[0]) })
}

// parameters are the figures a draw sets: those that shape behaviour and have a
// range. They are the market's parameters, the elasticities of plants and uses,
// and what law lets through. Costs, prices and quantities are the base and stay.
func (t *trial) parameters(nets []*chain.Network) []adit.NamedFigure {
	want := map[string]bool{}
	add := func(figures ...adit.Figure) {
		for _, f := range figures {
			want[f.ID] = true
		}
	}
	for _, d := range market.Defaults() {
		want[d.ID] = true
	}
	carried := map[string]bool{}
	for _, net := range nets {
		for i := range net.Sites {
			add(net.Sites[i].Ref.Elasticity)
		}
		for i := range net.Uses {
			add(net.Uses[i].Ref.Elasticity)
		}
		for _, m := range net.Materials() {
			carried[m] = true
		}
	}
	for i := range t.world.Measures {
		m := &t.world.Measures[i]
		if m.InForce.From > t.grid.Span(t.grid.Len()-1).To || m.InForce.From == rulebook.Never {
			continue
		}
		for _, item := range m.Items {
			if slices.ContainsFunc(item.Materials, func(id string) bool { return carried[id] }) {
				add(m.Effect.Throughput, m.Effect.Base, m.Effect.Leakage, m.Effect.Rate)
			}
		}
	}
	var out []adit.NamedFigure
	for _, f := range t.world.Figures {
		if want[f.ID] && f.Ranged && f.High > f.Low {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b adit.NamedFigure) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// draws runs every future, several side by side. When ctx ends, those that are
// finished come back with stress.ErrStopped.
func (t *trial) draws(ctx context.Context) ([]*outcome, error) {
	within, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	all := make([]*outcome, t.opt.Draws)
	next := make(chan int)
	var mu sync.Mutex
	done := 0
	var wg sync.WaitGroup
	for range max(1, t.opt.Workers) {
		wg.Go(func() {
			for i := range next {
				o, err := t.draw(within, i)
				if err != nil {
					cancel(fmt.Errorf("draw %d: %w", i, err))
					continue
				}
				all[i] = o
				mu.Lock()
				done++
				t.opt.Progress("draws", done, t.opt.Draws)
				mu.Unlock()
			}
		})
	}
	for i := range all {
		if within.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	finished := slices.DeleteFunc(all, func(o *outcome) bool { return o == nil })
	switch {
	case ctx.Err() != nil:
		return finished, fmt.Errorf("%w: %w", stress.ErrStopped, ctx.Err())
	case within.Err() != nil:
		return nil, context.Cause(within)
	}
	return finished, nil
}

// draw sets every parameter from its own stream and runs one future.
func (t *trial) draw(ctx context.Context, i int) (*outcome, error) {
	s := &adit.Scenario{ID: "draw", Note: "drawn from its range"}
	for _, f := range t.drawn {
		v := distuv.NewTriangle(f.Low, f.High, f.Value, nil).Quantile(stream(t.opt.Seed, i, f.ID).Float64())
		s.Figures = append(s.Figures, adit.FigureChange{ID: f.ID, Value: adit.Number(v, f.Unit)})
	}
	w, problems := dataset.OverlayFigures(t.world, s)
	if problems.Errors() != nil {
		return nil, problems
	}
	o, err := t.simulate(ctx, w, t.events(), stream(t.opt.Seed, i, "").Uint64(), 1)
	if err != nil {
		return nil, err
	}
	o.nets = nil
	return o, nil
}

// stream is the source of one parameter in one draw.
func stream(seed uint64, draw int, id string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(id))
	return rand.New(rand.NewPCG(seed^h.Sum64(), uint64(draw)))
}

// Parameters writes what the run rests on, one a line: each parameter drawn and
// each event, with value and range, and the quantities and prices of the base.
func (b *Backtested) Parameters() string {
	var s strings.Builder
	line := func(id string, figures ...adit.Figure) {
		s.WriteString(id)
		for _, f := range figures {
			fmt.Fprintf(&s, " %.10g %.10g %.10g", f.Value, f.Low, f.High)
		}
		s.WriteString("\n")
	}
	for _, f := range b.Drawn {
		line(f.ID, f.Figure)
	}
	for _, e := range b.Events {
		line(fmt.Sprintf("%s %s %v %s", e.ID, e.Kind, e.ActsOn, e.Date), e.Severity, e.Months, e.Recovery)
	}
	for i := range b.World.Sites {
		x := &b.World.Sites[i]
		line(x.ID, x.Output, x.Capacity, x.Cost, x.Elasticity)
	}
	for i := range b.World.Uses {
		x := &b.World.Uses[i]
		line(x.ID, x.Quantity, x.Elasticity, x.Core)
	}
	for i := range b.World.Stocks {
		x := &b.World.Stocks[i]
		line(x.ID, x.Tonnes, x.Days)
	}
	for i := range b.World.Materials {
		if x := &b.World.Materials[i]; slices.ContainsFunc(scored, func(m measured) bool { return slices.Contains(m.materials, x.ID) }) {
			line(x.ID, x.Price)
		}
	}
	return s.String()
}

func (b *Backtested) hash() string {
	sum := sha256.Sum256([]byte(b.Parameters()))
	return hex.EncodeToString(sum[:])
}

// BacktestScore is the score of some of the rows.
type BacktestScore struct {
	Name   string
	Single bool // of a single run: it has no range
	Score
}

// Scores sums the rows up: all of them, by kind, and for the runs in which
// nothing is drawn.
func (b *Backtested) Scores() (out []BacktestScore) {
	add := func(name string, single bool, pick func(r *BacktestRow) (Forecast, bool)) {
		var list []Forecast
		for i := range b.Rows {
			if f, ok := pick(&b.Rows[i]); ok {
				list = append(list, f)
			}
		}
		if len(list) > 0 {
			out = append(out, BacktestScore{name, single, ScoreOf(list)})
		}
	}
	kind := func(k adit.StatisticKind) func(r *BacktestRow) (Forecast, bool) {
		return func(r *BacktestRow) (Forecast, bool) { return r.Forecast, k == "" || r.Kind == k }
	}
	add("all", false, kind(""))
	add("prices", false, kind(adit.UnitPrice))
	add("imports", false, kind(adit.Imports))
	add("stocks", false, kind(adit.StocksHeld))
	add("all, parameters at their values", true, func(r *BacktestRow) (Forecast, bool) { return r.as(r.Central), true })
	add("all, law without the scenario's events", true, func(r *BacktestRow) (Forecast, bool) { return r.as(r.Law), true })
	return out
}

// Tables are the answer: levels, changes, the score, and what was drawn.
func (b *Backtested) Tables() []*table.Table {
	return []*table.Table{b.levels(), b.changes(), b.scoreTable(), b.drawnTable()}
}

// briefDraws is how many futures a brief draws to say how good the model was;
// docs/validation.md has more.
const briefDraws = 10

// backtest tells in a brief how good the model was on the past, where it is
// given one. A run that was stopped does without.
func (r *run) backtest(ctx context.Context, b *report.Brief) error {
	o := r.opt
	if o.Past == nil || r.stop != nil {
		return nil
	}
	found, err := Backtest(ctx, Options{World: o.Past, On: PastBase, Months: 24, Draws: briefDraws, Window: o.Window, Seed: o.Seed, Workers: o.Workers, Solver: o.Solver, Version: o.Version})
	if err != nil {
		return err
	}
	b.Sections = append(b.Sections, found.Section())
	return nil
}
