package rulebook

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"adit"
)

// facts reads a table of the facts the law was compiled from, as maps from
// column to cell. The test is skipped where the file is not at hand.
func facts(t *testing.T, name string) []map[string]string {
	t.Helper()
	file := "../../shared/facts/" + name
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no %s: the facts are not at hand", file)
	}
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, column := range rows[0] {
			m[column] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// words splits a cell that lists several.
func words(cell string) []string {
	return slices.DeleteFunc(strings.Split(cell, ";"), func(s string) bool { return s == "" })
}

// The hypothetical measure of the scenarios counts with China's.
func TestMeasuresByJurisdiction(t *testing.T) {
	got := map[string]int{}
	w := shipped(t)
	for i := range w.Measures {
		got[w.Measures[i].Issuer]++
	}
	want := map[string]int{"AU": 1, "CD": 2, "CN": 52, "EU": 3, "G7": 1, "ID": 1, "JP": 1, "US": 33}
	if !maps.Equal(got, want) {
		t.Errorf("measures by jurisdiction %v, want %v", got, want)
	}
}

// noticeIDs are the measures that carry the items of a notice of the facts.
var noticeIDs = map[string][]string{
	"MOFCOM-GACC 2023 No. 23": {"cn-2023-023"},
	"MOFCOM-GACC 2023 No. 39": {"cn-2023-039"},
	"MOST-MOFCOM 2023 No. 57": {"cn-2023-057"},
	"MOFCOM-GACC 2024 No. 33": {"cn-2024-033"},
	"MOFCOM-GACC 2025 No. 10": {"cn-2025-010"},
	"MOFCOM-GACC 2025 No. 18": {"cn-2025-018"},
	"MOFCOM-GACC 2025 No. 55": {"cn-2025-055"},
	"MOFCOM-GACC 2025 No. 56": {"cn-2025-056"},
	"MOFCOM-GACC 2025 No. 57": {"cn-2025-057"},
	"MOFCOM-GACC 2025 No. 58": {"cn-2025-058"},
	"MOFCOM 2025 No. 61":      {"cn-2025-061-1-1", "cn-2025-061-1-2"},
	"MOFCOM 2025 No. 62":      {"cn-2025-062"},
}

// Every control item of the facts is an item of a measure of its notice, with
// the same control codes and the same customs codes. What the facts write in
// the column of codes for a rule without codes ("technology control") must be a
// measure that tests technology or content.
func TestControlItemsAreCarried(t *testing.T) {
	rows := facts(t, "china-control-items.csv")
	if len(rows) < 60 {
		t.Fatalf("read only %d items", len(rows))
	}
	b := book(t)
	for _, row := range rows {
		ids := noticeIDs[row["notice"]]
		if len(ids) == 0 {
			t.Errorf("no measure is named for %s", row["notice"])
		}
		found := false
		for _, id := range ids {
			r := b.byID[id]
			if r == nil {
				t.Fatalf("no measure %s", id)
			}
			m := r.versions[0].measure
			if m.Published.String() != row["published"] {
				t.Errorf("%s is published on %s, the facts say %s", id, m.Published, row["published"])
			}
			if strings.Contains(row["cn_control_code"], " ") {
				found = found || m.Test.Kind == "technology" || m.Test.Kind == "content"
				continue
			}
			found = found || slices.ContainsFunc(m.Items, func(i adit.Item) bool {
				return i.Form == row["item"] && slices.Equal(i.Control, words(row["cn_control_code"])) && slices.Equal(i.Customs, words(row["cn_hs_codes"]))
			})
		}
		if !found {
			t.Errorf("%s: %q (%s; %s) is no item of %v", row["notice"], row["item"], row["cn_control_code"], row["cn_hs_codes"], ids)
		}
	}
}

// Every row of the facts with a rate and a confidence is a layer of the tariff
// table; one with a confidence alone is a layer that says why it has no rate.
func TestTariffFactsAreCarried(t *testing.T) {
	rows := facts(t, "tariffs.csv")
	layers := shipped(t).Tariffs
	rates := 0
	for _, row := range rows {
		if row["confidence"] == "" || row["layer"] == "s301_exclusions" {
			continue // nothing was found, or no layer: exclusions only take away from one
		}
		hs, goods := row["hs"], ""
		if hs == "*pcm" {
			hs, goods = adit.AnyOrigin, "processed critical minerals and their derivative products"
		}
		origin := row["origin"]
		if origin == "MFN" {
			origin = adit.AnyOrigin
		}
		layer := row["layer"]
		if layer == "third_country" {
			layer = adit.MFN
		}
		found := slices.ContainsFunc(layers, func(l adit.TariffLayer) bool {
			if l.HS != hs || l.Goods != goods || l.Edition != row["hs_edition"] || l.Importer != row["importer"] || l.Origin != origin ||
				l.Layer != layer || day(t, row["to"]) != l.To {
				return false
			}
			if from := day(t, row["from"]); from != l.From {
				return false
			}
			if row["rate_pct"] == "" {
				return l.Unknown != "" && !l.Rate.Given()
			}
			percent, err := strconv.ParseFloat(row["rate_pct"], 64)
			if err != nil {
				t.Fatal(err)
			}
			return l.Rate.Given() && math.Abs(l.Rate.Value-percent/100) < 1e-12
		})
		if !found {
			t.Errorf("no layer for %v", row)
		}
		if row["rate_pct"] != "" {
			rates++
		}
	}
	if rates < 90 {
		t.Errorf("only %d rates compared", rates)
	}
}

// The thirteen undertakings of the truce are commitments with the quantities,
// units and periods of the facts; one with two quantities is two commitments.
func TestTruceItemsAreCarried(t *testing.T) {
	rows := facts(t, "truce-items.csv")
	if len(rows) != 13 {
		t.Fatalf("read %d items", len(rows))
	}
	units := map[string]string{"Mt per year": "Mt/y", "%": "% of value"}
	var all []adit.Commitment
	w := shipped(t)
	for i := range w.Measures {
		all = append(all, w.Measures[i].Commitments...)
	}
	for _, row := range rows {
		var ours []adit.Commitment
		for _, c := range all {
			if strings.HasPrefix(c.ID, "truce-") && c.Side == row["side"] && strconv.Itoa(c.Number) == row["number"] {
				ours = append(ours, c)
			}
		}
		if len(ours) == 0 {
			t.Errorf("item %s %s is not carried", row["side"], row["number"])
			continue
		}
		quantities, from, to := words(row["quantity"]), strings.Split(row["from"], ";"), strings.Split(row["to"], ";")
		for i, q := range quantities {
			value, err := strconv.ParseFloat(q, 64)
			if err != nil {
				t.Fatal(err)
			}
			unit := words(row["unit"])[i]
			if u := units[unit]; u != "" {
				unit = u
			}
			c := ours[i]
			if !c.Quantity.Given() || c.Quantity.Value != value || c.Unit != unit || c.From != day(t, from[i]) || c.To != day(t, to[i]) {
				t.Errorf("item %s %s: %v %s from %s to %s, the facts say %s %s from %s to %s", row["side"], row["number"], c.Quantity.Value, c.Unit, c.From, c.To, q, unit, from[i], to[i])
			}
		}
		if len(quantities) == 0 && (ours[0].From != day(t, from[0]) || ours[0].To != day(t, to[0])) {
			t.Errorf("item %s %s runs from %s to %s, the facts say %s to %s", row["side"], row["number"], ours[0].From, ours[0].To, from[0], to[0])
		}
		for _, c := range ours {
			if c.Confidence == adit.NoConfidence || c.Grade == "" || len(c.Source) == 0 {
				t.Errorf("%s rests on nothing", c.ID)
			}
		}
	}
}

// Each day somebody last looked is the day of the facts: 8 October 2026 for
// Chinese instruments, 6 October for American ones, or an earlier one.
func TestLastCheckedIsNotLater(t *testing.T) {
	latest := map[string]string{"CN": "2026-10-08", "US": "2026-10-06"}
	w := shipped(t)
	for i := range w.Measures {
		m := &w.Measures[i]
		if last := latest[m.Issuer]; last != "" && m.LastChecked > day(t, last) {
			t.Errorf("%s was last checked on %s, the facts on %s", m.ID, m.LastChecked, last)
		}
	}
}

// Where a text leaves the boundary day open the measure says that the
// convention is ours: every suspension that runs to a named day but those whose
// notice counts it in.
func TestBoundaryConventionsAreMarked(t *testing.T) {
	stated := []string{"us-2025-affiliates-stay"} // "through 9 November 2026"
	w := shipped(t)
	for i := range w.Measures {
		m := &w.Measures[i]
		if m.Kind == adit.Suspension && !m.InForce.To.IsZero() && m.Boundary.Ours == slices.Contains(stated, m.ID) {
			t.Errorf("boundary of %s: ours is %v", m.ID, m.Boundary.Ours)
		}
		if m.Boundary.Words == "" {
			t.Errorf("%s does not say how its days are counted", m.ID)
		}
	}
}

// What the shipped layers add up to, with what nobody has loaded named.
func TestShippedDuties(t *testing.T) {
	b := book(t)
	unknown := math.Inf(1)
	for _, c := range []struct {
		hs, origin, destination, on string
		low, high                   float64
		missing                     string
	}{
		// magnets from China: 2.1% and, from 2026, 25% of section 301
		{"85051100", "CN", "US", "2024-12-31", 0.021, 0.021, ""},
		{"8505110070", "CN", "US", "2025-12-31", 0.121, 0.121, ""}, // sintered NdFeB left the reciprocal tariff on 2025-09-08
		{"8505110050", "CN", "US", "2025-12-31", 0.221, 0.221, ""}, // SmCo did not
		{"8505110070", "CN", "US", "2026-01-01", 0.371, 0.371, ""},
		{"8505110070", "CN", "US", "2026-02-23", 0.371, 0.371, ""},
		{"8505110070", "CN", "US", "2026-02-24", 0.271, 0.271, ""}, // emergency powers gone; section 122 leaves it out
		{"8505110050", "CN", "US", "2026-02-24", 0.371, 0.421, ""}, // and takes SmCo, at 10 or 15% as sources differ
		{"8505110050", "CN", "US", "2026-07-23", 0.371, 0.421, ""},
		{"8505110050", "CN", "US", "2026-07-24", 0.271, unknown, "10 or 12.5%"}, // which rate on China was not found
		// gallium: 3% and 25%
		{"81129210", "CN", "US", "2019-05-10", 0.28, 0.28, ""},
		// no rate of the most-favoured-nation layer was found
		{"28461000", "CN", "US", "2025-06-01", 0.2, unknown, "MFN layer not loaded"},
		{"850511", "CN", "JP", "2026-11-22", 0, unknown, "MFN layer not loaded"},
		// goods of the United States in China: 10 points kept, 24 back when the suspension is
		{"28053000", "US", "CN", "2026-11-10", 0.15, 0.15, ""},
		{"28053000", "US", "CN", "2027-01-10", 0.15, 0.15, ""},
		{"28053000", "US", "CN", "2027-01-11", 0.39, 0.39, ""},
	} {
		d := b.Duty(c.hs, c.origin, c.destination, day(t, c.on), 0)
		if math.Abs(d.Low-c.low) > 1e-12 || !(d.High == c.high || math.Abs(d.High-c.high) < 1e-12) {
			t.Errorf("%s", d.Says())
		}
		if !strings.Contains(strings.Join(d.Missing, "; "), c.missing) {
			t.Errorf("%s: missing %q, want %q", d.Says(), d.Missing, c.missing)
		}
	}
}
