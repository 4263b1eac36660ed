package screen

import (
	"fmt"
	"testing"

	"adit"
)

// BenchmarkNames looks one name up among as many as the large lists hold: the
// cost of one party of a batch.
func BenchmarkNames(b *testing.B) {
	words := []string{"north", "steel", "magnet", "alloy", "rare", "earth", "trading", "industrial", "technology", "pacific", "baltic", "ural", "golden", "dragon", "precision", "marine"}
	l := &List{ID: "big", Date: adit.NewDate(2026, 1, 10)}
	for i := range 60_000 {
		l.Entries = append(l.Entries, Entry{ID: fmt.Sprint(i), Name: fmt.Sprintf("%s %s %s %d Co. Ltd.", words[i%16], words[i/16%16], words[i/256%16], i%977)})
	}
	s := &Screener{lists: []*List{l}, names: names([]*List{l})}
	q := Question{On: adit.NewDate(2026, 1, 15)}
	for b.Loop() {
		s.matches(Party{Name: "Baltic Precision Magnets GmbH"}, q)
	}
}
