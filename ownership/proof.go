package ownership

import (
	"fmt"
	"strings"

	"adit"
	"adit/table"
)

// rows lists the holdings of one asset by one owner that hold on the day.
func (g *Graph) rows(asset, owner int32, q Question) (list []int32) {
	from, to := g.start[asset], g.start[asset+1]
	for i := from; i < to; i++ {
		if g.owner[i] == owner && g.holds(i, q.On, q.KnownOn) {
			list = append(list, i)
		}
	}
	return list
}

// step turns a recorded holding into a step of a proof.
func (c *Closure) step(h int32) Step {
	g := c.s.g
	r, o, a := g.ref[h], g.owner[h], g.asset[h]
	return Step{
		Owner: g.parties[o].id, OwnerName: g.parties[o].name, Asset: g.parties[a].id, AssetName: g.parties[a].name,
		Stake: g.stake(h), Kind: ties[g.kind[h]], Block: g.texts[g.block[h]],
		Span: adit.Span{From: g.from[h], To: g.to[h]}, KnownOn: g.known[h],
		Source: g.texts[r.source], Note: g.texts[r.note], Row: adit.Where{File: g.texts[r.file], Line: int(r.line)},
		Listed: c.entries(o), Verdict: c.verdict(o), Counts: c.countsAbove(o),
	}
}

// Words writes a step as a sentence that says what is recorded and no more.
func (s Step) Words() string {
	var b strings.Builder
	switch s.Kind {
	case adit.Control:
		fmt.Fprintf(&b, "%s has a tie to %s that is no share", s.OwnerName, s.AssetName)
		if s.Note != "" {
			fmt.Fprintf(&b, " (%s)", s.Note)
		}
	default:
		fmt.Fprintf(&b, "%s is held %s by %s", s.AssetName, stakeWords(s.Stake), s.OwnerName)
		switch s.Kind {
		case adit.Votes:
			b.WriteString(", of the votes")
		case adit.Indirect:
			b.WriteString(", indirectly as stated")
		}
	}
	if s.Block != "" {
		fmt.Fprintf(&b, ", %s", s.Block)
	}
	b.WriteString(spanWords(s.Span))
	if s.Source != "" {
		fmt.Fprintf(&b, " [%s]", s.Source)
	}
	return b.String()
}

// stakeWords writes a stake as in "held … by".
func stakeWords(s adit.Stake) string {
	switch {
	case !s.Known():
		return "to a share not known"
	case s.Exact():
		text := percent(s.Low.Rat())
		if strings.HasPrefix(text, "about") {
			text += " (" + s.Low.String() + ")"
		}
		return text
	}
	low, high := "from ", " to "
	if s.OpenLow {
		low = "from more than "
	}
	if s.OpenHigh {
		high = " to less than "
	}
	return low + percent(s.Low.Rat()) + high + percent(s.High.Rat())
}

func spanWords(s adit.Span) string {
	switch {
	case s.From.IsZero() && s.To.IsZero():
		return ""
	case s.To.IsZero():
		return ", since " + s.From.String()
	case s.From.IsZero():
		return ", until " + s.To.String()
	}
	return ", from " + s.From.String() + " to " + s.To.String()
}

// Words writes an entry as in "is on …".
func (e Entry) Words() string {
	var more []string
	if !e.From.IsZero() {
		more = append(more, "since "+e.From.String())
	}
	if e.Programs != "" {
		more = append(more, e.Programs)
	}
	if e.Terms != "" {
		more = append(more, string(e.Terms))
	}
	if !e.Date.IsZero() {
		more = append(more, "list of "+e.Date.String())
	}
	if len(more) == 0 {
		return e.Name
	}
	return e.Name + " (" + strings.Join(more, "; ") + ")"
}

// Words writes the answer: the verdict, its reasons, its proof and its flags,
// a line each.
func (a Answer) Words() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s. Asked: %s.\n", a.Name, a.Verdict, a.question)
	for _, one := range a.Because {
		b.WriteString("  " + one + "\n")
	}
	told := map[string]bool{}
	for _, s := range a.Proof {
		b.WriteString("  " + s.Words() + "\n")
		if len(s.Listed) > 0 && !told[s.Owner] {
			told[s.Owner] = true
			for _, e := range s.Listed {
				b.WriteString("  " + s.OwnerName + " is on " + e.Words() + "\n")
			}
		}
	}
	for _, f := range a.Flags {
		b.WriteString("  look at: " + f.Says + "\n")
	}
	return b.String()
}

// Table lists the holdings of the proof.
func (a Answer) Table() *table.Table {
	t := table.New("proof", "Holdings that the answer rests on: "+a.Name,
		table.Column{Name: "asset", Type: table.Text}, table.Column{Name: "owner", Type: table.Text},
		table.Column{Name: "share", Type: table.Text, Doc: "as recorded, in percent or as a fraction"},
		table.Column{Name: "kind", Type: table.Text}, table.Column{Name: "block", Type: table.Text},
		table.Column{Name: "from", Type: table.Date}, table.Column{Name: "to", Type: table.Date},
		table.Column{Name: "owner_caught", Type: table.Text, Doc: "whether the owner is listed or caught itself"},
		table.Column{Name: "lists", Type: table.Text, Doc: "lists that name the owner"},
		table.Column{Name: "source", Type: table.Text}, table.Column{Name: "row", Type: table.Text},
	)
	for _, s := range a.Proof {
		share := table.Words(s.Stake.String())
		if !s.Stake.Known() && s.Kind != adit.Control {
			share = table.Unknown("not stated")
		}
		var lists []string
		for _, e := range s.Listed {
			lists = append(lists, e.Words())
		}
		t.Add(s.AssetName, s.OwnerName, share, string(s.Kind), s.Block, s.Span.From, s.Span.To, s.Verdict, lists, s.Source, s.Row.String())
	}
	return t
}

// Table lists what was asked of: each list with its date and its rows, and how
// many of its parties the graph holds.
func (c *Closure) Table() *table.Table {
	t := table.New("lists", "Lists asked",
		table.Column{Name: "list", Type: table.Text}, table.Column{Name: "name", Type: table.Text}, table.Column{Name: "publisher", Type: table.Text},
		table.Column{Name: "date", Type: table.Date, Doc: "day of the state that was read"},
		table.Column{Name: "rows", Type: table.Integer, Doc: "rows of the list in the file that was read"},
		table.Column{Name: "entries", Type: table.Integer, Doc: "of them asked, under the programmes chosen"},
		table.Column{Name: "in_force", Type: table.Integer, Doc: "entries in force on the day"},
		table.Column{Name: "with_party", Type: table.Integer, Doc: "of these, about a party among those loaded"},
	)
	for _, l := range c.lists {
		on, with := 0, 0
		for _, one := range l.Listed {
			if one.Span().Has(c.s.q.On) {
				on++
				if c.s.g.Has(one.Party) {
					with++
				}
			}
		}
		t.Add(l.ID, l.Name, l.Publisher, l.Date, l.Rows, len(l.Listed), on, with)
	}
	return t
}
