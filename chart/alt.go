package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"adit/table"
)

// altSeries is how many series or bars a spoken description names before it
// refers to the table.
const altSeries = 6

// Alt describes the chart in words for people who cannot see it: what is
// drawn, over which stretch, from which value to which. Call it after Check.
func (s *Spec) Alt(t *table.Table) string {
	var b strings.Builder
	switch s.Kind {
	case Lines:
		b.WriteString("Line chart. ")
	case Bars:
		b.WriteString("Bar chart. ")
	case Flows:
		b.WriteString("Flow diagram. ")
	case Heatmap:
		b.WriteString("Heat map. ")
	case Map:
		b.WriteString("World map. ")
	}
	b.WriteString(sentence(s.Title))
	if s.Subtitle != "" {
		b.WriteString(" " + sentence(s.Subtitle))
	}
	switch s.Kind {
	case Lines:
		s.altLines(&b, t)
	case Bars:
		s.altBars(&b, t)
	case Flows:
		s.Flow.alt(&b, t)
	case Heatmap, Map:
		s.altShaded(&b, t)
	}
	b.WriteString(" All values are in the table below the chart.")
	return b.String()
}

func sentence(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}

// group is the rows of one drawn series.
type group struct {
	label string
	y     int // column
	rows  [][]table.Cell
}

// groups returns the drawn series in order: one a Series entry, or one a value
// of the split column.
func (s *Spec) groups(t *table.Table) []group {
	var out []group
	if s.Split == "" {
		for _, y := range s.Series {
			g := group{label: y.Label, y: t.Index(y.Y)}
			if g.label == "" {
				g.label = t.Columns[g.y].Heading()
			}
			for _, row := range t.Rows() {
				g.rows = append(g.rows, row)
			}
			out = append(out, g)
		}
		return out
	}
	at := map[string]int{}
	split, y := t.Index(s.Split), t.Index(s.Series[0].Y)
	for _, row := range t.Rows() {
		name := row[split].Raw()
		i, ok := at[name]
		if !ok {
			i = len(out)
			at[name] = i
			out = append(out, group{label: name, y: y})
		}
		out[i].rows = append(out[i].rows, row)
	}
	return out
}

func (s *Spec) altLines(b *strings.Builder, t *table.Table) {
	x := t.Index(s.X)
	for n, g := range s.groups(t) {
		if n == altSeries {
			b.WriteString(" Further lines are in the table.")
			return
		}
		var known [][]table.Cell
		high := -1
		for _, row := range g.rows {
			if v, ok := row[g.y].Float(); ok {
				known = append(known, row)
				if best, _ := known[max(high, 0)][g.y].Float(); high < 0 || v > best {
					high = len(known) - 1
				}
			}
		}
		if len(known) == 0 {
			fmt.Fprintf(b, " %s: no values.", g.label)
			continue
		}
		show := func(row []table.Cell) string {
			return withUnit(t.Columns[g.y], row[g.y]) + " in " + t.Columns[x].Display(row[x])
		}
		fmt.Fprintf(b, " %s: %s", g.label, show(known[0]))
		if last := len(known) - 1; last > 0 {
			if high > 0 && high < last {
				fmt.Fprintf(b, ", highest %s", show(known[high]))
			}
			fmt.Fprintf(b, ", %s", show(known[last]))
		}
		b.WriteString(".")
	}
	for _, m := range s.Marks {
		fmt.Fprintf(b, " Marked: %s, %s.", m.On, m.Label)
	}
}

func (s *Spec) altBars(b *strings.Builder, t *table.Table) {
	x := t.Index(s.X)
	said := 0
	for _, g := range s.groups(t) {
		for _, row := range g.rows {
			if v, ok := row[g.y].Float(); !ok || v == 0 {
				continue
			}
			if said == altSeries {
				b.WriteString(" Further bars are in the table.")
				return
			}
			said++
			name := t.Columns[x].Display(row[x])
			if len(s.Series) > 1 || s.Split != "" {
				name += ", " + g.label
			}
			fmt.Fprintf(b, " %s: %s.", name, withUnit(t.Columns[g.y], row[g.y]))
		}
	}
}

// altShaded names the highest shares; of a map, those of what it shows first.
func (s *Spec) altShaded(b *strings.Builder, t *table.Table) {
	type shade struct {
		name string
		v    float64
		text string
	}
	var all []shade
	x := t.Index(s.X)
	groups := s.groups(t)
	if s.Kind == Map {
		x, groups = t.Index(s.Label), groups[:min(1, len(groups))]
	}
	for _, g := range groups {
		for _, row := range g.rows {
			if v, ok := row[g.y].Float(); ok && v > 0 {
				all = append(all, shade{t.Columns[x].Display(row[x]) + ", " + g.label, v, t.Columns[g.y].Display(row[g.y])})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b shade) int { return cmp.Compare(b.v, a.v) })
	for n, c := range all[:min(altSeries, len(all))] {
		if n == 0 {
			b.WriteString(" Highest:")
		}
		fmt.Fprintf(b, " %s: %s.", c.name, c.text)
	}
}

// alt names the largest gaps; sums over stages would count a tonne several times.
func (f *Flow) alt(b *strings.Builder, t *table.Table) {
	fmt.Fprintf(b, " %d flows through %s.", t.Len(), strings.Join(f.Stages, ", "))
	if f.Base == "" {
		return
	}
	value, base := t.Index(f.Value), t.Index(f.Base)
	missing := func(row []table.Cell) float64 {
		before, _ := row[base].Float()
		now, _ := row[value].Float()
		return before - now
	}
	var rows [][]table.Cell
	for _, row := range t.Rows() {
		if missing(row) > 0 {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b []table.Cell) int { return cmp.Compare(missing(b), missing(a)) })
	if len(rows) == 0 {
		b.WriteString(" No flow is smaller than with no event.")
	}
	for n, row := range rows[:min(altSeries/2, len(rows))] {
		lead := " Then"
		if n == 0 {
			lead = " Largest gap"
		}
		fmt.Fprintf(b, "%s: %s (%s) to %s (%s), %s instead of %s.", lead,
			row[t.Index(f.From)].Raw(), row[t.Index(f.FromStage)].Raw(),
			row[t.Index(f.To)].Raw(), row[t.Index(f.ToStage)].Raw(),
			withUnit(t.Columns[value], row[value]), withUnit(t.Columns[base], row[base]))
	}
}

func withUnit(c table.Column, v table.Cell) string {
	s := c.Display(v)
	if c.Unit == "" {
		return s
	}
	return s + " " + c.Unit
}
