package dataset

import (
	"regexp"
	"strings"

	"adit"
)

// country is the form of a code of ISO 3166-1; what it stands for is not
// checked, since statistics speak about places a world need not carry.
var country = regexp.MustCompile(`^[A-Z]{2}(\+[A-Z]{2})*$`)

// The years a statistic may speak about: outside them a digit slipped.
const firstYear, lastYear = 1900, 2100

// checkStatistics reads the texts of statistics, which stay as published.
func (r *reader) checkStatistics() {
	for i := range r.world.Statistics {
		s := &r.world.Statistics[i]
		at := func(column string) adit.Where { return r.at("statistics", i, column) }
		if s.Place != "" && s.Place != adit.WorldTotal && s.Place != adit.OtherCountries && !country.MatchString(s.Place) {
			r.problems.Add("unknown-place", at("place"), "write an ISO 3166-1 alpha-2 code, several joined by +, world or other", "%q is no place of a statistic", s.Place)
		}
		if first, last, ok := s.Years(); !ok && s.Year != "" {
			r.problems.Add("bad-date", at("year"), "write a year such as 2025, or a span such as 2021–24", "%q is neither a year nor a span of years", s.Year)
		} else if ok && (first < firstYear || last > lastYear) {
			r.problems.Add("out-of-range", at("year"), "check the digits", "year %s is not from %d to %d", s.Year, firstYear, lastYear)
		}
		f, ok := adit.Published(s.Value, s.Unit, 0)
		switch {
		case !ok:
			r.problems.Add("bad-number", at("value"), "write it as published: a number, >50, <50, a range, E, W, XX, s or a dash", "%q is no value of a statistic", s.Value)
		case !f.Known():
		case s.Kind == adit.UnitPrice && f.Value == 0 && strings.ContainsAny(s.Value, "0"):
			r.problems.Add("out-of-range", at("value"), "leave the cell blank where no price is known", "a price is 0")
		case (s.Kind == adit.ImportShare || s.Kind == adit.NetImportReliance) && f.Value > 100:
			r.problems.Add("out-of-range", at("value"), "a share is 0 to 100 percent", "a share is %v percent", f.Value)
		case s.Kind == adit.ImportShare && f.Value < 0:
			r.problems.Add("negative-number", at("value"), "a share is 0 to 100 percent", "a share is %v percent", f.Value)
		}
	}
}

// currency is the form of a code of ISO 4217.
var currency = regexp.MustCompile(`^[A-Z]{3}$`)

func (r *reader) checkSeries() {
	for i, s := range r.world.Series {
		if s.Currency != "" && !currency.MatchString(s.Currency) {
			r.problems.Add("bad-value", r.at("series", i, "currency"), "write the three letters of ISO 4217; a series has one currency", "currency is %q", s.Currency)
		}
	}
	for i, g := range r.world.Governance {
		if g.Place != "" && !country.MatchString(g.Place) {
			r.problems.Add("unknown-place", r.at("governance", i, "place"), "write an ISO 3166-1 alpha-2 code", "%q is no code of a place", g.Place)
		}
	}
}
