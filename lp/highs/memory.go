package highs

import "github.com/tetratelabs/wazero/experimental"

// portableMemory grows by copying, as any Go slice does. It doubles, so that
// growing stays cheap, and is the fallback where address space cannot be
// reserved.
type portableMemory struct{ bytes []byte }

func newPortableMemory(capacity uint64) experimental.LinearMemory {
	return &portableMemory{make([]byte, 0, capacity)}
}

// Reallocate implements [experimental.LinearMemory].
func (m *portableMemory) Reallocate(size uint64) []byte {
	if size > uint64(cap(m.bytes)) {
		grown := make([]byte, size, max(size, 2*uint64(cap(m.bytes))))
		copy(grown, m.bytes)
		m.bytes = grown
		return m.bytes
	}
	m.bytes = m.bytes[:size]
	return m.bytes
}

// Free implements [experimental.LinearMemory].
func (m *portableMemory) Free() { m.bytes = nil }
