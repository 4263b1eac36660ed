package screen

import (
	"fmt"

	"adit"
)

// Verdict says whether something may go.
type Verdict uint8

// Verdicts, least restrictive first.
const (
	Goes Verdict = iota
	CannotTell
	NeedsLicence
	PresumedDenied
	Prohibited
)

var verdictNames = [...]string{"goes", "cannot tell", "needs licence", "presumed denied", "prohibited"}

// Verdicts lists the verdicts, least restrictive first.
func Verdicts() []Verdict {
	return []Verdict{Goes, CannotTell, NeedsLicence, PresumedDenied, Prohibited}
}

// String returns the words used in reports.
func (v Verdict) String() string { return verdictNames[v] }

// MarshalText writes the words.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads the words.
func (v *Verdict) UnmarshalText(b []byte) error {
	for i, name := range verdictNames {
		if name == string(b) {
			*v = Verdict(i)
			return nil
		}
	}
	return fmt.Errorf("verdict %q is none of goes, cannot tell, needs licence, presumed denied, prohibited", b)
}

// ofKind is what a measure of a kind does to what it catches; ok is false for
// kinds that stop no goods.
func ofKind(k adit.MeasureKind) (v Verdict, ok bool) {
	switch k {
	case adit.Licence:
		return NeedsLicence, true
	case adit.Denial:
		return PresumedDenied, true
	case adit.Ban:
		return Prohibited, true
	}
	return Goes, false
}
