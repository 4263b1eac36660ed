package adit

import "fmt"

// Confidence is the kind of source a figure rests on, best first.
type Confidence uint8

// The kinds of source. A world keeps the compiler's letter beside it as Grade.
const (
	NoConfidence Confidence = iota
	Official                // an instrument or an official statistic
	Company                 // a company's filing or release
	Secondary               // read through press, law firm, tracker or copy
	Derived                 // computed from other figures by stated arithmetic
	Assumed                 // our judgement, with a reason and a range
)

var confidenceNames = [...]string{"", "official", "company", "secondary", "derived", "assumed"}

// Confidences lists the kinds, best first.
func Confidences() []Confidence { return []Confidence{Official, Company, Secondary, Derived, Assumed} }

// String returns the word used in tables and reports.
func (c Confidence) String() string { return confidenceNames[c] }

// MarshalText writes the word.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads the word.
func (c *Confidence) UnmarshalText(b []byte) error {
	for i, name := range confidenceNames {
		if name == string(b) {
			*c = Confidence(i)
			return nil
		}
	}
	return fmt.Errorf("confidence %q is none of official, company, secondary, derived, assumed", b)
}

// Tolerance is half the width, relative to the value, of the bound a bare value
// of this kind gets when official statistics are reconciled. The five shares
// are the project's one documented convention (docs/maths.md, reconciliation).
func (c Confidence) Tolerance() float64 {
	switch c {
	case Official:
		return 0.05
	case Company:
		return 0.10
	case Secondary:
		return 0.20
	case Derived:
		return 0.30
	default:
		return 0.50
	}
}
