package dataset

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"adit"
	"adit/schema"
)

// sound checks what Read promises whatever it is given: problems in order,
// each at a place that exists, the same every time; and a world without errors
// that writes and reads back.
func sound(t *testing.T, files fstest.MapFS) {
	t.Helper()
	w, ps := Read(files, "fuzzed")
	again, ps2 := Read(files, "fuzzed")
	if diff := cmp.Diff(ps, ps2); diff != "" {
		t.Fatal("two readings, two lists of problems:\n" + diff)
	}
	if diff := cmp.Diff(w, again, same); diff != "" {
		t.Fatal("two readings, two worlds:\n" + diff)
	}
	sorted := slices.Clone(ps)
	sorted.Sort()
	if diff := cmp.Diff(ps, sorted); diff != "" {
		t.Fatal("problems are not in order:\n" + diff)
	}
	for _, p := range ps {
		if f, ok := files[p.Where.File]; ok && p.Where.Line > bytes.Count(f.Data, []byte("\n"))+bytes.Count(f.Data, []byte("\r"))+2 {
			t.Fatalf("no such line: %v", p)
		}
		if p.Code == "" || p.Message == "" || p.Where.File == "" {
			t.Fatalf("a problem without code, message or file: %#v", p)
		}
	}
	if ps.Errors() == nil && w.Hash == "" {
		t.Fatal("a world without hash")
	}
	if ps.Errors() == nil && writable(w) {
		if err := reread(t, w).Errors(); err != nil {
			t.Fatalf("a sound world has faults when written and read:\n%v", err)
		}
	}
}

// writable leaves out the worlds that a file cannot hold as they are: a rule
// or scenario whose id is no file name, and text at whose line ends the CSV
// format has no difference between \r\n and \n.
func writable(w *adit.World) bool {
	files, err := encode(w)
	if err != nil {
		return false
	}
	for _, data := range files {
		if bytes.ContainsRune(data, '\r') {
			return false
		}
	}
	return slices.IsSortedFunc(w.Measures, func(a, b adit.Measure) int {
		return strings.Compare(strings.ToLower(a.Issuer)+"/"+a.ID+".yaml", strings.ToLower(b.Issuer)+"/"+b.ID+".yaml")
	})
}

// FuzzTable puts any bytes in the place of one table of a good world.
func FuzzTable(f *testing.F) {
	good := tinyFiles(f)
	for i, table := range schema.Tables() {
		f.Add(uint8(i), good[table.Name+".csv"].Data)
	}
	f.Add(uint8(7), []byte("id,name\n\"a\nb,c"))
	f.Add(uint8(0), []byte("\ufeffid,title\nfixture,x\n"))
	f.Add(uint8(0), []byte("\xff\xfei\x00d\x00"))
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		tables := schema.Tables()
		files := maps.Clone(good)
		files[tables[int(which)%len(tables)].Name+".csv"] = &fstest.MapFile{Data: data}
		sound(t, files)
	})
}

// FuzzDocument puts any bytes in the place of a rule and of a scenario.
func FuzzDocument(f *testing.F) {
	good := tinyFiles(f)
	for name, file := range good {
		if strings.HasSuffix(name, ".yaml") {
			f.Add(strings.HasPrefix(name, "rules"), file.Data)
		}
	}
	f.Add(true, []byte("id: &a x\nname: *a\n"))
	f.Add(false, []byte("id: [a\n"))
	f.Add(true, []byte("---\na: 1\n---\nb: 2\n"))
	f.Add(true, []byte("? [complex]\n: key\n"))
	f.Fuzz(func(t *testing.T, rule bool, data []byte) {
		files := maps.Clone(good)
		if rule {
			files["rules/cn/cn-licence.yaml"] = &fstest.MapFile{Data: data}
		} else {
			files["scenarios/return.yaml"] = &fstest.MapFile{Data: data}
		}
		sound(t, files)
	})
}

// FuzzDeal puts any bytes in the place of a deal.
func FuzzDeal(f *testing.F) {
	good := tinyFiles(f)
	f.Add(good["deals/floor.yaml"].Data)
	f.Add([]byte(schema.Deals.Example))
	f.Add([]byte("id: x\nfloors:\n  - {id: a, floor: 1, upside: [{share: 2}]}\nstakes: [{id: s, entity: e, holder: e}]\n"))
	f.Add([]byte("id: x\ncommons: {}\nproject: [1]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		files := maps.Clone(good)
		files["deals/floor.yaml"] = &fstest.MapFile{Data: data}
		sound(t, files)
	})
}

// FuzzFigureCell reads any text as a figure: what is read without problem
// writes and reads back as the same figure.
func FuzzFigureCell(f *testing.F) {
	for _, text := range []string{"123.4", "123.4 [100, 150]", "-1 [-2, 0]", "el.demand", "1e3", "NaN", "1,200", "0x1p-2", "5 [1,", "[1, 2]", "1_0", "١"} {
		f.Add(text)
	}
	column := &schema.Column{Name: "x", Type: schema.Measured, Unit: "1", Limit: schema.Anything}
	named := adit.Number(-25, "percent")
	named.ID = "el.demand"
	f.Fuzz(func(t *testing.T, text string) {
		r := newReader("cell")
		r.figures["el.demand"] = &named
		got, ok := r.figure(column, text, adit.Where{})
		if ok != (len(r.problems) == 0) {
			t.Fatalf("%q: ok %v with problems %v", text, ok, r.problems)
		}
		if !ok {
			return
		}
		if got.Low > got.Value || got.Value > got.High || got.Unit != "1" {
			t.Fatalf("%q reads as %+v", text, got)
		}
		again, _ := r.figure(column, figureText(got, true), adit.Where{})
		if diff := cmp.Diff(got, again); diff != "" {
			t.Fatalf("%q does not survive writing:\n%s", text, diff)
		}
	})
}
