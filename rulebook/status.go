package rulebook

import (
	"fmt"

	"adit"
)

// Never is the first day of a hypothetical measure that no scenario has brought
// into force.
var Never = adit.NewDate(9999, 12, 31)

// Status says how a measure stands on a day, as known on a day.
type Status uint8

// The answers of the rule book. The last two are doubts, and say which.
const (
	InForce         Status = iota // binds by its own text
	NotYet                        // its first day is still to come
	Suspended                     // put out of force by the text of another measure
	Ended                         // its last day has passed
	AnnouncedNotLaw               // a text has run out and a government said it goes on, or there is no text yet; no instrument seen
	NotKnownSince                 // a text ran out after somebody last looked
)

var statusNames = [...]string{"in force", "not yet", "suspended", "ended", "announced, not law", "not known since"}

// String returns the words used in reports.
func (s Status) String() string {
	if int(s) < len(statusNames) {
		return statusNames[s]
	}
	return fmt.Sprintf("status %d", uint8(s))
}

// MarshalText writes the words.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the words.
func (s *Status) UnmarshalText(b []byte) error {
	for i, name := range statusNames {
		if name == string(b) {
			*s = Status(i)
			return nil
		}
	}
	return fmt.Errorf("status %q is none of in force, not yet, suspended, ended, \"announced, not law\", not known since", b)
}
