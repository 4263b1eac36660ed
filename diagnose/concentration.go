package diagnose

import (
	"sort"
	"strings"

	"adit"
)

// HHI is the Herfindahl-Hirschman index of shares of a total: the sum of the
// squared shares in percent, 0 to 10,000. What others hold together counts in
// the total and is not squared, since it is many; so the index is at its least.
func HHI(amounts []float64, others float64) float64 {
	total := others
	for _, a := range amounts {
		total += a
	}
	if total <= 0 {
		return 0
	}
	h := 0.0
	for _, a := range amounts {
		share := 100 * a / total
		h += share * share
	}
	return h
}

// Part is one holder's part of a total.
type Part struct {
	Place  string // place code, or several joined by +
	Amount float64
	Share  float64 // 0-1
	Bound  bool    // the cell is no number: withheld, less than, not available; counted as nothing
}

// Concentration is how a world total, or the imports of a place, are spread.
type Concentration struct {
	Chapter, Commodity, Detail, Unit, Year string
	Critical                               bool
	HHI                                    float64 // 0-10,000
	Total                                  float64 // sum of the parts and of other countries, in Unit
	Others                                 float64 // countries not named
	Parts                                  []Part  // largest first
	Unknown                                int     // rows whose cell is no number: withheld, not available, a bound
	Low, High                              float64 // what HHI can be, given the rows without a number; equal to HHI when there are none
	Published                              float64 // published world total, in Unit; zero when there is none
	Row                                    adit.Where
	Source                                 []string
}

// Productions computes the concentration of every world table of production.
// The total is the sum of the rows, which the published one only rounds.
func Productions(stats []Stat) []Concentration {
	return concentrations(stats, adit.Production, func(s Stat) bool { return strings.HasPrefix(s.Section, "World") })
}

// ImportSources computes the concentration of imports by country of origin,
// as published: shares in percent, over several years.
func ImportSources(stats []Stat) []Concentration {
	return concentrations(stats, adit.ImportShare, func(Stat) bool { return true })
}

// Concentrate computes the concentration of rows that are known to be of one
// total, which is among them or not; ok is false without a row of a country.
func Concentrate(rows []Stat) (c Concentration, ok bool) {
	for _, s := range rows {
		if s.Place != adit.WorldTotal && !ok {
			c, ok = concentrationOf(s), true
		}
	}
	for _, s := range rows {
		c.take(s)
	}
	c.add()
	return c, ok
}

func concentrationOf(s Stat) Concentration {
	return Concentration{Chapter: s.Chapter, Commodity: s.Commodity, Detail: s.Detail, Unit: s.Unit, Year: s.Year, Critical: s.Critical, Row: s.Row, Source: s.Source}
}

// take counts one row in.
func (c *Concentration) take(s Stat) {
	a := amount(s)
	v, open := a.Value, a.Mark != Plain && a.Mark != Within
	if open {
		v = 0
	}
	if s.Place == adit.WorldTotal {
		c.Published = v
		return
	}
	if open {
		c.Unknown++
	}
	if s.Place == adit.OtherCountries {
		c.Others += v
		return
	}
	c.Parts = append(c.Parts, Part{Place: s.Place, Amount: v, Bound: open})
}

// add closes the table: total, index and shares, the largest part first.
func (c *Concentration) add() {
	amounts := make([]float64, len(c.Parts))
	c.Total = c.Others
	for j, p := range c.Parts {
		amounts[j] = p.Amount
		c.Total += p.Amount
	}
	c.HHI = HHI(amounts, c.Others)
	c.bound(amounts)
	for j := range c.Parts {
		if c.Total > 0 {
			c.Parts[j].Share = c.Parts[j].Amount / c.Total
		}
	}
	sort.SliceStable(c.Parts, func(a, b int) bool { return c.Parts[a].Amount > c.Parts[b].Amount })
}

func concentrations(stats []Stat, kind adit.StatisticKind, in func(Stat) bool) []Concentration {
	var out []Concentration
	at := map[string]int{}
	for _, s := range stats {
		if s.Kind != kind || !in(s) {
			continue
		}
		key := strings.ToLower(s.Chapter + "|" + s.Commodity + "|" + s.Section + "|" + s.Detail + "|" + s.Unit + "|" + s.Year)
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, concentrationOf(s))
		}
		out[i].take(s)
	}
	for i := range out {
		out[i].add()
	}
	return out
}

// bound says what the index can be when rows have no number. Together they hold
// what the published total has beyond the others, spread over very many or in
// one hand; without a published total nothing can be said.
func (c *Concentration) bound(amounts []float64) {
	c.Low, c.High = c.HHI, c.HHI
	switch rest := c.Published - c.Total; {
	case c.Unknown == 0:
	case c.Published <= 0:
		c.Low, c.High = 0, 10_000
	case rest > 0:
		c.Low = HHI(amounts, c.Others+rest)
		c.High = max(c.HHI, HHI(append(amounts, rest), c.Others))
	}
}

// leastKnown is the share of a world total whose producers must be known before
// an index is built on it.
const leastKnown = 0.9

// Sound reports whether enough of the total is known by country.
func (c *Concentration) Sound() bool {
	return c.Total > 0 && (c.Unknown == 0 || c.Published > 0 && c.Total >= leastKnown*c.Published)
}
