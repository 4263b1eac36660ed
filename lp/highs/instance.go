package highs

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"adit/lp"
)

// instance is one running copy of the module with its own memory. Once a call
// has failed its memory may be in any state, so it answers no more.
type instance struct {
	module api.Module
	memory api.Memory
	fn     [functionCount]api.Function
	stack  [16]uint64 // parameters and result of a call
	clock  clock
	limit  uint64 // bytes
	broken error
}

func (s *Solver) instantiate(ctx context.Context) (_ *instance, err error) {
	// wazero panics when it cannot have the memory the module starts with.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: highs: starting an instance: %v", lp.ErrBroken, r)
		}
	}()
	m, err := s.runtime.InstantiateModule(s.withMemory(ctx), s.module,
		wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		return nil, err
	}
	in := &instance{module: m, memory: m.Memory(), limit: s.options.MemoryLimit}
	in.clock.closing = s.closing.Load
	for i, name := range functionNames {
		if in.fn[i] = m.ExportedFunction(s.names.Exports[name]); in.fn[i] == nil {
			in.close()
			return nil, fmt.Errorf("highs.wasm does not export %s as %q: run make assets", name, s.names.Exports[name])
		}
	}
	if _, err := in.call(ctx, fInit); err != nil {
		in.close()
		return nil, err
	}
	return in, nil
}

func (in *instance) close() {
	if in.module != nil {
		_ = in.module.Close(context.Background()) // frees memory only
		in.module = nil
	}
}

// call calls a function. Integers are passed as they are, floats through
// api.EncodeF64.
func (in *instance) call(ctx context.Context, f function, args ...uint64) (uint64, error) {
	if in.broken != nil {
		return 0, in.broken
	}
	copy(in.stack[:], args)
	in.clock.Context, in.clock.now = ctx, 0
	err := in.fn[f].CallWithStack(&in.clock, in.stack[:])
	in.clock.Context = nil // it may hold much; the model may live long
	if err != nil {
		in.broken = in.explain(f, err)
		return 0, in.broken
	}
	return in.stack[0], nil
}

// explain turns wazero's error into a line: what follows is a trace of stack
// frames without names.
func (in *instance) explain(f function, err error) error {
	line, _, _ := strings.Cut(err.Error(), "\n")
	err = errors.New(line)
	if size := uint64(in.memory.Size()); size > in.limit/2 {
		return fmt.Errorf("%w: highs: %s: %w, with %d MiB of at most %d in use: out of memory?",
			lp.ErrBroken, functionNames[f], err, size>>20, in.limit>>20)
	}
	return fmt.Errorf("%w: highs: %s: %w", lp.ErrBroken, functionNames[f], err)
}

// alloc reserves n bytes of the module's memory.
func (in *instance) alloc(n int) (uint32, error) {
	at, err := in.call(context.Background(), fMalloc, uint64(max(n, 8)))
	if err != nil {
		return 0, err
	}
	if at == 0 {
		in.broken = fmt.Errorf("%w: highs: out of memory: limit %d MiB", lp.ErrBroken, in.limit>>20)
		return 0, in.broken
	}
	return uint32(at), nil
}

func (in *instance) release(at uint32) {
	_, _ = in.call(context.Background(), fFree, uint64(at)) // a failure shows in the next call
}

// view returns n bytes of the module's memory. It is valid until the next call.
func (in *instance) view(at uint32, n int) []byte {
	b, ok := in.memory.Read(at, uint32(n))
	if !ok {
		// Only addresses malloc returned come here.
		panic(fmt.Sprintf("highs: %d bytes at %d lie outside the module's memory", n, at))
	}
	return b
}

func (in *instance) putFloats(at uint32, values []float64) {
	b := in.view(at, 8*len(values))
	for i, v := range values {
		binary.LittleEndian.PutUint64(b[8*i:], math.Float64bits(v))
	}
}

func (in *instance) putInts(at uint32, values []int32) {
	b := in.view(at, 4*len(values))
	for i, v := range values {
		binary.LittleEndian.PutUint32(b[4*i:], uint32(v))
	}
}

func (in *instance) floats(at uint32, to []float64) {
	b := in.view(at, 8*len(to))
	for i := range to {
		to[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
	}
}

func (in *instance) int(at uint32) int32 {
	v, _ := in.memory.ReadUint32Le(at)
	return int32(v)
}

// text reads a C string.
func (in *instance) text(at uint32) string {
	var out []byte
	for {
		c, ok := in.memory.ReadByte(at)
		if !ok || c == 0 {
			return string(out)
		}
		out = append(out, c)
		at++
	}
}

// putText stores a C string; release it.
func (in *instance) putText(s string) (uint32, error) {
	at, err := in.alloc(len(s) + 1)
	if err != nil {
		return 0, err
	}
	in.memory.Write(at, append([]byte(s), 0))
	return at, nil
}
