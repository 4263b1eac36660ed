package deal

import "adit"

// clock counts the months of a valuation: month 0 is the one the day of
// valuation lies in.
type clock struct {
	start         adit.Date // first day of month 0
	n             int       // months
	years, months []int     // of each month: asked for in every future
}

func newClock(from, until adit.Date) clock {
	start := firstOf(from)
	c := clock{start: start}
	c.n = max(1, c.index(until)+1)
	for i := range c.n {
		t := c.date(i).Time()
		c.years, c.months = append(c.years, t.Year()), append(c.months, int(t.Month()))
	}
	return c
}

func firstOf(d adit.Date) adit.Date {
	t := d.Time()
	return adit.NewDate(t.Year(), t.Month(), 1)
}

// index returns the month a day lies in; it may be negative, or n and above.
func (c clock) index(d adit.Date) int {
	a, b := c.start.Time(), d.Time()
	return 12*(b.Year()-a.Year()) + int(b.Month()) - int(a.Month())
}

// date returns the first day of month i.
func (c clock) date(i int) adit.Date { return c.start.AddMonths(i) }

func (c clock) year(i int) int { return c.years[i] }

// month returns the calendar month of month i, 1 to 12.
func (c clock) month(i int) int { return c.months[i] }

// within reports the months from the day first to the day last as an interval
// [a, b) of indices, cut to the clock; a zero first is month 0, a zero last the
// end.
func (c clock) within(first, last adit.Date) (a, b int) {
	if !first.IsZero() {
		a = max(0, c.index(first))
	}
	b = c.n
	if !last.IsZero() {
		b = min(c.n, c.index(last)+1)
	}
	return a, max(a, b)
}
