package study

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"adit"
	"adit/chart"
	"adit/deal"
	"adit/report"
	"adit/table"
)

// page is the brief of one deal.
func (x *valued) page() *report.Brief {
	d := x.deal
	status := statusWord(d.Status)
	if d.Status != adit.DealClosed {
		status += ", not closed in any source seen"
	}
	end := d.Until
	question := d.Question
	if question == "" {
		question = "What does it cost, what does it return, what does it change?"
	}
	draws, months := 0, 0
	if x.v != nil {
		draws, months = x.v.Options.Draws, len(x.v.Clock)
	}
	market := x.opt.Market
	if market == "" {
		market = "prices from the processes stated in the terms"
	}
	b := &report.Brief{
		Title: d.Name, Question: question, Answer: x.says(),
		Run: report.Run{On: x.from, KnownOn: x.from, Start: x.from, End: end,
			World: report.Version{Name: x.opt.World.Name, Hash: x.opt.World.Hash}, Program: report.Version{Name: "Adit", Hash: x.opt.Version},
			Scenario: report.Case{ID: d.ID, Name: upper(status), Note: d.Note}, Baseline: report.Case{ID: "without", Name: "the same project without the state", Note: upper(market) + "."},
			Draws: draws, DrawsDone: draws, Months: months, Seed: x.opt.Seed, Backend: "cash flows by month", Complete: true},
		Provenance:  x.dealProvenance(),
		Assumptions: x.dealAssumptions(),
		Unknowns:    x.dealUnknowns(),
		Sources:     x.dealSources(),
		Citation:    fmt.Sprintf("Adit %s, deal %q on world %s (%.12s), valued as of %s, %d futures, seed %d.", x.opt.Version, d.ID, x.opt.World.Name, x.opt.World.Hash, x.from, draws, x.opt.Seed),
	}
	if x.v != nil {
		b.BigNumbers = x.dealNumbers()
		b.Sections = append(b.Sections, x.valueSection())
		if s, ok := x.floorSection(); ok {
			b.Sections = append(b.Sections, s)
		}
	}
	b.Sections = append(b.Sections, x.termsSection())
	for _, s := range []func() (report.Section, bool){x.controlSection, x.tornadoSection, x.riskSection, x.effectSection, x.articleSection} {
		if s, ok := s(); ok {
			b.Sections = append(b.Sections, s)
		}
	}
	return b
}

func (x *valued) dealNumbers() []report.BigNumber {
	v, m := x.v, x.money()
	spread := func(label string, s deal.Spread, worse report.Worse, note string) report.BigNumber {
		return report.BigNumber{Label: label, Type: table.Number, Unit: m, Value: table.Num(s.Mean), Low: table.Num(s.P10), High: table.Num(s.P90), Worse: worse, Note: note}
	}
	out := []report.BigNumber{spread("Value to the state, mean", v.AtBorrowing, report.Down, "at the rate at which it borrows")}
	if v.Outlay > 0 {
		out = append(out, report.BigNumber{Label: "Expected subsidy", Type: table.Share, Value: table.Num(v.SubsidyRate), Worse: report.Up, Note: fmt.Sprintf("of %s %s paid out, present values; under nothing it earns", table.Quantity(v.Outlay), m)})
	}
	out = append(out, report.BigNumber{Label: "Chance that the state loses", Type: table.Share, Value: table.Num(v.Loss), Worse: report.Up, Note: "share of futures, at its borrowing rate"})
	if v.HasProject {
		firm := spread("Value to the firm, mean", v.Firm, report.Down, "at the firm's rate, to those who held it before")
		out = append(out, firm,
			report.BigNumber{Label: "Done only because of the deal", Type: table.Share, Value: table.Num(v.Additional), Worse: report.Down, Note: "share of parameter sets in which the project pays with the deal and not without"})
	}
	return out
}

// bins is how many bars a histogram has.
const bins = 14

// histogram counts values in equal bins between their 2nd and 95th percentile;
// what lies outside is in the end bins.
func histogram(name, title, unit string, values []float64) *table.Table {
	t := table.New(name, title,
		table.Column{Name: "range", Label: "Value", Doc: "Range of values, " + unit + "."},
		table.Column{Name: "loss", Label: "A loss", Type: table.Share, Doc: "Share of futures, where the range lies under zero."},
		table.Column{Name: "gain", Label: "A gain", Type: table.Share, Doc: "Share of futures, where it lies above."})
	v := slices.Clone(values)
	slices.Sort(v)
	low, high := v[len(v)/50], v[len(v)-1-len(v)/20]
	if high <= low {
		share := 1.0
		if low < 0 {
			t.Add(table.Quantity(low), share, 0.0)
		} else {
			t.Add(table.Quantity(low), 0.0, share)
		}
		return t
	}
	// Round steps, with an edge at nothing.
	step := niceStep((high - low) / bins)
	first := math.Floor(low / step)
	n := int(math.Ceil(high/step) - first)
	counts := make([]int, n)
	for _, y := range v {
		counts[min(n-1, max(0, int(math.Floor(y/step)-first)))]++
	}
	for i, c := range counts {
		from := (first + float64(i)) * step
		label := table.Quantity(from) + " to " + table.Quantity(from+step)
		switch {
		case i == 0:
			label = "under " + table.Quantity(from+step)
		case i == n-1:
			label = "over " + table.Quantity(from)
		}
		share := float64(c) / float64(len(v))
		if from < -step/2 {
			t.Add(label, share, 0.0)
		} else {
			t.Add(label, 0.0, share)
		}
	}
	return t
}

// niceStep rounds up to 1, 2 or 5 times a power of ten.
func niceStep(v float64) float64 {
	p := math.Pow(10, math.Floor(math.Log10(v)))
	for _, k := range []float64{1, 2, 5, 10} {
		if k*p >= v {
			return k * p
		}
	}
	return 10 * p
}

func (x *valued) valueSection() report.Section {
	m := x.money()
	waterfall := x.legTable()
	hist := histogram("deal-histogram", "Value to the state over futures", m, x.v.AtBorrowing.Values)
	flows := table.New("deal-flows", "What the state pays and gets by year",
		table.Column{Name: "year", Type: table.Date, Doc: "First day of the calendar year."},
		table.Column{Name: "net", Label: "State, net", Type: table.Number, Unit: m, Doc: "Received less paid, mean of futures."},
		table.Column{Name: "total", Label: "State, since the start", Type: table.Number, Unit: m, Doc: "The same, added up."})
	net := x.v.Net(x.deal.State)
	total := 0.0
	for i := 0; i < len(net); {
		year, sum := x.v.Clock[i].Year(), 0.0
		for ; i < len(net) && x.v.Clock[i].Year() == year; i++ {
			sum += net[i]
		}
		total += sum
		flows.Add(adit.NewDate(year, 1, 1), sum, total)
	}
	figures := []report.Figure{
		{Table: x.valueTable(), Note: "Each future draws prices and events; terms and parameters known as ranges are drawn once for a hundredth of the futures, so that what the firm would decide on is a mean over prices."},
		{Table: waterfall, Chart: &chart.Spec{Kind: chart.Bars, Title: "What the state pays and gets, by instrument", Subtitle: "Present value at the borrowing rate, " + m + ", mean of futures", X: "stream",
			Series: []chart.Series{{Y: "paid", Role: chart.Loss}, {Y: "received", Role: chart.Inside}}}, Empty: "No money moves to or from the state."},
		{Table: hist, Half: true, Chart: &chart.Spec{Kind: chart.Bars, Title: "Value to the state over futures", Subtitle: "Share of futures by present value, " + m, X: "range",
			Series: []chart.Series{{Y: "loss", Role: chart.Loss}, {Y: "gain", Role: chart.Inside}}}},
		{Table: flows, Half: true, Chart: &chart.Spec{Kind: chart.Lines, Title: "What the state pays and gets by year", Subtitle: m + ", mean of futures, not discounted", X: "year",
			Series: []chart.Series{{Y: "net", Role: chart.Outside}, {Y: "total", Role: chart.Baseline}}}},
	}
	if t := x.evenTable(); t != nil {
		figures = append(figures, report.Figure{Table: t})
	}
	return report.Section{ID: "value", Title: "What it costs and returns", Lead: "The state's side first; every payment goes from one named party to another, so that on every date the flows of all parties sum to nothing.", Figures: figures}
}

// floorSection shows what a floor pays at each price, and what it costs by year.
func (x *valued) floorSection() (report.Section, bool) {
	if len(x.deal.Floors) == 0 {
		return report.Section{}, false
	}
	s := report.Section{ID: "floor", Title: "What the floor pays"}
	for i := range x.deal.Floors {
		f := &x.deal.Floors[i]
		t := table.New("deal-payoff-"+slug(f.ID), "What the floor pays at each average of the index",
			table.Column{Name: "price", Label: "Average of the quarter", Doc: "In the deal's currency per unit of the index."},
			table.Column{Name: "paid", Label: "Payer pays", Type: table.Number, Unit: "per unit", Doc: "Per unit covered."},
			table.Column{Name: "back", Label: "Payer gets", Type: table.Number, Unit: "per unit", Doc: "Share above strikes, once they run; yearly caps left aside."})
		floor := f.Floor.Or(0)
		step := niceStep(floor / 9)
		for p := step * math.Floor(floor*0.4/step); p <= floor*2; p += step {
			back := 0.0
			for _, u := range f.Upside {
				back += u.Share.Or(0) * math.Max(0, p-u.Strike.Or(0))
			}
			t.Add(table.Quantity(p), math.Max(0, floor-p), back)
		}
		s.Figures = append(s.Figures, report.Figure{Table: t, Half: true, Note: f.Redacted, Chart: &chart.Spec{Kind: chart.Bars, Title: "Paid at each average of the index", Subtitle: fmt.Sprintf("Per unit covered, floor at %s", table.Quantity(floor)), X: "price",
			Series: []chart.Series{{Y: "paid", Role: chart.Loss}, {Y: "back", Role: chart.Inside}}}})
		s.Lead += x.floorLead(f)
	}
	if t := x.floorTable(); t != nil {
		spec := &chart.Spec{Kind: chart.Lines, Title: "What the floor costs by year", Subtitle: x.money() + "; median and P10–P90 of futures", X: "year", Series: []chart.Series{{Label: "Paid", Y: "paid", Low: "paid_p10", High: "paid_p90", Role: chart.Loss}}}
		if len(x.v.Floors) > 1 {
			spec.Split = "floor"
		} else {
			spec.Series = append(spec.Series, chart.Series{Label: "Taken back, mean", Y: "back", Role: chart.Inside})
		}
		s.Figures = append(s.Figures, report.Figure{Table: t, Half: true, Chart: spec, Empty: "The floor pays nothing in any future."})
	}
	return s, true
}

func (x *valued) floorLead(f *adit.PriceProtection) string {
	months := f.Average
	if months == 0 {
		months = 3
	}
	s := fmt.Sprintf("%s makes up what the average of %d months of the index lacks of %s, times the volume covered", upper(x.party(f.From)), months, table.Quantity(f.Floor.Or(0)))
	for _, u := range f.Upside {
		s += fmt.Sprintf("; above %s it gets %s of the excess", table.Quantity(u.Strike.Or(0)), table.Percent(u.Share.Or(0)))
		if u.Trigger != "" {
			for _, c := range x.deal.Conditions {
				if c.ID == u.Trigger {
					s += " once " + lower(c.Name)
				}
			}
		}
		if u.Cap.Given() {
			s += fmt.Sprintf(", at most %s million a calendar year", table.Quantity(u.Cap.Or(0)))
		}
	}
	if len(f.Upside) > 0 && f.Upside[0].Trigger != "" {
		s += "; before that nothing flows back above the floor"
	}
	return s + ". "
}

func (x *valued) termsSection() report.Section {
	d := x.terms
	lead := fmt.Sprintf("Signed or announced on %s", d.Signed)
	if !d.Closed.IsZero() {
		lead += fmt.Sprintf(", closed on %s", d.Closed)
	} else {
		lead += ", not closed in any source seen"
	}
	if !d.LongStop.IsZero() {
		lead += fmt.Sprintf(" (long stop %s)", d.LongStop)
	}
	parties := []string{}
	for _, p := range d.Parties {
		parties = append(parties, p.Name)
	}
	figures := []report.Figure{}
	for _, t := range []*table.Table{x.instrumentTable(), x.termsTable()} {
		if t.Len() > 0 {
			figures = append(figures, report.Figure{Table: t})
		}
	}
	if len(d.Conditions)+len(d.Tranches) > 0 {
		t := table.New("deal-conditions", "Conditions and tranches",
			table.Column{Name: "name", Doc: "In words."},
			table.Column{Name: "kind", Doc: "Condition precedent, permit, trigger or tranche."},
			table.Column{Name: "amount", Type: table.Number, Unit: x.money(), Doc: "Of a tranche."},
			table.Column{Name: "by", Type: table.Date, Doc: "Day it must be met by, or is due."},
			table.Column{Name: "met", Type: table.Date, Doc: "Day it was met."},
			table.Column{Name: "odds", Type: table.Share, Doc: "Chance that it ever is."},
			table.Column{Name: "months", Type: table.Number, Unit: "month", Doc: "Months from signature until it is, best value."})
		for _, c := range d.Conditions {
			var odds, months any
			if c.Odds.Given() {
				odds = c.Odds
			}
			if c.Months.Given() {
				months = c.Months
			}
			t.Add(c.Name, c.Kind, nil, c.By, c.Met, odds, months)
		}
		for _, c := range d.Tranches {
			t.Add(c.Name, "tranche", c.Amount, c.Date, nil, nil, nil)
		}
		figures = append(figures, report.Figure{Table: t})
	}
	return report.Section{ID: "terms", Title: "Terms", Lead: lead + ", between " + strings.Join(parties, ", ") + ".", Figures: figures}
}

func (x *valued) controlSection() (report.Section, bool) {
	var figures []report.Figure
	if len(x.holdings) > 0 {
		t := table.New("deal-ownership", "Ownership over time",
			table.Column{Name: "month", Type: table.Month, Doc: "Month."},
			table.Column{Name: "who", Label: "Holder and firm", Doc: "Whose share of whom."},
			table.Column{Name: "basic", Label: "Outstanding shares", Type: table.Share, Doc: "Of the shares outstanding by the deal."},
			table.Column{Name: "diluted", Label: "As exercised", Type: table.Share, Doc: "With what may be exercised or converted by then; triggers at their best guess."},
			table.Column{Name: "charged", Label: "With dividends in kind", Type: table.Share, Doc: "With dividends in kind converted too; a cap on ownership left aside."})
		who, over := map[string]bool{}, deal.Ownership(x.deal)
		alone := !slices.ContainsFunc(over, func(o deal.OwnershipAt) bool { return o.Holder != over[0].Holder })
		for _, o := range over {
			name := x.party(o.Holder) + " in " + x.party(o.Firm)
			if alone {
				name = x.party(o.Firm)
			}
			who[name] = true
			t.Add(o.Date, name, o.Basic, o.Diluted, o.Charged)
		}
		spec := &chart.Spec{Kind: chart.Lines, Title: "Ownership over time", Subtitle: "Share of votes, best guess of triggers", X: "month",
			Series: []chart.Series{{Y: "basic", Role: chart.Muted}, {Y: "diluted", Role: chart.Outside}, {Y: "charged", Role: chart.Inside}}}
		if len(who) > 1 {
			spec.Split, spec.Series = "who", []chart.Series{{Y: "diluted"}}
		}
		figures = append(figures, report.Figure{Table: x.holdingTable(), Note: "A count marked circular was computed from the percentage it would test, and tests nothing; an average is no count on a day."},
			report.Figure{Table: t, Chart: spec, Empty: "Nothing is held."}, report.Figure{Table: x.thresholdTable()})
	}
	for _, t := range []*table.Table{x.stakeTable(), x.rightsTable()} {
		if t != nil {
			figures = append(figures, report.Figure{Table: t})
		}
	}
	return report.Section{ID: "control", Title: "Who controls what", Lead: "Holdings are exact quotients of share counts, and say which count.", Figures: figures}, len(figures) > 0
}

// barsShown is how many ranges the chart of the tornado has.
const barsShown = 12

func (x *valued) tornadoSection() (report.Section, bool) {
	if len(x.swings) == 0 {
		return report.Section{}, false
	}
	whole := x.tornadoTable()
	short := table.New("deal-tornado-widest", "What moves the state's value most",
		table.Column{Name: "range", Label: "Term or parameter", Doc: "Moved from one end of its range to the other."},
		table.Column{Name: "width", Label: "Moves the value by", Type: table.Number, Unit: x.money(), Doc: "Present value at the borrowing rate, everything else at its best value."})
	for _, s := range x.swings[:min(len(x.swings), barsShown)] {
		if s.Width() > 0 {
			short.Add(x.rangeName(s.Key), s.Width())
		}
	}
	top := x.swings[0]
	return report.Section{ID: "tornado", Title: "What the value hangs on", Lead: fmt.Sprintf("The widest: %s, from %s to %s, takes the state's value from %s to %s %s.", x.rangeName(top.Key), table.Quantity(top.Figure.Low), table.Quantity(top.Figure.High), table.Quantity(top.Low), table.Quantity(top.High), x.money()),
		Figures: []report.Figure{{Table: short, Chart: &chart.Spec{Kind: chart.Bars, Title: "What moves the state's value most", Subtitle: "Change of its value from one end of the range to the other, " + x.money(), X: "range", Series: []chart.Series{{Y: "width"}}}, Empty: "No range moves it."}, {Table: whole}}}, true
}

func (x *valued) riskSection() (report.Section, bool) {
	if x.v == nil {
		return report.Section{}, false
	}
	return report.Section{ID: "risks", Title: "Risk register", Lead: "A number where one can be computed; else the reason why not.", Figures: []report.Figure{{Table: x.riskTable()}}}, true
}

func (x *valued) effectSection() (report.Section, bool) {
	t := x.effectTable()
	if t == nil {
		return report.Section{ID: "effects", Title: "What it does to the chain", Lead: "No effect on a plant, lane or rule of this world is stated."}, x.v != nil
	}
	return report.Section{ID: "effects", Title: "What it does to the chain", Lead: "Money is one side; the other is what the instrument changes in the supply chain, as an overlay that a stress run applies.", Figures: []report.Figure{{Table: t}}}, true
}

// articleSection holds what was written about the deal against the record.
func (x *valued) articleSection() (report.Section, bool) {
	if x.opt.Folder == nil || len(x.deal.Claims) == 0 {
		return report.Section{}, false
	}
	on := x.opt.AsOf
	if on.IsZero() {
		on = x.from
	}
	result, problems := Claims(x.opt.Folder, x.opt.World, nil, on, nil)
	if problems.Errors() != nil || result == nil {
		return report.Section{}, false
	}
	t := table.New("deal-articles", "What was written, and what the record says",
		table.Column{Name: "id", Doc: "Claim."},
		table.Column{Name: "statement", Doc: "What the article says, in our words."},
		table.Column{Name: "verdict", Doc: "What the answers make of it."},
		table.Column{Name: "reason", Doc: "Why."})
	for i := range result.Claims {
		c := &result.Claims[i]
		if slices.Contains(x.deal.Claims, c.ID) {
			t.Add(c.ID, c.Statement, c.Verdict.Title(), c.Reasons)
		}
	}
	return report.Section{ID: "articles", Title: "What was written, against the record", Lead: fmt.Sprintf("Statements of the ledgers about this deal, judged as of %s.", on), Figures: []report.Figure{{Table: t}}}, t.Len() > 0
}

// dealProvenance counts the figures of the terms by kind of source.
func (x *valued) dealProvenance() report.Section {
	t := table.New("deal-provenance", "Figures of the terms by kind of source",
		table.Column{Name: "confidence", Label: "Kind of source", Doc: "Official, company, secondary, derived or assumed."},
		table.Column{Name: "figures", Type: table.Integer, Doc: "How many figures."})
	counts := map[adit.Confidence]int{}
	for _, f := range deal.Figures(x.terms) {
		counts[f.Confidence]++
	}
	for _, c := range adit.Confidences() {
		if counts[c] > 0 {
			t.Add(c.String(), counts[c])
		}
	}
	return report.Section{ID: "provenance", Title: "How good the figures are", Lead: "Terms come from filings and reports; what they leave open is assumed, as a range with its reason.",
		Figures: []report.Figure{{Table: t, Chart: &chart.Spec{Kind: chart.Bars, Title: "Figures by kind of source", Subtitle: "Number of figures", X: "confidence", Series: []chart.Series{{Y: "figures"}}}, Empty: "The terms hold no figure."}}}
}

func (x *valued) dealAssumptions() []report.Assumption {
	var out []report.Assumption
	for _, r := range deal.Ranges(x.terms) {
		f := r.Figure
		if f.Confidence != adit.Assumed {
			continue
		}
		name, reason := r.Key, "its entry in the terms says why"
		if n := x.figure(r.Key); n != nil {
			name, reason = n.Name, n.Note
		}
		out = append(out, report.Assumption{ID: r.Key, Name: name, Value: table.Num(f.Value), Low: table.Num(f.Low), High: table.Num(f.High), Unit: f.Unit, Reason: reason})
	}
	return out
}

func (x *valued) dealUnknowns() []report.Unknown {
	var out []report.Unknown
	for _, k := range instrumentsOf(x.terms) {
		if k.clause.Redacted != "" {
			out = append(out, report.Unknown{What: x.clause(k.clause.ID), Why: k.clause.Redacted, Effect: "What is withheld stands as a range."})
		}
	}
	if x.terms.Unvalued != "" {
		out = append(out, report.Unknown{What: "The value", Why: x.terms.Unvalued})
	}
	return out
}

func (x *valued) dealSources() []report.Source {
	want := map[string]bool{}
	add := func(ids []string) {
		for _, id := range ids {
			want[id] = true
		}
	}
	add(x.terms.Source)
	for _, k := range instrumentsOf(x.terms) {
		add(k.clause.Source)
	}
	for _, f := range deal.Figures(x.terms) {
		add(f.Source)
	}
	for _, c := range x.terms.Counts {
		add(c.Source)
	}
	for _, s := range x.terms.Stakes {
		add(s.Source)
	}
	for _, i := range x.terms.Indices {
		if i.Series != "" {
			for _, s := range x.opt.World.Series {
				if s.ID == i.Series {
					add(s.Source)
				}
			}
		}
	}
	var out []report.Source
	for _, s := range x.opt.World.Sources {
		if want[s.ID] {
			out = append(out, report.Source{ID: s.ID, Title: s.Title, Publisher: s.Publisher, URL: s.URL, Date: s.Date, Licence: s.Licence})
		}
	}
	return out
}
