package statistics

import (
	"fmt"
	"io"
	"strings"

	"adit"
)

// columns2025 are the columns of the world table of Mineral Commodity
// Summaries 2025: up to five numbers a row.
var columns2025 = []string{"SOURCE", "COMMODITY", "COUNTRY", "TYPE", "UNIT_MEAS", "PROD_2023", "PROD_EST_ 2024", "PROD_NOTES", "CAP_2023", "CAP_EST_ 2024", "CAP_NOTES", "RESERVES_2024", "RESERVE_NOTES"}

// numbers2025 says what each of the numbers of a row is.
var numbers2025 = []struct {
	column, notes, year string
	kind                adit.StatisticKind
	estimated           bool
}{
	{"PROD_2023", "PROD_NOTES", "2023", adit.Production, false},
	{"PROD_EST_ 2024", "PROD_NOTES", "2024", adit.Production, true},
	{"CAP_2023", "CAP_NOTES", "2023", adit.ProductionRoom, false},
	{"CAP_EST_ 2024", "CAP_NOTES", "2024", adit.ProductionRoom, true},
	{"RESERVES_2024", "RESERVE_NOTES", "2024", adit.Reserves, false},
}

// slips are commodity names the table misspells.
var slips = map[string]string{"Gemanium": "Germanium"}

func usgs2025(name string, in io.Reader) (list []adit.Statistic, count Count, ps adit.Problems) {
	rows(name, in, columns2025, nil, &count, &ps, func(r *record) {
		if right := slips[r.get("COMMODITY")]; right != "" {
			count.repair(r.where("COMMODITY"), fmt.Sprintf("the commodity is written %q: read as %q", r.get("COMMODITY"), right))
			r.set("COMMODITY", right)
		}
		found, faulty := row2025(r, &ps)
		what := []string{r.get("COMMODITY"), r.get("COUNTRY"), r.get("TYPE")}
		switch {
		case faulty:
			count.ignore(r.line(), Faulty, what...)
		case r.get("COMMODITY") == "":
			count.ignore(r.line(), NoCommodity, what...)
		case len(found) == 0:
			count.ignore(r.line(), NoValue, what...)
		default:
			list = append(list, found...)
			count.Used++
		}
	})
	return list, count, ps
}

func row2025(r *record, ps *adit.Problems) (list []adit.Statistic, faulty bool) {
	before := len(*ps)
	where, remark := place(r, "COUNTRY", ps)
	for i, n := range numbers2025 {
		text, notes := r.get(n.column), r.get(n.notes)
		// Why a cell is blank stands in the notes beside it.
		switch short := strings.ToUpper(notes); {
		case text != "":
		case strings.HasPrefix(short, "W "), short == "W":
			text, notes = "W", ""
		case short == "NA":
			text, notes = "NA", ""
		case n.kind == adit.Reserves && notes == "Large":
			text, notes = "Large", ""
		default:
			continue
		}
		if (n.kind != adit.ProductionRoom) && strings.Contains(strings.ToLower(r.get("TYPE")), "capacity") && text == "NA" {
			continue // a table of capacities: there is no production to be unavailable
		}
		s := adit.Statistic{
			ID: fmt.Sprintf("mcs2025/%d.%d", r.line().Line, i+1), Chapter: strings.ToUpper(r.get("COMMODITY")), Commodity: r.get("COMMODITY"),
			Place: where, Kind: n.kind, Detail: strings.ReplaceAll(r.get("TYPE"), "poduction", "production"), Unit: r.get("UNIT_MEAS"), Year: n.year, Value: text,
			Provenance: adit.Provenance{Source: []string{USGS2025}, Confidence: adit.Official, Note: join(notes, remark), Row: r.line()},
		}
		s.Estimated = n.estimated || strings.Contains(notes, "estimated "+n.year) || strings.HasSuffix(s.Detail, ", estimated")
		if strings.HasPrefix(strings.ToLower(notes), "reported") {
			s.Estimated = false
		}
		checkValue(&s, r.where(n.column), ps)
		list = append(list, s)
	}
	return list, len(*ps) > before
}
