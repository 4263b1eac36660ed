package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"adit"
	"adit/claims"
	"adit/internal/near"
	"adit/rulebook"
	"adit/study"
)

// lawQuestion is what rules, or one of the verbs under it, asks.
type lawQuestion struct {
	what       string // rules, timeline, deadlines, commitments, tariff or test
	touching   rulebook.Query
	ics        string   // file for the calendar of deadlines; "" for none
	deliveries []string // files
	cases      []string // files
}

func newRules(e engine) *cobra.Command {
	var s settings
	q := lawQuestion{what: "rules"}
	cmd := &cobra.Command{
		Use:   "rules [VERB]",
		Short: "What holds on this date?",
		Long: `Says how every measure stands on a day, as known on a day: in force; not yet;
suspended; ended; announced, not law; not known since the last check. Each answer
names its texts and days, whose convention counts the boundary days, and whether
an announcement names the measure.

With --material, --hs, --from or --to only the measures that touch such a
shipment are listed, and what suspends them.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			var verbs []string
			for _, c := range cmd.Commands() {
				verbs = append(verbs, c.Name())
			}
			return usage(cmd, near.Hint(args[0], verbs), "rules has no verb %q", args[0])
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return askLaw(cmd, e, s, q) },
	}
	s.add(cmd, lawFlags...)
	touching(cmd, &s, &q.touching)
	cmd.AddCommand(newTimeline(e), newDeadlines(e), newCommitments(e), newTariff(e), newRulesTest(e))
	return cmd
}

var lawFlags = append([]string{"world", "on", "known-on", "json", "out"}, tableFlags...)

// touching declares the flags that narrow a question to a shipment.
func touching(cmd *cobra.Command, s *settings, q *rulebook.Query) {
	s.add(cmd, "material")
	cmd.Flags().Lookup("material").Usage = "only measures that touch this `material` or chain"
	cmd.Flags().StringVar(&q.HS, "hs", "", "only measures that touch this customs `code`, digits only")
	cmd.Flags().StringVar(&q.Control, "control", "", "only measures with this control `code`")
	cmd.Flags().StringVar(&q.From, "from", "", "only measures on goods from this `place` or group, or that bind their re-export")
	cmd.Flags().StringVar(&q.To, "to", "", "only measures on goods to this `place` or group")
	cmd.Flags().Lookup("on").Usage = "day asked about"
}

func askLaw(cmd *cobra.Command, e engine, s settings, q lawQuestion) error {
	q.touching.Material = s.material
	a, err := e.rules(s, q)
	return give(cmd, s, a, err)
}

// lawVerb makes a verb under rules of its words.
func lawVerb(e engine, what string, cmd *cobra.Command) (*cobra.Command, *settings, *lawQuestion) {
	s, q := &settings{}, &lawQuestion{what: what}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return askLaw(cmd, e, *s, *q) }
	s.add(cmd, lawFlags...)
	return cmd, s, q
}

func newTimeline(e engine) *cobra.Command {
	cmd, s, q := lawVerb(e, "timeline", &cobra.Command{
		Use:   "timeline",
		Short: "The days on which law was published, began, was suspended and ends",
		Args:  noWords,
	})
	touching(cmd, s, &q.touching)
	return cmd
}

func newDeadlines(e engine) *cobra.Command {
	cmd, s, q := lawVerb(e, "deadlines", &cobra.Command{
		Use:   "deadlines",
		Short: "The days to come on which something begins or ends, also as a calendar",
		Args:  noWords,
	})
	touching(cmd, s, &q.touching)
	cmd.Flags().StringVar(&q.ics, "ics", "", "`file` for the days as iCalendar; importing a later one moves its entries")
	return cmd
}

func newCommitments(e engine) *cobra.Command {
	cmd, _, q := lawVerb(e, "commitments", &cobra.Command{
		Use:   "commitments",
		Short: "What was promised, by when, and what was delivered",
		Long: `Lists the promises of the world's arrangements with quantity and period. Worlds
ship no deliveries; --deliveries takes files of your own (docs/formats/deliveries.md).`,
		Args: noWords,
	})
	cmd.Flags().Lookup("on").Usage = "deliveries are counted up to this day"
	cmd.Flags().StringArrayVar(&q.deliveries, "deliveries", nil, "a CSV `file` of deliveries; may be given several times")
	return cmd
}

func newTariff(e engine) *cobra.Command {
	cmd, _, q := lawVerb(e, "tariff", &cobra.Command{
		Use:   "tariff --hs CODE --origin PLACE --destination PLACE",
		Short: "The layers of duty on a heading, with their sources",
		Long: `Adds up the layers of duty that a destination levies on a heading from an
origin. A layer that is not loaded, or whose rate is not known, makes the sum a
lower bound; sources that differ, or lines below the heading, make it a range.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if err := noWords(cmd, args); err != nil {
				return err
			}
			for _, name := range []string{"hs", "origin", "destination"} {
				if cmd.Flags().Lookup(name).Value.String() == "" {
					return usage(cmd, "", "tariff wants --%s", name)
				}
			}
			return nil
		},
	})
	cmd.Flags().Lookup("on").Usage = "day of import"
	cmd.Flags().StringVar(&q.touching.HS, "hs", "", "customs `code`, digits only")
	cmd.Flags().StringVar(&q.touching.From, "origin", "", "`place` of origin")
	cmd.Flags().StringVar(&q.touching.To, "destination", "", "`place` of import")
	return cmd
}

func newRulesTest(e engine) *cobra.Command {
	var s settings
	q := lawQuestion{what: "test"}
	cmd := &cobra.Command{
		Use:   "test [FILE...]",
		Short: "Put cases to the rule book: yours, or the world's own",
		Long: `Asks the questions of files of cases (docs/formats/cases.md) and holds the
answers against what they want. Without a file the cases of the world are run. A
case that fails is a problem at its place, and the program ends with code 1.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			q.cases = args
			return askLaw(cmd, e, s, q)
		},
	}
	s.add(cmd, append([]string{"world", "json", "out"}, tableFlags...)...)
	return cmd
}

// rules reads the world and the files of the question, and asks.
func (studies) rules(s settings, q lawQuestion) (*answer, error) {
	world, problems := s.read()
	if problems.Errors() != nil {
		return nil, problems
	}
	folder, _, _ := openWorld(s.world)
	question := study.LawQuestion{World: world, Folder: folder, On: s.on, KnownOn: s.knownOn, Touching: q.touching}
	load := func(names []string) (list []study.LedgerFile) {
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				problems = append(problems, claims.Unreadable(name, err)...)
				continue
			}
			list = append(list, study.LedgerFile{Name: name, Data: data})
		}
		return list
	}
	question.Deliveries, question.Cases = load(q.deliveries), load(q.cases)
	if problems.Errors() != nil {
		return nil, problems
	}
	ask := map[string]func(study.LawQuestion) (*study.LawAnswer, adit.Problems){
		"rules": study.Law, "timeline": study.Timeline, "deadlines": study.Deadlines,
		"commitments": study.Commitments, "tariff": study.Duty, "test": study.LawCases,
	}[q.what]
	found, faults := ask(question)
	problems = append(problems, faults...)
	if found == nil {
		return nil, problems
	}
	a := &answer{says: found.Says, problems: problems, tables: found.Tables, shown: found.Shown}
	if q.ics != "" {
		if err := writeFiles(filepath.Dir(q.ics), []file{{filepath.Base(q.ics), found.Calendar}}); err != nil {
			return nil, fmt.Errorf("cannot write the calendar: %w", err)
		}
	}
	if problems.Errors() != nil {
		a.problems = nil // the error prints them all
		return a, problems
	}
	return a, nil
}
