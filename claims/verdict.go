package claims

import (
	"fmt"
	"strings"
)

// Verdict is what the answers make of a claim.
type Verdict uint8

// Verdicts. The zero value is none.
const (
	NoVerdict      Verdict = iota
	Supported              // what is known says the same
	Contradicted           // what is known says otherwise
	Outdated               // an earlier edition or an earlier day said so
	Misattributed          // true of somebody or something else
	FalseMechanism         // the number is right, the way it is said to come about is not
	CannotBeTold           // nothing known decides it, and why
	Pending                // a part of the program that is still to come decides it
)

var verdictWords = [...]string{"", "supported", "contradicted", "outdated", "misattributed", "false-mechanism", "cannot-be-computed", "pending"}

var verdictTitles = [...]string{"", "supported", "contradicted", "outdated", "misattributed", "true as a number, false as a mechanism", "cannot be computed", "pending"}

// Verdicts lists the verdicts in the order in which they are counted.
func Verdicts() []Verdict {
	return []Verdict{Supported, Contradicted, Outdated, Misattributed, FalseMechanism, CannotBeTold, Pending}
}

// String returns the word used in JSON and ledgers.
func (v Verdict) String() string { return verdictWords[v] }

// Title returns the verdict as it is told.
func (v Verdict) Title() string { return verdictTitles[v] }

// MarshalText writes the word.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads the word.
func (v *Verdict) UnmarshalText(b []byte) error {
	for i, word := range verdictWords {
		if i > 0 && word == string(b) {
			*v = Verdict(i)
			return nil
		}
	}
	return fmt.Errorf("verdict %q is none of %s", b, strings.Join(words(), ", "))
}

func words() (list []string) {
	for _, v := range Verdicts() {
		list = append(list, v.String())
	}
	return list
}
