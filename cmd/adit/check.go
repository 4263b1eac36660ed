package main

import "github.com/spf13/cobra"

func newCheck(e engine) *cobra.Command {
	var s settings
	var provenance bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Is this world sound?",
		Long: `Reads a world and says everything that is wrong with it, each problem with its
file, line and column. A sound world's official statistics are then balanced,
and what had to move is listed.`,
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := e.check(cmd.Context(), s, provenance)
			return give(cmd, s, a, err)
		},
	}
	s.add(cmd, "world", "solver", "json")
	s.add(cmd, tableFlags...)
	cmd.Flags().BoolVar(&provenance, "provenance", false, "show what share of each chain and stage is official, company, secondary, derived or assumed")
	return cmd
}
