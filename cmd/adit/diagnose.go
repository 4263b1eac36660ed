package main

import "github.com/spf13/cobra"

// diagnosis are the flags that only diagnose has.
type diagnosis struct {
	place, group, stage, owner string
	stops                      float64
}

func newDiagnose(e engine) *cobra.Command {
	var s settings
	var d diagnosis
	cmd := &cobra.Command{
		Use:   "diagnose",
		Short: "Where do we depend on whom, at which stage?",
		Long: `Says how a place, or a group taken as one, depends on others: for resource,
processing and technology by material and stage; single points of failure; its
share of world capacity with projects at their odds; net import reliance,
concentration and supply risk from official statistics. With a scenario, what
of each owner's sites it touches.`,
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if d.place == "" && d.group == "" {
				d.place = "US"
			}
			a, err := e.diagnose(cmd.Context(), s, d)
			return give(cmd, s, a, err)
		},
	}
	s.add(cmd, "world", "on", "material", "scenario", "months", "json", "out")
	s.add(cmd, tableFlags...)
	cmd.Flags().StringVar(&d.place, "place", "", "whose dependence: a `place` by its code (default: US)")
	cmd.Flags().StringVar(&d.group, "group", "", "whose dependence: a `group` of places, taken as one")
	cmd.Flags().StringVar(&d.stage, "stage", "", "only this `stage`, such as oxide")
	cmd.Flags().StringVar(&d.owner, "owner", "", "only this `party`'s sites, held against the scenario")
	cmd.Flags().Var(&partValue{&d.stops}, "stops", "share of world output whose loss makes a single point of failure (default 0.25)")
	return cmd
}
