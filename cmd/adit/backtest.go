package main

import (
	"bytes"
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"adit"
	"adit/study"
	"adit/worlds"
)

func newBacktest(e engine) *cobra.Command {
	s := settings{world: worlds.Past}
	var page string
	cmd := &cobra.Command{
		Use:   "backtest",
		Short: "How good was the model on the past?",
		Long: `Starts from the world of 2023, runs 2024 and 2025 through the law as it became
known, and holds yearly prices, United States imports and consumer stocks
against what USGS reports, beside a forecast that nothing changes. Every
parameter of behaviour and of law's effect is drawn from its stated range; none
is fitted to these series. --write puts all of it on a page: docs/validation.md
is made so.`,
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p := newProgress(cmd.ErrOrStderr())
			a, err := e.backtest(cmd.Context(), s, p.step)
			p.close()
			if err == nil && page != "" {
				var text bytes.Buffer
				if err := a.text(&text); err != nil {
					return err
				}
				if err := writeFiles(filepath.Dir(page), []file{{filepath.Base(page), text.Bytes()}}); err != nil {
					return err
				}
			}
			return give(cmd, s, a, err)
		},
	}
	s.add(cmd, "on", "draws", "months", "window", "workers", "solver", "seed", "json", "out")
	s.add(cmd, tableFlags...)
	setDefault(cmd, "on", study.PastBase.String())
	setDefault(cmd, "draws", "100")
	setDefault(cmd, "months", "24")
	cmd.Flags().StringVar(&s.world, "world", worlds.Past, "`folder` or name of a world of the past, with the scenario history")
	cmd.Flags().StringVar(&page, "write", "", "`file` for a page of Markdown")
	return cmd
}

// setDefault gives a common flag another default for one verb.
func setDefault(cmd *cobra.Command, name, value string) {
	f := cmd.Flags().Lookup(name)
	if err := f.Value.Set(value); err != nil {
		panic("the default of --" + name + ": " + err.Error())
	}
	f.DefValue = value
}

func (studies) backtest(ctx context.Context, s settings, step stepFunc) (*answer, error) {
	var a *answer
	err := s.run(ctx, step, func(o study.Options) error {
		b, err := study.Backtest(ctx, o)
		if b != nil {
			a = &answer{says: b.Says(), problems: warnings(b.Problems), tables: b.Tables(), brief: 3, text: b.Page}
		}
		return err
	})
	return a, err
}

// warnings are the problems that stop nothing.
func warnings(ps adit.Problems) (out adit.Problems) {
	for _, p := range ps {
		if p.Severity == adit.Warning {
			out = append(out, p)
		}
	}
	return out
}
