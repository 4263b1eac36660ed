package main

import "github.com/spf13/cobra"

func newBrief(e engine) *cobra.Command {
	s := settings{out: "out/brief"}
	cmd := &cobra.Command{
		Use:   "brief",
		Short: "The answer on one page",
		Long: `Runs a scenario and writes a page that answers it, with brief.json and the
tables behind each chart. The page is one file that needs no network.`,
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p := newProgress(cmd.ErrOrStderr())
			a, err := e.brief(cmd.Context(), s, p.step)
			p.close()
			return give(cmd, s, a, err)
		},
	}
	s.add(cmd, runFlags...)
	s.add(cmd, tableFlags...)
	cmd.Flags().BoolVar(&s.rests, "sensitivity", false, "say which figures the answer rests on, in the chain that loses most; takes minutes (see adit sensitivity)")
	return cmd
}
