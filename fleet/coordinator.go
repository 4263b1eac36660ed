package fleet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Options of a coordinator.
type Options struct {
	Lease    time.Duration         // a range is taken from a worker silent for so long; 0: 30 s
	Tries    int                   // failures that poison a range; 0: 3
	Progress func(done, total int) // ranges, poisoned ones among those done; nil: none
}

func (o Options) defaults() Options {
	if o.Lease == 0 {
		o.Lease = 30 * time.Second
	}
	if o.Tries == 0 {
		o.Tries = 3
	}
	if o.Progress == nil {
		o.Progress = func(int, int) {}
	}
	return o
}

// Result is what a job came to.
type Result struct {
	Ranges   []Range
	Answers  [][]byte   // one a range; nil where it is missing or poisoned
	Failures []*Failure // poisoned ranges, in order
	Found    int        // ranges that were finished before this coordinator came
}

// Coordinate queues the ranges of a job that have no answer yet and waits for
// workers to give them. When ctx ends, what is finished is returned with the
// context's error; the rest stays queued, and coordinating the same job again
// goes on from there. Earlier failures of the job are forgotten: they are tried
// again.
func (c *Conn) Coordinate(ctx context.Context, job Job, o Options) (*Result, error) {
	if err := job.check(); err != nil {
		return nil, err
	}
	o = o.defaults()
	id := job.ID()
	res := &Result{Ranges: job.Ranges()}
	res.Answers = make([][]byte, len(res.Ranges))
	finished, err := c.finished(ctx, id)
	if err != nil {
		return nil, err
	}
	res.Found = len(finished)
	if res.Found < len(res.Ranges) {
		if err := c.queue(ctx, job, res.Ranges, finished, o); err != nil {
			return nil, err
		}
	}
	poisoned, err := c.wait(ctx, id, len(res.Ranges), o)
	if err := c.collect(context.WithoutCancel(ctx), job, res, poisoned); err != nil {
		return nil, err
	}
	if err == nil {
		err = c.jobs.Purge(ctx, id) // nobody need refuse it any more
	}
	return res, err
}

// queue puts the job and its open ranges on the server.
func (c *Conn) queue(ctx context.Context, job Job, ranges []Range, finished map[string]bool, o Options) error {
	id := job.ID()
	if _, err := c.specs.GetInfo(ctx, id); errors.Is(err, jetstream.ErrObjectNotFound) {
		if _, err := c.specs.PutBytes(ctx, id, job.Spec); err != nil {
			return fmt.Errorf("fleet: putting job %s on the server (is its disk full?): %w", id, err)
		}
	} else if err != nil {
		return fmt.Errorf("fleet: %w", err)
	}
	h, err := json.Marshal(header{job.Kind, job.Version, job.Draws, job.Chunk, o.Tries, o.Lease})
	if err != nil {
		return err
	}
	if _, err := c.jobs.Put(ctx, id, h); err != nil {
		return fmt.Errorf("fleet: putting job %s on the server: %w", id, err)
	}
	if _, err := c.consumer(ctx, job.Version, o.Lease); err != nil {
		return err
	}
	for _, r := range ranges {
		if finished[r.String()] {
			continue
		}
		if err := c.failures.Purge(ctx, failureKey(id, r)); err != nil {
			return fmt.Errorf("fleet: %w", err)
		}
		if _, err := c.js.Publish(ctx, subject(job.Version, id, r), nil); err != nil && !queued(err) {
			return fmt.Errorf("fleet: queueing draws %s (is the server's disk full?): %w", r, err)
		}
	}
	return nil
}

// queued reports whether publishing failed because the range is in the queue
// already.
func queued(err error) bool {
	var api *jetstream.APIError
	const storeFailed = 10077 // JSStreamStoreFailedF, which here wraps "maximum messages per subject exceeded"
	return errors.As(err, &api) && api.ErrorCode == storeFailed && strings.Contains(api.Description, "per subject")
}

// consumer is the one that all workers of a version share.
func (c *Conn) consumer(ctx context.Context, version string, lease time.Duration) (jetstream.Consumer, error) {
	name := "workers-" + lane(version)[len("adit.work."):]
	cons, err := c.work.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{
		Durable: name, FilterSubject: lane(version) + ".>", AckPolicy: jetstream.AckExplicitPolicy,
		AckWait: lease, MaxDeliver: -1, MaxAckPending: -1,
	})
	if err != nil {
		return nil, fmt.Errorf("fleet: %w", err)
	}
	return cons, nil
}

// finished are the ranges of a job that have an answer.
func (c *Conn) finished(ctx context.Context, job string) (map[string]bool, error) {
	infos, err := c.results.List(ctx)
	if err != nil && !errors.Is(err, jetstream.ErrNoObjectsFound) {
		return nil, fmt.Errorf("fleet: %w", err)
	}
	out := map[string]bool{}
	for _, i := range infos {
		if name, ours := strings.CutPrefix(i.Name, job+"/"); ours {
			out[name] = true
		}
	}
	return out, nil
}

// wait looks until every range has an answer or is poisoned, and returns the
// poisoned ones by key.
func (c *Conn) wait(ctx context.Context, job string, total int, o Options) (map[string]*record, error) {
	watcher, err := c.results.Watch(ctx)
	if err != nil {
		return nil, fmt.Errorf("fleet: %w", err)
	}
	defer watcher.Stop()
	failing, err := c.failures.Watch(ctx, job+".*")
	if err != nil {
		return nil, fmt.Errorf("fleet: %w", err)
	}
	defer failing.Stop()
	done, poisoned := map[string]bool{}, map[string]*record{}
	for {
		o.Progress(len(done)+len(poisoned), total)
		if len(done)+len(poisoned) >= total {
			return poisoned, nil
		}
		select {
		case <-ctx.Done():
			return poisoned, context.Cause(ctx)
		case info, ok := <-watcher.Updates():
			if !ok {
				return poisoned, fmt.Errorf("fleet: the server ended the watch of results")
			}
			if info == nil || info.Deleted {
				continue
			}
			if name, ours := strings.CutPrefix(info.Name, job+"/"); ours {
				done[name] = true
				delete(poisoned, job+"."+name)
			}
		case entry, ok := <-failing.Updates():
			if !ok {
				return poisoned, fmt.Errorf("fleet: the server ended the watch of failures")
			}
			if entry == nil || entry.Operation() != jetstream.KeyValuePut {
				continue
			}
			var r record
			if err := json.Unmarshal(entry.Value(), &r); err != nil {
				return poisoned, fmt.Errorf("fleet: %w", err)
			}
			if r.Poisoned && !done[entry.Key()[len(job)+1:]] {
				poisoned[entry.Key()] = &r
			}
		}
	}
}

// collect fetches the answers there are.
func (c *Conn) collect(ctx context.Context, job Job, res *Result, poisoned map[string]*record) error {
	id := job.ID()
	for i, r := range res.Ranges {
		if p := poisoned[failureKey(id, r)]; p != nil {
			res.Failures = append(res.Failures, &Failure{Kind: job.Kind, Version: job.Version, Job: id, Range: r, Errors: p.Errors, Spec: job.Spec})
			continue
		}
		b, err := c.results.GetBytes(ctx, resultName(id, r))
		if errors.Is(err, jetstream.ErrObjectNotFound) {
			continue
		}
		if err != nil {
			return fmt.Errorf("fleet: fetching draws %s: %w", r, err)
		}
		res.Answers[i] = b
	}
	return nil
}

// Forget deletes a job and all its answers from the server.
func (c *Conn) Forget(ctx context.Context, job Job) error {
	id := job.ID()
	finished, err := c.finished(ctx, id)
	if err != nil {
		return err
	}
	for name := range finished {
		err = errors.Join(err, c.results.Delete(ctx, id+"/"+name))
	}
	return errors.Join(err, c.work.Purge(ctx, jetstream.WithPurgeSubject(lane(job.Version)+"."+id+".>")),
		c.specs.Delete(ctx, id), c.jobs.Purge(ctx, id))
}
