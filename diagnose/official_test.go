package diagnose

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"adit"
	"adit/dataset"
)

// shipped is the shipped world, read once: it is read-only.
var shipped = sync.OnceValues(func() (*adit.World, error) {
	w, problems := dataset.Read(os.DirFS("../worlds/base2025"), "base2025")
	return w, problems.Errors()
})

// official is the release of 2026 as the shipped world carries it.
func official(t testing.TB) []Stat {
	t.Helper()
	w, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	var out []Stat
	for _, s := range w.Statistics {
		if strings.HasPrefix(s.ID, "mcs2026/") {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		t.Fatal("the shipped world carries no row of the release")
	}
	return out
}

// sharedCSV reads a file kept beside the repository, without its heading; the
// test is skipped where it is absent.
func sharedCSV(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "shared", "data", name))
	if err != nil {
		t.Skip(name + " is not kept in the repository; it is read from ../shared/data where that exists")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}
