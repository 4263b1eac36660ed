package diagnose

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"adit"
)

// TestOfficialHHI compares with concentrations computed independently of us.
func TestOfficialHHI(t *testing.T) {
	ours := map[string]Concentration{}
	for _, c := range Productions(official(t)) {
		ours[strings.ToLower(c.Chapter+"|"+c.Commodity+"|"+c.Detail+"|"+c.Year)] = c
	}
	for _, r := range sharedCSV(t, "hhi-check-mcs2026.csv") {
		c, ok := ours[strings.ToLower(r[0]+"|"+r[1]+"|"+r[2]+"|"+r[3])]
		want, err := strconv.ParseFloat(r[6], 64)
		if err != nil {
			t.Fatal(err)
		}
		if !ok || math.Abs(c.HHI-want) > 1 {
			t.Errorf("%s %s %s: got %.1f of %.0f, want %s of %s", r[1], r[2], r[3], c.HHI, c.Total, r[6], r[5])
		}
	}
}

func TestHHIByHand(t *testing.T) {
	for _, c := range []struct {
		amounts []float64
		others  float64
		want    float64
	}{
		{[]float64{7}, 0, 10_000},
		{[]float64{1, 1}, 0, 5_000},
		{[]float64{60, 30}, 10, 4_500}, // 3,600 + 900, the ten not squared
		{[]float64{50}, 50, 2_500},
		{nil, 10, 0},
		{nil, 0, 0},
	} {
		if got := HHI(c.amounts, c.others); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("HHI(%v, %g) = %g, want %g", c.amounts, c.others, got, c.want)
		}
	}
}

func TestHHIProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOfN(rapid.Float64Range(0, 1e6), 2, 20).Draw(t, "amounts")
		others := rapid.Float64Range(0, 1e6).Draw(t, "others")
		h := HHI(amounts, others)
		if h < 0 || h > 10_000+1e-6 {
			t.Fatalf("HHI %g is out of 0-10,000", h)
		}
		merged := append([]float64{amounts[0] + amounts[1]}, amounts[2:]...)
		if m := HHI(merged, others); m < h-1e-6 {
			t.Fatalf("merging two producers lowers it: %g to %g", h, m)
		}
		scaled := slices.Clone(amounts)
		for i := range scaled {
			scaled[i] *= 3
		}
		if s := HHI(scaled, 3*others); math.Abs(s-h) > 1e-6 {
			t.Fatalf("the unit matters: %g and %g", h, s)
		}
		if a := HHI(amounts, others+1); a > h+1e-6 {
			t.Fatalf("more small producers raise it: %g to %g", h, a)
		}
	})
}

// world is one world table with every oddity a cell can have.
func worldTable() []Stat {
	var out []Stat
	for _, r := range [][2]string{{"CN", "600"}, {"US+CA", "200"}, {"VN", "W"}, {"BR", "<5"}, {"GA", "—"}, {"JP", "NA"}, {adit.OtherCountries, "200"}, {adit.WorldTotal, "1,000"}} {
		out = append(out, Stat{Chapter: "T", Commodity: "Testium", Section: "World Mine Production", Place: r[0], Kind: adit.Production, Detail: "Mine production", Unit: "metric tons", Year: "2025", Value: r[1]})
	}
	return out
}

func TestProductions(t *testing.T) {
	list := Productions(worldTable())
	if len(list) != 1 {
		t.Fatalf("%d tables", len(list))
	}
	c := list[0]
	// The published total leaves nothing for the rows without a number.
	if c.Low != c.HHI || c.High != c.HHI || !c.Sound() {
		t.Errorf("bounds %g to %g", c.Low, c.High)
	}
	if c.Total != 1000 || math.Abs(c.HHI-4000) > 1e-9 || c.Unknown != 3 || c.Parts[0].Place != "CN" || c.Parts[0].Share != 0.6 {
		t.Errorf("got total %g, HHI %g, %d unknown, first %+v", c.Total, c.HHI, c.Unknown, c.Parts[0])
	}
}

func TestSupplyRisk(t *testing.T) {
	production := Productions(worldTable())[0]
	imports := Concentration{Parts: []Part{{Place: "CN", Share: 0.5}, {Place: "CA", Share: 0.25}}} // a quarter unnamed
	g := Instability{"CN": Unstable(-0.5), "CA": Unstable(1)}
	r, ok := SupplyRisk(&production, &imports, g)
	// g is 0.6 and 0.3: (0.5 × 0.6 + 0.25 × 0.3) / 0.75 = 0.5, times an HHI of 0.4.
	if !ok || math.Abs(r.Instable-0.5) > 1e-12 || math.Abs(r.Index-0.2) > 1e-12 || math.Abs(r.Covered-0.75) > 1e-12 {
		t.Errorf("got %+v", r)
	}
	if _, ok := SupplyRisk(&production, &imports, Instability{}); ok {
		t.Error("an index without any governance figure")
	}
	if Unstable(-9) != 1 || Unstable(9) != 0 {
		t.Error("instability leaves 0-1")
	}
}

// TestWithheldProducers: with 250 of a total of 1,250 in rows without a number,
// shares are 48%, 16% and up to 20%; without a total nothing is known.
func TestWithheldProducers(t *testing.T) {
	rows := worldTable()
	rows[len(rows)-1].Value = "1,250"
	c := Productions(rows)[0]
	if math.Abs(c.Low-2560) > 1e-9 || math.Abs(c.High-4000) > 1e-9 || c.Sound() {
		t.Errorf("got %g to %g, sound %v", c.Low, c.High, c.Sound())
	}
	c = Productions(rows[:len(rows)-1])[0]
	if c.Low != 0 || c.High != 10_000 || c.Sound() {
		t.Errorf("without a total: %g to %g, sound %v", c.Low, c.High, c.Sound())
	}
}
