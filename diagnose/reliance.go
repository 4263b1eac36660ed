package diagnose

import (
	"math"
	"sort"
	"strconv"
	"strings"

	"adit"
)

// Reliance is the net import reliance of one published row, computed anew from
// the rows beside it: (imports - exports + fall of stocks) / consumption.
type Reliance struct {
	Row        Stat
	Published  Amount // percent
	Definition Definition
	Imports    Amount // in the unit of the rows used
	Exports    Amount
	Stocks     Amount // fall of stocks over the year; zero where the definition has none
	Consumed   Amount
	Produced   Amount // all production of the rows, mines apart
	Computed   Amount // percent
	Verdict    Verdict
	Cause      string // why the two stand apart, or cannot be compared; "" when they agree
}

// Verdict says how the computed figure stands to the published one.
type Verdict uint8

// The verdicts on a published reliance.
const (
	Agrees       Verdict = iota // a number within two points, a bound kept, or a net exporter on both sides
	Explained                   // apart for a named cause
	Apart                       // apart without a cause: one of us errs
	NotPublished                // there is no figure to compare with
)

var verdictWords = [...]string{"agrees", "named cause", "apart", "not published"}

// String returns the verdict in words.
func (v Verdict) String() string { return verdictWords[v] }

// reliancePoints is how far apart, in percentage points, two figures agree.
const reliancePoints = 2.0

// Causes that arithmetic finds by itself.
const (
	causeRounding    = "rounding of the published inputs"
	causeWithheld    = "an input is withheld: only a bound can be computed"
	causeBound       = "an input is published as a bound"
	causeMissing     = "an input is not published"
	causeConsumption = "published consumption less production gives the published figure; published trade and stocks do not add up to that consumption"
	causePublishedAs = "published in words without a table"
)

// Reliances recomputes every net import reliance row of a year.
func Reliances(stats []Stat, year string) []Reliance {
	s := seriesOf(stats)
	blocks := map[string]int{}
	var out []Reliance
	for _, r := range stats {
		if r.Kind != adit.NetImportReliance || r.Year != year || r.Place != unitedStates {
			continue
		}
		key := r.Commodity + "|" + r.Detail
		out = append(out, s.reliance(r, blocks[key]))
		blocks[key]++
	}
	return out
}

func (s *series) reliance(r Stat, block int) Reliance {
	reading := readingOf(r)
	out := Reliance{Row: r, Published: amount(r), Definition: ReadDefinition(r.Note, r.Year), Stocks: exactly(0), Exports: exactly(0)}
	rows := func(kind adit.StatisticKind, year string) []Stat {
		all := s.block(r.Commodity, kind, year, block)
		for _, also := range reading.also {
			all = append(all, s.block(also, kind, year, block)...)
		}
		return all
	}
	about := topic(r.Detail)
	out.Imports = sum(pick(rows(adit.Imports, r.Year), reading.imports, about))
	if out.Definition.Exports {
		out.Exports = sum(pick(rows(adit.Exports, r.Year), reading.exports, about))
	}
	out.Consumed = sum(consumption(rows(adit.Consumption, r.Year), reading.consumption, about, r.Detail))
	out.Produced = produced(rows(adit.Production, r.Year))
	out.Stocks = s.stockFall(rows, out.Definition, reading, r.Year, about)
	out.Computed = out.Imports.minus(out.Exports).plus(out.Stocks).over(out.Consumed)
	out.judge(reading)
	return out
}

// consumption picks the denominator: the kind of consumption that the reliance
// row names (apparent, estimated, reported), of its topic.
func consumption(rows []Stat, patterns []string, about, detail string) []Stat {
	if len(patterns) > 0 {
		return pick(rows, patterns, about)
	}
	for _, kind := range []string{"apparent", "estimated", "reported"} {
		if !strings.Contains(strings.ToLower(detail), kind) {
			continue
		}
		var of []Stat
		for _, r := range rows {
			if strings.Contains(strings.ToLower(r.Detail), kind) {
				of = append(of, r)
			}
		}
		return pick(of, nil, about)
	}
	return pick(rows, nil, about)
}

// produced adds the production a consumption counts: mines only where nothing
// else is printed, since their output is an input of the rest.
func produced(rows []Stat) Amount {
	var beyond []Stat
	for _, r := range rows {
		if !strings.Contains(strings.ToLower(r.Detail), "mine") {
			beyond = append(beyond, r)
		}
	}
	if len(beyond) == 0 {
		beyond = rows
	}
	return sum(pick(beyond, nil, ""))
}

// stockFall is the fall of the stocks a definition counts: last year's end less
// this year's, plus what the Government shipped.
func (s *series) stockFall(rows func(kind adit.StatisticKind, year string) []Stat, d Definition, reading reading, year, about string) Amount {
	fall := exactly(0)
	if d.Stocks && !reading.noStocks() {
		before, _ := strconv.Atoi(year)
		now := pick(rows(adit.StocksHeld, year), reading.stocks, about)
		if len(now) > 0 {
			last := pick(rows(adit.StocksHeld, strconv.Itoa(before-1)), reading.stocks, about)
			fall = fall.plus(sum(last).minus(sum(now)))
		}
	}
	if d.Government {
		var out []Stat
		for _, r := range rows(adit.Shipment, year) {
			if strings.Contains(r.Detail, "Government") {
				out = append(out, r)
			}
		}
		if len(out) > 0 {
			fall = fall.plus(sum(out))
		}
	}
	return fall
}

// judge compares computed with published.
func (r *Reliance) judge(reading reading) {
	p, c := r.Published, r.Computed
	explain := func(cause string) { r.Verdict, r.Cause = Explained, cause }
	if p.Mark == NotGiven || p.Mark == Small {
		r.Verdict, r.Cause = NotPublished, "no figure is published"
		if p.Mark == Small {
			r.Cause = "published as not meaningful (s)"
		}
		return
	}
	if !r.Definition.Stated && r.Imports.Mark == NotGiven {
		explain(causePublishedAs)
		return
	}
	switch {
	case p.Mark == NetExporter:
		// A reliance published as "E" only says that the numerator is not positive.
		if net := r.Imports.minus(r.Exports).plus(r.Stocks); net.Known() && net.Value <= 0 {
			return
		}
	case p.Mark == Above:
		if c.Known() && c.Value > p.Low-reliancePoints {
			return
		}
	case p.Mark == Below:
		if c.Known() && c.Value < p.High+reliancePoints {
			return
		}
	case c.Known() && math.Abs(c.Value-p.Value) <= reliancePoints:
		return
	}
	switch {
	case reading.cause != "":
		explain(reading.cause)
	case c.Mark == Withheld:
		explain(causeWithheld)
	case c.Mark == NotGiven:
		explain(causeMissing)
	case c.Mark != Plain && !c.Known():
		explain(causeBound)
	case c.Known() && c.Low-0.5 <= p.High && p.Low <= c.High+0.5:
		explain(causeRounding)
	case r.Produced.Known() && math.Abs(exactly(100).minus(r.Produced.over(r.Consumed)).Value-p.Value) <= reliancePoints:
		explain(causeConsumption)
	default:
		r.Verdict = Apart
	}
}

// Tally is a list of commodities by reliance, under one convention.
type Tally struct {
	Convention string
	Whole      []string // wholly imported: published as 100%
	Most       []string // above 50%, below 100%

	// Of is the name a row counts under.
	Of func(Reliance) string
}

// ownName is the commodity of a row, with what the row narrows it to.
func ownName(r Reliance) string {
	name := r.Row.Commodity
	if t := topic(r.Row.Detail); t != "" && !strings.Contains(strings.ToLower(name), t) {
		name += ", " + t
	}
	return name
}

// Tallies lists the wholly and the mostly imported minerals among the rows
// flagged critical, counted as rows and merged to the names of the list.
func Tallies(rs []Reliance) []Tally {
	rows := Tally{Convention: "rows flagged critical", Of: ownName}
	level := map[string]int{} // 2 whole, 1 most
	for _, r := range rs {
		if !r.Row.Critical {
			continue
		}
		at := 0
		switch p := r.Published; {
		case p.Mark == Plain && p.Value >= 100:
			at = 2
		case p.Mark == Above && p.Low >= 50, p.Mark == Plain && p.Value > 50:
			at = 1
		}
		name := ownName(r)
		switch at {
		case 2:
			rows.Whole = append(rows.Whole, name)
		case 1:
			rows.Most = append(rows.Most, name)
		}
		list := listName(r.Row)
		level[list] = max(level[list], at)
	}
	merged := Tally{Convention: "merged to the names of the list of 60, each at its highest row", Of: func(r Reliance) string { return listName(r.Row) }}
	for name, at := range level {
		switch at {
		case 2:
			merged.Whole = append(merged.Whole, name)
		case 1:
			merged.Most = append(merged.Most, name)
		}
	}
	for _, names := range [][]string{rows.Whole, rows.Most, merged.Whole, merged.Most} {
		sort.Strings(names)
	}
	return []Tally{rows, merged}
}
