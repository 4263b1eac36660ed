package lp

import "fmt"

// BasisStatus says where one column or row stands in a simplex basis. A row
// stands where its activity (the value of A·x in that row) stands.
type BasisStatus uint8

const (
	// AtLower: non-basic, resting on its lower bound (or fixed).
	AtLower BasisStatus = iota
	// Basic: determined by the others.
	Basic
	// AtUpper: non-basic, resting on its upper bound.
	AtUpper
	// AtZero: non-basic and free, held at zero.
	AtZero
	// NonBasic: non-basic; the solver chooses the bound.
	NonBasic
)

var basisNames = [...]string{"at lower", "basic", "at upper", "at zero", "non-basic"}

// String names the status.
func (s BasisStatus) String() string {
	if int(s) >= len(basisNames) {
		return fmt.Sprintf("basis status %d", uint8(s))
	}
	return basisNames[s]
}

// Basis is a simplex basis: where every column and row stands. It is never
// changed once handed out, so it may be kept and shared between goroutines,
// and between models of the same shape. A basis taken from one backend is
// accepted by another.
type Basis struct {
	Columns, Rows []BasisStatus
}

// Check reports a basis that does not fit a program of that many columns and
// rows: lengths, unknown values, or a number of basic entries other than the
// number of rows.
func (b *Basis) Check(columns, rows int) error {
	if len(b.Columns) != columns || len(b.Rows) != rows {
		return fmt.Errorf("lp: basis of %d columns and %d rows for a program of %d and %d", len(b.Columns), len(b.Rows), columns, rows)
	}
	basic := 0
	for _, part := range [][]BasisStatus{b.Columns, b.Rows} {
		for _, s := range part {
			if s > NonBasic {
				return fmt.Errorf("lp: basis holds the unknown value %d", s)
			}
			if s == Basic {
				basic++
			}
		}
	}
	if basic != rows {
		return fmt.Errorf("lp: basis has %d basic entries for %d rows", basic, rows)
	}
	return nil
}
