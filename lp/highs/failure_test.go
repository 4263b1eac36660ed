package highs

import (
	"bytes"
	"context"
	"errors"
	"math"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"adit/lp"
	"adit/lp/lptest"
)

func TestMissingAssets(t *testing.T) {
	_, err := New(t.Context(), Options{Assets: fstest.MapFS{}})
	if !errors.Is(err, ErrNoAssets) || err.Error() != "highs: highs.wasm is missing: run make assets" {
		t.Errorf("got %v", err)
	}
	_, err = New(t.Context(), Options{Assets: fstest.MapFS{
		"highs.wasm":   {Data: []byte("other")},
		"exports.json": {Data: []byte(`{"sha256": "00"}`)},
	}})
	if err == nil || !strings.Contains(err.Error(), "make assets") {
		t.Errorf("mismatched: %v", err)
	}
}

// TestNames: the build found every function used.
func TestNames(t *testing.T) {
	_ = solver(t)
	_, n, err := loadAssets(nil)
	if err != nil {
		t.Fatal(err)
	}
	h := (&host{}).functions()
	for minified, plain := range n.Imports {
		if h[plain] == nil {
			t.Errorf("import %s (%s) is not provided", minified, plain)
		}
	}
}

// TestUnwritableCache: without a cache folder everything still works.
func TestUnwritableCache(t *testing.T) {
	_ = solver(t)
	file := t.TempDir() + "/file"
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if openCache(file+"/below") != nil || openCache("-") != nil {
		t.Error("a cache where none can be")
	}
}

// tiny is the smallest sound program.
func tiny() *lp.Program {
	p := lp.NewProgram()
	p.Add(p.AddRow("r", 1, math.Inf(1)), p.AddColumn("x", 1, 0, 5), 1)
	return p
}

func check(t *testing.T, s *Solver) {
	t.Helper()
	m, err := s.Open(tiny())
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	if got, err := m.Solve(t.Context()); err != nil || got.Objective != 1 {
		t.Errorf("got %+v, %v", got, err)
	}
}

// TestTrap breaks one instance: it fails from then on, others do not notice.
func TestTrap(t *testing.T) {
	s := solver(t)
	opened, err := s.Open(tiny())
	if err != nil {
		t.Fatal(err)
	}
	m := opened.(*model)
	m.highs = 0xfffffff0 // an address outside the memory
	for range 2 {
		if _, err := m.Solve(t.Context()); !errors.Is(err, lp.ErrBroken) {
			t.Errorf("got %v", err)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("not one line: %v", err)
		}
	}
	if err := m.Close(); err != nil {
		t.Error(err)
	}
	check(t, s)
}

// TestOutOfMemory gives a model less memory than its program needs.
func TestOutOfMemory(t *testing.T) {
	_ = solver(t)
	s, err := New(t.Context(), Options{MemoryLimit: 32 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	large := lptest.NewMarket(lptest.MarketSize{Places: 14, Stages: 5, Periods: 24, Lanes: 40, Steps: 30}, 1)
	m, err := s.Open(large.Program)
	if err == nil {
		_, err = m.Solve(t.Context())
		m.Close()
	}
	if !errors.Is(err, lp.ErrBroken) || !strings.Contains(err.Error(), "memory") {
		t.Errorf("got %v", err)
	}
	check(t, s)
}

// TestCloseDuringSolve: closing the solver stops what runs.
func TestCloseDuringSolve(t *testing.T) {
	_ = solver(t)
	s, err := New(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	large := lptest.NewMarket(lptest.MarketSize{Places: 14, Stages: 5, Periods: 24, Lanes: 40, Steps: 30}, 1)
	m, err := s.Open(large.Program)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		_, err := m.Solve(context.Background())
		done <- err
	}()
	time.Sleep(50 * time.Millisecond)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := <-done; !errors.Is(err, lp.ErrClosed) {
		t.Errorf("the solve returned %v", err)
	}
	if _, err := s.Open(tiny()); !errors.Is(err, lp.ErrClosed) {
		t.Errorf("open after close: %v", err)
	}
	if err := errors.Join(m.Close(), s.Close()); err != nil {
		t.Error(err)
	}
}

// TestMemories: both kinds keep their content while growing.
func TestMemories(t *testing.T) {
	for name, m := range map[string]interface {
		Reallocate(uint64) []byte
		Free()
	}{"platform": newMemory(pageSize, 1<<20), "portable": newPortableMemory(pageSize)} {
		a := m.Reallocate(pageSize)
		a[pageSize-1] = 7
		b := m.Reallocate(3 * pageSize)
		if len(b) != 3*pageSize || b[pageSize-1] != 7 || !bytes.Equal(b[pageSize:], make([]byte, 2*pageSize)) {
			t.Errorf("%s: content lost", name)
		}
		m.Free()
		m.Free()
	}
}
