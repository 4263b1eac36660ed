package market_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"adit"
	"adit/dataset"
	"adit/lp"
	"adit/lp/highs/highstest"
	"adit/market"
)

var update = flag.Bool("update", false, "rewrite golden files")

// tiny is the tiny world of testdata with what it lacks for one constraint of
// each kind: a leaner recipe on the plant metal.US, and a by-product of the
// Malaysian mine.
func tiny(t *testing.T) *adit.World {
	t.Helper()
	w, problems := dataset.Read(os.DirFS(filepath.Join("..", "testdata", "good", "tiny")), "tiny")
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	w.Recipes = append(w.Recipes,
		adit.RecipeLine{Recipe: "lean", Material: "dy.metal", Role: adit.Out, Tonnes: num(1)},
		adit.RecipeLine{Recipe: "lean", Material: "dy.oxide", Role: adit.In, Tonnes: num(1.2)},
		adit.RecipeLine{Recipe: "wash", Material: "tin", Role: adit.Out, Tonnes: num(1)})
	w.Sites = append(w.Sites,
		adit.Site{ID: "lean.US", Place: "US", Recipe: "lean", Status: adit.Operating, AltOf: "metal.US", AltPremium: num(20)},
		adit.Site{ID: "tin.MY", Place: "MY", Recipe: "wash", Status: adit.Operating, Output: num(24), Host: "mine.MY", HostYield: num(0.1)})
	w.Materials = append(w.Materials, adit.Material{ID: "tin", Chain: "tiny", PriceRule: adit.Quoted, Price: num(30), PricePlace: "MY"})
	w.Uses = append(w.Uses, adit.Use{ID: "solder.MY", Material: "tin", Place: "MY", Quantity: num(24), Elasticity: num(-0.5)})
	return w
}

// A window of two months, from the base state, with licences for oxide and
// metal at 80% of the base: the whole program, and of each kind of row one,
// with its columns, to be read beside docs/maths.md.
func TestGoldenProgram(t *testing.T) {
	s := highstest.Open(t)
	net := reconciled(t, tiny(t), s)
	pool := market.Pool{ID: "cn-licence", Source: -1}
	for i := range net.Lanes {
		if l := net.Lanes[i].Ref; l.From == "CN" && l.To == "US" {
			pool.Lanes = append(pool.Lanes, i)
		}
	}
	oxide := pool
	oxide.ID, oxide.Lanes = "cn-licence:dy.oxide", []int{net.LaneIndex("dy.oxide:CN>US")}
	again := market.Pool{ID: "cn-ban:dy.oxide@MY", Source: net.Node("dy.oxide", "MY"), Lanes: []int{net.LaneIndex("dy.oxide:MY>US")}}
	m, r := calibrated(t, net, s, market.Options{Window: 2}, oxide, again)
	step(t, r, m.Base(), &market.Conditions{Periods: []market.Period{{Pools: []market.Limit{{Index: 0, Value: 0.8}, {Index: 1, Value: 0.3}}}}})

	golden(t, "tiny.lp.golden", r.Rounded(nil))
	for kind, row := range map[string]string{
		"balance":  "balance:dy.metal@US:1",
		"end":      "end:dy.metal@US",
		"host":     "host:tin.MY:0",
		"plant":    "plant:metal.US:0",
		"pool":     "pool:cn-licence:dy.oxide:0",
		"reexport": "pool:cn-ban:dy.oxide@MY:1",
	} {
		p := r.Rounded(func(name string) bool { return name == row })
		if p.NumRows() != 1 {
			t.Errorf("%s: %d rows %q", kind, p.NumRows(), row)
		}
		golden(t, "tiny."+kind+".lp.golden", p)
	}

	// No kind of row or column goes without a word in the page.
	page, err := os.ReadFile(mathsPage)
	if err != nil {
		t.Fatal(err)
	}
	whole := r.Window()
	for i := range whole.NumRows() {
		kindInPage(t, page, whole.RowName(i))
	}
	for j := range whole.NumColumns() {
		kindInPage(t, page, whole.ColumnName(j))
	}
}

func kindInPage(t *testing.T, page []byte, name string) {
	t.Helper()
	kind, _, _ := strings.Cut(name, ":")
	if !bytes.Contains(page, []byte("`"+kind+":")) {
		t.Errorf("%s does not say what `%s:…` is (%s)", mathsPage, kind, name)
	}
}

func golden(t *testing.T, file string, p *lp.Program) {
	t.Helper()
	var b bytes.Buffer
	if err := p.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	file = filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); d != "" {
		t.Errorf("%s differs (-want +got); run with -update if meant\n%.4000s", file, d)
	}
}
