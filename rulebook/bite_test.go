package rulebook

import (
	"math"
	"reflect"
	"sync"
	"testing"

	"adit"
)

func TestBitesOfTheShippedLaw(t *testing.T) {
	b := book(t)
	figure := func(id string) float64 {
		f, ok := b.world.Figure(id)
		if !ok {
			t.Fatalf("no figure %s", id)
		}
		return f.Value
	}
	on := day(t, "2027-01-11")

	pool := b.Bites("dy.oxide", "CN", "JP", on, 0)[0]
	if !pool.Pool || pool.Transferor || pool.Leakage != 0 {
		t.Errorf("No. 18 is a licence pool over lanes from China, got %+v", pool)
	}
	if pool.Base != figure("rule.cn-2025-018.base") || pool.Relative() != 1 {
		t.Errorf("the base already lives under No. 18: relative bound %v, base %v", pool.Relative(), pool.Base)
	}

	direct := b.Bites("ga.refined", "CN", "US", on, 0)[1]
	again := b.Bites("ga.refined", "JP", "US", on, 0)[0]
	if direct.Transferor || !again.Transferor || direct.Measure != again.Measure {
		t.Errorf("No. 46 paragraph 2 bounds direct lanes and re-exports, got %+v and %+v", direct, again)
	}
	if again.Leakage != figure("rule.cn-2024-046-2.leakage") || direct.Leakage != 0 {
		t.Errorf("leakage is of re-exports: direct %v, again %v", direct.Leakage, again.Leakage)
	}
	want := again.Throughput + (1-again.Throughput)*again.Leakage
	if got := again.Passing(); math.Abs(got-want) > 1e-15 || got <= direct.Throughput || got >= 1 {
		t.Errorf("what passes through third countries is %v, directly %v", got, direct.Throughput)
	}
}

// oneMeasure is a world of one measure on material "m".
func oneMeasure(m adit.Measure) *adit.World {
	m.ID, m.Kind = "r", adit.Licence
	m.Items = []adit.Item{{Materials: []string{"m"}}}
	return &adit.World{
		Materials: []adit.Material{{ID: "m"}},
		Groups:    []adit.Group{{ID: "EU", Members: []string{"DE", "FR"}}},
		Measures:  []adit.Measure{m},
	}
}

func TestLanesOfAMeasure(t *testing.T) {
	half := adit.Effect{Throughput: adit.Number(0.5, "1")}
	cn, eu := []string{"CN"}, []string{"EU"}
	for name, c := range map[string]struct {
		measure      adit.Measure
		bitten, free []string
	}{
		"from one place to any": {adit.Measure{From: cn, Effect: half},
			[]string{"m CN US", "m CN DE"}, []string{"m US CN", "m US DE", "n CN US"}},
		"from any to a group": {adit.Measure{To: eu, Effect: half},
			[]string{"m CN DE", "m US FR"}, []string{"m CN US", "m DE CN"}},
		"from a group": {adit.Measure{From: eu, Effect: half},
			[]string{"m DE CN", "m FR US"}, []string{"m CN DE"}},
		"destinations left out": {adit.Measure{From: cn, ExceptTo: []string{"EU", "JP"}, Effect: half},
			[]string{"m CN US"}, []string{"m CN DE", "m CN FR", "m CN JP"}},
		"third countries": {adit.Measure{From: cn, To: []string{"US"}, Transferor: true, Effect: half},
			[]string{"m CN US", "m JP US+"}, []string{"m JP DE", "m US CN"}},
		"third countries, not back to the origin": {adit.Measure{From: cn, Transferor: true, Effect: half},
			[]string{"m CN US", "m JP US+"}, []string{"m JP CN"}},
		"goods made abroad": {adit.Measure{From: cn, Transferor: true, Effect: half, Test: adit.Test{Kind: "content"}},
			[]string{"m JP US+"}, []string{"m CN US", "m JP CN"}},
		"a tariff does not follow goods": {adit.Measure{From: cn, To: []string{"US"}, Transferor: true, Effect: adit.Effect{Rate: adit.Number(0.25, "1")}},
			[]string{"m CN US"}, []string{"m JP US"}},
		"no figure, no effect": {adit.Measure{From: cn, Transferor: true, Effect: adit.Effect{Throughput: adit.UnknownFigure("never published")}},
			nil, []string{"m CN US", "m JP US"}},
		"a full stop is an effect": {adit.Measure{From: cn, Effect: adit.Effect{Throughput: adit.Number(0, "1")}},
			[]string{"m CN US"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			b, problems := New(oneMeasure(c.measure))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			for _, lane := range c.bitten {
				want := "r"
				if lane[len(lane)-1] == '+' {
					lane, want = lane[:len(lane)-1], "r+"
				}
				if got := bitten(b, lane, 1, 0); !reflect.DeepEqual(got, []string{want}) {
					t.Errorf("%s is bitten by %v, want %s", lane, got, want)
				}
			}
			for _, lane := range c.free {
				if got := bitten(b, lane, 1, 0); len(got) > 0 {
					t.Errorf("%s is bitten by %v", lane, got)
				}
			}
		})
	}
}

// A book is shared by the workers of an ensemble (run with -race).
func TestBookIsSharedByWorkers(t *testing.T) {
	b := book(t, "controls-return")
	want := b.At(day(t, "2026-11-22"), 0)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got := b.At(day(t, "2026-11-22"), 0); !reflect.DeepEqual(got, want) {
				t.Error("two workers got different answers")
			}
			b.Bites("ga.refined", "JP", "US", day(t, "2026-11-28"), 0)
		})
	}
	wg.Wait()
}

func BenchmarkBites(b *testing.B) {
	law := book(b, "controls-return")
	on := day(b, "2027-01-11")
	for b.Loop() {
		law.Bites("ndfeb.magnet-hc", "CN", "US", on, on)
	}
}
