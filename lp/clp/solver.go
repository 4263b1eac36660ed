//go:build clp && cgo

package clp

/*
#cgo LDFLAGS: -lClp -lCoinUtils
#include <coin/Clp_C_Interface.h>
*/
import "C"

import (
	"context"
	"sync"

	"adit/lp"
)

// Built says whether this program holds CLP.
const Built = true

// solver is a set of models. It is safe for concurrent use.
type solver struct {
	// closing ends running solves. Every call into CLP holds mu for reading, so
	// that Close cannot free a model under a running solve.
	closing context.Context
	stop    context.CancelFunc
	mu      sync.RWMutex

	modelsMu sync.Mutex
	models   map[*model]struct{} // the open ones: the collector does not see them
}

var _ lp.Solver = (*solver)(nil)

// New returns CLP.
func New() (lp.Solver, error) {
	s := &solver{models: map[*model]struct{}{}}
	s.closing, s.stop = context.WithCancel(context.Background())
	return s, nil
}

// Name is "clp" and the version the library gives itself.
func (s *solver) Name() string { return "clp " + C.GoString(C.Clp_Version()) }

// Close frees all models. Running solves are cancelled.
func (s *solver) Close() error {
	s.stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for m := range s.models {
		m.free()
	}
	return nil
}

// closed is for those who hold the lock.
func (s *solver) closed() bool { return s.closing.Err() != nil }

// Open loads a program.
func (s *solver) Open(p *lp.Program) (lp.Model, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	m, err := s.open(p)
	if err != nil {
		return nil, err
	}
	return m, nil
}
