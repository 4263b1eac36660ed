//go:build clp && cgo

package clp

/*
#include <coin/Clp_C_Interface.h>
*/
import "C"

import (
	"context"
	"sync"
)

// watch makes CLP stop within an iteration once a context ends, until the
// function it returns is called.
//
// CLP asks each iteration whether its time is up, where a limit is set. So the
// limit, none at first, is set to nothing by whoever notices the end: a store of
// one aligned word, which the next iteration reads. Until then the solve runs as
// if it could not be stopped, so no result depends on when one looks.
func (m *model) watch(ctx context.Context) (done func()) {
	C.Clp_setMaximumSeconds(m.clp, -1) // no limit
	var group sync.WaitGroup
	var stops []func() bool
	for _, ctx := range []context.Context{ctx, m.solver.closing} {
		if ctx.Done() == nil {
			continue
		}
		group.Add(1)
		stops = append(stops, context.AfterFunc(ctx, func() {
			defer group.Done()
			C.Clp_setMaximumSeconds(m.clp, 0)
		}))
	}
	return func() {
		for _, stop := range stops {
			if stop() {
				group.Done()
			}
		}
		group.Wait() // none may touch the object any more
	}
}
