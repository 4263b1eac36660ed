package study

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"adit"
	"adit/chain"
	"adit/dataset"
	"adit/rulebook"
	"adit/stress"
	"adit/table"
)

// run is a scenario beside its baseline, over the same chain and grid.
type run struct {
	opt       Options
	world     *adit.World // under the scenario's figures
	scenarios []*adit.Scenario
	baseline  *adit.Scenario // nil: the world names none
	book      *rulebook.Book // law under the scenario
	net       *chain.Network // the whole chain, balanced
	grid      adit.Grid
	moves     []chain.Move
	problems  adit.Problems // warnings

	changes    []adit.MeasureChange // of law, by the scenarios in order
	built      *chain.Network       // reconciled, before projects join it
	cost       *stress.Ledger       // of event
	drawn      []int                // draws behind cost
	attributed *table.Table         // what each cause cost; nil: not asked for

	lasts *Window          // how long the leverage lasts, where a brief tells it
	event *stress.Ensemble // the scenario
	calm  *stress.Ensemble // no event: one draw, the same components in the same order
	stop  error            // why the run ended early, nil when it did not
}

// start overlays, reconciles and runs. The error is adit.Problems for faults
// in the input. A stopped run comes back with stop set and what is finished.
func start(ctx context.Context, opt Options) (*run, error) {
	r := &run{opt: opt.defaults()}
	if err := r.choose(); err != nil {
		return nil, err
	}
	net, err := r.network(ctx)
	if err != nil {
		return nil, err
	}
	r.net = net
	r.grid = adit.Monthly(r.opt.On.FirstOfNextMonth(), r.opt.Months)
	setup, err := r.setup(net)
	if err != nil {
		return nil, err
	}
	if m := r.opt.Material; m != "" {
		setup.Keep = func(part *chain.Network) bool { return holds(part, m) }
	}
	setup.Progress = func(done, total int) { r.opt.Progress("states", done, total) }
	r.event, r.stop = stress.Run(ctx, setup)
	if r.event == nil {
		return nil, r.stop
	}
	if r.stop != nil && !errors.Is(r.stop, stress.ErrStopped) {
		return nil, r.stop
	}
	return r, r.runCalm(ctx, setup)
}

// setup is what a run over a network depends on, without its draws' casts.
func (r *run) setup(net *chain.Network) (stress.Setup, error) {
	s := stress.Setup{Net: net, Base: BaseLaw, Grid: r.grid, Draws: r.opt.Draws, Seed: r.opt.Seed,
		Projects: r.opt.Projects, Window: r.opt.Window, Workers: r.opt.Workers, Solver: r.opt.Solver}
	r.built = net
	for _, sc := range r.scenarios {
		r.changes = append(r.changes, sc.Measures...)
		s.Events = append(s.Events, sc.Events...)
		s.Floors = append(s.Floors, sc.Floors...)
	}
	book, problems, err := r.lawUnder(r.changes)
	if err != nil {
		return s, err
	}
	s.Book, r.book = book, book
	return s, r.keep(problems)
}

// lawUnder is the rule book under changes.
func (r *run) lawUnder(changes []adit.MeasureChange) (*rulebook.Book, adit.Problems, error) {
	law, problems := rulebook.New(r.world)
	if problems.Errors() != nil {
		return nil, nil, problems
	}
	book, more := law.With(changes)
	if more.Errors() != nil {
		return nil, nil, more
	}
	return book, append(problems, more...), nil
}

// runCalm runs the baseline over the components the scenario touched.
func (r *run) runCalm(ctx context.Context, setup stress.Setup) error {
	solved := map[string]bool{}
	for _, p := range r.event.Parts {
		for _, m := range p.Market.Net.Materials() {
			solved[m] = true
		}
	}
	setup.Events, setup.Floors = nil, nil
	if setup.Projects == stress.ProjectsAtOdds {
		setup.Projects = stress.MiddleProjects // one future stands for all
	}
	var changes []adit.MeasureChange
	if r.baseline != nil {
		changes = r.baseline.Measures
	}
	book, problems, err := r.lawUnder(changes)
	if err != nil {
		return err
	}
	if err := r.keep(problems); err != nil {
		return err
	}
	setup.Book, setup.Draws, setup.Progress = book, 1, nil
	setup.Keep = func(part *chain.Network) bool { return solved[part.Materials()[0]] }
	if r.stop != nil { // the stopped scenario still needs its comparison, which is one draw
		ctx = context.WithoutCancel(ctx)
	}
	r.calm, err = stress.Run(ctx, setup)
	return err
}

// choose finds the scenarios and the baseline and overlays their figures.
func (r *run) choose() error {
	w := r.opt.World
	for i := range w.Scenarios {
		if w.Scenarios[i].Baseline {
			r.baseline = &w.Scenarios[i]
			break
		}
	}
	var problems adit.Problems
	for _, id := range r.opt.Scenario {
		s, left := scenarioNamed(w, id)
		for _, l := range left {
			r.problems.Warn("effect-without-overlay", s.Row, "the rest of the deal's effects are applied", "%s: the effect %q is left out: %s", s.Name, l.Effect, l.Why)
		}
		if s == nil {
			problems.Add("unknown-scenario", adit.Where{}, "the world has "+strings.Join(scenarioIDs(w), ", "), "no scenario %q", id)
			continue
		}
		r.scenarios = append(r.scenarios, s)
	}
	if len(problems) > 0 {
		return problems
	}
	if len(r.scenarios) == 0 && r.baseline != nil {
		r.scenarios = []*adit.Scenario{r.baseline}
	}
	world, problems := dataset.OverlayFigures(w, r.scenarios...)
	r.world = world
	return r.keep(problems)
}

func scenarioIDs(w *adit.World) []string {
	ids := make([]string, len(w.Scenarios))
	for i := range ids {
		ids[i] = w.Scenarios[i].ID
	}
	return ids
}

// network builds and reconciles the chain, with the components that hold the
// material asked for.
func (r *run) network(ctx context.Context) (*chain.Network, error) {
	net, problems := chain.Build(r.world)
	if err := r.keep(problems); err != nil {
		return nil, err
	}
	moves, problems, err := net.Reconcile(ctx, r.opt.Solver)
	if err != nil {
		return nil, err
	}
	r.moves = moves
	if err := r.keep(problems); err != nil {
		return nil, err
	}
	if m := r.opt.Material; m != "" && !holds(net, m) {
		return nil, adit.Problems{{Code: "unknown-material", Message: fmt.Sprintf("no material or chain %q in the base", m),
			Hint: "the world has " + strings.Join(net.Materials(), ", ")}}
	}
	return net, nil
}

// holds reports whether a network has a material, or a material of a chain.
func holds(net *chain.Network, name string) bool {
	for i := range net.Nodes {
		if m := net.Nodes[i].Material; m.ID == name || m.Chain == name {
			return true
		}
	}
	return false
}

// keep collects problems and returns those that stop the work.
func (r *run) keep(ps adit.Problems) error {
	r.problems = append(r.problems, ps...)
	if ps.Errors() != nil {
		return ps
	}
	return nil
}
