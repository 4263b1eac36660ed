package rulebook

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestAnswersInWords keeps the whole answer of the asking date under review,
// with all that is known then and as one would have answered a year before.
func TestAnswersInWords(t *testing.T) {
	b := book(t)
	for _, known := range []string{"2026-11-22", "2025-11-15"} {
		var out strings.Builder
		for _, a := range b.At(day(t, "2026-11-22"), day(t, known)) {
			fmt.Fprintf(&out, "%s: %s", a.Measure.ID, a.Status)
			if !a.Until.IsZero() {
				fmt.Fprintf(&out, ", until %s", a.Until)
			}
			out.WriteString("\n")
			for _, reason := range a.Because {
				fmt.Fprintf(&out, "  %s\n", reason)
			}
		}
		name := "testdata/on-2026-11-22-known-" + known + ".golden"
		if *update {
			if err := os.WriteFile(name, []byte(out.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if out.String() != string(want) {
			t.Errorf("%s differs (run with -update to accept):\n%s", name, out.String())
		}
	}
}
