package study_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"adit"
	"adit/dataset"
	"adit/lp/highs/highstest"
	"adit/study"
)

// TestBrokenWorldsBeyondTheirTables checks the worlds of testdata/bad whose
// tables are well formed and whose chain is not: each raises exactly the
// problems its expect.txt names, with file and line.
func TestBrokenWorldsBeyondTheirTables(t *testing.T) {
	s := highstest.Open(t)
	files, err := filepath.Glob("../testdata/bad/*/expect.txt")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), "\n# raised by ") {
			continue
		}
		tried++
		dir := filepath.Dir(file)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			w, problems := dataset.Read(os.DirFS(dir), filepath.Base(dir))
			if err := problems.Errors(); err != nil {
				t.Fatalf("the tables themselves are broken: %v", err)
			}
			sound, err := study.Check(context.Background(), w, s)
			if err != nil {
				t.Fatal(err)
			}
			var got, want []string
			for _, p := range sound.Problems {
				if p.Severity == adit.Error {
					where := p.Where
					where.Column = 0
					got = append(got, p.Code+" "+where.String())
				}
				if p.Hint == "" || p.Message == "" {
					t.Errorf("%s has no hint or no message", p.Code)
				}
			}
			for _, line := range strings.Split(string(text), "\n") {
				if line != "" && !strings.HasPrefix(line, "#") {
					want = append(want, line)
				}
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("problems are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
	if tried < 4 {
		t.Errorf("only %d broken worlds tried", tried)
	}
}
