package rulebook

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"adit"
)

func promising() *adit.World {
	return &adit.World{Measures: []adit.Measure{{ID: "truce", Kind: adit.Framework, Published: 5, Commitments: []adit.Commitment{
		{ID: "soy-25", Side: "CN", Number: 5, Words: "Buys soybeans", Quantity: adit.Number(12, ""), Unit: "Mt", From: adit.NewDate(2025, 11, 1), To: adit.NewDate(2025, 12, 31)},
		{ID: "soy-26", Side: "CN", Number: 5, Words: "Buys soybeans", Quantity: adit.Number(25, ""), Unit: "Mt/y", From: adit.NewDate(2026, 1, 1), To: adit.NewDate(2028, 12, 31)},
		{ID: "chips", Side: "CN", Number: 6, Words: "Lets trade resume"},
		{ID: "ships", Side: "US", Number: 1, Words: "Puts off port fees", From: adit.NewDate(2025, 11, 10), To: adit.NewDate(2026, 11, 9)},
	}}}}
}

func TestPromises(t *testing.T) {
	b, problems := New(promising())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	on := adit.NewDate(2026, 11, 22)
	list, _ := b.Promises(on, 0, nil)
	var said []string
	for _, p := range list {
		said = append(said, p.ID+" "+p.Period)
		if !math.IsNaN(p.Delivered) || !strings.Contains(p.Says(), "no delivery was brought along") {
			t.Errorf("%s: %s", p.ID, p.Says())
		}
	}
	if got := strings.Join(said, ", "); got != "soy-25 over, soy-26 running, chips , ships over" {
		t.Errorf("got %s", got)
	}
	if list[0].Promised != 12 || list[1].Promised != 75 || !math.IsNaN(list[2].Promised) {
		t.Errorf("promised %g, %g, %g", list[0].Promised, list[1].Promised, list[2].Promised)
	}
	if early, _ := b.Promises(on, 4, nil); len(early) > 0 {
		t.Errorf("known before it was published: %v", early)
	}

	rows, problems := ReadDeliveries("d.csv", []byte("commitment,date,quantity,unit\nsoy-25,2025-11-01,0.4,Mt\nsoy-25,2025-12-31,600,kt\nsoy-25,2026-01-01,9,Mt\nsoy-26,2026-12-01,3,Mt\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	list, problems = b.Promises(on, 0, rows)
	if math.Abs(list[0].Delivered-1) > 1e-12 || !strings.Contains(list[0].Says(), "1 of 12 Mt delivered") {
		t.Errorf("delivered %g: %s", list[0].Delivered, list[0].Says())
	}
	if !math.IsNaN(list[1].Delivered) {
		t.Errorf("%g counted before its day", list[1].Delivered)
	}
	if len(problems) != 1 || problems[0].Code != "outside-period" || problems[0].Where.Line != 4 {
		t.Errorf("problems %v", problems)
	}
}

func TestFaultyDeliveries(t *testing.T) {
	for text, want := range map[string]string{
		"commitment,date,quantity,unit\nsoy-25,2025-11-01,-1,Mt\n":                        "negative-number d.csv:2:19",
		"commitment,date,quantity,unit\nsoy-25,2025-13-01,1,Mt\n":                         "bad-date d.csv:2:8",
		"commitment,date,quantity,unit\nsoy-25,,1,Mt\n":                                   "missing-cell d.csv:2:8",
		"commitment,date,quantity\nsoy-25,2025-11-01,1\n":                                 "missing-column d.csv:1",
		"commitment,date,quantity,unit\nsoy-25,2025-11-01,1,Mt\nsoy-25,2025-11-01,1,Mt\n": "duplicate-key d.csv:3",
		"commitment,date,quantity,unit\nsoya-25,2025-11-01,1,Mt\n":                        "dangling-id d.csv:2",
		"commitment,date,quantity,unit\nsoy-25,2025-11-01,1,bushel\n":                     "wrong-unit d.csv:2",
		"commitment,date,quantity,unit\nsoy-25,2025-11-01,\"1,2\",Mt\n":                   "bad-number d.csv:2:19",
		"": "empty-file d.csv",
	} {
		b, _ := New(promising())
		rows, problems := ReadDeliveries("d.csv", []byte(text))
		if len(problems) == 0 {
			_, problems = b.Promises(adit.NewDate(2026, 11, 22), 0, rows)
		}
		if len(problems) != 1 || problems[0].Code+" "+problems[0].Where.String() != want {
			t.Errorf("%q: %v, want %s", text, problems, want)
		}
	}
}

// Deliveries add up whatever their order, and none counts that lies outside its
// period or after the day.
func TestDeliveriesAddUp(t *testing.T) {
	b, _ := New(promising())
	rapid.Check(t, func(t *rapid.T) {
		var rows []Delivery
		on := adit.NewDate(2025, 11, 1).AddDays(rapid.IntRange(-10, 100).Draw(t, "on"))
		want, n := 0.0, 0
		for range rapid.IntRange(0, 6).Draw(t, "rows") {
			d := Delivery{Commitment: "soy-25", Quantity: float64(rapid.IntRange(0, 8).Draw(t, "quantity")), Unit: "Mt",
				Date: adit.NewDate(2025, 11, 1).AddDays(rapid.IntRange(-10, 100).Draw(t, "day"))}
			rows = append(rows, d)
			if d.Date >= adit.NewDate(2025, 11, 1) && d.Date <= adit.NewDate(2025, 12, 31) && d.Date <= on {
				want, n = want+d.Quantity, n+1
			}
		}
		list, problems := b.Promises(on, 0, rapid.Permutation(rows).Draw(t, "order"))
		if problems.Errors() != nil {
			t.Fatal(problems)
		}
		if got := list[0].Delivered; n == 0 && !math.IsNaN(got) || n > 0 && got != want {
			t.Fatalf("%g delivered, want %g of %d", got, want, n)
		}
	})
}

// FuzzDeliveries: any bytes give rows or problems with places.
func FuzzDeliveries(f *testing.F) {
	f.Add([]byte("commitment,date,quantity,unit,source,note\nsoy-25,2025-11-01,0.4,Mt,x,\"a, b\"\n"))
	f.Add([]byte("commitment,date\n\"a\nb,c"))
	f.Add([]byte("\ufeffcommitment,date,quantity,unit\nsoy-26,2026-01-01,1e400,Mt\n"))
	b, _ := New(promising())
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, problems := ReadDeliveries("f.csv", data)
		for _, p := range problems {
			if p.Code == "" || p.Message == "" || p.Where.File != "f.csv" {
				t.Fatalf("a problem without code, message or place: %+v", p)
			}
		}
		list, _ := b.Promises(adit.NewDate(2026, 11, 22), 0, rows)
		for _, p := range list {
			if p.Delivered < 0 {
				t.Fatalf("%g delivered", p.Delivered)
			}
		}
	})
}
