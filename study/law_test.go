package study

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"adit"
	"adit/dataset"
	"adit/rulebook"
	"adit/table"
	"adit/worlds/worldstest"
)

// shippedLaw asks the shipped world on a day.
func shippedLaw(t *testing.T, on adit.Date) LawQuestion {
	t.Helper()
	folder, w := worldstest.Folder(t)
	return LawQuestion{World: w, Folder: folder, On: on}
}

// rowsBy returns the plain cells of a table by its first column.
func rowsBy(t *testing.T, tb *table.Table) map[string]map[string]string {
	t.Helper()
	if err := tb.Err(); err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]string{}
	for _, row := range tb.Rows() {
		cells := map[string]string{}
		for i, c := range row {
			cells[tb.Columns[i].Name] = c.Raw()
		}
		out[row[0].Raw()] = cells
	}
	return out
}

// The asking date of the shipped world, in the words that compliance staff need:
// the day the text ended, whose convention, what was announced, whether it names
// the measure, that no instrument was seen, and the last check.
func TestWhatTheLawSaysOnTheAskingDate(t *testing.T) {
	q := shippedLaw(t, adit.NewDate(2026, 11, 22))
	a, problems := Law(q)
	if problems.Errors() != nil {
		t.Fatal(problems)
	}
	rows := rowsBy(t, a.Tables[0])
	want := func(id, status, until, checked string, phrases ...string) {
		t.Helper()
		r := rows[id]
		if r["status"] != status || r["until"] != until || r["last_checked"] != checked {
			t.Errorf("%s: %s until %s, checked %s; want %s until %s, checked %s", id, r["status"], r["until"], r["last_checked"], status, until, checked)
		}
		for _, phrase := range append(phrases, "last checked "+checked) {
			if !strings.Contains(r["why"], phrase) {
				t.Errorf("%s: %q lacks %q", id, r["why"], phrase)
			}
		}
	}
	for _, id := range []string{"cn-2025-055", "cn-2025-056", "cn-2025-057", "cn-2025-058", "cn-2025-061-1-1", "cn-2025-061-1-2", "cn-2025-061-1-3", "cn-2025-062"} {
		want(id, "announced, not law", "2027-01-10", "2026-10-08", "through 2026-11-10 by its text (MOFCOM/GACC Announcement 2025 No. 70)", "including D", "(our convention)",
			"the arrangement was announced on 2026-09-28 as extended to 2027-01-10", "inferred", "no instrument seen", "in force again from 2026-11-11")
	}
	want("us-2025-affiliates", "announced, not law", "2027-01-10", "2026-10-06", "through 2026-11-09 by its text (90 FR 50857", "extended to 2027-01-10",
		"inferred", "no instrument seen", "in force again from 2026-11-10")
	want("cn-2024-046-2", "suspended", "2026-11-27", "2026-10-08", "until 2026-11-27, no extension found")
	want("cn-2025-018", "in force", "", "2026-10-08", "no measure of this rule book has ever suspended cn-2025-018")
	if !strings.Contains(a.Says, "In doubt: ") || !strings.Contains(a.Says, "cn-2025-055") {
		t.Errorf("the doubt is not said: %s", a.Says)
	}

	// As one would have answered a year before: the texts, their ends ahead.
	q.KnownOn = adit.NewDate(2025, 11, 15)
	a, _ = Law(q)
	rows = rowsBy(t, a.Tables[0])
	for id, status := range map[string]string{"cn-2025-055": "in force", "cn-2025-061-1-1": "in force", "us-2025-affiliates": "in force", "cn-2024-046-2": "suspended"} {
		if r := rows[id]; r["status"] != status || !strings.Contains(r["why"], "as known on 2025-11-15") || strings.Contains(r["why"], "2027-01-10") || r["last_checked"] != "" {
			t.Errorf("%s as known then: %s, checked %s: %s", id, r["status"], r["last_checked"], r["why"])
		}
	}
	if _, later := rows["cn-2026-001"]; later {
		t.Error("a measure of 2026 was known in 2025")
	}
}

func TestLawOfAShipment(t *testing.T) {
	q := shippedLaw(t, adit.NewDate(2026, 11, 22))
	ids := func(touching rulebook.Query) []string {
		q.Touching = touching
		a, problems := Law(q)
		if problems.Errors() != nil {
			t.Fatal(problems)
		}
		var out []string
		for id := range rowsBy(t, a.Tables[0]) {
			out = append(out, id)
		}
		slices.Sort(out)
		return out
	}
	has := func(list []string, id string, want bool) {
		t.Helper()
		if slices.Contains(list, id) != want {
			t.Errorf("%s in %v: want %v", id, list, want)
		}
	}
	ga := ids(rulebook.Query{Material: "ga.refined", From: "CN", To: "US"})
	has(ga, "cn-2023-023", true)
	has(ga, "cn-2024-046-2", true)
	has(ga, "cn-2025-072", true) // what suspends it
	has(ga, "cn-2025-018", false)
	has(ga, "cn-2025-070", false)
	has(ids(rulebook.Query{Material: "ga.refined", From: "CN", To: "DE"}), "cn-2024-046-2", false)
	has(ids(rulebook.Query{Material: "ga.refined", From: "JP", To: "US"}), "cn-2024-046-2", true) // third-country transferors
	has(ids(rulebook.Query{Material: "ga.refined", From: "JP", To: "US"}), "cn-2023-023", false)
	has(ids(rulebook.Query{HS: "811292"}), "cn-2023-023", true)
	has(ids(rulebook.Query{HS: "811292"}), "cn-2025-018", false)
	has(ids(rulebook.Query{Control: "1C902"}), "cn-2025-018", true)
	has(ids(rulebook.Query{Control: "1C902"}), "cn-2023-023", false)
	has(ids(rulebook.Query{Material: "magnet"}), "cn-2025-018", true) // a chain

	has(ids(rulebook.Query{}), "cn-2025-070", true)

	for query, code := range map[rulebook.Query]string{
		{Material: "ga.refind"}: "unknown-material", {From: "CM"}: "unknown-place", {To: "Mars"}: "unknown-place",
		{HS: "8112.92"}: "bad-customs-code", {Control: "9Z999"}: "unknown-control-code",
	} {
		q.Touching = query
		if _, problems := Law(q); len(problems) == 0 || problems.Errors() == nil || problems[len(problems)-1].Code != code && problems[0].Code != code {
			t.Errorf("%+v: %v, want %s", query, problems, code)
		}
	}
}

func TestTimelineAndDeadlines(t *testing.T) {
	q := shippedLaw(t, adit.NewDate(2026, 11, 22))
	a, _ := Timeline(q)
	last := ""
	for _, row := range a.Tables[0].Rows() {
		if day := row[0].Raw(); day < last {
			t.Errorf("%s after %s", day, last)
		} else {
			last = day
		}
	}
	says := func(day, id, what string) string {
		for _, row := range a.Tables[0].Rows() {
			if row[0].Raw() == day && row[1].Raw() == id && row[2].Raw() == what {
				return row[4].Raw()
			}
		}
		t.Errorf("no %s of %s on %s", what, id, day)
		return ""
	}
	if s := says("2025-11-08", "cn-2025-055", "first day"); !strings.Contains(s, "due, but suspended by cn-2025-070") {
		t.Errorf("No. 55 never operated, but its first day says %q", s)
	}
	says("2026-11-10", "cn-2025-070", "last day")
	says("2026-09-28", "cn-2025-070", "announced")
	if s := says("2026-11-27", "cn-2025-072", "last day"); !strings.Contains(s, "cn-2024-046-2, cn-2024-046-2-graphite in force again from 2026-11-28") || !strings.Contains(s, "no extension found") {
		t.Errorf("the end of No. 72 says %q", s)
	}
	d, _ := Deadlines(q)
	first := d.Tables[0].Row(0)
	if first[0].Raw() != "2026-11-27" || first[1].Raw() != "cn-2025-072" {
		t.Errorf("the next day is %s, %s", first[0].Raw(), first[1].Raw())
	}
	for _, row := range d.Tables[0].Rows() {
		if row[0].Raw() < "2026-11-22" || row[2].Raw() == "published" {
			t.Errorf("%v is no deadline", row)
		}
	}
}

// property is one content line of an iCalendar file, unfolded (RFC 5545, 3.1).
type property struct{ name, params, value string }

// readCalendar reads iCalendar by the letter of the RFC: lines of at most 75
// octets ending in CR LF, folded before a blank, whole UTF-8 characters.
func readCalendar(t *testing.T, data []byte) []property {
	t.Helper()
	if !utf8.Valid(data) || strings.Contains(strings.ReplaceAll(string(data), "\r\n", ""), "\n") || strings.Contains(strings.ReplaceAll(string(data), "\r\n", ""), "\r") {
		t.Fatal("a line does not end in CR LF, or the text is not UTF-8")
	}
	lines := strings.Split(strings.TrimSuffix(string(data), "\r\n"), "\r\n")
	var unfolded []string
	for _, line := range lines {
		if len(line) > 75 || line == "" || !utf8.ValidString(line) {
			t.Errorf("a line of %d octets, or half a character: %q", len(line), line)
		}
		if line[0] == ' ' {
			unfolded[len(unfolded)-1] += line[1:]
		} else {
			unfolded = append(unfolded, line)
		}
	}
	var out []property
	for _, line := range unfolded {
		head, value, ok := strings.Cut(line, ":")
		name, params, _ := strings.Cut(head, ";")
		if !ok || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") != "" {
			t.Fatalf("%q is no content line", line)
		}
		out = append(out, property{name, params, value})
	}
	return out
}

// unescape reads a TEXT value (RFC 5545, 3.3.11); commas and semicolons must be
// escaped in it.
func unescape(t *testing.T, s string) string {
	t.Helper()
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			if s[i] == 'n' || s[i] == 'N' {
				b.WriteByte('\n')
			} else {
				b.WriteByte(s[i])
			}
		case s[i] == ',' || s[i] == ';' || s[i] == '\\':
			t.Errorf("%q has an unescaped %q", s, s[i])
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func TestCalendarOfDeadlines(t *testing.T) {
	long := strings.Repeat("Ausfuhrkontrolle für Metalle; Erze, Oxide 稀土 ", 9) + "\\end\nof it"
	due := []rulebook.Moment{
		{Day: adit.NewDate(2026, 11, 27), ID: "a", What: rulebook.LastDay, Title: long, Says: "by the text"},
		{Day: adit.NewDate(2027, 1, 10), ID: "a", What: rulebook.AnnouncedEnd, Title: "t", Says: "s"},
		{Day: adit.NewDate(2026, 12, 31), ID: "b", What: rulebook.LastDay, Title: "t", Says: "s"},
	}
	known := adit.NewDate(2026, 11, 22)
	data := calendar("w", known, due)
	props := readCalendar(t, data)
	if props[0] != (property{"BEGIN", "", "VCALENDAR"}) || props[len(props)-1] != (property{"END", "", "VCALENDAR"}) {
		t.Errorf("begins with %v, ends with %v", props[0], props[len(props)-1])
	}
	required := map[string]string{}
	var events []map[string]property
	for _, p := range props[1 : len(props)-1] {
		switch {
		case p.name == "BEGIN":
			if p.value != "VEVENT" {
				t.Errorf("begins a %s", p.value)
			}
			events = append(events, map[string]property{})
		case p.name == "END":
		case len(events) == 0:
			required[p.name] = p.value
		default:
			e := events[len(events)-1]
			if _, twice := e[p.name]; twice {
				t.Errorf("%s stands twice", p.name)
			}
			e[p.name] = p
		}
	}
	if required["VERSION"] != "2.0" || required["PRODID"] == "" {
		t.Errorf("the calendar has %v", required)
	}
	if len(events) != len(due) {
		t.Fatalf("%d events of %d", len(events), len(due))
	}
	uids := map[string]bool{}
	for i, e := range events {
		uids[e["UID"].value] = true
		compact := func(d adit.Date) string { return strings.ReplaceAll(d.String(), "-", "") }
		if e["DTSTART"] != (property{"DTSTART", "VALUE=DATE", compact(due[i].Day)}) || e["DTEND"] != (property{"DTEND", "VALUE=DATE", compact(due[i].Day + 1)}) {
			t.Errorf("event %d runs from %v to %v", i, e["DTSTART"], e["DTEND"])
		}
		if e["DTSTAMP"].value != "20261122T000000Z" {
			t.Errorf("stamped %v", e["DTSTAMP"])
		}
		if got, want := unescape(t, e["DESCRIPTION"].value), due[i].Title+". "+due[i].Says; got != want {
			t.Errorf("says %q, want %q", got, want)
		}
	}
	if len(uids) != len(due) {
		t.Errorf("uids %v", uids)
	}
	// The same thing on another day keeps its uid; the same question gives the
	// same bytes.
	moved := slices.Clone(due)
	moved[0].Day++
	if !strings.Contains(string(calendar("w", known, moved)), "UID:"+events[0]["UID"].value+"\r\n") {
		t.Error("an entry whose day moved has another uid")
	}
	if string(calendar("w", known, due)) != string(data) {
		t.Error("the same days, other bytes")
	}
	// The shipped law's own calendar.
	d, _ := Deadlines(shippedLaw(t, known))
	shipped := map[string]bool{}
	for _, p := range readCalendar(t, d.Calendar) {
		if p.name == "UID" {
			if shipped[p.value] {
				t.Errorf("uid %s stands twice", p.value)
			}
			shipped[p.value] = true
		}
	}
	if len(shipped) != d.Tables[0].Len() {
		t.Errorf("%d events for %d days", len(shipped), d.Tables[0].Len())
	}
	if len(readCalendar(t, calendar("w", known, nil))) == 0 {
		t.Error("no day to come, and no calendar")
	}
}

// tinyLaw reads the tiny world with more files beside its own.
func tinyLaw(t *testing.T, more map[string]string) LawQuestion {
	t.Helper()
	files := fstest.MapFS{}
	if err := files2(files, "../testdata/good/tiny"); err != nil {
		t.Fatal(err)
	}
	for name, text := range more {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	w, problems := dataset.Read(files, "tiny")
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	return LawQuestion{World: w, Folder: files, On: adit.NewDate(2026, 11, 22)}
}

func files2(into fstest.MapFS, dir string) error {
	for _, sub := range []string{".", "rules/cn", "scenarios"} {
		entries, err := os.ReadDir(dir + "/" + sub)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if !e.IsDir() {
				data, err := os.ReadFile(dir + "/" + sub + "/" + e.Name())
				if err != nil {
					return err
				}
				name := sub + "/" + e.Name()
				into[strings.TrimPrefix(name, "./")] = &fstest.MapFile{Data: data}
			}
		}
	}
	return nil
}

const promises = `id: cn-truce-promises
name: Promises
instrument: Readout
issuer: CN
kind: framework
published: 2025-11-05
commitments:
  - {id: p1, side: CN, number: 5, words: Buys, quantity: 12, unit: Mt, from: 2025-11-01, to: 2025-12-31}
  - {id: p2, side: US, number: 1, words: Waits}
source: [fixture]
confidence: official
`

func TestCommitments(t *testing.T) {
	q := tinyLaw(t, map[string]string{"rules/cn/cn-truce-promises.yaml": promises})
	a, problems := Commitments(q)
	if problems.Errors() != nil {
		t.Fatal(problems)
	}
	if rows := rowsBy(t, a.Tables[0]); rows["p1"]["quantity"] != "12" || rows["p1"]["to"] != "2025-12-31" || rows["p1"]["delivered"] != "" || rows["p1"]["period"] != "over" || rows["p2"]["quantity"] != "" {
		t.Errorf("got %v", rows)
	}
	if !strings.Contains(a.Says, "deliveries are empty") {
		t.Errorf("%q does not say that deliveries are empty", a.Says)
	}
	q.Deliveries = []DeliveryFile{{Name: "d.csv", Data: []byte("commitment,date,quantity,unit\np1,2025-12-01,3000,kt\n")}}
	a, problems = Commitments(q)
	if rows := rowsBy(t, a.Tables[0]); problems.Errors() != nil || rows["p1"]["delivered"] != "3" || rows["p1"]["share"] != "0.25" {
		t.Errorf("got %v, %v", rows, problems)
	}
	q.Deliveries[0].Data = []byte("commitment,date,quantity,unit\np3,2025-12-01,3,Mt\n")
	if _, problems = Commitments(q); problems.Errors() == nil {
		t.Error("a delivery under nothing was taken")
	}
}

func TestDutyQuestion(t *testing.T) {
	q := tinyLaw(t, nil)
	q.Touching = rulebook.Query{HS: "28469019", From: "CN", To: "US"}
	a, _ := Duty(q)
	if rows := rowsBy(t, a.Tables[0]); rows["mfn"]["low"] != "3.7" || rows["extra"]["high"] != "25" || rows["extra"]["source"] != "fixture" || rows["total"]["low"] != "28.7" || rows["total"]["high"] != "28.7" || !strings.HasSuffix(a.Says, ": 28.7%") {
		t.Errorf("%s: %v", a.Says, rows)
	}
	q.Touching.HS = "8505"
	if a, _ = Duty(q); !strings.Contains(a.Says, "cannot tell") {
		t.Errorf("got %s", a.Says)
	}
	if rows := rowsBy(t, a.Tables[0]); len(rows) != 2 || rows["total"]["low"] != "" {
		t.Errorf("the missing layer is not shown: %v", rows)
	}
}

func TestCasesOfTheShippedWorld(t *testing.T) {
	q := shippedLaw(t, adit.NewDate(2026, 11, 22))
	a, problems := LawCases(q)
	if err := problems.Errors(); err != nil {
		t.Error(err)
	}
	if n := a.Tables[0].Len(); n < 80 || a.Says != fmt.Sprintf("%d of %d cases hold", n, n) {
		t.Errorf("%s, %d rows", a.Says, n)
	}
	q.Cases = []CaseFile{{Name: "mine.yaml", Data: []byte("id: mine\ntitle: t\ncases:\n  - {measure: cn-2025-055, on: 2026-11-10, status: ended}\n")}}
	a, problems = LawCases(q)
	if problems.Errors() == nil || a.Says != "0 of 1 cases hold" {
		t.Errorf("%s, %v", a.Says, problems)
	}
}

// A brief tells the law of the chains it ran, and what suspends it; other law
// it leaves to adit rules.
func TestBriefTellsTheLawOfItsChains(t *testing.T) {
	r := ask(t, Options{Scenario: []string{"controls-return"}, Material: "gallium", Draws: 1, Months: 12})
	told := map[string]bool{}
	for _, a := range r.law() {
		told[a.Measure.ID] = true
	}
	for id, want := range map[string]bool{"cn-2023-023": true, "cn-2024-046-2": true, "cn-2025-072": true, "cn-2025-018": false, "cn-2025-057": false, "hyp-cn-full-cutoff": false} {
		if told[id] != want {
			t.Errorf("%s is told: %v, want %v", id, told[id], want)
		}
	}
	for _, u := range r.unknowns() {
		if strings.Contains(u.What, "2025 No. 57") {
			t.Errorf("a brief on gallium wonders about rare earths: %s", u.What)
		}
	}
}
