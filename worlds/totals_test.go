package worlds_test

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"adit"
	"adit/worlds/worldstest"
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
	w := worldstest.Shipped(t)
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
		{"BAUXITE AND ALUMINA", "Alumina, refinery production", "Brazil", 1000, output("alumina.BR")},
		{"BAUXITE AND ALUMINA", "Alumina, refinery production", "India", 1000, output("alumina.IN")},
		{"BAUXITE AND ALUMINA", "Alumina, refinery production", "Russia", 1000, output("alumina.RU")},
		{"BAUXITE AND ALUMINA", "Alumina, refinery production", "United States", 1000, output("alumina.US")},
		{"BAUXITE AND ALUMINA", "Alumina, refinery production", "United Arab Emirates", 1000, output("alumina.AE")},
		{"ALUMINUM", "Smelter production", "China", 1000, output("smelter.CN")},
		{"ALUMINUM", "Smelter production", "India", 1000, output("smelter.IN")},
		{"ALUMINUM", "Smelter production", "Russia", 1000, output("smelter.RU")},
		{"ALUMINUM", "Smelter production", "Canada", 1000, output("smelter.CA")},
		{"ALUMINUM", "Smelter production", "United Arab Emirates", 1000, output("smelter.AE")},
		{"ALUMINUM", "Smelter production", "Norway", 1000, output("smelter.NO")},
		{"ALUMINUM", "Smelter production", "United States", 1000, output("smelter.US")},
		{"LITHIUM", "Mine production", "Australia", 1, output("au-greenbushes", "au-li-mines")},
		{"LITHIUM", "Mine production", "Chile", 1, output("cl-albemarle-la-negra", "cl-li-brine")},
		{"LITHIUM", "Mine production", "China", 1, output("cn-li-mines", "cn-li-brine")},
		{"LITHIUM", "Mine production", "Argentina", 1, output("ar-li-brine")},
		{"LITHIUM", "Mine production", "Zimbabwe", 1, output("zw-li-mines")},
		{"COBALT", "Mine production", "Congo (Kinshasa)", 1, output("cd-cmoc-group", "cd-co-mines")},
		{"COBALT", "Mine production", "Indonesia", 1, output("id-hpl-obi-co", "id-huafei-weda-bay-co", "id-huayue-morowali-co", "id-co-hpal")},
		{"NICKEL", "Mine production", "Indonesia", 1, output("id-ni-mines")},
		{"NICKEL", "Mine production", "Philippines", 1, output("ph-ni-mines")},
		{"NICKEL", "Mine production", "Russia", 1, output("ru-ni")},
		{"NICKEL", "Mine production", "Canada", 1, output("ca-ni")},
		{"NICKEL", "Mine production", "China", 1, output("cn-ni")},
		{"GRAPHITE (NATURAL)", "Mine production", "China", 1, output("cn-gr-mines")},
		{"GRAPHITE (NATURAL)", "Mine production", "Madagascar", 1, output("mg-gr-mines")},
		{"GRAPHITE (NATURAL)", "Mine production", "Mozambique", 1, output("mz-balama")},
		{"GRAPHITE (NATURAL)", "Mine production", "Brazil", 1, output("br-gr-mines")},
		{"MANGANESE", "Mine production", "South Africa", 1000, output("za-mn-mines")},
		{"MANGANESE", "Mine production", "Gabon", 1000, output("ga-mn-mines")},
		{"MANGANESE", "Mine production", "Australia", 1000, output("au-mn-mines")},
		{"MANGANESE", "Mine production", "Ghana", 1000, output("gh-mn-mines")},
		{"COPPER", "Mine production", "Chile", 1000, output("cl-cu-mines", "cl-cu-leach")},
		{"COPPER", "Mine production", "Congo (Kinshasa)", 1000, output("cd-cu-mines", "cd-cu-ore")},
		{"COPPER", "Mine production", "Peru", 1000, output("pe-cu-mines")},
		{"COPPER", "Mine production", "China", 1000, output("cn-cu-mines")},
		{"COPPER", "Mine production", "United States", 1000, output("us-cu-mines", "us-cu-leach")},
		{"COPPER", "Refinery production", "China", 1000, output("cn-cu-refine", "cn-cu-scrap")},
		{"COPPER", "Refinery production", "Chile", 1000, output("cl-cu-refine", "cl-cu-leach")},
		{"COPPER", "Refinery production", "Congo (Kinshasa)", 1000, output("cd-cu-refine", "cd-cu-leach")},
		{"COPPER", "Refinery production", "United States", 1000, output("us-cu-refine", "us-cu-leach", "us-cu-scrap")},
		{"COPPER", "Refinery production", "Japan", 1000, output("jp-cu-refine", "jp-cu-scrap")},
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
