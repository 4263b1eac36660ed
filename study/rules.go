package study

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"adit"
	"adit/report"
	"adit/rulebook"
	"adit/table"
)

// rulesSection is what the law says on the day asked about, of the measures
// that touch the chain or act on one that does. It speaks of the world's law,
// before the scenario changes it.
func (r *run) rulesSection() report.Section {
	t := table.New("rules", "What the rules say on "+r.opt.On.String(),
		table.Column{Name: "measure", Doc: "Instrument and paragraph."},
		table.Column{Name: "subject", Doc: "What it is about."},
		table.Column{Name: "issuer", Doc: "Jurisdiction."},
		table.Column{Name: "status", Doc: "How it stands on the day, as known then."},
		table.Column{Name: "why", Doc: "The measures and dates that decide."},
		table.Column{Name: "last_checked", Type: table.Date, Doc: "Day somebody last looked whether it changed."})
	for _, a := range r.law() {
		m := a.Measure
		t.Add(strings.TrimSpace(m.Instrument+" "+m.Paragraph), m.Name, m.Issuer, a.Status.String(), strings.Join(a.Because, "; "), a.LastChecked)
	}
	return report.Section{ID: "rules", Title: "What the rules say on " + r.opt.On.String(),
		Lead:    "As the texts stand and as known on " + r.opt.KnownOn.String() + ". Where a text ran out after the last check the answer says so instead of guessing.",
		Figures: []report.Figure{{Table: t, Note: "Two clocks: the day a measure binds, and the day it could be known. First and last days are counted as each measure's own note says."}}}
}

// law is how the measures stand that touch a material of the solved chains, and
// the suspensions that act on them; hypothetical ones exist in scenarios only.
func (r *run) law() []rulebook.Answer {
	book, _ := rulebook.New(r.opt.World)
	touched := map[string]bool{}
	for m := range r.solved() {
		ids, _ := book.Touching(rulebook.Query{Material: m})
		maps.Copy(touched, ids)
	}
	return slices.DeleteFunc(book.At(r.opt.On, r.opt.KnownOn), func(a rulebook.Answer) bool {
		return !touched[a.Measure.ID] || a.Measure.InForce.From == rulebook.Never
	})
}

// solved are the materials of the chains that were run.
func (r *run) solved() map[string]bool {
	out := map[string]bool{}
	for _, p := range r.event.Parts {
		for _, m := range p.Market.Net.Materials() {
			out[m] = true
		}
	}
	return out
}

// assumptions lists the figures set by judgement that this run used: the
// market's and the law's parameters, and the value at stake of its uses.
func (r *run) assumptions() []report.Assumption {
	var out []report.Assumption
	seen := map[string]bool{}
	for i := range r.world.Figures {
		f := &r.world.Figures[i]
		if f.Figure.Confidence != adit.Assumed && f.Provenance.Confidence != adit.Assumed || seen[f.ID] || !r.used(f.ID) {
			continue
		}
		seen[f.ID] = true
		out = append(out, report.Assumption{ID: f.ID, Name: f.Name, Value: table.Num(f.Value), Low: table.Num(f.Low), High: table.Num(f.High), Unit: f.Unit, Reason: f.Note})
	}
	return out
}

// used reports whether a figure enters the run: parameters of the market
// always, others when a row, measure or event of the run refers to them.
func (r *run) used(id string) bool {
	if strings.HasPrefix(id, "mkt.") {
		return true
	}
	refers := func(fs ...adit.Figure) bool {
		for _, f := range fs {
			if f.ID == id {
				return true
			}
		}
		return false
	}
	for _, s := range r.scenarios {
		for i := range s.Events {
			if e := &s.Events[i]; refers(e.Hazard, e.Severity, e.Months, e.Recovery) {
				return true
			}
		}
	}
	for i := range r.world.Measures {
		if e := &r.world.Measures[i].Effect; refers(e.Throughput, e.Base, e.Leakage, e.Rate) {
			return true
		}
	}
	for _, p := range r.event.Parts {
		net := p.Market.Net
		for i := range net.Uses {
			if u := net.Uses[i].Ref; refers(u.Quantity, u.Elasticity, u.Core, u.ValueAtStake) {
				return true
			}
		}
		for i := range net.Sites {
			if s := net.Sites[i].Ref; refers(s.Output, s.Capacity, s.Cost, s.Elasticity, s.Ramp, s.HostYield, s.AltPremium) {
				return true
			}
		}
		for i := range net.Lanes {
			if l := net.Lanes[i].Ref; refers(l.Flow, l.Share, l.Days, l.Freight, l.Tariff, l.Loss, l.Qualification) {
				return true
			}
		}
		for i := range net.Nodes {
			if m := net.Nodes[i].Material; refers(m.Price, m.Cover) {
				return true
			}
		}
		for i := range r.world.Recipes {
			if refers(r.world.Recipes[i].Tonnes) {
				return true
			}
		}
	}
	return false
}

// unknowns lists what the answer would need and nobody told.
func (r *run) unknowns() []report.Unknown {
	var out []report.Unknown
	for _, a := range r.law() {
		if a.Status == rulebook.NotKnownSince || a.Status == rulebook.AnnouncedNotLaw {
			out = append(out, report.Unknown{What: "Whether " + strings.TrimSpace(a.Measure.Instrument+" "+a.Measure.Paragraph) + " binds",
				Why: a.Status.String() + " (last checked " + a.LastChecked.String() + "; the table of rules has the dates)", Effect: "The scenario says what is assumed."})
		}
	}
	solved := r.solved()
	waiting := 0
	for i := range r.world.Projects {
		if r.makes(r.world.Projects[i].Recipe, solved) {
			waiting++
		}
	}
	if waiting > 0 {
		out = append(out, report.Unknown{What: fmt.Sprintf("What %d projects under construction or planned will add, and when", waiting),
			Why: "announced dates slip and some projects never produce", Effect: "None of them runs in this answer, so later years are on the dark side."})
	}
	for i := range r.world.Sites {
		s := &r.world.Sites[i]
		if s.Output.Given() || s.AltOf != "" || !r.makes(s.Recipe, solved) {
			continue
		}
		why := s.Note
		if why == "" {
			why = "status " + string(s.Status)
		}
		out = append(out, report.Unknown{What: "Output of " + s.Name + " (" + s.Place + ")", Why: why, Effect: "It is part of its country's remainder, or not used when it does not run."})
	}
	return out
}

// makes reports whether a recipe's main product is among the materials.
func (r *run) makes(recipe string, materials map[string]bool) bool {
	for i := range r.world.Recipes {
		if l := &r.world.Recipes[i]; l.Recipe == recipe && l.Role == adit.Out && materials[l.Material] {
			return true
		}
	}
	return false
}

// sources lists the documents that rows of the solved chains rest on, by id.
func (r *run) sources() []report.Source {
	want := map[string]bool{}
	add := func(ids []string) {
		for _, id := range ids {
			want[id] = true
		}
	}
	for _, p := range r.event.Parts {
		net := p.Market.Net
		for i := range net.Uses {
			add(net.Uses[i].Ref.Source)
		}
		for i := range net.Sites {
			add(net.Sites[i].Ref.Source)
		}
		for i := range net.Lanes {
			add(net.Lanes[i].Ref.Source)
		}
		for i := range net.Nodes {
			add(net.Nodes[i].Material.Source)
		}
	}
	for i := range r.world.Measures {
		add(r.world.Measures[i].Source)
	}
	for i := range r.world.Figures {
		if r.used(r.world.Figures[i].ID) {
			add(r.world.Figures[i].Provenance.Source)
		}
	}
	var out []report.Source
	for i := range r.world.Sources {
		if s := &r.world.Sources[i]; want[s.ID] {
			out = append(out, report.Source{ID: s.ID, Title: s.Title, Publisher: s.Publisher, URL: s.URL, Date: s.Date, Licence: s.Licence})
		}
	}
	return out
}
