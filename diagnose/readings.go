package diagnose

import (
	_ "embed"
	"encoding/csv"
	"strings"
)

// reading says which of several rows a definition speaks about, where its
// words do not pick them out by themselves.
type reading struct {
	imports, exports, stocks, consumption []string // patterns in the detail; none: by the words of the reliance row
	also                                  []string // other commodities whose rows count as well
	cause                                 string   // why the computed figure stands apart all the same
}

func (r reading) noStocks() bool { return len(r.stocks) == 1 && r.stocks[0] == "-" }

//go:embed readings.csv
var readingsCSV string

//go:embed listnames.csv
var listNamesCSV string

// readings are keyed by commodity and topic.
var readings = func() map[string]reading {
	out := map[string]reading{}
	for _, row := range records(readingsCSV) {
		out[strings.ToLower(row[0])+"|"+row[1]] = reading{
			imports: words(row[2]), exports: words(row[3]), stocks: words(row[4]), consumption: words(row[5]), also: words(row[6]), cause: row[7],
		}
	}
	return out
}()

// listNames merges commodities as statistics print them to the names of the
// list of critical minerals.
var listNames = func() map[string]string {
	out := map[string]string{}
	for _, row := range records(listNamesCSV) {
		out[strings.ToLower(row[0])] = row[1]
	}
	return out
}()

func readingOf(r Stat) reading { return readings[strings.ToLower(r.Commodity)+"|"+topic(r.Detail)] }

// listName is the name a row's commodity has on the list, or its own.
func listName(r Stat) string {
	if n, ok := listNames[strings.ToLower(r.Commodity)]; ok {
		return n
	}
	return r.Commodity
}

func words(cell string) (out []string) {
	for _, w := range strings.Split(cell, ";") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, strings.ToLower(w))
		}
	}
	return out
}

// records reads an embedded table without its heading; a fault in it is ours
// and stops the program at its start.
func records(text string) [][]string {
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		panic("diagnose: embedded table: " + err.Error())
	}
	return rows[1:]
}
