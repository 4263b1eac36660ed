package statistics

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"adit"
)

// Sources of the two releases, as a world names them.
const (
	USGS2026 = "usgs-mcs2026"
	USGS2025 = "usgs-mcs2025"
)

// columns2026 are the columns of the data release of Mineral Commodity
// Summaries 2026: one row a number.
var columns2026 = []string{"MCS chapter", "Section", "Commodity", "Country", "Statistics", "Statistics_detail", "Unit", "Year", "Value", "Notes", "Is critical mineral 2025", "Other notes"}

// kinds maps the release's column Statistics.
var kinds = map[string]adit.StatisticKind{
	"Production": adit.Production, "Capacity": adit.ProductionRoom, "Reserves": adit.Reserves,
	"Import": adit.Imports, "Export": adit.Exports, "Consumption": adit.Consumption, "Stock": adit.StocksHeld,
	"Price": adit.UnitPrice, "Net import reliance": adit.NetImportReliance, "Import sources 2021-2024": adit.ImportShare,
	"Shipment": adit.Shipment, "Sold or used": adit.SoldOrUsed, "Sales": adit.Sales, "Sold": adit.Sales,
	"Supply": adit.Supply, "Employment": adit.Employment,
}

// USGS reads either form of the tables of Mineral Commodity Summaries: the
// 2026 release or the 2025 world table, told apart by the header.
func USGS(name string, in io.Reader) ([]adit.Statistic, Count, adit.Problems) {
	buffered := bufio.NewReader(in)
	first, err := buffered.Peek(512)
	if err != nil && err != io.EOF {
		var ps adit.Problems
		ps.Add("unreadable-file", adit.Where{File: name}, "", "cannot read: %s", err)
		return nil, Count{}, ps
	}
	header, _, _ := bytes.Cut(first, []byte("\n"))
	if bytes.Contains(header, []byte("COMMODITY")) {
		return usgs2025(name, buffered)
	}
	return usgs2026(name, buffered)
}

func usgs2026(name string, in io.Reader) (list []adit.Statistic, count Count, ps adit.Problems) {
	rows(name, in, columns2026, nil, &count, &ps, func(r *record) {
		// One row lacks its Notes cell, so that what follows stands a column too far left.
		if yes(r.get("Notes")) && !yes(r.get("Is critical mineral 2025")) {
			count.repair(r.line(), "the cell Notes is left out and the two after it stand one to the left: read in their places")
			r.set("Other notes", r.get("Is critical mineral 2025"))
			r.set("Is critical mineral 2025", r.get("Notes"))
			r.set("Notes", "")
		}
		s, ok := row2026(r, &count, &ps)
		if !ok {
			return
		}
		list = append(list, s)
		count.Used++
	})
	return list, count, ps
}

func yes(s string) bool { return s == "Yes" || s == "No" }

func row2026(r *record, count *Count, ps *adit.Problems) (adit.Statistic, bool) {
	what := []string{r.get("Commodity"), r.get("Country"), r.get("Statistics"), r.get("Year")}
	before := len(*ps)
	kind, known := kinds[r.get("Statistics")]
	if !known {
		ps.Add("bad-value", r.where("Statistics"), "this reader knows the statistics of the 2026 release", "the statistic is %q", r.get("Statistics"))
	}
	s := adit.Statistic{
		ID: fmt.Sprintf("mcs2026/%d", r.line().Line), Chapter: r.get("MCS chapter"), Commodity: r.get("Commodity"),
		Section: strings.TrimSuffix(r.get("Section"), ":"), Kind: kind, Detail: r.get("Statistics_detail"),
		Unit: r.get("Unit"), Year: r.get("Year"), Value: r.get("Value"), Critical: r.get("Is critical mineral 2025") == "Yes",
		Provenance: adit.Provenance{Source: []string{USGS2026}, Confidence: adit.Official, Row: r.line()},
	}
	s.Note, s.Estimated = note(r.get("Notes"))
	remark := ""
	s.Place, remark = place(r, "Country", ps)
	s.Note = join(s.Note, remark)
	checkYear(&s, r.where("Year"), ps)
	checkValue(&s, r.where("Value"), ps)
	switch {
	case len(*ps) > before:
		count.ignore(r.line(), Faulty, what...)
		return s, false
	case s.Commodity == "" || s.Chapter == "":
		count.ignore(r.line(), NoCommodity, what...)
		return s, false
	case kind == adit.Employment:
		count.ignore(r.line(), NotNeeded, what...)
		return s, false
	}
	return s, true
}

// appendix is a reference that says nothing without the book around it.
const appendix = "See Appendix C for resource and reserve definitions and information concerning data sources."

// note parts the mark of an estimate from what else a note says.
func note(text string) (rest string, estimated bool) {
	var keep []string
	for part := range strings.SplitSeq(text, " -- ") {
		switch part {
		case "Estimated.":
			estimated = true
		case appendix, "":
		default:
			// The release lost some minus signs and dashes in its own conversion.
			keep = append(keep, strings.ReplaceAll(part, "imports ? exports", "imports – exports"))
		}
	}
	return strings.Join(keep, " -- "), estimated
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " -- " + b
}

// place reads the name of a place; one that is not known is a problem.
func place(r *record, column string, ps *adit.Problems) (code, remark string) {
	code, remark, ok := Place(r.get(column))
	if !ok {
		ps.Add("unknown-place", r.where(column), "write the English name of a country, World total or Other countries", "%q is no place this reader knows", r.get(column))
	}
	return code, remark
}

// The years an official file may speak about.
const firstYear, lastYear = 1900, 2100

func checkYear(s *adit.Statistic, at adit.Where, ps *adit.Problems) {
	switch first, last, ok := s.Years(); {
	case !ok:
		ps.Add("bad-date", at, "a year is written 2025, a span 2021–24", "%q is neither a year nor a span of years", s.Year)
	case first < firstYear || last > lastYear:
		ps.Add("out-of-range", at, "check the digits", "year %s is not from %d to %d", s.Year, firstYear, lastYear)
	}
}

func checkValue(s *adit.Statistic, at adit.Where, ps *adit.Problems) {
	f, ok := adit.Published(s.Value, s.Unit, 0)
	switch {
	case !ok:
		ps.Add("bad-number", at, "a value is a number, >50, <50, a range, E, W, XX, s, a dash or blank", "%q is no value of a statistic", s.Value)
	case !f.Known():
	case s.Kind == adit.UnitPrice && f.Value == 0 && strings.Contains(s.Value, "0"):
		ps.Add("out-of-range", at, "leave the cell blank where no price is known", "a price is 0")
	case (s.Kind == adit.ImportShare || s.Kind == adit.NetImportReliance) && f.Value > 100:
		ps.Add("out-of-range", at, "a share is 0 to 100 percent", "a share is %v percent", f.Value)
	}
}
