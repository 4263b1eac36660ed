package study

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"adit"
	"adit/claims"
	"adit/worlds/worldstest"
)

// asked is the day of the question the shipped world speaks of.
var asked = adit.NewDate(2026, 11, 22)

// aside copies the tables that a test changes.
func aside(w *adit.World) *adit.World {
	c := *w
	c.Figures, c.Statistics, c.Records, c.Measures = slices.Clone(w.Figures), slices.Clone(w.Statistics), slices.Clone(w.Records), slices.Clone(w.Measures)
	return &c
}

func judged(t testing.TB, folder fs.FS, w *adit.World, on adit.Date, ledgers ...LedgerFile) map[string]claims.Entry {
	t.Helper()
	result, problems := Claims(folder, w, ledgers, on, nil)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	entries := map[string]claims.Entry{}
	for _, e := range result.Claims {
		entries[e.ID] = e
	}
	return entries
}

// disagreements is the list of what the record says against the two articles,
// row by row, with the verdict each of its claims must come to and a word of
// the reason.
var disagreements = []struct {
	row     int
	ids     string
	verdict claims.Verdict
	reason  string // must stand in the reasons
}{
	{1, "a32b", claims.Contradicted, "United States government"},
	{2, "a31a", claims.Contradicted, "9.9%"},
	{3, "a28a a28b", claims.Misattributed, "Department of War"},
	{3, "a79", claims.Contradicted, "one independent director"},
	{4, "a15a a26e a30a a40", claims.Misattributed, "Lithium Americas"},
	{4, "a80", claims.Contradicted, "one firm|two names"},
	{5, "a15a a26a", 0, "2.23 bn"},
	{6, "a26a a26b a26c", claims.FalseMechanism, "warrants"},
	{6, "a26d", claims.Contradicted, "warrants"},
	{7, "a30b a80", claims.Contradicted, "General Motors holds the offtake"},
	{8, "a23a a23b", claims.FalseMechanism, "8.1%"},
	{9, "a24", claims.FalseMechanism, "price-protection"},
	{10, "a42", claims.Misattributed, "JPMorgan"},
	{11, "a43a a43b a43c", claims.CannotBeTold, "JPMorgan"},
	{12, "a35a a35b", claims.Misattributed, "United States Antimony"},
	{13, "a22a a22b a22c a22d", claims.Outdated, "23 October 2025"},
	{14, "a21", claims.Contradicted, "phases"},
	{15, "a36a a37", claims.Outdated, "cancelled"},
	{16, "a34", claims.Contradicted, "refused"},
	{17, "a33", claims.FalseMechanism, "head office"},
	{18, "b28", claims.Contradicted, "Busan"},
	{19, "b09a", claims.Contradicted, "50% or more"},
	{20, "b08 b09b b09d", claims.Contradicted, "in force from 2025-09-29|any country"},
	{21, "b14", claims.FalseMechanism, "by value"},
	{22, "b02a b02b", claims.Contradicted, "magnet makers|named customers"},
	{22, "b03", claims.Contradicted, "October 2022"},
	{23, "b19a", claims.FalseMechanism, "pipeline"},
	{23, "b19c", claims.Contradicted, "pipeline"},
	{23, "b19d", claims.Misattributed, "Alcoa-Sojitz"},
	{24, "b23", claims.FalseMechanism, "USD 110/kg"},
	{25, "b01a b01b", claims.Outdated, "2027-01-10"},
	{26, "b05 b06a b06b", claims.Outdated, "void since 20 February 2026"},
	{27, "b06a", claims.Outdated, "reciprocal"},
	{27, "b10", claims.Misattributed, "own Section 301 finding"},
	{28, "b42 b43", claims.Contradicted, "suspended for one year"},
	{29, "b26 b73", claims.Outdated, "3 December 2025"},
	{30, "b29a", claims.CannotBeTold, "not found"},
	{30, "b29b", claims.Contradicted, "Northern Territory"},
	{31, "b59", claims.CannotBeTold, "Cambodia"},
	{32, "a02 a03a", claims.Outdated, "edition of 2024"},
	{33, "a03b", claims.Contradicted, "above 50%"},
	{34, "a03c", claims.Contradicted, "wholly imported"},
	{35, "a01", claims.Supported, "60"},
	{36, "a04", claims.Supported, "Compounds and metals"},
	{37, "a05", claims.Contradicted, "46%"},
	{38, "a06", claims.Contradicted, "Chile"},
	{39, "a07b", claims.CannotBeTold, "more than 50"},
	{39, "a07a", claims.Supported, ""},
	{40, "a10b", claims.Supported, "smelter"},
	{40, "a10a", claims.CannotBeTold, "to be checked"},
	{41, "a15c", claims.Supported, "no disagreement"},
	{42, "a27", claims.Contradicted, "twice the imports"},
	{43, "b12", claims.Supported, "61%"},
	{44, "b13", claims.Supported, "Refining"},
	{45, "b20", claims.Contradicted, "7%"},
	{46, "b21", claims.Contradicted, "12.7%"},
	{47, "b22", claims.Contradicted, "2% of world mine output"},
	{48, "b24", claims.FalseMechanism, "mine output only"},
	{49, "b25", claims.Contradicted, "21.8%"},
}

func TestDisagreementsComeOut(t *testing.T) {
	folder, w := worldstest.Folder(t)
	entries := judged(t, folder, w, asked)
	rows := map[int]bool{}
	for _, d := range disagreements {
		rows[d.row] = true
		for _, id := range strings.Fields(d.ids) {
			e, ok := entries[id]
			if !ok {
				t.Errorf("row %d: no claim %s", d.row, id)
				continue
			}
			if d.verdict != 0 && e.Verdict != d.verdict {
				t.Errorf("row %d: %s is %s, want %s: %q", d.row, id, e.Verdict, d.verdict, e.Reasons)
			}
			reasons := strings.Join(e.Reasons, "; ")
			found := false
			for _, word := range strings.Split(d.reason, "|") {
				found = found || strings.Contains(reasons, word)
			}
			if !found {
				t.Errorf("row %d: %s does not say %q: %s", d.row, id, d.reason, reasons)
			}
		}
	}
	for row := 1; row <= 49; row++ {
		if !rows[row] {
			t.Errorf("row %d is not tested", row)
		}
	}
}

// Every claim says why it has its verdict; a decided one names the rows it
// rests on, each with a source unless it is assumed, and none rests on
// assumptions alone.
func TestVerdictsHaveEvidence(t *testing.T) {
	folder, w := worldstest.Folder(t)
	sources := map[string]bool{}
	for _, s := range w.Sources {
		sources[s.ID] = true
	}
	for id, e := range judged(t, folder, w, asked) {
		switch e.Verdict {
		case claims.CannotBeTold:
			if len(e.Reasons) == 0 {
				t.Errorf("%s does not say why it cannot be computed", id)
			}
		case claims.Pending:
			if !slices.Contains([]string{"window", "deals"}, e.Needs) || len(e.Reasons) == 0 {
				t.Errorf("%s is pending and needs %q", id, e.Needs)
			}
		default:
			for _, test := range e.Tests {
				if test.Outcome == "open" {
					continue
				}
				firm := false
				for _, v := range test.Evidence {
					firm = firm || v.Confidence != adit.Assumed
					for _, s := range v.Source {
						if !sources[s] {
							t.Errorf("%s: source %q of %s is not in the world", id, s, v.Row)
						}
					}
					if len(v.Source) == 0 && v.Confidence != adit.Assumed {
						t.Errorf("%s: %s has no source", id, v.Row)
					}
				}
				if !firm {
					t.Errorf("%s rests on assumptions alone", id)
				}
			}
			if len(e.Tests) == 0 {
				t.Errorf("%s is %s without a test", id, e.Verdict)
			}
		}
	}
}

// The ledgers hold the seed, row by row.
func TestLedgersHoldTheSeed(t *testing.T) {
	data, err := os.ReadFile("../../shared/facts/seed-claims.csv")
	if err != nil {
		t.Skip("the seed is not beside the module: ", err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	folder, w := worldstest.Folder(t)
	entries := judged(t, folder, w, asked)
	if len(entries) != len(rows)-1 {
		t.Errorf("the ledgers hold %d claims, the seed %d", len(entries), len(rows)-1)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	for _, row := range rows[1:] {
		e, ok := entries[row[column["id"]]]
		if !ok {
			t.Errorf("no claim %s", row[column["id"]])
			continue
		}
		if (e.Stated != nil) != (row[column["value"]] != "") || e.Unit != row[column["unit"]] || e.Comparator != row[column["comparator"]] {
			t.Errorf("%s states %v %s %s, the seed %s %s %s", e.ID, e.Stated, e.Comparator, e.Unit, row[column["value"]], row[column["comparator"]], row[column["unit"]])
		}
		if quote := row[column["quote"]]; strings.Contains(e.Statement, quote) {
			t.Errorf("%s quotes %q", e.ID, quote)
		}
	}
}

// A verdict flips when the row behind it changes, for each kind of query.
func TestVerdictsFlip(t *testing.T) {
	ledger := LedgerFile{"flip.yaml", []byte(`
id: flip
title: One claim a kind of query
claims:
  - id: f-figure
    statement: A price.
    value: 239
    unit: USD/kg
    tests: [{ask: {kind: figure, name: px.dy}}]
  - id: f-statistic
    statement: China mined this much.
    value: 270000
    unit: t
    tests: [{ask: {kind: statistic, name: production, commodity: Rare Earths, detail: Mine production, place: [CN], year: 2025}}]
  - id: f-promise
    statement: China promised this much a year.
    value: 25
    unit: Mt/y
    tests: [{ask: {kind: promise, name: truce-cn-5b}}]
  - id: f-promise-end
    statement: The promise ends with 2028.
    tests: [{ask: {kind: promise, name: truce-cn-5b, field: to}, comparator: "=", day: 2028-12-31}]
  - id: f-hhi
    statement: Mining is concentrated.
    value: 4000
    unit: "1"
    comparator: ">="
    tests: [{ask: {kind: indicator, name: hhi, commodity: Rare Earths, detail: Mine production, year: 2025}}]
  - id: f-most
    statement: So many minerals are imported for more than half.
    value: 20
    unit: minerals
    tests: [{ask: {kind: indicator, name: mostly-imported}}]
  - id: f-rows
    statement: So many rows are wholly imported.
    value: 13
    unit: minerals
    tests: [{ask: {kind: indicator, name: wholly-imported, detail: rows}}]
  - id: f-net
    statement: Net imports of chromium.
    value: 79
    unit: "% of US consumption"
    comparator: "~"
    tests: [{ask: {kind: indicator, name: net-imports, commodity: Chromium, year: 2025}}]
  - id: f-risk
    statement: Supply of cobalt is risky.
    value: 0.1
    unit: "1"
    comparator: ">="
    tests: [{ask: {kind: indicator, name: supply-risk, commodity: Cobalt}}]
`)}
	folder, w := worldstest.Folder(t)
	statistic := func(id string, w *adit.World) *adit.Statistic {
		for i := range w.Statistics {
			if w.Statistics[i].ID == id {
				return &w.Statistics[i]
			}
		}
		t.Fatalf("no statistic %s", id)
		return nil
	}
	row := func(entry claims.Entry, table string) string {
		for _, test := range entry.Tests {
			for _, v := range test.Evidence {
				if id, ok := strings.CutPrefix(v.Row, table+" "); ok {
					return id
				}
			}
		}
		t.Fatalf("%s rests on no row of %s", entry.ID, table)
		return ""
	}
	measure := func(w *adit.World, id string) *adit.Measure {
		for i := range w.Measures {
			if w.Measures[i].ID == id {
				return &w.Measures[i]
			}
		}
		t.Fatalf("no measure %s", id)
		return nil
	}
	set := func(table, value string) func(*adit.World, claims.Entry) {
		return func(w *adit.World, e claims.Entry) { statistic(row(e, table), w).Value = value }
	}
	own := judged(t, folder, w, asked, ledger)
	shipped := judged(t, folder, w, asked)
	for _, c := range []struct {
		id       string
		change   func(w *adit.World, e claims.Entry)
		from, to claims.Verdict
	}{
		{"f-figure", func(w *adit.World, _ claims.Entry) {
			for i := range w.Figures {
				if w.Figures[i].ID == "px.dy" {
					w.Figures[i].Value = 500
				}
			}
		}, claims.Supported, claims.Contradicted},
		{"f-figure", func(w *adit.World, _ claims.Entry) {
			for i := range w.Figures {
				if w.Figures[i].ID == "px.dy" {
					w.Figures[i].Provenance.Confidence = adit.Assumed
				}
			}
		}, claims.Supported, claims.CannotBeTold},
		{"f-statistic", set("statistics", "100,000"), claims.Supported, claims.Contradicted},
		{"f-statistic", set("statistics", "W"), claims.Supported, claims.CannotBeTold},
		{"f-hhi", func(w *adit.World, _ claims.Entry) {
			for i := range w.Statistics {
				if s := &w.Statistics[i]; s.Commodity == "Rare Earths" && s.Place == "CN" && s.Kind == adit.Production {
					s.Value = "1,000"
				}
			}
		}, claims.Supported, claims.Contradicted},
		{"a02", set("statistics", "90"), claims.Outdated, claims.Supported}, // a count: 13 wholly imported become 12
		{"f-most", func(w *adit.World, _ claims.Entry) {
			for i := range w.Statistics {
				if s := &w.Statistics[i]; s.Commodity == "Cobalt" && s.Kind == adit.NetImportReliance {
					s.Value = "10"
				}
			}
		}, claims.Supported, claims.Contradicted},
		{"f-rows", set("statistics", "90"), claims.Supported, claims.Contradicted},
		{"f-net", func(w *adit.World, _ claims.Entry) { // computed from trade, not read off
			for i := range w.Statistics {
				if s := &w.Statistics[i]; s.Commodity == "Chromium" && s.Kind == adit.Imports && s.Year == "2025" {
					s.Value = "1"
				}
			}
		}, claims.Supported, claims.Contradicted},
		{"f-risk", func(w *adit.World, _ claims.Entry) { // governance of the origins
			w.Governance = slices.Clone(w.Governance)
			for i := range w.Governance {
				w.Governance[i].Estimate = 2.5
			}
		}, claims.Supported, claims.Contradicted},
		{"a04", set("statistics", "20"), claims.Supported, claims.Contradicted},       // import share
		{"a07a", set("statistics", "12"), claims.Supported, claims.Contradicted},      // reliance
		{"a07b", set("statistics", "99"), claims.CannotBeTold, claims.Supported},      // a bound gives way to a number
		{"b12", set("statistics", "9,000"), claims.Supported, claims.Contradicted},    // world share
		{"b23", set("statistics", "100"), claims.FalseMechanism, claims.Contradicted}, // price ratio
		{"b22", set("statistics", "160,000"), claims.Contradicted, claims.Supported},  // consumption share
		{"a27", func(w *adit.World, _ claims.Entry) { // imports covered
			w.Record("lac.phase1.lithium").Value = "2416"
		}, claims.Contradicted, claims.Supported},
		{"a32b", func(w *adit.World, _ claims.Entry) { // record: words
			w.Record("nvidia.recipient").Object = "Chinese government"
		}, claims.Contradicted, claims.Supported},
		{"a25", func(w *adit.World, _ claims.Entry) { // record: number
			w.Record("mp.loan.amount").Value = "250"
		}, claims.Supported, claims.Contradicted},
		{"a28a", func(w *adit.World, _ claims.Entry) { // who
			w.Record("trilogy.buyer").Object = "Interior Department"
		}, claims.Misattributed, claims.FalseMechanism},
		{"b05", func(w *adit.World, _ claims.Entry) { // record: dates
			w.Record("us.ieepa").Until = 0
		}, claims.Outdated, claims.Supported},
		{"b01a", func(w *adit.World, _ claims.Entry) { // rule: status on a date
			m := measure(w, "cn-2025-070")
			m.AnnouncedUntil, m.AnnouncedOn, m.AnnouncedScope = 0, 0, ""
			m.LegalUntil, m.InForce.To = adit.NewDate(2027, 1, 10), adit.NewDate(2027, 1, 10)
		}, claims.Outdated, claims.Supported},
		{"f-promise", func(w *adit.World, _ claims.Entry) {
			commitment(t, w, "truce-cn-5b").Quantity.Value = 20
		}, claims.Supported, claims.Contradicted},
		{"f-promise", func(w *adit.World, _ claims.Entry) {
			commitment(t, w, "truce-cn-5b").Quantity = adit.Figure{}
		}, claims.Supported, claims.CannotBeTold},
		{"f-promise-end", func(w *adit.World, _ claims.Entry) {
			commitment(t, w, "truce-cn-5b").To = adit.NewDate(2027, 12, 31)
		}, claims.Supported, claims.Contradicted},
		{"b36", func(w *adit.World, _ claims.Entry) { // rule: the part that was kept
			m := measure(w, "cn-2025-tariff-02-stop")
			m.ActsOn = append(slices.Clone(m.ActsOn), "cn-2025-tariff-04")
		}, claims.Contradicted, claims.Supported},
		{"b37", func(w *adit.World, _ claims.Entry) { // rule: goods
			m := measure(w, "cn-2025-tariff-02")
			m.Items = m.Items[:1]
		}, claims.Supported, claims.Contradicted},
		{"b11", func(w *adit.World, _ claims.Entry) { // rule: last day
			measure(w, "cn-tariff-exclusions").InForce.To = adit.NewDate(2026, 6, 30)
		}, claims.Supported, claims.Contradicted},
		{"b14", func(w *adit.World, _ claims.Entry) { // rule: threshold
			measure(w, "cn-2025-061-1-1").Test.Share.Value = 0.01
		}, claims.FalseMechanism, claims.Contradicted},
	} {
		before, ledgers := shipped[c.id], []LedgerFile(nil)
		if strings.HasPrefix(c.id, "f-") {
			before, ledgers = own[c.id], []LedgerFile{ledger}
		}
		if before.Verdict != c.from {
			t.Errorf("%s begins as %s, want %s: %q", c.id, before.Verdict, c.from, before.Reasons)
		}
		changed := aside(w)
		c.change(changed, before)
		after := judged(t, folder, changed, asked, ledgers...)[c.id]
		if after.Verdict != c.to {
			t.Errorf("%s becomes %s, want %s: %q", c.id, after.Verdict, c.to, after.Reasons)
		}
	}
}

// commitment finds a commitment of a world, on a copy of its measure's list.
func commitment(t *testing.T, w *adit.World, id string) *adit.Commitment {
	t.Helper()
	for i := range w.Measures {
		m := &w.Measures[i]
		for j := range m.Commitments {
			if m.Commitments[j].ID == id {
				m.Commitments = slices.Clone(m.Commitments)
				return &m.Commitments[j]
			}
		}
	}
	t.Fatalf("no commitment %s", id)
	return nil
}

// No claim waits for rules: the rule book answers or the ledger says why nothing
// can. What was delivered stays open, with what is known of it.
func TestRulesAnswerTheirClaims(t *testing.T) {
	folder, w := worldstest.Folder(t)
	entries := judged(t, folder, w, asked)
	for id, e := range entries {
		if e.Needs == "rules" {
			t.Errorf("%s waits for rules", id)
		}
	}
	for id, want := range map[string]claims.Verdict{
		"a29": claims.Supported, "a73": claims.Supported, "a47b": claims.Supported, "a65": claims.Outdated, "a66": claims.Supported,
		"b11": claims.Supported, "b35": claims.Supported, "b36": claims.Contradicted, "b37": claims.Supported, "b40": claims.Supported,
		"b39": claims.CannotBeTold, "b41": claims.CannotBeTold, "b44": claims.CannotBeTold,
	} {
		if e := entries[id]; e.Verdict != want {
			t.Errorf("%s is %s, want %s: %q", id, e.Verdict, want, e.Reasons)
		}
	}
	for _, id := range []string{"b39", "b41", "b44"} {
		if reasons := strings.Join(entries[id].Reasons, "; "); !strings.Contains(reasons, "no part of this world") {
			t.Errorf("%s does not say that deliveries are not loaded: %s", id, reasons)
		}
	}
}

// What is still to come clears its claims when it is plugged in.
func TestPendingClears(t *testing.T) {
	_, w := worldstest.Folder(t)
	folder, _ := worldstest.Folder(t)
	book, problems := claims.Read(folder)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	r, _ := NewResolver(w)
	r.Window = func(q claims.Query, _ adit.Date) (claims.Answer, error) {
		months := adit.Number(18, "months")
		if q.Field == "years" {
			months = adit.Number(1.5, "years")
		}
		return claims.Answer{Numeric: true, Number: months, Words: "yes", Evidence: []claims.Evidence{{Row: "window", Confidence: adit.Derived}}}, nil
	}
	r.Indicator = func(q claims.Query, _ adit.Date) (claims.Answer, bool, error) {
		return claims.Answer{Missing: "plugged in"}, q.Name == "reliance", nil
	}
	findings, problems := book.Judge(r, asked)
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		switch f.Claim.ID {
		case "b15a", "b15b", "b52a", "b52b":
			if f.Verdict != claims.Supported {
				t.Errorf("%s is %s: %q", f.Claim.ID, f.Verdict, f.Reasons)
			}
		case "a07a":
			if f.Verdict != claims.CannotBeTold {
				t.Errorf("%s did not ask the indicator that was plugged in", f.Claim.ID)
			}
		}
	}
}

// The same world gives the same bytes.
func TestClaimsAreDeterministic(t *testing.T) {
	var texts [2]bytes.Buffer
	for i := range texts {
		folder, w := worldstest.Folder(t)
		result, _ := Claims(folder, w, nil, asked, nil)
		if err := result.Write(&texts[i]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(texts[0].Bytes(), texts[1].Bytes()) {
		t.Error("two runs differ")
	}
}

// A world without ledgers has no claims, which is no fault.
func TestWorldWithoutLedgers(t *testing.T) {
	_, w := worldstest.Folder(t)
	result, problems := Claims(fstest.MapFS{}, w, nil, asked, nil)
	if problems.Errors() != nil || len(result.Claims) != 0 {
		t.Errorf("got %v, %v", result, problems)
	}
}
