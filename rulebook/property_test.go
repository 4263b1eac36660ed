package rulebook

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"adit"
)

const horizon = 60 // length in days of the small calendar that random law lives in

// calendar draws a day, or a number of days; zero means none, where allowed.
func calendar(t *rapid.T, label string, least int) adit.Date {
	return adit.Date(rapid.IntRange(least, least+horizon).Draw(t, label))
}

// law draws a world of one material and a few measures, some of which suspend
// measures before them, so that chains of suspensions occur.
func law(t *rapid.T) *adit.World {
	w := &adit.World{Materials: []adit.Material{{ID: "m"}}}
	for i := range rapid.IntRange(1, 5).Draw(t, "measures") {
		m := adit.Measure{
			ID:          fmt.Sprintf("r%d", i),
			Kind:        adit.Licence,
			Published:   calendar(t, "published", 1),
			InForce:     adit.Span{From: calendar(t, "from", 1)},
			LastChecked: calendar(t, "checked", 1),
			From:        []string{"CN"},
			Items:       []adit.Item{{Materials: []string{"m"}}},
			Effect:      adit.Effect{Throughput: adit.Number(0.5, "1")},
			Transferor:  rapid.Bool().Draw(t, "transferor"),
			Boundary:    adit.Boundary{Inclusive: rapid.SampledFrom([]string{"", "both", "first", "last", "neither"}).Draw(t, "inclusive")},
		}
		if rapid.Bool().Draw(t, "ends") {
			m.InForce.To = m.InForce.From + calendar(t, "length", 2) // so that a day is left between two that are out
			if rapid.Bool().Draw(t, "doubt") {
				m.LegalUntil = m.InForce.To
			}
			if rapid.Bool().Draw(t, "announced") {
				m.AnnouncedUntil = m.InForce.To + calendar(t, "extension", 1)
				m.AnnouncedOn = m.Published + calendar(t, "said", 0)
			}
		}
		if i > 0 && rapid.Bool().Draw(t, "suspends") {
			m.Kind, m.Effect = adit.Suspension, adit.Effect{}
			m.ActsOn = []string{fmt.Sprintf("r%d", rapid.IntRange(0, i-1).Draw(t, "target"))}
		}
		w.Measures = append(w.Measures, m)
	}
	return w
}

func changes(t *rapid.T, w *adit.World, least int) []adit.MeasureChange {
	var out []adit.MeasureChange
	for range rapid.IntRange(0, 3).Draw(t, "changes") {
		m := w.Measures[rapid.IntRange(0, len(w.Measures)-1).Draw(t, "changed")]
		c := adit.MeasureChange{ID: m.ID, KnownOn: calendar(t, "learnt", least)}
		if rapid.Bool().Draw(t, "move end") {
			to := adit.Date(0)
			if rapid.Bool().Draw(t, "closed") {
				to = max(m.InForce.From, 1) + calendar(t, "new length", 0)
			}
			c.To = &to
		} else {
			from := calendar(t, "new from", 1)
			c.From = &from
		}
		out = append(out, c)
	}
	return out
}

// The market follows the text and what was announced; the words may only doubt,
// never say the contrary.
func TestWordsAndMarketAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := law(t)
		b, problems := New(w)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		known := calendar(t, "known", 0)
		for on := adit.Date(1); on < 3*horizon; on++ {
			bitten := map[string]bool{}
			for _, bite := range b.Bites("m", "CN", "US", on, known) {
				bitten[bite.Measure.ID] = true
			}
			for _, a := range b.At(on, known) {
				if a.Measure.Kind == adit.Suspension {
					continue
				}
				switch a.Status {
				case InForce:
					if !bitten[a.Measure.ID] {
						t.Fatalf("%s is in force on day %d and bites nothing", a.Measure.ID, on)
					}
				case NotYet, Ended, Suspended:
					if bitten[a.Measure.ID] {
						t.Fatalf("%s bites on day %d and is %s", a.Measure.ID, on, a.Status)
					}
				}
			}
		}
	})
}

// What becomes known after the day of knowledge changes no answer and no bite.
func TestLaterKnowledgeChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := law(t)
		known := calendar(t, "known", 1)
		later := *w
		later.Measures = slices.Clone(w.Measures)
		for i := range later.Measures {
			if m := &later.Measures[i]; m.AnnouncedOn > known {
				m.AnnouncedUntil, m.AnnouncedOn = 0, 0
			}
		}
		later.Measures = slices.DeleteFunc(later.Measures, func(m adit.Measure) bool { return m.Published > known })
		full, _ := New(w)
		full, _ = full.With(changes(t, w, int(known)+1))
		then, _ := New(&later)
		on := calendar(t, "on", 1)
		if a, b := say(full.At(on, known)), say(then.At(on, known)); !reflect.DeepEqual(a, b) {
			t.Fatalf("with hindsight %v, then %v", a, b)
		}
		if a, b := biting(full, on, known), biting(then, on, known); !reflect.DeepEqual(a, b) {
			t.Fatalf("with hindsight %v bite, then %v", a, b)
		}
	})
}

// A change without a day of its own is foreseen by nobody: as known on a day,
// the law of that day is the new one, and the law known before that day said
// the same up to it.
func TestUnannouncedChangeIsNotForeseen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := law(t)
		for i := range w.Measures {
			w.Measures[i].Published, w.Measures[i].AnnouncedUntil, w.Measures[i].AnnouncedOn = 0, 0, 0
		}
		plain, _ := New(w)
		list := changes(t, w, 0)
		for i := range list {
			list[i].KnownOn = 0
		}
		list = list[:min(len(list), 1)]
		moved, _ := plain.With(list)
		first := adit.Date(0) // day on which the change bites or frees
		for on := adit.Date(1); on < 4*horizon; on++ {
			if !reflect.DeepEqual(biting(plain, on, 0), biting(moved, on, 0)) {
				first = on
				break
			}
		}
		for known := adit.Date(1); known < first; known++ {
			// Only days before the change becomes known are without foresight;
			// a change of a suspension may be known before it matters.
			if moved.byID[list[0].ID].at(known).scenario {
				break
			}
			for on := adit.Date(1); on < 4*horizon; on++ {
				if a, b := biting(plain, on, known), biting(moved, on, known); !reflect.DeepEqual(a, b) {
					t.Fatalf("on day %d known on %d: %v, without the change %v", on, known, b, a)
				}
			}
		}
		for on := adit.Date(1); on < 4*horizon; on++ {
			if a, b := biting(moved, on, on), biting(moved, on, 0); !reflect.DeepEqual(a, b) {
				t.Fatalf("on day %d itself %v bite, with hindsight %v", on, a, b)
			}
		}
	})
}

// Until is the last day of a status, and no sooner.
func TestUntilIsTheLastDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, _ := New(law(t))
		known := calendar(t, "known", 0)
		on := calendar(t, "on", 1)
		for _, a := range b.At(on, known) {
			last := a.Until
			if last.IsZero() {
				last = 6 * horizon
			}
			for d := on; d <= last; d++ {
				if now, _ := b.Answer(a.Measure.ID, d, known); now.Status != a.Status {
					t.Fatalf("%s is %s on day %d, said to last until %d; on day %d it is %s", a.Measure.ID, a.Status, on, last, d, now.Status)
				}
			}
		}
	})
}

// Between two days of Changes every lane is bitten alike.
func TestBitesAreConstantBetweenChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := law(t)
		b, _ := New(w)
		b, _ = b.With(changes(t, w, 0))
		known := calendar(t, "known", 0)
		days := b.Changes(known)
		if !slices.IsSorted(days) {
			t.Fatalf("%v is not in order", days)
		}
		for on := adit.Date(2); on < 4*horizon; on++ {
			if _, listed := slices.BinarySearch(days, on); listed {
				continue
			}
			if a, b := biting(b, on-1, known), biting(b, on, known); !reflect.DeepEqual(a, b) {
				t.Fatalf("day %d is no change, yet %v become %v", on, a, b)
			}
		}
	})
}

// say writes answers without the pointers that differ between two books.
func say(list []Answer) []string {
	var out []string
	for _, a := range list {
		out = append(out, fmt.Sprint(a.Measure.ID, a.Status, a.LastChecked, a.Until))
	}
	return out
}

// biting lists what bites a lane from the origin and one between third countries.
func biting(b *Book, on, known adit.Date) []string {
	var out []string
	for _, lane := range [][2]string{{"CN", "US"}, {"JP", "US"}} {
		for _, bite := range b.Bites("m", lane[0], lane[1], on, known) {
			out = append(out, fmt.Sprint(bite.Measure.ID, bite.Transferor, bite.Throughput))
		}
	}
	return out
}
