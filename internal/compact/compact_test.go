package main

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"adit/dataset"
)

var update = flag.Bool("update", false, "write the compact tables anew")

const shipped = "../../worlds/base2025"

// TestShippedTablesAreCurrent holds that nobody edited the compact tables, and
// that they follow the statistics and the chains carried in full.
func TestShippedTablesAreCurrent(t *testing.T) {
	files, _, err := generate(os.DirFS(shipped))
	if err != nil {
		t.Fatal(err)
	}
	old, err := filepath.Glob(filepath.Join(shipped, "*"+suffix))
	if err != nil || len(old) != len(files) && !*update {
		t.Errorf("%d compact tables are shipped, %d are made (%v)", len(old), len(files), err)
	}
	for name, text := range files {
		path := filepath.Join(shipped, name)
		if *update {
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != text {
			t.Errorf("%s is not what the command makes: run go run ./internal/compact (%v)", name, err)
		}
	}
}

// TestWorldUsesWhatItMakes: each chain balances as written, so that
// reconciliation moves no official figure of it.
func TestWorldUsesWhatItMakes(t *testing.T) {
	files, _, err := generate(os.DirFS(shipped))
	if err != nil {
		t.Fatal(err)
	}
	made, used := map[string]float64{}, map[string]float64{}
	sum := func(file, column string, into map[string]float64, material func(map[string]string) string) {
		all, err := rows([]byte(files[file]))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			v, err := strconv.ParseFloat(strings.Fields(r[column])[0], 64)
			if err != nil || v <= 0 {
				t.Errorf("%s: %s %q of %s", file, column, r[column], r["id"])
			}
			into[material(r)] += v
		}
	}
	sum("sites-compact.csv", "output", made, func(r map[string]string) string { return strings.TrimPrefix(r["recipe"], "make.") })
	sum("uses-compact.csv", "quantity", used, func(r map[string]string) string { return r["material"] })
	if len(made) < 20 {
		t.Errorf("only %d chains", len(made))
	}
	for m, v := range made {
		if math.Abs(v-used[m]) > 1e-4*v {
			t.Errorf("%s: the world makes %g t/y and uses %g", m, v, used[m])
		}
	}
}

// TestChainsCarriedInFullAreLeftOut: a commodity is told once.
func TestChainsCarriedInFullAreLeftOut(t *testing.T) {
	w, _ := dataset.Read(others{os.DirFS(shipped)}, "world")
	b, err := newBuilder(w)
	if err != nil {
		t.Fatal(err)
	}
	s := spec{Material: "x", Name: "gallium", Chain: "gallium", Chapter: "GALLIUM", Commodity: "Gallium", Detail: "Primary production",
		PriceCommodity: "Gallium", PriceDetail: "Price", PriceBasis: 1}
	if why := b.add(&s); why != "the world carries it in full" {
		t.Errorf("gallium a second time: %q", why)
	}
	s.Chain = "gallium-again"
	if why := b.add(&s); why != "" {
		t.Errorf("gallium under another name is refused: %s", why)
	}
}
