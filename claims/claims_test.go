package claims

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"adit"
)

// canned answers by name of the query.
type canned map[string]Answer

func (c canned) Resolve(q Query, _ adit.Date) (Answer, error) {
	if a, ok := c[q.Name]; ok {
		return a, nil
	}
	return Answer{}, &Nothing{Name: q.Name, In: "the canned answers"}
}

func said(words string, confidence adit.Confidence) Answer {
	return Answer{Words: words, Evidence: []Evidence{{Row: "row", Says: words, Confidence: confidence}}}
}

// The order in which tests are weighed, as the package comment gives it.
func TestWeighing(t *testing.T) {
	answers := canned{
		"yes": said("yes", adit.Official), "no": said("no", adit.Official), "guess": said("yes", adit.Assumed),
		"wrong-guess": said("no", adit.Assumed), "missing": {Missing: "nobody knows"}, "later": {Needs: "window"},
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := []Part{What, Earlier, Who, How}
		names := []string{"yes", "no", "guess", "wrong-guess", "missing", "later"}
		c := Claim{ID: "x", Statement: "x", Because: "x"}
		count := map[string]int{}
		for range rapid.IntRange(1, 5).Draw(t, "tests") {
			part, name := rapid.SampledFrom(parts).Draw(t, "part"), rapid.SampledFrom(names).Draw(t, "name")
			c.Tests = append(c.Tests, Test{Ask: Query{Kind: AskRecord, Name: name}, Part: part, Is: []string{"yes"}})
			outcome := map[string]string{"yes": "holds", "no": "fails", "later": "waits"}[name]
			if outcome == "" {
				outcome = "open" // an assumption decides as little as a gap
			}
			count[string(part)+" "+outcome]++
			if part != Earlier {
				count[outcome]++
			} else if outcome != "holds" {
				count["idle"]++
			}
		}
		b := &Book{Ledgers: []Ledger{{ID: "l", Claims: []Claim{c}}}}
		found, _ := b.Judge(answers, adit.NewDate(2026, 1, 1))
		want := Supported
		switch {
		case count["what fails"] > 0 && count["earlier holds"] > 0:
			want = Outdated
		case count["what fails"] > 0:
			want = Contradicted
		case count["who fails"] > 0:
			want = Misattributed
		case count["how fails"] > 0 && count["what holds"] > 0:
			want = FalseMechanism
		case count["how fails"] > 0:
			want = Contradicted
		case count["waits"] > 0:
			want = Pending
		case count["open"] > 0:
			want = CannotBeTold
		}
		if found[0].Verdict != want {
			t.Errorf("%v: %s, want %s", count, found[0].Verdict, want)
		}
	})
}

// A wider bound never turns an open comparison into a decided one, and never
// turns a decided one round.
func TestBoundsDecideLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Float64Range(-1000, 1000)
		stated, low := number.Draw(t, "stated"), number.Draw(t, "low")
		high := low + rapid.Float64Range(0, 100).Draw(t, "width")
		comparator := rapid.SampledFrom(comparators).Draw(t, "comparator")
		tol := rapid.Float64Range(0, 50).Draw(t, "tolerance")
		narrow := compare(low, high, stated, comparator, tol)
		wider := compare(low-rapid.Float64Range(0, 100).Draw(t, "down"), high+rapid.Float64Range(0, 100).Draw(t, "up"), stated, comparator, tol)
		if wider != undecided && wider != narrow {
			t.Errorf("%v to %v %s %v: narrow %d, wide %d", low, high, comparator, stated, narrow, wider)
		}
	})
}

func TestComparators(t *testing.T) {
	for _, c := range []struct {
		low, high, stated float64
		comparator        string
		tol               float64
		want              outcome
	}{
		{50, 50, 50, ">", 0, fails}, {50, 50, 50, ">=", 0, holds}, {50, 50, 50, "<", 0, fails}, {50, 50, 50, "<=", 0, holds},
		{71, 71, 70, "=", 2, holds}, {73, 73, 70, "=", 2, fails}, {50, 100, 100, "~", 3, undecided}, {0, 3, 45, "=", 2, fails},
		{51, math.Inf(1), 50, ">", 0, holds}, {math.Inf(-1), 49, 50, ">", 0, fails},
	} {
		if got := compare(c.low, c.high, c.stated, c.comparator, c.tol); got != c.want {
			t.Errorf("%v to %v %s %v: %d, want %d", c.low, c.high, c.comparator, c.stated, got, c.want)
		}
	}
}

// The example of the format's page reads without a fault.
func TestExampleIsSound(t *testing.T) {
	b := &Book{}
	ps := append(b.Add("example.yaml", []byte(Format.Example)), b.Check()...)
	if len(ps) > 0 || b.Len() == 0 {
		t.Errorf("%d claims, %v", b.Len(), ps)
	}
}

func TestDiff(t *testing.T) {
	one, two := 1.0, 2.0
	entry := func(id string, v Verdict, computed *float64) Entry {
		return Entry{ID: id, Statement: id, Verdict: v, Computed: computed}
	}
	before := &Result{Claims: []Entry{entry("same", Supported, &one), entry("flips", Supported, nil), entry("moves", Supported, &one), entry("goes", Pending, nil)}}
	after := &Result{Claims: []Entry{entry("same", Supported, &one), entry("flips", Contradicted, nil), entry("moves", Supported, &two), entry("comes", Pending, nil)}}
	var got []string
	for _, row := range Diff(before, after).Rows() {
		got = append(got, row[0].Raw()+":"+row[2].Raw()+">"+row[3].Raw())
	}
	want := "flips:supported>contradicted moves:supported>supported comes:>pending goes:pending>"
	if strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A result that is written reads back; one with a verdict that is none does not.
func TestResultReadsBack(t *testing.T) {
	r := NewResult("w", "h", adit.NewDate(2026, 11, 22), []Finding{{Claim: &Claim{ID: "x", Statement: "s"}, Ledger: &Ledger{ID: "l"}, Verdict: Pending, Needs: "deals"}})
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	back, ps := ReadResult("r.json", b.Bytes())
	if len(ps) > 0 || back.Claims[0].Verdict != Pending {
		t.Errorf("%v, %v", back, ps)
	}
	_, ps = ReadResult("r.json", bytes.Replace(b.Bytes(), []byte(`"pending",`), []byte(`"perhaps",`), 1))
	if len(ps) != 1 || ps[0].Code != "bad-result" || !strings.Contains(ps[0].Message, "perhaps") {
		t.Errorf("an unknown verdict gives %v", ps)
	}
}

// FuzzLedger: any bytes give a book or problems, and judging what was read
// never panics.
func FuzzLedger(f *testing.F) {
	f.Add([]byte(Format.Example))
	f.Add([]byte("id: x\ntitle: x\nclaims:\n  - {id: a, statement: s, value: 1e308, unit: '%', tests: [{ask: {kind: record, name: yes}, within: 0}]}\n"))
	f.Add([]byte("claims: 3"))
	f.Add([]byte("\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b := &Book{}
		b.Add("f.yaml", data)
		b.Check()
		v := adit.Figure{Value: math.NaN(), Low: 1, High: 3, Unknown: "a bound"}
		found, _ := b.Judge(canned{"yes": {Numeric: true, Number: v, Evidence: []Evidence{{Confidence: adit.Official}}}}, 1)
		NewResult("w", "", 1, found).Tables()
	})
}
