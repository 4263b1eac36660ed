package statistics_test

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"testing"
)

type concentration struct {
	chapter, commodity, detail, year, unit string
	hhi                                    float64
}

// concentrations reads the list computed apart.
func concentrations(t *testing.T) (list []concentration) {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(official(t, "hhi-check-mcs2026.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records[1:] {
		hhi, err := strconv.ParseFloat(r[6], 64)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, concentration{r[0], r[1], r[2], r[3], r[4], hhi})
	}
	return list
}
