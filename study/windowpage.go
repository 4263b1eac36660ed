package study

import (
	"context"
	"fmt"
	"io/fs"
	"strings"

	"adit"
	"adit/chart"
	"adit/claims"
	"adit/report"
	"adit/stress"
	"adit/table"
)

// curves are those that were computed.
func (w *Window) curves() []*Curve {
	if w.With == nil {
		return []*Curve{w.Now}
	}
	return []*Curve{w.Now, w.With}
}

// Says is the answer in a sentence or two.
func (w *Window) Says() string {
	q := w.Question
	today := w.Now.All[0]
	text := fmt.Sprintf("A full cut-off of %s by %s that begins now costs USD %s of output elsewhere over %d months (P95: %s, mean of the worst twentieth: %s), an upper bound. ",
		strings.Join(q.Materials, ", "), placeName(w.run.world, q.Cutoff), table.Compact(today.Mean*1e6), q.Over, table.Compact(today.P95*1e6), table.Compact(today.Shortfall*1e6))
	for _, c := range w.curves() {
		what := "With the pipeline as it stands"
		if c != w.Now {
			what = upper(c.Name)
		}
		if months, ok := c.Last(w.Starts, q.Share); ok {
			text += fmt.Sprintf("%s it costs less than %s of that when it begins %d months from now or later. ", what, table.Percent(q.Share), months)
		} else {
			text += fmt.Sprintf("%s it does not fall under %s of that for good within %d months. ", what, table.Percent(q.Share), q.Horizon)
		}
	}
	return strings.TrimSpace(text)
}

// Table is loss by start of the cut-off, a row per start and pipeline.
func (w *Window) Table() *table.Table {
	t := table.New("window", fmt.Sprintf("Output lost outside %s over the %d months after a full cut-off, by its first month", placeName(w.run.world, w.Question.Cutoff), w.Question.Over),
		table.Column{Name: "start", Type: table.Month, Doc: "First month of the cut-off."},
		table.Column{Name: "months", Label: "Months from now", Type: table.Integer, Doc: "Months from the first of the run."},
		table.Column{Name: "pipeline", Doc: "Which projects are built: those of the world at their odds, or with those of the scenarios laid over."},
		table.Column{Name: "mean", Type: table.Number, Unit: "USD million", Doc: "Output lost beyond that without a cut-off, mean of futures, money of the base year."},
		table.Column{Name: "p5", Label: "P5", Type: table.Number, Unit: "USD million", Doc: "A twentieth of futures lose less."},
		table.Column{Name: "p95", Label: "P95", Type: table.Number, Unit: "USD million", Doc: "A twentieth of futures lose more."},
		table.Column{Name: "shortfall", Label: "Worst twentieth", Type: table.Number, Unit: "USD million", Doc: "Expected shortfall: mean of the worst twentieth of futures."},
		table.Column{Name: "of_today", Label: "Of today's", Type: table.Share, Doc: "Mean over the mean of a cut-off that begins now with the pipeline as it stands."})
	today := w.Now.All[0].Mean
	for _, c := range w.curves() {
		for k, d := range c.All {
			var share any
			if today > 0 {
				share = d.Mean / today
			}
			t.Add(w.run.grid.Start(w.Starts[k]), w.Starts[k], c.Name, d.Mean, d.P5, d.P95, d.Shortfall, share)
		}
	}
	return t
}

// placesTable is who loses, by start.
func (w *Window) placesTable() *table.Table {
	t := table.New("window-places", "Output lost by place, mean of futures, pipeline as it stands",
		table.Column{Name: "place", Doc: "Place of the uses."},
		table.Column{Name: "now", Type: table.Number, Unit: "USD million", Doc: "Lost when the cut-off begins now."},
		table.Column{Name: "last", Label: "At the horizon", Type: table.Number, Unit: "USD million", Doc: "Lost when it begins at the horizon."},
		table.Column{Name: "window", Label: "Months until under the share", Type: table.Integer, Doc: "Months after which a cut-off stays under the stated share of today's loss there; blank: not within the horizon."})
	for _, p := range w.run.world.Places {
		v := w.Now.places[p.ID]
		if v == nil {
			continue
		}
		var months any
		if m, ok := w.Now.Last(w.Starts, w.Question.Share, p.ID); ok {
			months = m
		}
		t.Add(p.Name, v[0], v[len(v)-1], months)
	}
	return t
}

// projectsTable is which projects carry the recovery.
func (w *Window) projectsTable() *table.Table {
	t := table.New("window-projects", "Projects that run at the horizon, by pipeline",
		table.Column{Name: "pipeline", Doc: "Which projects are built."},
		table.Column{Name: "project", Doc: "Project."},
		table.Column{Name: "place", Doc: "Where."},
		table.Column{Name: "status", Doc: "How far it is today."},
		table.Column{Name: "odds", Type: table.Share, Doc: "Chance that it ever produces, as the world has it."},
		table.Column{Name: "runs", Label: "Runs at the horizon", Type: table.Share, Doc: "Share of futures in which it produces then: built in time, and worth running at the price without a cut-off."})
	for _, c := range w.curves() {
		for _, r := range c.Projects {
			var odds any
			if r.Project.Odds.Given() {
				odds = r.Project.Odds.Value
			}
			t.Add(c.Name, r.Project.Name, placeName(w.run.world, r.Project.Place), string(r.Project.Status), odds, r.Share)
		}
	}
	return t
}

// statesTable says what the run took.
func (w *Window) statesTable() *table.Table {
	t := table.New("states", "Distinct states solved",
		table.Column{Name: "pipeline", Doc: "Run."},
		table.Column{Name: "periods", Type: table.Integer, Doc: "Periods of all draws, over all chains."},
		table.Column{Name: "states", Type: table.Integer, Doc: "Distinct states: each was solved once."},
		table.Column{Name: "saved", Type: table.Share, Doc: "Share of solves saved because draws share states."})
	for _, c := range w.curves() {
		t.Add(c.Name, c.Steps, c.States, 1-float64(c.States)/float64(c.Steps))
	}
	return t
}

// verdictsTable is what the window makes of published statements.
func verdictsTable(entries []claims.Entry) *table.Table {
	t := table.New("window-claims", "What was written about the window",
		table.Column{Name: "id", Doc: "Claim."},
		table.Column{Name: "statement", Doc: "What it says, in our words."},
		table.Column{Name: "verdict", Doc: "What the answer makes of it."},
		table.Column{Name: "answer", Doc: "The answer to its query."})
	for _, e := range entries {
		var answers []string
		for _, x := range e.Tests {
			answers = append(answers, x.Answer)
		}
		t.Add(e.ID, e.Statement, e.Verdict.Title(), strings.Join(answers, "; "))
	}
	return t
}

// Tables are the answer as tables; folder holds the world's ledgers, nil for none.
func (w *Window) Tables(folder fs.FS) ([]*table.Table, adit.Problems) {
	out := []*table.Table{w.Table(), w.placesTable(), w.projectsTable(), w.statesTable()}
	if folder == nil {
		return out, nil
	}
	entries, problems := w.Verdicts(folder)
	if len(entries) > 0 {
		out = append(out, verdictsTable(entries))
	}
	return out, problems
}

// Brief is the answer as a page.
func (w *Window) Brief(folder fs.FS) *report.Brief {
	r, q := w.run, w.Question
	today := w.Now.All[0]
	months, ok := w.Now.Last(w.Starts, q.Share)
	window := report.BigNumber{Label: "The leverage lasts", Type: table.Integer, Unit: "months", Value: table.Num(float64(months)), Note: "until a cut-off costs under " + table.Percent(q.Share) + " of today's"}
	if !ok {
		window.Label, window.Note = "The leverage lasts at least", "it never falls under "+table.Percent(q.Share)+" of today's within the horizon"
	}
	b := &report.Brief{
		Title:    "How long the leverage lasts",
		Question: fmt.Sprintf("What would a full cut-off of %s by %s cost if it began now, or later?", strings.Join(q.Materials, ", "), placeName(r.world, q.Cutoff)),
		Answer:   w.Says(),
		Run: report.Run{On: r.opt.On, KnownOn: r.opt.KnownOn, Start: r.grid.Start(0), End: r.grid.Span(r.grid.Len() - 1).To,
			World: report.Version{Name: r.world.Name, Hash: r.world.Hash}, Program: report.Version{Name: "Adit", Hash: r.opt.Version},
			Draws: q.Draws, DrawsDone: q.Draws, Months: q.Months, Seed: r.opt.Seed, Backend: r.opt.Solver.Name(), Complete: w.Stopped == nil,
			Scenario: report.Case{ID: "cut-off", Name: "Full cut-off", Note: "No such law exists; it begins without warning and does not end."}},
		BigNumbers: []report.BigNumber{
			{Label: "Lost if it begins now", Type: table.Number, Unit: "USD", Value: table.Num(today.Mean * 1e6), Worse: report.Up,
				Note: fmt.Sprintf("mean of futures over %d months, an upper bound", q.Over)},
			{Label: "Mean of the worst twentieth", Type: table.Number, Unit: "USD", Value: table.Num(today.Shortfall * 1e6), Worse: report.Up, Note: "expected shortfall"},
			window,
		},
		Rules: r.rulesSection(), Provenance: r.provenanceSection(), Assumptions: r.assumptions(), Unknowns: r.unknowns(), Sources: r.sources(),
	}
	for _, s := range r.scenarios {
		b.Run.Baseline = report.Case{ID: s.ID, Name: s.Name, Note: s.Note}
	}
	b.Sections = []report.Section{
		w.section(),
		{ID: "places", Title: "Who loses", Lead: "By place of the uses that stand still.", Figures: []report.Figure{{Table: w.placesTable(), Empty: "Nobody loses output."}}},
		{ID: "projects", Title: "What carries the recovery", Lead: "A project counts where it is built in time and the price carries it.", Figures: []report.Figure{{Table: w.projectsTable(), Empty: "No project runs at the horizon in any future."}, {Table: w.statesTable(), Half: true}}},
	}
	if folder != nil {
		if entries, problems := w.Verdicts(folder); problems.Errors() == nil && len(entries) > 0 {
			b.Sections = append(b.Sections, report.Section{ID: "claims", Title: "What was written about it", Lead: "Published statements on how long the leverage lasts, held against this curve.",
				Figures: []report.Figure{{Table: verdictsTable(entries)}}})
		}
	}
	b.Citation = fmt.Sprintf("Adit %s, window of a cut-off by %s on world %s (%.12s), asked on %s, %d futures of %d months, seed %d.",
		r.opt.Version, q.Cutoff, r.world.Name, r.world.Hash, r.opt.On, q.Draws, q.Months, r.opt.Seed)
	return b
}

// section tells the curve.
func (w *Window) section() report.Section {
	q := w.Question
	s := report.Section{ID: "window", Title: "The window", Lead: "What a cut-off costs by the month in which it begins. Projects are built at their odds, delays and overruns, and close again where the price does not carry them.",
		Figures: []report.Figure{{Table: w.Table(), Note: "Each start has the same futures; only the cut-off differs. Value at stake is an upper bound.",
			Empty: "A cut-off costs no output in any future.", Chart: &chart.Spec{Kind: chart.Lines, Title: "Output lost after a full cut-off, by its first month", Subtitle: fmt.Sprintf("USD million over %d months; mean and P5–P95 of futures", q.Over),
				X: "start", Split: "pipeline", Series: []chart.Series{{Y: "mean", Low: "p5", High: "p95"}}}}}}
	if w.Now.All[0].Mean <= 0 {
		s.Figures[0].Chart = nil
	}
	return s
}

// A brief tries fewer starts in fewer futures than adit window does: enough for
// the shape of the curve.
const (
	briefStarts  = 12 // months between them
	briefFutures = 4
)

// BriefWindow asks how long the cut-off of rare earths by a place would keep its
// force, with projects at their odds and nothing else.
func BriefWindow(ctx context.Context, o Options, cutoff string) (*Window, error) {
	return AskWindow(ctx, WindowQuestion{Options: Options{World: o.World, On: o.On, KnownOn: o.KnownOn, Draws: briefFutures, Window: o.Window,
		Seed: o.Seed, Projects: stress.ProjectsAtOdds, Workers: o.Workers, Solver: o.Solver, Version: o.Version, Progress: o.Progress},
		Cutoff: cutoff, Materials: []string{RareEarths}, Every: briefStarts})
}

// leverage is what a brief tells of it.
func (r *run) leverage(ctx context.Context) (err error) {
	if r.opt.Cutoff != "" && r.stop == nil {
		r.lasts, err = BriefWindow(ctx, r.opt, r.opt.Cutoff)
	}
	return err
}
