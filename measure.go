package adit

import "strings"

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
	Stage      Stage       // whether it is law; "" is law
	InForce    Span        // days it binds, as the text names them; Boundary says which of the two are in
	Boundary   Boundary    // how the first and last day are counted

	LegalUntil     Date   // last day the text of the instrument names, where that is doubtful beyond it
	AnnouncedUntil Date   // last day as said by a government, not yet law
	AnnouncedOn    Date   // day that was said
	AnnouncedScope string // "stated" when the measure was named, "inferred" when only the arrangement was

	ActsOn []string // measures a suspension puts out of force

	Items       []Item   // goods it covers
	From        []string // places or groups of origin or dispatch; empty: any
	To          []string // places or groups of destination; empty: any
	ExceptTo    []string // destinations left out
	Transferor  bool     // binds re-export from third countries as well ("third-country transferors")
	Binds       []Bound  // who must obey it
	Parties     []string // party ids it names
	Lists       []string // party lists it puts parties on or takes them from
	Listed      int      // how many parties it puts on Lists, where that is said
	Test        Test     // how an item or a party is caught
	Effect      Effect   // what the market feels
	Licences    []GrantedLicence
	Commitments []Commitment // what a side has promised under it
	Exceptions  []string     // in words
	ExceptFor   []string     // measures to which this one is a stated exception: where both catch a shipment, this one decides
	References  []Reference

	LastChecked Date // day somebody last looked whether it changed
	Provenance
}

// Stage says how far a measure has come.
type Stage string

// Stages of a measure.
const (
	Enacted   Stage = "law"       // an instrument exists
	Announced Stage = "announced" // a government has said it; there is no instrument, or none seen
)

// Boundary says how the first and last day named by a text are counted.
type Boundary struct {
	Inclusive string // which of the two days are in: both (also ""), first, last, neither
	Ours      bool   // our convention: the text leaves it open, or readers differ
	Words     string // in words
}

// First reports whether the first day named is a day in force.
func (b Boundary) First() bool { return b.Inclusive != "last" && b.Inclusive != "neither" }

// Last reports whether the last day named is a day in force.
func (b Boundary) Last() bool { return b.Inclusive != "first" && b.Inclusive != "neither" }

// Counting returns the boundary with the first or the last day counted in, as
// a date set from outside the text needs it.
func (b Boundary) Counting(first, last bool) Boundary {
	switch first, last = first || b.First(), last || b.Last(); {
	case first && last:
		b.Inclusive = "both"
	case first:
		b.Inclusive = "first"
	case last:
		b.Inclusive = "last"
	}
	return b
}

// Days returns the days a measure is in force by its own text, both ends
// counted in: InForce and LegalUntil read by its Boundary.
func (m *Measure) Days() Span {
	s := m.InForce
	if !m.LegalUntil.IsZero() {
		s.To = m.LegalUntil
	}
	if !s.From.IsZero() && !m.Boundary.First() {
		s.From++
	}
	if !s.To.IsZero() && !m.Boundary.Last() {
		s.To--
	}
	return s
}

// With returns the measure under a scenario's change. A new day is a decision
// and a day in force; a new last day takes away the doubt of the text and of
// what was announced.
func (m *Measure) With(c MeasureChange) *Measure {
	n := *m
	n.Boundary = n.Boundary.Counting(c.From != nil, c.To != nil)
	if c.From != nil {
		n.InForce.From, n.Stage = *c.From, Enacted
	}
	if c.To != nil {
		n.InForce.To = *c.To
		n.LegalUntil, n.AnnouncedUntil, n.AnnouncedOn, n.AnnouncedScope = 0, 0, 0, ""
	}
	if c.AnnouncedUntil != nil {
		n.AnnouncedUntil, n.AnnouncedOn, n.AnnouncedScope = *c.AnnouncedUntil, c.KnownOn, "stated"
	}
	return &n
}

// Bound is one kind of person that must obey a measure.
type Bound struct {
	Who   string   // exporters, transferors, importers, persons, carriers, contractors, authorities
	Of    []string // places or groups they are of, or act from; empty: any
	Words string   // in words
}

// Item is a good a measure covers.
type Item struct {
	Materials []string // material ids, a trailing * matches any ending
	Form      string   // in words
	Control   []string // control codes, such as 1C902.a
	Customs   []string // customs codes
	Edition   string   // edition of the customs nomenclature
}

// Has reports whether an item names a material; a trailing * of the item stands
// for any ending.
func (i *Item) Has(material string) bool {
	for _, pattern := range i.Materials {
		if stem, wild := strings.CutSuffix(pattern, "*"); pattern == material || wild && strings.HasPrefix(material, stem) {
			return true
		}
	}
	return false
}

// Test is how a measure catches an item or a party. Kind names the limb that
// decides; every other limb that is filled in must hold as well.
type Test struct {
	Kind    string // list, content, technology, origin, end-use, end-user, ownership; "" is list
	Share   Figure // threshold of content or ownership (0-1)
	Compare string // at-least (also ""): caught at the share itself; more-than: only above it
	Basis   string // content: value or weight; ownership: equity or votes

	Ceilings    []Ceiling // other thresholds for some destinations
	Numerator   []Item    // content: what is counted; empty: any good of Origin
	Denominator []Item    // content: what it is a share of; empty: each good of the measure's own items
	Whole       bool      // content: it is a share of the whole good shipped, whatever is in it
	Origin      []string  // places or groups the goods counted or caught come from; empty: the measure's from
	Steps       []string  // origin: steps of production any of which there is enough, such as mined, refined, melted

	Technology []string  // technology: whose use catches, such as mining, separation
	Readings   []Reading // where translations or readers differ

	EndUse  []string // uses that catch
	EndUser []string // kinds of user that catch

	Lists     []string // party lists whose parties catch
	Aggregate bool     // ownership: holdings of several listed parties are added up
	Through   string   // ownership: cascade, dilution or direct; "" is direct
}

// Ceiling is another threshold for some destinations.
type Ceiling struct {
	To    []string // places or groups
	Share Figure   // 0-1
}

// Reading is one way to read a test.
type Reading struct {
	ID         string
	Words      string   // what it says
	Source     []string // who reads it so
	Origin     []string // places or groups whose materials the goods must also use; empty: no such condition
	Technology []string // technology it names, where that differs
	Share      Figure   // threshold it names, where that differs (0-1)
}

// GrantedLicence is leave that was given under a measure.
type GrantedLicence struct {
	Holder    string   // as reported
	Party     string   // party id, where the holder is one
	Customers []string // named customers; empty: not published
	Materials []string // material ids, a trailing * matches any ending; empty: the measure's
	Quantity  Figure   // in Unit; blank: not published
	Unit      string   // with its time basis, such as t/y
	From      Date     // first day
	Expires   Date     // last day
	Ours      bool     // the last day is our arithmetic
	Source    []string
	Note      string
}

// Commitment is what one side has promised. Deliveries are no part of a world:
// a user brings them.
type Commitment struct {
	ID          string
	Side        string   // place or group that promised
	Number      int      // within that side's list; 0: not numbered
	Subject     []string // goods or matters
	Words       string   // what was promised
	Quantity    Figure   // promised, in Unit; blank: none
	Unit        string   // with its time basis, such as Mt or Mt/y
	From        Date     // first day of the period
	To          Date     // last day of the period
	Instrument  string   // what carries it out, as cited
	Measures    []string // measures that carry it out
	Status      string   // what is known of its performance
	LastChecked Date
	Source      []string
	Confidence  Confidence // kind of source; none: the measure's
	Grade       string
}

// Effect is what a measure does to flows in the market program. Each figure is
// assumed unless a statistic says otherwise; none is law.
type Effect struct {
	Throughput Figure // share of the unrestricted flow that passes (0-1); of Chinese-content flow for transferors
	Base       Figure // the same share already in the base period's flows (0-1); 1 when the measure did not bind then
	Pool       bool   // one cap over all lanes covered (a licence pool), else lane by lane
	Leakage    Figure // share of restricted-origin goods that third countries pass on all the same (0-1)
	Rate       Figure // ad valorem share, for tariffs
	Amount     Figure // quota, fee or floor as the law states it, in Unit
	Unit       string // of Amount, with its time basis: t/y, USD/kg
}

// Reference is where the text can be read.
type Reference struct {
	Title string
	URL   string
}
