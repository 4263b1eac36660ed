package study

import (
	"cmp"
	"context"
	"math"
	"slices"

	"adit"
	"adit/chain"
	"adit/stress"
	"adit/table"
)

// Future is what one use lost in one draw over the run. Money is thousand USD
// of the base year.
type Future struct {
	Draw      int     // from 0
	Use       string  // id; "" for the draw as a whole
	Unmet     float64 // core demand not served, t; blank for the whole
	PricedOut float64 // base demand that left because of the price, t
	Lost      float64 // output lost, each loss counted once
	Extra     float64 // paid above base prices: a transfer, no loss
}

// least is what a use must lose or pay, in thousand USD, or miss, in kilograms,
// to have a row: below it solvers' rounding would be told.
const least = 1.0

// Futures runs opt.Draws futures from the draw numbered first, and returns their
// losses by draw and use, one row a draw for the whole. A row depends on the
// options and its draw alone, so ranges of draws put one after the other are
// the whole. A stopped run returns no rows.
func Futures(ctx context.Context, opt Options, first int) ([]Future, error) {
	setup, err := futureSetup(ctx, opt)
	if err != nil {
		return nil, err
	}
	return runFutures(ctx, setup, first, setup.Draws)
}

// futureSetup is what all draws of a question share.
func futureSetup(ctx context.Context, opt Options) (stress.Setup, error) {
	r := &run{opt: opt.defaults()}
	if err := r.choose(); err != nil {
		return stress.Setup{}, err
	}
	net, err := r.network(ctx)
	if err != nil {
		return stress.Setup{}, err
	}
	r.grid = adit.Monthly(r.opt.On.FirstOfNextMonth(), r.opt.Months)
	setup, err := r.setup(net)
	if err != nil {
		return setup, err
	}
	if m := r.opt.Material; m != "" {
		setup.Keep = func(part *chain.Network) bool { return holds(part, m) }
	}
	setup.Progress = func(done, total int) { r.opt.Progress("states", done, total) }
	return setup, nil
}

func runFutures(ctx context.Context, setup stress.Setup, first, n int) ([]Future, error) {
	ledger := stress.NewLedger(first, n)
	setup.First, setup.Draws, setup.Each = first, n, ledger.Add
	if _, err := stress.Run(ctx, setup); err != nil {
		return nil, err
	}
	ledger.Close()
	return futures(ledger, first), nil
}

func futures(l *stress.Ledger, first int) (rows []Future) {
	order := make([]int, len(l.Uses)) // uses come in the order in which their components were done
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(l.Uses[a].ID, l.Uses[b].ID) })
	for i := range l.Draws {
		d := &l.Draws[i]
		whole := Future{Draw: first + i}
		at := len(rows)
		rows = append(rows, whole)
		for _, u := range order {
			if u >= len(d.Uses) {
				continue
			}
			x := d.Uses[u]
			whole.Lost += x.Lost
			whole.Extra += x.Extra
			if x.Unmet*1000 >= least || x.PricedOut*1000 >= least || x.Lost >= least || math.Abs(x.Extra) >= least {
				rows = append(rows, Future{first + i, l.Uses[u].ID, x.Unmet, x.PricedOut, x.Lost, x.Extra})
			}
		}
		rows[at] = whole
	}
	return rows
}

// futureColumns are the columns of a file of futures.
var futureColumns = []table.Column{
	{Name: "draw", Type: table.Integer, Doc: "Number of the future, from 0."},
	{Name: "use", Doc: "Use; blank for the future as a whole. Uses that neither missed a kilogram nor lost or paid a thousand USD have no row."},
	{Name: "place", Doc: "Place of the use."},
	{Name: "sector", Doc: "Industry of the use, ISIC Rev. 4 or NAICS 2022."},
	{Name: "material", Doc: "Material it takes."},
	{Name: "unmet", Type: table.Number, Unit: "t", Doc: "Core demand not served over the run."},
	{Name: "priced_out", Type: table.Number, Unit: "t", Doc: "Base demand that left because of the price."},
	{Name: "lost", Type: table.Number, Unit: "thousand USD", Doc: "Output lost over the run, an upper bound; each loss counted once."},
	{Name: "extra", Type: table.Number, Unit: "thousand USD", Doc: "Paid above base prices: a transfer, no loss."},
}

// FuturesTable lists futures, as they are kept in a file.
func FuturesTable(w *adit.World, rows []Future) *table.Table {
	t := table.New("futures", "Losses by future and use", futureColumns...)
	uses := map[string]*adit.Use{}
	for i := range w.Uses {
		uses[w.Uses[i].ID] = &w.Uses[i]
	}
	for _, r := range rows {
		u := uses[r.Use]
		if u == nil {
			t.Add(r.Draw, nil, nil, nil, nil, nil, nil, r.Lost, r.Extra)
			continue
		}
		t.Add(r.Draw, r.Use, u.Place, u.Sector, u.Material, r.Unmet, r.PricedOut, r.Lost, r.Extra)
	}
	return t
}

// Question selects and groups rows of a file of futures.
type Question struct {
	Where map[string]string // column → value it must have; a trailing * matches any ending
	By    string            // column to group by; "" for one row
}

// AskFutures sums up the losses of a file of futures over draws: mean, P5 to P95
// and expected shortfall of what the selected uses lost in a future, zero in
// the futures in which they lost nothing.
func AskFutures(t *table.Table, q Question) (*table.Table, adit.Problems) {
	var problems adit.Problems
	at := map[string]int{}
	for _, c := range futureColumns {
		if at[c.Name] = t.Index(c.Name); at[c.Name] < 0 {
			problems.Add("not-futures", adit.Where{}, "adit stress --futures FILE writes one", "the table has no column %s", c.Name)
			return nil, problems
		}
	}
	words := []string{"use", "place", "sector", "material"}
	for name := range q.Where {
		if !slices.Contains(words, name) && name != "draw" {
			problems.Add("unknown-column", adit.Where{}, "use, place, sector, material and draw can be asked for", "no column %q to choose by", name)
		}
	}
	if q.By != "" && !slices.Contains(words, q.By) {
		problems.Add("unknown-column", adit.Where{}, "use, place, sector and material can be grouped by", "no column %q to group by", q.By)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return sumFutures(t, q, at), nil
}

// sumFutures does what AskFutures says, for a question that makes sense.
func sumFutures(t *table.Table, q Question, at map[string]int) *table.Table {
	type group struct{ lost, unmet, pricedOut, extra map[int]float64 }
	groups := map[string]*group{}
	draws := map[int]bool{}
	_, byDraw := q.Where["draw"]
	asWhole := q.By == "" && (len(q.Where) == 0 || byDraw && len(q.Where) == 1) // else their uses are added up
	number := func(row []table.Cell, name string) float64 {
		v, _ := row[at[name]].Float()
		return v
	}
	for _, row := range t.Rows() {
		draw := int(number(row, "draw"))
		if chosen, ok := q.Where["draw"]; ok && !matches(chosen, row[at["draw"]].Raw()) {
			continue
		}
		draws[draw] = true
		if whole := row[at["use"]].Raw() == ""; whole != asWhole {
			continue
		}
		keep := true
		for name, want := range q.Where {
			keep = keep && matches(want, row[at[name]].Raw())
		}
		if !keep {
			continue
		}
		key := ""
		if q.By != "" {
			key = row[at[q.By]].Raw()
		}
		g := groups[key]
		if g == nil {
			g = &group{map[int]float64{}, map[int]float64{}, map[int]float64{}, map[int]float64{}}
			groups[key] = g
		}
		g.lost[draw] += number(row, "lost")
		g.unmet[draw] += number(row, "unmet")
		g.pricedOut[draw] += number(row, "priced_out")
		g.extra[draw] += number(row, "extra")
	}
	by := cmp.Or(q.By, "futures")
	out := table.New("losses", "Losses over futures", table.Column{Name: by, Doc: "What the row sums up."},
		table.Column{Name: "draws", Type: table.Integer, Doc: "Futures."},
		table.Column{Name: "short", Type: table.Share, Doc: "Share of futures in which core demand goes unmet, where tonnes are kept."},
		table.Column{Name: "unmet", Type: table.Number, Unit: "t", Doc: "Mean core demand not served; tonnes of different materials are not added."},
		table.Column{Name: "priced_out", Type: table.Number, Unit: "t", Doc: "Mean demand that left because of the price; likewise."},
		table.Column{Name: "lost", Label: "Lost, mean", Type: table.Number, Unit: "million USD", Doc: "Mean output lost, an upper bound."},
		table.Column{Name: "p5", Label: "P5", Type: table.Number, Unit: "million USD", Doc: "A twentieth of futures lose less."},
		table.Column{Name: "p50", Label: "Median", Type: table.Number, Unit: "million USD", Doc: "Half of the futures lose less."},
		table.Column{Name: "p95", Label: "P95", Type: table.Number, Unit: "million USD", Doc: "A twentieth of futures lose more."},
		table.Column{Name: "shortfall", Label: "Expected shortfall", Type: table.Number, Unit: "million USD", Doc: "Mean of the worst twentieth of futures."},
		table.Column{Name: "extra", Label: "Extra paid", Type: table.Number, Unit: "million USD", Doc: "Mean paid above base prices: a transfer, no loss."})
	keys := make([]string, 0, len(groups))
	for k := range groups {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	oneMaterial := q.By == "use" || q.By == "material" || q.Where["use"] != "" || q.Where["material"] != ""
	for _, k := range keys {
		g := groups[k]
		var lost []float64
		var unmet, pricedOut, extra float64
		short := 0
		for d := range draws {
			lost = append(lost, g.lost[d]/1000)
			if g.unmet[d] > 0 {
				short++
			}
		}
		for _, d := range sortedKeys(draws) { // in order, since sums depend on it
			unmet += g.unmet[d]
			pricedOut += g.pricedOut[d]
			extra += g.extra[d] / 1000
		}
		n := float64(len(draws))
		x := stress.Distribute(lost)
		row := []any{k, len(draws), float64(short) / n, unmet / n, pricedOut / n, x.Mean, x.P5, x.P50, x.P95, x.Shortfall, extra / n}
		if !oneMaterial {
			row[3], row[4] = nil, nil
		}
		if by == "futures" {
			row[0] = "all"
		}
		if asWhole {
			row[2] = nil // the whole keeps no tonnes
		}
		out.Add(row...)
	}
	return out
}

func sortedKeys(m map[int]bool) []int {
	out := make([]int, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// matches reports whether a value is what is wanted; a trailing * matches any
// ending.
func matches(want, value string) bool {
	if n := len(want); n > 0 && want[n-1] == '*' {
		return len(value) >= n-1 && value[:n-1] == want[:n-1]
	}
	return want == value
}
