package worlds_test

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"adit"
)

// official is where the official statistics lie beside a checkout that has
// them; they are not part of the repository.
const official = "../../shared/data/usgs-mcs2026-commodities.csv"

// totalTolerance allows for the rounding of statistics and of company figures
// that stand in for them.
const totalTolerance = 0.01

// TestNationalTotals holds that what the sites of a place make is what the
// United States Geological Survey publishes for 2025, whatever the split into
// named and residual sites.
func TestNationalTotals(t *testing.T) {
	published := usgs(t)
	w := load(t)
	share := func(ids ...string) (sum float64) {
		for _, id := range ids {
			f, ok := w.Figure(id)
			if !ok {
				t.Fatalf("figure %s is missing", id)
			}
			if strings.HasPrefix(f.Unit, "percent") {
				sum += f.Value / 100
			} else {
				sum += f.Value
			}
		}
		return sum
	}
	output := func(ids ...string) (sum float64) {
		for _, id := range ids {
			for _, s := range w.Sites {
				if s.ID == id {
					sum += s.Output.Value
				}
			}
		}
		return sum
	}
	crack := share("yield.crack")
	ionic := share("reo.mm.nd", "reo.mm.pr")
	// Mines that give mixed compounds are converted back to rare-earth oxide by
	// the shares and the recovery they were derived with.
	for _, c := range []struct {
		chapter, statistic, country string
		unit                        float64 // t per unit of the statistic
		made                        float64 // t a year
	}{
		{"RARE EARTHS", "Mine production", "China", 1, output("cn-quota-nre", "cn-quota-creg") + output("cn-quota-creg-ionic")/share("share.ion.ndpr")},
		{"RARE EARTHS", "Mine production", "United States", 1, output("us-mountain-pass")},
		{"RARE EARTHS", "Mine production", "Australia", 1, output("au-mt-weld")},
		{"RARE EARTHS", "Mine production", "Burma", 1, output("mm-ionic-clays") / ionic},
		{"RARE EARTHS", "Mine production", "Thailand", 1, output("th-re-mines") / ionic},
		{"RARE EARTHS", "Mine production", "Malaysia", 1, output("my-re-mines") / ionic},
		{"RARE EARTHS", "Mine production", "Brazil", 1, output("br-serra-verde") / share("reo.br-sv.ndpr")},
		{"RARE EARTHS", "Mine production", "India", 1, output("in-irel-oscom") / share("share.mz.ndpr") / crack},
		{"RARE EARTHS", "Mine production", "Russia", 1, output("ru-re-mines") / share("share.lop.ndpr") / crack},
		{"GALLIUM", "Primary production", "China", 0.001, output("cn-gallium")},
		{"GALLIUM", "Primary production", "Japan", 0.001, output("jp-gallium")},
		{"GALLIUM", "Primary production", "Russia", 0.001, output("ru-gallium")},
		{"BAUXITE AND ALUMINA", "Alumina, refinery production", "China", 1000, output("alumina.CN")},
		{"BAUXITE AND ALUMINA", "Alumina, refinery production", "Australia", 1000, output("alumina.AU")},
	} {
		want, ok := published[c.chapter+"|"+c.statistic+"|"+c.country]
		if want *= c.unit; !ok {
			t.Errorf("%s of %s is not in the statistics", c.statistic, c.country)
		} else if math.Abs(c.made/want-1) > totalTolerance {
			t.Errorf("%s of %s: the sites make %.5g t, published are %.5g t", c.statistic, c.country, c.made, want)
		}
	}
	if n := usesOf(w, "ga.refined", "US"); math.Abs(n/25-1) > totalTolerance {
		t.Errorf("United States demand for gallium metal is %.4g t, imports were 25 t", n)
	}
}

func usesOf(w *adit.World, material, place string) (sum float64) {
	for _, u := range w.Uses {
		if u.Material == material && u.Place == place {
			sum += u.Quantity.Value
		}
	}
	return sum
}

// usgs reads the values of 2025, keyed chapter|statistic|country.
func usgs(t *testing.T) map[string]float64 {
	t.Helper()
	f, err := os.Open(official)
	if err != nil {
		t.Skipf("the official statistics are not beside this checkout: %v", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	published := map[string]float64{}
	for _, r := range rows {
		if len(r) < 9 || r[7] != "2025" {
			continue
		}
		if v, err := strconv.ParseFloat(strings.ReplaceAll(r[8], ",", ""), 64); err == nil {
			published[r[0]+"|"+r[5]+"|"+r[3]] = v
		}
	}
	return published
}
