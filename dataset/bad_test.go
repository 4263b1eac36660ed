package dataset

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"adit"
)

const testdata = "../testdata"

// expected reads the lines "code file:line" of a broken world's expect.txt;
// lines that start with # say what the world is about.
func expected(t *testing.T, dir string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "expect.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			want = append(want, line)
		}
	}
	slices.Sort(want)
	return want
}

func brief(ps adit.Problems) []string {
	var got []string
	for _, p := range ps {
		at := p.Where
		at.Column = 0
		got = append(got, p.Code+" "+at.String())
	}
	slices.Sort(got)
	return got
}

// Each broken world gives the problems it was made for, at their places, and
// no others.
func TestBrokenWorlds(t *testing.T) {
	worlds, err := os.ReadDir(filepath.Join(testdata, "bad"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, entry := range worlds {
		dir := filepath.Join(testdata, "bad", entry.Name())
		data, err := os.ReadFile(filepath.Join(dir, "expect.txt"))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "\n# raised by ") {
			continue // sound to the reader; another room finds the fault and tests it
		}
		t.Run(entry.Name(), func(t *testing.T) {
			_, ps := Read(os.DirFS(dir), entry.Name())
			if diff := cmp.Diff(expected(t, dir), brief(ps)); diff != "" {
				t.Errorf("problems (-want +got):\n%s\n%s", diff, ps.Error())
			}
			for _, p := range ps {
				seen[p.Code] = true
				if p.Where.Line > 0 && p.Where.Column == 0 && p.Code != "missing-column" && p.Code != "cell-count" {
					t.Errorf("no column: %s", p)
				}
			}
		})
	}
	// A file that cannot be opened is tested with a file system that fails.
	for code := range codesIn(t, ".") {
		if !seen[code] && code != "unreadable-file" {
			t.Errorf("no broken world gives %q", code)
		}
	}
}
