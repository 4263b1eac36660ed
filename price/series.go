package price

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"adit"
)

// Series is a price series with its observations in the order of their dates.
type Series struct {
	adit.PriceSeries
	Points []adit.PricePoint
}

// Of returns the series of a world that have observations, by sector,
// commodity and id.
func Of(w *adit.World) []Series {
	list := make([]Series, len(w.Series))
	index := map[string]int{}
	for i, s := range w.Series {
		list[i].PriceSeries = s
		index[s.ID] = i
	}
	for _, p := range w.Prices {
		if i, ok := index[p.Series]; ok {
			list[i].Points = append(list[i].Points, p)
		}
	}
	list = slices.DeleteFunc(list, func(s Series) bool { return len(s.Points) == 0 })
	for i := range list {
		slices.SortStableFunc(list[i].Points, func(a, b adit.PricePoint) int { return cmp.Compare(a.Date, b.Date) })
	}
	slices.SortStableFunc(list, func(a, b Series) int {
		return cmp.Or(cmp.Compare(a.Sector, b.Sector), cmp.Compare(strings.ToLower(a.Commodity), strings.ToLower(b.Commodity)), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// Find returns the series of that id, or nil.
func Find(list []Series, id string) *Series {
	for i := range list {
		if list[i].ID == id {
			return &list[i]
		}
	}
	return nil
}

// At returns the index of the last observation on or before a day, or -1.
func (s *Series) At(day adit.Date) int {
	return sort.Search(len(s.Points), func(i int) bool { return s.Points[i].Date > day }) - 1
}

// start returns the first day of the period a number of periods before the one
// that begins on d.
func start(d adit.Date, f adit.Frequency, back int) adit.Date {
	switch f {
	case adit.EveryDay:
		return d.AddDays(-back)
	case adit.EveryWeek:
		return d.AddDays(-7 * back)
	case adit.EveryMonth:
		return d.AddMonths(-back)
	}
	return d.AddMonths(-12 * back)
}

// perYear is how many observations of a frequency make a year. Weekdays are
// counted for daily ones: markets rest on the others.
func perYear(f adit.Frequency) float64 {
	switch f {
	case adit.EveryDay:
		return 252
	case adit.EveryWeek:
		return 52
	case adit.EveryMonth:
		return 12
	}
	return 1
}
