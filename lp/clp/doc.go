// Package clp solves linear programs with COIN-OR CLP, through cgo: faster than
// lp/highs on the hot programs of a market, and the second opinion that tests
// compare with. It is there only in builds with the tag clp and with cgo, where
// CLP's headers are installed (Debian: coinor-libclp-dev); in others [New] says
// [ErrNotBuilt].
//
// Programs with integers are refused ([lp.ErrInteger]): they are for lp/highs.
//
// Results are the same to the last bit on one machine, whatever its load, the
// number of models and what else they solve. Another version of CLP, or another
// library of BLAS beneath it, may give other bits.
package clp

import "errors"

// ErrNotBuilt: this program was built without CLP.
var ErrNotBuilt = errors.New("clp: not in this program: build it with -tags clp where COIN-OR CLP is installed (Debian: coinor-libclp-dev)")
