//go:build !clp || !cgo

package clp

import "adit/lp"

// Built says whether this program holds CLP.
const Built = false

// New returns [ErrNotBuilt].
func New() (lp.Solver, error) { return nil, ErrNotBuilt }
