package study

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"adit"
	"adit/screen"
)

// lawful is a world of one measure and one list.
func lawful() *adit.World {
	return &adit.World{
		Name:     "lawful",
		Parties:  []adit.Party{{ID: "bad", Name: "Example Alloys", Place: "CN"}, {ID: "good", Name: "Free Float", Place: "DE"}, {ID: "people", Name: "People"}},
		Holdings: []adit.Holding{{ID: "1", Owner: "people", Asset: "good", Share: "100", Kind: adit.Economic}},
		Lists:    []adit.List{{ID: "el", Name: "A list", Date: adit.NewDate(2026, 1, 10)}},
		Listed:   []adit.Listed{{ID: "l", List: "el", Party: "bad", Terms: adit.Blocked}},
		Measures: []adit.Measure{{ID: "licence", Name: "Licence", Instrument: "No. 1", Issuer: "CN", Kind: adit.Licence, From: []string{"CN"},
			Items: []adit.Item{{Control: []string{"1C904"}}}}},
	}
}

func screening(tb testing.TB) *Screening {
	tb.Helper()
	s, ps := NewScreening(lawful(), nil, nil, nil)
	if err := ps.Errors(); err != nil {
		tb.Fatal(err)
	}
	return s
}

const batchHead = "id,on,party,name,user,from,to,end_use,control,origin\n"

// A batch goes on over rows with a fault, in any place of the file, and says of
// each what is wrong; the others come out as if they stood alone.
func TestBatchGoesOn(t *testing.T) {
	good := "a,2026-01-15,good,,civil,CN,DE,civil,CN:1C904,CN\n"
	bad := []string{"b,never,good,,civil,CN,DE,civil,CN:1C904,CN\n", "c,2026-01-15,god,,civil,CN,DE,civil,CN:1C904,CN\n", "a,2026-01-15,good,,civil,CN,DE,civil,CN:1C904,CN\n",
		"d,2026-01-15,good,,civil,China,DE,civil,CN:1C904,CN\n", "e,2026-01-15,good\n", "f,2026-01-15,good,,civil,CN,DE,civil,,\n", ",2026-01-15,good,,civil,CN,DE,civil,CN:1C904,CN\n"}
	text := batchHead + good
	for i, row := range bad {
		text += row + strings.Replace(good, "a,", fmt.Sprintf("g%d,", i), 1)
	}
	list, rows, ps := ReadBatch(screen.OfShipment, "batch.csv", []byte(text), adit.NewDate(2026, 1, 15), adit.NewDate(2026, 1, 15))
	if rows != 1+2*len(bad) {
		t.Errorf("%d rows", rows)
	}
	steps := 0
	out, err := screening(t).Batch(list, func(string) ([]byte, bool) { return nil, false }, func() error { return nil }, func(done, total int) { steps++ })
	if err != nil || steps != len(list) {
		t.Fatalf("%v after %d steps", err, steps)
	}
	if len(out.Records) != 1+len(bad) {
		t.Errorf("%d records", len(out.Records))
	}
	for _, r := range out.Records {
		if r.Outcome.Verdict != screen.NeedsLicence {
			t.Errorf("%s: %s", r.Question.ID, r.Outcome.Says)
		}
		if diff := cmp.Diff(out.Records[0].Outcome.Says, r.Outcome.Says); diff != "" {
			t.Error(diff)
		}
	}
	lines := map[int]bool{}
	for _, p := range append(ps, out.Bad...) {
		lines[p.Where.Line] = true
	}
	for i := range bad {
		if !lines[3+2*i] {
			t.Errorf("nothing is said of %q", bad[i])
		}
	}
}

func TestBatchStops(t *testing.T) {
	text := batchHead
	for i := range 5 {
		text += fmt.Sprintf("q%d,2026-01-15,good,,civil,CN,DE,civil,CN:1C904,CN\n", i)
	}
	list, _, _ := ReadBatch(screen.OfShipment, "batch.csv", []byte(text), adit.NewDate(2026, 1, 15), 0)
	ctx, cancel := context.WithCancel(t.Context())
	out, err := screening(t).Batch(list, nil, ctx.Err, func(done, total int) {
		if done == 2 {
			cancel()
		}
	})
	if err == nil || len(out.Records) != 2 {
		t.Errorf("%d records, %v", len(out.Records), err)
	}
}

// A question asked again of the same world has the same record, whatever was
// asked between.
func TestRecheckOfTheSame(t *testing.T) {
	s := screening(t)
	was, ps := s.Ask(Asked{Question: screen.Question{Kind: screen.OfParty, On: adit.NewDate(2026, 1, 15), KnownOn: adit.NewDate(2026, 1, 15), Parties: []screen.Party{{ID: "good", User: screen.Civil}}}})
	if ps.Errors() != nil || was.Outcome.Verdict != screen.Goes {
		t.Fatalf("%v %v", was, ps)
	}
	r, ps := s.Recheck(was, adit.NewDate(2026, 2, 1))
	if len(ps) > 0 || len(r.Changes) > 0 || r.Is.ID != was.ID {
		t.Errorf("%v %v", r.Changes, ps)
	}
	w := lawful()
	w.Listed = append(w.Listed, adit.Listed{ID: "m", List: "el", Party: "good", Terms: adit.Blocked})
	other, _ := NewScreening(w, nil, nil, nil)
	r, _ = other.Recheck(was, 0)
	if r.Is.Outcome.Verdict != screen.Prohibited || r.Changes[0].What != "verdict" || r.Changes[0].Is != "prohibited" {
		t.Errorf("%v", r.Changes)
	}
}

func FuzzBatch(f *testing.F) {
	f.Add([]byte(batchHead + "a,2026-01-15,good,,civil,CN,DE,civil,CN:1C904,CN\n"))
	f.Add([]byte("id,name\n\"a,b\n"))
	f.Add([]byte(batchHead + "a,,bad,Example Alloys,,,,,,\n,,,,,,,,,\n"))
	s, _ := NewScreening(lawful(), nil, nil, nil)
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range []screen.Kind{screen.OfParty, screen.OfShipment} {
			list, rows, ps := ReadBatch(kind, "batch.csv", data, adit.NewDate(2026, 1, 15), 0)
			if len(list) > rows {
				t.Fatalf("%d questions of %d rows", len(list), rows)
			}
			out, err := s.Batch(list, func(string) ([]byte, bool) { return nil, false }, func() error { return nil }, func(int, int) {})
			if err != nil || len(out.Records) > len(list) {
				t.Fatalf("%v, %d records of %d", err, len(out.Records), len(list))
			}
			if len(list) < rows && ps.Errors() == nil {
				t.Fatal("a row was left out and nothing said")
			}
		}
	})
}
