package main

import (
	"context"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"adit"
	"adit/lp"
	"adit/report"
	"adit/study"
)

// dealDraws is how many futures a deal is valued with: cash flows are cheap.
const dealDraws = 10_000

func newValue(e engine) *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   "value [DEAL]",
		Short: "What does a deal cost the state, return, and change?",
		Long: `Values a deal of the world between a state and firms: cash flows by date and
party, value to the state and to the firm with the deal and without, expected
subsidy, who controls what, what the value hangs on, risks, and what it does to
the chain. Without a word it lists the deals. --out writes a page.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := e.value(cmd.Context(), s, args, false)
			return give(cmd, s, a, err)
		},
	}
	dealFlags(cmd, &s)
	return cmd
}

func newCompare(e engine) *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   "compare DEAL DEAL...",
		Short: "Which deal costs the state how much, for what, on one market?",
		Long: `Values several deals on one market: a material they share has the same price
in every draw. Says what each costs per tonne expected and added, and per dollar
of private capital drawn in.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usage(cmd, "adit value lists the deals", "compare takes two deals or more, but was given %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := e.value(cmd.Context(), s, args, true)
			return give(cmd, s, a, err)
		},
	}
	dealFlags(cmd, &s)
	return cmd
}

// dealFlags are the flags of both verbs. A deal is valued on the day it was
// signed unless another is given.
func dealFlags(cmd *cobra.Command, s *settings) {
	s.add(cmd, append([]string{"world", "draws", "workers", "seed", "json", "out", "scenario", "months", "window", "solver"}, tableFlags...)...)
	cmd.Flags().Lookup("scenario").Usage = "take prices from a stress run of this scenario (default: the processes the terms state)"
	cmd.Flags().Lookup("months").Usage = "months of that run; the last price stands after it"
	s.draws = dealDraws
	cmd.Flags().Lookup("draws").DefValue = "10000"
	cmd.Flags().Var((*dateValue)(&s.on), "on", "day of valuation (default: the day each deal was signed)")
}

func (studies) value(ctx context.Context, s settings, deals []string, together bool) (*answer, error) {
	folder, _, problems := openWorld(s.world)
	if problems != nil {
		return nil, problems
	}
	world, problems := s.read()
	if problems.Errors() != nil {
		return &answer{problems: problems}, problems
	}
	if s.workers == 0 {
		s.workers = runtime.GOMAXPROCS(0)
	}
	asOf, _ := adit.ParseDate(shippedAsOf)
	opt := study.DealOptions{Options: study.Options{World: world, Folder: folder, On: s.on, Draws: s.draws, Seed: s.seed, Workers: s.workers, Version: version}, Deals: deals, AsOf: asOf}
	if len(deals) == 0 {
		found := study.ListDeals(world)
		return &answer{says: found.Says, problems: problems, tables: found.Tables}, nil
	}
	ask := study.ValueDeal
	if together {
		ask = study.CompareDeals
	}
	if len(s.scenario) > 0 {
		solver, err := s.openSolver(ctx)
		if err != nil {
			return &answer{problems: problems}, err
		}
		defer solver.Close()
		if err := s.stressed(ctx, &opt, solver); err != nil {
			return &answer{problems: problems}, err
		}
	}
	found, err := ask(ctx, opt)
	if err != nil {
		return nil, err
	}
	a := &answer{says: found.Says, problems: problems, tables: found.Tables, brief: found.Shown()}
	if b := found.Brief; b != nil {
		a.write = func(dir string) error { return report.Write(dir, b) }
		a.json = func(w io.Writer) error { return report.JSON(w, b) }
		a.page = report.PageFile
	}
	return a, nil
}

// stressedFutures is how many futures of a stress run the draws of a deal share.
const stressedFutures = 40

// stressed runs the scenario asked for and hands its prices to the deals, which
// are then valued on its day.
func (s settings) stressed(ctx context.Context, opt *study.DealOptions, solver lp.Solver) error {
	d := opt.World.Deal(opt.Deals[0])
	if d == nil {
		return nil // said by the study
	}
	if opt.On.IsZero() {
		opt.On = opt.AsOf
	}
	run := s
	run.on, run.knownOn, run.draws = opt.On, opt.On, stressedFutures
	o := run.options(opt.World, solver, func(string, int, int) {})
	var err error
	if opt.Prices, opt.Market, err = study.StressPrices(ctx, o, d, ""); err != nil {
		return err
	}
	opt.Scenario, opt.Solver, opt.Months, opt.Window = o.Scenario, solver, o.Months, o.Window
	return nil
}
