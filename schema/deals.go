package schema

import "adit"

// Limits of deals.
var (
	correlation = Limit{Low: -1, High: 1}
	growth      = Limit{Low: -1, High: 1}
)

// word, day and so on are the short forms in which the keys of deals are
// described: there are many, and each is one line.
func word(name, example, doc string) Column {
	return Column{Name: name, Type: Text, Example: example, Doc: doc}
}

// local names another entry of the same file.
func local(name, example, doc string) Column {
	return Column{Name: name, Type: Text, Default: "none", Example: example, Doc: doc}
}

func words(name, example, doc string) Column {
	return Column{Name: name, Type: Words, Default: "none", Example: example, Doc: doc}
}

func dated(name, blank, example, doc string) Column {
	return Column{Name: name, Type: Day, Default: blank, Example: example, Doc: doc}
}

func amount(name, example, doc string) Column {
	return Column{Name: name, Type: Measured, Unit: "million", Limit: NotNegative, Default: "none", Example: example, Doc: doc}
}

func rate(name, blank, example, doc string) Column {
	return Column{Name: name, Type: Measured, Unit: "1", Limit: Share, Settled: []float64{0, 1}, Default: blank, Example: example, Doc: doc}
}

func measured(name, unit, blank, example, doc string) Column {
	return Column{Name: name, Type: Measured, Unit: unit, Limit: NotNegative, Settled: []float64{0, 1}, Default: blank, Example: example, Doc: doc}
}

func needed(c Column) Column {
	c.Required, c.Default = true, ""
	return c
}

func entry(columns ...Column) []Column {
	own := provenance(append([]Column{{Name: "id", Type: Key, Required: true, Example: "floor", Doc: "Key within the deal."}}, columns...)...)
	for i := range own {
		if own[i].Name == "confidence" {
			own[i].Required, own[i].Default = false, "all five as the deal's"
		}
	}
	return own
}

func dealStatuses() (list []string) {
	for _, s := range adit.DealStatuses() {
		list = append(list, string(s))
	}
	return list
}

// clause returns the keys of an instrument: those of every clause, then its own.
func clause(columns ...Column) []Column {
	return entry(append([]Column{
		word("name", "Price protection", "Name in words."),
		local("from", "dow", "Party of the deal that gives: buyer, lender, grantor, payer of a floor, insurer."),
		local("to", "mp", "Party of the deal that takes: issuer or seller, borrower, insured."),
		local("tranche", "second", "Tranche it belongs to."),
		local("trigger", "road", "Condition before which it does not count."),
		{Name: "status", Type: Choice, Choices: dealStatuses(), Default: "the deal's", Example: "intent", Doc: "How far this part has come."},
		{Name: "currency", Type: Text, Default: "the deal's", Example: "KRW", Doc: "Currency of its amounts; the deal then states a rate."},
		{Name: "anyway", Type: YesNo, Default: "false", Example: "true", Doc: "Whether it stands without the state's part of the deal too."},
		word("redacted", "strike withheld in the exhibit", "Why a term stands as a range."),
	}, columns...)...)
}

func instruments(name, doc string, columns ...Column) Column {
	return Column{Name: name, Type: Objects, Default: "none", Doc: doc, Fields: clause(columns...)}
}

func entries(name, doc string, columns ...Column) Column {
	return Column{Name: name, Type: Objects, Default: "none", Doc: doc, Fields: entry(columns...)}
}

// Deals describes deals/<id>.yaml.
var Deals = Document{
	Name: "deals", Row: adit.Deal{},
	Doc: "An arrangement between a state and firms: its terms as data, apart from any price. The file name is the id. Amounts are in millions of the deal's currency; a price is in that currency per unit of its index, or per share; rates are shares a year, so 7% is 0.07. An entry without provenance of its own has the deal's.",
	Fields: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "mp-dow", Doc: "Key."},
		Column{Name: "name", Type: Text, Required: true, Example: "MP Materials and the Department of War", Doc: "Name in words."},
		word("question", "What does the floor cost?", "What the reader wants to know."),
		Column{Name: "status", Type: Choice, Choices: dealStatuses(), Required: true, Example: "closed", Doc: "How far it has come."},
		Column{Name: "signed", Type: Day, Required: true, Example: "2025-07-09", Doc: "Day of signature, or of the announcement."},
		dated("closed", "not closed in any source", "2025-07-11", "Day of closing."),
		dated("long_stop", "none", "2026-05-31", "Day after which either side may walk away."),
		Column{Name: "until", Type: Day, Required: true, Example: "2035-12-31", Doc: "Last day that is valued."},
		Column{Name: "currency", Type: Text, Default: "USD", Example: "USD", Doc: "Currency of every amount, ISO 4217."},
		local("state", "dow", "Party of the deal that is the state."),
		local("firm", "mp", "Party of the deal whose value is asked about."),
		word("unvalued", "how returns are split is not known", "Why no value is computed; blank where it is."),
		amount("ceiling", "245", "What the tranches together stay under."),
		rate("discount", "the borrowing rate", "0.07 [0.03, 0.1]", "Rate a year at which the state weighs its money."),
		rate("borrowing", "0.045, assumed", "0.045 [0.04, 0.05]", "Rate a year at which the state borrows."),
		rate("firm_discount", "0.12, assumed", "0.12 [0.1, 0.15]", "Rate a year the firm wants."),
		Column{Name: "parties", Type: Objects, Default: "none", Doc: "Who takes part.", Fields: []Column{
			{Name: "id", Type: Key, Required: true, Example: "mp", Doc: "Key within the deal."},
			{Name: "name", Type: Text, Required: true, Example: "MP Materials", Doc: "Name in words."},
			{Name: "party", Type: Ref, Refers: []string{"parties"}, Default: "none", Example: "mp", Doc: "Party of the world it is."},
			{Name: "role", Type: Choice, Choices: []string{"state", "firm", "holder", "lender", "offtaker", "fund", "insurer"}, Required: true, Example: "firm", Doc: "What it does here."},
		}},
		Column{Name: "rates", Type: Objects, Default: "none", Doc: "What other currencies cost in the deal's.", Fields: provenance(
			Column{Name: "currency", Type: Text, Required: true, Example: "KRW", Doc: "Currency, ISO 4217."},
			needed(measured("value", "per unit", "", "0.00068", "Units of the deal's currency for one of it.")),
			needed(dated("date", "", "2025-12-15", "Day of the rate.")))},
		entries("conditions", "What something waits for: a condition precedent, a permit stage, a trigger.",
			word("name", "Ambler Road is built", "Name in words."),
			Column{Name: "kind", Type: Choice, Choices: []string{"precedent", "permit", "trigger"}, Required: true, Example: "trigger", Doc: "What kind it is."},
			dated("by", "no such day", "2026-05-31", "Day it must be met by."),
			dated("met", "not in any source", "2025-10-07", "Day it was met."),
			rate("odds", "certain", "0.5 [0.2, 0.8]", "Chance that it ever is met."),
			measured("months", "month", "at once", "60 [36, 120]", "Months from signature until it is.")),
		entries("tranches", "Payments or deliveries under the ceiling.",
			word("name", "Second closing", "Name in words."),
			dated("date", "not stated", "2026-12-31", "Day it is due."),
			needed(amount("amount", "350", "How much.")),
			local("condition", "10x", "Condition it waits for.")),
		entries("counts", "How many shares there are, and how one knows.",
			needed(local("party", "mp", "The firm, a party of the deal.")),
			needed(dated("date", "", "2025-09-30", "Day it is true of.")),
			needed(measured("count", "share", "", "164311410", "Shares.")),
			Column{Name: "basis", Type: Choice, Choices: []string{"filed", "average", "derived", "circular"}, Required: true, Example: "filed",
				Doc: "Filed is a count in a filing, average a weighted average, derived a sum or difference of such; circular was computed from the very percentage it would test."}),
		entries("stakes", "What a holder has of an entity without shares, such as a joint venture.",
			needed(local("entity", "jv", "Whose, a party of the deal.")),
			needed(local("holder", "gm", "Party of the deal.")),
			rate("economic", "none", "0.38", "Share of profits."),
			rate("votes", "none", "0.38", "Share of votes."),
			dated("from", "ever since", "2025-10-07", "First day.")),
		entries("indices", "Prices it is settled on or valued with.",
			word("name", "NdPr oxide", "Name in words."),
			Column{Name: "material", Type: Ref, Refers: []string{"materials"}, Default: "none of this world", Example: "ndpr.oxide", Doc: "Material."},
			local("party", "mp", "Firm whose share price it is."),
			Column{Name: "currency", Type: Text, Default: "the deal's", Example: "KRW", Doc: "Currency of the price; the deal then states a rate."},
			Column{Name: "process", Type: Choice, Choices: []string{"constant", "curve", "schwartz", "lognormal"}, Required: true, Example: "schwartz", Doc: "How it moves."},
			Column{Name: "series", Type: Ref, Refers: []string{"series"}, Default: "none: the parameters are given", Example: "wb.copper", Doc: "Series a Schwartz process is calibrated on by maximum likelihood; 36 observations or more."},
			measured("spot", "per unit", "the series' last price before the day", "69 [60, 80]", "Price on the day of since."),
			dated("since", "the day of valuation", "2025-07-09", "Day of the spot price."),
			measured("level", "per unit", "calibrated, or the spot price", "90 [60, 120]", "Price a Schwartz process reverts to."),
			measured("reversion", "1/y", "calibrated", "0.4 [0.1, 1]", "Speed of reversion."),
			measured("volatility", "1/y", "calibrated, or none", "0.35 [0.25, 0.5]", "Standard deviation of the logarithm over a year."),
			Column{Name: "drift", Type: Measured, Unit: "1/y", Limit: growth, Settled: []float64{0}, Default: "none", Example: "0.08 [0.05, 0.12]", Doc: "Growth of the mean of a lognormal price."},
			Column{Name: "curve", Type: Objects, Default: "none", Doc: "Points of a curve; between two the logarithm is linear.", Fields: []Column{
				{Name: "date", Type: Day, Required: true, Example: "2027-01-01", Doc: "Day."},
				needed(measured("price", "per unit", "", "85", "Price.")),
			}}),
		Column{Name: "links", Type: Objects, Default: "the indices move apart from one another", Doc: "Correlations of the moves of indices.", Fields: provenance(
			Column{Name: "a", Type: Text, Required: true, Example: "ndpr", Doc: "Index."},
			Column{Name: "b", Type: Text, Required: true, Example: "share", Doc: "Index."},
			Column{Name: "correlation", Type: Measured, Unit: "1", Limit: correlation, Settled: []float64{0}, Required: true, Example: "0.5 [0.2, 0.7]", Doc: "Correlation of the moves."})},
		Column{Name: "project", Type: Object, Default: "no project is valued", Doc: "The plant or mine it is about, as far as money goes.", Fields: projectColumns()},

		instruments("commons", "Common shares bought from their issuer or from a holder.",
			local("issuer", "trilogy", "Firm whose shares they are, where that is not the seller."),
			local("count", "base", "Share count they are a share of."),
			needed(measured("shares", "share", "", "8215570", "Shares.")),
			measured("price", "per share", "nothing is paid", "2.17", "Price of one."),
			dated("date", "the day of signature", "2025-10-06", "Day they are paid."),
			Column{Name: "new", Type: YesNo, Default: "false", Example: "true", Doc: "Whether they are issued for it."},
			local("index", "share", "Price at which they are sold again."),
			local("grant", "chips", "Grant whose money pays for them.")),
		instruments("preferreds", "Convertible preferred shares with a dividend paid in kind.",
			local("count", "base", "Share count the conversion is a share of."),
			needed(amount("amount", "400", "What is paid.")),
			dated("date", "the day of signature", "2025-07-11", "Day it is paid."),
			rate("dividend", "none", "0.07", "Dividend a year, added to the amount."),
			measured("conversion", "per share", "does not convert", "30.03", "Conversion price."),
			rate("cap", "none", "0.199", "Share of votes the holder stays under."),
			local("index", "share", "Price of the common share.")),
		instruments("warrants", "Rights to buy shares, from the issuer (a warrant) or from a holder (a call).",
			local("issuer", "trilogy", "Firm whose shares they are, where that is not the giver."),
			local("count", "base", "Share count they are a share of."),
			needed(measured("shares", "share", "", "11201659", "Shares.")),
			needed(measured("strike", "per share", "", "30.03", "Exercise price.")),
			dated("date", "the day of signature", "2025-07-11", "Day it is granted."),
			needed(dated("expiry", "", "2035-07-11", "Last day.")),
			Column{Name: "new", Type: YesNo, Default: "false", Example: "true", Doc: "Whether shares are issued on exercise."},
			local("index", "share", "Price of the share.")),
		instruments("loans", "Term loans.",
			needed(amount("principal", "150", "Amount lent, capitalised interest apart.")),
			dated("date", "the day of signature", "2025-08-01", "First draw."),
			measured("draws", "month", "all at once", "36", "Months over which it is drawn, in equal parts."),
			rate("base", "none", "0.044 [0.04, 0.048]", "Base rate a year."),
			rate("spread", "none", "0.01", "Added to the base rate."),
			needed(measured("tenor", "year", "", "12", "Years from the first draw.")),
			measured("grace", "month", "none", "39", "Months without service; interest is added to the principal."),
			amount("deferred", "184", "Service of the first five repayment years moved to the end."),
			Column{Name: "repayment", Type: Choice, Choices: []string{"annuity", "level", "sculpted", "bullet"}, Default: "annuity", Example: "level", Doc: "How it is paid back: in equal payments, equal parts of principal, in step with the project's planned output, or at once."},
			Column{Name: "hazard", Type: Measured, Unit: "1/y", Limit: Share, Settled: []float64{0}, Default: "none", Example: "0.02 [0.005, 0.05]", Doc: "Chance of default a year."},
			rate("recovery", "nothing", "0.5 [0.3, 0.8]", "Share of the balance recovered."),
			words("covenants", "[\"no third-party debt above USD 1 bn\"]", "Covenants in words."),
			measured("converts", "per share", "never", "3.78", "Price at which the lender may convert."),
			local("index", "share", "Price of the share.")),
		instruments("guarantees", "Promises to make a lender whole.",
			needed(local("loan", "bank", "Loan of the deal.")),
			needed(rate("share", "", "0.8", "Share of the loss covered.")),
			rate("fee", "none", "0.01", "Rate a year on the balance covered.")),
		instruments("grants", "Money given.",
			needed(amount("amount", "210", "How much.")),
			dated("date", "the day of signature", "2025-12-15", "First payment."),
			measured("months", "month", "at once", "24", "Months over which it is paid.")),
		instruments("credits", "Tax credits on the cost of production.",
			needed(rate("rate", "", "0.1", "Share of the cash cost of production.")),
			dated("date", "the first output", "2025-07-04", "First day."),
			Column{Name: "phase", Type: Objects, Default: "no phase-out", Doc: "Share of the credit left by calendar year; years before the first have all of it.", Fields: []Column{
				{Name: "year", Type: Whole, Limit: Limit{Low: 1900, High: 2200}, Required: true, Example: "2031", Doc: "Year."},
				needed(rate("share", "", "0.75", "Share left from that year on.")),
			}}),
		instruments("floors", "Price floors: the payer makes up what the average of an index lacks of the floor.",
			needed(local("index", "ndpr", "Price it is settled on.")),
			needed(measured("floor", "per unit", "", "110", "Floor.")),
			measured("volume", "t/y", "the project's output", "1500 [1000, 2600]", "Tonnes covered."),
			word("covered", "sold, stockpiled and delivered to affiliates", "What is covered, in words."),
			dated("date", "the day of signature", "2025-10-01", "First day."),
			dated("until", "the last day valued", "2035-12-31", "Last day."),
			Column{Name: "average", Type: Whole, Limit: Limit{Low: 1, High: 12}, Default: "3", Example: "3", Doc: "Months averaged for one settlement."},
			Column{Name: "upside", Type: Objects, Default: "none", Doc: "The payer's share of what the index stands above a strike.", Fields: []Column{
				needed(measured("strike", "per unit", "", "150", "Strike.")),
				needed(rate("share", "", "0.3", "Share.")),
				dated("date", "that of the floor", "2028-01-01", "First day."),
				local("trigger", "10x", "Condition it waits for."),
				amount("cap", "10", "At most so much a calendar year."),
			}},
			amount("cap", "50", "The payer pays at most so much a calendar year."),
			Column{Name: "units", Type: Measured, Unit: "1", Limit: Positive, Settled: []float64{1, 1000}, Default: "1000", Example: "1000", Doc: "Units of the index in a tonne: 1000 where it is a price by the kilogram."}),
		instruments("offtakes", "Promises to buy.",
			local("index", "ndpr", "Price it is settled on; blank for cost plus."),
			measured("volume", "t/y", "the project's output", "5000", "Tonnes."),
			rate("take_or_pay", "none", "0.8", "Share of the volume paid whether taken or not."),
			measured("price", "per unit", "the index", "110", "Fixed price."),
			rate("plus", "none", "0.1", "Margin over cash cost, share of it."),
			amount("guaranteed", "140", "Operating profit a year guaranteed."),
			rate("escalation", "none", "0.02", "Its growth a year."),
			amount("profit", "140 [40, 200]", "Operating profit a year expected without it."),
			rate("swing", "none", "0.3 [0.1, 0.5]", "Standard deviation of that profit, share of it."),
			rate("upside", "none", "0.25 [0, 0.5]", "Share of profit above the guarantee that goes to the giver."),
			dated("date", "the day of signature", "2028-07-01", "First day."),
			needed(measured("years", "year", "", "10", "How long.")),
			words("priority", "[US]", "Uses or places served first.")),
		instruments("reserves", "Indefinite-delivery contracts: a ceiling is no revenue.",
			needed(local("index", "sb", "Price of the good.")),
			needed(amount("ceiling", "245", "What may be ordered.")),
			amount("minimum", "2", "What is guaranteed."),
			rate("orders", "the guaranteed minimum", "0.5 [0.05, 1]", "Share of the ceiling ordered over the term."),
			rate("premium", "none", "0.05", "Share paid over the index."),
			rate("resale", "all of it", "0.9 [0.7, 1]", "Share of the index the good fetches when it is let go."),
			dated("date", "the day of signature", "2025-09-23", "First day."),
			needed(measured("years", "year", "", "5", "Term."))),
		instruments("funds", "Pools with several investors.",
			Column{Name: "commitments", Type: Objects, Default: "none", Doc: "Who promised what.", Fields: []Column{
				{Name: "party", Type: Text, Required: true, Example: "dfc", Doc: "Party of the deal."},
				needed(amount("amount", "600", "How much.")),
			}},
			dated("date", "the day of signature", "2025-10-23", "First call."),
			measured("calls", "year", "at once", "4", "Years over which commitments are called."),
			measured("life", "year", "10, assumed", "10", "Years until all is paid back."),
			rate("fee", "none", "0.015", "Rate a year on commitments, to the manager."),
			rate("hurdle", "none", "0.08", "Preferred return a year."),
			rate("carry", "none", "0.2", "Manager's share above the hurdle."),
			rate("recycling", "none", "0.2", "Share of early proceeds invested again."),
			Column{Name: "growth", Type: Measured, Unit: "1/y", Limit: growth, Settled: []float64{0}, Default: "none", Example: "0.09 [0, 0.15]", Doc: "Growth of what is invested."},
			measured("spread", "1/y", "none", "0.3 [0.2, 0.5]", "Standard deviation of its logarithm over a year.")),
		instruments("royalties", "Shares of revenue: of a mine, or of sales under a licence. The giver is the firm that pays.",
			rate("rate", "none", "0.15", "Share of revenue."),
			measured("unit", "per unit", "none", "128", "Paid per tonne besides."),
			amount("revenue", "5000 [1000, 20000]", "Revenue a year; the project's where blank."),
			Column{Name: "growth", Type: Measured, Unit: "1/y", Limit: growth, Settled: []float64{0}, Default: "none", Example: "0", Doc: "Its growth."},
			dated("date", "the day of signature", "2025-08-11", "First day."),
			needed(measured("years", "year", "", "3", "How long."))),
		instruments("golden", "Consent rights without economics.",
			dated("date", "the day of signature", "2025-06-18", "First day."),
			needed(words("consent", "[\"move the head office\"]", "Acts that need the holder's consent."))),
		instruments("boards", "Rights over seats.",
			Column{Name: "seats", Type: Whole, Limit: NotNegative, Default: "none", Example: "1", Doc: "Directors."},
			Column{Name: "observers", Type: Whole, Limit: NotNegative, Default: "none", Example: "1", Doc: "Observers without vote."},
			Column{Name: "independent", Type: YesNo, Default: "false", Example: "true", Doc: "Whether the director is independent of both sides."},
			dated("date", "the day of signature", "2025-10-06", "First day."),
			measured("years", "year", "open", "3", "How long.")),
		instruments("insurances", "Cover against a state taking its promise back.",
			words("covers", "[floor]", "Instruments whose lost value is compensated."),
			rate("premium", "none", "0.01 [0.005, 0.02]", "Rate a year on the cover."),
			amount("cover", "500", "At most so much; blank: all of the loss."),
			rate("share", "all of it", "1", "Share of the loss compensated."),
			Column{Name: "hazard", Type: Measured, Unit: "1/y", Limit: Share, Settled: []float64{0}, Default: "none", Example: "0.03 [0.01, 0.08]", Doc: "Chance a year that the promise is taken back."},
			dated("date", "the day of signature", "2025-10-01", "First day."),
			dated("until", "the last day valued", "2035-12-31", "Last day."),
			word("reversal", "repeal of the authority", "What counts as cancellation.")),
		instruments("exits", "How a holding is sold.",
			words("covers", "[preferred]", "Instruments whose shares are sold."),
			dated("lock_up", "none", "2026-07-11", "Last day on which nothing may be sold."),
			measured("traded", "share/day", "not known", "8000000", "Shares traded a day."),
			rate("share", "0.1, assumed", "0.1 [0.05, 0.2]", "Share of the trade the seller stays under."),
			rate("discount", "none", "0.05 [0, 0.1]", "Taken off the price for selling."),
			measured("call", "per share", "none", "60", "Price at which the company may buy them back.")),

		entries("effects", "What it does to the chain: an overlay for stress.",
			word("name", "No closure under the floor", "Name in words."),
			Column{Name: "kind", Type: Choice, Choices: []string{"capacity", "keep-open", "priority", "reversal", "opens"}, Required: true, Example: "keep-open", Doc: "Capacity at a date, no shut-down above a floor, priority on a lane, a lower hazard of reversal, or a trigger that opens a district."},
			local("instrument", "floor", "Instrument that does it."),
			Column{Name: "project", Type: Ref, Refers: []string{"projects"}, Default: "none", Example: "us-10x-northlake-tx", Doc: "Project."},
			Column{Name: "sites", Type: Refs, Refers: []string{"sites"}, Wildcard: true, Default: "none", Example: "[us-mountain-pass-ndpr]", Doc: "Sites."},
			Column{Name: "material", Type: Ref, Refers: []string{"materials"}, Default: "none", Example: "ndpr.oxide", Doc: "Material."},
			Column{Name: "place", Type: Ref, Refers: []string{"places"}, Default: "none", Example: "US", Doc: "Place served first."},
			local("condition", "road", "Condition it waits for."),
			Column{Name: "measures", Type: Refs, Refers: []string{"rules"}, Default: "none", Example: "[cn-2025-018]", Doc: "Rules whose return it softens."},
			dated("date", "the day of signature", "2028-01-01", "First day."),
			dated("until", "open", "2035-12-31", "Last day."),
			Column{Name: "price", Type: Measured, Unit: "USD/kg", Limit: NotNegative, Default: "none", Example: "110", Doc: "Price above which no plant closes."},
			measured("tonnes", "t/y", "the project's capacity", "7000", "Tonnes."),
			rate("odds", "the project's", "0.7 [0.5, 0.9]", "Chance with the deal."),
			measured("factor", "1", "none", "0.7 [0.5, 1]", "What the hazard is multiplied by.")),
		words("claims", "[a23a]", "Published statements about it, by their ids in the ledgers."),
	),
	Example: dealExample,
}

func projectColumns() []Column {
	own := provenance(
		Column{Name: "project", Type: Ref, Refers: []string{"projects"}, Default: "none", Example: "us-10x-northlake-tx", Doc: "Project of the world."},
		Column{Name: "site", Type: Ref, Refers: []string{"sites"}, Default: "none", Example: "us-mountain-pass-ndpr", Doc: "Site of the world."},
		local("index", "ndpr", "Price of its product."),
		rate("payable", "all of it", "0.95", "Share of the price that is paid."),
		measured("capacity", "t/y", "none", "1500", "Capacity."),
		rate("yield", "all of it", "0.9 [0.8, 1]", "Share of capacity that becomes product."),
		dated("start", "the day of signature", "2028-01-01", "First output as planned."),
		measured("ramp", "month", "none", "18 [12, 36]", "Months from first to full output."),
		measured("life", "year", "to the last day valued", "20", "Years of output."),
		Column{Name: "capex", Type: Objects, Default: "none", Doc: "Planned capital spending.", Fields: []Column{
			{Name: "date", Type: Day, Required: true, Example: "2026-01-01", Doc: "Month."},
			needed(amount("amount", "500", "How much.")),
		}},
		measured("unit_cost", "per unit", "none", "50 [40, 60]", "Cash cost per unit of the price."),
		amount("fixed_cost", "20 [10, 30]", "A year, whether it runs or stands."),
		measured("by_product", "per unit", "none", "5", "Credit per unit of the price."),
		rate("tax", "none", "0.21", "Share of profit."),
		measured("capital", "day", "none", "60 [30, 90]", "Days of revenue tied up."),
		amount("keeping", "10 [5, 20]", "Capital spending a year once it runs."),
		measured("delay", "month", "none", "12 [0, 36]", "Months after the planned start."),
		measured("overrun", "1", "none", "0.4 [0, 0.8]", "Share by which capital spending exceeds the plan."),
		words("stages", "[permit]", "Conditions it must pass."),
		Column{Name: "mothball", Type: YesNo, Default: "false", Example: "true", Doc: "Whether it stands idle in months when running loses cash."},
		Column{Name: "units", Type: Measured, Unit: "1", Limit: Positive, Settled: []float64{1, 1000}, Default: "1000", Example: "1000", Doc: "Units of the price in a tonne."},
	)
	for i := range own {
		if own[i].Name == "confidence" {
			own[i].Required, own[i].Default = false, "all five as the deal's"
		}
	}
	return own
}

const dealExample = `id: mp-dow
name: MP Materials and the Department of War
status: closed
signed: 2025-07-09
closed: 2025-07-11
until: 2035-12-31
state: dow
firm: mp
parties:
  - {id: dow, name: Department of War, role: state}
  - {id: mp, name: MP Materials, party: mp, role: firm}
conditions:
  - {id: 10x, name: 10X produces, kind: trigger, odds: deal.mp.10x.odds, months: deal.mp.10x.months}
indices:
  - {id: ndpr, material: ndpr.oxide, process: schwartz, spot: deal.ndpr.spot, level: deal.ndpr.level, reversion: deal.ndpr.reversion, volatility: deal.ndpr.volatility}
floors:
  - id: floor
    name: Price protection agreement
    from: dow
    to: mp
    index: ndpr
    floor: 110
    volume: deal.mp.covered
    date: 2025-10-01
    until: 2035-12-31
    upside:
      - {strike: 110, share: 0.3, trigger: 10x}
source: [sec-mp-r10]
confidence: company
`
