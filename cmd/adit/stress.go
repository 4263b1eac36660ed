package main

import "github.com/spf13/cobra"

func newStress(e engine) *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   "stress",
		Short: "What breaks, when, and whom does it hurt?",
		Long: `Runs the market month by month over many draws of a scenario and prints
shortages, prices and losses with their spread.`,
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p := newProgress(cmd.ErrOrStderr())
			a, err := e.stress(cmd.Context(), s, p.step)
			p.close()
			return give(cmd, s, a, err)
		},
	}
	s.add(cmd, runFlags...)
	s.add(cmd, tableFlags...)
	return cmd
}
