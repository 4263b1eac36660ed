package statistics

import (
	"fmt"
	"io"
	"strconv"

	"adit"
)

// Comtrade is the source of the United Nations' trade statistics, as a world
// names it.
const Comtrade = "un-comtrade"

// columnsComtrade are the columns used of what the Comtrade API gives as CSV;
// it has thirty more.
var columnsComtrade = []string{"freqCode", "refYear", "period", "reporterISO", "flowCode", "partnerISO", "partnerDesc", "classificationCode", "cmdCode", "cmdDesc", "netWgt", "primaryValue"}

var alsoComtrade = []string{
	"typeCode", "refPeriodId", "refMonth", "reporterCode", "reporterDesc", "flowDesc", "partnerCode", "partner2Code", "partner2ISO", "partner2Desc",
	"classificationSearchCode", "isOriginalClassification", "aggrLevel", "isLeaf", "customsCode", "customsDesc", "mosCode", "motCode", "motDesc",
	"qtyUnitCode", "qtyUnitAbbr", "qty", "isQtyEstimated", "altQtyUnitCode", "altQtyUnitAbbr", "altQty", "isAltQtyEstimated",
	"isNetWgtEstimated", "grossWgt", "isGrossWgtEstimated", "cifvalue", "fobvalue", "legacyEstimationFlag", "isReported", "isAggregate",
}

// Trade reads trade statistics as the Comtrade API gives them: of each row the
// net weight and the value become two statistics. The place is the partner;
// the reporter stands in the section.
func Trade(name string, in io.Reader) (list []adit.Statistic, count Count, ps adit.Problems) {
	rows(name, in, columnsComtrade, alsoComtrade, &count, &ps, func(r *record) {
		what := []string{r.get("reporterISO"), r.get("flowCode"), r.get("partnerDesc"), r.get("cmdCode"), r.get("period")}
		kind := map[string]adit.StatisticKind{"M": adit.Imports, "X": adit.Exports}[r.get("flowCode")]
		before := len(ps)
		section := ""
		if code, _, ok := Place(r.get("reporterISO")); ok {
			section = "Reported by " + code
		} else {
			ps.Add("unknown-place", r.where("reporterISO"), "write the three letters of ISO 3166-1", "%q is no place this reader knows", r.get("reporterISO"))
		}
		where, note := adit.OtherCountries, ""
		switch code, _, ok := Place(r.get("partnerISO")); {
		case r.get("partnerISO") == "W00":
			where = adit.WorldTotal
		case ok:
			where = code
		default: // areas not specified, and groups of them
			note = "partner: " + r.get("partnerDesc")
		}
		year := r.get("refYear")
		probe := adit.Statistic{Year: year}
		checkYear(&probe, r.where("refYear"), &ps)
		weight := amount(r, "netWgt", &ps)
		value := amount(r, "primaryValue", &ps)
		switch {
		case len(ps) > before:
			count.ignore(r.line(), Faulty, what...)
			return
		case kind == "":
			count.ignore(r.line(), NotNeeded, what...)
			return
		case part(r):
			count.ignore(r.line(), Part, what...)
			return
		case r.get("freqCode") != "A":
			count.ignore(r.line(), Part, what...) // months of a year that is asked for whole
			return
		}
		for i, n := range []struct {
			unit, text string
			estimated  bool
		}{{"kilograms", weight, r.get("isNetWgtEstimated") == "true" || r.get("isNetWgtEstimated") == "True"}, {"dollars", value, false}} {
			list = append(list, adit.Statistic{
				ID: fmt.Sprintf("comtrade/%s.%d", rowID(r), i+1), Chapter: r.get("classificationCode") + " " + r.get("cmdCode"), Commodity: r.get("cmdDesc"), Section: section,
				Place: where, Kind: kind, Unit: n.unit, Year: year, Value: n.text, Estimated: n.estimated,
				Provenance: adit.Provenance{Source: []string{Comtrade}, Confidence: adit.Official, Note: note, Row: r.line()},
			})
		}
		count.Used++
	})
	return list, count, ps
}

func rowID(r *record) string {
	return slug(r.get("reporterISO"), r.get("flowCode"), r.get("partnerISO"), r.get("cmdCode"), r.get("period"))[len("listing."):]
}

// part reports whether a row splits up another one: by second partner, by
// customs procedure or by mode of transport.
func part(r *record) bool {
	split := func(column, whole string) bool { return r.get(column) != "" && r.get(column) != whole }
	return split("partner2Code", "0") || split("customsCode", "C00") || split("motCode", "0")
}

// amount reads a weight or a value. Comtrade writes 0 for a weight it does not
// know, so a zero is kept as not available.
func amount(r *record, column string, ps *adit.Problems) string {
	text := r.get(column)
	if text == "" {
		return ""
	}
	switch v, err := strconv.ParseFloat(text, 64); {
	case err != nil || v != v:
		ps.Add("bad-number", r.where(column), "write digits with a decimal point", "%s is %q", column, text)
	case v < 0:
		ps.Add("negative-number", r.where(column), "weights and values are 0 or more", "%s is %s", column, text)
	case v == 0:
		return ""
	}
	return text
}
