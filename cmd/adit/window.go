package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"adit/report"
	"adit/stress"
	"adit/study"
)

// windowFlags are the flags that only window has.
type windowFlags struct {
	cutoff    string
	materials string
	every     int
	horizon   int
	over      int
	share     float64
	with      []string
}

// windowDraws is how many futures window draws: each is run once per start.
const windowDraws = 20

func newWindow(e engine) *cobra.Command {
	s := settings{}
	w := windowFlags{every: 3, horizon: 60, over: 24}
	cmd := &cobra.Command{
		Use:   "window",
		Short: "How long does the leverage last?",
		Long: `Says what a full cut-off would cost that began now, in three months, and so on,
while projects are built at their odds; and from when on it costs less than a
share of today's. --with lays scenarios over, such as ones that add projects.
With --out it writes a page.`,
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p := newProgress(cmd.ErrOrStderr())
			a, err := e.window(cmd.Context(), s, w, p.step)
			p.close()
			return give(cmd, s, a, err)
		},
	}
	for _, name := range runFlags {
		if name != "material" && name != "months" {
			s.add(cmd, name)
		}
	}
	s.add(cmd, tableFlags...)
	cmd.Flags().Lookup("draws").DefValue = strconv.Itoa(windowDraws)
	cmd.Flags().Lookup("projects").DefValue = stress.ProjectsAtOdds.String()
	s.draws, s.projects = windowDraws, stress.ProjectsAtOdds
	cmd.Flags().StringVar(&w.cutoff, "cutoff", "CN", "`place` that cuts off")
	cmd.Flags().StringVar(&w.materials, "materials", study.RareEarths, "what: materials, chains, patterns, or "+study.RareEarths+"; several with a comma between")
	cmd.Flags().Var(&monthsValue{&w.every, 1, 60}, "every", "months between the starts that are tried")
	cmd.Flags().Var(&monthsValue{&w.horizon, 0, 240}, "horizon", "months to the last start")
	cmd.Flags().Var(&monthsValue{&w.over, 1, 120}, "over", "months from a start over which loss is counted")
	cmd.Flags().Var(&partValue{&w.share}, "share", "share of today's loss under which the leverage is gone (default 0.5)")
	cmd.Flags().Var((*scenarioValue)(&w.with), "with", "scenarios laid over for a second curve, such as ones that add projects")
	return cmd
}

func (studies) window(ctx context.Context, s settings, w windowFlags, step stepFunc) (*answer, error) {
	var a *answer
	err := s.run(ctx, step, func(o study.Options) error {
		found, err := study.AskWindow(ctx, study.WindowQuestion{Options: o, Cutoff: w.cutoff, Materials: strings.Split(w.materials, ","),
			Every: w.every, Horizon: w.horizon, Over: w.over, Share: w.share, With: w.with})
		if found == nil {
			return err
		}
		tables, problems := found.Tables(o.Folder)
		a = &answer{says: found.Says(), problems: problems, tables: tables}
		if s.out != "" {
			b := found.Brief(o.Folder)
			a.json = func(w io.Writer) error { return report.JSON(w, b) }
			a.write = func(dir string) error { return report.Write(dir, b) }
			a.page = report.PageFile
		}
		if err == nil {
			err = found.Stopped
		}
		return err
	})
	return a, err
}

// monthsValue reads a number of months, with or without mo behind it.
type monthsValue struct {
	to       *int
	min, max int
}

func (v *monthsValue) String() string {
	if v.to == nil {
		return "0"
	}
	return strconv.Itoa(*v.to) + "mo"
}
func (v *monthsValue) Type() string { return "months" }
func (v *monthsValue) Set(s string) error {
	n, err := strconv.Atoi(strings.TrimSuffix(s, "mo"))
	if err != nil || n < v.min || n > v.max {
		return fmt.Errorf("give months from %d to %d, such as 3mo", v.min, v.max)
	}
	*v.to = n
	return nil
}
