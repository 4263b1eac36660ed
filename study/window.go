package study

import (
	"context"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"sort"
	"strings"

	"adit"
	"adit/chain"
	"adit/claims"
	"adit/stress"
)

// WindowQuestion asks how long the leverage of a supplier lasts: what a full
// cut-off would cost that began now, or later, while projects are built.
type WindowQuestion struct {
	Options
	Cutoff    string   // place that cuts off
	Materials []string // ids, patterns with a trailing *, chains, or rare-earths
	Every     int      // months between the starts tried; 0: 3
	Horizon   int      // months to the last of them; 0: 60
	Over      int      // months from a start over which loss is counted; 0: 24
	Share     float64  // of today's loss, under which the leverage is gone; 0: a half
	With      []string // scenarios laid over, such as ones that add projects
}

// Window is the answer.
type Window struct {
	Question WindowQuestion
	Starts   []int  // months from the first of the run
	Now      *Curve // with the pipeline as it stands
	With     *Curve // with the scenarios asked for; nil: none
	Stopped  error  // why it ended early; nil when it did not
	run      *run   // of Now
	runs     []*run // all of them
}

// Curve is loss by start of the cut-off.
type Curve struct {
	Name     string
	All      []stress.Distribution // outside the place that cuts off, USD million, per start
	places   map[string][]float64  // mean per start
	States   int                   // distinct states solved
	Steps    int                   // periods of all draws
	Projects []Running
}

// Running says in which share of futures a project runs at the end.
type Running struct {
	Project *adit.Project
	Share   float64
}

// Last returns the months after which the mean loss of a cut-off stays under a
// share of today's, in some places or, with none, in all; ok is false when it
// does not within the horizon.
func (c *Curve) Last(starts []int, share float64, places ...string) (months int, ok bool) {
	v := c.means(places)
	for k := range starts {
		under := v[0] > 0
		for _, x := range v[k:] {
			under = under && x < share*v[0]
		}
		if under {
			return starts[k], true
		}
	}
	return starts[len(starts)-1], false
}

// means are the mean losses per start, USD million.
func (c *Curve) means(places []string) []float64 {
	out := make([]float64, len(c.All))
	for k := range out {
		if len(places) == 0 {
			out[k] = c.All[k].Mean
		}
		for _, p := range places {
			if v := c.places[p]; v != nil {
				out[k] += v[k]
			}
		}
	}
	return out
}

func (q WindowQuestion) defaults() WindowQuestion {
	q.Options = q.Options.defaults()
	for to, def := range map[*int]int{&q.Every: 3, &q.Horizon: 60, &q.Over: 24} {
		if *to == 0 {
			*to = def
		}
	}
	if q.Share == 0 {
		q.Share = 0.5
	}
	q.Months = q.Horizon + q.Over
	return q
}

// AskWindow answers the question. The error is adit.Problems for faults in the
// input; a stopped run comes back with Stopped set where the first curve is done.
func AskWindow(ctx context.Context, q WindowQuestion) (*Window, error) {
	q = q.defaults()
	w := &Window{Question: q}
	for t := 0; t <= q.Horizon; t += q.Every {
		w.Starts = append(w.Starts, t)
	}
	var err error
	if w.Now, err = w.curve(ctx, "pipeline as it stands", q.Scenario); err != nil {
		return nil, err
	}
	if len(q.With) > 0 {
		w.With, err = w.curve(ctx, "with "+strings.Join(q.With, " and "), append(slices.Clone(q.Scenario), q.With...))
		if err != nil {
			if ctx.Err() != nil {
				w.Stopped = err
				return w, nil
			}
			return nil, err
		}
	}
	return w, nil
}

// curve runs every draw without a cut-off and with one from each start. They
// share the years before it, so these are solved once.
func (w *Window) curve(ctx context.Context, name string, scenarios []string) (*Curve, error) {
	q := w.Question
	r := &run{opt: q.Options}
	r.opt.Scenario = scenarios
	if err := r.choose(); err != nil {
		return nil, err
	}
	net, err := r.network(ctx)
	if err != nil {
		return nil, err
	}
	materials, problems := cutOff(r.world, net, q.Cutoff, q.Materials)
	if problems.Errors() != nil {
		return nil, problems
	}
	r.grid = adit.Monthly(r.opt.On.FirstOfNextMonth(), q.Months)
	setup, err := r.setup(net)
	if err != nil {
		return nil, err
	}
	draws, starts := q.Draws, len(w.Starts)
	setup.Draws = draws * (starts + 1) // those of the last block see no cut-off
	setup.Cast = func(k int) stress.Cast {
		c := stress.Cast{Of: k % draws}
		if s := k / draws; s < starts {
			t := w.Starts[s]
			c.Periods = min(t+q.Over, r.grid.Len())
			c.Also = []adit.Event{{ID: "cut-off", Name: "Full cut-off", Kind: adit.RouteEvent, From: []string{q.Cutoff}, Materials: materials,
				Date: r.grid.Start(t), Severity: adit.Number(1, "1")}}
		}
		return c
	}
	setup.Keep = func(part *chain.Network) bool {
		return slices.ContainsFunc(part.Materials(), func(m string) bool { return slices.Contains(materials, m) })
	}
	ledger := stress.NewLedger(0, setup.Draws)
	ledger.Count = func(u *adit.Use) bool { return u.Place != q.Cutoff }
	ran := map[string]float64{}
	setup.Each = func(p *stress.Part, draw int, path []*stress.Record) {
		ledger.Add(p, draw, path)
		if draw < draws*starts {
			return
		}
		for i := range p.Market.Net.Sites {
			if s := &p.Market.Net.Sites[i]; s.Project != nil && path[q.Horizon].Output[i] > 0 {
				ran[s.Project.ID] += 1 / float64(draws)
			}
		}
	}
	setup.Progress = func(done, total int) { r.opt.Progress("states, "+name, done, total) }
	if r.event, err = stress.Run(ctx, setup); err != nil {
		return nil, err
	}
	ledger.Close()
	w.runs = append(w.runs, r)
	if w.run == nil {
		w.run = r
	}
	c := &Curve{Name: name, places: map[string][]float64{}}
	for _, p := range r.event.Parts {
		c.States += p.States
		c.Steps += p.Steps
	}
	for i := range r.world.Projects {
		if p := &r.world.Projects[i]; ran[p.ID] > 0 {
			c.Projects = append(c.Projects, Running{p, ran[p.ID]})
		}
	}
	sort.SliceStable(c.Projects, func(i, j int) bool { return c.Projects[i].Share > c.Projects[j].Share })
	for s, t := range w.Starts {
		var v []float64
		for i := range draws {
			cut, calm := &ledger.Draws[s*draws+i], &ledger.Draws[starts*draws+i]
			sum := 0.0
			for p := t; p < min(t+q.Over, r.grid.Len()); p++ {
				sum += (cut.LostIn(p) - calm.LostIn(p)) / 1000
				for place := range cut.Places {
					if c.places[place] == nil {
						c.places[place] = make([]float64, starts)
					}
				}
			}
			v = append(v, sum)
		}
		c.All = append(c.All, stress.Distribute(v))
	}
	for place, mean := range c.places {
		for s, t := range w.Starts {
			for i := range draws {
				for p := t; p < min(t+q.Over, r.grid.Len()); p++ {
					mean[s] += (ledger.Draws[s*draws+i].LostIn(p, place) - ledger.Draws[starts*draws+i].LostIn(p, place)) / 1000 / float64(draws)
				}
			}
		}
	}
	return c, nil
}

// RareEarths is the word for every chain that carries one.
const RareEarths = "rare-earths"

// rareEarths are the lanthanides with yttrium and scandium, and the words
// statistics have for several together.
var rareEarths = []string{"REO", "NdPr", "La", "Ce", "Pr", "Nd", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Y", "Sc"}

// carriesRareEarth reads what a material is weighed by, such as Dy2O3.
func carriesRareEarth(contains string) bool {
	for _, e := range rareEarths {
		rest, ok := strings.CutPrefix(contains, e)
		if ok && (rest == "" || !(rest[0] >= 'a' && rest[0] <= 'z')) {
			return true
		}
	}
	return false
}

// cutOff resolves what is cut off to the materials that leave the place in the
// network.
func cutOff(w *adit.World, net *chain.Network, place string, asked []string) ([]string, adit.Problems) {
	var problems adit.Problems
	if !slices.ContainsFunc(w.Places, func(p adit.Place) bool { return p.ID == place }) {
		problems.Add("unknown-place", adit.Where{}, "name a place of the world by its code", "no place %q cuts anything off", place)
	}
	rare := map[string]bool{}
	for _, m := range w.Materials {
		rare[m.Chain] = rare[m.Chain] || carriesRareEarth(m.Contains)
	}
	found := map[string]bool{}
	for _, a := range asked {
		before := len(found)
		for i := range net.Lanes {
			m := net.Nodes[net.Lanes[i].From].Material
			stem, pattern := strings.CutSuffix(a, "*")
			if net.Lanes[i].Ref.From == place && (m.ID == a || m.Chain == a || pattern && strings.HasPrefix(m.ID, stem) || a == RareEarths && rare[m.Chain]) {
				found[m.ID] = true
			}
		}
		if len(found) == before {
			problems.Add("unknown-material", adit.Where{}, "name a material, a chain, a pattern such as ga.*, or "+RareEarths, "nothing called %q leaves %s", a, place)
		}
	}
	out := make([]string, 0, len(found))
	for m := range found {
		out = append(out, m)
	}
	slices.Sort(out)
	return out, problems
}

// Claim answers queries about the window, for a Resolver: how many months or
// years the leverage over some places lasts, and whether measures against it
// exist there. Windows of other things are not computed and stay pending.
func (w *Window) Claim(q claims.Query, _ adit.Date) (claims.Answer, error) {
	if !slices.Contains(w.Question.Materials, q.Name) || q.Field != "months" && q.Field != "years" && q.Field != "measures" {
		return claims.Answer{Needs: "window"}, nil
	}
	months, over := w.Now.Last(w.Starts, w.Question.Share, q.Place...)
	means := w.Now.means(q.Place)
	where := "outside " + w.Question.Cutoff
	if len(q.Place) > 0 {
		where = "in " + strings.Join(q.Place, " and ")
	}
	e := claims.Evidence{Row: "adit window", Confidence: adit.Derived, AsOf: w.Question.On,
		Says: fmt.Sprintf("a full cut-off by %s that begins now costs USD %.3g million of output %s over %d months, mean of %d futures; ", w.Question.Cutoff, means[0], where, w.Question.Over, w.Question.Draws)}
	if q.Field == "measures" {
		own := 0
		for _, r := range w.Now.Projects {
			if len(q.Place) == 0 || slices.Contains(q.Place, r.Project.Place) {
				own++
			}
		}
		e.Says += fmt.Sprintf("%d projects there run in some future within %d months", own, w.Question.Horizon)
		words := "no"
		if own > 0 {
			words = "yes"
		}
		return claims.Answer{Words: words, Evidence: []claims.Evidence{e}}, nil
	}
	if means[0] <= 0 {
		return claims.Answer{Missing: "a cut-off costs nothing there today, so there is no leverage to outlast", Evidence: []claims.Evidence{e}}, nil
	}
	v := float64(months)
	if over {
		e.Says += fmt.Sprintf("one that begins %d months later, or any time after, costs under %.0f%% of that", months, 100*w.Question.Share)
	} else {
		e.Says += fmt.Sprintf("within %d months it does not fall under %.0f%% of that for good", months, 100*w.Question.Share)
	}
	if q.Field == "years" {
		v /= 12
	}
	f := adit.Figure{Value: v, Low: v, High: v, Unit: q.Field, Confidence: adit.Derived}
	if !over {
		f = adit.Figure{Value: math.NaN(), Low: v, High: math.Inf(1), Unit: q.Field, Confidence: adit.Derived, Unknown: "longer than the horizon"}
	}
	return claims.Answer{Numeric: true, Number: f, Evidence: []claims.Evidence{e}}, nil
}

// Verdicts judges the claims of a folder's ledgers that ask about the window.
func (w *Window) Verdicts(folder fs.FS) ([]claims.Entry, adit.Problems) {
	book, problems := claims.Read(folder)
	resolver, faults := NewResolver(w.run.world)
	problems = append(problems, faults...)
	if problems.Errors() != nil || book == nil {
		return nil, problems
	}
	resolver.Window = w.Claim
	findings, faults := book.Judge(resolver, w.Question.On)
	problems = append(problems, faults...)
	var out []claims.Entry
	for _, e := range claims.NewResult(w.run.world.Name, w.run.world.Hash, w.Question.On, findings).Claims {
		if slices.ContainsFunc(e.Tests, func(t claims.EntryTest) bool { return strings.HasPrefix(t.Ask, string(claims.AskWindow)+" ") }) {
			out = append(out, e)
		}
	}
	return out, problems
}
