package bom

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"adit"
)

func dec(tb testing.TB, s string) decimal.Decimal {
	tb.Helper()
	d, err := decimal.NewFromString(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func read(tb testing.TB, text string) *Bill {
	tb.Helper()
	b, ps := Read("bill.csv", []byte(text), Options{})
	if err := ps.Errors(); err != nil {
		tb.Fatal(err)
	}
	return b
}

func china(p string) bool { return p == "CN" }

// floor is the test of a share of listed goods in magnets and what holds them.
func floor(tb testing.TB, share string) Content {
	return Content{
		Counted: Class{Issuer: "CN", Items: []adit.Item{{Control: []string{"1C904"}, Materials: []string{"tb.*"}}, {Control: []string{"1C905"}, Materials: []string{"dy.*"}}}},
		In:      Class{Issuer: "CN", Items: []adit.Item{{Control: []string{"1C999"}}}, Containing: true},
		Origin:  china, Share: dec(tb, share), Basis: ByValue,
	}
}

const head = "item,parent,quantity,unit,price,per,currency,price_date,origin,control\n"

func TestThresholdIsExact(t *testing.T) {
	for _, c := range []struct {
		price string
		above bool
		want  Answer
	}{
		{"0.0999", false, NotCaught}, {"0.1", false, Caught}, {"0.1001", false, Caught},
		{"0.0999", true, NotCaught}, {"0.1", true, NotCaught}, {"0.1001", true, Caught},
		{"0.09999999999999", false, NotCaught},
	} {
		b := read(t, head+
			"magnet,,,,100,,USD,2025-10-01,JP,CN:1C999\n"+
			"tb,magnet,1,piece,"+c.price+",,USD,2025-10-01,CN,CN:1C904.b\n")
		test := floor(t, "0.001")
		test.Above = c.above
		r := b.Content(b.Find("magnet"), test)
		if r.Answer != c.want {
			t.Errorf("%s of 100, above %v: %v (%s), want %v", c.price, c.above, r.Answer, r.Because, c.want)
		}
	}
	// 0.1% of a third of a gram a thousand times over: no binary rounding on the way.
	b := read(t, head+
		"magnet,,,,300,,USD,,JP,CN:1C999\n"+
		"paste,magnet,3,piece,,,,,,\n"+
		"tb,paste,0.1,g,1000,kg,USD,,CN,CN:1C904.b\n")
	if r := b.Content(0, floor(t, "0.001")); r.Answer != Caught || !r.Content.Known() || r.Content.Low.String() != "0.3" {
		t.Errorf("three times 0.1 g at 1000 a kg: %v, content %v", r.Answer, r.Content)
	}
}

func TestUnknownStaysUnknown(t *testing.T) {
	for name, c := range map[string]struct {
		lines string
		want  Answer
		says  string
	}{
		"origin unknown":          {"magnet,,,,100,,USD,,JP,CN:1C999\ntb,magnet,1,piece,2,,USD,,,CN:1C904.b\n", CannotTell, "its origin is unknown"},
		"origin unknown, little":  {"magnet,,,,100,,USD,,JP,CN:1C999\ntb,magnet,1,piece,0.01,,USD,,,CN:1C904.b\n", NotCaught, ""},
		"a part of it unknown":    {"magnet,,,,100,,USD,,JP,CN:1C999\ntb,magnet,1,piece,2,,USD,,MY:99,CN:1C904.b\n", NotCaught, ""},
		"some of it Chinese":      {"magnet,,,,100,,USD,,JP,CN:1C999\ntb,magnet,1,piece,2,,USD,,CN:5,CN:1C904.b\n", Caught, ""},
		"price of it unknown":     {"magnet,,,,100,,USD,,JP,CN:1C999\ntb,magnet,1,piece,,,,,CN,CN:1C904.b\n", CannotTell, "its price is unknown"},
		"price of product":        {"magnet,,,,,,,,JP,CN:1C999\ntb,magnet,1,piece,2,,USD,,CN,CN:1C904.b\n", CannotTell, ""},
		"nothing Chinese, no sum": {"magnet,,,,,,,,JP,CN:1C999\ntb,magnet,1,piece,2,,USD,,JP,CN:1C904.b\n", NotCaught, ""},
		"quantity unknown":        {"magnet,,,,100,,USD,,JP,CN:1C999\ntb,magnet,,piece,2,,USD,,CN,CN:1C904.b\n", CannotTell, "how much"},
		"not classified":          {"magnet,,,,100,,USD,,JP,CN:1C999\npaste,magnet,1,piece,2,,USD,,CN,\n", CannotTell, "not classified"},
		"classified as none":      {"magnet,,,,100,,USD,,JP,CN:1C999\npaste,magnet,1,piece,2,,USD,,CN,CN:none\n", NotCaught, ""},
		"a wider code":            {"magnet,,,,100,,USD,,JP,CN:1C999\npaste,magnet,1,piece,2,,USD,,CN,CN:1C9\n", NotCaught, ""},
		"product of another kind": {"engine,,,,100,,USD,,JP,CN:none\ntb,engine,1,piece,2,,USD,,CN,CN:1C904.b\n", NotCaught, ""},
	} {
		b := read(t, head+c.lines)
		r := b.Content(b.Products[0], floor(t, "0.001"))
		why := ""
		for _, k := range r.Counted {
			why += k.Why
		}
		if r.Answer != c.want || !strings.Contains(why, c.says) {
			t.Errorf("%s: %v (%s; %s), want %v and %q", name, r.Answer, r.Because, why, c.want, c.says)
		}
	}
}

// The outermost listed item of the origin counts whole, what is in it not again;
// a shared sub-assembly counts everywhere it stands.
func TestNothingCountsTwice(t *testing.T) {
	b := read(t, head+
		"motor,,,,1000,,USD,,JP,CN:none\n"+
		"magnet,motor,2,piece,100,,USD,,JP,CN:1C999\n"+
		"alloy,magnet,10,g,500,kg,USD,,CN,CN:1C905.a\n"+
		"tb,alloy,0.2,kg,1000,kg,USD,,CN,CN:1C904.b\n"+
		"tb,magnet,1,g,,,,,,\n")
	r := b.Content(b.Find("motor"), floor(t, "0.001"))
	// two magnets, each 10 g of alloy at 500 and 1 g of terbium at 1000
	if r.Content.Low.String() != "12" || !r.Content.Known() || r.Answer != Caught {
		t.Fatalf("content %v, %v", r.Content, r.Answer)
	}
	total := zero
	for _, k := range r.Counted {
		total = total.Add(k.Amount.Low)
	}
	if !total.Equal(r.Content.Low) {
		t.Errorf("contributions make %s", total)
	}
}

func TestFlip(t *testing.T) {
	// 4 g of terbium oxide at 1000 USD/kg is 4 of 900: 0.9 may stay, so more than 3.1 g go.
	b := read(t, head+
		"magnet,,,,900,,USD,2025-10-01,JP,CN:1C999\n"+
		"tb,magnet,4,g,1000,kg,USD,2025-10-01,CN,CN:1C904.b\n")
	test := floor(t, "0.001")
	r := b.Content(0, test)
	c, ok := b.LeastQuantity(r, test)
	if !ok || len(c.Switches) != 1 || c.Switches[0].Quantity.String() != "0.0031" || !c.Over || c.Turns != NotCaught {
		t.Fatalf("%v %+v", ok, c)
	}
	if got := b.Describe(c); got != "buy more than 3.1 g of tb elsewhere" {
		t.Errorf("says %q", got)
	}
	// A ceiling is not reached at the share itself.
	test.Above = true
	c, ok = b.LeastQuantity(b.Content(0, test), test)
	if !ok || c.Over || b.Describe(c) != "buy 3.1 g of tb elsewhere" {
		t.Errorf("%v %+v", ok, c)
	}
	// Not caught: the room that is left.
	b = read(t, head+"magnet,,,,900,,USD,,JP,CN:1C999\ntb,magnet,0.5,g,1000,kg,USD,,CN,CN:1C904.b\n")
	test.Above = false
	c, ok = b.LeastQuantity(b.Content(0, test), test)
	if !ok || c.Turns != Caught || c.Room.String() != "0.4" {
		t.Errorf("%v %+v", ok, c)
	}
	// Pieces are bought whole: nine of ten make the share 1 of 1000 exactly, which is caught.
	b = read(t, head+"magnet,,,,1000,,USD,,JP,CN:1C999\nchip,magnet,10,piece,1,,USD,,CN,CN:1C904.b\n")
	c, ok = b.LeastQuantity(b.Content(0, test), test)
	if !ok || !c.Switches[0].All || b.Describe(c) != "buy all 10 pieces of chip elsewhere" {
		t.Errorf("%v %+v", ok, c)
	}
}

// bills makes a random bill with ranges, shared items and several levels, and
// the same as a tree of numbers drawn within the ranges.
func bills(t *rapid.T) string {
	n := rapid.IntRange(2, 12).Draw(t, "items")
	var s strings.Builder
	s.WriteString(head)
	fmt.Fprintf(&s, "i0,,,,%d,,USD,,JP,CN:1C999\n", rapid.IntRange(1, 2000).Draw(t, "price"))
	codes := []string{"CN:1C904.b", "CN:1C905.a", "CN:none", "", "CN:1C999"}
	origins := []string{"CN", "JP", "", "CN:40", "CN:30 JP:70"}
	for i := 1; i < n; i++ {
		parents := rapid.IntRange(1, 2).Draw(t, "parents")
		for k := range parents {
			parent := rapid.IntRange(0, i-1).Draw(t, "parent")
			low := rapid.IntRange(0, 5).Draw(t, "low")
			q := fmt.Sprintf("%d", low)
			if rapid.Bool().Draw(t, "ranged") {
				q = fmt.Sprintf("%d [%d, %d]", low, low, low+rapid.IntRange(0, 3).Draw(t, "more"))
			}
			if rapid.IntRange(0, 9).Draw(t, "none") == 0 {
				q = ""
			}
			fmt.Fprintf(&s, "i%d,i%d,\"%s\",piece,", i, parent, q)
			if k > 0 {
				s.WriteString(",,,,,\n")
				continue
			}
			price := fmt.Sprintf("%d", rapid.IntRange(0, 50).Draw(t, "price"))
			currency := "USD"
			if rapid.IntRange(0, 5).Draw(t, "unpriced") == 0 {
				price, currency = "", ""
			}
			fmt.Fprintf(&s, "%s,,%s,,%s,%s\n", price, currency, rapid.SampledFrom(origins).Draw(t, "origin"), rapid.SampledFrom(codes).Draw(t, "code"))
		}
	}
	return s.String()
}

// A bill whose unknowns are filled in anyhow gives a content within the bounds
// of the bill that leaves them open, and an answer that does not contradict it.
func TestBoundsHoldWhateverTheUnknown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := bills(t)
		open, ps := Read("bill.csv", []byte(text), Options{})
		if err := ps.Errors(); err != nil {
			t.Fatal(err)
		}
		test := Content{
			Counted: Class{Issuer: "CN", Items: []adit.Item{{Control: []string{"1C904"}}, {Control: []string{"1C905"}}}},
			Origin:  china, Share: decimal.New(int64(rapid.IntRange(1, 900).Draw(t, "share")), -3), Basis: ByValue,
		}
		r := open.Content(0, test)
		settled := &Bill{Items: append([]Item(nil), open.Items...), order: open.order, byID: open.byID}
		pick := func(a Amount) Amount {
			if a.Open {
				return exactly(a.Low.Add(decimal.NewFromInt(int64(rapid.IntRange(0, 100).Draw(t, "open")))))
			}
			return exactly(a.Low.Add(a.High.Sub(a.Low).Mul(decimal.New(int64(rapid.IntRange(0, 4).Draw(t, "within")), 0)).Div(decimal.New(4, 0))))
		}
		for _, i := range settled.order { // parts first, so that a price can be no less than what is in it
			it := &settled.Items[i]
			it.Parts = append([]Part(nil), it.Parts...)
			parts := zero
			for k := range it.Parts {
				it.Parts[k].Quantity = pick(it.Parts[k].Quantity)
				parts = parts.Add(it.Parts[k].Quantity.Low.Mul(settled.Items[it.Parts[k].Item].Value.Low))
			}
			if it.Value.Open {
				it.Value = exactly(parts.Add(decimal.NewFromInt(int64(rapid.IntRange(0, 20).Draw(t, "work")))))
			} else {
				it.Value = pick(it.Value)
			}
			if len(it.Control) == 0 {
				code := NotControlled
				if len(it.Parts) == 0 && rapid.Bool().Draw(t, "listed") {
					code = "1C904.b"
				}
				it.Control = map[string][]string{"CN": {code}}
			}
			rest := one
			for _, o := range it.Origin {
				rest = rest.Sub(o.Part)
			}
			if rest.IsPositive() {
				it.Origin = append(append([]Origin(nil), it.Origin...), Origin{rapid.SampledFrom([]string{"CN", "MY"}).Draw(t, "place"), rest})
			}
		}
		got := settled.Content(0, test)
		if got.Content.Low.LessThan(r.Content.Low) || !r.Content.Open && got.Content.High.GreaterThan(r.Content.High) {
			t.Fatalf("content %v outside %v\n%s", got.Content, r.Content, text)
		}
		if got.Whole.Low.LessThan(r.Whole.Low) || !r.Whole.Open && got.Whole.High.GreaterThan(r.Whole.High) {
			t.Fatalf("whole %v outside %v\n%s", got.Whole, r.Whole, text)
		}
		if r.Answer != CannotTell && got.Answer != CannotTell && got.Answer != r.Answer {
			t.Fatalf("open says %v, settled says %v\n%s", r.Answer, got.Answer, text)
		}
	})
}

// The change of least weight turns the answer, a little less does not, and no
// vertex of the linear program does it with less.
func TestLeastQuantityIsLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "goods")
		var s strings.Builder
		s.WriteString(head + fmt.Sprintf("magnet,,,,%d,,USD,,JP,CN:1C999\n", rapid.IntRange(1, 5000).Draw(t, "price")))
		grams, price := make([]int, n), make([]int, n)
		for i := range n {
			grams[i], price[i] = rapid.IntRange(1, 50).Draw(t, "grams"), rapid.IntRange(1, 2000).Draw(t, "per kg")
			fmt.Fprintf(&s, "g%d,magnet,%d,g,%d,kg,USD,,CN,CN:1C904.b\n", i, grams[i], price[i])
		}
		b, ps := Read("bill.csv", []byte(s.String()), Options{})
		if err := ps.Errors(); err != nil {
			t.Fatal(err)
		}
		test := Content{Counted: Class{Issuer: "CN", Items: []adit.Item{{Control: []string{"1C904"}}}}, Origin: china, Share: decimal.New(1, -3), Basis: ByValue}
		r := b.Content(0, test)
		c, ok := b.LeastQuantity(r, test)
		if r.Answer == NotCaught {
			if !ok || c.Turns != Caught {
				t.Fatal("no room in a product that is not caught")
			}
			return
		}
		if !ok {
			t.Fatal("switching everything turns it, and no change was found")
		}
		kg, removed := zero, zero
		for _, w := range c.Switches {
			kg, removed = kg.Add(w.Quantity), removed.Add(w.Amount)
		}
		need := r.Content.Low.Sub(r.Whole.Low.Mul(test.Share))
		if removed.LessThan(need) || removed.Equal(need) && !c.Over {
			t.Fatalf("removes %s of %s", removed, need)
		}
		// Vertices: a set bought whole and one item in part. None weighs less.
		tiny := decimal.New(1, -12)
		for set := range 1 << n {
			whole, mass := zero, zero
			for i := range n {
				if set>>i&1 == 1 {
					g := decimal.New(int64(grams[i]), -3)
					mass, whole = mass.Add(g), whole.Add(g.Mul(decimal.NewFromInt(int64(price[i]))))
				}
			}
			for i := range n {
				if set>>i&1 == 1 {
					continue
				}
				x := need.Sub(whole).DivRound(decimal.NewFromInt(int64(price[i])), 30)
				if x.IsNegative() || x.GreaterThan(decimal.New(int64(grams[i]), -3)) {
					continue
				}
				if mass.Add(x).Add(tiny).LessThan(kg) {
					t.Fatalf("%s kg where %s would do\n%s", kg, mass.Add(x), s.String())
				}
			}
		}
		few, ok := b.FewestItems(r, test)
		if !ok || len(few.Switches) > len(c.Switches) {
			t.Fatalf("%d items switched where %d would do", len(few.Switches), len(c.Switches))
		}
	})
}
