package fleet_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"adit/fleet"
	"adit/fleet/fleettest"
)

const version = "test 1"

// toy is work whose answer names its draws: the hash chain of each of them.
func toy(_ context.Context, spec []byte, r fleet.Range) ([]byte, error) {
	var out bytes.Buffer
	for d := r.From; d < r.To; d++ {
		h := sha256.Sum256(fmt.Appendf(nil, "%s %d", spec, d))
		for range 2000 {
			h = sha256.Sum256(h[:])
		}
		fmt.Fprintf(&out, "%d %x\n", d, h)
	}
	return out.Bytes(), nil
}

func job(draws, chunk int) fleet.Job {
	return fleet.Job{Kind: "toy", Version: version, Spec: []byte("spec"), Draws: draws, Chunk: chunk}
}

// whole is the answer of one worker that does everything at once.
func whole(t *testing.T, j fleet.Job) []byte {
	t.Helper()
	b, err := toy(t.Context(), j.Spec, fleet.Range{From: 0, To: j.Draws})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func embed(t *testing.T, folder string) *fleet.Embedded {
	t.Helper()
	s, err := fleet.Embed(folder, "secret")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func dial(t *testing.T, url string) *fleet.Conn {
	t.Helper()
	c, err := fleet.Dial(t.Context(), fleet.Address{URL: url}, t.Name(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// serve runs a worker until the test ends.
func serve(t *testing.T, url string, w fleet.Worker) {
	t.Helper()
	c := dial(t, url)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.Serve(ctx, c) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("worker: %v", err)
		}
	})
}

func works(w fleet.Work) map[string]fleet.Work { return map[string]fleet.Work{"toy": w} }

var quick = fleet.Options{Lease: time.Second}

func TestAnyNumberOfWorkersAndAnyServerGiveOneAnswer(t *testing.T) {
	j := job(97, 10)
	want := whole(t, j)
	check := func(t *testing.T, url string, workers int) {
		for range workers {
			serve(t, url, fleet.Worker{Version: version, Works: works(toy)})
		}
		c := dial(t, url)
		var last int
		o := quick
		o.Progress = func(done, total int) {
			if done < last || total != 10 {
				t.Errorf("progress %d of %d after %d", done, total, last)
			}
			last = done
		}
		res, err := c.Coordinate(t.Context(), j, o)
		if err != nil {
			t.Fatal(err)
		}
		if got := bytes.Join(res.Answers, nil); !bytes.Equal(got, want) || res.Found != 0 || last != 10 {
			t.Errorf("%d bytes of %d, %d found before, progress ended at %d", len(got), len(want), res.Found, last)
		}
		again, err := c.Coordinate(t.Context(), j, quick)
		if err != nil || again.Found != 10 || !bytes.Equal(bytes.Join(again.Answers, nil), want) {
			t.Errorf("asked again, a job is found whole: %v", err)
		}
		if err := c.Forget(t.Context(), j); err != nil {
			t.Error(err)
		}
		if again, err := c.Coordinate(t.Context(), j, quick); err != nil || again.Found != 0 {
			t.Errorf("a forgotten job is done anew: %v", err)
		}
	}
	for _, workers := range []int{1, 2, 4} {
		t.Run(fmt.Sprintf("embedded, %d workers", workers), func(t *testing.T) { check(t, embed(t, t.TempDir()).URL(), workers) })
	}
	t.Run("a server of its own, 2 workers", func(t *testing.T) { check(t, fleettest.Server(t), 2) })
}

// The server with its files outlives the coordinator that ran it.
func TestCoordinatorGoesOnWhereTheLastOneEnded(t *testing.T) {
	folder := t.TempDir()
	j := job(60, 5)
	first := embed(t, folder)
	ctx, cancel := context.WithCancel(t.Context())
	var computed atomic.Int32
	work := func(c context.Context, spec []byte, r fleet.Range) ([]byte, error) {
		if computed.Add(1) > 5 {
			cancel()
			<-c.Done() // not one more
			return nil, c.Err()
		}
		return toy(c, spec, r)
	}
	w := fleet.Worker{Version: version, Works: works(work)}
	conn := dial(t, first.URL())
	wctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- w.Serve(wctx, conn) }()
	res, err := dial(t, first.URL()).Coordinate(ctx, j, quick)
	if !errors.Is(err, context.Canceled) || res == nil {
		t.Fatalf("a stopped coordinator says so and keeps what it has: %v", err)
	}
	stop()
	<-ended
	first.Close()

	second := embed(t, folder)
	computed.Store(-1000)
	serve(t, second.URL(), fleet.Worker{Version: version, Works: works(work)})
	res, err = dial(t, second.URL()).Coordinate(t.Context(), j, quick)
	if err != nil {
		t.Fatal(err)
	}
	if n := computed.Load() + 1000; n != 12-5 {
		t.Errorf("the second run computed %d ranges; 5 of 12 were done", n)
	}
	if !bytes.Equal(bytes.Join(res.Answers, nil), whole(t, j)) {
		t.Error("the answer differs")
	}
}

func TestPoisonedRangesAreSetAsideAndTheOthersFinish(t *testing.T) {
	url := embed(t, t.TempDir()).URL()
	var tries atomic.Int32
	serve(t, url, fleet.Worker{Version: version, Works: works(func(c context.Context, spec []byte, r fleet.Range) ([]byte, error) {
		switch {
		case r.From == 10:
			tries.Add(1)
			return nil, errors.New("ten is poison")
		case r.From == 20:
			panic("twenty panics")
		}
		return toy(c, spec, r)
	})})
	j := job(50, 10)
	res, err := dial(t, url).Coordinate(t.Context(), j, quick)
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Failures) != 2 || tries.Load() != 3 {
		t.Fatalf("%d failures after %d tries", len(res.Failures), tries.Load())
	}
	f := res.Failures[0]
	if f.Range.From != 10 || len(f.Errors) != 3 || f.Errors[2] != "ten is poison" || !strings.Contains(res.Failures[1].Errors[0], "twenty panics") {
		t.Errorf("%+v", res.Failures)
	}
	for i, a := range res.Answers {
		if poisoned := i == 1 || i == 2; poisoned != (a == nil) {
			t.Errorf("range %d: %d bytes", i, len(a))
		}
	}
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	again, err := fleet.ReadFailure(b)
	if err != nil || string(again.Spec) != "spec" || again.Range != f.Range {
		t.Errorf("a state file keeps what a replay needs: %+v, %v", again, err)
	}
	if _, err := fleet.ReadFailure([]byte(`{"kind": ""}`)); err == nil {
		t.Error("a file that names no work is refused")
	}
}

func TestAnotherVersionRefuses(t *testing.T) {
	url := embed(t, t.TempDir()).URL()
	j := job(10, 5)
	ctx, cancel := context.WithCancel(t.Context())
	go dial(t, url).Coordinate(ctx, j, quick)
	defer cancel()
	other := fleet.Worker{Version: "test 2", Works: works(toy)}
	c := dial(t, url)
	deadline := time.Now().Add(20 * time.Second)
	for {
		short, stop := context.WithTimeout(t.Context(), 300*time.Millisecond)
		err := other.Serve(short, c)
		stop()
		if errors.Is(err, fleet.ErrVersion) {
			if !strings.Contains(err.Error(), "wants test 1") {
				t.Error(err)
			}
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("a worker of another version worked on: %v", err)
		}
	}
}

func TestUnreachableServer(t *testing.T) {
	_, err := fleet.Dial(t.Context(), fleet.Address{URL: "nats://127.0.0.1:1"}, "test", nil)
	if err == nil || !strings.Contains(err.Error(), "is it up") {
		t.Errorf("%v", err)
	}
}

func TestJobsAreKnownByAllTheyDependOn(t *testing.T) {
	a := job(10, 5)
	ids := map[string]bool{a.ID(): true}
	for _, change := range []func(*fleet.Job){
		func(j *fleet.Job) { j.Kind = "other" }, func(j *fleet.Job) { j.Version = "other" }, func(j *fleet.Job) { j.Spec = []byte("other") },
		func(j *fleet.Job) { j.Draws++ }, func(j *fleet.Job) { j.Chunk++ },
		func(j *fleet.Job) { j.Kind, j.Version = "toyt", "est 1" },
	} {
		b := a
		change(&b)
		ids[b.ID()] = true
	}
	if len(ids) != 7 || a.ID() != job(10, 5).ID() {
		t.Errorf("%d ids of 7 jobs", len(ids))
	}
	if _, err := dial(t, embed(t, t.TempDir()).URL()).Coordinate(t.Context(), fleet.Job{}, quick); err == nil {
		t.Error("a job of nothing is refused")
	}
}

// TestMain makes the test binary a worker or a coordinator when asked, to be
// killed.
func TestMain(m *testing.M) {
	worker, coordinator := os.Getenv("FLEET_TEST_WORKER"), os.Getenv("FLEET_TEST_COORDINATOR")
	if worker+coordinator == "" {
		os.Exit(m.Run())
	}
	if err := victim(context.Background(), worker, coordinator); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func victim(ctx context.Context, worker, coordinator string) error {
	c, err := fleet.Dial(ctx, fleet.Address{URL: worker + coordinator}, "victim", nil)
	if err != nil {
		return err
	}
	if coordinator != "" {
		draws, err := strconv.Atoi(os.Getenv("FLEET_TEST_DRAWS"))
		if err != nil {
			return err
		}
		_, err = c.Coordinate(ctx, job(draws, 4), quick)
		return err
	}
	return fleet.Worker{Version: version, Works: works(func(ctx context.Context, spec []byte, r fleet.Range) ([]byte, error) {
		time.Sleep(20 * time.Millisecond)
		return toy(ctx, spec, r)
	})}.Serve(ctx, c)
}
