package report

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"adit"
	"adit/chart"
	"adit/table"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite golden files")

// stub stands for the bundle, so that golden pages do not change with ECharts.
var stub = bundle{script: "/* brief.js */", style: "/* brief.css */"}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	file = filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s differs (-want +got); run with -update if meant\n%s", file, d)
	}
}

func TestGoldenPage(t *testing.T) {
	var out bytes.Buffer
	if err := render(&out, fixture(), stub); err != nil {
		t.Fatal(err)
	}
	// The fixture has a hostile source: neither its address nor its title may act.
	for _, bad := range []string{"javascript:", "<script>alert", "ZgotmplZ"} {
		if strings.Contains(out.String(), bad) {
			t.Errorf("the page contains %q", bad)
		}
	}
	golden(t, "brief.html", out.Bytes())
}

func TestGoldenJSON(t *testing.T) {
	var out bytes.Buffer
	if err := JSON(&out, fixture()); err != nil {
		t.Fatal(err)
	}
	golden(t, "brief.json", out.Bytes())
}

// What is printed twice is the same to the byte, and so is what was read back.
func TestJSONRoundTrip(t *testing.T) {
	var first, again bytes.Buffer
	if err := JSON(&first, fixture()); err != nil {
		t.Fatal(err)
	}
	b, err := Read(bytes.NewReader(first.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := JSON(&again, b); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(first.String(), again.String()); d != "" {
		t.Errorf("read and written again (-want +got)\n%s", d)
	}
	var page, pageAgain bytes.Buffer
	if err := render(&page, fixture(), stub); err != nil {
		t.Fatal(err)
	}
	if err := render(&pageAgain, b, stub); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(page.String(), pageAgain.String()); d != "" {
		t.Errorf("page of the brief read back (-want +got)\n%s", d)
	}
}

func TestReadRefusesOtherForms(t *testing.T) {
	for _, in := range []string{"", "{}", `{"format":"adit-brief/0","title":"x"}`, `{"format":"adit-brief/1"}`} {
		if _, err := Read(strings.NewReader(in)); err == nil {
			t.Errorf("read %q", in)
		}
	}
}

// Joining rows changes blanks only: the text means the same as before.
func TestJoinRowsKeepsMeaning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := fixture()
		b.Title = rapid.StringN(1, -1, -1).Draw(t, "title")
		b.Answer = rapid.SampledFrom([]string{`a [ "b`, `{"unknown": [`, "] \\"}).Draw(t, "answer")
		b.Sections[0].Figures[0].Note = rapid.String().Draw(t, "note")
		var out bytes.Buffer
		if err := JSON(&out, b); err != nil {
			t.Fatal(err)
		}
		got, err := Read(&out)
		if err != nil {
			t.Fatal(err)
		}
		// Invalid UTF-8 never enters: rapid draws valid strings.
		if got.Title != b.Title || got.Answer != b.Answer || got.Sections[0].Figures[0].Note != b.Sections[0].Figures[0].Note {
			t.Fatalf("%q %q became %q %q", b.Title, b.Answer, got.Title, got.Answer)
		}
	})
}

func TestCheckNamesEveryFault(t *testing.T) {
	b := fixture()
	b.Title, b.Question = "", ""
	b.Sections[0].ID = "sources"
	b.Sections[1].Title = ""
	b.Sections[1].Figures = append(b.Sections[1].Figures, b.Sections[2].Figures[0], Figure{})
	b.Sections[1].Figures[0].Chart = &chart.Spec{Kind: chart.Lines, Title: "T", X: "nowhere"}
	bad := table.New("bad", "", table.Column{Name: "x", Type: table.Number})
	bad.Add("word")
	b.Rules.Figures[0].Table = bad
	b.Provenance.ID = "prices"
	err := b.Check()
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{"no title", "no question", `"sources" is taken`, "section prices has no title", "table loss-by-use stands twice",
		"figure 4: no table", `no column "nowhere"`, "is no number", "section prices stands twice"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("nothing said about %q in\n%v", want, err)
		}
	}
	var out bytes.Buffer
	if render(&out, b, stub) == nil || out.Len() > 0 {
		t.Error("a faulty brief was printed")
	}
}

func TestMissingAssetsSayWhatToDo(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"none":       {},
		"one":        {"assets/brief.js": {}},
		"ends early": {"assets/brief.js": {Data: []byte(`"</SCRIPT>"`)}, "assets/brief.css": {}},
	} {
		_, err := readBundle(files)
		var p adit.Problem
		if !errors.As(err, &p) || !strings.Contains(p.Hint, "run make assets") {
			t.Errorf("%s: got %v, want a problem that says to run make assets", name, err)
		}
	}
}

func TestChange(t *testing.T) {
	n := func(worse Worse, value, base float64) BigNumber {
		return BigNumber{Type: table.Number, Value: table.Num(value), Baseline: table.Num(base), Worse: worse}
	}
	for _, c := range []struct {
		number     BigNumber
		text, kind string
	}{
		{n(Up, 150, 100), "+50% (no event: 100)", "worse"},
		{n(Down, 150, 100), "+50% (no event: 100)", "better"},
		{n(Down, 95.5, 100), "−4.5% (no event: 100)", "worse"},
		{n(Neither, 95.5, 100), "−4.5% (no event: 100)", ""},
		{n(Up, 900, 100), "9 times as high (no event: 100)", "worse"},
		{n(Up, 926, 100), "9.3 times as high (no event: 100)", "worse"},
		{n(Up, 92600, 100), "over 100 times as high (no event: 100)", "worse"},
		{n(Up, 5, 0), "no event: 0", "worse"},
		{n(Up, 100.0001, 100), "as with no event", ""},
		{n(Up, -50, -100), "+50% (no event: −100)", "worse"},
		{BigNumber{Type: table.Share, Value: table.Num(0.5), Baseline: table.Num(0.25), Worse: Down}, "+25 percentage points (no event: 25%)", "better"},
		{BigNumber{Type: table.Month, Value: table.Day(adit.NewDate(2027, 1, 1)), Baseline: table.Day(adit.NewDate(2028, 2, 1))}, "no event: Feb 2028", ""},
		{BigNumber{Type: table.Number, Value: table.Num(3)}, "", ""},
	} {
		if text, kind := c.number.change(); text != c.text || kind != c.kind {
			t.Errorf("%v against %v: got %q, %q; want %q, %q", c.number.Value, c.number.Baseline, text, kind, c.text, c.kind)
		}
	}
}

func TestWriteLeavesNothingHalfDone(t *testing.T) {
	needAssets(t)
	dir := t.TempDir()
	b := fixture()
	if err := Write(dir, b); err != nil {
		t.Fatal(err)
	}
	first := list(t, dir)
	for _, want := range []string{"brief.html", "brief.json", "csv/flows-dy.csv", "csv/assumptions.csv"} {
		if !slices.Contains(first, want) {
			t.Errorf("no %s in %v", want, first)
		}
	}

	// A faulty brief leaves the last one untouched.
	before, err := os.ReadFile(filepath.Join(dir, PageFile))
	if err != nil {
		t.Fatal(err)
	}
	faulty := fixture()
	faulty.Sections[2].Figures[0].Table.Add("too", "many", "values", "for", "it")
	if Write(dir, faulty) == nil {
		t.Error("a faulty brief was written")
	}
	after, err := os.ReadFile(filepath.Join(dir, PageFile))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) || !slices.Equal(first, list(t, dir)) {
		t.Error("a failed Write changed the folder")
	}

	// A smaller brief takes away the tables it no longer has, and only those.
	if err := os.WriteFile(filepath.Join(dir, "csv", "mine.csv"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	b = fixture()
	b.Sections = b.Sections[1:]
	if err := Write(dir, b); err != nil {
		t.Fatal(err)
	}
	got := list(t, dir)
	if slices.Contains(got, "csv/flows-dy.csv") || !slices.Contains(got, "csv/mine.csv") || !slices.Contains(got, "csv/loss-by-use.csv") {
		t.Errorf("after a smaller brief the folder has %v", got)
	}
}

func list(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func FuzzRead(f *testing.F) {
	// A small seed: the fuzzer spends its time shrinking large ones.
	whole := fixture()
	small := &Brief{Title: "t", Question: "q", Answer: "a", BigNumbers: whole.BigNumbers[3:4], Rules: whole.Rules, Assumptions: whole.Assumptions[:1]}
	small.Sections = []Section{{ID: "s", Title: "s", Figures: whole.Sections[2].Figures[1:]}}
	var b bytes.Buffer
	if err := JSON(&b, small); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, in []byte) {
		b, err := Read(bytes.NewReader(in))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := render(&out, b, stub); err != nil {
			t.Fatalf("read, but cannot be printed: %v", err)
		}
		if err := JSON(&out, b); err != nil {
			t.Fatalf("read, but cannot be written: %v", err)
		}
	})
}
