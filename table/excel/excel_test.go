package excel_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"adit"
	"adit/table"
	"adit/table/excel"
)

func sample() *table.Table {
	t := table.New("prices-of-many-things-with-a-long-name", "Prices",
		table.Column{Name: "name", Type: table.Text}, table.Column{Name: "price", Type: table.Number, Unit: "USD/kg"},
		table.Column{Name: "count", Type: table.Integer}, table.Column{Name: "share", Type: table.Share},
		table.Column{Name: "day", Type: table.Date}, table.Column{Name: "month", Type: table.Month}, table.Column{Name: "yes", Type: table.Bool})
	t.Add("=1+1", 0.1, 12, 0.25, adit.NewDate(2026, 5, 31), adit.NewDate(2026, 5, 1), true)
	t.Add("é", table.Unknown("withheld"), nil, nil, nil, nil, false)
	return t
}

// What is written is read back: numbers as numbers, a text that looks like a
// formula as a text, an unknown value with its reason.
func TestReadBack(t *testing.T) {
	var b bytes.Buffer
	if err := excel.Write(&b, sample(), sample()); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheets := book.GetSheetList()
	if len(sheets) != 2 || sheets[0] == sheets[1] {
		t.Fatalf("sheets %q", sheets)
	}
	for _, sheet := range sheets {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		want := []string{
			"Name|Price (USD/kg)|Count|Share|Day|Month|Yes|unknown",
			"=1+1|0.1|12|0.25|46173|46143|1",
			"é||||||0|price: withheld",
		}
		for i, row := range rows {
			if got := strings.TrimRight(strings.Join(row, "|"), "|"); got != want[i] {
				t.Errorf("%s row %d is %q, want %q", sheet, i+1, got, want[i])
			}
		}
		if f, _ := book.GetCellFormula(sheet, "A2"); f != "" {
			t.Errorf("a text became the formula %q", f)
		}
	}
}

func TestSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.String(), 0, 20).Draw(t, "words")
		made := func() []byte {
			one := table.New("words", "", table.Column{Name: "word", Type: table.Text})
			for _, w := range words {
				one.Add(w)
			}
			var b bytes.Buffer
			if err := excel.Write(&b, one, sample()); err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		}
		if !bytes.Equal(made(), made()) {
			t.Fatal("the same tables gave other bytes")
		}
	})
}

func TestFaults(t *testing.T) {
	if err := excel.Write(&bytes.Buffer{}); err == nil {
		t.Error("a workbook without a sheet was written")
	}
	broken := table.New("x", "", table.Column{Name: "n", Type: table.Number})
	broken.Add("no number")
	if err := excel.Write(&bytes.Buffer{}, broken); err == nil {
		t.Error("a table filled wrongly was written")
	}
}
