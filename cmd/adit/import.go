package main

import "github.com/spf13/cobra"

// importKinds are the files that can be taken in, in the order of the help.
var importKinds = []struct{ name, short string }{
	{"usgs", "Mineral Commodity Summaries: the 2026 data release, or the 2025 world table"},
	{"worldbank-prices", "the World Bank's monthly commodity prices (the pink sheet)"},
	{"worldbank-wgi", "the World Bank's governance indicators"},
	{"prices", "a portal's listing: commodity, sector, previous, current, change, unit, currency"},
	{"comtrade", "trade statistics as the API of UN Comtrade gives them"},
}

func newImport(e engine) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import KIND FILE",
		Short: "Take official data in",
		Long: `Reads an official file, keeps what its texts mean (withheld, more than, not
available), and says how many rows were read, used and left out, and why. With
--out the result is written as tables of a world, which name the command that
makes them again.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usage(cmd, "one of usgs, worldbank-prices, worldbank-wgi, prices, comtrade", "import knows no files called %q", args[0])
		},
	}
	for _, k := range importKinds {
		cmd.AddCommand(newImportKind(e, k.name, k.short))
	}
	return cmd
}

func newImportKind(e engine, kind, short string) *cobra.Command {
	var s settings
	var source string
	cmd := &cobra.Command{
		Use:   kind + " FILE",
		Short: short,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(cmd, "", "import %s takes one file, but was given %d", kind, len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := e.importFile(cmd.Context(), s, kind, args[0], source)
			return give(cmd, s, a, err)
		},
	}
	s.add(cmd, "json", "out")
	s.add(cmd, tableFlags...)
	if kind == "prices" {
		s.add(cmd, "on")
		cmd.Flags().Lookup("on").Usage = "day of the current prices, where the file has no column date"
		cmd.Flags().StringVar(&source, "source", "listing", "`id` in sources of the document the listing is")
	}
	return cmd
}
