package adit

// MeasureKind is what a measure does to those it binds.
type MeasureKind string

// Kinds of measure.
const (
	Licence    MeasureKind = "licence"    // export needs a licence
	Denial     MeasureKind = "denial"     // licences are presumed denied
	Ban        MeasureKind = "ban"        // forbidden
	Tariff     MeasureKind = "tariff"     // duty on import
	Quota      MeasureKind = "quota"      // at most so much
	Fee        MeasureKind = "fee"        // charge per unit or voyage
	Floor      MeasureKind = "floor"      // price by law
	Listing    MeasureKind = "listing"    // parties put on a list
	Suspension MeasureKind = "suspension" // puts other measures out of force
	Framework  MeasureKind = "framework"  // promises and authorities that bind no shipment
)

// Measure is one rule of law with its dates: a paragraph of an instrument. The
// file shape is described in docs/formats/rules.md.
//
// Two clocks: InForce says when it binds, KnownOn when one could know of it.
type Measure struct {
	ID         string      // key, such as cn-2025-018
	Name       string      // in words
	Instrument string      // as cited, such as "MOFCOM/GACC Announcement 2025 No. 18"
	Paragraph  string      // within the instrument
	Issuer     string      // place id of the jurisdiction
	Kind       MeasureKind // what it does
	Published  Date        // day of publication
	KnownOn    Date        // day it could first be known; zero: Published
	InForce    Span        // days it binds, by its own text
	Boundary   string      // how the first and last day are counted, in words

	LegalUntil     Date   // last day by the text of the instrument, where that is doubtful beyond it
	AnnouncedUntil Date   // last day as said by a government, not yet law
	AnnouncedOn    Date   // day that was said
	AnnouncedScope string // "stated" when the measure was named, "inferred" when only the arrangement was

	ActsOn []string // measures a suspension puts out of force

	Items      []Item   // goods it covers
	From       []string // places or groups of origin or dispatch; empty: any
	To         []string // places or groups of destination; empty: any
	ExceptTo   []string // destinations left out
	Transferor bool     // binds re-export from third countries as well ("third-country transferors")
	Test       Test     // how an item is caught
	Effect     Effect   // what the market feels
	Exceptions []string // in words
	References []Reference

	LastChecked Date // day somebody last looked whether it changed
	Provenance
}

// Item is a good a measure covers.
type Item struct {
	Materials []string // material ids, a trailing * matches any ending
	Form      string   // in words
	Control   string   // control code, such as 1C902
	Customs   []string // customs codes
	Edition   string   // edition of the customs nomenclature
}

// Test is how a measure catches an item.
type Test struct {
	Kind  string // list, content, technology, end-use, end-user; "" is list
	Share Figure // content threshold (0-1), caught at or above
	Basis string // value or weight
}

// Effect is what a measure does to flows in the market program. Each figure is
// assumed unless a statistic says otherwise; none is law.
type Effect struct {
	Throughput Figure // share of the unrestricted flow that passes (0-1); of Chinese-content flow for transferors
	Base       Figure // the same share already in the base period's flows (0-1); 1 when the measure did not bind then
	Pool       bool   // one cap over all lanes covered (a licence pool), else lane by lane
	Leakage    Figure // share of restricted-origin goods that third countries pass on all the same (0-1)
	Rate       Figure // ad valorem share, for tariffs
}

// Reference is where the text can be read.
type Reference struct {
	Title string
	URL   string
}
