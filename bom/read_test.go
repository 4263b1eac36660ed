package bom

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"adit"
)

// Every fault comes with its place, and all of them at once.
func TestBadBills(t *testing.T) {
	rates := []Rate{{From: "EUR", To: "USD", On: adit.NewDate(2025, 10, 1), Rate: adit.Number(1.08, "1")}}
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"contains itself": {
			"item,parent,quantity\ncar,,\nmotor,car,1\nrotor,motor,1\nmotor,rotor,1\n",
			[]string{"bill.csv:4: error: the bill contains itself: motor → rotor → motor [bill-contains-itself]"}},
		"its own part": {
			"item,parent,quantity\nmotor,motor,1\n",
			[]string{"bill.csv:2: error: the bill contains itself: motor → motor [bill-contains-itself]"}},
		"negative": {
			"item,parent,quantity,price,currency\nmotor,,,-5,USD\nrotor,motor,-1,5,USD\n",
			[]string{"bill.csv:2:9: error: price is -5, which is negative [negative-number]", "bill.csv:3:13: error: quantity is -1, which is negative [negative-number]"}},
		"two currencies": {
			"item,parent,quantity,price,currency,price_date\nmotor,,,5,USD,2025-10-01\nrotor,motor,1,5,JPY,2025-10-01\nshaft,motor,1,5,EUR,2025-09-30\nnut,motor,1,5,EUR,\nbolt,motor,1,5,EUR,2025-10-02\n",
			[]string{
				`bill.csv:3:17: error: the price of "rotor" (of 2025-10-01) is in JPY, the bill is in USD, and there is no rate on or before its day [mixed-currency]`,
				`bill.csv:4:17: error: the price of "shaft" (of 2025-09-30) is in EUR, the bill is in USD, and there is no rate on or before its day [mixed-currency]`,
				`bill.csv:5:15: error: the price of "nut" (undated) is in EUR, the bill is in USD, and there is no rate on or before its day [mixed-currency]`}},
		"codes": {
			"item,parent,quantity,control\nmotor,,,CN:1C904.b\nrotor,motor,1,CN:1C994\nshaft,motor,1,1C904\nnut,motor,1,US:3A1\nbolt,motor,1,US:3A001.b.2\n",
			[]string{`bill.csv:3:15: error: no measure of CN lists control code "1C994" [unknown-control]`,
				`bill.csv:4:15: error: "1C904" is no control code with its jurisdiction [unknown-control]`,
				`bill.csv:5:13: error: "3A1" is no control code of US [unknown-control]`}},
		"origins": {
			"item,parent,quantity,origin\nmotor,,,china\nrotor,motor,1,CN:60 JP:50\nshaft,motor,1,CN JP\nnut,motor,1,CN:0\n",
			[]string{`bill.csv:2:9: error: origin names "china", which is no place [unknown-place]`,
				`bill.csv:3:15: error: the origins of "rotor" make 110 percent [share-sum]`,
				`bill.csv:4:15: error: origin names several places, and "CN" has no share [missing-cell]`,
				`bill.csv:5:13: error: origin "CN" has share "0" [out-of-range]`}},
		"described twice": {
			"item,parent,quantity,price,currency\nmotor,,,9,USD\nrotor,motor,1,5,USD\nnut,rotor,1,1,USD\nnut,motor,1,2,USD\nnut,motor,4,,\n",
			[]string{`bill.csv:5: error: item "nut" is described otherwise at bill.csv:4 [contradictory-item]`}},
		"no parent": {
			"item,parent,quantity\nmotor,,\nnut,moter,1\n",
			[]string{`bill.csv:3:5: error: parent is "moter", which is no item of this bill [dangling-id]`}},
		"malformed": {
			"item,parent,quantity\nmotor,,\n\"nut,motor,1\n",
			[]string{"bill.csv:3:14: error: the row cannot be read: extraneous or missing \" in quoted-field [bad-csv]"}},
		"units": {
			"item,parent,quantity,unit,price,per,currency\nmotor,,,,,,\ntb,motor,3,g,5,piece,USD\nnut,motor,3,piece,,,\nnut,motor,3,kg,,,\n",
			[]string{`bill.csv:3:16: error: item "tb" is counted by the kg and priced by the piece [mixed-unit]`,
				`bill.csv:5:13: error: item "nut" is counted by the piece at bill.csv:4 [mixed-unit]`}},
		"empty": {"", []string{"bill.csv: error: the file is empty [empty-file]"}},
	} {
		_, ps := Read("bill.csv", []byte(c.text), Options{Rates: rates, Currency: "USD", Codes: map[string][]string{"CN": {"1C904.b", "1C905"}}})
		var got []string
		for _, p := range ps {
			line, _, _ := strings.Cut(p.Error(), "\n")
			got = append(got, line)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestDepthIsBounded(t *testing.T) {
	var s strings.Builder
	s.WriteString("item,parent,quantity\na,,\n")
	parent := "a"
	for range deepest + 20 {
		s.WriteString(parent + "a," + parent + ",1\n")
		parent += "a"
	}
	_, ps := Read("bill.csv", []byte(s.String()), Options{})
	if len(ps) != 1 || ps[0].Code != "too-deep" {
		t.Errorf("%v", ps)
	}
}

func TestDatedRateConverts(t *testing.T) {
	rates, ps := ReadRates("rates.csv", []byte("from,to,on,rate,source\nEUR,USD,2025-09-01,1.10,x\nEUR,USD,2025-10-01,1.08,x\nEUR,USD,2025-11-01,1.2,x\n"))
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	b, ps := Read("b.csv", []byte("item,parent,quantity,unit,price,per,currency,price_date\nmotor,,,,9,,USD,2025-10-03\ntb,motor,3,g,1000,kg,EUR,2025-10-02\n"), Options{Currency: "USD", Rates: rates})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if got := b.Items[1].Value.Low.String(); got != "1080" || len(b.Rates) != 1 || b.Rates[0].On != adit.NewDate(2025, 10, 1) {
		t.Errorf("%s a kg at %v", got, b.Rates)
	}
	if b.First != adit.NewDate(2025, 10, 2) || b.Last != adit.NewDate(2025, 10, 3) {
		t.Errorf("prices of %s to %s", b.First, b.Last)
	}
	if _, ps = ReadRates("rates.csv", []byte("from,to,on,rate\nEUR,usd,2025-09-01,0\nEUR,usd,2025-09-01,1\n")); len(ps) != 4 {
		t.Errorf("%v", ps)
	}
}

const motorCSV = `item,parent,quantity,unit,price,per,currency,price_date,origin,control
motor,,,,1000,,USD,2025-10-01,DE,CN:none
magnet,motor,2,piece,100.5,,USD,2025-10-01,JP,
tb,magnet,"3.1 [3, 3.2]",g,1000,kg,USD,2025-10-01,CN:60 MY:40,CN:1C904.b US:EAR99
`

// The three forms give one bill.
func TestFormsAgree(t *testing.T) {
	want := read(t, motorCSV)
	for name, text := range map[string]string{
		"nested.json": `{"lines": [{"item": "motor", "price": 1000, "currency": "USD", "price_date": "2025-10-01", "origin": "DE", "control": ["CN:none"], "parts": [
			{"item": "magnet", "quantity": 2, "price": 100.5, "currency": "USD", "price_date": "2025-10-01", "origin": "JP", "control": null, "parts": [
			{"item": "tb", "quantity": "3.1 [3, 3.2]", "unit": "g", "price": 1000, "per": "kg", "currency": "USD", "price_date": "2025-10-01", "origin": ["CN:60", "MY:40"], "control": ["CN:1C904.b", "US:EAR99"]}]}]}]}`,
		"flat.json": `[{"item": "motor", "price": 1000, "currency": "USD", "price_date": "2025-10-01", "origin": "DE", "control": "CN:none"},
			{"item": "magnet", "parent": "motor", "quantity": 2, "price": 100.5, "currency": "USD", "price_date": "2025-10-01", "origin": "JP"},
			{"item": "tb", "parent": "magnet", "quantity": "3.1 [3, 3.2]", "unit": "g", "price": 1e3, "per": "kg", "currency": "USD", "price_date": "2025-10-01", "origin": "CN:60 MY:40", "control": "CN:1C904.b US:EAR99"}]`,
		"book.xlsx": workbook(t, motorCSV),
	} {
		got, ps := Read(name, []byte(text), Options{})
		if len(ps) > 0 {
			t.Errorf("%s: %v", name, ps)
			continue
		}
		if got.First != want.First || got.Currency != want.Currency || got.Depth(0) != 3 {
			t.Errorf("%s: prices of %s in %s, %d levels", name, got.First, got.Currency, got.Depth(0))
		}
		for i := range want.Items {
			x, y := want.Items[i], got.Items[i]
			x.Row, y.Row = adit.Where{}, adit.Where{}
			if diff := cmp.Diff(x, y); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
}

// workbook puts the cells of a CSV text into a sheet: numbers as numbers, days
// as days.
func workbook(tb testing.TB, text string) string {
	tb.Helper()
	book := excelize.NewFile()
	for i, line := range strings.Split(strings.TrimSpace(strings.ReplaceAll(text, `"3.1 [3, 3.2]"`, "3.1 [3; 3.2]")), "\n") {
		for k, cell := range strings.Split(line, ",") {
			at, err := excelize.CoordinatesToCellName(k+1, i+1)
			if err != nil {
				tb.Fatal(err)
			}
			var v any = strings.ReplaceAll(cell, ";", ",")
			if d, err := adit.ParseDate(cell); err == nil && len(cell) == 10 {
				v = d.Time()
			} else if cell == "100.5" {
				v = 100.5
			}
			if err := book.SetCellValue("Sheet1", at, v); err != nil {
				tb.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func TestBadJSON(t *testing.T) {
	for text, want := range map[string]string{
		"": "bill.json: error: the file is empty [empty-file]",
		"[{\"item\": \"a\"},\n {\"item\" \"b\"}]": "bill.json:2:10: error: the file cannot be read: invalid character '\"' after object key [bad-json]",
		"[{\"item\": \"a\", \"prize\": 4}]":       "bill.json:1:16: error: a line of a bill has no key \"prize\" [unknown-key]",
		"[{\"item\": \"a\", \"price\": {}}]":      "bill.json:1:25: error: price is an object [bad-value]",
		"[\n4]":                                   "bill.json:2:1: error: a line of the bill is 4 [bad-value]",
		"{\"items\": []}":                         "bill.json:1:2: error: a bill has no key \"items\" [unknown-key]",
		"[] []":                                   "bill.json:1:4: error: the file cannot be read: the document goes on after its end [bad-json]",
		"[{\"item\": \"a\",\n\"parent\": \"b\"}]": "bill.json:2:11: error: parent is \"b\", which is no item of this bill [dangling-id]",
	} {
		_, ps := Read("bill.json", []byte(text), Options{})
		if len(ps) == 0 || !strings.HasPrefix(ps[0].Error(), want) {
			t.Errorf("%s: %v, want %s", text, ps, want)
		}
	}
}

// sound checks what reading promises whatever it is given.
func sound(t *testing.T, name string, data []byte) {
	t.Helper()
	b, ps := Read(name, data, Options{Codes: map[string][]string{"CN": {"1C904.b"}}})
	_, again := Read(name, data, Options{Codes: map[string][]string{"CN": {"1C904.b"}}})
	if diff := cmp.Diff(ps, again); diff != "" {
		t.Fatal("two readings, two lists of problems:\n" + diff)
	}
	for _, p := range ps {
		if p.Code == "" || p.Message == "" || p.Where.File != name {
			t.Fatalf("a problem without code, message or place: %#v", p)
		}
	}
	if ps.Errors() != nil {
		return
	}
	if len(b.Products) == 0 || len(b.order) != len(b.Items) {
		t.Fatalf("a sound bill with %d products, %d of %d items in order", len(b.Products), len(b.order), len(b.Items))
	}
	test := floor(t, "0.001")
	for _, p := range b.Products {
		r := b.Content(p, test)
		if low, high := r.Bounds(); low.IsNegative() || low.GreaterThan(high) {
			t.Fatalf("share of %s to %s", low, high)
		}
		b.LeastQuantity(r, test)
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte(motorCSV))
	f.Add([]byte("item,parent,quantity\na,a,1\n"))
	f.Add([]byte("item,parent,price,currency\na,,1e300,USD\nb,a,1e-300,USD\n"))
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, "bill.csv", data) })
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`[{"item": "a", "parts": [{"item": "b", "quantity": 2, "origin": ["CN"]}]}]`))
	f.Add([]byte(`{"lines": [{"item": null}, 3, [4]], "x": {"y": []}}`))
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, "bill.json", data) })
}

func FuzzExcel(f *testing.F) {
	f.Add([]byte(workbook(f, motorCSV)))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, "bill.xlsx", data) })
}

func FuzzRates(f *testing.F) {
	f.Add([]byte("from,to,on,rate\nEUR,USD,2025-09-01,1.10\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, ps := ReadRates("rates.csv", data)
		_, again := ReadRates("rates.csv", data)
		if diff := cmp.Diff(ps, again); diff != "" {
			t.Fatal(diff)
		}
	})
}
