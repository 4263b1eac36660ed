package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"adit/internal/near"
)

// newRoot returns the command without verb, with every verb under it.
func newRoot(e engine) *cobra.Command {
	root := &cobra.Command{
		Use:   "adit VERB",
		Short: "Stress-tests critical-mineral supply chains",
		Long: `Adit stress-tests critical-mineral supply chains: what breaks, when, and whom
does it hurt, when a rule or an outage cuts a stage off.

    adit check                                is the shipped world sound?
    adit brief --scenario controls-return     the answer on one page, under out/brief
`,
		SilenceErrors: true,
		SilenceUsage:  true,
		// The command without verb has no flags but --help. Reading them here
		// keeps "adit chek --world x" a wrong verb, not a wrong flag.
		DisableFlagParsing: true,
		Args:               cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 0, args[0] == "-h", args[0] == "--help":
				return cmd.Help()
			case strings.HasPrefix(args[0], "-"):
				return usage(cmd, "", "no flag %s before the verb", args[0])
			}
			return usage(cmd, near.Hint(args[0], verbs(cmd)), "no verb %q", args[0])
		},
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newCheck(e), newDiagnose(e), newStress(e), newResults(e), newWindow(e), newSensitivity(e), newBrief(e), newBacktest(e), newClaims(e), newRules(e),
		newScreen(e), newImport(e), newPrices(e), newValue(e), newCompare(e),
		newWorker(e), newVersion(), newExitCodes())
	return root
}

func verbs(cmd *cobra.Command) (names []string) {
	for _, c := range cmd.Root().Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// noWords refuses positional words: they are only for the thing acted on.
func noWords(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage(cmd, "", "%s takes no word, but was given %q", cmd.Name(), args[0])
	}
	return nil
}

// flagError says which flag was meant when one is unknown.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return usage(cmd, "", "%s", err)
	}
	name := unknown.GetSpecifiedName()
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	hint := ""
	if w := near.Word(name, known); w != "" {
		hint = fmt.Sprintf("did you mean --%s?", w)
	}
	return usage(cmd, hint, "%s has no flag --%s", cmd.Name(), name)
}
