package stress

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"adit"
	"adit/chain"
	"adit/lp"
	"adit/market"
	"adit/rulebook"
)

// Setup is everything a run depends on. Equal setups give equal results.
type Setup struct {
	Net      *chain.Network                // reconciled network, all components
	Book     *rulebook.Book                // law, with the scenario's changes
	Events   []adit.Event                  // what can happen
	Floors   []adit.PriceFloor             // prices guaranteed to plants
	Projects Pipeline                      // which projects are built
	Base     adit.Date                     // day whose law the base flows live under
	Grid     adit.Grid                     // periods of the run, of one length
	First    int                           // index of the first draw: a range of a larger run
	Draws    int                           // number of futures
	Seed     uint64                        // of the whole run
	Window   int                           // periods foreseen; 0: 3
	Keep     func(net *chain.Network) bool // components to solve; nil: those the scenario touches

	Workers  int                    // solved side by side; 0: 1
	Solver   lp.Solver              // backend
	Progress func(done, states int) // called as states are solved, one call at a time; nil: none

	Trial Trial // a small change, for comparison

	// Cast says what a draw is, by its index; nil: itself, for the whole grid.
	Cast func(draw int) Cast

	// Each, where set, is handed every finished draw of every component, one
	// call at a time and in no fixed order, and nothing is kept: memory then
	// does not grow with the number of draws. draw counts from First.
	Each func(p *Part, draw int, path []*Record)
}

// Cast makes a draw out of another: the same chances, with events added, cut
// short. Casts of one draw share their states until the events differ.
type Cast struct {
	Of      int          // index of the draw whose chances it takes
	Also    []adit.Event // events that happen besides, on their dates
	Periods int          // how many periods it runs; 0: all
}

// Record is what happened in one period of one distinct state.
type Record struct {
	*market.Outcome
	Position []float64    // t per node: stock plus goods on their way to it
	Gains    market.Gains // who gained what against the base
	Closed   []int        // sites that are mothballed or restarting
}

// Part is the result of one component.
type Part struct {
	Market *market.Market
	Draws  [][]*Record   // per draw and period; nil where a stopped run did not get to
	States int           // distinct states
	Steps  int           // draws × periods
	Solver time.Duration // inside the solver, summed over workers: for measuring, never for results
}

// Ensemble is the result of a run: one part per component solved.
type Ensemble struct {
	Setup    Setup
	Parts    []*Part
	Complete bool // false when the run was stopped: finished draws are kept
}

// ErrStopped is returned, with what is finished, when the context ends.
var ErrStopped = errors.New("stopped before the end; finished draws are kept")

// Run samples the draws and solves every distinct state once. Problems of
// calibration are returned as adit.Problems. When ctx ends the ensemble so far
// is returned with ErrStopped.
func Run(ctx context.Context, s Setup) (*Ensemble, error) {
	if s.Window == 0 {
		s.Window = 3
	}
	e := &Ensemble{Setup: s, Complete: true}
	run := adit.Span{From: s.Grid.Start(0), To: s.Grid.Start(s.Grid.Len()) - 1}
	episodes := make([][]episode, s.Draws)
	what := newSampler(s.Events, run, s.Seed, func(measure string) []adit.Span { return inForce(s.Book, measure, run) })
	if s.Cast == nil {
		s.Cast = func(draw int) Cast { return Cast{Of: draw} }
	}
	for i := range episodes {
		cast := s.Cast(s.First + i)
		episodes[i] = what.draw(cast.Of)
		if len(cast.Also) > 0 {
			episodes[i] = append(episodes[i], newSampler(cast.Also, run, s.Seed, nil).draw(cast.Of)...)
		}
	}
	if s.Projects != NoProjects {
		s.Net, _ = s.Net.WithProjects(s.Projects.may)
	}
	var jobs []*job
	var problems adit.Problems
	total := 0
	for k := range s.Net.Parts() {
		j, ps := prepare(s, s.Net.Part(k), episodes)
		problems = append(problems, ps...)
		if j != nil {
			jobs = append(jobs, j)
			total += j.part.States
		}
	}
	if err := problems.Errors(); err != nil {
		return nil, err
	}
	done := 0
	var mu sync.Mutex
	tick := func() {
		mu.Lock()
		defer mu.Unlock()
		done++
		if s.Progress != nil {
			s.Progress(done, total)
		}
	}
	for _, j := range jobs {
		err := j.solve(ctx, s, tick)
		if s.Each == nil {
			for d, last := range j.last {
				for n := last; n != nil; n = n.parent {
					j.part.Draws[d][n.period] = n.record
				}
			}
		}
		e.Parts = append(e.Parts, j.part)
		if err != nil {
			e.Complete = false
			if ctx.Err() != nil {
				return e, fmt.Errorf("%w: %w", ErrStopped, ctx.Err())
			}
			return e, err
		}
	}
	return e, nil
}

// job is one component with its tree of futures.
type job struct {
	part   *Part
	future *future
	roots  []*node
	last   []*node // per draw
	mu     sync.Mutex
}

// prepare calibrates a component and grows its tree; it returns nil for a
// component that nothing of the scenario touches.
func prepare(s Setup, net *chain.Network, episodes [][]episode) (*job, adit.Problems) {
	if s.Keep != nil && !s.Keep(net) {
		return nil, nil
	}
	l := readLaw(net, s.Book, s.Grid, s.Window, s.Base)
	f := newFuture(l, s.Floors)
	f.trial = s.Trial
	paths := make([][]int, len(episodes))
	steps := 0
	for i := range paths {
		var built []fate
		cast := s.Cast(s.First + i)
		if s.Projects != NoProjects {
			built = fates(net, s.Grid, s.Seed, cast.Of, s.Projects == MiddleProjects)
		}
		if cast.Periods == 0 {
			cast.Periods = s.Grid.Len()
		}
		paths[i] = f.conditions(episodes[i], built, cast.Periods)
		steps += cast.Periods
	}
	touched := false
	for _, c := range f.list {
		for i := range c.Periods {
			touched = touched || !c.Periods[i].Empty()
		}
	}
	if s.Keep == nil && !touched {
		return nil, nil
	}
	m, problems := market.New(net, l.pools, market.Options{Window: s.Window, Months: s.Grid.Years(0) * 12, Perturb: true})
	if problems.Errors() != nil {
		return nil, problems
	}
	j := &job{future: f, part: &Part{Market: m, Draws: make([][]*Record, s.Draws), Steps: steps}}
	if s.Each == nil {
		for i := range j.part.Draws {
			j.part.Draws[i] = make([]*Record, s.Grid.Len())
		}
	}
	j.roots, j.last = grow(paths)
	j.part.States = size(j.roots)
	return j, problems
}

// task is a node to solve from the state before it.
type task struct {
	node  *node
	state *market.State
}

// solve works through the tree with the workers, deepest first, so that few
// states wait and stopped runs hold whole draws.
func (j *job) solve(ctx context.Context, s Setup, tick func()) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	q := &queue{}
	q.ready = sync.NewCond(&q.mu)
	base := s.Trial.begin(j.part.Market)
	for i := len(j.roots) - 1; i >= 0; i-- {
		q.push(task{j.roots[i], base})
	}
	defer context.AfterFunc(ctx, q.stop)()
	var wg sync.WaitGroup
	times := make([]time.Duration, max(1, s.Workers))
	for w := range times {
		wg.Go(func() {
			r, err := j.part.Market.Open(s.Solver)
			if err != nil {
				cancel(err)
				return
			}
			defer r.Close()
			if err := j.work(ctx, s, r, q, tick); err != nil {
				cancel(err)
			}
			times[w] = r.SolverTime
		})
	}
	wg.Wait()
	for _, t := range times {
		j.part.Solver += t
	}
	return context.Cause(ctx)
}

// work solves tasks until none is left, following a first child itself and
// leaving the others to whoever is free.
func (j *job) work(ctx context.Context, s Setup, r *market.Runner, q *queue, tick func()) error {
	for {
		t, ok := q.pop()
		if !ok {
			return nil
		}
		for t.node != nil {
			next, o, err := r.Step(ctx, t.state, j.future.list[t.node.condition])
			if err != nil {
				q.stop()
				return failed(s.Grid, t.node, err)
			}
			t.node.record = &Record{Outcome: o, Position: j.part.Market.Position(next),
				Gains: j.part.Market.Gains(t.state, j.future.list[t.node.condition], o), Closed: j.part.Market.Closed(next)}
			tick()
			if s.Each != nil && len(t.node.ends) > 0 {
				j.mu.Lock()
				for _, d := range t.node.ends {
					s.Each(j.part, s.First+d, t.node.path())
				}
				t.node.release()
				j.mu.Unlock()
			}
			follow := (*node)(nil)
			for i := len(t.node.children) - 1; i >= 0; i-- {
				if i == 0 {
					follow = t.node.children[0]
				} else {
					q.push(task{t.node.children[i], next})
				}
			}
			t = task{follow, next}
		}
		q.done()
	}
}

// failed explains why a state has no solution: contradictory limits are a
// problem of the input, anything else is the solver's.
func failed(grid adit.Grid, n *node, err error) error {
	var infeasible *lp.InfeasibleError
	if errors.As(err, &infeasible) {
		return adit.Problems{{Code: "infeasible-period", Message: fmt.Sprintf("the month from %s has no solution: %v contradict each other", grid.Start(n.period), infeasible.Rows),
			Hint: "loosen one of the limits named; balance:material@place:t is a node's balance, pool:measure a cap, host:site a by-product"}}
	}
	return fmt.Errorf("month from %s: %w", grid.Start(n.period), err)
}

// queue is a stack of tasks that knows when no more can come.
type queue struct {
	mu      sync.Mutex
	ready   *sync.Cond
	tasks   []task
	busy    int // tasks popped and not done
	stopped bool
}

func (q *queue) push(t task) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.tasks = append(q.tasks, t)
	q.ready.Signal()
}

// pop waits for a task; false means that all are done or the run stopped.
func (q *queue) pop() (task, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.tasks) == 0 && q.busy > 0 && !q.stopped {
		q.ready.Wait()
	}
	if len(q.tasks) == 0 || q.stopped {
		return task{}, false
	}
	t := q.tasks[len(q.tasks)-1]
	q.tasks = q.tasks[:len(q.tasks)-1]
	q.busy++
	return t, true
}

func (q *queue) done() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.busy--; q.busy == 0 {
		q.ready.Broadcast()
	}
}

func (q *queue) stop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.stopped = true
	q.ready.Broadcast()
}
