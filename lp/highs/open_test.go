package highs

import (
	"testing"

	"adit/lp"
)

// BenchmarkOpen measures loading and closing a program of one column: the
// price of an instance.
func BenchmarkOpen(b *testing.B) {
	s := solver(b)
	p := lp.NewProgram()
	p.Add(p.AddRow("", 0, 1), p.AddColumn("", 1, 0, 1), 1)
	for b.Loop() {
		m, err := s.Open(p)
		if err != nil {
			b.Fatal(err)
		}
		_ = m.Close()
	}
}
