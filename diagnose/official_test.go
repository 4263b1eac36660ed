package diagnose

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"adit"
)

// official reads the whole release as it was published, countries by name.
func official(t testing.TB) []Stat {
	t.Helper()
	var out []Stat
	kinds := map[string]adit.StatisticKind{"Net import reliance": adit.NetImportReliance, "Import": adit.Imports, "Export": adit.Exports,
		"Consumption": adit.Consumption, "Stock": adit.StocksHeld, "Shipment": adit.Shipment, "Production": adit.Production, "Capacity": adit.ProductionRoom}
	places := map[string]string{"United States": "US", "Other countries": adit.OtherCountries, "World total": adit.WorldTotal}
	for _, r := range sharedCSV(t, "usgs-mcs2026-commodities.csv") {
		kind := kinds[r[4]]
		if strings.HasPrefix(r[4], "Import sources") {
			kind = adit.ImportShare
		}
		if kind == "" {
			continue
		}
		place := r[3]
		if p := places[place]; p != "" {
			place = p
		}
		s := Stat{Chapter: r[0], Section: r[1], Commodity: r[2], Place: place, Kind: kind, Detail: r[5], Unit: r[6], Year: r[7], Value: r[8], Critical: r[10] == "Yes"}
		s.Note = r[9]
		out = append(out, s)
	}
	return out
}

// sharedCSV reads a file kept beside the repository, without its heading; the
// test is skipped where it is absent.
func sharedCSV(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "shared", "data", name))
	if err != nil {
		t.Skip("official files are not kept in the repository; " + name + " is read from ../shared/data where that exists")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}
