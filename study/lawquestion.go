package study

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"adit"
	"adit/rulebook"
	"adit/table"
)

// LawQuestion asks the law of a world.
type LawQuestion struct {
	World      *adit.World
	Folder     fs.FS     // the world's folder, for its cases
	On         adit.Date // day asked about
	KnownOn    adit.Date // day of knowledge; zero: On
	Touching   rulebook.Query
	Deliveries []DeliveryFile // under commitments
	Cases      []CaseFile     // to be tested; none: the world's own
}

// DeliveryFile is a file of deliveries a user brought along.
type DeliveryFile = LedgerFile

// CaseFile is a file of cases a user brought along.
type CaseFile = LedgerFile

// LawAnswer is what the law says, as tables.
type LawAnswer struct {
	Says     string
	Tables   []*table.Table
	Shown    []*table.Table // the same for a terminal: the columns that answer; nil: Tables
	Calendar []byte         // of deadlines, as iCalendar; nil for other questions
	Problems adit.Problems
}

// book indexes the law of the question, with the measures that it touches.
func (q *LawQuestion) book() (*rulebook.Book, map[string]bool, adit.Problems) {
	if q.KnownOn.IsZero() {
		q.KnownOn = q.On
	}
	b, problems := rulebook.New(q.World)
	if problems.Errors() != nil {
		return nil, nil, problems
	}
	touched, faults := b.Touching(q.Touching)
	return b, touched, append(problems, faults...)
}

// Law answers how each measure stands on a day, and why.
func Law(q LawQuestion) (*LawAnswer, adit.Problems) {
	b, touched, problems := q.book()
	if problems.Errors() != nil {
		return nil, problems
	}
	t := table.New("rules", q.title("What the rules say"),
		table.Column{Name: "measure", Doc: "Measure id."},
		table.Column{Name: "name", Doc: "What it is about."},
		table.Column{Name: "issuer", Doc: "Jurisdiction."},
		table.Column{Name: "kind", Doc: "What it does to those it binds."},
		table.Column{Name: "status", Doc: "How it stands on the day, as known."},
		table.Column{Name: "until", Type: table.Date, Doc: "Last day the status is known to hold; blank: nothing known ends it."},
		table.Column{Name: "why", Doc: "Texts and days that decide, whose convention counts the boundary days, what was announced and whether it names the measure."},
		table.Column{Name: "binds", Doc: "Who must obey it."},
		table.Column{Name: "test", Doc: "How an item or a party is caught."},
		table.Column{Name: "exceptions", Doc: "Exceptions, in words and by measure."},
		table.Column{Name: "licences", Doc: "Leave given under it, with its last day."},
		table.Column{Name: "last_checked", Type: table.Date, Doc: "Day somebody last looked whether it changed."},
		table.Column{Name: "instrument", Doc: "Instrument and paragraph as cited."},
		table.Column{Name: "address", Doc: "Where the text can be read."},
		table.Column{Name: "source", Doc: "Ids in sources."},
		table.Column{Name: "confidence", Doc: "Kind of source."})
	counts := map[rulebook.Status]int{}
	var doubts []string
	var checked adit.Date
	for _, a := range b.At(q.On, q.KnownOn) {
		m := a.Measure
		if !touched[m.ID] || m.InForce.From == rulebook.Never {
			continue
		}
		counts[a.Status]++
		if a.Status == rulebook.AnnouncedNotLaw || a.Status == rulebook.NotKnownSince {
			doubts = append(doubts, m.ID)
		}
		checked = max(checked, a.LastChecked)
		t.Add(m.ID, m.Name, m.Issuer, m.Kind, a.Status.String(), a.Until, strings.Join(a.Because, "; "), bound(m), tested(m), excepted(m), licensed(m, q.KnownOn),
			a.LastChecked, strings.TrimSpace(m.Instrument+" "+m.Paragraph), addresses(m), m.Source, m.Confidence.String())
	}
	answer := &LawAnswer{Tables: []*table.Table{t}, Problems: problems}
	if lane := q.lane(b); lane != nil {
		answer.Tables = append(answer.Tables, lane)
	}
	answer.Shown = slices.Clone(answer.Tables)
	answer.Shown[0] = columns(t, "measure", "name", "kind", "status", "until", "last_checked", "why")
	var parts []string
	for s := rulebook.InForce; s <= rulebook.NotKnownSince; s++ {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	if len(parts) == 0 {
		answer.Says = "No measure known on " + q.KnownOn.String() + " touches this"
		return answer, problems
	}
	answer.Says = strings.Join(parts, "; ")
	if len(doubts) > 0 {
		answer.Says += fmt.Sprintf("\nIn doubt: %s. No instrument seen; newest check of these measures %s. Read the texts before relying on an answer", strings.Join(doubts, ", "), checked)
	}
	return answer, problems
}

func (q *LawQuestion) title(what string) string {
	s := what + " on " + q.On.String()
	if q.KnownOn != q.On {
		s += ", as known on " + q.KnownOn.String()
	}
	return s
}

// lane tells what the market meets on the lane asked about; nil where the
// question names no single one.
func (q *LawQuestion) lane(b *rulebook.Book) *table.Table {
	t := q.Touching
	known := slices.ContainsFunc(q.World.Materials, func(m adit.Material) bool { return m.ID == t.Material })
	if !known || t.From == "" || t.To == "" {
		return nil
	}
	out := table.New("lane", fmt.Sprintf("What the market meets: %s from %s to %s", t.Material, t.From, t.To),
		table.Column{Name: "measure", Doc: "Measure, or layer of duty."},
		table.Column{Name: "passes", Type: table.Share, Doc: "Share of the unrestricted flow that passes; of goods of restricted origin where it binds re-export."},
		table.Column{Name: "of_base", Label: "Of base", Type: table.Number, Doc: "The same as a multiple of the base flow, which may live under the measure already."},
		table.Column{Name: "reexport", Label: "Re-export", Type: table.Bool, Doc: "Whether it bounds only goods of restricted origin that a third country passes on."},
		table.Column{Name: "pool", Type: table.Bool, Doc: "Whether one cap stands over all lanes of the measure."},
		table.Column{Name: "rate", Type: table.Share, Doc: "Ad valorem duty."})
	for _, bite := range b.Bites(t.Material, t.From, t.To, q.On, q.KnownOn) {
		passes := bite.Throughput
		if bite.Transferor {
			passes = bite.Passing()
		}
		out.Add(bite.Measure.ID, passes, bite.Relative(), bite.Transferor, bite.Pool, bite.Rate)
	}
	return out
}

// Timeline lists the days of the law that a question touches.
func Timeline(q LawQuestion) (*LawAnswer, adit.Problems) {
	b, touched, problems := q.book()
	if problems.Errors() != nil {
		return nil, problems
	}
	t := moments("timeline", "Days of the law, as known on "+q.KnownOn.String())
	past := 0
	list := q.moments(b, touched)
	for _, m := range list {
		if m.Day <= q.On {
			past++
		}
		t.Add(m.Day, m.ID, m.What, m.Title, m.Says)
	}
	says := fmt.Sprintf("Days by %s: %d; after it: %d", q.On, past, len(list)-past)
	return &LawAnswer{Says: says, Tables: []*table.Table{t}, Problems: problems}, problems
}

// Deadlines lists the days still to come on which law begins or ends, and
// writes them as a calendar.
func Deadlines(q LawQuestion) (*LawAnswer, adit.Problems) {
	b, touched, problems := q.book()
	if problems.Errors() != nil {
		return nil, problems
	}
	t := moments("deadlines", q.title("Days to come")+" and later")
	var due []rulebook.Moment
	for _, m := range q.moments(b, touched) {
		if m.Due() && m.Day >= q.On {
			due = append(due, m)
			t.Add(m.Day, m.ID, m.What, m.Title, m.Says)
		}
	}
	says := "No day to come is known"
	if len(due) > 0 {
		says = fmt.Sprintf("Days to come: %d, the next %s (%s, %s)", len(due), due[0].Day, due[0].ID, due[0].What)
	}
	return &LawAnswer{Says: says, Tables: []*table.Table{t}, Calendar: calendar(q.World.Name, q.KnownOn, due), Problems: problems}, problems
}

func moments(name, title string) *table.Table {
	return table.New(name, title,
		table.Column{Name: "day", Type: table.Date, Doc: "The day."},
		table.Column{Name: "id", Doc: "Measure, commitment, licence, or importer and layer of a duty."},
		table.Column{Name: "what", Doc: "What happens on it."},
		table.Column{Name: "name", Doc: "What it is about."},
		table.Column{Name: "says", Doc: "What follows."})
}

// moments are the days of the measures touched; layers of duty, which name no
// goods here, come only with a question that narrows nothing.
func (q *LawQuestion) moments(b *rulebook.Book, touched map[string]bool) []rulebook.Moment {
	return slices.DeleteFunc(b.Moments(q.KnownOn), func(m rulebook.Moment) bool {
		if m.Of == "" {
			return q.Touching != rulebook.Query{}
		}
		return !touched[m.Of]
	})
}

// Commitments lists what was promised and, where the user brought a file, what
// was delivered.
func Commitments(q LawQuestion) (*LawAnswer, adit.Problems) {
	b, _, problems := q.book()
	if problems.Errors() != nil {
		return nil, problems
	}
	var deliveries []rulebook.Delivery
	for _, f := range q.Deliveries {
		rows, faults := rulebook.ReadDeliveries(f.Name, f.Data)
		deliveries, problems = append(deliveries, rows...), append(problems, faults...)
	}
	promises, faults := b.Promises(q.On, q.KnownOn, deliveries)
	problems = append(problems, faults...)
	if problems.Errors() != nil {
		return nil, problems
	}
	t := table.New("commitments", q.title("What was promised, and delivered"),
		table.Column{Name: "id", Doc: "Commitment."},
		table.Column{Name: "side", Doc: "Who promised."},
		table.Column{Name: "number", Type: table.Integer, Doc: "Number within that side's list."},
		table.Column{Name: "promise", Doc: "What was promised, in our words."},
		table.Column{Name: "quantity", Type: table.Number, Doc: "Quantity promised, in its unit."},
		table.Column{Name: "unit", Doc: "Unit of the quantity, with its time basis."},
		table.Column{Name: "from", Type: table.Date, Doc: "First day of the period."},
		table.Column{Name: "to", Type: table.Date, Doc: "Last day of the period."},
		table.Column{Name: "period", Doc: "How the period stands on the day."},
		table.Column{Name: "promised", Type: table.Number, Doc: "Quantity over the whole period."},
		table.Column{Name: "delivered", Type: table.Number, Doc: "Delivered within the period and by the day, by the file brought along."},
		table.Column{Name: "share", Type: table.Share, Doc: "Delivered over promised."},
		table.Column{Name: "instrument", Doc: "What carries it out."},
		table.Column{Name: "measures", Doc: "Measures that carry it out."},
		table.Column{Name: "status", Doc: "What is known of its performance."},
		table.Column{Name: "last_checked", Type: table.Date, Doc: "Day somebody last looked."},
		table.Column{Name: "source", Doc: "Ids in sources."},
		table.Column{Name: "confidence", Doc: "Kind of source."})
	quantities, held := 0, 0
	for _, p := range promises {
		c := p.Commitment
		number := table.Cell{}
		if c.Number > 0 {
			number = table.Num(float64(c.Number))
		}
		quantity := table.Cell{}
		if c.Quantity.Given() {
			quantities++
			quantity = table.Of(c.Quantity)
		}
		delivered, share := table.Num(p.Delivered), table.Num(p.Delivered/p.Promised)
		if c.Quantity.Given() && math.IsNaN(p.Delivered) {
			delivered = table.Unknown("no deliveries were brought along")
		}
		if !math.IsNaN(p.Delivered) {
			held++
		}
		source, confidence := c.Source, c.Confidence
		if len(source) == 0 {
			source = p.Measure.Source
		}
		if confidence == adit.NoConfidence {
			confidence = p.Measure.Confidence
		}
		t.Add(c.ID, c.Side, number, c.Words, quantity, c.Unit, c.From, c.To, p.Period, p.Promised, delivered, share,
			c.Instrument, c.Measures, c.Status, p.Checked, source, confidence.String())
	}
	says := fmt.Sprintf("%d promises, %d of them of a quantity", len(promises), quantities)
	if len(deliveries) == 0 {
		says += "; deliveries are empty: the world ships none, --deliveries takes a file (docs/formats/deliveries.md)"
	} else {
		says += fmt.Sprintf("; %d deliveries read, for %d promises", len(deliveries), held)
	}
	shown := columns(t, "id", "side", "number", "quantity", "unit", "from", "to", "period", "delivered", "share", "last_checked", "promise")
	return &LawAnswer{Says: says, Tables: []*table.Table{t}, Shown: []*table.Table{shown}, Problems: problems}, problems
}

// Duty lists the layers of duty on a heading.
func Duty(q LawQuestion) (*LawAnswer, adit.Problems) {
	b, _, problems := q.book()
	if problems.Errors() != nil {
		return nil, problems
	}
	d := b.Duty(q.Touching.HS, q.Touching.From, q.Touching.To, q.On, q.KnownOn)
	t := table.New("duty", fmt.Sprintf("Layers of duty on %s from %s to %s", d.HS, d.Origin, d.Destination)+q.title(""),
		table.Column{Name: "layer", Doc: "Name of the layer; total is their sum, without a high end where one is missing."},
		table.Column{Name: "low", Type: table.Number, Unit: "%", Doc: "Lowest rate that sources or lines below the heading give."},
		table.Column{Name: "high", Type: table.Number, Unit: "%", Doc: "Highest."},
		table.Column{Name: "hs", Label: "HS", Doc: "Heading of the row that decides; * every heading."},
		table.Column{Name: "goods", Doc: "Class of goods, where no heading says it."},
		table.Column{Name: "edition", Doc: "Edition of the nomenclature."},
		table.Column{Name: "origin", Doc: "Origin the row is for."},
		table.Column{Name: "from", Type: table.Date, Doc: "First day."},
		table.Column{Name: "to", Type: table.Date, Doc: "Last day."},
		table.Column{Name: "basis", Doc: "Legal basis as cited."},
		table.Column{Name: "standing", Doc: "How the measure it rests on stands, where that is not simply in force."},
		table.Column{Name: "source", Doc: "Ids in sources."},
		table.Column{Name: "confidence", Doc: "Kind of source."},
		table.Column{Name: "note", Doc: "Remark."})
	for _, l := range d.Layers {
		for _, row := range l.Rows {
			low, high := rate(row.Rate.Low), rate(row.Rate.High)
			if !row.Rate.Given() || !row.Rate.Known() {
				low, high = table.Unknown(l.Unknown), table.Unknown(l.Unknown)
			}
			t.Add(l.Name, low, high, row.HS, row.Goods, row.Edition, row.Origin, row.From, row.To, row.Basis, l.Doubt, row.Source, row.Confidence.String(), row.Note)
		}
	}
	if !slices.ContainsFunc(d.Layers, func(l rulebook.Layer) bool { return l.Name == adit.MFN }) {
		none := table.Unknown("not loaded")
		t.Add(adit.MFN, none, none, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil)
	}
	low, high := rate(d.Low), rate(d.High)
	if len(d.Missing) > 0 {
		high = table.Unknown(strings.Join(d.Missing, "; "))
	}
	if len(d.Layers) == 0 {
		low = high
	}
	t.Add("total", low, high, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil)
	shown := columns(t, "layer", "low", "high", "hs", "origin", "from", "to", "confidence", "source", "standing", "basis")
	return &LawAnswer{Says: d.Says(), Tables: []*table.Table{t}, Shown: []*table.Table{shown}, Problems: problems}, problems
}

// columns returns a table of some columns of another, in the order named.
func columns(t *table.Table, names ...string) *table.Table {
	var heads []table.Column
	var at []int
	for _, name := range names {
		i := t.Index(name)
		heads, at = append(heads, t.Columns[i]), append(at, i)
	}
	out := table.New(t.Name, t.Title, heads...)
	for _, row := range t.Rows() {
		cells := make([]any, len(at))
		for j, i := range at {
			cells[j] = row[i]
		}
		out.Add(cells...)
	}
	return out
}

// rate is a share as a percentage, without what binary fractions leave behind.
func rate(share float64) table.Cell { return table.Num(math.Round(share*1e8) / 1e6) }

// LawCases puts cases to the law: those brought along, or the world's own. Cases
// that fail are problems; the table lists all.
func LawCases(q LawQuestion) (*LawAnswer, adit.Problems) {
	b, _, problems := q.book()
	if problems.Errors() != nil {
		return nil, problems
	}
	var suites []*rulebook.Suite
	if len(q.Cases) == 0 {
		var faults adit.Problems
		suites, faults = rulebook.WorldCases(q.Folder)
		problems = append(problems, faults...)
	}
	for _, f := range q.Cases {
		s, faults := rulebook.ReadCases(f.Name, f.Data)
		suites, problems = append(suites, s), append(problems, faults...)
	}
	t := table.New("cases", "Cases put to the rule book",
		table.Column{Name: "file", Doc: "File and line of the case."},
		table.Column{Name: "question", Doc: "What is asked."},
		table.Column{Name: "answer", Doc: "What the rule book says."},
		table.Column{Name: "holds", Type: table.Bool, Doc: "Whether that is what the case wants."},
		table.Column{Name: "differs", Doc: "What differs."})
	all, holds := 0, 0
	for _, s := range suites {
		outcomes, faults := b.Run(s)
		problems = append(problems, faults...)
		all += len(s.Cases)
		for _, o := range outcomes {
			if len(o.Fails) == 0 {
				holds++
			}
			t.Add(fmt.Sprintf("%s:%d", o.Row.File, o.Row.Line), o.Asked, o.Got, len(o.Fails) == 0, o.Fails)
		}
	}
	problems.Sort()
	return &LawAnswer{Says: fmt.Sprintf("%d of %d cases hold", holds, all), Tables: []*table.Table{t}, Problems: problems}, problems
}

// bound says who must obey a measure.
func bound(m *adit.Measure) string {
	var parts []string
	for _, b := range m.Binds {
		s := b.Who
		if len(b.Of) > 0 {
			s += " of " + strings.Join(b.Of, ", ")
		}
		if b.Words != "" {
			s += " (" + b.Words + ")"
		}
		parts = append(parts, s)
	}
	if m.Transferor && !slices.ContainsFunc(m.Binds, func(b adit.Bound) bool { return b.Who == "transferors" }) {
		parts = append(parts, "third-country transferors")
	}
	return strings.Join(parts, "; ")
}

// tested says how a measure catches.
func tested(m *adit.Measure) string {
	t := m.Test
	s := t.Kind
	if s == "" {
		s = "list"
	}
	if t.Share.Given() && t.Share.Known() {
		sign := "≥"
		if t.Compare == "more-than" {
			sign = ">"
		}
		s += fmt.Sprintf(" %s %g%%", sign, math.Round(100*t.Share.Value*1e9)/1e9)
		if t.Basis != "" {
			s += " of " + t.Basis
		}
	}
	for _, c := range t.Ceilings {
		s += fmt.Sprintf("; %g%% to %s", math.Round(100*c.Share.Value*1e9)/1e9, strings.Join(c.To, ", "))
	}
	if t.Through != "" {
		s += ", " + t.Through
	}
	if t.Aggregate {
		s += ", holdings added up"
	}
	for _, list := range [][]string{t.EndUser, t.EndUse, t.Technology, t.Lists} {
		if len(list) > 0 {
			s += ": " + strings.Join(list, ", ")
		}
	}
	if len(t.Readings) > 0 {
		var read []string
		for _, r := range t.Readings {
			read = append(read, r.ID+": "+r.Words)
		}
		s += "; readings differ: " + strings.Join(read, " | ")
	}
	return s
}

// excepted lists the exceptions of a measure.
func excepted(m *adit.Measure) string {
	parts := slices.Clone(m.Exceptions)
	if len(m.ExceptFor) > 0 {
		parts = append(parts, "itself an exception to "+strings.Join(m.ExceptFor, ", "))
	}
	return strings.Join(parts, "; ")
}

// licensed lists the licences known by a day.
func licensed(m *adit.Measure, knownOn adit.Date) string {
	var parts []string
	for _, l := range m.Licences {
		if l.From > knownOn {
			continue
		}
		s := l.Holder
		if l.Quantity.Given() && l.Quantity.Known() {
			s += fmt.Sprintf(", %g %s", l.Quantity.Value, l.Unit)
		}
		if len(l.Customers) > 0 {
			s += " for " + strings.Join(l.Customers, ", ")
		}
		if !l.Expires.IsZero() {
			s += " to " + l.Expires.String()
			if l.Ours {
				s += " by our arithmetic"
			}
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

func addresses(m *adit.Measure) string {
	var parts []string
	for _, r := range m.References {
		if r.URL != "" {
			parts = append(parts, r.URL)
		}
	}
	return strings.Join(parts, " ")
}
