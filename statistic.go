package adit

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// StatisticKind says what an official statistic counts.
type StatisticKind string

// Kinds of statistic. A shipment, a sale and what was sold or used stand in
// for production where the publisher counts those instead.
const (
	Production        StatisticKind = "production"
	ProductionRoom    StatisticKind = "capacity"
	Reserves          StatisticKind = "reserves"
	Imports           StatisticKind = "import"
	Exports           StatisticKind = "export"
	Consumption       StatisticKind = "consumption"
	StocksHeld        StatisticKind = "stock"
	UnitPrice         StatisticKind = "price"
	NetImportReliance StatisticKind = "net-import-reliance"
	ImportShare       StatisticKind = "import-share"
	Shipment          StatisticKind = "shipment"
	SoldOrUsed        StatisticKind = "sold-or-used"
	Sales             StatisticKind = "sales"
	Supply            StatisticKind = "supply"
	Employment        StatisticKind = "employment"
)

// StatisticKinds lists the kinds.
func StatisticKinds() []StatisticKind {
	return []StatisticKind{Production, ProductionRoom, Reserves, Imports, Exports, Consumption, StocksHeld, UnitPrice,
		NetImportReliance, ImportShare, Shipment, SoldOrUsed, Sales, Supply, Employment}
}

// Places of a statistic that are no country.
const (
	WorldTotal     = "world" // the total as published, which may be rounded and need not be the sum
	OtherCountries = "other" // countries the table does not name, together
)

// Statistic is one number of an official statistical table, kept as it was
// published, in the publisher's own unit. Unlike the figures of sites and uses
// it is not balanced or corrected: indicators are computed from it and claims
// are held against it.
type Statistic struct {
	ID        string        `col:"id"`        // release/line, such as mcs2026/1234: the line of the official file
	Chapter   string        `col:"chapter"`   // chapter of the publication
	Commodity string        `col:"commodity"` // as the chapter calls it
	Section   string        `col:"section"`   // heading of the table
	Place     string        `col:"place"`     // ISO 3166-1 alpha-2; several joined by + when published together; world; other
	Kind      StatisticKind `col:"statistic"` // what is counted
	Detail    string        `col:"detail"`    // which form, stage or market, in the publisher's words
	Unit      string        `col:"unit"`      // in the publisher's words
	Year      string        `col:"year"`      // 2025, or 2021–24 for a mean of years
	Value     string        `col:"value"`     // as published: 1,234, >50, E, W, —, or blank for not available
	Estimated bool          `col:"estimated"` // marked as an estimate by the publisher
	Critical  bool          `col:"critical"`  // the publisher lists the commodity as critical
	Provenance
}

// Figure returns what the published text says, as a number or as a bound.
func (s *Statistic) Figure() Figure {
	floor := 0.0
	if s.Kind == NetImportReliance {
		floor = math.Inf(-1) // a net exporter is below zero
	}
	f, ok := Published(s.Value, s.Unit, floor)
	if !ok {
		f = bound(floor, math.Inf(1), "the text "+strconv.Quote(s.Value)+" is no statistic")
	}
	f.Unit, f.Source, f.Confidence, f.Grade = s.Unit, s.Source, s.Confidence, s.Grade
	if first, _, ok := s.Years(); ok {
		f.InForce.From = NewDate(first, 1, 1)
	}
	return f
}

// Years returns the first and the last year of Year: 2025, or 2021–24.
func (s *Statistic) Years() (first, last int, ok bool) {
	head, tail, ranged := strings.Cut(strings.ReplaceAll(s.Year, "–", "-"), "-")
	first, err := strconv.Atoi(head)
	if err != nil || len(head) != 4 {
		return 0, 0, false
	}
	if !ranged {
		return first, first, true
	}
	last, err = strconv.Atoi(tail)
	if err != nil || len(tail) != 2 && len(tail) != 4 {
		return 0, 0, false
	}
	if len(tail) == 2 {
		last += first / 100 * 100
	}
	return first, last, last >= first
}

// sizes are the words some tables print in place of a number.
var sizes = []string{"Very small", "Small", "Moderate", "Moderate to large", "Large"}

// Published reads the text of a cell of a statistical table: a number with or
// without thousands separators; >50 and <50; a range; E (net exporter), W
// (withheld), XX (not applicable), NA or blank (not available), s (less than
// half a unit), a dash (zero). What is not a number is never zero: it is a
// figure without value whose Low and High are the bound the text leaves, with
// the reason in Unknown. floor is the least the quantity can be. ok is false
// where the text is none of these.
func Published(text, unit string, floor float64) (f Figure, ok bool) {
	ceiling := math.Inf(1)
	if unit == "percent" || unit == "%" {
		ceiling = 100
	}
	text = strings.Trim(text, " \u00a0\t")
	number := func(s string) (float64, bool) {
		v, err := strconv.ParseFloat(strings.ReplaceAll(strings.Trim(s, " \u00a0"), ",", ""), 64)
		return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0) && !strings.ContainsAny(s, "xXpP_iInN")
	}
	switch text {
	case "":
		return bound(floor, ceiling, "not available"), true
	case "NA", "N/A":
		return bound(floor, ceiling, "not available"), true
	case "W":
		return bound(floor, ceiling, "withheld by the publisher"), true
	case "E":
		return bound(math.Inf(-1), 0, "net exporter"), true
	case "XX":
		return bound(floor, ceiling, "not applicable"), true
	case "s":
		return bound(0, 0.5, "less than half a unit"), true
	case "—", "–", "-":
		return Number(0, unit), true
	}
	if slices.Contains(sizes, text) || strings.HasPrefix(text, "Variable, ") {
		return bound(floor, ceiling, "published in words: "+text), true
	}
	if v, ok := number(text); ok {
		return Number(v, unit), true
	}
	switch rest := text[1:]; text[0] {
	case '>':
		v, ok := number(rest)
		return bound(v, max(v, ceiling), "published as more than "+strings.TrimSpace(rest)), ok
	case '<':
		v, ok := number(rest)
		return bound(min(floor, v), v, "published as less than "+strings.TrimSpace(rest)), ok
	case '?': // a sign lost in the release's own conversion: either sign was meant
		v, ok := number(rest)
		return bound(-math.Abs(v), math.Abs(v), "the sign of "+strings.TrimSpace(rest)+" is lost in the release"), ok
	}
	low, high, ranged := strings.Cut(strings.ReplaceAll(text, "–", "-"), "-")
	a, okA := number(low)
	b, okB := number(high)
	if ranged && okA && okB && a <= b {
		return bound(a, b, "published as the range "+text), true
	}
	return Figure{}, false
}

// bound returns a figure that is only known to lie between low and high.
func bound(low, high float64, why string) Figure {
	return Figure{Value: math.NaN(), Low: low, High: high, Unknown: why, Ranged: true}
}
