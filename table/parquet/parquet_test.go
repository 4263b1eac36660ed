package parquet_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"
	reader "github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"adit"
	"adit/table"
	"adit/table/parquet"
)

// row is the table below, as another program would declare it.
type row struct {
	Word    *string  `parquet:"word"`
	Price   *float64 `parquet:"price"`
	Count   *int64   `parquet:"count"`
	Day     *int32   `parquet:"day,date"`
	Yes     *bool    `parquet:"yes"`
	Unknown *string  `parquet:"unknown"`
}

func at[T any](v T) *T { return &v }

func sample() *table.Table {
	t := table.New("prices", "Prices", table.Column{Name: "word", Type: table.Text}, table.Column{Name: "price", Type: table.Number, Unit: "USD/kg", Doc: "mean."},
		table.Column{Name: "count", Type: table.Integer}, table.Column{Name: "day", Type: table.Date}, table.Column{Name: "yes", Type: table.Bool})
	t.Add("é", 0.1, 12, adit.NewDate(1970, 1, 3), true)
	t.Add(nil, table.Unknown("withheld"), nil, nil, false)
	return t
}

func write(t interface{ Fatal(...any) }, tab *table.Table) []byte {
	var b bytes.Buffer
	if err := parquet.Write(&b, tab); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadBack(t *testing.T) {
	data := write(t, sample())
	rows, err := reader.Read[row](bytes.NewReader(data), int64(len(data)))
	if err != nil && err != io.EOF {
		t.Fatal(err)
	}
	want := []row{
		{at("é"), at(0.1), at(int64(12)), at(int32(2)), at(true), nil},
		{nil, nil, nil, nil, at(false), at("price: withheld")},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("read back (-want +got):\n%s", diff)
	}
	file, err := reader.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range file.Root().Columns() {
		names = append(names, c.Name())
	}
	if diff := cmp.Diff([]string{"word", "price", "count", "day", "yes", "unknown"}, names); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	if unit, _ := file.Lookup("adit.unit.price"); unit != "USD/kg" {
		t.Errorf("the unit reads %q", unit)
	}
}

func TestSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.String(), 0, 20).Draw(t, "words")
		made := func() []byte {
			one := table.New("words", "", table.Column{Name: "word", Type: table.Text}, table.Column{Name: "size", Type: table.Number})
			for _, w := range words {
				one.Add(w, len(w))
			}
			return write(t, one)
		}
		data := made()
		if !bytes.Equal(data, made()) {
			t.Fatal("the same table gave other bytes")
		}
		type word struct {
			Word *string `parquet:"word"`
		}
		rows, err := reader.Read[word](bytes.NewReader(data), int64(len(data)))
		if err != nil || len(rows) != len(words) {
			t.Fatalf("%d rows of %d: %v", len(rows), len(words), err)
		}
		for i, w := range words {
			if got := rows[i].Word; got == nil && w != "" || got != nil && *got != w {
				t.Fatalf("row %d is %v, want %q", i, got, w)
			}
		}
	})
}

func TestFaults(t *testing.T) {
	broken := table.New("x", "", table.Column{Name: "n", Type: table.Number})
	broken.Add("no number")
	if err := parquet.Write(&bytes.Buffer{}, broken); err == nil {
		t.Error("a table filled wrongly was written")
	}
}

// What is written is read back, to the byte when written again.
func TestReadsWhatItWrites(t *testing.T) {
	first := write(t, sample())
	tab, err := parquet.Read(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	if again := write(t, tab); !bytes.Equal(first, again) {
		t.Errorf("read back: %+v", tab)
	}
	if _, err := parquet.Read(bytes.NewReader(first[:20]), 20); err == nil {
		t.Error("half a file is read")
	}
}
