//go:build linux || darwin

package highs

import (
	"math/bits"
	"syscall"

	"github.com/tetratelabs/wazero/experimental"
)

// mappedMemory reserves the whole address range once. The kernel commits pages
// as they are touched, growing never copies, and Free returns everything at
// once without the garbage collector: a solver's memory use falls to a sixth.
type mappedMemory struct{ bytes []byte }

func newMemory(capacity, limit uint64) experimental.LinearMemory {
	if bits.UintSize == 64 {
		bytes, err := syscall.Mmap(-1, 0, int(limit),
			syscall.PROT_READ|syscall.PROT_WRITE,
			syscall.MAP_ANON|syscall.MAP_PRIVATE|syscall.MAP_NORESERVE)
		if err == nil {
			return &mappedMemory{bytes}
		}
	}
	return newPortableMemory(capacity)
}

// Reallocate implements [experimental.LinearMemory]; nil means no.
func (m *mappedMemory) Reallocate(size uint64) []byte {
	if size > uint64(len(m.bytes)) {
		return nil
	}
	return m.bytes[:size]
}

// Free implements [experimental.LinearMemory].
func (m *mappedMemory) Free() {
	if m.bytes != nil {
		_ = syscall.Munmap(m.bytes) // nothing to be done about it
		m.bytes = nil
	}
}
