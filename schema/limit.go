package schema

import (
	"math"
	"strconv"
)

// Limit is the interval a number must lie in.
type Limit struct {
	Low, High         float64
	OpenLow, OpenHigh bool // the end itself is left out
}

// Limits in use. The zero Limit is not one of them: every measured column
// names the interval that its meaning allows.
var (
	Anything    = Limit{Low: math.Inf(-1), High: math.Inf(1)}
	NotNegative = Limit{Low: 0, High: math.Inf(1)}
	Positive    = Limit{Low: 0, High: math.Inf(1), OpenLow: true}
	Negative    = Limit{Low: math.Inf(-1), High: 0, OpenHigh: true}
	Share       = Limit{Low: 0, High: 1}
	AtLeastOne  = Limit{Low: 1, High: math.Inf(1)}
	Latitude    = Limit{Low: -90, High: 90}
	Longitude   = Limit{Low: -180, High: 180}
)

// Has reports whether v lies in the interval.
func (l Limit) Has(v float64) bool {
	if v < l.Low || v == l.Low && l.OpenLow {
		return false
	}
	return v < l.High || v == l.High && !l.OpenHigh
}

// String writes the interval in words, or "" where any number will do.
func (l Limit) String() string {
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	switch low, high := !math.IsInf(l.Low, -1), !math.IsInf(l.High, 1); {
	case low && high && l.OpenHigh:
		return number(l.Low) + " to less than " + number(l.High)
	case low && high:
		return number(l.Low) + " to " + number(l.High)
	case low && l.OpenLow:
		return "more than " + number(l.Low)
	case low:
		return number(l.Low) + " or more"
	case high && l.OpenHigh:
		return "less than " + number(l.High)
	case high:
		return number(l.High) + " or less"
	}
	return ""
}
