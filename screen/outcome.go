package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"adit"
)

// Standing is what became of a measure or list in a screening.
type Standing string

// Standings.
const (
	Applied  Standing = "applied"
	Pending  Standing = "open"
	SetAside Standing = "set aside"
)

// Finding is one measure or list, held against the question.
type Finding struct {
	Measure    string   `json:"measure,omitempty"` // id of the measure
	List       string   `json:"list,omitempty"`    // id of the list
	Name       string   `json:"name"`
	Instrument string   `json:"instrument,omitempty"`
	Issuer     string   `json:"issuer,omitempty"`
	Party      string   `json:"party,omitempty"` // whom it is about
	Status     string   `json:"status,omitempty"`
	Standing   Standing `json:"standing"`
	Verdict    Verdict  `json:"verdict"` // what it does, or would do where it is open
	Reason     string   `json:"reason"`
	Proof      []string `json:"proof,omitempty"`
	Collect    []string `json:"collect,omitempty"`
	Change     string   `json:"change,omitempty"` // the smallest change that turns it

	exceptFor []string
}

// Outcome is the answer to one question.
type Outcome struct {
	Verdict  Verdict   `json:"verdict"`
	Says     string    `json:"says"`
	Findings []Finding `json:"findings"` // applied, open, set aside
	Matches  []Match   `json:"matches"`  // listed names like those asked about
	Lists    []Seen    `json:"lists"`
	Collect  []string  `json:"collect"` // what to find out next
	Notes    []string  `json:"notes"`
}

// conclude orders the findings and draws the verdict from them.
func (o *Outcome) conclude() {
	o.except()
	rank := map[Standing]int{Applied: 0, Pending: 1, SetAside: 2}
	slices.SortStableFunc(o.Findings, func(x, y Finding) int {
		return cmp.Or(cmp.Compare(rank[x.Standing], rank[y.Standing]), cmp.Compare(y.Verdict, x.Verdict))
	})
	var open Verdict
	var decides *Finding
	pending := 0
	for i := range o.Findings {
		switch f := &o.Findings[i]; f.Standing {
		case Applied:
			if f.Verdict > o.Verdict {
				o.Verdict, decides = f.Verdict, f
			}
		case Pending:
			pending++
			open = max(open, f.Verdict)
			o.Collect = append(o.Collect, f.Collect...)
			if o.Verdict < CannotTell {
				o.Verdict = CannotTell
			}
		}
	}
	o.Collect = unique(o.Collect)
	if o.Verdict == Goes && len(o.Collect) > 0 {
		o.Verdict = CannotTell
	}
	o.Says = o.Verdict.String()
	switch {
	case decides != nil:
		o.Says += ": " + decides.said()
		if pending > 0 && open > o.Verdict {
			o.Says += fmt.Sprintf("; %d more are open, up to %s", pending, open)
		}
	case o.Verdict == CannotTell && len(o.Collect) > 0:
		o.Says += ": " + o.Collect[0]
		if n := len(o.Collect) - 1; n > 0 {
			o.Says += fmt.Sprintf(", and %d more to collect", n)
		}
	case o.Verdict == Goes:
		o.Says += ": no measure or list that was loaded catches it"
	}
}

// except sets aside measures of which an applied one is a stated exception.
func (o *Outcome) except() {
	for i := range o.Findings {
		for _, id := range o.Findings[i].exceptFor {
			for j := range o.Findings {
				if g := &o.Findings[j]; o.Findings[i].Standing == Applied && g.Measure == id && g.Standing != SetAside {
					g.Standing, g.Reason, g.Collect = SetAside, fmt.Sprintf("%s is a stated exception to it", o.Findings[i].Measure), nil
				}
			}
		}
	}
}

func (f *Finding) said() string {
	s := f.Name
	if f.Instrument != "" {
		s = f.Instrument
	}
	if f.Party != "" {
		s = f.Party + ", " + s
	}
	return s + ": " + f.Reason
}

func unique(list []string) []string {
	out := []string{}
	for _, s := range list {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// cited is the instrument with its paragraph.
func cited(m *adit.Measure) string { return strings.TrimSpace(m.Instrument + " " + m.Paragraph) }
