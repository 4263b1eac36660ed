package study

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"adit"
	"adit/report"
	"adit/stress"
	"adit/table"
)

// chainName is the component's chain in words.
func (v *view) chainName() string { return v.world.ChainName(v.id()) }

// splits is the least peak ratio of outside to inside price, against no event,
// that counts as a split market.
const splits = 1.05

// shown picks the materials whose prices are told: the one whose trade across
// the border is worth most among those whose market splits, then the ones with
// a quoted price, by how far they split. A reagent comes last: a few kilograms
// stop a tonne, so that its price says what the stop costs its takers.
func (v *view) shown() []priced {
	type ranked struct {
		p    priced
		peak float64
	}
	var rows []ranked
	for _, p := range v.split() {
		if peak := v.peakRatio(p).mid / maximum(v.calm, p.ratio); peak > splits {
			rows = append(rows, ranked{p, peak})
		}
	}
	quoted := func(r ranked) bool { return v.net.Nodes[r.p.in].Material.PriceRule == adit.Quoted }
	if len(rows) > 1 {
		rest := rows[1:]
		sort.SliceStable(rest, func(i, j int) bool {
			if a, b := v.aside(rest[i].p.in), v.aside(rest[j].p.in); a != b {
				return b
			}
			if quoted(rest[i]) != quoted(rest[j]) {
				return quoted(rest[i])
			}
			return rest[i].peak > rest[j].peak
		})
	}
	out := []priced{}
	for _, r := range rows[:min(len(rows), pricesShown)] {
		out = append(out, r.p)
	}
	return out
}

// peakRatio is the highest ratio of outside to inside price of a draw.
func (v *view) peakRatio(p priced) spread {
	return overDraws(v.part, func(d []*stress.Record) float64 { return maximum(d, p.ratio) })
}

// splitTable lists every material that trades across the border of the
// restricted market, with the price ratio it reaches.
func (v *view) splitTable() *table.Table {
	t := table.New("split-"+v.id(), "Price outside over price inside "+placeName(v.world, v.inside)+", highest of the run",
		table.Column{Name: "material", Doc: "Material."},
		table.Column{Name: "no_event", Label: "No event", Type: table.Number, Doc: "Highest ratio with no event."},
		table.Column{Name: "p10", Label: "P10", Type: table.Number, Doc: "A tenth of futures are lower."},
		table.Column{Name: "median", Type: table.Number, Doc: "Median of futures."},
		table.Column{Name: "p90", Label: "P90", Type: table.Number, Doc: "A tenth of futures are higher."})
	for _, p := range v.split() {
		s := v.peakRatio(p)
		t.Add(p.name, maximum(v.calm, p.ratio), s.low, s.mid, s.high)
	}
	return t
}

// totalLoss is the loss (million USD) over all components, each loss once.
func (r *run) totalLoss() spread {
	l := r.ledger()
	sums := make([]float64, len(l.Draws))
	for i := range l.Draws {
		sums[i] = l.Draws[i].Total() / 1000
	}
	return spreadOf(sums)
}

// onset is the first month of shortage over all components: its spread over
// the futures that have one, and their share.
func (r *run) onset(views []*view) (s spread, share float64) {
	var months []float64
	n := r.finished()
	for i := range n {
		first := r.grid.Len()
		for _, v := range views {
			first = min(first, v.firstShortage(finished(v.part)[i]))
		}
		if first < r.grid.Len() {
			months = append(months, float64(first))
		}
	}
	return spreadOf(months), float64(len(months)) / float64(max(1, n))
}

// bigNumbers are the headline: what is lost, when, in how many futures, and the
// price split of the worst materials.
func (r *run) bigNumbers(views []*view) []report.BigNumber {
	loss := r.totalLoss()
	when, share := r.onset(views)
	day := func(m float64) table.Cell {
		if math.IsNaN(m) {
			return table.Words("none")
		}
		return table.Day(r.grid.Start(int(math.Round(m))))
	}
	out := []report.BigNumber{
		{Label: "Expected output lost to shortage", Type: table.Number, Unit: "USD", Value: table.Num(loss.mean * 1e6), Low: table.Num(loss.low * 1e6), High: table.Num(loss.high * 1e6),
			Baseline: table.Num(r.calmLoss(views) * 1e6), Worse: report.Up, Note: fmt.Sprintf("mean of futures over %d months, an upper bound", r.grid.Len())},
		{Label: "Futures with a shortage", Type: table.Share, Value: table.Num(share), Baseline: table.Num(0), Worse: report.Up, Note: "core demand unmet somewhere outside"},
	}
	if share > 0 {
		out = append(out, report.BigNumber{Label: "Shortage begins", Type: table.Month, Value: day(when.mid), Low: day(when.low), High: day(when.high), Note: "median of futures that have one"})
	}
	for _, v := range views {
		if v.inside == "" {
			continue
		}
		if ps := v.shown(); len(ps) > 0 {
			s := v.peakRatio(ps[0])
			out = append(out, report.BigNumber{Label: ps[0].name + ", outside over inside price", Type: table.Number, Unit: "×", Value: table.Num(s.mid), Low: table.Num(s.low), High: table.Num(s.high),
				Baseline: table.Num(maximum(v.calm, ps[0].ratio)), Worse: report.Up, Note: "highest month"})
		}
	}
	return out[:min(len(out), 5)]
}

func (r *run) calmLoss(views []*view) float64 {
	sum := 0.0
	for _, v := range views {
		for _, rec := range v.calm {
			sum += v.loss(rec)
		}
	}
	return sum
}

// answer says in words what the numbers say.
func (r *run) answer(views []*view) string {
	if len(views) == 0 {
		return "Nothing in this scenario touches the chains of this world."
	}
	when, share := r.onset(views)
	var parts []string
	for _, v := range views[:min(len(views), chainsShown)] {
		if v.inside == "" {
			continue
		}
		if ps := v.shown(); len(ps) > 0 {
			s := v.peakRatio(ps[0])
			parts = append(parts, fmt.Sprintf("%s outside %s peaks at %s times its price inside (P10–P90: %s to %s)",
				lower(ps[0].name), placeName(r.world, v.inside), table.Quantity(s.mid), table.Quantity(s.low), table.Quantity(s.high)))
		}
	}
	text := ""
	if len(parts) > 0 {
		text = strings.ToUpper(parts[0][:1]) + parts[0][1:]
		if len(parts) > 1 {
			text += "; " + strings.Join(parts[1:], "; ")
		}
		text += ". "
	}
	if share == 0 {
		return text + "No core demand goes unmet in any future: the price does the rationing."
	}
	loss := r.totalLoss()
	return text + fmt.Sprintf("Core demand goes unmet in %s of futures, first in %s (median of those); the output lost over %d months is expected at USD %s (P10–P90: %s to %s), an upper bound.",
		table.Percent(share), r.grid.Start(int(math.Round(when.mid))).Time().Format("January 2006"), r.grid.Len(),
		table.Compact(loss.mean*1e6), table.Compact(loss.low*1e6), table.Compact(loss.high*1e6))
}

func (v *view) shortageLead() string {
	var months []float64
	draws := finished(v.part)
	for _, d := range draws {
		if m := v.firstShortage(d); m < v.grid.Len() {
			months = append(months, float64(m))
		}
	}
	if len(months) == 0 {
		return "In no future does core demand go unmet; what leaves the market is priced out."
	}
	n := len(months)
	s := spreadOf(months)
	return fmt.Sprintf("In %d of %d futures core demand goes unmet, first in %s (median). Stocks and goods at sea carry the chain until then.",
		n, len(draws), v.grid.Start(int(math.Round(s.mid))).Time().Format("January 2006"))
}

func (v *view) lossLead() string {
	t := v.lossFigure().Table
	if t.Len() == 0 {
		return ""
	}
	row := t.Row(0)
	loss, _ := row[t.Index("loss")].Float()
	if loss == 0 {
		return "Nobody loses output; the cost is in the prices paid, which is a transfer."
	}
	place, use := t.Columns[0].Display(row[0]), t.Columns[1].Display(row[1])
	return fmt.Sprintf("The largest loss falls on %s in %s: USD %s on average.", lower(use), inPlace(place), table.Compact(loss*1e6))
}
