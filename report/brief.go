package report

import (
	"adit"
	"adit/chart"
	"adit/table"
)

// Format names the JSON contract of a brief (docs/formats/brief.md). It
// changes when a reader of the old form would misread the new one.
const Format = "adit-brief/1"

// Brief is one question end to end, ready to be printed: every word and number
// of the page, of brief.json and of the CSVs. Whoever fills it has computed
// everything; the page computes nothing.
type Brief struct {
	Title    string `json:"title"`    // the subject in a few words
	Question string `json:"question"` // what the reader wants to know
	Answer   string `json:"answer"`   // the answer, in one or two sentences
	Run      Run    `json:"run"`      // what was computed

	BigNumbers []BigNumber `json:"bigNumbers"` // three to five
	Sections   []Section   `json:"sections"`   // findings, most important first
	Rules      Section     `json:"rules"`      // what the rules say on the date
	Provenance Section     `json:"provenance"` // how good the figures are

	Assumptions []Assumption `json:"assumptions"` // what was judged, with range and reason
	Unknowns    []Unknown    `json:"unknowns"`    // what nobody told us
	Sources     []Source     `json:"sources"`     // documents the figures rest on
	Citation    string       `json:"citation"`    // how to cite the page
}

// Run says which computation the brief reports.
type Run struct {
	On        adit.Date `json:"on"`                // the day asked about
	KnownOn   adit.Date `json:"knownOn,omitempty"` // the day as of which facts are known
	Start     adit.Date `json:"start"`             // first day of the run
	End       adit.Date `json:"end"`               // last day of the run
	World     Version   `json:"world"`             // the data: its name and hash
	Scenario  Case      `json:"scenario"`          // the case told about
	Baseline  Case      `json:"baseline"`          // what it is compared with
	Draws     int       `json:"draws"`             // futures drawn
	Months    int       `json:"months"`            // length of each
	Seed      uint64    `json:"seed,string"`       // of the random streams; a text, since JSON numbers lose digits
	Backend   string    `json:"backend"`           // solver, with version
	Program   Version   `json:"program"`           // Adit itself
	Complete  bool      `json:"complete"`          // false when stopped before all draws were done
	DrawsDone int       `json:"drawsDone"`         // draws behind the numbers
}

// Version names a thing and the exact state of it.
type Version struct {
	Name string `json:"name"`
	Hash string `json:"hash"` // hash or version
}

// Case is a scenario as shown.
type Case struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Note string `json:"note,omitempty"` // what is assumed, in a sentence or two
}

// Section is a part of the page with a heading of its own.
type Section struct {
	ID      string   `json:"id"`      // key and anchor: lower-case words joined by -
	Title   string   `json:"title"`   // the finding or the subject
	Lead    string   `json:"lead"`    // one or two sentences
	Figures []Figure `json:"figures"` // in reading order
}

// Figure is a table and, mostly, the chart drawn from it. The table's name is
// the name of its CSV, unique in the brief.
type Figure struct {
	Chart  *chart.Spec  `json:"chart,omitempty"`  // nil: the table alone
	Table  *table.Table `json:"table"`            // the data
	Source string       `json:"source,omitempty"` // who says so, in words
	Note   string       `json:"note,omitempty"`   // what a careful reader must know
	Empty  string       `json:"empty,omitempty"`  // what to say when there is nothing to draw, such as "No core demand goes unmet in any draw."
	Half   bool         `json:"half,omitempty"`   // may share its line with the next half figure on a wide screen
}

// Assumption is a value set by judgement.
type Assumption struct {
	ID     string     `json:"id"`             // figure id
	Name   string     `json:"name"`           // in words
	Value  table.Cell `json:"value"`          // best value
	Low    table.Cell `json:"low"`            // range
	High   table.Cell `json:"high"`           // range
	Unit   string     `json:"unit,omitempty"` // of the three
	Reason string     `json:"reason"`         // one sentence
}

// Unknown is something the answer would need and nobody told.
type Unknown struct {
	What   string `json:"what"`             // the missing figure
	Why    string `json:"why"`              // withheld, not published, …
	Effect string `json:"effect,omitempty"` // what was done instead
}

// Source is a document.
type Source struct {
	ID        string    `json:"id"`
	Title     string    `json:"title"`
	Publisher string    `json:"publisher,omitempty"`
	URL       string    `json:"url,omitempty"`
	Date      adit.Date `json:"date,omitempty"`
	Licence   string    `json:"licence,omitempty"`
}

// Tables runs over all tables in reading order, that of the assumptions last.
func (b *Brief) Tables(yield func(*table.Table) bool) {
	for _, s := range b.allSections() {
		for _, f := range s.Figures {
			if !yield(f.Table) {
				return
			}
		}
	}
	if len(b.Assumptions) > 0 {
		yield(b.assumptionTable())
	}
}

func (b *Brief) allSections() []Section {
	all := append([]Section(nil), b.Sections...)
	for _, s := range []Section{b.Rules, b.Provenance} {
		if s.ID != "" {
			all = append(all, s)
		}
	}
	return all
}
