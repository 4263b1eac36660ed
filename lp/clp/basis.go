//go:build clp && cgo

package clp

/*
#include <coin/Clp_C_Interface.h>
*/
import "C"

import (
	"math"
	"unsafe"

	"adit/lp"
)

// ClpSimplex::Status: the low three bits of an entry of its status array, which
// holds the columns and then the rows.
const (
	clpFree = iota
	clpBasic
	clpUpper
	clpLower
	clpSuper // between its bounds
	clpFixed
	clpBits = 7
)

// statuses is CLP's own array, which it keeps as long as the object.
func (m *model) statuses() []byte {
	return unsafe.Slice((*byte)(C.Clp_statusArray(m.clp)), m.NumColumns+m.NumRows)
}

func (m *model) readBasis() *lp.Basis {
	all := make([]lp.BasisStatus, m.NumColumns+m.NumRows)
	for i, s := range m.statuses() {
		switch s & clpBits {
		case clpFree:
			all[i] = lp.AtZero
		case clpBasic:
			all[i] = lp.Basic
		case clpUpper:
			all[i] = lp.AtUpper
		case clpLower, clpFixed:
			all[i] = lp.AtLower
		default:
			all[i] = lp.NonBasic
		}
	}
	return &lp.Basis{Columns: all[:m.NumColumns:m.NumColumns], Rows: all[m.NumColumns:]}
}

// writeBasis sets the basis of a fresh object.
func (m *model) writeBasis(b *lp.Basis) {
	all := make([]byte, 0, m.NumColumns+m.NumRows)
	for j, s := range b.Columns {
		all = append(all, clpStatus(s, m.ColumnLower[j], m.ColumnUpper[j]))
	}
	for i, s := range b.Rows {
		all = append(all, clpStatus(s, m.RowLower[i], m.RowUpper[i]))
	}
	if len(all) > 0 {
		C.Clp_copyinStatus(m.clp, (*C.uchar)(unsafe.Pointer(&all[0])))
	}
}

// clpStatus puts a non-basic entry on a bound that is there: the basis may be
// older than the bounds.
func clpStatus(s lp.BasisStatus, lower, upper float64) byte {
	noLower, noUpper := math.IsInf(lower, -1), math.IsInf(upper, 1)
	switch {
	case s == lp.Basic:
		return clpBasic
	case noLower && noUpper:
		return clpFree
	case lower == upper && s != lp.AtUpper:
		return clpFixed
	case noLower, s == lp.AtUpper && !noUpper:
		return clpUpper
	}
	return clpLower
}
