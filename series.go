package adit

// Frequency is how often a price is observed.
type Frequency string

// Frequencies.
const (
	EveryDay   Frequency = "daily"
	EveryWeek  Frequency = "weekly"
	EveryMonth Frequency = "monthly"
	EveryYear  Frequency = "yearly"
)

// Frequencies lists the frequencies, finest first.
func Frequencies() []Frequency { return []Frequency{EveryDay, EveryWeek, EveryMonth, EveryYear} }

// Days returns how many days one observation stands for at least: a window of
// 30 days is a month.
func (f Frequency) Days() int {
	switch f {
	case EveryDay:
		return 1
	case EveryWeek:
		return 7
	case EveryMonth:
		return 28
	}
	return 365
}

// PriceSeries is one price observed over time: one good, basis, market,
// currency and unit. Its observations are rows of prices.
type PriceSeries struct {
	ID        string    `col:"id"`        // key, such as wb.copper
	Name      string    `col:"name"`      // in words
	Commodity string    `col:"commodity"` // element or good, such as copper
	Material  string    `col:"material"`  // material of the world it prices; "" for none
	Sector    string    `col:"sector"`    // heading a listing puts it under
	Basis     string    `col:"basis"`     // grade and terms, such as "grade A cathode, cash"
	Market    string    `col:"market"`    // where it is quoted
	Currency  string    `col:"currency"`  // ISO 4217
	Unit      string    `col:"unit"`      // what one price buys: kg, t, lb, troy oz, mtu, dmtu
	Frequency Frequency `col:"frequency"` // how often it is observed
	Provenance
}

// PricePoint is one observation of a series.
type PricePoint struct {
	Series string  `col:"series"` // series id
	Date   Date    `col:"date"`   // first day of the period it stands for
	Price  float64 `col:"price"`  // in the series' currency per unit
	Row    Where   // position in its file
}
