package statistics_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"adit"
	"adit/dataset"
	"adit/statistics"
)

// official opens a whole official file; the test is skipped where the folder
// of official files is not beside the checkout.
func official(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "shared", "data", name))
	if err != nil {
		tb.Skipf("the official file %s is not in ../shared/data", name)
	}
	return data
}

// Every row of the releases is read, and what was left out adds up.
func TestWholeReleases(t *testing.T) {
	for _, c := range []struct {
		file                string
		read, used, numbers int
		repaired            int
	}{
		{"usgs-mcs2026-commodities.csv", 8886, 8615, 8615, 1},
		{"usgs-mcs2025-world.csv", 1250, 1201, 3105, 8},
	} {
		list, count, ps := statistics.USGS(c.file, bytes.NewReader(official(t, c.file)))
		if len(ps) > 0 {
			t.Errorf("%s: %v", c.file, ps)
		}
		if count.Read != c.read || count.Used != c.used || len(list) != c.numbers || len(count.Repaired) != c.repaired {
			t.Errorf("%s: %d rows read, %d used, %d numbers, %d repaired", c.file, count.Read, count.Used, len(list), len(count.Repaired))
		}
		if count.Used+len(count.Ignored) != count.Read {
			t.Errorf("%s: %d used and %d ignored of %d", c.file, count.Used, len(count.Ignored), count.Read)
		}
		for i := range list {
			if f := list[i].Figure(); !f.Known() && f.Unknown == "" {
				t.Fatalf("%s has neither value nor reason", list[i].ID)
			}
		}
	}
}

// The shipped tables are what importing the official files gives, so that
// nobody corrected one by hand.
func TestShippedTablesAreImports(t *testing.T) {
	same := func(shipped, table, kind, from string, rows any, ps adit.Problems) {
		t.Helper()
		if len(ps) > 0 {
			t.Error(ps)
		}
		want, err := dataset.EncodeTable(table, rows, statistics.Comment(kind, from)...)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("..", "worlds", "base2025", shipped))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs: run adit import %s %s --out worlds/base2025", shipped, kind, from)
		}
	}
	const mcs2026, mcs2025, pink, wgi = "usgs-mcs2026-commodities.csv", "usgs-mcs2025-world.csv", "worldbank-pinksheet-metals-monthly.csv", "worldbank-wgi-2018-2022.csv"
	list, _, ps := statistics.USGS(mcs2026, bytes.NewReader(official(t, mcs2026)))
	same("statistics-usgs.csv", "statistics", "usgs", mcs2026, list, ps)
	list, _, ps = statistics.USGS(mcs2025, bytes.NewReader(official(t, mcs2025)))
	same("statistics-usgs2025.csv", "statistics", "usgs", mcs2025, list, ps)
	prices, _, ps := statistics.WorldBankPrices(pink, bytes.NewReader(official(t, pink)))
	same("series-worldbank.csv", "series", "worldbank-prices", pink, prices.Series, ps)
	same("prices-worldbank.csv", "prices", "worldbank-prices", pink, prices.Points, ps)
	places, _, ps := statistics.Governance(wgi, bytes.NewReader(official(t, wgi)))
	same("governance.csv", "governance", "worldbank-wgi", wgi, places, ps)
}

// A concentration computed from what was read agrees with one computed apart
// from the same release: no producer was lost or counted twice.
func TestConcentrationAgrees(t *testing.T) {
	const file = "usgs-mcs2026-commodities.csv"
	list, _, _ := statistics.USGS(file, bytes.NewReader(official(t, file)))
	type key struct{ chapter, commodity, detail, year, unit string }
	sums, squares := map[key]float64{}, map[key]float64{}
	for i := range list {
		s := &list[i]
		if s.Kind != adit.Production || s.Place == adit.WorldTotal || len(s.Section) < 5 || s.Section[:5] != "World" {
			continue
		}
		f := s.Figure()
		if !f.Known() {
			continue
		}
		k := key{s.Chapter, s.Commodity, s.Detail, s.Year, s.Unit}
		sums[k] += f.Value
		if s.Place != adit.OtherCountries {
			squares[k] += f.Value * f.Value
		}
	}
	found, differ := 0, 0
	for _, want := range concentrations(t) {
		k := key{want.chapter, want.commodity, want.detail, want.year, want.unit}
		if sums[k] == 0 {
			t.Errorf("%v was not read", k)
			continue
		}
		found++
		if got := 1e4 * squares[k] / (sums[k] * sums[k]); got-want.hhi > 1 || want.hhi-got > 1 {
			differ++
			t.Errorf("%v: %.1f, want %.0f", k, got, want.hhi)
		}
	}
	t.Logf("%d concentrations compared, %d differ", found, differ)
}

func BenchmarkUSGS(b *testing.B) {
	data := official(b, "usgs-mcs2026-commodities.csv")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		statistics.USGS("mcs.csv", bytes.NewReader(data))
	}
}
