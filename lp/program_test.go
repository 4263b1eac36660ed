package lp_test

import (
	"bytes"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"adit/lp"
)

var update = flag.Bool("update", false, "rewrite golden files in testdata")

var inf = math.Inf(1)

// sample has one of everything the writers tell apart.
func sample() *lp.Program {
	p := lp.NewProgram()
	mine := p.AddColumn("mine", 1.5, 0, inf)
	ship := p.AddColumn("ship", -0.1, 2, 10)
	stock := p.AddColumn("stock", 0, -inf, inf)
	fixed := p.AddColumn("fixed", 1, 3, 3)
	open := p.AddColumn("open", 1e-17, 0, 1)
	short := p.AddColumn("short", 0, -inf, -4)
	p.AddColumn("", 0, 0, 0) // neither name nor entries
	p.SetInteger(open)
	balance := p.AddRow("balance", 7, 7)
	p.Add(balance, mine, 1)
	p.Add(balance, ship, -0.5)
	p.Add(balance, ship, -0.5) // summed
	p.Add(balance, stock, 1)
	p.Add(balance, stock, -1) // nothing left
	limit := p.AddRow("capacity", -inf, 1.0/3)
	p.Add(limit, mine, -1)
	p.Add(limit, open, 100)
	need := p.AddRow("need", -2, inf)
	p.Add(need, short, 0.1)
	p.Add(need, fixed, 1)
	span := p.AddRow("range", -1, 8)
	p.Add(span, stock, 1)
	p.AddRow("free", -inf, inf)
	return p
}

func TestGolden(t *testing.T) {
	for name, write := range map[string]func(*lp.Program, io.Writer) error{
		"sample.txt": (*lp.Program).WriteText,
		"sample.mps": (*lp.Program).WriteMPS,
	} {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := write(sample(), &got); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got.String()); d != "" {
				t.Errorf("%s (−want +got), -update rewrites it:\n%s", file, d)
			}
		})
	}
}

func TestMPSNames(t *testing.T) {
	p := lp.NewProgram()
	p.AddColumn("a b", 0, 0, 1)
	p.AddColumn("a%20b", 0, 0, 1)
	var out bytes.Buffer
	if err := p.WriteMPS(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{" a%20b cost 0\n", " a%2520b cost 0\n"} {
		if !bytes.Contains(out.Bytes(), []byte(want)) {
			t.Errorf("%q is missing in:\n%s", want, out.String())
		}
	}
	p.AddColumn("a b", 0, 0, 1)
	if err := p.WriteMPS(io.Discard); err == nil {
		t.Error("two columns of one name were written")
	}
	for _, bad := range []func(*lp.Program){
		func(p *lp.Program) { p.AddRow("cost", 0, 1) },
		func(p *lp.Program) { p.AddRow("crossed", 1, 0) },
	} {
		p := lp.NewProgram()
		bad(p)
		if err := p.WriteMPS(io.Discard); err == nil {
			t.Errorf("written: row %q", p.RowName(0))
		}
	}
}

// TestMatrix compares the compressed matrix with a dense sum.
func TestMatrix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := lp.NewProgram()
		rows, columns := rapid.IntRange(1, 5).Draw(t, "rows"), rapid.IntRange(1, 5).Draw(t, "columns")
		for range rows {
			p.AddRow("", 0, 0)
		}
		for range columns {
			p.AddColumn("", 0, 0, 0)
		}
		want := map[[2]int]float64{}
		for range rapid.IntRange(0, 30).Draw(t, "entries") {
			i, j := rapid.IntRange(0, rows-1).Draw(t, "row"), rapid.IntRange(0, columns-1).Draw(t, "column")
			v := float64(rapid.IntRange(-2, 2).Draw(t, "coef"))
			p.Add(i, j, v)
			want[[2]int{i, j}] += v
		}
		for k, v := range want {
			if v == 0 {
				delete(want, k)
			}
		}
		got := map[[2]int]float64{}
		last := lp.Entry{Col: -1}
		for e := range p.Entries() {
			if e.Col < last.Col || e.Col == last.Col && e.Row <= last.Row {
				t.Fatalf("%v after %v", e, last)
			}
			last = e
			got[[2]int{e.Row, e.Col}] = e.Coef
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("entries (−want +got):\n%s", d)
		}
	})
}

func TestAddPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an index of no row was accepted")
		}
	}()
	lp.NewProgram().Add(0, 0, 1)
}

// TestDeletionFilter: infeasible means that all of 3, 5 and 8 are kept.
func TestDeletionFilter(t *testing.T) {
	asked := 0
	got, err := lp.DeletionFilter([]int{1, 3, 4, 5, 8, 9}, func(kept []int) (bool, error) {
		asked++
		found := 0
		for _, k := range kept {
			if k == 3 || k == 5 || k == 8 {
				found++
			}
		}
		return found == 3, nil
	})
	if d := cmp.Diff([]int{3, 5, 8}, got); d != "" || err != nil || asked != 6 {
		t.Errorf("got %v, %v after %d questions", got, err, asked)
	}
}

func TestStrings(t *testing.T) {
	if got := lp.Optimal.String() + " " + lp.Status(99).String() + " " + lp.AtUpper.String(); got != "optimal status 99 at upper" {
		t.Error(got)
	}
	e := &lp.InfeasibleError{Rows: []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}}
	if got, want := e.Error(), "lp: infeasible: rows that cannot all hold: a, b, c, d, e, f, g, h and 2 more"; got != want {
		t.Error(got)
	}
}
