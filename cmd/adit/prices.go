package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"adit"
	"adit/price"
)

// priceQuestion is what one of the verbs under prices asks.
type priceQuestion struct {
	what       string            // list, series or alerts
	ids        []string          // series asked for; none: all
	unit       string            // to convert to; "" to leave as it is
	rate       *price.Rate       // to convert by; nil for none
	window     int               // months of correlations; 0: none
	conditions []price.Condition // of alerts
}

func newPrices(e engine) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "prices VERB",
		Short: "What does it cost, what moved?",
		Long:  "Looks at the price series of a world: the last price of each by sector, the\nobservations of one, or whether a condition has come true.",
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usage(cmd, "one of list, series, alerts", "prices has no verb %q", args[0])
		},
	}
	cmd.AddCommand(newPriceList(e), newPriceSeries(e), newPriceAlerts(e))
	return cmd
}

func newPriceList(e engine) *cobra.Command {
	q := priceQuestion{what: "list"}
	cmd := newPriceVerb(e, &q, "list", "Last price of each series by sector, with its moves and how much it swings")
	cmd.Args = noWords
	return cmd
}

func newPriceSeries(e engine) *cobra.Command {
	q := priceQuestion{what: "series"}
	cmd := newPriceVerb(e, &q, "series [ID...]", "Observations of the series named, or of all")
	cmd.Flags().StringVar(&q.unit, "unit", "", "convert to prices by this `unit`: "+strings.Join(price.Units(), ", "))
	cmd.Flags().Var(&rateValue{&q.rate}, "rate", "convert currency by a dated rate, such as USD:CNY=7.1@2026-05-29")
	cmd.Flags().Var(&countValue{&q.window, 4, 600}, "correlate", "also correlate each pair over this many months")
	return cmd
}

func newPriceAlerts(e engine) *cobra.Command {
	q := priceQuestion{what: "alerts"}
	cmd := newPriceVerb(e, &q, "alerts [ID...]", "Which series meet a condition")
	cmd.Long = `Asks the series named, or all, whether a condition holds. A condition is one of

    move > 20% in 30 days     up or down (rise and fall: one way); or <
    volatility > 40% in 12 months
    price > 500               in the currency and unit of the series

A series whose observations lie further apart than the window refuses, and says
how often it is observed.`
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		if len(q.conditions) == 0 {
			return usage(cmd, "", "give a condition, such as --when \"move > 20%% in 30 days\"")
		}
		return nil
	}
	cmd.Flags().Var((*conditionValue)(&q.conditions), "when", "the condition; may be given several times")
	return cmd
}

// newPriceVerb is a verb under prices that asks q of the series its words name.
func newPriceVerb(e engine, q *priceQuestion, use, short string) *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   use,
		Short: short,
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			q.ids = args
			a, err := e.prices(cmd.Context(), s, *q)
			return give(cmd, s, a, err)
		},
	}
	s.add(cmd, "world", "on", "json", "out")
	s.add(cmd, tableFlags...)
	return cmd
}

// conditionValue reads conditions, one a flag.
type conditionValue []price.Condition

func (v *conditionValue) String() string { return "" }
func (v *conditionValue) Type() string   { return "condition" }
func (v *conditionValue) Set(s string) error {
	c, err := price.ParseCondition(s)
	if err == nil {
		*v = append(*v, c)
	}
	return err
}

// rateValue reads FROM:TO=VALUE@DATE.
type rateValue struct{ to **price.Rate }

func (v *rateValue) String() string { return "" }
func (v *rateValue) Type() string   { return "rate" }
func (v *rateValue) Set(s string) error {
	pair, rest, ok := strings.Cut(s, "=")
	from, to, two := strings.Cut(pair, ":")
	value, day, dated := strings.Cut(rest, "@")
	if !ok || !two || !dated || len(from) != 3 || len(to) != 3 {
		return fmt.Errorf("write a rate with its day, such as USD:CNY=7.1@2026-05-29")
	}
	r := price.Rate{From: from, To: to}
	if _, err := fmt.Sscanf(value, "%g", &r.Value); err != nil || !(r.Value > 0) {
		return fmt.Errorf("%q is no rate", value)
	}
	var err error
	if r.Date, err = adit.ParseDate(day); err != nil {
		return err
	}
	*v.to = &r
	return nil
}
