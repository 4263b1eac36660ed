//go:build clp && cgo

package clp

/*
#include <coin/Clp_C_Interface.h>
*/
import "C"

import (
	"fmt"
	"unsafe"

	"adit/lp"
	"adit/lp/internal/mirror"
)

// model is a live CLP object, made anew after each Start: pricing weights, the
// random numbers that perturb costs and break ties, and scaling are hidden in
// it, and nothing in its C interface clears them all. Loading costs less than
// a tenth of a hot solve.
type model struct {
	*mirror.Mirror
	solver *solver
	clp    unsafe.Pointer // nil until the first solve after Start

	// hot: clp holds a basis to continue from. Without a clp, the next solve
	// starts from basis (nil: none).
	hot   bool
	basis *lp.Basis

	activity []float64 // scratch: the value of each row
}

var _ lp.Model = (*model)(nil)

// open is Open for those who hold the lock.
func (s *solver) open(p *lp.Program) (*model, error) {
	if s.closed() {
		return nil, lp.ErrClosed
	}
	data, err := mirror.New(p)
	if err != nil {
		return nil, err
	}
	if data.Integer != nil {
		return nil, fmt.Errorf("clp: %w: use highs", lp.ErrInteger)
	}
	m := &model{Mirror: data, solver: s}
	s.modelsMu.Lock()
	s.models[m] = struct{}{}
	s.modelsMu.Unlock()
	return m, nil
}

// usable says why a model cannot be used, or nil.
func (m *model) usable() error {
	if m.Closed() || m.solver.closed() {
		return lp.ErrClosed
	}
	return nil
}

// Start implements [lp.Model].
func (m *model) Start(b *lp.Basis) error {
	m.solver.mu.RLock()
	defer m.solver.mu.RUnlock()
	if err := m.usable(); err != nil {
		return err
	}
	if b != nil {
		if err := b.Check(m.NumColumns, m.NumRows); err != nil {
			return err
		}
	}
	m.forget()
	m.basis = b
	return nil
}

// forget drops all that CLP knows.
func (m *model) forget() {
	if m.clp != nil {
		C.Clp_deleteModel(m.clp)
	}
	m.clp, m.hot, m.basis = nil, false, nil
}

// Basis implements [lp.Model].
func (m *model) Basis() (*lp.Basis, error) {
	m.solver.mu.RLock()
	defer m.solver.mu.RUnlock()
	if err := m.usable(); err != nil {
		return nil, err
	}
	switch {
	case m.basis != nil:
		return m.basis, nil
	case !m.hot:
		return nil, lp.ErrNoBasis
	}
	return m.readBasis(), nil
}

// Close implements [lp.Model].
func (m *model) Close() error {
	m.solver.mu.RLock()
	defer m.solver.mu.RUnlock()
	m.free()
	return nil
}

// free is Close for those who hold the lock.
func (m *model) free() {
	if !m.Closed() {
		m.Mirror.Close()
		m.forget()
		m.solver.modelsMu.Lock()
		delete(m.solver.models, m)
		m.solver.modelsMu.Unlock()
	}
}

// load makes a CLP object of the program and basis.
func (m *model) load() {
	c := C.Clp_newModel()
	C.Clp_setLogLevel(c, 0) // before anything else: it would print
	C.Clp_loadProblem(c, C.int(m.NumColumns), C.int(m.NumRows),
		ints(m.Matrix.Start), ints(m.Matrix.Index), floats(m.Matrix.Value),
		floats(m.ColumnLower), floats(m.ColumnUpper), floats(m.Cost),
		floats(m.RowLower), floats(m.RowUpper))
	m.Costs.Clear()
	m.Columns.Clear()
	m.Rows.Clear()
	m.clp = c
	if m.basis != nil {
		m.writeBasis(m.basis)
		m.basis = nil
	}
}

// flush hands over what changed, whole arrays at a time: copying them is
// nothing against a solve.
func (m *model) flush() {
	if m.Costs.Count() > 0 {
		C.Clp_chgObjCoefficients(m.clp, floats(m.Cost))
		m.Costs.Clear()
	}
	if m.Columns.Count() > 0 {
		C.Clp_chgColumnLower(m.clp, floats(m.ColumnLower))
		C.Clp_chgColumnUpper(m.clp, floats(m.ColumnUpper))
		m.Columns.Clear()
	}
	if m.Rows.Count() > 0 {
		C.Clp_chgRowLower(m.clp, floats(m.RowLower))
		C.Clp_chgRowUpper(m.clp, floats(m.RowUpper))
		m.Rows.Clear()
	}
}

// floats and ints are Go's arrays as C sees them. An empty one still needs an
// address: null would stand for CLP's own defaults.
func floats(v []float64) *C.double {
	if len(v) == 0 {
		return (*C.double)(unsafe.Pointer(new(float64)))
	}
	return (*C.double)(unsafe.Pointer(&v[0]))
}

func ints(v []int32) *C.int {
	if len(v) == 0 {
		return (*C.int)(unsafe.Pointer(new(int32)))
	}
	return (*C.int)(unsafe.Pointer(&v[0]))
}
