package rulebook

import (
	"testing"

	"pgregory.net/rapid"

	"adit"
)

func TestTouching(t *testing.T) {
	w := &adit.World{
		Places:    []adit.Place{{ID: "CN"}, {ID: "US"}, {ID: "JP"}, {ID: "DE"}},
		Groups:    []adit.Group{{ID: "EU", Members: []string{"DE"}}},
		Materials: []adit.Material{{ID: "m", Chain: "magnet", HS: []string{"850511"}}, {ID: "n", Chain: "other"}},
		Measures: []adit.Measure{
			{ID: "list", Kind: adit.Licence, From: []string{"CN"}, ExceptTo: []string{"JP"}, Items: []adit.Item{{Materials: []string{"m"}, Control: []string{"1C902.a"}}}},
			{ID: "abroad", Kind: adit.Licence, From: []string{"CN"}, Transferor: true, Items: []adit.Item{{Materials: []string{"m"}, Customs: []string{"8505110070"}}}},
			{ID: "military", Kind: adit.Ban, From: []string{"CN"}, To: []string{"EU"}, Test: adit.Test{Kind: "end-user"}},
			{ID: "promise", Kind: adit.Framework},
			{ID: "stay", Kind: adit.Suspension, ActsOn: []string{"list"}},
			{ID: "stay-of-stay", Kind: adit.Suspension, ActsOn: []string{"stay"}},
		},
	}
	b, problems := New(w)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for q, want := range map[Query][]string{
		{}:                                    {"list", "abroad", "military", "promise", "stay", "stay-of-stay"},
		{Material: "m"}:                       {"list", "abroad", "military", "stay", "stay-of-stay"},
		{Material: "magnet"}:                  {"list", "abroad", "military", "stay", "stay-of-stay"},
		{Material: "m*"}:                      {"list", "abroad", "military", "stay", "stay-of-stay"},
		{Material: "n"}:                       {"military"},
		{Material: "m", From: "CN", To: "JP"}: {"abroad"},
		{Material: "m", From: "JP", To: "US"}: {"abroad"},
		{Material: "m", From: "CN", To: "EU"}: {"list", "abroad", "military", "stay", "stay-of-stay"},
		{To: "DE"}:                            {"list", "abroad", "military", "stay", "stay-of-stay"},
		{HS: "850511"}:                        {"list", "abroad", "military", "stay", "stay-of-stay"},
		{HS: "8505110050"}:                    {"list", "military", "stay", "stay-of-stay"},
		{HS: "2846"}:                          {"military"},
		{Control: "1C902"}:                    {"list", "military", "stay", "stay-of-stay"},
		{Control: "1C902.a"}:                  {"list", "military", "stay", "stay-of-stay"},
	} {
		got, problems := b.Touching(q)
		if len(problems) > 0 || len(got) != len(want) {
			t.Errorf("%+v: %v, %v, want %v", q, got, problems, want)
		}
		for _, id := range want {
			if !got[id] {
				t.Errorf("%+v lacks %s", q, id)
			}
		}
	}
}

// Whatever the law, a measure that bites a lane touches a shipment on it.
func TestWhatBitesTouches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := law(t)
		w.Places = []adit.Place{{ID: "CN"}, {ID: "US"}, {ID: "JP"}}
		b, _ := New(w)
		lane := rapid.SampledFrom([][2]string{{"CN", "US"}, {"JP", "US"}, {"JP", "CN"}, {"CN", "JP"}}).Draw(t, "lane")
		touched, problems := b.Touching(Query{Material: "m", From: lane[0], To: lane[1]})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for on := adit.Date(1); on < 2*horizon; on++ {
			for _, bite := range b.Bites("m", lane[0], lane[1], on, 0) {
				if !touched[bite.Measure.ID] {
					t.Fatalf("%s bites and does not touch", bite.Measure.ID)
				}
			}
		}
	})
}

// Moments are in order, each of a measure known by then, and one key names one
// moment.
func TestMomentsAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, _ := New(law(t))
		known := calendar(t, "known", 0)
		keys, last := map[string]bool{}, adit.Date(0)
		for _, m := range b.Moments(known) {
			if m.Day < last || m.Day.IsZero() {
				t.Fatalf("%+v after day %d", m, last)
			}
			last = m.Day
			if keys[m.Key()] {
				t.Fatalf("%s stands twice", m.Key())
			}
			keys[m.Key()] = true
			if _, ok := b.Answer(m.Of, m.Day, known); !ok {
				t.Fatalf("%+v of a measure not known on %d", m, known)
			}
		}
	})
}
