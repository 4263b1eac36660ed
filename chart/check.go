package chart

import (
	"fmt"
	"slices"

	"adit/table"
)

// Check reports why the table cannot be drawn so: a column that is missing or
// of the wrong type, a stage out of order, a value no axis can carry. Such a
// fault is the program's, never the user's.
func (s *Spec) Check(t *table.Table) error {
	if err := t.Err(); err != nil {
		return err
	}
	if s.Title == "" {
		return fmt.Errorf("chart of table %s has no title", t.Name)
	}
	err := s.check(t)
	if err != nil {
		return fmt.Errorf("chart of table %s: %w", t.Name, err)
	}
	return nil
}

func (s *Spec) check(t *table.Table) error {
	switch s.Kind {
	case Lines:
		if err := need(t, s.X, table.Type.Dated, "a date or month"); err != nil {
			return err
		}
		return s.checkSeries(t)
	case Bars:
		if err := need(t, s.X, isText, "a text"); err != nil {
			return err
		}
		if err := s.checkSeries(t); err != nil {
			return err
		}
		return s.checkBars(t)
	case Heatmap, Map:
		return s.checkShaded(t)
	case Flows:
		if s.Flow == nil {
			return fmt.Errorf("flows without Flow")
		}
		return s.Flow.check(t)
	}
	return fmt.Errorf("no kind %q", s.Kind)
}

func isText(t table.Type) bool { return t == table.Text }

func need(t *table.Table, name string, ok func(table.Type) bool, what string) error {
	i := t.Index(name)
	if i < 0 {
		return fmt.Errorf("no column %q", name)
	}
	if !ok(t.Columns[i].Type) {
		return fmt.Errorf("column %s is %s, not %s", name, t.Columns[i].Type, what)
	}
	return nil
}

func (s *Spec) checkSeries(t *table.Table) error {
	if len(s.Series) == 0 {
		return fmt.Errorf("no series")
	}
	if s.Split != "" {
		if err := need(t, s.Split, isText, "a text"); err != nil {
			return err
		}
		if len(s.Series) != 1 {
			return fmt.Errorf("split by %s takes one series, not %d", s.Split, len(s.Series))
		}
	}
	unit, typ := "", table.Text
	for n, y := range s.Series {
		if (y.Low == "") != (y.High == "") {
			return fmt.Errorf("series %s has half a band", y.Y)
		}
		for _, name := range []string{y.Y, y.Low, y.High} {
			if name == "" && name != y.Y {
				continue
			}
			if err := need(t, name, table.Type.Numeric, "a number"); err != nil {
				return err
			}
			c := t.Columns[t.Index(name)]
			if n == 0 && name == y.Y {
				unit, typ = c.Unit, c.Type
			}
			if c.Unit != unit || (c.Type == table.Share) != (typ == table.Share) {
				return fmt.Errorf("columns %s and %s have different units on one axis", s.Series[0].Y, name)
			}
		}
	}
	return nil
}

// checkShaded refuses what cannot be shaded: values that are no shares, a cell
// that stands twice, a map without names.
func (s *Spec) checkShaded(t *table.Table) error {
	if err := need(t, s.X, isText, "a text"); err != nil {
		return err
	}
	if err := s.checkSeries(t); err != nil {
		return err
	}
	if s.Label != "" || s.Kind == Map {
		if err := need(t, s.Label, isText, "a text"); err != nil {
			return err
		}
	}
	if s.Kind == Map && s.Subtitle == "" {
		return fmt.Errorf("a map has no subtitle to name what it shows")
	}
	if s.Kind == Map && len(s.Series) != 1 {
		return fmt.Errorf("a map shades one series, not %d", len(s.Series))
	}
	row, split := t.Index(s.X), t.Index(s.Split)
	seen := map[[2]string]bool{}
	for i, cells := range t.Rows() {
		for _, y := range s.Series {
			j := t.Index(y.Y)
			if err := need(t, y.Y, func(k table.Type) bool { return k == table.Share }, "a share"); err != nil {
				return err
			}
			if v, ok := cells[j].Float(); ok && (v < 0 || v > 1) {
				return fmt.Errorf("row %d: column %s is not between 0 and 1", i+1, y.Y)
			}
		}
		at := [2]string{cells[row].Raw()}
		if split >= 0 {
			at[1] = cells[split].Raw()
		}
		if seen[at] && at[0] != "" {
			return fmt.Errorf("row %d: %v stands twice", i+1, at)
		}
		seen[at] = true
	}
	return nil
}

// checkBars refuses negative parts, which a stack cannot show.
func (s *Spec) checkBars(t *table.Table) error {
	if s.Log || len(s.Marks) > 0 {
		return fmt.Errorf("bars have neither logarithm nor marks")
	}
	for _, y := range s.Series {
		j := t.Index(y.Y)
		for i, row := range t.Rows() {
			if v, ok := row[j].Float(); ok && v < 0 && s.Stack != Beside && (len(s.Series) > 1 || s.Split != "") {
				return fmt.Errorf("row %d: column %s is negative in a stack", i+1, y.Y)
			}
		}
	}
	return nil
}

func (f *Flow) check(t *table.Table) error {
	for _, name := range []string{f.FromStage, f.From, f.ToStage, f.To} {
		if err := need(t, name, isText, "a text"); err != nil {
			return err
		}
	}
	for _, name := range []string{f.Value, f.Base} {
		if name == "" && f.Base == "" && name != f.Value {
			continue
		}
		if err := need(t, name, table.Type.Numeric, "a number"); err != nil {
			return err
		}
	}
	from, to, value := t.Index(f.FromStage), t.Index(f.ToStage), t.Index(f.Value)
	for i, row := range t.Rows() {
		// A later stage on the right of every row also rules out circles.
		a, b := slices.Index(f.Stages, row[from].Raw()), slices.Index(f.Stages, row[to].Raw())
		if a < 0 || b < 0 || a >= b {
			return fmt.Errorf("row %d: from stage %q to %q is not forward in %v", i+1, row[from].Raw(), row[to].Raw(), f.Stages)
		}
		if v, _ := row[value].Float(); v < 0 {
			return fmt.Errorf("row %d: negative flow", i+1)
		}
	}
	return nil
}

// Nothing reports whether there is nothing to draw: no known value other than
// zero. The page then says so instead of showing an empty frame.
func (s *Spec) Nothing(t *table.Table) bool {
	var columns []int
	for _, y := range s.Series {
		columns = append(columns, t.Index(y.Y))
		if y.High != "" { // a median of zero may have a tail
			columns = append(columns, t.Index(y.High))
		}
	}
	if s.Flow != nil {
		columns = append(columns, t.Index(s.Flow.Value))
		if s.Flow.Base != "" {
			columns = append(columns, t.Index(s.Flow.Base))
		}
	}
	for _, row := range t.Rows() {
		for _, j := range columns {
			v, ok := row[j].Float()
			switch {
			case !ok, v == 0, s.Flow != nil && v < s.Flow.Least, s.Log && v <= 0:
			default:
				return false
			}
		}
	}
	return true
}
