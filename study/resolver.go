package study

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"adit"
	"adit/claims"
	"adit/rulebook"
)

// Resolver answers the queries of claims from a world and its law. What needs
// an engine it does not have is handed in: a nil function says that the part of
// the program is still to come.
type Resolver struct {
	world    *adit.World
	book     *rulebook.Book
	official officialIndex

	// Indicator answers what statistics alone do not; ok is false for a name it
	// does not know, which is then looked for among the built-in ones.
	Indicator func(q claims.Query, on adit.Date) (a claims.Answer, ok bool, err error)
	Window    func(q claims.Query, on adit.Date) (claims.Answer, error) // how long the leverage lasts
	Deal      func(q claims.Query, on adit.Date) (claims.Answer, error) // a term or value of a deal; nil: from the world's deals
}

// NewResolver returns the resolver of a world.
func NewResolver(w *adit.World) (*Resolver, adit.Problems) {
	book, problems := rulebook.New(w)
	return &Resolver{world: w, book: book, official: indexOfficial(w)}, problems
}

// Resolve answers one query; see claims.Resolver.
func (r *Resolver) Resolve(q claims.Query, on adit.Date) (claims.Answer, error) {
	if !q.On.IsZero() {
		on = q.On
	}
	switch q.Kind {
	case claims.AskFigure:
		return r.figure(q)
	case claims.AskRecord:
		return r.record(q, on)
	case claims.AskRule:
		return r.rule(q, on)
	case claims.AskPromise:
		return r.promise(q)
	case claims.AskStatistic:
		return r.statistic(q)
	case claims.AskIndicator:
		if r.Indicator != nil {
			if a, ok, err := r.Indicator(q, on); ok || err != nil {
				return a, err
			}
		}
		return r.indicator(q)
	case claims.AskWindow:
		if r.Window == nil {
			return claims.Answer{Needs: "window"}, nil
		}
		return r.Window(q, on)
	case claims.AskDeal:
		if r.Deal != nil {
			return r.Deal(q, on)
		}
		return r.dealAnswer(q, on)
	}
	return claims.Answer{}, &claims.Nothing{Field: "kind", Name: string(q.Kind), In: "the kinds of query"}
}

// figure answers a named figure, or its ratio to another.
func (r *Resolver) figure(q claims.Query) (claims.Answer, error) {
	top, err := r.named(q.Name, "name")
	if err != nil || len(q.Of) == 0 {
		return top, err
	}
	if len(q.Of) > 1 {
		return claims.Answer{}, &claims.Nothing{Field: "of", Name: strings.Join(q.Of, " and "), In: "one figure to divide by"}
	}
	under, err := r.named(q.Of[0], "of")
	if err != nil {
		return under, err
	}
	return quotient(top, under, ""), nil
}

// quotient divides two answers, which must be known numbers of one unit.
func quotient(top, under claims.Answer, unit string) claims.Answer {
	a := claims.Answer{Evidence: slices.Concat(top.Evidence, under.Evidence)}
	t, u := top.Number, under.Number
	switch {
	case top.Missing != "" || under.Missing != "":
		a.Missing = strings.TrimPrefix(top.Missing+"; "+under.Missing, "; ")
	case !u.Known() || u.Value == 0 || !t.Known():
		a.Missing = "one of the two numbers has no value"
	default:
		a.Numeric, a.Number = true, adit.Figure{Value: t.Value / u.Value, Low: t.Value / u.Value, High: t.Value / u.Value, Unit: unit, Confidence: adit.Derived}
	}
	return a
}

func (r *Resolver) named(id, field string) (claims.Answer, error) {
	for i := range r.world.Figures {
		if f := &r.world.Figures[i]; f.ID == id {
			e := evidence("figures "+f.ID, "", f.Provenance)
			if !f.Known() {
				e.Says = "unknown: " + f.Unknown
				return claims.Answer{Missing: "figure " + f.ID + " has no value: " + f.Unknown, Evidence: []claims.Evidence{e}}, nil
			}
			e.Says = strings.TrimSpace(f.Name + ": " + number(f.Figure))
			return claims.Answer{Numeric: true, Number: f.Figure, Evidence: []claims.Evidence{e}}, nil
		}
	}
	var known []string
	for i := range r.world.Figures {
		known = append(known, r.world.Figures[i].ID)
	}
	return claims.Answer{}, &claims.Nothing{Field: field, Name: id, In: "figures", Known: known}
}

// record answers a row of records as of the day asked about.
func (r *Resolver) record(q claims.Query, on adit.Date) (claims.Answer, error) {
	rec := r.world.Record(q.Name)
	if rec == nil {
		var known []string
		for i := range r.world.Records {
			known = append(known, r.world.Records[i].ID)
		}
		return claims.Answer{}, &claims.Nothing{Name: q.Name, In: "records", Known: known}
	}
	e := evidence("records "+rec.ID, rec.Subject+": "+rec.Predicate+": "+recordSays(rec), rec.Provenance)
	if !rec.Date.IsZero() {
		e.AsOf = rec.Date
	}
	a := claims.Answer{Evidence: []claims.Evidence{e}}
	f, numeric := rec.Figure()
	switch q.Field {
	case "", "value", "object":
		// A record is true from its first day to its last. Asked about a day
		// outside, it has no number to give, and says so in a word.
		if !rec.Until.IsZero() && on > rec.Until {
			a.Words = "ended"
			a.Missing = missingUnlessWords(q, fmt.Sprintf("%s: %s was true until %s only", rec.Subject, rec.Predicate, rec.Until))
			return a, nil
		}
		if !q.On.IsZero() && on < rec.Date {
			a.Words = "not yet"
			a.Missing = missingUnlessWords(q, fmt.Sprintf("%s: %s is true from %s only", rec.Subject, rec.Predicate, rec.Date))
			return a, nil
		}
		a.Words = rec.Object
		if q.Field != "object" && numeric {
			a.Numeric, a.Number = true, f
		}
		if q.Field == "object" && rec.Object == "" || q.Field == "value" && !numeric {
			return claims.Answer{}, &claims.Nothing{Field: "field", Name: q.Field, In: "record " + rec.ID}
		}
	case "date":
		if a.Day = rec.Date; a.Day.IsZero() {
			a.Missing = "record " + rec.ID + " has no date"
		}
	case "until":
		if a.Day = rec.Until; a.Day.IsZero() {
			a.Missing = "record " + rec.ID + " has no known end"
		}
	default:
		return claims.Answer{}, &claims.Nothing{Field: "field", Name: q.Field, In: "fields of a record", Known: []string{"value", "object", "date", "until"}}
	}
	return a, nil
}

// missingUnlessWords leaves an answer in words where words were asked for.
func missingUnlessWords(q claims.Query, why string) string {
	if q.Field == "object" {
		return ""
	}
	return why
}

func recordSays(rec *adit.Record) string {
	parts := []string{}
	if rec.Object != "" {
		parts = append(parts, rec.Object)
	}
	if rec.Value != "" {
		parts = append(parts, strings.TrimSpace(rec.Value+" "+rec.Unit))
	}
	return strings.Join(parts, ", ")
}

// rule answers how a measure stands on a day, or a field of it.
func (r *Resolver) rule(q claims.Query, on adit.Date) (claims.Answer, error) {
	var m *adit.Measure
	var known []string
	for i := range r.world.Measures {
		known = append(known, r.world.Measures[i].ID)
		if r.world.Measures[i].ID == q.Name {
			m = &r.world.Measures[i]
		}
	}
	if m == nil {
		return claims.Answer{}, &claims.Nothing{Name: q.Name, In: "rules", Known: known}
	}
	stands, ok := r.book.Answer(q.Name, on, q.KnownOn)
	if !ok {
		return claims.Answer{Missing: fmt.Sprintf("%s was not known on %s", q.Name, q.KnownOn)}, nil
	}
	e := evidence("rules "+m.ID, strings.TrimSpace(m.Instrument+" "+m.Paragraph)+" on "+on.String()+": "+stands.Status.String()+"; "+strings.Join(stands.Because, "; "), m.Provenance)
	a := claims.Answer{Evidence: []claims.Evidence{e}}
	fields := map[string]func(){
		"status": func() { a.Words = stands.Status.String() },
		"kind":   func() { a.Words = string(m.Kind) },
		"basis":  func() { a.Words = m.Test.Basis },
		"test":   func() { a.Words = m.Test.Kind },
		"goods":  func() { a.Words = goods(m.Items) },
		"share": func() {
			if !m.Test.Share.Given() || !m.Test.Share.Known() {
				a.Missing = m.ID + " has no threshold"
				return
			}
			v := 100 * m.Test.Share.Value
			a.Numeric, a.Number = true, adit.Figure{Value: v, Low: v, High: v, Unit: "%"}
		},
		"from": func() { a.Day = m.InForce.From },
		"to":   func() { a.Day = m.InForce.To },
		"published": func() {
			if a.Day = m.Published; a.Day.IsZero() {
				a.Day = m.KnownOn
			}
		},
		"years": func() {
			if m.InForce.From.IsZero() || m.InForce.To.IsZero() {
				a.Missing = m.ID + " has no end"
				return
			}
			v := float64(m.InForce.To-m.InForce.From+1) / 365.25
			a.Numeric, a.Number = true, adit.Figure{Value: v, Low: v, High: v, Unit: "years"}
		},
	}
	return fill(&a, fields, cmp.Or(q.Field, "status"), "a rule", m.ID)
}

// fill answers with one of the fields of a thing: what names no field is a fault
// of the query, a field that the thing does not state is a missing answer.
func fill(a *claims.Answer, fields map[string]func(), field, of, id string) (claims.Answer, error) {
	answer, ok := fields[field]
	if !ok {
		return claims.Answer{}, &claims.Nothing{Field: "field", Name: field, In: "fields of " + of, Known: slices.Sorted(maps.Keys(fields))}
	}
	answer()
	if a.Missing == "" && !a.Numeric && a.Words == "" && a.Day.IsZero() {
		a.Missing = id + " does not state its " + field
	}
	return *a, nil
}

// goods are the goods of a measure in its words.
func goods(items []adit.Item) string {
	var forms []string
	for i := range items {
		if items[i].Form != "" {
			forms = append(forms, items[i].Form)
		}
	}
	return strings.Join(forms, "; ")
}

func evidence(row, says string, p adit.Provenance) claims.Evidence {
	at := p.Row
	at.Column = 0
	return claims.Evidence{Row: row, Says: says, At: at.String(), Source: p.Source, AsOf: p.AsOf, Confidence: p.Confidence, Grade: p.Grade, Note: p.Note}
}

// number writes a figure with its range.
func number(f adit.Figure) string {
	text := fmt.Sprintf("%.6g", f.Value)
	if f.Ranged {
		text += fmt.Sprintf(" [%.6g, %.6g]", f.Low, f.High)
	}
	return strings.TrimSpace(text + " " + f.Unit)
}
