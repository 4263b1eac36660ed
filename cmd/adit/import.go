package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// importKinds are the files that can be taken in, in the order of the help.
var importKinds = []struct{ name, short string }{
	{"usgs", "Mineral Commodity Summaries: the 2026 data release, or the 2025 world table"},
	{"worldbank-prices", "the World Bank's monthly commodity prices (the pink sheet)"},
	{"worldbank-wgi", "the World Bank's governance indicators"},
	{"prices", "a portal's listing: commodity, sector, previous, current, change, unit, currency"},
	{"comtrade", "trade statistics as the API of UN Comtrade gives them"},
	{"csl", "the US Consolidated Screening List, as JSON, CSV or TSV"},
	{"opensanctions", "an export of OpenSanctions: targets.simple.csv or entities.ftm.json"},
	{"bods", "statements of the Beneficial Ownership Data Standard 0.4"},
	{"ftm", "parties, holdings and sanctions as FollowTheMoney JSON lines"},
	{"partylist", "your own list of parties: a column name, and id, country, from, to, terms where wanted"},
	{"holdings", "your own holdings: columns owner and asset, and share, kind, from, to where wanted"},
}

func newImport(e engine) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import KIND FILE",
		Short: "Take official data in",
		Long: `Reads an official file, keeps what its texts mean (withheld, more than, not
available), and says how many rows were read, used and left out, and why. With
--out the result is written as tables of a world, which name the command that
makes them again. A fault of an official file writes nothing. Of a file of
parties, holdings or lists each faulty row is left out and named, the rest is
written, and the program ends with the code for problems.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			var names []string
			for _, k := range importKinds {
				names = append(names, k.name)
			}
			return usage(cmd, "one of "+strings.Join(names, ", "), "import knows no files called %q", args[0])
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
	if takesParties(kind) {
		s.add(cmd, "on")
		s.on = 0 // a day nobody stated would be an invention
		on := cmd.Flags().Lookup("on")
		on.DefValue, on.Usage = "", "day of the state of the file, where it does not say one itself (default: not stated)"
	}
	if kind == "prices" {
		s.add(cmd, "on")
		cmd.Flags().Lookup("on").Usage = "day of the current prices, where the file has no column date"
		cmd.Flags().StringVar(&source, "source", "listing", "`id` in sources of the document the listing is")
	}
	return cmd
}
