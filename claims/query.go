package claims

import (
	"strings"

	"adit"
)

// QueryKind is what answers a query.
type QueryKind string

// Kinds of query.
const (
	AskFigure    QueryKind = "figure"    // a named figure of the world
	AskStatistic QueryKind = "statistic" // rows of an official statistical table
	AskIndicator QueryKind = "indicator" // computed: reliance, import-share, hhi, world-share, price-ratio, …
	AskRule      QueryKind = "rule"      // how a measure stands on a day
	AskPromise   QueryKind = "promise"   // what a side has promised under a measure
	AskRecord    QueryKind = "record"    // a fact no model computes
	AskDeal      QueryKind = "deal"      // a term or value of a deal
	AskWindow    QueryKind = "window"    // how long the leverage lasts
)

// QueryKinds lists the kinds.
func QueryKinds() []QueryKind {
	return []QueryKind{AskFigure, AskStatistic, AskIndicator, AskRule, AskPromise, AskRecord, AskDeal, AskWindow}
}

// Query asks for one value. Which of the fields below Name matter depends on
// the kind; docs/formats/claims.md lists them.
type Query struct {
	Kind      QueryKind // what answers
	Name      string    // id of the figure, record, rule, commitment or deal; kind of statistic; name of the indicator
	Field     string    // rule: status (default), share, basis, goods, …; promise: quantity (default), from, to, side, delivered; record: value or object; deal: the term
	Commodity string    // statistic, indicator: as the publisher calls it
	Detail    string    // statistic, indicator: form, stage or market; a part of the publisher's words
	Place     []string  // places it speaks about; several are added up
	Of        []string  // indicator: the whole, where that is not the world
	Year      string    // as the table has it
	Edition   string    // release of the table, such as mcs2026; "": any
	On        adit.Date // day asked about; zero: the day of the question
	KnownOn   adit.Date // what could be known then; zero: as the question has it
	Times     float64   // the answer is multiplied by it, such as 1000 from kilotonnes to tonnes; 0: 1
	Row       adit.Where
}

// String writes the query on one line, as evidence of what was asked.
func (q Query) String() string {
	parts := []string{string(q.Kind), q.Name}
	for _, s := range []string{q.Field, q.Commodity, q.Detail, strings.Join(q.Place, "+")} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if len(q.Of) > 0 {
		parts = append(parts, "of", strings.Join(q.Of, "+"))
	}
	for _, s := range []string{q.Year, q.Edition} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if !q.On.IsZero() {
		parts = append(parts, "on "+q.On.String())
	}
	if !q.KnownOn.IsZero() {
		parts = append(parts, "known on "+q.KnownOn.String())
	}
	return strings.Join(parts, " ")
}
