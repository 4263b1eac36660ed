package diagnose

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"adit/table"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestRelianceGolden prints the comparison of every published reliance with the
// computed one, and the minerals counted both ways: a change of any is seen.
func TestRelianceGolden(t *testing.T) {
	reliances := Reliances(official(t), "2025")
	for _, tab := range []*table.Table{RelianceTable(reliances), TallyTable(Tallies(reliances))} {
		var got bytes.Buffer
		if err := tab.WriteCSV(&got); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", tab.Name+"-2025.csv")
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s differs; look at it and run with -update", path)
		}
	}
}
