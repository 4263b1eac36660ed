package deal

import (
	"time"

	"adit"
)

// clock counts the months of a valuation: month 0 is the one the day of
// valuation lies in.
type clock struct {
	start adit.Date // first day of month 0
	n     int       // months
}

func newClock(from, until adit.Date) clock {
	start := firstOf(from)
	c := clock{start: start}
	c.n = max(1, c.index(until)+1)
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

func (c clock) year(i int) int { return c.date(i).Year() }

// month returns the calendar month of month i, 1 to 12.
func (c clock) month(i int) int {
	return (int(c.start.Time().Month())-1+i%12+12)%12 + int(time.January)
}

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
