package statistics

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"

	"adit"
)

var columnsListing = []string{"commodity", "sector", "previous", "current", "change", "unit", "currency"}

// optional columns of a listing: its day, how often it is drawn up, the market.
var alsoListing = []string{"date", "frequency", "market", "basis"}

// symbols are signs of currencies that people leave in a price cell.
var symbols = map[string]string{"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "", "RMB": "CNY", "元": "CNY", "A$": "AUD", "C$": "CAD"}

// changeSlack is how far a stated change may lie from the one its two prices
// give, in percentage points: portals round both.
const changeSlack = 0.1

// Listing reads the table of a commodity portal: commodity, sector, previous
// and current price, change, unit and currency. The current price is an
// observation on the day on; what day the previous one is of a listing does
// not say, so it only serves to check the change. source is the id of the
// document the listing is.
func Listing(name string, in io.Reader, on adit.Date, source string) (t PriceTable, count Count, ps adit.Problems) {
	first := map[string]adit.PriceSeries{}
	rows(name, in, columnsListing, alsoListing, &count, &ps, func(r *record) {
		what := []string{r.get("commodity"), r.get("sector")}
		if r.get("commodity") == "" {
			count.ignore(r.line(), NoCommodity, what...)
			return
		}
		if r.get("current") == "" {
			count.ignore(r.line(), NoValue, what...)
			return
		}
		before := len(ps)
		s := adit.PriceSeries{
			ID: slug(r.get("commodity"), r.get("unit"), r.get("currency")), Name: r.get("commodity"), Commodity: strings.ToLower(r.get("commodity")), Sector: r.get("sector"),
			Basis: r.get("basis"), Market: r.get("market"), Currency: r.get("currency"), Unit: r.get("unit"), Frequency: adit.EveryDay,
			Provenance: adit.Provenance{Source: []string{source}, Confidence: adit.Secondary},
		}
		switch f := adit.Frequency(r.get("frequency")); f {
		case "":
			s.Note = "the listing does not say how often it is drawn up: taken as daily"
		case adit.EveryDay, adit.EveryWeek, adit.EveryMonth, adit.EveryYear:
			s.Frequency = f
		default:
			ps.Add("bad-value", r.where("frequency"), "write daily, weekly, monthly or yearly", "frequency is %q", r.get("frequency"))
		}
		if len(s.Currency) != 3 || strings.ToUpper(s.Currency) != s.Currency {
			ps.Add("bad-value", r.where("currency"), "write the three letters of ISO 4217, such as USD", "currency is %q", s.Currency)
		}
		if s.Unit == "" {
			ps.Add("missing-cell", r.where("unit"), "say what the price buys, such as kg or t", "the price of %s has no unit", s.Name)
		}
		current := pricedIn(r, "current", s.Currency, &ps)
		if r.get("previous") != "" {
			previous := pricedIn(r, "previous", s.Currency, &ps)
			checkChange(r, previous, current, &ps)
		}
		key := s.Commodity + "\x00" + s.Unit + "\x00" + s.Basis + "\x00" + s.Market
		if other, again := first[key]; again && other.Currency != s.Currency && s.Currency != "" {
			ps.Add("mixed-currency", r.where("currency"), "say by basis or market what makes them two prices, or give one of them", "%s is listed in %s and in %s", s.Name, other.Currency, s.Currency)
		} else if again {
			ps.Add("duplicate-key", r.line(), "say by basis or market what makes them two prices, or delete one", "%s stands twice", s.Name)
		}
		date := on
		if r.get("date") != "" {
			date = monthOf(r, "date", &ps)
		}
		if len(ps) > before {
			count.ignore(r.line(), Faulty, what...)
			return
		}
		first[key] = s
		t.Series = append(t.Series, s)
		t.Points = append(t.Points, adit.PricePoint{Series: s.ID, Date: date, Price: current, Row: r.line()})
		count.Used++
	})
	return t, count, ps
}

// pricedIn reads a price cell and refuses one that names another currency than
// its row does.
func pricedIn(r *record, column, currency string, ps *adit.Problems) float64 {
	text := r.get(column)
	sign := strings.Trim(text, "0123456789.,+- ")
	if sign != "" {
		named, known := symbols[sign]
		if !known && len(sign) == 3 && strings.ToUpper(sign) == sign {
			named, known = sign, true
		}
		if named == "" && (currency == "CNY" || currency == "JPY") {
			named = currency // ¥ is either
		}
		switch {
		case known && named != currency:
			ps.Add("mixed-currency", r.where(column), "one column holds one currency: convert by a dated rate, or give the row its own currency", "%s is %q in a row in %s", column, text, currency)
			return 0
		case known:
			r.set(column, strings.TrimSpace(strings.ReplaceAll(text, sign, "")))
		}
	}
	return positive(r, column, ps)
}

// checkChange compares the stated change, in percent or as a difference, with
// the prices beside it.
func checkChange(r *record, previous, current float64, ps *adit.Problems) {
	text := r.get("change")
	if text == "" || previous <= 0 || current <= 0 {
		return
	}
	stated, err := strconv.ParseFloat(strings.TrimSuffix(strings.ReplaceAll(strings.ReplaceAll(text, ",", ""), "−", "-"), "%"), 64)
	if err != nil {
		ps.Add("bad-number", r.where("change"), "write a percentage such as -2.5%, or the difference", "change is %q", text)
		return
	}
	percent := 100 * (current/previous - 1)
	asPercent := math.Abs(stated-percent) <= changeSlack
	asDifference := !strings.HasSuffix(text, "%") && math.Abs(stated-(current-previous)) <= 0.005*max(1, math.Abs(current-previous))
	if !asPercent && !asDifference {
		ps.Warn("change-disagrees", r.where("change"), "the prices were used, the change was not", "change is %q, the prices beside it give %.2f%%", text, percent)
	}
}

// slug makes an id of words.
func slug(words ...string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(strings.Join(words, "-")) {
		switch {
		case c < 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c)):
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return fmt.Sprintf("listing.%s", strings.Trim(b.String(), "-"))
}
