package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"adit"
	"adit/fleet"
	"adit/lp/clp"
	"adit/study"
	"adit/table"
)

// embedded is the --nats that starts a server inside this process.
const embedded = "embedded"

// fleetFlags say where workers are met.
type fleetFlags struct {
	address fleet.Address
	chunk   int    // draws a range
	store   string // folder of the embedded server
}

// add declares the flags of verbs that connect to a server.
func (f *fleetFlags) add(cmd *cobra.Command, about string) {
	cmd.Flags().StringVar(&f.address.URL, "nats", "", about)
	cmd.Flags().StringVar(&f.address.Credentials, "nats-creds", "", "`file` of credentials for the NATS server")
	cmd.Flags().StringVar(&f.address.Authority, "nats-ca", "", "`file` of certificates to trust")
	cmd.Flags().StringVar(&f.address.Certificate, "nats-cert", "", "`file` of our certificate; with --nats-key")
	cmd.Flags().StringVar(&f.address.Key, "nats-key", "", "`file` of its key")
}

// kindFutures names the work of stress --futures among workers.
const kindFutures = "futures"

// build is what must be the same on all workers of a job: small figures depend
// on backend and processor.
func (s settings) build() string {
	backend := "highs"
	if s.solver == "clp" || s.solver != "highs" && clp.Built {
		backend = "clp"
	}
	return fmt.Sprintf("adit %s, %s, %s", version, backend, runtime.GOARCH)
}

// works is what a worker of this build can do.
func works(w *study.FuturesWorker) map[string]fleet.Work {
	return map[string]fleet.Work{kindFutures: func(ctx context.Context, spec []byte, r fleet.Range) ([]byte, error) {
		return w.Work(ctx, spec, r.From, r.To-r.From)
	}}
}

// futures runs the draws of stress --futures: here, or on whoever listens at
// --nats. Ranges that failed everywhere leave a state file each and an error;
// the rows of the others come all the same.
func (s settings) futures(ctx context.Context, o study.Options, f fleetFlags, dir string, step stepFunc, told func(string)) ([]study.Future, error) {
	if f.address.URL == "" {
		return study.Futures(ctx, o, 0)
	}
	spec, err := study.FuturesJob(o)
	if err != nil {
		return nil, err
	}
	if f.address.URL == embedded {
		server, err := embed(f.store)
		if err != nil {
			return nil, err
		}
		defer server.Close()
		f.address.URL = server.URL()
		told("workers may join with: adit worker --nats " + server.URL())
		stop, err := s.workHere(ctx, f.address, o, told)
		if err != nil {
			return nil, err
		}
		defer stop()
	}
	c, err := fleet.Dial(ctx, f.address, "adit stress", told)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	job := fleet.Job{Kind: kindFutures, Version: s.build(), Spec: spec, Draws: o.Draws, Chunk: f.chunk}
	res, err := c.Coordinate(ctx, job, fleet.Options{Progress: func(done, total int) { step("ranges of draws", done, total) }})
	if err != nil {
		return nil, err
	}
	if res.Found > 0 {
		told(fmt.Sprintf("%d of %d ranges were finished before", res.Found, len(res.Ranges)))
	}
	rows, err := study.JoinFutures(res.Answers)
	if err != nil {
		return nil, err
	}
	return rows, failures(dir, res.Failures)
}

// workHere starts this process's own worker, beside those that join.
func (s settings) workHere(ctx context.Context, at fleet.Address, o study.Options, told func(string)) (stop func(), err error) {
	c, err := fleet.Dial(ctx, at, "adit stress, its own worker", told)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w := fleet.Worker{Version: s.build(), Works: works(&study.FuturesWorker{Solver: o.Solver}), Hands: o.Workers, Told: told}
		if err := w.Serve(ctx, c); err != nil {
			told("the worker of this process ended: " + err.Error())
		}
	}()
	return func() { cancel(); <-ended; c.Close() }, nil
}

// embed starts a server on a folder that lasts, so that a run that was stopped
// finds its finished ranges when it is asked again.
func embed(folder string) (*fleet.Embedded, error) {
	if folder == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return nil, fmt.Errorf("no folder for the embedded server: %w; give one with --nats-store", err)
		}
		folder = filepath.Join(cache, "adit", "fleet")
	}
	token := make([]byte, 16)
	if _, err := rand.Read(token); err != nil {
		return nil, err
	}
	return fleet.Embed(folder, hex.EncodeToString(token))
}

// failures writes the state files of poisoned ranges.
func failures(dir string, all []*fleet.Failure) error {
	var errs []error
	for _, f := range all {
		b, err := json.MarshalIndent(f, "", "\t")
		if err != nil {
			return err
		}
		name := "failed-" + f.Range.String() + ".json"
		if err := writeFiles(dir, []file{{name, b}}); err != nil {
			return err
		}
		errs = append(errs, fmt.Errorf("draws %s failed %d times, last with: %s\n\thint: adit stress --replay %s runs them again alone", f.Range, len(f.Errors), f.Errors[len(f.Errors)-1], filepath.Join(dir, name)))
	}
	return errors.Join(errs...)
}

// askFutures answers stress --futures.
func (studies) askFutures(ctx context.Context, s settings, q futuresQuestion, step stepFunc, told func(string)) (*answer, error) {
	var a *answer
	err := s.run(ctx, step, func(o study.Options) error {
		var rows []study.Future
		var failed error
		switch {
		case q.replay != "":
			b, err := os.ReadFile(q.replay)
			if err != nil {
				return err
			}
			f, err := fleet.ReadFailure(b)
			if err != nil {
				return err
			}
			if f.Version != s.build() {
				told(fmt.Sprintf("the range failed on %s; this is %s", f.Version, s.build()))
			}
			worker := &study.FuturesWorker{Solver: o.Solver}
			out, err := worker.Work(ctx, f.Spec, f.Range.From, f.Range.To-f.Range.From)
			if err != nil {
				return err
			}
			if rows, err = study.JoinFutures([][]byte{out}); err != nil {
				return err
			}
		default:
			rows, failed = s.futures(ctx, o, q.fleet, q.dir(), step, told)
			if rows == nil {
				return failed
			}
		}
		t := study.FuturesTable(o.World, rows)
		if err := writeTable(q.file, t); err != nil {
			return err
		}
		found, problems := lossTables(t)
		a = &answer{says: fmt.Sprintf("%d rows of futures are in %s", t.Len(), q.file), problems: problems, tables: found}
		if q.file == "" {
			a.says = ""
		}
		return failed
	})
	return a, err
}

// lossTables sum up a file of futures: the whole, and by place, sector and use.
func lossTables(t *table.Table) (out []*table.Table, problems adit.Problems) {
	for _, by := range []string{"", "place", "sector", "use"} {
		sums, ps := study.AskFutures(t, study.Question{By: by})
		problems = append(problems, ps...)
		if sums != nil {
			if by != "" {
				sums.Name += "-" + by
			}
			out = append(out, sums)
		}
	}
	return out, problems
}
