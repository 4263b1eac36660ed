package table_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"adit"
	"adit/table"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite golden files")

// every is a table with every type of column and every kind of cell.
func every() *table.Table {
	t := table.New("every-kind", "Every kind of cell",
		table.Column{Name: "place", Type: table.Text, Doc: "place id"},
		table.Column{Name: "flow", Label: "Flow", Type: table.Number, Unit: "t/y", Doc: "net of losses"},
		table.Column{Name: "sites", Type: table.Integer},
		table.Column{Name: "part", Type: table.Share, Doc: "of the world"},
		table.Column{Name: "from", Type: table.Date},
		table.Column{Name: "period", Type: table.Month},
		table.Column{Name: "named", Type: table.Bool})
	t.Add("CN", 12345.678, 17, 0.6871, adit.NewDate(2027, time.January, 11), adit.NewDate(2027, time.March, 1), true)
	t.Add("a \"quoted\", 名\nname", -0.00012345, 0, 0.99999, nil, nil, false)
	t.Add("US", table.Unknown("withheld by the source"), nil, math.NaN(), adit.Date(0), adit.NewDate(1959, time.December, 1), nil)
	t.Add(adit.Assumed, math.Inf(1), int64(1234567), 0.0001, nil, nil, true)
	t.Add(adit.Operating, adit.Number(3, "t/y"), uint8(3), 0, nil, nil, true)
	t.Add([]string{"EE", "FR"}, adit.UnknownFigure("not published"), 1, 1, nil, nil, true)
	return t
}

func TestGolden(t *testing.T) {
	writers := map[string]func(*table.Table, *bytes.Buffer) error{
		"txt":  func(x *table.Table, b *bytes.Buffer) error { return x.WriteText(b) },
		"csv":  func(x *table.Table, b *bytes.Buffer) error { return x.WriteCSV(b) },
		"json": func(x *table.Table, b *bytes.Buffer) error { return x.WriteJSON(b) },
	}
	for ext, write := range writers {
		t.Run(ext, func(t *testing.T) {
			var b bytes.Buffer
			if err := write(every(), &b); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", "every."+ext)
			if *update {
				if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), b.String()); d != "" {
				t.Errorf("%s differs (-want +got); run with -update if meant\n%s", file, d)
			}
		})
	}
}

// A faulty row must stop every writer: no table is written half right.
func TestFaultsStopEveryWriter(t *testing.T) {
	num := table.Column{Name: "x", Type: table.Number}
	cases := map[string]struct {
		table *table.Table
		want  string
	}{
		"too few values": {fill(table.New("t", "", num, table.Column{Name: "y"}), 1), "1 values for 2 columns"},
		"text in number": {fill(table.New("t", "", num), "many"), `column x: many (string) is no number`},
		"half a count":   {fill(table.New("t", "", table.Column{Name: "n", Type: table.Integer}), 1.5), "is no integer"},
		"mid-month":      {fill(table.New("t", "", table.Column{Name: "m", Type: table.Month}), adit.NewDate(2027, 1, 2)), "is no month"},
		"structure":      {fill(table.New("t", "", table.Column{Name: "s"}), adit.Span{}), "is no text"},
		"twice":          {table.New("t", "", num, num), "stands twice"},
		"reserved":       {table.New("t", "", table.Column{Name: "unknown"}), "kept for the reasons"},
		"bad name":       {table.New("A table", "", num), "not lower-case words"},
		"no columns":     {table.New("t", ""), "no columns"},
		"made by hand":   {&table.Table{}, "not lower-case words"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			for _, err := range []error{c.table.Err(), c.table.WriteCSV(&b), c.table.WriteText(&b), c.table.WriteJSON(&b)} {
				if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("got %v, want an error with %q", err, c.want)
				}
			}
			if b.Len() > 0 {
				t.Errorf("wrote %q in spite of the fault", b.String())
			}
		})
	}
}

func fill(t *table.Table, values ...any) *table.Table {
	t.Add(values...)
	return t
}

// genTable draws a table of any shape.
func genTable(t *rapid.T) *table.Table {
	types := rapid.SliceOfN(rapid.SampledFrom([]table.Type{table.Text, table.Number, table.Integer, table.Share, table.Date, table.Month, table.Bool}), 1, 6).Draw(t, "types")
	columns := make([]table.Column, len(types))
	for i, typ := range types {
		columns[i] = table.Column{Name: "c" + strconv.Itoa(i), Type: typ, Unit: rapid.SampledFrom([]string{"", "t"}).Draw(t, "unit")}
	}
	out := table.New("drawn", rapid.String().Draw(t, "title"), columns...)
	for range rapid.IntRange(0, 8).Draw(t, "rows") {
		row := make([]any, len(types))
		for i, typ := range types {
			if rapid.IntRange(0, 5).Draw(t, "gap") == 0 {
				row[i] = rapid.SampledFrom([]table.Cell{{}, table.Unknown("because")}).Draw(t, "hole")
				continue
			}
			switch typ {
			case table.Text:
				row[i] = rapid.String().Draw(t, "text")
			case table.Integer:
				row[i] = rapid.Int32().Draw(t, "integer")
			case table.Date:
				row[i] = adit.Date(rapid.Int32Range(-200000, 200000).Draw(t, "day"))
			case table.Month:
				row[i] = adit.NewDate(rapid.IntRange(1900, 2200).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), 1)
			case table.Bool:
				row[i] = rapid.Bool().Draw(t, "bool")
			default:
				row[i] = rapid.Float64().Draw(t, "number")
			}
		}
		out.Add(row...)
	}
	return out
}

// What is written as JSON is read back the same, to the last digit.
func TestJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := genTable(t)
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got table.Table
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
		again, err := json.Marshal(&got)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b, again) {
			t.Fatalf("written %s\nread and written again %s", b, again)
		}
		for i, row := range want.Rows() {
			for j, c := range row {
				if got.Row(i)[j] != c {
					t.Fatalf("row %d, column %d: %#v became %#v", i, j, c, got.Row(i)[j])
				}
			}
		}
	})
}

// A CSV holds every value in full, in the order of the columns.
func TestCSVHoldsEveryValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := genTable(t)
		var b bytes.Buffer
		if err := want.WriteCSV(&b); err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(&b)
		r.FieldsPerRecord = -1
		lines, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		// A reader skips blank lines: a row of one blank cell is one.
		lines = lines[1:]
		for _, row := range want.Rows() {
			if len(row) == 1 && row[0].Raw() == "" && !want.HasReasons() {
				continue
			}
			line := lines[0]
			lines = lines[1:]
			for j, c := range row {
				// encoding/csv reads \r\n inside quotes as \n.
				if got, raw := line[j], strings.ReplaceAll(c.Raw(), "\r\n", "\n"); got != raw {
					t.Fatalf("column %d: %q became %q", j, raw, got)
				}
				if v, ok := c.Float(); ok {
					if back, err := strconv.ParseFloat(line[j], 64); err != nil || back != v {
						t.Fatalf("column %d: %v became %q", j, v, line[j])
					}
				}
			}
		}
		if len(lines) > 0 {
			t.Fatalf("%d lines too many", len(lines))
		}
	})
}

func TestReadRefusesWhatWriteNeverMakes(t *testing.T) {
	for _, in := range []string{
		`{"name":"t","columns":[{"name":"x","type":"number"}],"rows":[["many"]]}`,
		`{"name":"t","columns":[{"name":"x","type":"number"}],"rows":[[1,2]]}`,
		`{"name":"t","columns":[{"name":"x","type":"weight"}],"rows":[]}`,
		`{"name":"t","columns":[{"name":"x","type":"date"}],"rows":[["soon"]]}`,
		`{"name":"t","columns":[{"name":"x","type":"number"}],"rows":[[{"why":"x"}]]}`,
		`{"name":"t","columns":[],"rows":[]}`,
	} {
		var got table.Table
		if err := json.Unmarshal([]byte(in), &got); err == nil {
			t.Errorf("read %s", in)
		}
	}
}

func FuzzReadJSON(f *testing.F) {
	var b bytes.Buffer
	if err := every().WriteJSON(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		var got table.Table
		if json.Unmarshal(b, &got) != nil {
			return
		}
		var out bytes.Buffer
		if err := got.WriteCSV(&out); err != nil {
			t.Fatalf("read, but cannot be written: %v", err)
		}
	})
}

func TestWrappedText(t *testing.T) {
	tab := table.New("t", "", table.Column{Name: "why"}, table.Column{Name: "n", Type: table.Integer})
	tab.Add("one two three four", 7)
	tab.Add("abcdefghijklmno", 1234567890)
	var b strings.Builder
	if err := tab.WriteWrapped(&b, 9); err != nil {
		t.Fatal(err)
	}
	const want = `Why                    N
---------  -------------
one two                7
three
four
abcdefghi  1,234,567,890
jklmno
`
	if b.String() != want {
		t.Errorf("%s\nwant\n%s", b.String(), want)
	}
}
