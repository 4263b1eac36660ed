package price

import (
	"adit"
	"adit/table"
)

// other is the heading of series that state no sector.
const other = "other"

// Listing returns the last price of each series on a day and what it did over
// 1, 3 and 12 months, under the headings of its sectors.
func Listing(list []Series, on adit.Date) *table.Table {
	t := table.New("prices", "Prices by sector, last observation by "+on.String(),
		table.Column{Name: "sector", Type: table.Text},
		table.Column{Name: "series", Type: table.Text, Doc: "id of the series"},
		table.Column{Name: "name", Type: table.Text},
		table.Column{Name: "market", Type: table.Text, Doc: "where it is quoted"},
		table.Column{Name: "date", Type: table.Date, Doc: "first day of the period of the last observation"},
		table.Column{Name: "previous", Type: table.Number, Doc: "observation before the last one"},
		table.Column{Name: "current", Type: table.Number, Doc: "last observation, in currency per unit"},
		table.Column{Name: "currency", Type: table.Text},
		table.Column{Name: "unit", Type: table.Text, Doc: "what one price buys"},
		table.Column{Name: "change_1_month", Label: "1 month", Type: table.Share, Doc: "change over a month"},
		table.Column{Name: "change_3_months", Label: "3 months", Type: table.Share, Doc: "change over three months"},
		table.Column{Name: "change_12_months", Label: "12 months", Type: table.Share, Doc: "change over a year"},
		table.Column{Name: "volatility", Type: table.Share, Doc: "standard deviation of log returns over 36 months, a year"},
		table.Column{Name: "frequency", Type: table.Text, Doc: "how often the series is observed"},
		table.Column{Name: "source", Type: table.Text, Doc: "ids in sources"},
	)
	for i := range list {
		s := &list[i]
		last := s.At(on)
		if last < 0 {
			continue
		}
		sector, previous := s.Sector, table.Cell{}
		if sector == "" {
			sector = other
		}
		if last > 0 {
			previous = table.Num(s.Points[last-1].Price)
		}
		change := func(n int) adit.Figure { return s.Move(on, Months(n)).Change }
		t.Add(sector, s.ID, s.Name, s.Market, s.Points[last].Date, previous, s.Points[last].Price, s.Currency, s.Unit,
			change(1), change(3), change(12), s.Volatility(on, Months(36)), s.Frequency, s.Source)
	}
	return t
}

// Points returns the observations of series up to a day, oldest first.
func Points(list []Series, on adit.Date) *table.Table {
	t := table.New("series", "Observations by "+on.String(),
		table.Column{Name: "series", Type: table.Text, Doc: "id of the series"},
		table.Column{Name: "date", Type: table.Date, Doc: "first day of the period"},
		table.Column{Name: "price", Type: table.Number, Doc: "in currency per unit"},
		table.Column{Name: "currency", Type: table.Text},
		table.Column{Name: "unit", Type: table.Text, Doc: "what one price buys"},
		table.Column{Name: "change", Type: table.Share, Doc: "change since the observation before"},
	)
	for _, s := range list {
		for i := range s.At(on) + 1 {
			change := table.Cell{}
			if i > 0 {
				change = table.Num(s.Points[i].Price/s.Points[i-1].Price - 1)
			}
			t.Add(s.ID, s.Points[i].Date, s.Points[i].Price, s.Currency, s.Unit, change)
		}
	}
	return t
}

// Correlations returns the correlation of each pair of series over a window,
// each pair once; pairs that have none are left out, since most series are of
// two frequencies.
func Correlations(list []Series, on adit.Date, w Window) *table.Table {
	t := table.New("correlations", "Correlation of log returns over "+w.String(),
		table.Column{Name: "series", Type: table.Text},
		table.Column{Name: "with", Type: table.Text},
		table.Column{Name: "correlation", Type: table.Number, Doc: "of log returns on common dates, -1 to 1"},
	)
	for i := range list {
		for j := range list[:i] {
			if r := Correlation(&list[i], &list[j], on, w); r.Known() {
				t.Add(list[i].ID, list[j].ID, r)
			}
		}
	}
	return t
}

// Alerts asks every series every condition. Those that cannot answer are
// listed with the reason.
func Alerts(list []Series, conditions []Condition, on adit.Date) *table.Table {
	t := table.New("alerts", "Alerts on "+on.String(),
		table.Column{Name: "series", Type: table.Text},
		table.Column{Name: "name", Type: table.Text},
		table.Column{Name: "condition", Type: table.Text},
		table.Column{Name: "fired", Type: table.Bool},
		table.Column{Name: "value", Type: table.Number, Doc: "change or volatility as a ratio, or the price"},
		table.Column{Name: "as_of", Type: table.Date, Doc: "last observation used"},
		table.Column{Name: "frequency", Type: table.Text},
	)
	for _, c := range conditions {
		for i := range list {
			a := list[i].Check(c, on)
			value, fired := table.Of(a.Value), table.Yes(a.Fired)
			if a.Refused != "" {
				value, fired = table.Unknown(a.Refused), table.Cell{}
			}
			t.Add(list[i].ID, list[i].Name, c.String(), fired, value, a.AsOf, list[i].Frequency)
		}
	}
	return t
}
