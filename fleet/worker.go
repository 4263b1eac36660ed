package fleet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// ErrVersion is returned by a worker that found jobs of other versions only.
var ErrVersion = errors.New("another version of the program is asked for")

// Lost is how many workers may vanish over one range, one after the other,
// before the range is held to blame. A killed worker is mostly not the range's
// fault, so it takes far more than a range's own errors.
const Lost = 20

// record is what is known of a failing range.
type record struct {
	Errors   []string `json:"errors"`
	Poisoned bool     `json:"poisoned"`
}

// Worker works for whoever coordinates jobs on the server.
type Worker struct {
	Version string          // of the program
	Works   map[string]Work // what it can do, by kind of job
	Hands   int             // ranges side by side; 0: 1
	Until   func() bool     // asked when there is nothing to do; true: stop. nil: work until the context ends
	Told    func(string)    // events worth a line; nil: none
}

// Serve takes ranges until ctx ends, which is no error. It refuses, with
// [ErrVersion], when all the jobs on the server are of other versions.
func (w Worker) Serve(ctx context.Context, c *Conn) error {
	if w.Told == nil {
		w.Told = func(string) {}
	}
	if err := w.agree(ctx, c); err != nil {
		return err
	}
	cons, err := c.consumerOf(ctx, w.Version)
	if err != nil {
		return ended(ctx, err)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	specs := &cache{}
	var wg sync.WaitGroup
	for range max(1, w.Hands) {
		wg.Go(func() {
			if err := w.hand(ctx, c, cons, specs); err != nil {
				cancel(err)
			}
		})
	}
	wg.Wait()
	return ended(ctx, context.Cause(ctx))
}

// ended turns the end of the context, which is how a worker is told to stop,
// into no error.
func ended(ctx context.Context, err error) error {
	if err == nil || errors.Is(err, context.Canceled) && errors.Is(context.Cause(ctx), context.Canceled) {
		return nil
	}
	return err
}

// agree looks whether some job is of this version, if there is any job.
func (w Worker) agree(ctx context.Context, c *Conn) error {
	keys, err := c.jobs.Keys(ctx)
	if errors.Is(err, jetstream.ErrNoKeysFound) {
		return nil
	}
	if err != nil {
		return ended(ctx, fmt.Errorf("fleet: %w", err))
	}
	var others []string
	for _, k := range keys {
		h, err := c.header(ctx, k)
		if err != nil {
			continue // gone meanwhile
		}
		if h.Version == w.Version {
			return nil
		}
		others = append(others, fmt.Sprintf("job %s wants %s", k, h.Version))
	}
	if len(others) == 0 {
		return nil
	}
	slices.Sort(others)
	return fmt.Errorf("%w: this worker is %s, and %s; install the same version on both sides", ErrVersion, w.Version, strings.Join(others, ", "))
}

// consumerOf finds the consumer of a version; the lease is the coordinator's to
// set, so one that is there stays as it is.
func (c *Conn) consumerOf(ctx context.Context, version string) (jetstream.Consumer, error) {
	name := "workers-" + lane(version)[len("adit.work."):]
	cons, err := c.work.Consumer(ctx, name)
	if errors.Is(err, jetstream.ErrConsumerNotFound) {
		return c.consumer(ctx, version, Options{}.defaults().Lease)
	}
	if err != nil {
		return nil, fmt.Errorf("fleet: %w", err)
	}
	return cons, nil
}

// hand works on one range after the other.
func (w Worker) hand(ctx context.Context, c *Conn, cons jetstream.Consumer, specs *cache) error {
	for ctx.Err() == nil {
		batch, err := cons.Fetch(1, jetstream.FetchMaxWait(time.Second))
		if err != nil {
			if !pause(ctx, time.Second) {
				return nil
			}
			continue // the connection is being taken up again
		}
		idle := true
		for m := range batch.Messages() {
			idle = false
			if err := w.one(ctx, c, m, specs); err != nil {
				return err
			}
		}
		if err := batch.Error(); err != nil && idle && !pause(ctx, 100*time.Millisecond) {
			return nil
		}
		if idle && w.Until != nil && w.Until() {
			return nil
		}
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// one does the range of a message. An error means that this worker cannot go
// on; a range's own failure is none.
func (w Worker) one(ctx context.Context, c *Conn, m jetstream.Msg, specs *cache) error {
	id, r, err := parse(m.Subject())
	if err != nil {
		return m.TermWithReason(err.Error())
	}
	if _, err := c.results.GetInfo(ctx, resultName(id, r)); err == nil {
		return settle(ctx, m) // done by another whose acknowledgement was lost
	}
	h, err := c.header(ctx, id)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return m.TermWithReason("the job is forgotten")
	}
	if err != nil {
		return ended(ctx, err)
	}
	spec, err := specs.get(ctx, c, id)
	if err != nil {
		return ended(ctx, err)
	}
	stop := renew(ctx, m, h.Lease/3)
	answer, err := w.compute(ctx, h, spec, r, m)
	stop()
	if ctx.Err() != nil {
		_ = m.Nak() // at once to another; without it the lease runs out
		return nil
	}
	if err != nil {
		return w.fail(ctx, c, m, id, r, h, err)
	}
	if _, err := c.results.PutBytes(ctx, resultName(id, r), answer); err != nil {
		return ended(ctx, fmt.Errorf("fleet: draws %s of job %s are done but the server does not take them (is its disk full?): %w", r, id, err))
	}
	return settle(ctx, m)
}

// settle acknowledges and waits for the server to say so. Without it the range
// would be handed out once more, and found done.
func settle(ctx context.Context, m jetstream.Msg) error {
	_ = m.DoubleAck(ctx)
	return nil
}

// compute runs the work, and makes a panic of it an error of the range.
func (w Worker) compute(ctx context.Context, h header, spec []byte, r Range, m jetstream.Msg) (answer []byte, err error) {
	work, ok := w.Works[h.Kind]
	if !ok {
		return nil, fmt.Errorf("this worker knows no work of kind %q", h.Kind)
	}
	if meta, err := m.Metadata(); err == nil && meta.NumDelivered > Lost {
		return nil, fmt.Errorf("%d workers vanished while they had these draws", meta.NumDelivered-1)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return work(ctx, spec, r)
}

// fail counts a failure and hands the range back, or sets it aside.
func (w Worker) fail(ctx context.Context, c *Conn, m jetstream.Msg, id string, r Range, h header, cause error) error {
	key := failureKey(id, r)
	var rec record
	if entry, err := c.failures.Get(ctx, key); err == nil {
		if err := json.Unmarshal(entry.Value(), &rec); err != nil {
			return fmt.Errorf("fleet: %w", err)
		}
	}
	rec.Errors = append(rec.Errors, cause.Error())
	rec.Poisoned = len(rec.Errors) >= h.Tries
	b, err := json.Marshal(rec)
	if err != nil {
		return err
	}
	if _, err := c.failures.Put(ctx, key, b); err != nil {
		return ended(ctx, fmt.Errorf("fleet: %w", err))
	}
	line, _, _ := strings.Cut(cause.Error(), "\n")
	w.Told(fmt.Sprintf("draws %s of job %s failed (%d of %d): %s", r, id, len(rec.Errors), h.Tries, line))
	if rec.Poisoned {
		return m.TermWithReason("poisoned")
	}
	return m.Nak()
}

// renew keeps the lease while a range is computed.
func renew(ctx context.Context, m jetstream.Msg, every time.Duration) (stop func()) {
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		tick := time.NewTicker(max(every, 10*time.Millisecond))
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				_ = m.InProgress() // a lost one is made good by the next
			case <-done:
				return
			case <-ctx.Done():
				return
			}
		}
	})
	return func() { close(done); wg.Wait() }
}

// parse reads job and range from a message's subject.
func parse(subject string) (job string, r Range, err error) {
	parts := strings.Split(subject, ".")
	if len(parts) == 5 {
		from, to, ok := strings.Cut(parts[4], "-")
		a, errA := strconv.Atoi(from)
		b, errB := strconv.Atoi(to)
		if ok && errA == nil && errB == nil && 0 <= a && a < b {
			return parts[3], Range{a, b}, nil
		}
	}
	return "", Range{}, fmt.Errorf("fleet: %q names no range of draws", subject)
}

// cache keeps the spec of the job at hand: jobs mostly come one after the
// other.
type cache struct {
	mu   sync.Mutex
	id   string
	spec []byte
}

func (s *cache) get(ctx context.Context, c *Conn, id string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.id == id {
		return s.spec, nil
	}
	b, err := c.specs.GetBytes(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("fleet: spec of job %s: %w", id, err)
	}
	s.id, s.spec = id, b
	return b, nil
}
