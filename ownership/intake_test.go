package ownership

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"adit"
	"adit/dataset"
)

var update = flag.Bool("update", false, "rewrite golden files")

type reader func(name string, r io.Reader) (*Import, adit.Problems)

var on = adit.NewDate(2026, 11, 22)

// readers are all that take a file in, with the fixture that holds the oddities
// of its format.
var readers = []struct {
	fixture string
	read    reader
}{
	{"csl.json", func(name string, r io.Reader) (*Import, adit.Problems) { return CSL(name, r, 0) }},
	{"csl.csv", func(name string, r io.Reader) (*Import, adit.Problems) { return CSL(name, r, on) }},
	{"targets.simple.csv", func(name string, r io.Reader) (*Import, adit.Problems) { return OpenSanctions(name, r, on) }},
	{"entities.ftm.json", func(name string, r io.Reader) (*Import, adit.Problems) { return FollowTheMoney(name, r, on) }},
	{"bods.json", func(name string, r io.Reader) (*Import, adit.Problems) { return BODS(name, r, on) }},
	{"list.csv", func(name string, r io.Reader) (*Import, adit.Problems) {
		return PartyList(name, r, "own-list", "Own list of the example", on)
	}},
	{"holdings.csv", func(name string, r io.Reader) (*Import, adit.Problems) { return Holdings(name, r, on) }},
}

// shown writes an import as text: its tables, what was left out, the problems.
func shown(t *testing.T, i *Import, ps adit.Problems) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%d read, %d used, %d left out\n", i.Read, i.Used, len(i.Left))
	for _, part := range []struct {
		table string
		rows  any
		n     int
	}{{"sources", []adit.Source{i.Source}, 1}, {"parties", i.Parties, len(i.Parties)}, {"holdings", i.Holdings, len(i.Holdings)}, {"lists", i.Lists, len(i.Lists)}, {"listed", i.Listed, len(i.Listed)}} {
		if part.n == 0 {
			continue
		}
		data, err := dataset.EncodeTable(part.table, part.rows)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "\n%s\n%s", part.table, data)
	}
	b.WriteString("\nleft out\n")
	for _, l := range i.Left {
		fmt.Fprintf(&b, "%s %s: %s\n", l.Where, l.Reason, l.What)
	}
	b.WriteString("\nproblems\n")
	for _, p := range ps {
		b.WriteString(p.Error() + "\n")
	}
	return b.String()
}

func TestReaders(t *testing.T) {
	for _, r := range readers {
		t.Run(r.fixture, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("testdata", r.fixture))
			if err != nil {
				t.Fatal(err)
			}
			i, ps := r.read(r.fixture, bytes.NewReader(data))
			sound(t, data, i, ps)
			got, golden := shown(t, i, ps), filepath.Join("testdata", r.fixture+".want")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			// Line ends of another system change nothing, nor does reading byte by byte.
			other, _ := r.read(r.fixture, slow{bytes.NewReader(data)})
			if again := shown(t, other, ps); again != got {
				t.Errorf("read byte by byte it differs: %s", cmp.Diff(got, again))
			}
		})
	}
}

// slow gives one byte at a time.
type slow struct{ r io.Reader }

func (s slow) Read(p []byte) (int, error) { return s.r.Read(p[:min(1, len(p))]) }

// sound holds an import against its file: every row is accounted for, every
// position lies within the file, and the tables are ones a world can hold.
func sound(t *testing.T, data []byte, i *Import, ps adit.Problems) {
	t.Helper()
	if i.Read != i.Used+len(i.Left) {
		t.Errorf("%d read, %d used, %d left out", i.Read, i.Used, len(i.Left))
	}
	lines := bytes.Count(data, []byte{'\n'}) + 1
	for _, p := range ps {
		if p.Where.Line > lines || p.Where.Line < 0 || p.Where.File == "" {
			t.Errorf("%s lies outside the file of %d lines", p, lines)
		}
	}
	for _, l := range i.Left {
		if l.Where.Line < 1 || l.Where.Line > lines {
			t.Errorf("%v lies outside the file of %d lines", l, lines)
		}
		if l.Reason.Says() == "" {
			t.Errorf("reason %q says nothing", l.Reason)
		}
	}
	files := fstest.MapFS{}
	put := func(table string, rows any, n int) {
		if n == 0 {
			return
		}
		text, err := dataset.EncodeTable(table, rows)
		if err != nil {
			t.Fatal(err)
		}
		files[table+".csv"] = &fstest.MapFile{Data: text}
	}
	put("sources", []adit.Source{i.Source}, 1)
	put("parties", i.Parties, len(i.Parties))
	put("holdings", i.Holdings, len(i.Holdings))
	put("lists", i.Lists, len(i.Lists))
	put("listed", i.Listed, len(i.Listed))
	w, problems := dataset.Read(files, "made")
	for _, p := range problems {
		if p.Code != "missing-table" && p.Code != "self-holding" {
			t.Errorf("the tables made are at fault: %s", p)
		}
	}
	if len(w.Parties) != len(i.Parties) || len(w.Holdings) != len(i.Holdings) || len(w.Listed) != len(i.Listed) || len(w.Lists) != len(i.Lists) {
		t.Errorf("a table lost rows on the way")
	}
	if _, ps := New(w); ps.Errors() != nil {
		t.Errorf("no graph: %v", ps)
	}
}

func TestPercentage(t *testing.T) {
	for text, want := range map[string]string{
		"51%": "51", "51": "51", "51.0": "51", "51,5 %": "51.5", ">50": "(50, 100]", ">= 50%": "[50, 100]", "50-75%": "[50, 75]", "25 to 50%": "[25, 50]",
		"100% (indirect)": "100", "<25%": "[0, 25)", "0.51%": "0.51", "75%-100%": "[75, 100]", "1%": "1", "33.33 %": "33.33", "50 – 75 %": "[50, 75]", "10": "10",
		"0.51": "unclear", "1": "unclear", "1.0": "unclear", "0": "unclear", "": "unclear", "majority": "unclear", "150%": "unclear", "75-50%": "unclear", "1,000": "unclear", "0.25-0.5": "unclear", "5-10-15": "unclear",
	} {
		s, through, err := percentage(text)
		got := s.String()
		if err != nil {
			got = "unclear"
		}
		if got != want || through != strings.Contains(text, "indirect") {
			t.Errorf("%q is read %s, through others: %v; want %s", text, got, through, want)
		}
	}
}

func TestCutOffFiles(t *testing.T) {
	for _, r := range readers {
		data, err := os.ReadFile(filepath.Join("testdata", r.fixture))
		if err != nil {
			t.Fatal(err)
		}
		for n := 0; n < len(data); n += 1 + len(data)/97 {
			i, ps := r.read(r.fixture, bytes.NewReader(data[:n]))
			sound(t, data[:n], i, ps)
			if n == 0 && len(ps) == 0 {
				t.Errorf("%s: an empty file is no problem", r.fixture)
			}
		}
		_, ps := r.read(r.fixture, io.MultiReader(bytes.NewReader(data[:len(data)/2]), failing{}))
		if ps.Errors() == nil {
			t.Errorf("%s: a disk fault is no problem", r.fixture)
		}
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, fmt.Errorf("disk fault") }

func fuzz(f *testing.F, fixtures ...string) {
	var read reader
	for _, r := range readers {
		if r.fixture == fixtures[0] {
			read = r.read
		}
	}
	for _, fixture := range fixtures {
		data, err := os.ReadFile(filepath.Join("testdata", fixture))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		if lines := bytes.SplitAfter(data, []byte{'\n'}); len(lines) > 2 { // small ones change faster
			for _, line := range lines[1:] {
				f.Add(slices.Concat(lines[0], line))
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		i, ps := read("file", bytes.NewReader(data))
		sound(t, data, i, ps)
	})
}

func FuzzCSL(f *testing.F)            { fuzz(f, "csl.json", "csl.csv") }
func FuzzOpenSanctions(f *testing.F)  { fuzz(f, "targets.simple.csv", "entities.ftm.json") }
func FuzzFollowTheMoney(f *testing.F) { fuzz(f, "entities.ftm.json") }
func FuzzBODS(f *testing.F)           { fuzz(f, "bods.json") }
func FuzzPartyList(f *testing.F)      { fuzz(f, "list.csv") }
func FuzzHoldings(f *testing.F)       { fuzz(f, "holdings.csv") }
