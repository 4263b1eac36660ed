package statistics_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"adit"
	"adit/statistics"
)

func TestPlace(t *testing.T) {
	for name, want := range map[string]string{
		"Burma": "MM", "Korea, Republic of": "KR", "Korea, North": "KP", "Congo (Kinshasa)": "CD", "Congo (Brazzaville)": "CG",
		"Turkey": "TR", "Côte d’Ivoire": "CI", "The Bahamas": "BS", "Trinidad and Tobago": "TT", "Czechia": "CZ", "Vietnam": "VN", "Taiwan": "TW", "New Caledonia": "NC",
		"Other countries": "other", "Other Countries": "other", "World total": "world", "World total (rounded)": "world", "World total (rounded) 10": "world",
		"China, Germany, and Russia": "CN+DE+RU", "United States and Canada": "US+CA", "United States (kyanite)": "US", "Russia\u00a0": "RU",
		"KOR": "KR", "ZAR": "CD", "ROM": "RO", "KSV": "XK", "WBG": "PS", "Kyrgyzstan": "KG", "Laos": "LA", "Syria": "SY", "Iran": "IR",
	} {
		if got, _, ok := statistics.Place(name); !ok || got != want {
			t.Errorf("Place(%q) = %q, %v; want %q", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "Atlantis", "China, Atlantis", "XYZ", "(", "and"} {
		if got, _, ok := statistics.Place(name); ok {
			t.Errorf("Place(%q) = %q", name, got)
		}
	}
}

const head2026 = "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,Is critical mineral 2025,Other notes\n"

// Whatever the rows, each is either used or ignored for a reason, and the
// order of the rows does not change what one of them says.
func TestNothingIsDroppedSilently(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := func(name string, words ...string) string { return rapid.SampledFrom(words).Draw(t, name) }
		var b strings.Builder
		b.WriteString(head2026)
		n := rapid.IntRange(0, 12).Draw(t, "rows")
		for range n {
			b.WriteString(strings.Join([]string{
				cell("chapter", "TIN", ""), "World", "Tin", cell("country", "China", "Burma", "Atlantis", "World total"),
				cell("kind", "Production", "Employment", "Price", "Guess"), "", cell("unit", "percent", "metric tons"),
				cell("year", "2025", "2021–24", "3025", "x"), cell("value", "12", "W", "", "—", ">50", "maybe", "0"), "", cell("critical", "Yes", "No", ""), "",
			}, ",") + "\n")
		}
		list, count, ps := statistics.USGS("x.csv", strings.NewReader(b.String()))
		if count.Read != n || count.Used+len(count.Ignored) != n || len(list) != count.Used {
			t.Fatalf("%d rows: %d read, %d used, %d ignored, %d answered", n, count.Read, count.Used, len(count.Ignored), len(list))
		}
		faulty := 0
		for _, i := range count.Ignored {
			if i.Reason.Says() == "" || i.Where.Line == 0 {
				t.Fatalf("ignored without reason or place: %+v", i)
			}
			if i.Reason == statistics.Faulty {
				faulty++
			}
		}
		if (faulty > 0) != (ps.Errors() != nil) {
			t.Fatalf("%d faulty rows and problems %v", faulty, ps)
		}
		for _, s := range list {
			if s.Kind == adit.Employment || s.Chapter == "" {
				t.Fatalf("used: %+v", s)
			}
		}
	})
}

func fuzz(f *testing.F, read func(string) (statistics.Count, adit.Problems), seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		count, ps := read(text)
		if count.Used+len(count.Ignored) != count.Read {
			t.Fatalf("%d used and %d ignored of %d", count.Used, len(count.Ignored), count.Read)
		}
		for _, p := range ps {
			if p.Where.File == "" || p.Code == "" || p.Message == "" {
				t.Fatalf("a problem without place, code or message: %+v", p)
			}
		}
	})
}

func FuzzUSGS(f *testing.F) {
	fuzz(f, func(text string) (statistics.Count, adit.Problems) {
		_, c, ps := statistics.USGS("x.csv", strings.NewReader(text))
		return c, ps
	}, head2026+"TIN,World,Tin,Burma,Production,,metric tons,2025,W,,Yes,\n", "", "\"", head2026+"a,b\n",
		"SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023,CAP_EST_ 2024,CAP_NOTES,RESERVES_2024,RESERVE_NOTES\nMCS2025,Gemanium,China,x,kilograms,,1,W for 23-24,,,,,Large\n")
}

func FuzzListing(f *testing.F) {
	fuzz(f, func(text string) (statistics.Count, adit.Problems) {
		_, c, ps := statistics.Listing("x.csv", strings.NewReader(text), adit.NewDate(2026, 5, 29), "listing")
		return c, ps
	}, "commodity,sector,previous,current,change,unit,currency\nTin,base,$1,¥2,100%,t,USD\n")
}

func FuzzTrade(f *testing.F) {
	fuzz(f, func(text string) (statistics.Count, adit.Problems) {
		_, c, ps := statistics.Trade("x.csv", strings.NewReader(text))
		return c, ps
	}, "freqCode,refYear,period,reporterISO,flowCode,partnerISO,partnerDesc,classificationCode,cmdCode,cmdDesc,netWgt,primaryValue\nA,2024,2024,USA,M,W00,World,H6,811292,Gallium,0,5\n")
}

func FuzzWorldBank(f *testing.F) {
	fuzz(f, func(text string) (statistics.Count, adit.Problems) {
		_, c, ps := statistics.WorldBankPrices("x.csv", strings.NewReader(text))
		_, d, more := statistics.Governance("x.csv", strings.NewReader(text))
		if d.Read > c.Read {
			c = d
		}
		return c, append(ps, more...)
	}, "month,commodity,unit,price\n2026-05,Copper,($/mt),13500\n", "country,code,indicator,year,Estimate,Rank,StdErr\nChina,CHN,RuleofLaw,2022,1,1,1\n")
}
