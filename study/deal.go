package study

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"

	"adit"
	"adit/deal"
	"adit/internal/near"
	"adit/report"
	"adit/table"
)

// DealOptions ask about one deal, or several.
type DealOptions struct {
	Options             // World, Folder, Draws, Seed, Workers, Version; On is the day of valuation, zero: that of signature
	Deals   []string    // ids
	Prices  deal.Prices // market handed in; nil: the processes the terms state
	AsOf    adit.Date   // day on which published statements are judged; zero: that of valuation
	Market  string      // what the prices come from, in words; "": the stated processes
}

// DealAnswer is what is found about a deal.
type DealAnswer struct {
	Says     string
	Tables   []*table.Table
	Brief    *report.Brief // nil for a comparison
	Problems adit.Problems
}

// valued is one deal with all that is computed about it.
type valued struct {
	opt        DealOptions
	deal       *adit.Deal // prepared: what a series gives is filled in
	terms      *adit.Deal // as read
	from       adit.Date
	calibrated []deal.Calibration
	v          *deal.Valuation // nil where the deal is not valued
	market     *deal.Valuation // with shares at what they cost: no reward for risk
	swings     []deal.Swing
	even       []deal.BreakEven
	holdings   []deal.Holding
}

// findDeal returns the deal of that id, or a problem that names those there are.
func findDeal(w *adit.World, id string) (*adit.Deal, adit.Problems) {
	if d := w.Deal(id); d != nil {
		return d, nil
	}
	var known []string
	for i := range w.Deals {
		known = append(known, w.Deals[i].ID)
	}
	hint := near.Hint(id, known)
	if hint == "" {
		hint = "one of: " + fmt.Sprint(known)
	}
	var ps adit.Problems
	ps.Add("dangling-id", adit.Where{}, hint, "no deal is called %q", id)
	return nil, ps
}

// tornadoDraws is how many futures each end of a range is valued with.
const tornadoDraws = 1000

// ValueDeal values one deal: what it costs, returns and changes, and the page
// that says so.
func ValueDeal(ctx context.Context, opt DealOptions) (*DealAnswer, error) {
	terms, ps := findDeal(opt.World, opt.Deals[0])
	if ps != nil {
		return nil, ps
	}
	x, err := valueOne(ctx, opt, terms, true)
	if err != nil {
		return nil, err
	}
	a := &DealAnswer{Says: x.says(), Tables: x.tables()}
	a.Brief = x.page()
	return a, nil
}

func valueOne(ctx context.Context, opt DealOptions, terms *adit.Deal, deep bool) (*valued, error) {
	if opt.Draws == 0 {
		opt.Draws = 10_000
	}
	x := &valued{opt: opt, terms: terms, from: opt.On, deal: terms}
	if x.from.IsZero() {
		x.from = terms.Signed
	}
	if terms.Unvalued != "" {
		return x, nil
	}
	if x.from > terms.Until {
		var ps adit.Problems
		ps.Add("dates-out-of-order", terms.Row, "choose an earlier day", "the last day of %s that is valued is %s, before %s", terms.ID, terms.Until, x.from)
		return nil, ps
	}
	var err error
	if x.deal, x.calibrated, err = deal.Prepare(terms, opt.World.Series, opt.World.Prices, x.from); err != nil {
		return nil, err
	}
	run := deal.Options{From: x.from, Draws: opt.Draws, Seed: opt.Seed, Workers: opt.Workers, Prices: opt.Prices}
	if x.v, err = deal.Value(ctx, x.deal, run); err != nil {
		return nil, err
	}
	x.holdings = deal.Holdings(x.deal)
	if x.sharesSold() {
		if x.market, err = deal.Value(ctx, deal.AtMarket(x.deal), run); err != nil {
			return nil, err
		}
	}
	if !deep {
		return x, nil
	}
	run.Draws = min(opt.Draws, tornadoDraws)
	if x.swings, err = deal.Tornado(ctx, x.deal, run); err != nil {
		return nil, err
	}
	if i := x.priced(); i != "" {
		if x.even, err = deal.BreakEvens(ctx, x.deal, i, run); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// sharesSold reports whether the value rests on a share price.
func (x *valued) sharesSold() bool {
	for _, i := range x.deal.Indices {
		if i.Party != "" {
			return true
		}
	}
	return false
}

// priced is the index the deal hangs on: that of its project, or of its floor
// or contract.
func (x *valued) priced() string {
	d := x.deal
	switch {
	case d.Project.Index != "":
		return d.Project.Index
	case len(d.Floors) > 0:
		return d.Floors[0].Index
	case len(d.Reserves) > 0:
		return d.Reserves[0].Index
	}
	return ""
}

func (x *valued) money() string {
	if x.deal.Currency == "" {
		return "USD million"
	}
	return x.deal.Currency + " million"
}

func (x *valued) party(id string) string {
	for _, p := range x.deal.Parties {
		if p.ID == id {
			return p.Name
		}
	}
	const holders = ".holders"
	if n := len(id) - len(holders); n > 0 && id[n:] == holders {
		return "holders of " + x.party(id[:n])
	}
	if id == "" {
		return "nobody"
	}
	return id
}

// says is the answer in a sentence or two.
func (x *valued) says() string {
	d := x.deal
	if x.v == nil {
		return fmt.Sprintf("%s is not valued: %s.", d.Name, d.Unvalued)
	}
	v := x.v
	verb := "costs"
	amount := v.Subsidy
	if amount < 0 {
		verb, amount = "brings", -amount
	}
	s := fmt.Sprintf("At the rate at which it borrows, the deal %s the state %s %s in the mean (8 futures in 10: a value of %s to %s); it loses in %s of futures.",
		verb, table.Quantity(amount), x.money(), table.Quantity(v.AtBorrowing.P10), table.Quantity(v.AtBorrowing.P90), table.Percent(v.Loss))
	if v.Outlay > 0 && v.Subsidy > 0 {
		s += fmt.Sprintf(" That is %s of the %s it pays out.", table.Percent(v.SubsidyRate), table.Quantity(v.Outlay))
	}
	if x.market != nil {
		s += fmt.Sprintf(" With shares at what the market pays for them, so that bearing risk earns nothing, the value is %s.", table.Quantity(x.market.AtBorrowing.Mean))
	}
	if v.HasProject {
		s += fmt.Sprintf(" The project is worth doing only because of the deal in %s of parameter sets, with or without it in %s, never in %s.", table.Percent(v.Additional), table.Percent(v.Regardless), table.Percent(v.Never))
	}
	if d.Status != adit.DealClosed {
		s += fmt.Sprintf(" It is not closed in any source: the status is %s.", statusWord(d.Status))
	}
	return s
}

func statusWord(s adit.DealStatus) string {
	return map[adit.DealStatus]string{adit.DealClosed: "closed", adit.DealSigned: "signed", adit.DealIntent: "letter of intent", adit.DealAnnounced: "announced", adit.DealEnded: "ended"}[s]
}

// tables are all tables of a deal, the value first.
func (x *valued) tables() []*table.Table {
	var out []*table.Table
	add := func(t *table.Table) {
		if t != nil {
			out = append(out, t)
		}
	}
	if x.v != nil {
		add(x.valueTable())
		add(x.legTable())
		add(x.floorTable())
		add(x.evenTable())
		add(x.tornadoTable())
	}
	add(x.holdingTable())
	add(x.thresholdTable())
	add(x.stakeTable())
	add(x.rightsTable())
	if x.v != nil {
		add(x.riskTable())
	}
	add(x.effectTable())
	add(x.instrumentTable())
	add(x.termsTable())
	if x.v != nil {
		add(x.partyTable())
		add(x.ledgerTable())
	}
	return out
}

// Shown is how many of a deal's tables a terminal prints: the long ones are in
// the files.
func (a *DealAnswer) Shown() int {
	for i, t := range a.Tables {
		if t.Name == "deal-instruments" {
			return max(1, i)
		}
	}
	return len(a.Tables)
}

func (x *valued) valueTable() *table.Table {
	t := table.New("deal-value", x.deal.Name+": what it costs and returns, as of "+x.from.String(),
		table.Column{Name: "measure", Doc: "What is measured."},
		table.Column{Name: "value", Type: table.Number, Doc: "Mean over futures, or the number itself."},
		table.Column{Name: "p10", Label: "P10", Type: table.Number, Doc: "A tenth of futures are lower."},
		table.Column{Name: "p90", Label: "P90", Type: table.Number, Doc: "A tenth of futures are higher."},
		table.Column{Name: "unit", Doc: "Unit of the three."},
		table.Column{Name: "note", Doc: "How it is computed."})
	v, m := x.v, x.money()
	spread := func(what string, s deal.Spread, unit, note string) { t.Add(what, s.Mean, s.P10, s.P90, unit, note) }
	one := func(what string, value any, unit, note string) { t.Add(what, value, nil, nil, unit, note) }
	spread("State, at its discount rate", v.State, m, "present value of what it gets less what it pays")
	spread("State, at its borrowing rate", v.AtBorrowing, m, "the same, as credit reform weighs it")
	if x.market != nil {
		spread("State, shares at their market price", x.market.AtBorrowing, m, "at the borrowing rate, shares growing at it: no reward for bearing risk")
	}
	one("Worst twentieth", v.AtBorrowing.Shortfall, m, "mean of the worst 5% of futures, at the borrowing rate")
	one("Chance of a loss", v.Loss*100, "%", "at the borrowing rate")
	one("Expected subsidy", v.Subsidy, m, "minus the mean value at the borrowing rate")
	if v.Outlay > 0 {
		one("Subsidy rate", v.SubsidyRate*100, "%", "over the present value of what the state pays")
	}
	if !math.IsNaN(v.CreditRate) && !math.IsInf(v.CreditRate, 0) {
		one("Credit subsidy rate", v.CreditRate*100, "%", "loans alone, over what is lent: cost of defaults and of rates below those of the state")
	}
	if math.IsNaN(v.Rate) {
		one("Internal rate of return", table.Unknown("the mean flows have none"), "% a year", "of the state's mean flows")
	} else {
		one("Internal rate of return", v.Rate*100, "% a year", "of the state's mean flows")
	}
	if !math.IsNaN(v.Multiple) {
		one("Multiple", v.Multiple, "1", "received over paid, undiscounted")
	}
	if v.Payback.IsZero() {
		why := "the mean flows do not come back"
		if math.IsNaN(v.Multiple) {
			why = "nothing is paid out"
		}
		one("Payback", table.Unknown(why), "years", "")
	} else {
		one("Payback", float64(v.Payback-x.from)/365.25, "years", "from the day of valuation, mean flows")
	}
	if v.HasProject {
		spread("Firm, with the deal", v.Firm, m, "to those who held it before, at the firm's rate")
		spread("Firm, without", v.Without, m, "the project alone")
		one("Only because of the deal", v.Additional*100, "% of parameter sets", "mean value under zero without, not under zero with")
		one("Without the deal too", v.Regardless*100, "% of parameter sets", "")
		one("Not even with it", v.Never*100, "% of parameter sets", "")
		spread("Product, with the deal", v.Tonnes, "t", "over the months valued")
		spread("Product, without", v.TonnesAlone, "t", "nothing where the firm would not build")
	}
	for _, c := range x.calibrated {
		note := fmt.Sprintf("%d observations of %s by %s, maximum likelihood", c.Fit.Observations, c.Series, c.Last)
		if !c.Fit.Reverts {
			note += "; no reversion was found"
		}
		one("Reversion of "+c.Index, c.Fit.Kappa, "1/y", note)
		one("Volatility of "+c.Index, c.Fit.Sigma, "1/y", note)
	}
	return t
}

// legTable is the waterfall: what each stream of payments is worth to the state.
func (x *valued) legTable() *table.Table {
	t := table.New("deal-waterfall", "What the state pays and gets, by instrument",
		table.Column{Name: "stream", Doc: "Instrument and stream of payments."},
		table.Column{Name: "paid", Label: "State pays", Type: table.Number, Unit: x.money(), Doc: "Present value at the borrowing rate, mean of futures."},
		table.Column{Name: "received", Label: "State gets", Type: table.Number, Unit: x.money(), Doc: "Present value at the borrowing rate, mean of futures."},
		table.Column{Name: "goods", Type: table.Bool, Doc: "Whether it is paid in goods, at their value."})
	for l, leg := range x.v.Legs {
		pv := deal.PresentValue(x.v.Flows[l], deal.Borrowing(x.deal))
		name := x.clause(leg.Clause) + ": " + leg.What
		switch {
		case pv == 0:
		case leg.From == x.deal.State:
			t.Add(name, pv, 0.0, leg.Goods)
		case leg.To == x.deal.State:
			t.Add(name, 0.0, pv, leg.Goods)
		}
	}
	return t
}

// clause is the name of an instrument.
func (x *valued) clause(id string) string {
	for _, k := range instrumentsOf(x.deal) {
		if k.clause.ID == id && k.clause.Name != "" {
			return k.clause.Name
		}
	}
	return id
}

func (x *valued) floorTable() *table.Table {
	if len(x.v.Floors) == 0 {
		return nil
	}
	t := table.New("deal-floor-years", "What the floor costs by year",
		table.Column{Name: "year", Type: table.Date, Doc: "First day of the calendar year."},
		table.Column{Name: "floor", Doc: "Instrument."},
		table.Column{Name: "paid", Label: "Paid, median", Type: table.Number, Unit: x.money(), Doc: "Median of futures."},
		table.Column{Name: "paid_p10", Label: "Paid, P10", Type: table.Number, Unit: x.money(), Doc: "A tenth of futures are lower."},
		table.Column{Name: "paid_p90", Label: "Paid, P90", Type: table.Number, Unit: x.money(), Doc: "A tenth of futures are higher."},
		table.Column{Name: "paid_mean", Label: "Paid, mean", Type: table.Number, Unit: x.money(), Doc: "Mean of futures."},
		table.Column{Name: "back", Label: "Taken back, mean", Type: table.Number, Unit: x.money(), Doc: "Share above the strike, mean of futures."},
		table.Column{Name: "free", Label: "Futures without a payment", Type: table.Share, Doc: "Share of futures in which nothing is paid in the year."})
	for _, f := range x.v.Floors {
		for i, year := range f.Years {
			s := f.Paid[i]
			none := 0
			for _, p := range s.Values {
				if p == 0 {
					none++
				}
			}
			t.Add(adit.NewDate(year, 1, 1), x.clause(f.Clause), s.Mid, s.P10, s.P90, s.Mean, f.Back[i].Mean, float64(none)/float64(len(s.Values)))
		}
	}
	return t
}

func (x *valued) evenTable() *table.Table {
	if len(x.even) == 0 {
		return nil
	}
	t := table.New("deal-break-even", "Price, the same in every month, at which each side comes out even",
		table.Column{Name: "who", Doc: "Whose value is nothing."},
		table.Column{Name: "index", Doc: "Price."},
		table.Column{Name: "price", Type: table.Number, Doc: "In the deal's currency per unit of the index."},
		table.Column{Name: "note", Doc: "Why there is none."})
	for _, e := range x.even {
		if e.Found {
			t.Add(e.Who, e.Index, e.Price, "")
		} else {
			t.Add(e.Who, e.Index, table.Unknown(e.Because), "")
		}
	}
	return t
}

func (x *valued) tornadoTable() *table.Table {
	t := table.New("deal-tornado", "What each range does to the state's value",
		table.Column{Name: "range", Doc: "Term or parameter."},
		table.Column{Name: "from", Label: "Low end", Type: table.Number, Doc: "Low end of the range, in its own unit."},
		table.Column{Name: "to", Label: "High end", Type: table.Number, Doc: "High end."},
		table.Column{Name: "at_low", Label: "State's value at the low end", Type: table.Number, Unit: x.money(), Doc: "Present value at the borrowing rate, everything else at its best value."},
		table.Column{Name: "at_high", Label: "At the high end", Type: table.Number, Unit: x.money(), Doc: "The same at the high end."},
		table.Column{Name: "width", Label: "Moves by", Type: table.Number, Unit: x.money(), Doc: "How far the value moves."},
		table.Column{Name: "firm_at_low", Label: "Firm's value at the low end", Type: table.Number, Unit: x.money(), Doc: "At the firm's rate."},
		table.Column{Name: "firm_at_high", Label: "At the high end", Type: table.Number, Unit: x.money(), Doc: "At the firm's rate."})
	for _, s := range x.swings {
		t.Add(x.rangeName(s.Key), s.Figure.Low, s.Figure.High, s.Low, s.High, s.Width(), s.FirmLow, s.FirmHigh)
	}
	return t
}

// rangeName is a named figure's name, or the place of a literal among the terms.
func (x *valued) rangeName(key string) string {
	if f := x.figure(key); f != nil {
		return f.Name
	}
	if kind, rest, ok := strings.Cut(key, "["); ok { // such as floors[floor].volume
		id, term, _ := strings.Cut(rest, "].")
		for _, k := range instrumentsOf(x.deal) {
			if k.kind == kind && k.clause.ID == id {
				return x.clause(id) + ": " + strings.ReplaceAll(term, "_", " ")
			}
		}
	}
	return strings.ReplaceAll(key, "_", " ")
}

func (x *valued) figure(id string) *adit.NamedFigure {
	for i := range x.opt.World.Figures {
		if f := &x.opt.World.Figures[i]; f.ID == id {
			return f
		}
	}
	return nil
}

func (x *valued) holdingTable() *table.Table {
	if len(x.holdings) == 0 {
		return nil
	}
	t := table.New("deal-holdings", "Who holds what, from share counts",
		table.Column{Name: "holder", Doc: "Party."},
		table.Column{Name: "firm", Doc: "Whose shares."},
		table.Column{Name: "basis", Doc: "Of which count: before or after the issue, with everything exercised."},
		table.Column{Name: "shares", Type: table.Integer, Doc: "Shares held."},
		table.Column{Name: "base", Type: table.Integer, Doc: "Shares they are a share of."},
		table.Column{Name: "percent", Label: "%", Doc: "Exact quotient of the two, to three decimals."},
		table.Column{Name: "count", Label: "Count is", Doc: "Filed, a weighted average, derived, or circular: computed from the percentage it would test."},
		table.Column{Name: "confidence", Doc: "Kind of source of the count."})
	for _, h := range x.holdings {
		t.Add(x.party(h.Holder), x.party(h.Firm), h.Basis, h.Shares, h.Base, percentText(h.Share), h.Known, h.Confidence)
	}
	if through := deal.LookThrough(x.deal, x.deal.State, x.deal.Firm); through.Sign() > 0 && len(x.deal.Stakes) > 0 {
		t.Add(x.party(x.deal.State), x.party(x.deal.Firm), "through others, after issue", nil, nil, percentText(through), "", adit.Derived)
	}
	return t
}

// percentText writes a share in percent with three decimals.
func percentText(share *big.Rat) string {
	return new(big.Rat).Mul(share, big.NewRat(100, 1)).FloatString(3)
}

func (x *valued) thresholdTable() *table.Table {
	if len(x.holdings) == 0 {
		return nil
	}
	t := table.New("deal-thresholds", "Thresholds and what each triggers",
		table.Column{Name: "holder", Doc: "Party."},
		table.Column{Name: "firm", Doc: "Whose shares."},
		table.Column{Name: "threshold", Doc: "Share of votes."},
		table.Column{Name: "reached", Doc: "On which bases it is reached."},
		table.Column{Name: "triggers", Doc: "What follows."})
	type pair struct{ holder, firm string }
	var pairs []pair
	for _, h := range x.holdings {
		if p := (pair{h.Holder, h.Firm}); !slices.Contains(pairs, p) {
			pairs = append(pairs, p)
		}
	}
	for _, p := range pairs {
		for _, level := range deal.Thresholds() {
			reached := []string{}
			for _, h := range x.holdings {
				if h.Holder == p.holder && h.Firm == p.firm && level.Crossed(h.Share) {
					reached = append(reached, h.Basis)
				}
			}
			if len(reached) == 0 {
				reached = []string{"on none"}
			}
			t.Add(x.party(p.holder), x.party(p.firm), level.Name, reached, level.Triggers)
		}
	}
	return t
}

func (x *valued) stakeTable() *table.Table {
	if len(x.deal.Stakes) == 0 {
		return nil
	}
	t := table.New("deal-stakes", "Economics and votes of joint ventures",
		table.Column{Name: "entity", Doc: "Whose."},
		table.Column{Name: "holder", Doc: "Party."},
		table.Column{Name: "economic", Type: table.Share, Doc: "Share of profits."},
		table.Column{Name: "votes", Type: table.Share, Doc: "Share of votes."},
		table.Column{Name: "from", Type: table.Date, Doc: "First day."},
		table.Column{Name: "note", Doc: "Arithmetic or remark."})
	for _, s := range x.deal.Stakes {
		t.Add(x.party(s.Entity), x.party(s.Holder), s.Economic, s.Votes, s.From, s.Note)
	}
	return t
}

func (x *valued) rightsTable() *table.Table {
	if len(x.deal.Boards)+len(x.deal.Golden) == 0 {
		return nil
	}
	t := table.New("deal-rights", "Seats and consent rights",
		table.Column{Name: "holder", Doc: "Party."},
		table.Column{Name: "right", Doc: "Name."},
		table.Column{Name: "seats", Type: table.Integer, Doc: "Directors."},
		table.Column{Name: "consent", Doc: "Acts that need consent."},
		table.Column{Name: "years", Type: table.Number, Unit: "year", Doc: "How long; blank is open."})
	for _, b := range x.deal.Boards {
		var years any
		if b.Years.Given() {
			years = b.Years
		}
		t.Add(x.party(b.To), b.Name, b.Seats, nil, years)
	}
	for _, g := range x.deal.Golden {
		t.Add(x.party(g.To), g.Name, nil, g.Consent, nil)
	}
	return t
}

func (x *valued) riskTable() *table.Table {
	t := table.New("deal-risks", "Risk register",
		table.Column{Name: "risk", Doc: "Kind of risk."},
		table.Column{Name: "measure", Doc: "What is measured."},
		table.Column{Name: "value", Type: table.Number, Doc: "The number, where one is computed."},
		table.Column{Name: "unit", Doc: "Its unit."},
		table.Column{Name: "why", Doc: "What it rests on, or why it is not computed."})
	for _, r := range deal.Risks(x.v) {
		var value any = r.Value
		if math.IsNaN(r.Value) {
			value = nil
		}
		t.Add(r.Name, r.Measure, value, r.Unit, r.Why)
	}
	if share, hhi, n := concentration(x.opt.World, x.deal); n > 0 {
		t.Add("Concentration of the state's holdings", "this deal's part of all that is paid or lent in valued deals of the world", share, "1", fmt.Sprintf("undiscounted amounts of %d deals", n))
		t.Add("Concentration of the state's holdings", "sum of squared parts over those deals", hhi, "1", "1 is all in one deal")
	}
	return t
}

// concentration is a deal's part of the amounts that states put into the valued
// deals of a world, in millions of dollars as stated, and the sum of squares.
func concentration(w *adit.World, d *adit.Deal) (share, hhi float64, n int) {
	put := func(d *adit.Deal) (sum float64) {
		for _, k := range instrumentsOf(d) {
			if k.clause.From == d.State {
				sum += k.amount
			}
		}
		return sum
	}
	total, own := 0.0, 0.0
	var parts []float64
	for i := range w.Deals {
		x := &w.Deals[i]
		if x.Unvalued != "" || x.Currency != "" && x.Currency != "USD" {
			continue
		}
		p := put(x)
		if x.ID == d.ID {
			own = p
		}
		total += p
		parts = append(parts, p)
	}
	if total <= 0 {
		return 0, 0, 0
	}
	for _, p := range parts {
		hhi += p / total * (p / total)
	}
	return own / total, hhi, len(parts)
}

func (x *valued) effectTable() *table.Table {
	if len(x.deal.Effects) == 0 {
		return nil
	}
	t := table.New("deal-effects", "What it does to the chain",
		table.Column{Name: "effect", Doc: "Name."},
		table.Column{Name: "kind", Doc: "Capacity at a date, no closure above a floor, priority on a lane, a lower hazard of reversal, or a trigger that opens a district."},
		table.Column{Name: "instrument", Doc: "Which part of the deal does it."},
		table.Column{Name: "acts_on", Label: "Acts on", Doc: "Project, sites, material or place."},
		table.Column{Name: "from", Type: table.Date, Doc: "First day."},
		table.Column{Name: "until", Type: table.Date, Doc: "Last day."},
		table.Column{Name: "price", Type: table.Number, Unit: "USD/kg", Doc: "Floor."},
		table.Column{Name: "odds", Type: table.Share, Doc: "Chance, where it is one."})
	for _, e := range x.deal.Effects {
		on := []string{}
		for _, s := range append([]string{e.Project, e.Material, e.Place, e.Condition}, e.Sites...) {
			if s != "" {
				on = append(on, s)
			}
		}
		var price, odds any
		if e.Price.Given() {
			price = e.Price
		}
		if e.Odds.Given() {
			odds = e.Odds
		}
		t.Add(e.Name, e.Kind, x.clause(e.Instrument), on, e.Date, e.Until, price, odds)
	}
	return t
}

// partyTable is what every party gets and pays, month by month.
func (x *valued) partyTable() *table.Table {
	t := table.New("deal-parties", "Mean flows by month and party",
		table.Column{Name: "month", Type: table.Month, Doc: "Month."},
		table.Column{Name: "party", Doc: "Party; customers, suppliers and buyers of shares are the market."},
		table.Column{Name: "received", Type: table.Number, Unit: x.money(), Doc: "Mean over futures."},
		table.Column{Name: "paid", Type: table.Number, Unit: x.money(), Doc: "Mean over futures."},
		table.Column{Name: "net", Type: table.Number, Unit: x.money(), Doc: "Received less paid; over all parties it is nothing."})
	for m, date := range x.v.Clock {
		for _, id := range x.v.Parties {
			in, out := 0.0, 0.0
			for l, leg := range x.v.Legs {
				if leg.To == id {
					in += x.v.Flows[l][m]
				}
				if leg.From == id {
					out += x.v.Flows[l][m]
				}
			}
			if in != 0 || out != 0 {
				t.Add(date, x.party(id), in, out, in-out)
			}
		}
	}
	return t
}

func (x *valued) ledgerTable() *table.Table {
	t := table.New("deal-ledger", "Mean payments by date, each from one party to another",
		table.Column{Name: "month", Type: table.Month, Doc: "Month."},
		table.Column{Name: "instrument", Doc: "Part of the deal."},
		table.Column{Name: "what", Doc: "What is paid."},
		table.Column{Name: "from", Doc: "Party that pays."},
		table.Column{Name: "to", Doc: "Party that is paid."},
		table.Column{Name: "cents", Type: table.Integer, Unit: "0.01 " + x.money()[:3], Doc: "Whole hundredths of the currency, so that the books balance exactly."},
		table.Column{Name: "goods", Type: table.Bool, Doc: "Whether it is paid in goods, at their value."})
	for _, e := range x.v.Ledger() {
		t.Add(e.Date, x.clause(e.Clause), e.What, x.party(e.From), x.party(e.To), e.Cents, e.Goods)
	}
	return t
}
