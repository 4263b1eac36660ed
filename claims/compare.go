package claims

import (
	"math"
	"strings"

	"adit"
)

// Tolerances of = and ~. They are conventions, stated in docs/formats/claims.md:
// a statement in words rarely carries more digits than this.
const (
	sharePoints  = 2.0  // points of a percentage
	equalShare   = 0.02 // of any other number stated with =
	aboutShare   = 0.10 // of any other number stated with ~
	aboutPoints  = 3.0  // points of a percentage stated with ~
	sharePart    = 0.10 // of a small percentage at most: 0.1% is not 2%
	aboutPart    = 0.20 // the same, stated with ~
	countedExact = 1e-9 // of counts, which are whole
)

// counts are units of things that are counted, so that one more is another
// number.
var counts = map[string]bool{"minerals": true, "items": true, "sub-sectors": true}

// outcome of one comparison.
type outcome uint8

const (
	holds outcome = iota
	fails
	undecided // the answer is a bound that leaves both open
)

// tolerance returns how far a number may lie from the stated one.
func tolerance(stated float64, unit, comparator string, within adit.Figure) float64 {
	switch {
	case within.Given():
		return within.Value
	case counts[unit]:
		return countedExact
	case strings.HasPrefix(unit, "%") && comparator == "~":
		return min(aboutPoints, aboutPart*math.Abs(stated))
	case strings.HasPrefix(unit, "%"):
		return min(sharePoints, sharePart*math.Abs(stated))
	case comparator == "~":
		return aboutShare * math.Abs(stated)
	}
	return equalShare * math.Abs(stated)
}

// compare holds the interval low–high of an answer against a stated number:
// "the answer is <comparator> the statement".
func compare(low, high, stated float64, comparator string, tol float64) outcome {
	const slack = 1e-9 // of binary fractions
	within := func(yesLow, yesHigh float64) outcome {
		switch {
		case low >= yesLow-slack && high <= yesHigh+slack:
			return holds
		case high < yesLow-slack || low > yesHigh+slack:
			return fails
		}
		return undecided
	}
	inf := math.Inf(1)
	switch comparator {
	case ">=":
		return within(stated, inf)
	case "<=":
		return within(-inf, stated)
	case ">":
		return within(math.Nextafter(stated, inf)+2*slack, inf)
	case "<":
		return within(-inf, math.Nextafter(stated, -inf)-2*slack)
	}
	return within(stated-tol, stated+tol)
}

// sameWords compares answers in words, without regard to case and spaces.
func sameWords(answer string, accepted []string) outcome {
	clean := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	for _, word := range accepted {
		if clean(word) == clean(answer) {
			return holds
		}
	}
	return fails
}

// compareDay holds a day against a stated one.
func compareDay(day, stated adit.Date, comparator string) outcome {
	yes := false
	switch comparator {
	case ">=":
		yes = day >= stated
	case "<=":
		yes = day <= stated
	case ">":
		yes = day > stated
	case "<":
		yes = day < stated
	default:
		yes = day == stated
	}
	if yes {
		return holds
	}
	return fails
}
