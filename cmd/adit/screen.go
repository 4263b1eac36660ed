package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"adit/screen"
)

// screening is what the verbs under screen ask.
type screening struct {
	kind    screen.Kind
	word    string // name of the party, or bill; "" for none
	file    string // batch of questions
	with    string // folder of further tables
	rates   string // file of exchange rates
	records string // folder records are kept in
	update  bool   // of recheck: keep what was asked again
	ref     string // the asker's reference

	id, place, user     string // of the party
	from, to, endUse    string
	item                string // of the bill
	bill                string // of a shipment
	material            string
	control, hs, origin []string
}

func newScreen(e engine) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "screen KIND",
		Short: "May this party, product or shipment go?",
		Long: `Holds a party, a product or a shipment against every measure of the rule book and
every list that is loaded: goes, needs licence, presumed denied, prohibited, or
cannot tell, with each measure applied, open or set aside and why. Nothing is
cleared by silence (docs/screening.md). With --records each screening is kept,
and adit screen recheck asks it again. It is an aid, and no legal advice.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usage(cmd, "one of party, product, shipment, recheck", "screen knows no %q", args[0])
		},
	}
	cmd.AddCommand(newScreenParty(e), newScreenProduct(e), newScreenShipment(e), newRecheck(e))
	return cmd
}

func newScreenParty(e engine) *cobra.Command {
	q := screening{kind: screen.OfParty}
	cmd := &cobra.Command{
		Use:   "party [NAME]",
		Short: "A buyer, consignee, user or supplier, through the lists and its owners",
		Long: `Holds a party against the lists that are loaded and, through those who own it,
against the measures that ask about ownership. A name that no list has clears
nobody: identify the party by --id.`,
		Args: q.words("the name of the party", false),
	}
	run := q.verb(e, cmd)
	cmd.Flags().StringVar(&q.id, "id", "", "`id` of the party in the tables that are loaded")
	cmd.Flags().StringVar(&q.place, "place", "", "`place` of its seat, ISO 3166-1 alpha-2")
	cmd.Flags().StringVar(&q.user, "user", "", "`kind` of user: civil, military, or as a measure calls it")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 && q.id == "" && q.file == "" {
			return usage(cmd, "", "name the party, by name, --id or both")
		}
		return run(cmd, args)
	}
	return cmd
}

func newScreenProduct(e engine) *cobra.Command {
	q := screening{kind: screen.OfProduct}
	cmd := &cobra.Command{
		Use:   "product [BILL]",
		Short: "What is inside a product, from its bill of materials",
		Long: `Rolls a bill of materials up (CSV, JSON or Excel, or the name of a bill of the
world: docs/formats/bills.md) and holds it against the measures that ask about
content, origin or technology, with the smallest change that turns the answer.`,
		Args: q.words("a bill of materials", false),
	}
	run := q.verb(e, cmd)
	q.goodsFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 && q.file == "" && !q.coded() {
			return usage(cmd, "adit screen product ev-motor", "name a bill of materials, or goods by --material, --control or --hs")
		}
		return run(cmd, args)
	}
	return cmd
}

func newScreenShipment(e engine) *cobra.Command {
	q := screening{kind: screen.OfShipment}
	cmd := &cobra.Command{
		Use:   "shipment [CONSIGNEE]",
		Short: "Goods on their way from a place to a party",
		Long: `Holds goods, their way and who receives them against measures and lists at once.
The goods are a --bill of materials, or named by --material, --control or --hs.`,
		Args: q.words("the name of the consignee", false),
	}
	run := q.verb(e, cmd)
	q.goodsFlags(cmd)
	cmd.Flags().StringVar(&q.bill, "bill", "", "bill of materials: a `file`, or the name of a bill of the world")
	cmd.Flags().StringVar(&q.id, "id", "", "`id` of the consignee in the tables that are loaded")
	cmd.Flags().StringVar(&q.place, "place", "", "`place` of its seat, ISO 3166-1 alpha-2")
	cmd.Flags().StringVar(&q.user, "user", "", "`kind` of user: civil, military, or as a measure calls it")
	cmd.Flags().StringVar(&q.endUse, "end-use", "", "`use` of the goods: civil, military, or as a measure calls it")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if q.file == "" && q.bill == "" && !q.coded() {
			return usage(cmd, "adit screen shipment --material dy.oxide --from CN --to US", "name the goods by --bill, --material, --control or --hs")
		}
		return run(cmd, args)
	}
	return cmd
}

func newRecheck(e engine) *cobra.Command {
	var s settings
	var q screening
	cmd := &cobra.Command{
		Use:   "recheck",
		Short: "Ask the records again and print what changed",
		Long: `Asks the question of every record again, of the law and the lists as they are now
and as known on --known-on, and prints what changed: verdicts, measures, lists.
Records stay as they are unless --update is given.`,
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if q.records == "" {
				return usage(cmd, "", "say with --records where the records are")
			}
			p := newProgress(cmd.ErrOrStderr())
			a, err := e.recheck(cmd.Context(), s, q, p.step)
			p.close()
			return give(cmd, s, a, err)
		},
	}
	s.add(cmd, "world", "on", "known-on", "json", "out")
	s.add(cmd, tableFlags...)
	cmd.Flags().StringVar(&q.records, "records", "", "`folder` of the records")
	cmd.Flags().StringVar(&q.with, "with", "", withUsage)
	cmd.Flags().BoolVar(&q.update, "update", false, "keep the records of what was asked again")
	return cmd
}

const withUsage = "`folder` of further tables (parties, holdings, lists, listed, sources) beside those of the world"

// words takes at most one word.
func (q *screening) words(what string, need bool) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 || need && len(args) == 0 {
			return usage(cmd, "put a name of several words between quotes", "%s takes %s, but was given %d words", cmd.Name(), what, len(args))
		}
		return nil
	}
}

// verb declares the flags that all kinds share and returns what runs them.
func (q *screening) verb(e engine, cmd *cobra.Command) func(*cobra.Command, []string) error {
	s := new(settings)
	s.add(cmd, "world", "on", "known-on", "scenario", "json", "out")
	s.add(cmd, tableFlags...)
	cmd.Flags().Lookup("on").Usage = "day it is to go"
	cmd.Flags().StringVar(&q.file, "file", "", "`file` of questions, one a row (docs/formats/screenings.md)")
	cmd.Flags().StringVar(&q.with, "with", "", withUsage)
	cmd.Flags().StringVar(&q.records, "records", "", "`folder` to keep a record of each screening in")
	cmd.Flags().StringVar(&q.ref, "ref", "", "your own `reference`")
	return func(cmd *cobra.Command, args []string) error {
		if q.file != "" && len(args) > 0 {
			return usage(cmd, "", "--file brings the questions, so no word is taken")
		}
		if len(args) > 0 {
			q.word = args[0]
		}
		p := newProgress(cmd.ErrOrStderr())
		a, err := e.screen(cmd.Context(), *s, *q, p.step)
		p.close()
		return give(cmd, *s, a, err)
	}
}

func (q *screening) goodsFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&q.item, "item", "", "`item` of the bill that is shipped (default: its only product)")
	cmd.Flags().StringVar(&q.from, "from", "", "`place` of dispatch (default: the origin of the goods)")
	cmd.Flags().StringVar(&q.to, "to", "", "`place` of destination")
	cmd.Flags().StringVar(&q.material, "material", "", "`material` of the world, for goods without a bill")
	cmd.Flags().StringSliceVar(&q.control, "control", nil, "control `codes` of such goods, as CN:1C905.b")
	cmd.Flags().StringSliceVar(&q.hs, "hs", nil, "customs `codes` of such goods")
	cmd.Flags().StringSliceVar(&q.origin, "origin", nil, "`places` of origin of such goods")
	cmd.Flags().StringVar(&q.rates, "rates", "", "`file` of exchange rates (docs/formats/rates.md)")
}

func (q *screening) coded() bool { return q.material != "" || len(q.control) > 0 || len(q.hs) > 0 }

// keep writes records into a folder, each as a file of its own.
func keep(dir string, records []*screen.Record) error {
	if dir == "" || len(records) == 0 {
		return nil
	}
	var files []file
	for _, r := range records {
		data, err := r.Encode()
		if err != nil {
			return err
		}
		files = append(files, file{r.ID + ".json", data})
	}
	return writeFiles(dir, files)
}

// openFile reads a file that a user named, and false where there is none.
func openFile(name string) ([]byte, bool) {
	data, err := os.ReadFile(name)
	return data, err == nil
}

// stopped reports whether a run was interrupted.
func stopped(ctx context.Context) func() error { return ctx.Err }

// recordFiles lists the records of a folder by name.
func recordFiles(dir string) ([]string, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err == nil && len(names) == 0 {
		if _, err := os.Stat(dir); err != nil {
			return nil, err
		}
	}
	return names, err
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
