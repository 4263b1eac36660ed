package fleet_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"adit/fleet"
)

// kills is how many workers are killed: 10, or FLEET_KILLS (make soak: 100).
func kills(t *testing.T) int {
	v := os.Getenv("FLEET_KILLS")
	if v == "" {
		return 10
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		t.Fatalf("FLEET_KILLS=%s: %v", v, err)
	}
	return n
}

// Workers are killed without warning, and the coordinator twice; every draw is
// there, once, with the right answer.
func TestKilledWorkersLoseNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("short: needs processes to kill")
	}
	n := kills(t)
	url := embed(t, t.TempDir()).URL()
	j := job(60*n, 4) // enough to outlast the killing
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	const side = 3 // workers at a time
	var wg sync.WaitGroup
	var mu sync.Mutex
	killed := 0
	enough := make(chan struct{})
	for w := range side {
		random := rand.New(rand.NewPCG(uint64(w), 1))
		wg.Go(func() {
			for ctx.Err() == nil {
				cmd := exec.Command(os.Args[0])
				cmd.Env = append(os.Environ(), "FLEET_TEST_WORKER="+url)
				if err := cmd.Start(); err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				last := killed >= n
				mu.Unlock()
				if last {
					<-ctx.Done() // the survivors finish the job
				} else {
					time.Sleep(time.Duration(200+random.IntN(400)) * time.Millisecond)
				}
				cmd.Process.Kill()
				cmd.Wait()
				mu.Lock()
				if killed++; killed == n {
					close(enough)
				}
				mu.Unlock()
			}
		})
	}

	for range 2 { // two coordinators are killed
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "FLEET_TEST_COORDINATOR="+url, "FLEET_TEST_DRAWS="+strconv.Itoa(j.Draws))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		cmd.Process.Kill()
		if err := cmd.Wait(); err == nil {
			t.Error("the job was over before its coordinator was killed: make it longer")
		}
	}
	res, err := dial(t, url).Coordinate(ctx, j, quick)
	if err != nil {
		t.Fatal(err)
	}
	select {
	case <-enough:
	default:
		mu.Lock()
		t.Logf("the job was over after %d kills", killed)
		mu.Unlock()
	}
	cancel()
	wg.Wait()
	if len(res.Failures) > 0 {
		t.Fatalf("being killed poisons nothing: %+v", res.Failures[0].Errors)
	}
	if got, want := bytes.Join(res.Answers, nil), whole(t, fleet.Job{Spec: j.Spec, Draws: j.Draws}); !bytes.Equal(got, want) {
		t.Errorf("%d bytes, want %d: draws are missing, doubled or wrong", len(got), len(want))
	}
}
