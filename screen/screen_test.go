package screen

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"adit"
	"adit/rulebook"
)

func day(tb testing.TB, s string) adit.Date {
	tb.Helper()
	d, err := adit.ParseDate(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// small is a world with one list, one owner on it, and some law.
func small(tb testing.TB) *adit.World {
	return &adit.World{
		Name:   "small",
		Places: []adit.Place{{ID: "CN"}, {ID: "DE"}, {ID: "US"}, {ID: "JP"}},
		Parties: []adit.Party{
			{ID: "bad", Name: "Example Alloys Co. Ltd.", Place: "CN", Aliases: "EA Alloys"},
			{ID: "free", Name: "Free Float SE", Place: "DE"},
			{ID: "half", Name: "Half AG", Place: "DE"},
			{ID: "less", Name: "Less AG", Place: "DE"},
		},
		Holdings: []adit.Holding{
			{ID: "1", Owner: "bad", Asset: "half", Share: "50", Kind: adit.Economic}, {ID: "2", Owner: "free", Asset: "half", Share: "50", Kind: adit.Economic},
			{ID: "3", Owner: "bad", Asset: "less", Share: "49.999", Kind: adit.Economic}, {ID: "4", Owner: "free", Asset: "less", Share: "50.001", Kind: adit.Economic},
			{ID: "5", Owner: "people", Asset: "free", Share: "100", Kind: adit.Economic},
		},
		Lists:  []adit.List{{ID: "el", Name: "A list", Date: day(tb, "2026-01-10"), Rows: 1}},
		Listed: []adit.Listed{{ID: "l", List: "el", Party: "bad", Terms: adit.Presumed}},
		Measures: []adit.Measure{
			{ID: "licence", Name: "Licence", Instrument: "No. 1", Issuer: "CN", Kind: adit.Licence, From: []string{"CN"},
				Items: []adit.Item{{Control: []string{"1C904"}}}, InForce: adit.Span{From: day(tb, "2025-04-04")}},
			{ID: "ban", Name: "Ban", Instrument: "No. 2", Issuer: "CN", Kind: adit.Ban, From: []string{"CN"}, To: []string{"US"}, Transferor: true,
				Test: adit.Test{Kind: "end-user", EndUser: []string{"military"}}, InForce: adit.Span{From: day(tb, "2024-12-03")}},
			{ID: "fifty", Name: "Rule of 50%", Instrument: "No. 3", Issuer: "US", Kind: adit.Listing,
				Test: adit.Test{Kind: "ownership", Share: adit.Number(0.5, "1"), Lists: []string{"el"}, Aggregate: true, Through: "cascade"}, InForce: adit.Span{From: day(tb, "2025-09-29")}},
			{ID: "tariff", Name: "Tariff", Instrument: "No. 4", Issuer: "US", Kind: adit.Tariff, InForce: adit.Span{From: day(tb, "2025-01-01")}},
		},
	}
}

func screener(tb testing.TB, w *adit.World) *Screener {
	tb.Helper()
	book, ps := rulebook.New(w)
	if err := ps.Errors(); err != nil {
		tb.Fatal(err)
	}
	s, ps := New(w, book)
	if err := ps.Errors(); err != nil {
		tb.Fatal(err)
	}
	return s
}

func ask(tb testing.TB, s *Screener, r Record) *Record {
	tb.Helper()
	out, ps := s.Screen(r)
	if err := ps.Errors(); err != nil {
		tb.Fatal(err)
	}
	return out
}

func TestVerdicts(t *testing.T) {
	on := day(t, "2026-01-15")
	civil := func(id string) []Party { return []Party{{ID: id, Name: "Somebody " + id, Place: "DE", User: Civil}} }
	ship := func(change func(*Record)) Record {
		r := Record{Question: Question{Kind: OfShipment, On: on, From: "CN", To: "US", EndUse: Civil, Parties: civil("free")},
			Goods: &Codes{Control: []string{"CN:none"}, Origin: []string{"CN"}}}
		if change != nil {
			change(&r)
		}
		return r
	}
	for name, c := range map[string]struct {
		r    Record
		want Verdict
	}{
		"nothing listed":              {ship(nil), Goes},
		"listed goods":                {ship(func(r *Record) { r.Goods.Control = []string{"CN:1C904.b"} }), NeedsLicence},
		"listed goods from elsewhere": {ship(func(r *Record) { r.Goods.Control = []string{"CN:1C904.b"}; r.Question.From = "JP" }), Goes},
		"goods not classified":        {ship(func(r *Record) { r.Goods.Control = nil; r.Goods.HS = []string{"850511"} }), CannotTell},
		"military":                    {ship(func(r *Record) { r.Question.Parties[0].User = "military" }), Prohibited},
		"military, not of the origin": {ship(func(r *Record) {
			r.Question.Parties[0].User = "military"
			r.Question.From = "JP"
			r.Goods.Origin = []string{"JP"}
		}), Goes},
		"military, of the origin":      {ship(func(r *Record) { r.Question.Parties[0].User = "military"; r.Question.From = "JP" }), Prohibited},
		"military, to another place":   {ship(func(r *Record) { r.Question.Parties[0].User = "military"; r.Question.To = "DE" }), Goes},
		"user unknown":                 {ship(func(r *Record) { r.Question.Parties[0].User = "" }), CannotTell},
		"user unknown, goods listed":   {ship(func(r *Record) { r.Question.Parties[0].User = ""; r.Goods.Control = []string{"CN:1C904"} }), NeedsLicence},
		"no party":                     {ship(func(r *Record) { r.Question.Parties = nil }), CannotTell},
		"listed":                       {Record{Question: Question{Kind: OfParty, On: on, Parties: civil("bad")}}, PresumedDenied},
		"half":                         {Record{Question: Question{Kind: OfParty, On: on, Parties: civil("half")}}, PresumedDenied},
		"less":                         {Record{Question: Question{Kind: OfParty, On: on, Parties: civil("less")}}, Goes},
		"half, before the rule":        {Record{Question: Question{Kind: OfParty, On: day(t, "2025-09-28"), Parties: civil("half")}}, Goes},
		"half, on the first day of it": {Record{Question: Question{Kind: OfParty, On: day(t, "2025-09-29"), Parties: civil("half")}}, PresumedDenied},
		"a name alone":                 {Record{Question: Question{Kind: OfParty, On: on, Parties: []Party{{Name: "Nobody Knows", User: Civil}}}}, CannotTell},
		"the list is old":              {Record{Question: Question{Kind: OfParty, On: day(t, "2026-03-01"), Parties: civil("less")}}, CannotTell},
	} {
		r := ask(t, screener(t, small(t)), c.r)
		if r.Outcome.Verdict != c.want {
			t.Errorf("%s: %s, want %s", name, r.Outcome.Says, c.want)
		}
		if (r.Outcome.Verdict == CannotTell) != (len(r.Outcome.Collect) > 0 && r.Outcome.Verdict < NeedsLicence) {
			t.Errorf("%s: %s, and to collect: %v", name, r.Outcome.Verdict, r.Outcome.Collect)
		}
	}
}

// Goods made abroad come under the law of a place for what is in them: then its
// rules on parties reach their shipment too.
func TestContentBringsGoodsUnderALaw(t *testing.T) {
	w := small(t)
	w.Measures[2].From, w.Measures[2].Transferor = []string{"US"}, true
	w.Measures = append(w.Measures, adit.Measure{ID: "minimis", Name: "De minimis", Instrument: "No. 5", Issuer: "US", Kind: adit.Licence, From: []string{"US"}, Transferor: true,
		Test: adit.Test{Kind: "content", Share: adit.Number(0.25, "1"), Compare: "more-than", Whole: true, Origin: []string{"US"}}})
	for chip, want := range map[string]Verdict{"25": Goes, "25.1": PresumedDenied} {
		r := ask(t, screener(t, w), Record{
			Question: Question{Kind: OfShipment, On: day(t, "2026-01-15"), From: "DE", To: "JP", EndUse: Civil, Parties: []Party{{ID: "half", User: Civil}}},
			Bill:     NewFile("bill.csv", []byte("item,parent,quantity,price,currency,control,origin\ndevice,,,100,USD,CN:none,DE\nchip,device,1,"+chip+",USD,CN:none US:3A001,US\n"))})
		if r.Outcome.Verdict != want {
			t.Errorf("%s%% of American content: %s", chip, r.Outcome.Says)
		}
	}
}

// Without a list, with a list without a date, or with one that a measure names
// and nobody loaded, nobody goes.
func TestNobodyGoesWithoutAList(t *testing.T) {
	q := Record{Question: Question{Kind: OfParty, On: day(t, "2026-01-15"), Parties: []Party{{ID: "less", Name: "Less AG", User: Civil}}}}
	for name, change := range map[string]func(*adit.World){
		"none":    func(w *adit.World) { w.Lists, w.Listed = nil, nil },
		"no date": func(w *adit.World) { w.Lists[0].Date = 0 },
		"another": func(w *adit.World) { w.Lists[0].ID, w.Listed[0].List = "other", "other" },
		"no law":  func(w *adit.World) { w.Measures = nil },
		"no rest": func(w *adit.World) { w.Holdings = w.Holdings[:3] },
	} {
		w := small(t)
		change(w)
		if r := ask(t, screener(t, w), q); r.Outcome.Verdict != CannotTell {
			t.Errorf("%s: %s", name, r.Outcome.Says)
		}
	}
}

func TestStandsForAListByItsCode(t *testing.T) {
	w := small(t)
	w.Lists[0].ID, w.Lists[0].Origin, w.Listed[0].List = "copy", "EL", "copy"
	w.Lists = append(w.Lists, adit.List{ID: "el", Name: "A list, as law names it", Origin: "EL"})
	r := ask(t, screener(t, w), Record{Question: Question{Kind: OfParty, On: day(t, "2026-01-15"), Parties: []Party{{ID: "half", User: Civil}}}})
	if r.Outcome.Verdict != PresumedDenied {
		t.Error(r.Outcome.Says)
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][2]string{
		{"Example Alloys Co., Ltd.", "EXAMPLE ALLOYS"}, {"Éxample  Alloys", "example alloys"}, {"Société Générale S.A.", "societe generale"},
		{"ＡＢＣ Corp", "abc"}, {"O'Brien Metals", "OBrien Metals LLC"}, {"Co. Ltd.", "CO LTD"},
	} {
		if Fold(same[0]) != Fold(same[1]) {
			t.Errorf("%q folds to %q, %q to %q", same[0], Fold(same[0]), same[1], Fold(same[1]))
		}
	}
	if Fold("北京公司") == Fold("上海公司") {
		t.Error("two names fold to one")
	}
}

// A score is between 0 and 1, the same either way round, and 1 for the same
// name only.
func TestScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.OneOf(rapid.String(), rapid.StringMatching("[a-d ]{0,12}"))
		a, b := fold(names.Draw(t, "a")), fold(names.Draw(t, "b"))
		x, y := score(&a, &b, 0), score(&b, &a, 0)
		if x != y || x < 0 || x > 1 || (x == 1) != (a.text == b.text) {
			t.Fatalf("%q and %q: %v, %v", a.text, b.text, x, y)
		}
		if x < 1 && a.bound(&b) < x-1e-12 {
			t.Fatalf("%q and %q score %v, above their bound %v", a.text, b.text, x, a.bound(&b))
		}
		if Fold(a.text) != a.text {
			t.Fatalf("%q folds on to %q", a.text, Fold(a.text))
		}
	})
}

func TestLookAlikesAreNotCleared(t *testing.T) {
	s := screener(t, small(t))
	for asked, want := range map[string]Standing{"Exampel Alloys": Pending, "Alloys Example": Pending, "EA Alloys": Pending, "Zinc Partners": SetAside} {
		r := ask(t, s, Record{Question: Question{Kind: OfParty, On: day(t, "2026-01-15"), Parties: []Party{{Name: asked, User: Civil}}}})
		for _, f := range r.Outcome.Findings {
			if f.List == "el" && f.Standing != want {
				t.Errorf("%s: %s, %s", asked, f.Standing, f.Reason)
			}
		}
		if r.Outcome.Verdict != CannotTell {
			t.Errorf("%s: %s", asked, r.Outcome.Says)
		}
	}
}

// A record reads back as it was, and asked again nothing has changed; every
// change of law or list is told.
func TestRecordsReadBack(t *testing.T) {
	q := Record{Question: Question{Kind: OfShipment, ID: "PO", On: day(t, "2026-01-15"), From: "CN", To: "DE", EndUse: Civil, Parties: []Party{{ID: "less", Name: "Less AG", User: Civil}}},
		Bill: NewFile("bill.csv", []byte("item,parent,quantity,price,currency,control,origin\nmagnet,,,5,USD,CN:1C904,CN\n"))}
	was := ask(t, screener(t, small(t)), q)
	data, err := was.Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, ps := ReadRecord("r.json", data)
	if ps != nil {
		t.Fatal(ps)
	}
	if diff := cmp.Diff(was, back, cmp.AllowUnexported(Finding{}), cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".exceptFor" || p.Last().String() == ".Goods" }, cmp.Ignore())); diff != "" {
		t.Error(diff)
	}
	again := func(change func(*adit.World)) []Change {
		w := small(t)
		if change != nil {
			change(w)
		}
		is := ask(t, screener(t, w), Record{Question: back.Question, Bill: back.Bill})
		if is.ID != was.ID {
			t.Errorf("the same question has two ids, %s and %s", was.ID, is.ID)
		}
		return Changes(back, is)
	}
	if c := again(nil); len(c) > 0 {
		t.Errorf("%v", c)
	}
	for what, change := range map[string]func(*adit.World){
		"law":      func(w *adit.World) { w.Measures[0].InForce.To = day(t, "2026-01-01") },
		"list":     func(w *adit.World) { w.Listed[0].Requirement = "All items" },
		"holdings": func(w *adit.World) { w.Holdings[2].Share = "51"; w.Holdings[3].Share = "49" },
	} {
		found := false
		for _, c := range again(change) {
			found = found || c.What == what
		}
		if !found {
			t.Errorf("a change of %s is not told: %v", what, again(change))
		}
	}
	forged := strings.Replace(string(data), `"to": "DE"`, `"to": "FR"`, 1)
	if _, ps := ReadRecord("r.json", []byte(forged)); len(ps) != 1 || ps[0].Code != "bad-record" {
		t.Errorf("a forged record: %v", ps)
	}
}

// A looser law never gives a stricter verdict, and a party more on the list
// never a looser one.
func TestMoreListedNeverLooser(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &adit.World{Name: "drawn", Lists: []adit.List{{ID: "el", Name: "L", Date: adit.NewDate(2026, 1, 10)}}, Measures: small2()}
		n := rapid.IntRange(2, 7).Draw(t, "parties")
		for i := range n {
			w.Parties = append(w.Parties, adit.Party{ID: fmt.Sprint("p", i), Name: strings.Repeat("x", i+3) + fmt.Sprint(i*7919), Place: "DE"})
		}
		for i := range rapid.IntRange(0, 10).Draw(t, "holdings") {
			w.Holdings = append(w.Holdings, adit.Holding{ID: fmt.Sprint("h", i), Owner: fmt.Sprint("p", rapid.IntRange(0, n-1).Draw(t, "owner")),
				Asset: fmt.Sprint("p", rapid.IntRange(0, n-1).Draw(t, "asset")), Share: fmt.Sprint(rapid.IntRange(1, 60).Draw(t, "share")), Kind: adit.Economic, Block: fmt.Sprint(i)})
		}
		listed := func(id int) adit.Listed {
			return adit.Listed{ID: fmt.Sprint("l", id), List: "el", Party: fmt.Sprint("p", id), Terms: adit.Presumed}
		}
		w.Listed = []adit.Listed{listed(0)}
		q := Record{Question: Question{Kind: OfParty, On: adit.NewDate(2026, 1, 15), Parties: []Party{{ID: fmt.Sprint("p", n-1), User: Civil}}}}
		before := verdict(t, w, q)
		w.Listed = append(w.Listed, listed(rapid.IntRange(1, n-1).Draw(t, "more")))
		if after := verdict(t, w, q); after < before {
			t.Fatalf("%s became %s with one more on the list", before, after)
		}
	})
}

func small2() []adit.Measure {
	return []adit.Measure{{ID: "fifty", Name: "Rule of 50%", Instrument: "No. 3", Issuer: "US", Kind: adit.Listing,
		Test: adit.Test{Kind: "ownership", Share: adit.Number(0.5, "1"), Lists: []string{"el"}, Aggregate: true, Through: "cascade"}}}
}

func verdict(t *rapid.T, w *adit.World, r Record) Verdict {
	book, _ := rulebook.New(w)
	s, _ := New(w, book)
	out, ps := s.Screen(r)
	if out == nil {
		t.Fatal(ps)
	}
	return out.Outcome.Verdict
}

func FuzzRecord(f *testing.F) {
	f.Add([]byte(`{"version": 1, "id": "x", "question": {"kind": "party"}}`))
	f.Add([]byte(`{"version": 1, "bill": {"data": "AAAA"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, ps := ReadRecord("r.json", data)
		if (r == nil) != (len(ps) > 0) {
			t.Fatalf("%v with %v", r, ps)
		}
		if r == nil {
			return
		}
		out, err := r.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if again, ps := ReadRecord("r.json", out); again == nil {
			t.Fatalf("a record does not read back: %v", ps)
		}
	})
}
