package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"adit"
	"adit/fleet"
	"adit/study"
	"adit/table"
	"adit/table/parquet"
)

// futuresQuestion is what stress asks when its draws are wanted one by one.
type futuresQuestion struct {
	file   string // Parquet file for the draws; "" for none
	replay string // state file of a failed range; "" for none
	fleet  fleetFlags
}

func (q futuresQuestion) asked() bool {
	return q.file != "" || q.replay != "" || q.fleet.address.URL != ""
}

// dir is where state files of failed ranges go: beside the file.
func (q futuresQuestion) dir() string {
	if q.file == "" {
		return "."
	}
	return filepath.Dir(q.file)
}

func (q *futuresQuestion) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&q.file, "futures", "", "Parquet `file` for the losses of every future and use; the answer then is their summary")
	cmd.Flags().StringVar(&q.replay, "replay", "", "state `file` of draws that failed on workers: run them again here, alone")
	q.fleet.chunk = 50
	cmd.Flags().Var(&countValue{&q.fleet.chunk, 1, 100_000}, "chunk", "draws a worker takes at a time")
	cmd.Flags().StringVar(&q.fleet.store, "nats-store", "", "`folder` of the embedded server (default: adit/fleet under the user's cache)")
	q.fleet.add(cmd, "spread the draws over the workers at this NATS `URL`; "+embedded+" starts a server in this process, and works itself")
}

// writeTable writes a Parquet file, whole or not at all.
func writeTable(path string, t *table.Table) error {
	if path == "" {
		return nil
	}
	var b bytes.Buffer
	if err := parquet.Write(&b, t); err != nil {
		return err
	}
	return writeFiles(filepath.Dir(path), []file{{filepath.Base(path), b.Bytes()}})
}

func newWorker(e engine) *cobra.Command {
	s := settings{}
	f := fleetFlags{}
	cmd := &cobra.Command{
		Use:   "worker --nats URL",
		Short: "Work on the draws that others ask for",
		Long: `Takes ranges of draws from the queue at a NATS server with JetStream, and answers
until interrupted. It needs no world: the job brings its own. A worker of another
version, backend or processor than the job refuses it.`,
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.address.URL == "" || f.address.URL == embedded {
				return usage(cmd, "adit stress --nats embedded prints one", "a worker needs the --nats URL of a server")
			}
			return e.worker(cmd.Context(), s, f, teller(cmd))
		},
	}
	s.add(cmd, "workers", "solver")
	f.add(cmd, "`URL` of the NATS server")
	return cmd
}

// teller prints events worth a line on the error stream.
func teller(cmd *cobra.Command) func(string) {
	return func(line string) { fmt.Fprintln(cmd.ErrOrStderr(), "adit:", line) }
}

func (studies) worker(ctx context.Context, s settings, f fleetFlags, told func(string)) error {
	solver, err := s.openSolver(ctx)
	if err != nil {
		return err
	}
	defer solver.Close()
	c, err := fleet.Dial(ctx, f.address, "adit worker", told)
	if err != nil {
		return err
	}
	defer c.Close()
	if s.workers == 0 {
		s.workers = runtime.GOMAXPROCS(0)
	}
	told("at work: " + s.build())
	return fleet.Worker{Version: s.build(), Works: works(&study.FuturesWorker{Solver: solver}), Hands: s.workers, Told: told}.Serve(ctx, c)
}

func newResults(e engine) *cobra.Command {
	var s settings
	q := study.Question{}
	var where []string
	cmd := &cobra.Command{
		Use:   "results FILE",
		Short: "What did futures that were kept lose?",
		Long: `Sums up a file that stress --futures wrote: mean, quantiles and expected shortfall
over futures, of the uses chosen with --where, by --by. Several --where all hold.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(cmd, "adit stress --futures FILE writes one", "results takes one file")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			q.Where = map[string]string{}
			for _, w := range where {
				name, value, ok := strings.Cut(w, "=")
				if !ok {
					return usage(cmd, "such as --where place=US", "--where %s is no COLUMN=VALUE", w)
				}
				q.Where[name] = value
			}
			a, err := e.results(args[0], q)
			return give(cmd, s, a, err)
		},
	}
	cmd.Flags().StringArrayVar(&where, "where", nil, "only rows with `COLUMN=VALUE`: use, place, sector, material or draw; a trailing * matches any ending")
	cmd.Flags().StringVar(&q.By, "by", "", "a row for each `column`: use, place, sector or material")
	s.add(cmd, "json", "out")
	s.add(cmd, tableFlags...)
	return cmd
}

func (studies) results(path string, q study.Question) (*answer, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, adit.Problems{{Code: "unreadable-file", Where: adit.Where{File: path}, Message: "the file cannot be read", Hint: err.Error()}}
	}
	t, err := parquet.Read(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, adit.Problems{{Code: "not-futures", Where: adit.Where{File: path}, Message: err.Error(), Hint: "adit stress --futures FILE writes one"}}
	}
	sums, problems := study.AskFutures(t, q)
	if err := problems.Errors(); err != nil {
		return &answer{problems: problems}, problems
	}
	return &answer{problems: problems, tables: []*table.Table{sums}}, nil
}
