package study

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"

	"adit"
	"adit/chain"
	"adit/dataset"
	"adit/market"
	"adit/rulebook"
	"adit/stress"
	"adit/stress/sensitivity"
)

// SensitivityQuestion asks which of the figures that have a range an answer
// rests on.
type SensitivityQuestion struct {
	Options
	Trajectories int // of the screening; 0: 6
	Base         int // base points of the indices; 0: 32
	Keep         int // figures that get indices, at most; 0: none does
}

// Sensitivity is the answer.
type Sensitivity struct {
	Question   SensitivityQuestion
	Parameters []RangedFigure
	Middle     []float64                  // per outcome, with every figure at its value
	Screening  *sensitivity.Screening     // of all parameters
	Kept       []int                      // those that matter, strongest first
	Indices    *sensitivity.Decomposition // of the kept, the others at their value; nil: not asked for, or stopped before
	Stopped    error                      // why it ended early; nil when it did not
	run        *run                       // the scenario with every figure at its value
}

// RangedFigure is a figure that is moved, over its range or the part of it that
// the base year allows.
type RangedFigure struct {
	*adit.NamedFigure
	From, To float64 // in the figure's unit
}

// Cut reports whether the base year allows only a part of the stated range.
func (f *RangedFigure) Cut() bool { return f.From != f.Low || f.To != f.High }

// movable is one number that figures move.
type movable struct{ id, name, unit, doc string }

// outcomes are what a point answers, in order.
var outcomes = []movable{
	{"lost", "output lost", "USD million", "Core demand unmet times value at stake over the run, each loss once, mean of draws."},
	{"first", "first shortage", "months", "Months until core demand goes unmet, mean of draws; the whole run where it never does."},
	{"paid", "paid above base prices", "USD million", "What users pay above base prices over the run, a transfer, mean of draws."},
}

// noFigure is the answer to a question in which nothing can be moved.
var noFigure = adit.Problems{{Code: "no-ranged-figure", Message: "no figure with a range enters a chain that this scenario touches",
	Hint: "ask about a scenario and a material that touch a chain, and give the figures of the chain low and high"}}

// mattering is the least μ* of a parameter that matters, as a share of the
// largest of an outcome.
const mattering = 0.05

func (q SensitivityQuestion) defaults() SensitivityQuestion {
	q.Options = q.Options.defaults()
	if q.Trajectories == 0 {
		q.Trajectories = 6
	}
	if q.Base == 0 {
		q.Base = 32
	}
	return q
}

// AskSensitivity answers the question: a screening of every figure with a range
// that the chains of the scenario refer to, then indices of those that matter.
// Every point draws the same futures. The error is adit.Problems for faults in
// the input; a stopped run comes back with Stopped set where at least two
// trajectories are done.
func AskSensitivity(ctx context.Context, q SensitivityQuestion) (*Sensitivity, error) {
	q = q.defaults()
	s := &Sensitivity{Question: q}
	p, err := newPoints(ctx, q.Options)
	if err != nil {
		return nil, err
	}
	s.run = p.run
	if len(p.run.event.Parts) == 0 {
		return nil, noFigure
	}
	if s.Parameters, err = p.ranges(ctx); err != nil {
		return nil, err
	}
	if len(s.Parameters) == 0 {
		return nil, noFigure
	}
	figures, middle := s.middle()
	if s.Middle, err = p.at(ctx, figures, middle); err != nil {
		return nil, err
	}
	if err := s.screen(ctx, p); err != nil {
		return nil, err
	}
	s.Kept = s.Screening.Matter(mattering, q.Keep)
	if s.Stopped != nil || len(s.Kept) == 0 {
		return s, nil
	}
	var of []sensitivity.Parameter
	for _, j := range s.Kept {
		of = append(of, s.Screening.Parameters[j])
	}
	model := p.model("points of the indices", figures)
	d, err := sensitivity.Indices(ctx, of, q.Base, q.Seed, func(ctx context.Context, kept [][]float64) ([][]float64, error) {
		all := make([][]float64, len(kept))
		for i, row := range kept {
			all[i] = slices.Clone(middle)
			for k, j := range s.Kept {
				all[i][j] = row[k]
			}
		}
		return model(ctx, all)
	})
	switch {
	case err == nil:
		s.Indices = d
	case ctx.Err() != nil:
		s.Stopped = err
	default:
		return nil, err
	}
	return s, nil
}

// middle is the point at which every figure has its value.
func (s *Sensitivity) middle() (figures []*adit.NamedFigure, values []float64) {
	for _, f := range s.Parameters {
		figures, values = append(figures, f.NamedFigure), append(values, f.Value)
	}
	return figures, values
}

// screen moves every parameter. When it is stopped, the trajectories that are
// done make a screening of their own.
func (s *Sensitivity) screen(ctx context.Context, p *points) error {
	var of []sensitivity.Parameter
	for _, f := range s.Parameters {
		of = append(of, sensitivity.Parameter{ID: f.ID, Low: f.From, High: f.To})
	}
	figures, _ := s.middle()
	model := p.model(screeningStage, figures)
	var err error
	if s.Screening, err = sensitivity.Screen(ctx, of, s.Question.Trajectories, s.Question.Seed, model); err == nil || ctx.Err() == nil {
		return err
	}
	s.Stopped = err
	done := p.begun / (len(of) + 1)
	if done < 2 {
		return err
	}
	s.Screening, err = sensitivity.Screen(context.WithoutCancel(ctx), of, done, s.Question.Seed, model) // all of them known
	return err
}

// points answers a scenario at points in the ranges of figures.
type points struct {
	run   *run                 // every figure at its value, over all chains
	world *adit.World          // under the scenario, without what its chains do not need
	known map[string][]float64 // answers by point
	begun int                  // of the last list of points, how many from the first are answered
}

// newPoints runs the scenario as it stands, to see which chains it touches.
func newPoints(ctx context.Context, opt Options) (*points, error) {
	r := &run{opt: opt}
	if err := r.choose(); err != nil {
		return nil, err
	}
	net, err := r.network(ctx)
	if err != nil {
		return nil, err
	}
	r.net = net
	r.grid = adit.Monthly(opt.On.FirstOfNextMonth(), opt.Months)
	setup, err := r.setup(net)
	if err != nil {
		return nil, err
	}
	if m := opt.Material; m != "" {
		setup.Keep = func(part *chain.Network) bool { return holds(part, m) }
	}
	setup.Progress = func(done, total int) { opt.Progress("states as they stand", done, total) }
	if r.event, err = stress.Run(ctx, setup); err != nil {
		return nil, err
	}
	return &points{run: r, world: r.needed(), known: map[string][]float64{}}, nil
}

// needed is the world under the scenario without rows that the chains run do
// not hold and tables that no run reads, so that it is quick to overlay.
func (r *run) needed() *adit.World {
	w := *r.world
	w.Prices, w.Series, w.Statistics, w.Records, w.Sources = nil, nil, nil, nil, nil
	w.Holdings, w.Lists, w.Listed, w.Governance = nil, nil, nil, nil
	held := r.solved()
	made := map[string]bool{} // recipes that a chain run has a part in
	for i := range w.Recipes {
		if l := &w.Recipes[i]; held[l.Material] {
			made[l.Recipe] = true
		}
	}
	w.Sites = kept(w.Sites, func(s *adit.Site) bool { return made[s.Recipe] })
	w.Lanes = kept(w.Lanes, func(l *adit.Lane) bool { return held[l.Material] })
	w.Uses = kept(w.Uses, func(u *adit.Use) bool { return held[u.Material] })
	w.Stocks = kept(w.Stocks, func(s *adit.Stock) bool { return held[s.Material] })
	w.Scenarios = nil
	for _, s := range r.scenarios {
		w.Scenarios = append(w.Scenarios, *r.world.Scenario(s.ID))
	}
	return &w
}

// kept are the rows that pass.
func kept[T any](rows []T, pass func(*T) bool) []T {
	var out []T
	for i := range rows {
		if pass(&rows[i]) {
			out = append(out, rows[i])
		}
	}
	return out
}

// overlaid is the world with figures at given values.
func (p *points) overlaid(figures []*adit.NamedFigure, values []float64) (*adit.World, adit.Problems) {
	s := adit.Scenario{ID: "point", Note: "moved within its range"}
	for i, f := range figures {
		s.Figures = append(s.Figures, adit.FigureChange{ID: f.ID, Value: adit.Number(values[i], f.Unit), Row: f.Row})
	}
	return dataset.OverlayFigures(p.world, &s)
}

// setup is the run with figures at given values: the base year is reconciled
// again. Problems of an overlay are the input's; stands is false when the base
// year does not hold with such figures, and problems then say why.
func (p *points) setup(ctx context.Context, figures []*adit.NamedFigure, values []float64) (r *run, s stress.Setup, stands bool, err error) {
	world, problems := p.overlaid(figures, values)
	if err := problems.Errors(); err != nil {
		return nil, s, true, err
	}
	r = &run{opt: p.run.opt, world: world, grid: p.run.grid}
	r.opt.Material = ""
	for _, sc := range p.run.scenarios {
		r.scenarios = append(r.scenarios, world.Scenario(sc.ID))
	}
	net, err := r.network(ctx)
	if err != nil {
		return nil, s, false, err
	}
	if s, err = r.setup(net); err != nil {
		return nil, s, true, err
	}
	s.Workers, s.Keep = 1, func(*chain.Network) bool { return true }
	return r, s, true, nil
}

// at answers one point: a number per outcome.
func (p *points) at(ctx context.Context, figures []*adit.NamedFigure, values []float64) ([]float64, error) {
	r, s, _, err := p.setup(ctx, figures, values)
	if err != nil {
		return nil, err
	}
	n := s.Draws
	ledger := stress.NewLedger(0, n)
	first := slices.Repeat([]int{r.grid.Len()}, n)
	s.Each = func(part *stress.Part, draw int, path []*stress.Record) {
		ledger.Add(part, draw, path)
		first[draw] = min(first[draw], (&view{market: part.Market}).firstShortage(path))
	}
	if _, err := stress.Run(ctx, s); err != nil {
		return nil, err
	}
	ledger.Close()
	out := make([]float64, len(outcomes))
	for i := range n {
		d := &ledger.Draws[i]
		for k, v := range []float64{d.Total() / 1000, float64(first[i]), d.Gains.Extra / 1000} {
			out[k] += v / float64(n)
		}
	}
	return out, nil
}

// holds reports whether the base year holds with one figure moved: whether it
// reconciles and calibrates. The error is the input's or the solver's.
func (p *points) holds(ctx context.Context, f *adit.NamedFigure, value float64) (bool, error) {
	_, s, stands, err := p.setup(ctx, []*adit.NamedFigure{f}, []float64{value})
	var problems adit.Problems
	if err != nil {
		if !stands && errors.As(err, &problems) {
			return false, nil
		}
		return false, err
	}
	s.Draws = 0
	_, err = stress.Run(ctx, s)
	if errors.As(err, &problems) {
		return false, nil
	}
	return err == nil, err
}

// screeningStage is the stage that moves every figure.
const screeningStage = "points of the screening"

// halvings is how often the part of a range that the base year allows is halved
// to find its end.
const halvings = 6

// ranges finds the figures to move. Where the base year does not hold at an end
// of a range, the range is cut to where it does.
func (p *points) ranges(ctx context.Context) ([]RangedFigure, error) {
	figures := p.figures()
	out := make([]RangedFigure, len(figures))
	err := p.each(ctx, "ranges", len(figures), func(i int) error {
		f := figures[i]
		out[i] = RangedFigure{NamedFigure: f}
		for to, end := range map[*float64]float64{&out[i].From: f.Low, &out[i].To: f.High} {
			*to = end
			stands, err := p.holds(ctx, f, end)
			if err != nil {
				return err
			}
			if stands {
				continue
			}
			*to = f.Value
			for bad, k := end, 0; k < halvings; k++ {
				middle := (*to + bad) / 2
				if stands, err = p.holds(ctx, f, middle); err != nil {
					return err
				}
				if stands {
					*to = middle
				} else {
					bad = middle
				}
			}
		}
		return nil
	})
	return slices.DeleteFunc(out, func(f RangedFigure) bool { return f.From >= f.To }), err
}

// model answers lists of points. What was answered before is not run again.
func (p *points) model(stage string, figures []*adit.NamedFigure) sensitivity.Model {
	return func(ctx context.Context, at [][]float64) ([][]float64, error) {
		out := make([][]float64, len(at))
		keys := make([]string, len(at))
		for i, v := range at {
			keys[i] = pointKey(figures, v)
			out[i] = p.known[keys[i]]
		}
		err := p.each(ctx, stage, len(at), func(i int) (err error) {
			if out[i] == nil {
				out[i], err = p.at(ctx, figures, at[i])
			}
			var problems adit.Problems
			if errors.As(err, &problems) {
				return impossible(problems, figures, at[i])
			}
			return err
		})
		p.begun = 0
		for i, v := range out {
			if v == nil {
				continue
			}
			p.known[keys[i]] = v
			if p.begun == i {
				p.begun++
			}
		}
		return out, err
	}
}

// impossible adds to problems at a point what the point is.
func impossible(problems adit.Problems, figures []*adit.NamedFigure, values []float64) adit.Problems {
	var at []string
	for i, f := range figures {
		at = append(at, fmt.Sprintf("%s = %.4g", f.ID, values[i]))
	}
	all := adit.Problems{{Code: "impossible-point", Message: "the model cannot be run with " + strings.Join(at, ", "),
		Hint: "the problems beside this one say why; narrow the range of a figure they name"}}
	return append(all, problems...)
}

func pointKey(figures []*adit.NamedFigure, values []float64) string {
	var b []byte
	for i, f := range figures {
		b = append(append(b, f.ID...), 0)
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(values[i]))
	}
	return string(b)
}

// each does n pieces of work side by side, begun in order. Of several errors it
// returns that of the first piece.
func (p *points) each(ctx context.Context, stage string, n int, do func(i int) error) error {
	errs := make([]error, n)
	next, stop := make(chan int), make(chan struct{})
	var once sync.Once
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for range max(1, p.run.opt.Workers) {
		wg.Go(func() {
			for i := range next {
				if errs[i] = do(i); errs[i] != nil {
					once.Do(func() { close(stop) })
					continue
				}
				mu.Lock()
				done++
				p.run.opt.Progress(stage, done, n)
				mu.Unlock()
			}
		})
	}
	func() {
		defer close(next)
		for i := range n {
			select {
			case <-ctx.Done():
				return
			case <-stop:
				return
			case next <- i:
			}
		}
	}()
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// figures are those with a range that the chains run refer to, in the world's
// order: parameters that the market reads by name; what materials, recipes,
// sites, projects, lanes, uses and stocks of the chains refer to; the effects
// of measures that bind a lane of them in the run; and what the scenario itself
// refers to.
func (p *points) figures() []*adit.NamedFigure {
	r, w := p.run, p.world
	named := map[string]bool{}
	projects := false
	add := func(rows ...any) {
		for _, row := range rows {
			figuresIn(reflect.ValueOf(row), func(f *adit.Figure) { named[f.ID] = true })
		}
	}
	held := r.solved()
	recipes := map[string]bool{}
	for _, part := range r.event.Parts {
		net := part.Market.Net
		for i := range net.Nodes {
			add(net.Nodes[i].Material)
		}
		for i := range net.Sites {
			s := &net.Sites[i]
			add(s.Ref)
			recipes[s.Ref.Recipe] = true
		}
		for i := range net.Lanes {
			add(net.Lanes[i].Ref)
		}
		for i := range net.Uses {
			add(net.Uses[i].Ref)
		}
		for i := range w.Stocks {
			if s := &w.Stocks[i]; net.Node(s.Material, s.Place) >= 0 {
				add(s)
			}
		}
	}
	if r.opt.Projects != stress.NoProjects {
		for i := range w.Projects { // also those that at their odds are not built
			if j := &w.Projects[i]; r.makes(j.Recipe, held) {
				add(j)
				projects, recipes[j.Recipe] = true, true
			}
		}
	}
	for i := range w.Recipes {
		if l := &w.Recipes[i]; recipes[l.Recipe] && held[l.Material] {
			add(l)
		}
	}
	binding := r.binding()
	for i := range w.Measures {
		if m := &w.Measures[i]; binding[m.ID] {
			add(&m.Effect)
		}
	}
	for i := range w.Scenarios {
		add(w.Scenarios[i].Events, w.Scenarios[i].Floors)
	}
	for _, d := range market.Defaults() {
		if projects || !strings.HasPrefix(d.ID, "mkt.project.") {
			named[d.ID] = true
		}
	}
	var out []*adit.NamedFigure
	for i := range w.Figures {
		if f := &w.Figures[i]; named[f.ID] && f.Known() && f.Ranged && f.Low < f.High {
			out = append(out, f)
		}
	}
	return out
}

// binding are the measures that bind a lane of the chains run, in the base or
// in some month.
func (r *run) binding() map[string]bool {
	out := map[string]bool{}
	last := r.grid.Span(r.grid.Len() - 1).To
	see := func(book *rulebook.Book, net *chain.Network, day, known adit.Date) {
		for i := range net.Lanes {
			l := net.Lanes[i].Ref
			for _, b := range book.Bites(l.Material, l.From, l.To, day, known) {
				out[b.Measure.ID] = true
			}
		}
	}
	for _, part := range r.event.Parts {
		see(r.book, part.Market.Net, BaseLaw, BaseLaw)
		for t := range r.grid.Len() {
			see(r.book, part.Market.Net, r.grid.Span(t).To, last)
		}
	}
	return out
}

// figuresIn visits the named figures that a value refers to, at any depth.
func figuresIn(v reflect.Value, visit func(f *adit.Figure)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			figuresIn(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			figuresIn(v.Index(i), visit)
		}
	case reflect.Struct:
		if f, ok := v.Interface().(adit.Figure); ok {
			if f.ID != "" {
				visit(&f)
			}
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				figuresIn(v.Field(i), visit)
			}
		}
	}
}
