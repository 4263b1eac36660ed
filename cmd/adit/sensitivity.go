package main

import (
	"context"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"adit/report"
	"adit/study"
)

// rangeFlags are the flags that only sensitivity has.
type rangeFlags struct {
	trajectories int
	base         int
	keep         int
}

// Every point is a run, so a point draws few futures, and not for long.
const (
	sensitivityDraws  = 4
	sensitivityMonths = 36
)

func newSensitivity(e engine) *cobra.Command {
	s := settings{}
	q := rangeFlags{trajectories: 6, base: 32, keep: 5}
	cmd := &cobra.Command{
		Use:   "sensitivity",
		Short: "Which figures does the answer rest on?",
		Long: `Moves every figure that has a range, and that the chains of a scenario refer
to, over its range: first all of them, to see which move the answer; then those
that matter together, to see who brings its variance. Every point draws the same
futures. With --out it writes a page.`,
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p := newProgress(cmd.ErrOrStderr())
			a, err := e.sensitivity(cmd.Context(), s, q, p.step)
			p.close()
			return give(cmd, s, a, err)
		},
	}
	s.add(cmd, runFlags...)
	s.add(cmd, tableFlags...)
	cmd.Flags().Lookup("draws").DefValue = strconv.Itoa(sensitivityDraws)
	cmd.Flags().Lookup("months").DefValue = strconv.Itoa(sensitivityMonths)
	s.draws, s.months = sensitivityDraws, sensitivityMonths
	cmd.Flags().Var(&countValue{&q.trajectories, 2, 10_000}, "trajectories", "times each figure is moved in the screening")
	cmd.Flags().Var(&countValue{&q.base, 2, 100_000}, "base", "points of the variance shares; each takes as many runs as figures are kept, and two")
	cmd.Flags().Var(&countValue{&q.keep, 0, 1000}, "keep", "figures that get variance shares, at most; 0: the screening alone")
	return cmd
}

func (studies) sensitivity(ctx context.Context, s settings, q rangeFlags, step stepFunc) (*answer, error) {
	var a *answer
	err := s.run(ctx, step, func(o study.Options) error {
		found, err := study.AskSensitivity(ctx, study.SensitivityQuestion{Options: o, Trajectories: q.trajectories, Base: q.base, Keep: q.keep})
		if err != nil {
			return err
		}
		tables := found.Tables()
		a = &answer{says: found.Says(), tables: tables, brief: len(tables) - 1} // the last is wide
		if s.out != "" {
			b := found.Brief()
			a.json = func(w io.Writer) error { return report.JSON(w, b) }
			a.write = func(dir string) error { return report.Write(dir, b) }
			a.page = report.PageFile
		}
		return found.Stopped
	})
	return a, err
}
