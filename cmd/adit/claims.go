package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"adit"
	"adit/claims"
	"adit/dataset"
	"adit/study"
	"adit/table"
)

func newClaims(e engine) *cobra.Command {
	var s settings
	var files []string
	var diff, window bool
	cmd := &cobra.Command{
		Use:   "claims [--diff OLD NEW]",
		Short: "Is what they wrote true?",
		Long: `Holds published statements against the world: each gets a verdict that follows
from figures, official statistics, rules and records, with the rows it rests on.
--file takes a ledger of your own (docs/formats/claims.md) in place of the
world's; --diff compares two results written with --json. Statements on how long
a leverage lasts wait for --window, which runs the market for them.`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case diff && len(args) != 2:
				return usage(cmd, "write both with adit claims --json", "--diff compares two results, but was given %d", len(args))
			case !diff && len(args) > 0:
				return noWords(cmd, args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if diff {
				a, err := claimsDiff(args[0], args[1])
				return give(cmd, s, a, err)
			}
			p := newProgress(cmd.ErrOrStderr())
			a, err := e.claims(cmd.Context(), s, files, window, p.step)
			p.close()
			return give(cmd, s, a, err)
		},
	}
	s.add(cmd, "world", "on", "json", "out")
	s.add(cmd, tableFlags...)
	cmd.Flags().StringArrayVar(&files, "file", nil, "a `ledger` of your own; may be given several times")
	cmd.Flags().BoolVar(&window, "window", false, "run the market for statements on how long a leverage lasts, as adit window does with fewer futures")
	cmd.Flags().BoolVar(&diff, "diff", false, "compare two results: what changed from OLD to NEW")
	return cmd
}

func (studies) claims(ctx context.Context, s settings, files []string, window bool, step stepFunc) (*answer, error) {
	folder, name, problems := openWorld(s.world)
	if problems != nil {
		return nil, problems
	}
	world, problems := dataset.Read(folder, name)
	var ledgers []study.LedgerFile
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			problems = append(problems, claims.Unreadable(name, err)...)
			continue
		}
		ledgers = append(ledgers, study.LedgerFile{Name: name, Data: data})
	}
	if err := problems.Errors(); err != nil {
		return &answer{problems: problems}, err // give prints the warnings
	}
	var lasts *study.Window
	if window {
		solver, err := s.openSolver(ctx)
		if err != nil {
			return nil, err
		}
		defer solver.Close()
		if lasts, err = study.BriefWindow(ctx, s.options(world, solver, step), leverage); err != nil {
			return nil, err
		}
	}
	result, faults := study.Claims(folder, world, ledgers, s.on, lasts)
	problems = append(problems, faults...)
	if err := problems.Errors(); err != nil {
		return &answer{problems: problems}, problems
	}
	return &answer{says: result.Says(), problems: problems, tables: result.Tables(), json: result.Write}, nil
}

// claimsDiff reads two results and says what changed.
func claimsDiff(before, after string) (*answer, error) {
	var results [2]*claims.Result
	var problems adit.Problems
	for i, name := range []string{before, after} {
		data, err := os.ReadFile(name)
		if err != nil {
			problems = append(problems, claims.Unreadable(name, err)...)
			continue
		}
		r, faults := claims.ReadResult(name, data)
		problems = append(problems, faults...)
		results[i] = r
	}
	if err := problems.Errors(); err != nil {
		return &answer{problems: problems}, err // give prints the warnings
	}
	changed := claims.Diff(results[0], results[1])
	return &answer{says: claims.DiffSays(changed), tables: []*table.Table{changed}}, nil
}
