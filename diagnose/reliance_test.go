package diagnose

import (
	"math"
	"strings"
	"testing"

	"adit"
)

// TestPublishedReliances recomputes every row of the release. Each agrees, has
// one named cause, or publishes nothing to compare with; no commodity is left
// over, in any year whose opening stocks are published.
func TestPublishedReliances(t *testing.T) {
	stats := official(t)
	for _, year := range []string{"2022", "2023", "2024", "2025"} {
		agree := map[string]bool{}
		for _, r := range Reliances(stats, year) {
			switch {
			case r.Verdict == Apart:
				t.Errorf("%s %s (%s): published %s, computed %.1f [%.1f, %.1f]", year, r.Row.Commodity, topic(r.Row.Detail), r.Published.Text, r.Computed.Value, r.Computed.Low, r.Computed.High)
			case r.Verdict == Agrees:
				agree[r.Row.Commodity] = true
			case r.Cause == "":
				t.Errorf("%s %s: %s without a cause", year, r.Row.Commodity, r.Verdict)
			}
		}
		if len(agree) < 30 {
			t.Errorf("%s: only %d commodities agree", year, len(agree))
		}
	}
}

// TestCausesAreNeeded: a cause written down for a row that agrees by itself
// would hide the next mistake.
func TestCausesAreNeeded(t *testing.T) {
	stats := official(t)
	used := map[string]bool{}
	for _, year := range []string{"2022", "2023", "2024", "2025"} {
		for _, r := range Reliances(stats, year) {
			if r.Verdict == Explained {
				used[r.Cause] = true
			}
		}
	}
	for key, r := range readings {
		if r.cause != "" && !used[r.cause] {
			t.Errorf("%s: the cause %q explains nothing", key, r.cause)
		}
	}
}

// TestTallies counts the minerals of the release under both conventions.
func TestTallies(t *testing.T) {
	tallies := Tallies(Reliances(official(t), "2025"))
	for i, want := range [][2]int{{13, 24}, {13, 20}} {
		if got := [2]int{len(tallies[i].Whole), len(tallies[i].Most)}; got != want {
			t.Errorf("%s: got %v, want %v\n%v\n%v", tallies[i].Convention, got, want, tallies[i].Whole, tallies[i].Most)
		}
	}
}

func TestReadDefinition(t *testing.T) {
	for note, want := range map[string]Definition{
		"Estimated. -- Defined as imports – exports.": {Text: "imports – exports", Exports: true, Stated: true},
		"Defined as imports.":                         {Text: "imports", Stated: true},
		"Defined as imports – exports ± adjustments for industry stock changes; excludes traded scrap.": {Text: "imports – exports ± adjustments for industry stock changes", Exports: true, Stocks: true, Stated: true},
		"Defined as imports ± adjustments for industry stock changes.":                                  {Text: "imports ± adjustments for industry stock changes", Stocks: true, Stated: true},
		"Defined for 2021–22 as imports exports ± adjustments for Government and industry stock changes. Beginning in 2023, Government stock changes no longer included.": {
			Text: "imports exports ± adjustments for Government and industry stock changes", Exports: true, Stocks: true, Stated: true},
		"Estimated.": {},
	} {
		if got := ReadDefinition(note, "2025"); got != want {
			t.Errorf("%q:\ngot  %+v\nwant %+v", note, got, want)
		}
	}
	before := ReadDefinition("Defined for 2021–22 as imports – exports ± adjustments for Government stock changes. Beginning in 2023, Government stock changes no longer included.", "2022")
	if !before.Government || before.Stocks {
		t.Errorf("before the change: %+v", before)
	}
}

// one is a small chapter: 100 imported, 20 exported, stocks 30 to 10 and 125
// consumed make (100 - 20 + 20) / 125 = 80%.
func one(published string, change func(*Stat)) []Stat {
	row := func(kind adit.StatisticKind, detail, year, value string) Stat {
		return Stat{Chapter: "TESTIUM", Commodity: "Testium", Section: "Salient Statistics—United States", Place: "US", Kind: kind, Detail: detail, Unit: "metric tons", Year: year, Value: value}
	}
	reliance := row(adit.NetImportReliance, "Net import reliance as a percentage of apparent consumption", "2025", published)
	reliance.Note = "Defined as imports – exports ± adjustments for industry stock changes."
	out := []Stat{
		row(adit.Imports, "Imports for consumption", "2025", "100"), row(adit.Exports, "Exports", "2025", "20"),
		row(adit.StocksHeld, "Stocks, industry, yearend", "2024", "30"), row(adit.StocksHeld, "Stocks, industry, yearend", "2025", "10"),
		row(adit.Consumption, "Consumption, apparent", "2025", "125"), reliance,
	}
	for i := range out {
		if change != nil {
			change(&out[i])
		}
	}
	return out
}

func TestRelianceByHand(t *testing.T) {
	set := func(kind adit.StatisticKind, value string) func(*Stat) {
		return func(s *Stat) {
			if s.Kind == kind {
				s.Value = value
			}
		}
	}
	for name, c := range map[string]struct {
		published string
		change    func(*Stat)
		verdict   Verdict
		cause     string
		computed  float64
	}{
		"agrees":                 {"80", nil, Agrees, "", 80},
		"within two points":      {"82", nil, Agrees, "", 80},
		"apart":                  {"50", nil, Apart, "", 80},
		"a bound kept":           {">75", nil, Agrees, "", 80},
		"a bound broken":         {">90", nil, Apart, "", 80},
		"an upper bound":         {"<25", nil, Apart, "", 80},
		"no net exporter":        {"E", nil, Apart, "", 80},
		"net exporter":           {"E", set(adit.Exports, "300"), Agrees, "", -144},
		"withheld consumption":   {">75", set(adit.Consumption, "W"), Explained, causeWithheld, math.NaN()},
		"exports not available":  {"80", set(adit.Exports, ""), Explained, causeMissing, math.NaN()},
		"exports below a number": {"70", set(adit.Exports, "<50"), Explained, causeBound, math.NaN()},
		"nothing published":      {"", nil, NotPublished, "no figure is published", 80},
		"one significant digit": {"60", func(s *Stat) {
			if s.Kind == adit.Consumption {
				s.Value, s.Note = "100", "Rounded to one significant digit."
			}
		}, Apart, "", 100},
		"wide enough": {"70", func(s *Stat) {
			if s.Kind == adit.Consumption {
				s.Value, s.Note = "100", "Rounded to the nearest 100 tons."
			}
		}, Explained, causeRounding, 100},
	} {
		t.Run(name, func(t *testing.T) {
			r := Reliances(one(c.published, c.change), "2025")[0]
			if r.Verdict != c.verdict || r.Cause != c.cause {
				t.Errorf("got %s (%s), want %s (%s)", r.Verdict, r.Cause, c.verdict, c.cause)
			}
			if got := r.Computed.Value; math.Abs(got-c.computed) > 1e-9 || math.IsNaN(got) != math.IsNaN(c.computed) {
				t.Errorf("computed %g, want %g", got, c.computed)
			}
		})
	}
}

// TestWithheldIsABound: a withheld export leaves a bound, never a zero.
func TestWithheldIsABound(t *testing.T) {
	r := Reliances(one("80", func(s *Stat) {
		if s.Kind == adit.Exports {
			s.Value = "W"
		}
	}), "2025")[0]
	if r.Computed.Known() || math.IsInf(r.Computed.High, 1) || r.Computed.High < 96 || !strings.Contains(r.Cause, "withheld") {
		t.Errorf("got %+v: with no exports at all it were 96%%", r.Computed)
	}
}
