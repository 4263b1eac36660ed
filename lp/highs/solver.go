// Package highs solves linear and mixed-integer programs with HiGHS, compiled
// to WebAssembly and run inside wazero: no cgo, one static binary, and a crash
// of the solver is a Go error.
//
// Results are the same to the last bit on one CPU architecture, whatever the
// machine's load, the number of models and what else they solve: HiGHS runs in
// one thread and sees no clock.
package highs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"

	"adit/lp"
)

// Options of a [Solver]. The zero value is good.
type Options struct {
	// CacheDir keeps the compiled module between runs (2.2 s to compile, 65 ms
	// to load). Empty means "adit/wazero" in the user's cache folder; "-" means
	// none. A folder that cannot be written to is done without.
	CacheDir string
	// MemoryLimit is the most memory one model may use, in bytes. 0 means
	// 2 GiB, about 1.3 million columns; at least 32 MiB, at most 4 GiB.
	MemoryLimit uint64
	// RelativeGap ends the search of a mixed-integer program when the best
	// point is proven to be within this share of the optimum. 0 means 1e-6.
	RelativeGap float64
	// Assets holds highs.wasm and exports.json. Nil means the embedded ones.
	Assets fs.FS
}

// Solver is HiGHS, compiled once. It is safe for concurrent use.
type Solver struct {
	options Options
	names   *names
	runtime wazero.Runtime
	module  wazero.CompiledModule
	cache   wazero.CompilationCache
	version string

	// Every call into a module holds mu for reading, so that Close cannot
	// unmap memory under a running solve; closing makes such solves stop.
	mu      sync.RWMutex
	closing atomic.Bool
	closed  bool
}

var _ lp.Solver = (*Solver)(nil)

// New compiles HiGHS, or loads it from the cache. It returns [ErrNoAssets]
// when the program was built without it.
func New(ctx context.Context, options Options) (_ *Solver, err error) {
	if options.MemoryLimit == 0 {
		options.MemoryLimit = 2 << 30
	}
	options.MemoryLimit = min(max(options.MemoryLimit, 32<<20), 4<<30-pageSize)
	if options.RelativeGap == 0 {
		options.RelativeGap = 1e-6
	}
	s := &Solver{options: options}
	var wasm []byte
	if wasm, s.names, err = loadAssets(options.Assets); err != nil {
		return nil, fmt.Errorf("highs: %w", err)
	}
	defer func() {
		if err != nil {
			_ = s.Close() // the first error matters
			err = fmt.Errorf("highs: %w", err)
		}
	}()
	config := wazero.NewRuntimeConfig()
	if s.cache = openCache(options.CacheDir); s.cache != nil {
		config = config.WithCompilationCache(s.cache)
	}
	s.runtime = wazero.NewRuntimeWithConfig(ctx, config)
	if s.module, err = s.runtime.CompileModule(ctx, wasm); err != nil {
		return nil, err
	}
	h := &host{memoryLimit: options.MemoryLimit}
	if err = h.instantiate(ctx, s.runtime, s.module, s.names); err != nil {
		return nil, err
	}
	if s.version, err = s.askVersion(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// Name is "highs", the version HiGHS gives itself, and that of the npm package
// it came in; the package counts its own repairs.
func (s *Solver) Name() string { return "highs " + s.version + " (npm " + s.names.Package + ")" }

// Close frees all models and the compiled code. Running solves are cancelled.
func (s *Solver) Close() error {
	s.closing.Store(true)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	ctx := context.Background()
	var errs []error
	if s.runtime != nil {
		errs = append(errs, s.runtime.Close(ctx))
	}
	if s.cache != nil {
		errs = append(errs, s.cache.Close(ctx))
	}
	return errors.Join(errs...)
}

// askVersion calls one harmless function, which also shows that the names fit.
func (s *Solver) askVersion(ctx context.Context) (string, error) {
	in, err := s.instantiate(ctx)
	if err != nil {
		return "", err
	}
	defer in.close()
	at, err := in.call(ctx, fVersion)
	if err != nil {
		return "", err
	}
	return in.text(uint32(at)), nil
}

// openCache opens the compile cache, or returns nil where there can be none.
func openCache(dir string) wazero.CompilationCache {
	if dir == "-" {
		return nil
	}
	if dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		dir = filepath.Join(base, "adit", "wazero")
	}
	// wazero reports an unwritable folder only when it stores the module, and
	// then fails to compile it, so try first.
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil
	}
	probe, err := os.CreateTemp(dir, "probe-*")
	if err != nil {
		return nil
	}
	_ = probe.Close()
	_ = os.Remove(probe.Name())
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil
	}
	return cache
}

// withMemory makes instances use this package's memory.
func (s *Solver) withMemory(ctx context.Context) context.Context {
	limit := s.options.MemoryLimit
	return experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(
		func(capacity, moduleLimit uint64) experimental.LinearMemory {
			return newMemory(capacity, min(limit, moduleLimit))
		}))
}
