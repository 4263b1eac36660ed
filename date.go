package adit

import (
	"fmt"
	"time"
)

// Date is a civil day, counted in days since 1970-01-01 plus one, so that the
// zero Date means "no date given". Dates compare with < and >.
type Date int32

const dateLayout = "2006-01-02"

// NewDate returns the civil day y-m-d. Out-of-range months and days are
// normalised as time.Date does.
func NewDate(y int, m time.Month, d int) Date {
	return dateOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}

func dateOf(t time.Time) Date { return Date(floorDiv(t.Unix(), 86400)) + 1 }

func floorDiv(a, b int64) int64 {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

// ParseDate reads YYYY-MM-DD, YYYY-MM (first of the month) or YYYY (first of
// January). Anything else is an error.
func ParseDate(s string) (Date, error) {
	for _, layout := range []string{dateLayout, "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return dateOf(t), nil
		}
	}
	return 0, fmt.Errorf("%q is not a date: write YYYY-MM-DD", s)
}

// IsZero reports whether no date was given.
func (d Date) IsZero() bool { return d == 0 }

// Time returns midnight UTC of the day.
func (d Date) Time() time.Time { return time.Unix(int64(d-1)*86400, 0).UTC() }

// AddDays returns the day n days later (earlier for n < 0).
func (d Date) AddDays(n int) Date { return d + Date(n) }

// AddMonths returns the same day n months later; the 31st of a shorter month
// becomes its last day.
func (d Date) AddMonths(n int) Date {
	t := d.Time()
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return dateOf(first) + Date(min(t.Day(), last)-1)
}

// FirstOfNextMonth returns the first day of the month after d. Runs start
// there: a model month never begins in the past of the asking date.
func (d Date) FirstOfNextMonth() Date {
	t := d.Time()
	return NewDate(t.Year(), t.Month()+1, 1)
}

// Year returns the calendar year of d.
func (d Date) Year() int { return d.Time().Year() }

// String returns YYYY-MM-DD, or "" for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(dateLayout)
}

// MarshalText writes YYYY-MM-DD, or nothing for no date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDate reads; an empty text is no date.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d = 0
	if len(b) > 0 {
		*d, err = ParseDate(string(b))
	}
	return err
}

// Span is a stretch of days, both ends included; a zero end is open.
type Span struct {
	From Date // first day in; zero: since ever
	To   Date // last day in; zero: no end
}

// Has reports whether d lies in the span.
func (s Span) Has(d Date) bool { return d >= s.From && (s.To == 0 || d <= s.To) }
