//go:build !linux && !darwin

package highs

import "github.com/tetratelabs/wazero/experimental"

func newMemory(capacity, _ uint64) experimental.LinearMemory {
	return newPortableMemory(capacity)
}
