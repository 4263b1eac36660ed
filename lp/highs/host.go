package highs

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

const pageSize = 64 << 10

// Values of errno, as WASI and Linux number them.
const (
	wasiBadFile = 8
	noEntry     = -44
	noTTY       = -59
	notAllowed  = -52
)

// errThrown and its like leave the module by panicking through wazero, which
// turns them into errors of the call.
var (
	errThrown = errors.New("exception thrown in C++") // mostly std::bad_alloc
	errAbort  = errors.New("abort")
	errExit   = errors.New("exit")
)

// host answers what the module asks of its surroundings. It has no files, no
// environment and no console. Its clock does not tell the time, so that no
// result can depend on it: see clock.
type host struct {
	memoryLimit uint64 // bytes
}

// clock is the context of a call and what the module sees of time in it. It
// stands almost still: each look moves it by a tick, the same in every run,
// since HiGHS has loops that wait for time to pass. Once the call is to stop,
// each look leaps past every limit (each, because HiGHS starts more clocks
// later), and HiGHS ends the solve in good order within an iteration.
type clock struct {
	context.Context
	closing func() bool
	now     int64 // nanoseconds since the call began
}

const (
	tick      = 100               // nanoseconds
	stopAfter = 1e5               // seconds, HiGHS's time_limit: 1e12 ticks
	leap      = 2 * 1e5 * 1e9     // nanoseconds
	endOfTime = math.MaxInt64 / 2 // nanoseconds; further would overflow in HiGHS
)

func (c *clock) look() int64 {
	if c.Err() != nil || c.closing() {
		c.now = min(c.now+leap, endOfTime)
	} else {
		c.now += tick
	}
	return c.now
}

// nanoseconds asks the clock of the call, which is its context.
func nanoseconds(ctx context.Context) int64 {
	if c, ok := ctx.(*clock); ok {
		return c.look()
	}
	return 0
}

type hostFunction = func(ctx context.Context, m api.Module, stack []uint64)

// functions are the imports by emscripten's plain names.
func (h *host) functions() map[string]hostFunction {
	nothing := func(context.Context, api.Module, []uint64) {}
	answer := func(v int32) hostFunction {
		return func(_ context.Context, _ api.Module, s []uint64) { s[0] = api.EncodeI32(v) }
	}
	fail := func(err error) hostFunction {
		return func(context.Context, api.Module, []uint64) { panic(err) }
	}
	milliseconds := func(ctx context.Context, _ api.Module, s []uint64) {
		s[0] = api.EncodeF64(float64(nanoseconds(ctx)) / 1e6)
	}
	return map[string]hostFunction{
		"___cxa_throw":                         fail(errThrown),
		"__abort_js":                           fail(errAbort),
		"_exit":                                fail(errExit),
		"_proc_exit":                           fail(errExit),
		"_emscripten_get_now":                  milliseconds,
		"_emscripten_date_now":                 milliseconds,
		"_clock_time_get":                      clockTime,
		"_emscripten_resize_heap":              h.resizeHeap,
		"_fd_write":                            discard,
		"_fd_close":                            answer(0),
		"_fd_read":                             answer(wasiBadFile),
		"_fd_seek":                             answer(wasiBadFile),
		"___syscall_fcntl64":                   answer(notAllowed),
		"___syscall_ioctl":                     answer(noTTY),
		"___syscall_openat":                    answer(noEntry),
		"_environ_get":                         answer(0),
		"_environ_sizes_get":                   emptyEnvironment,
		"__setitimer_js":                       answer(0),
		"__tzset_js":                           nothing,
		"__emscripten_runtime_keepalive_clear": nothing,
	}
}

// instantiate gives the runtime every function the module imports, with the
// types the module declares. One this host does not know fails when called,
// not before: most of emscripten's library is never reached.
func (h *host) instantiate(ctx context.Context, rt wazero.Runtime, cm wazero.CompiledModule, n *names) error {
	known := h.functions()
	builders := map[string]wazero.HostModuleBuilder{}
	for _, def := range cm.ImportedFunctions() {
		module, name, _ := def.Import()
		b := builders[module]
		if b == nil {
			b = rt.NewHostModuleBuilder(module)
			builders[module] = b
		}
		plain := n.Imports[name]
		f := known[plain]
		if f == nil {
			err := fmt.Errorf("highs.wasm wants %s.%s (%q), which is not provided", module, name, plain)
			f = func(context.Context, api.Module, []uint64) { panic(err) }
		}
		b.NewFunctionBuilder().
			WithGoModuleFunction(api.GoModuleFunc(f), def.ParamTypes(), def.ResultTypes()).
			Export(name)
	}
	for _, b := range builders {
		if _, err := b.Instantiate(ctx); err != nil {
			return err
		}
	}
	return nil
}

func clockTime(ctx context.Context, m api.Module, s []uint64) {
	m.Memory().WriteUint64Le(uint32(s[2]), uint64(nanoseconds(ctx)))
	s[0] = 0
}

// resizeHeap grows the memory by a fifth at least, as emscripten's own host
// does, up to the limit.
func (h *host) resizeHeap(_ context.Context, m api.Module, s []uint64) {
	want, have := uint64(uint32(s[0])), uint64(m.Memory().Size())
	s[0] = 0
	if want > h.memoryLimit {
		return
	}
	size := min(max(want, have+have/5), h.memoryLimit)
	if _, ok := m.Memory().Grow(uint32((size - have + pageSize - 1) / pageSize)); ok {
		s[0] = 1
	}
}

// discard takes what HiGHS would print. Output is off; this is what remains.
func discard(_ context.Context, m api.Module, s []uint64) {
	vectors, n, out := uint32(s[1]), uint32(s[2]), uint32(s[3])
	var total uint32
	for k := range n {
		size, _ := m.Memory().ReadUint32Le(vectors + k*8 + 4)
		total += size
	}
	m.Memory().WriteUint32Le(out, total)
	s[0] = 0
}

func emptyEnvironment(_ context.Context, m api.Module, s []uint64) {
	m.Memory().WriteUint32Le(uint32(s[0]), 0)
	m.Memory().WriteUint32Le(uint32(s[1]), 0)
	s[0] = 0
}
