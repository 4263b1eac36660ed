package main

import "github.com/spf13/cobra"

func newStress(e engine) *cobra.Command {
	var s settings
	var q futuresQuestion
	cmd := &cobra.Command{
		Use:   "stress",
		Short: "What breaks, when, and whom does it hurt?",
		Long: `Runs the market month by month over many draws of a scenario and prints
shortages, prices and losses with their spread.

With --futures the losses of every future are kept in a file, which adit results
sums up again; with --nats many processes and machines share the work.`,
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p := newProgress(cmd.ErrOrStderr())
			var a *answer
			var err error
			if q.asked() {
				a, err = e.askFutures(cmd.Context(), s, q, p.step, teller(cmd))
			} else {
				a, err = e.stress(cmd.Context(), s, p.step)
			}
			p.close()
			return give(cmd, s, a, err)
		},
	}
	s.add(cmd, runFlags...)
	s.add(cmd, tableFlags...)
	q.add(cmd)
	return cmd
}
