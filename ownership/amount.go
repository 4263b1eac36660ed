package ownership

import (
	"math"
	"math/big"
	"math/bits"

	"adit"
)

// An amount is a share in whole numbers, so that a limit is met or missed by
// the last digit. The whole is 10^9 grains; a grain is cut again into 2^20 so
// that an end that is left out is one cut below or above its number: up to 2^20
// open ends can be added up before they would be taken for a grain. A share
// that is no whole number of grains, such as 1/3, is kept as a fraction beside
// it, and sums it takes part in are made with fractions.
type amount = int64

const (
	grains        = 1_000_000_000
	cuts          = 1 << 20
	whole  amount = grains * cuts
)

// amountsOf returns both ends of a stake; inexact ones are rounded outwards.
func amountsOf(s adit.Stake) (low, high amount, exact bool) {
	if !s.Known() {
		return 0, whole, true
	}
	low, lowRest := scale(s.Low)
	high, highRest := scale(s.High)
	exact = !lowRest && !highRest
	if highRest {
		high += cuts
	}
	if s.OpenLow {
		low++
	}
	if s.OpenHigh {
		high--
	}
	return low, high, exact
}

// scale rounds a fraction down to grains and says whether something is left.
func scale(p adit.Part) (a amount, rest bool) {
	if p.Den == 0 {
		return 0, false
	}
	hi, lo := bits.Mul64(uint64(p.Num), grains)
	q, r := bits.Div64(hi, lo, uint64(p.Den)) // Num ≤ Den, so the quotient fits
	return amount(q) * cuts, r != 0
}

// ratsOf returns both ends as fractions, counted in cuts.
func ratsOf(s adit.Stake) (low, high *big.Rat) {
	if !s.Known() {
		return new(big.Rat), ratOf(whole)
	}
	low, high = s.Low.Rat(), s.High.Rat()
	low.Mul(low, ratOf(whole))
	high.Mul(high, ratOf(whole))
	if s.OpenLow {
		low.Add(low, ratOf(1))
	}
	if s.OpenHigh {
		high.Sub(high, ratOf(1))
	}
	return low, high
}

func ratOf(a amount) *big.Rat { return new(big.Rat).SetInt64(a) }

// plus adds without running over: beyond the largest number all sums are more
// than any limit alike.
func plus(a, b amount) amount {
	if s := a + b; s >= a {
		return s
	}
	return math.MaxInt64
}
