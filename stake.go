package adit

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
)

// Stake is a share of a whole: exact, between two ends, or not known. It is
// kept as written, in whole numbers, because a limit of 50 percent is decided
// by the last digit. The zero Stake is not known: any share from nothing to
// the whole.
type Stake struct {
	Low, High         Part // of the whole, 0-1; equal and closed when exact
	OpenLow, OpenHigh bool // the end itself is left out
}

// Part is an exact fraction from 0 to 1; Den is above 0 but for the zero Part
// of a Stake that is not known.
type Part struct{ Num, Den int64 }

// ErrStakeRange is wrapped by what ParseStake returns for a share above the
// whole or for ends in the wrong order: the text is well formed and says
// something impossible.
var ErrStakeRange = errors.New("no share of a whole")

// Known reports whether anything is said of the share.
func (s Stake) Known() bool { return s.High.Den != 0 }

// Exact reports whether the share is one number.
func (s Stake) Exact() bool { return s.Known() && !s.OpenLow && !s.OpenHigh && s.Low.Cmp(s.High) == 0 }

// Rat returns the fraction; the zero Part is 0.
func (p Part) Rat() *big.Rat {
	if p.Den == 0 {
		return new(big.Rat)
	}
	return big.NewRat(p.Num, p.Den)
}

// Cmp compares two fractions: -1, 0 or +1.
func (p Part) Cmp(q Part) int { return p.Rat().Cmp(q.Rat()) }

// Exactly returns the stake of num parts out of den, such as share counts.
func Exactly(num, den int64) Stake {
	p := Part{num, den}
	return Stake{Low: p, High: p}
}

// ParseStake reads a share as a table writes it, in percent unless it is a
// fraction of counts:
//
//	51   51.25%   1/3   16431140/164311410
//	[25, 50]   [25, 50)   (25, 50]   25-50
//	>50   >=50   <25   <=25
//
// An empty text is the stake that is not known. What says a share above the
// whole, or ends in the wrong order, is an error that wraps ErrStakeRange.
func ParseStake(text string) (Stake, error) {
	s := strings.TrimSpace(text)
	if s == "" {
		return Stake{}, nil
	}
	var out Stake
	var err error
	whole, none := Part{1, 1}, Part{0, 1}
	ends := func(low, high string) {
		if out.Low, err = parsePart(low); err == nil {
			out.High, err = parsePart(high)
		}
	}
	switch last := s[len(s)-1]; {
	case (s[0] == '[' || s[0] == '(') && (last == ']' || last == ')') && len(s) > 1:
		low, high, two := strings.Cut(s[1:len(s)-1], ",")
		if !two {
			return Stake{}, fmt.Errorf("%q is no share: an interval has two ends", text)
		}
		ends(low, high)
		out.OpenLow, out.OpenHigh = s[0] == '(', last == ')'
	case strings.HasPrefix(s, ">="):
		out.Low, err = parsePart(s[2:])
		out.High = whole
	case s[0] == '>':
		out.Low, err = parsePart(s[1:])
		out.High, out.OpenLow = whole, true
	case strings.HasPrefix(s, "<="):
		out.High, err = parsePart(s[2:])
		out.Low = none
	case s[0] == '<':
		out.High, err = parsePart(s[1:])
		out.Low, out.OpenHigh = none, true
	default:
		low, high, two := strings.Cut(strings.NewReplacer("–", "-").Replace(s), "-")
		if two && low != "" {
			ends(low, high)
		} else {
			ends(s, s)
		}
	}
	if err != nil {
		return Stake{}, err
	}
	switch order := out.Low.Cmp(out.High); {
	case out.High.Cmp(whole) > 0 || out.Low.Cmp(whole) > 0:
		return Stake{}, fmt.Errorf("%q is above 100 percent: %w", text, ErrStakeRange)
	case order > 0, order == 0 && (out.OpenLow || out.OpenHigh):
		return Stake{}, fmt.Errorf("%q ends before it begins: %w", text, ErrStakeRange)
	}
	return out, nil
}

// maxDigits and maxScale keep every part within an int64, the factor of 100
// included.
const (
	maxDigits = 18
	maxScale  = 10_000_000_000_000_000
)

// parsePart reads a percentage in plain digits or a fraction of two counts.
func parsePart(text string) (Part, error) {
	s := strings.TrimSpace(text)
	bad := fmt.Errorf("%q is no share: write percent in digits with a decimal point, a fraction such as 1/3, or an interval such as [25, 50)", text)
	if num, den, fraction := strings.Cut(s, "/"); fraction {
		n, _, okN := digits(strings.TrimSpace(num))
		d, _, okD := digits(strings.TrimSpace(den))
		if !okN || !okD || d == 0 || strings.ContainsAny(s, ".%") {
			return Part{}, bad
		}
		return reduced(n, d), nil
	}
	n, scale, ok := digits(strings.TrimSpace(strings.TrimSuffix(s, "%")))
	if !ok {
		return Part{}, bad
	}
	return reduced(n, 100*scale), nil
}

// digits reads 123.45 as 12345 and 100.
func digits(s string) (n, scale int64, ok bool) {
	scale = 1
	seen, point := 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9' && seen < maxDigits:
			n = n*10 + int64(c-'0')
			seen++
			if point {
				if scale *= 10; scale > maxScale {
					return 0, 0, false
				}
			}
		case c == '.' && !point:
			point = true
		default:
			return 0, 0, false
		}
	}
	return n, scale, seen > 0
}

func reduced(num, den int64) Part {
	a, b := num, den
	for b != 0 {
		a, b = b, a%b
	}
	return Part{num / a, den / a}
}

// String writes the stake as ParseStake reads it; "" is not known.
func (s Stake) String() string {
	if !s.Known() {
		return ""
	}
	if s.Exact() {
		return s.Low.String()
	}
	left, right := "[", "]"
	if s.OpenLow {
		left = "("
	}
	if s.OpenHigh {
		right = ")"
	}
	return left + s.Low.String() + ", " + s.High.String() + right
}

// String writes percent in digits where they end, and the fraction where they
// do not.
func (p Part) String() string {
	percent := new(big.Rat).Mul(p.Rat(), big.NewRat(100, 1))
	if n, exact := percent.FloatPrec(); exact && n <= maxDigits-3 {
		return percent.FloatString(n)
	}
	return fmt.Sprintf("%d/%d", p.Num, p.Den)
}
