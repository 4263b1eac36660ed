package market_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"adit"
	"adit/market"
	"adit/worlds/worldstest"
)

// mathsPage is where every symbol of the program is explained. Its tables
// between marks are made here; go test ./market -run Maths -update writes them.
const mathsPage = "../docs/maths.md"

func TestMathsPageIsWhatTheCodeHas(t *testing.T) {
	page, err := os.ReadFile(mathsPage)
	if err != nil {
		t.Fatal(err)
	}
	made := page
	for name, table := range map[string]string{
		"parameters": parameterTable(t),
		"treads":     treadTable(),
		"tolerance":  toleranceTable(),
	} {
		begin, end := []byte("<!-- made:"+name+" -->\n"), []byte("<!-- end -->")
		before, rest, ok := bytes.Cut(made, begin)
		_, after, ok2 := bytes.Cut(rest, end)
		if !ok || !ok2 {
			t.Fatalf("%s has no place for %s", mathsPage, name)
		}
		made = slices.Concat(before, begin, []byte(table), end, after)
	}
	if *update {
		if err := os.WriteFile(mathsPage, made, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(strings.Split(string(page), "\n"), strings.Split(string(made), "\n")); d != "" {
		t.Errorf("%s is not what code and shipped world say (-page +code): run make docs\n%s", mathsPage, d)
	}
}

// parameterTable lists what the code reads, in its order, then what only tables
// refer to by name.
func parameterTable(t *testing.T) string {
	t.Helper()
	figures := marketFigures(t)
	var b strings.Builder
	b.WriteString("| symbol | figure | what | default | range | unit |\n|---|---|---|---|---|---|\n")
	row := func(symbol, def string, f adit.NamedFigure) {
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s | %s to %s | %s |\n", symbol, f.ID, f.Name, def, short(f.Low), short(f.High), f.Unit)
	}
	read := map[string]bool{}
	for _, d := range market.Defaults() {
		read[d.ID] = true
		row(d.Symbol, short(d.Value), figures[d.ID])
	}
	var others []string
	for id := range figures {
		if !read[id] {
			others = append(others, id)
		}
	}
	slices.Sort(others)
	for _, id := range others {
		row("", "from tables: "+short(figures[id].Value), figures[id])
	}
	return b.String()
}

func short(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// marketFigures are the mkt.* figures of the shipped world.
func marketFigures(t *testing.T) map[string]adit.NamedFigure {
	t.Helper()
	w := worldstest.Shipped(t)
	out := map[string]adit.NamedFigure{}
	for _, f := range w.Figures {
		if strings.HasPrefix(f.ID, "mkt.") {
			out[f.ID] = f
		}
	}
	return out
}

// The shipped world states every parameter, at the code's default, with a range
// around it and as a judgement.
func TestShippedParametersAreTheDefaults(t *testing.T) {
	figures := marketFigures(t)
	for _, d := range market.Defaults() {
		f, ok := figures[d.ID]
		switch {
		case !ok:
			t.Errorf("%s: the code reads it, the shipped world does not state it", d.ID)
		case f.Value != d.Value:
			t.Errorf("%s: %g in the shipped world, default %g", d.ID, f.Value, d.Value)
		case f.Low >= f.High || f.Value < f.Low || f.Value > f.High:
			t.Errorf("%s: %g is not within %g to %g", d.ID, f.Value, f.Low, f.High)
		}
	}
}

// No room below the ensembles reads a parameter that is not in the list.
func TestEveryParameterReadIsListed(t *testing.T) {
	listed := map[string]bool{}
	for _, d := range market.Defaults() {
		listed[d.ID] = true
	}
	literal := regexp.MustCompile(`"(mkt\.[a-z0-9.]*[a-z0-9])"`)
	found := 0
	for _, room := range []string{"chain", "market", "stress", "study"} {
		files, err := filepath.Glob(filepath.Join("..", room, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(room, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range literal.FindAllSubmatch(text, -1) {
				found++
				if id := string(m[1]); !listed[id] {
					t.Errorf("%s reads %s, which is in no list of defaults", file, id)
				}
			}
		}
	}
	if found < len(listed) {
		t.Errorf("found %d ids in the code, %d are listed", found, len(listed))
	}
}

// Every parameter reaches the field it is meant for, and no two share one.
func TestParametersAreRead(t *testing.T) {
	base := market.ParametersOf(&adit.World{})
	seen := map[market.Parameters]string{}
	for _, d := range market.Defaults() {
		if d.ID == "mkt.headroom" || d.ID == "mkt.cover" {
			continue // the network's
		}
		changed := market.ParametersOf(&adit.World{Figures: []adit.NamedFigure{{ID: d.ID, Figure: num(d.Value + 1)}}})
		if changed == base {
			t.Errorf("%s changes nothing", d.ID)
		}
		if other := seen[changed]; other != "" {
			t.Errorf("%s changes what %s changes", d.ID, other)
		}
		seen[changed] = d.ID
	}
}

func treadTable() string {
	var b strings.Builder
	b.WriteString("| curve | breaks |\n|---|---|\n")
	for _, c := range market.Breaks() {
		text := make([]string, len(c.At))
		for i, x := range c.At {
			text[i] = strconv.FormatFloat(x, 'g', 4, 64)
		}
		fmt.Fprintf(&b, "| %s | %s |\n", c.Name, strings.Join(text, ", "))
	}
	return b.String()
}

func toleranceTable() string {
	var b strings.Builder
	b.WriteString("| confidence | bound of a bare value |\n|---|---|\n")
	for _, c := range adit.Confidences() {
		fmt.Fprintf(&b, "| %s | ±%g%% |\n", c, 100*c.Tolerance())
	}
	return b.String()
}
