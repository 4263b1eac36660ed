package ownership

// Verdict answers whether a party is caught.
type Verdict uint8

// Verdicts. A No rests on the holdings that are recorded: who holds the rest is
// in the answer's flags.
const (
	No Verdict = iota
	CannotTell
	Yes
)

// String returns the verdict in words.
func (v Verdict) String() string { return [...]string{"no", "cannot tell", "yes"}[v] }
