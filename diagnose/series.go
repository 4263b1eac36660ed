package diagnose

import (
	"regexp"
	"strconv"
	"strings"

	"adit"
)

// unitedStates is where salient statistics speak about.
const unitedStates = "US"

// Stat is one row of official statistics as published.
type Stat = adit.Statistic

// roundedTo is how some notes widen a cell: "Rounded to the nearest 100,000
// tons", "Data are rounded to the nearest hundred thousand tons".
var roundedTo = regexp.MustCompile(`(?i)rounded to the nearest ([0-9,]+|hundred thousand) (?:metric )?tons`)

// amount reads the cell, with the rounding its note states.
func amount(s Stat) Amount {
	a := ParseAmount(s.Value)
	if !a.Known() || a.Mark != Plain {
		return a
	}
	if strings.Contains(strings.ToLower(s.Note), "one significant digit") {
		half := halfUnit(a.Text, 1)
		a.Low, a.High = a.Value-half, a.Value+half
	}
	if m := roundedTo.FindStringSubmatch(s.Note); m != nil {
		step := 100_000.0
		if n, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64); err == nil {
			step = n
		}
		switch {
		case strings.HasPrefix(s.Unit, "thousand"):
			step /= 1e3
		case strings.HasPrefix(s.Unit, "million"):
			step /= 1e6
		}
		a.Low, a.High = max(0, a.Value-step/2), a.Value+step/2
	}
	return a
}

// topic is what the words of a detail narrow it to: after the first colon, or
// after the comma that follows a standard phrase; "" when it narrows nothing.
func topic(detail string) string {
	d := strings.ToLower(strings.Join(strings.Fields(detail), " "))
	if _, after, ok := strings.Cut(d, ":"); ok {
		return strings.TrimSpace(after)
	}
	for _, phrase := range []string{"apparent consumption, ", "estimated consumption, "} {
		if _, after, ok := strings.Cut(d, phrase); ok {
			return strings.TrimSpace(after)
		}
	}
	return ""
}

// matches reports whether a detail holds one of the patterns; no pattern
// matches everything, "-" nothing.
func matches(detail string, patterns []string) bool {
	if len(patterns) == 0 {
		return true
	}
	d := strings.ToLower(strings.Join(strings.Fields(detail), " "))
	for _, p := range patterns {
		if p != "-" && strings.Contains(d, p) {
			return true
		}
	}
	return false
}

// series gives the rows of one commodity by kind, in the order printed. Two
// blocks of a chapter may carry the same commodity (sheet and scrap mica): the
// n-th row of the same words belongs to the n-th block.
type series struct {
	rows map[string][]Stat // by seriesKey
}

func seriesKey(commodity string, kind adit.StatisticKind, year string) string {
	return strings.ToLower(commodity) + "|" + string(kind) + "|" + year
}

func seriesOf(stats []Stat) *series {
	s := &series{rows: map[string][]Stat{}}
	for _, r := range stats {
		if r.Place == unitedStates && strings.HasPrefix(r.Section, "Salient") {
			k := seriesKey(r.Commodity, r.Kind, r.Year)
			s.rows[k] = append(s.rows[k], r)
		}
	}
	return s
}

// block returns the rows of a kind that belong to the block-th block.
func (s *series) block(commodity string, kind adit.StatisticKind, year string, block int) []Stat {
	rows := s.rows[seriesKey(commodity, kind, year)]
	seen := map[string]int{}
	twice := false
	for _, r := range rows {
		seen[r.Detail]++
		twice = twice || seen[r.Detail] > 1
	}
	if !twice {
		return rows
	}
	seen = map[string]int{}
	var out []Stat
	for _, r := range rows {
		if seen[r.Detail] == block {
			out = append(out, r)
		}
		seen[r.Detail]++
	}
	return out
}

// pick chooses which of several rows to add up: those of the patterns; without
// patterns a total when there is one, else those of the topic, else all.
func pick(rows []Stat, patterns []string, about string) []Stat {
	keep := func(ok func(Stat) bool) (out []Stat) {
		for _, r := range rows {
			if ok(r) {
				out = append(out, r)
			}
		}
		return out
	}
	if len(patterns) > 0 {
		return keep(func(r Stat) bool { return matches(r.Detail, patterns) })
	}
	if about != "" {
		if out := keep(func(r Stat) bool { return strings.Contains(strings.ToLower(r.Detail), about) }); len(out) > 0 {
			return out
		}
	}
	if out := keep(func(r Stat) bool { return strings.HasPrefix(topic(r.Detail), "total") }); len(out) > 0 {
		return out[:1]
	}
	return rows
}

// sum adds the amounts of rows. No row at all is not given.
func sum(rows []Stat) Amount {
	if len(rows) == 0 {
		return ParseAmount("")
	}
	total := exactly(0)
	for _, r := range rows {
		total = total.plus(amount(r))
	}
	return total
}
