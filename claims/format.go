package claims

import "adit/schema"

var comparators = []string{"=", "~", ">=", "<=", ">", "<"}

// needs are the parts of the program that pending claims wait for.
var needs = []string{"window", "deals"}

func queryKinds() (list []string) {
	for _, k := range QueryKinds() {
		list = append(list, string(k))
	}
	return list
}

// ownUnit stands for "the unit of the claim", and marks a number as given.
const ownUnit = "unit of the claim"

var query = []schema.Column{
	{Name: "kind", Type: schema.Choice, Choices: queryKinds(), Required: true, Example: "record", Doc: "What answers."},
	{Name: "name", Type: schema.Text, Required: true, Example: "mp.preferred.amount", Doc: "Id of a figure, record, rule, commitment or deal; kind of statistic; name of an indicator."},
	{Name: "field", Type: schema.Text, Default: "the value; of a rule, its status; of a promise, its quantity", Example: "object", Doc: "Of a rule: status, kind, share, basis, test, goods, from, to, published or years. Of a promise: quantity, from, to, side or delivered. Of a record: value, object or date. Of a deal: the term."},
	{Name: "commodity", Type: schema.Text, Default: "not asked", Example: "Graphite (Natural)", Doc: "Of a statistic or indicator: the commodity as the publisher calls it."},
	{Name: "detail", Type: schema.Text, Default: "any", Example: "Mine production", Doc: "Of a statistic or indicator: form, stage or market; a part of the publisher's words."},
	{Name: "place", Type: schema.Words, Default: "not asked", Example: "[US, AU, JP]", Doc: "Places it speaks about; several are added up."},
	{Name: "of", Type: schema.Words, Default: "the world", Example: "[world]", Doc: "Of an indicator: the whole."},
	{Name: "year", Type: schema.Text, Default: "the latest", Example: "2025", Doc: "Year or span of years as the table has it."},
	{Name: "edition", Type: schema.Text, Default: "any", Example: "mcs2026", Doc: "Release of the table."},
	{Name: "on", Type: schema.Day, Default: "the day of the question", Example: "2025-11-10", Doc: "Day asked about."},
	{Name: "known_on", Type: schema.Day, Default: "as the question has it", Example: "2025-11-10", Doc: "Day of knowledge."},
	{Name: "times", Type: schema.Number, Limit: schema.Positive, Default: "1", Example: "1000", Doc: "Factor on the answer, where its unit is not the claim's."},
}

// Format describes claims/<id>.yaml.
var Format = schema.Document{
	Name: "claims", Row: Ledger{},
	Doc: "A ledger: statements of one article, each with the queries that test it. Wording is our own; what was printed is named by its place, not quoted. Ids of claims are unique over all ledgers of a world.",
	Fields: []schema.Column{
		{Name: "id", Type: schema.Key, Required: true, Example: "example", Doc: "Key."},
		{Name: "title", Type: schema.Text, Required: true, Example: "An article on rare earths", Doc: "What the ledger lists, in words."},
		{Name: "publisher", Type: schema.Text, Default: "not stated", Example: "A newspaper", Doc: "Who published it."},
		{Name: "date", Type: schema.Day, Default: "not stated", Example: "2025-11-05", Doc: "Day of publication."},
		{Name: "url", Type: schema.Text, Default: "no address is kept", Example: "https://example.org", Doc: "Address."},
		{Name: "note", Type: schema.Text, Default: "none", Example: "Read in translation.", Doc: "Remark."},
		{Name: "claims", Type: schema.Objects, Required: true, Doc: "The statements.", Fields: []schema.Column{
			{Name: "id", Type: schema.Key, Required: true, Example: "x1", Doc: "Key, unique over all ledgers."},
			{Name: "place", Type: schema.Text, Default: "not stated", Example: "§2 ¶3", Doc: "Where in the article."},
			{Name: "statement", Type: schema.Text, Required: true, Example: "Australia holds 22% of world reserves.", Doc: "What it says, in our words."},
			{Name: "subject", Type: schema.Words, Default: "not stated", Example: "[Australia]", Doc: "Whom or what it is about."},
			{Name: "value", Type: schema.Measured, Unit: ownUnit, Limit: schema.Anything, Default: "no number is stated", Example: "22", Doc: "The number it states. A share of a whole is 100 at most."},
			{Name: "unit", Type: schema.Text, Default: "there is no number", Example: "% of world", Doc: "Unit of the number; a share begins with % and names its whole."},
			{Name: "comparator", Type: schema.Choice, Choices: comparators, Default: "=", Example: "=", Doc: "How the number is meant; ~ is about."},
			{Name: "date", Type: schema.Day, Default: "not stated", Example: "2025", Doc: "Day or year it speaks about."},
			{Name: "kind", Type: schema.Text, Default: "not stated", Example: "share", Doc: "Sort of statement, for lists."},
			{Name: "tests", Type: schema.Objects, Default: "none; then `because` says why", Doc: "What it is held against.", Fields: []schema.Column{
				{Name: "ask", Type: schema.Object, Required: true, Fields: query, Doc: "The query."},
				{Name: "part", Type: schema.Choice, Choices: []string{string(What), string(Earlier), string(Who), string(How)}, Default: "what", Example: "who",
					Doc: "Part of the statement it looks at. A failed `what` contradicts, unless an `earlier` test holds, which makes the claim outdated; a failed `who` makes it misattributed, a failed `how` true as a number and false as a mechanism."},
				{Name: "is", Type: schema.Words, Default: "a number or day is compared", Example: "[suspended]", Doc: "Words the answer must be one of."},
				{Name: "value", Type: schema.Measured, Unit: ownUnit, Limit: schema.Anything, Default: "the claim's", Example: "22", Doc: "Number the answer is compared with."},
				{Name: "comparator", Type: schema.Choice, Choices: comparators, Default: "the claim's", Example: ">=", Doc: "How."},
				{Name: "within", Type: schema.Measured, Unit: ownUnit, Limit: schema.NotNegative, Default: "the documented tolerance", Example: "1", Doc: "Tolerance of = and ~, in the unit of the claim."},
				{Name: "day", Type: schema.Day, Default: "a number is compared", Example: "2025-11-10", Doc: "Day the answer is compared with."},
				{Name: "reason", Type: schema.Text, Default: "the comparison says it", Example: "The total is of two countries.", Doc: "What a failure means (or, of an earlier test, that it holds)."},
			}},
			{Name: "because", Type: schema.Text, Default: "the tests say it", Example: "No official split is published.", Doc: "Why nothing can be computed; beside tests, a remark on the verdict."},
			{Name: "needs", Type: schema.Choice, Choices: needs, Default: "nothing that is still to come", Example: "window", Doc: "Part of the program that will decide it."},
		}},
	},
	Example: `id: example
title: An article on rare earths
publisher: A newspaper
date: 2025-11-05
claims:
  - id: x1
    place: §3 ¶12
    statement: Australia holds 22% of world rare-earth reserves.
    subject: [Australia]
    value: 22
    unit: "% of world"
    date: 2025
    tests:
      - ask: {kind: indicator, name: world-share, commodity: Rare Earths, detail: Reserves, place: [AU], year: 2025}
  - id: x2
    place: §3 ¶15
    statement: The lever lasts at least 12 months.
    value: 12
    unit: months
    comparator: ">="
    needs: window
    because: How long the lever lasts is what the window computes.
`,
}
