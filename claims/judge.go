package claims

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"adit"
	"adit/table"
)

// Finding is what became of one claim.
type Finding struct {
	Claim    *Claim
	Ledger   *Ledger
	Verdict  Verdict
	Answers  []Tried // one a test that was asked, in order
	Reasons  []string
	Needs    string // of a pending claim
	Stated   adit.Figure
	Computed adit.Figure // number that was compared with the claim's own; blank: none was
}

// Tried is a test with its answer.
type Tried struct {
	Test    *Test
	Answer  Answer
	Outcome outcome
	Said    string // the answer in words
	Wanted  string // what was wanted of it
}

// decided reports whether the answer says anything.
func (t Tried) decided() bool { return t.Answer.Missing == "" && t.Answer.Needs == "" }

// Judge holds every claim against the resolver's answers on a day. Queries
// that name nothing are problems of the ledgers; their claims are left out.
func (b *Book) Judge(r Resolver, on adit.Date) ([]Finding, adit.Problems) {
	var ps adit.Problems
	var all []Finding
	for i := range b.Ledgers {
		l := &b.Ledgers[i]
		for j := range l.Claims {
			c := &l.Claims[j]
			f := Finding{Claim: c, Ledger: l, Stated: c.Value}
			f.Stated.Unit = c.Unit
			sound := true
			for k := range c.Tests {
				t := &c.Tests[k]
				answer, err := r.Resolve(t.Ask, on)
				var n *Nothing
				if errors.As(err, &n) {
					field := n.Field
					if field == "" {
						field = "name"
					}
					ps = append(ps, nothing(b.places[i](fmt.Sprintf("claims[%d].tests[%d].ask.%s", j, k, field)), n))
					sound = false
					continue
				} else if err != nil {
					ps.Add("query-names-nothing", b.places[i](fmt.Sprintf("claims[%d].tests[%d].ask", j, k)), "", "%s", err)
					sound = false
					continue
				}
				f.Answers = append(f.Answers, c.try(t, answer))
			}
			if sound {
				f.weigh()
				all = append(all, f)
			}
		}
	}
	ps.Sort()
	return all, ps
}

// try compares one answer.
func (c *Claim) try(t *Test, a Answer) Tried {
	tried := Tried{Test: t, Answer: a, Outcome: undecided, Said: a.say()}
	if times := t.Ask.Times; times > 0 && a.Numeric {
		f := &tried.Answer.Number
		f.Value, f.Low, f.High = f.Value*times, f.Low*times, f.High*times
		tried.Said = tried.Answer.say()
	}
	comparator := t.Comparator
	if comparator == "" {
		if comparator = c.Comparator; comparator == "" || !t.Day.IsZero() {
			comparator = "="
		}
	}
	switch {
	case len(t.Is) > 0:
		tried.Wanted = strings.Join(t.Is, " or ")
	case !t.Day.IsZero():
		tried.Wanted = comparator + " " + t.Day.String()
	default:
		tried.Wanted = comparator + " " + quantity(t.stated(c), c.Unit)
	}
	if !tried.decided() {
		return tried
	}
	if !a.firm() {
		tried.Answer.Missing = "only an assumption speaks to it (" + tried.Said + "), and an assumption neither supports nor contradicts"
		return tried
	}
	switch {
	case len(t.Is) > 0:
		tried.Outcome = sameWords(a.Words, t.Is)
	case !t.Day.IsZero() && !a.Day.IsZero():
		tried.Outcome = compareDay(a.Day, t.Day, comparator)
	case t.Day.IsZero() && a.Numeric:
		stated := t.stated(c)
		f := tried.Answer.Number
		low, high := f.Value, f.Value
		if !f.Known() {
			low, high = f.Low, f.High
		}
		tried.Outcome = compare(low, high, stated, comparator, tolerance(stated, c.Unit, comparator, t.Within))
		if !f.Known() && tried.Outcome == undecided {
			tried.Answer.Missing = fmt.Sprintf("%s leaves only a bound, %s", why(f), interval(low, high, c.Unit))
		}
	default:
		tried.Answer.Missing = "the answer is in words and was compared with a number or a day"
	}
	return tried
}

func why(f adit.Figure) string {
	if f.Unknown != "" {
		return "the source (" + f.Unknown + ")"
	}
	return "the source"
}

func (t *Test) stated(c *Claim) float64 {
	if t.Value.Given() {
		return t.Value.Value
	}
	return c.Value.Value
}

// say writes an answer in words.
func (a Answer) say() string {
	switch {
	case a.Needs != "":
		return "pending: needs " + a.Needs
	case a.Missing != "":
		return "no answer: " + a.Missing
	case a.Numeric && a.Number.Known():
		return quantity(a.Number.Value, a.Number.Unit)
	case a.Numeric:
		return interval(a.Number.Low, a.Number.High, a.Number.Unit)
	case a.Words != "":
		return a.Words
	}
	return a.Day.String()
}

func quantity(v float64, unit string) string {
	return strings.TrimSpace(table.Quantity(v) + " " + unit)
}

func interval(low, high float64, unit string) string {
	switch {
	case math.IsInf(high, 1) && math.IsInf(low, -1):
		return "anything"
	case math.IsInf(high, 1):
		return "at least " + quantity(low, unit)
	case math.IsInf(low, -1):
		return "at most " + quantity(high, unit)
	}
	return table.Quantity(low) + " to " + quantity(high, unit)
}

// weigh comes to the verdict; the package comment gives the order.
func (f *Finding) weigh() {
	failed := map[Part][]Tried{}
	held := map[Part][]Tried{}
	var missing, pending []Tried
	for _, t := range f.Answers {
		part := t.Test.part()
		switch {
		case part == Earlier && t.Outcome != holds: // it explains nothing
		case t.Answer.Needs != "":
			pending = append(pending, t)
		case !t.decided() || t.Outcome == undecided:
			missing = append(missing, t)
		case t.Outcome == fails:
			failed[part] = append(failed[part], t)
		default:
			held[part] = append(held[part], t)
		}
		if n := t.Answer.Number; t.Answer.Numeric && !f.Computed.Given() && part != Earlier && f.Claim.Value.Given() && !t.Test.Value.Given() && len(t.Test.Is) == 0 && t.Answer.Needs == "" {
			f.Computed = n
		}
	}
	differences := func(parts ...Part) {
		for _, p := range parts {
			for _, t := range failed[p] {
				f.Reasons = append(f.Reasons, t.differs())
			}
		}
	}
	switch {
	case len(failed[What]) > 0 && len(held[Earlier]) > 0:
		f.Verdict = Outdated
		differences(What)
		for _, t := range held[Earlier] {
			f.Reasons = append(f.Reasons, t.heldOnce())
		}
		differences(Who, How)
	case len(failed[What]) > 0:
		f.Verdict = Contradicted
		differences(What, Who, How)
	case len(failed[Who]) > 0:
		f.Verdict = Misattributed
		differences(Who, How)
	case len(failed[How]) > 0 && len(held[What]) > 0:
		f.Verdict = FalseMechanism
		differences(How)
	case len(failed[How]) > 0:
		f.Verdict = Contradicted
		differences(How)
	case len(pending) > 0:
		f.Verdict, f.Needs = Pending, pending[0].Answer.Needs
	case len(missing) > 0:
		f.Verdict = CannotBeTold
		for _, t := range missing {
			reason := t.Answer.Missing
			if reason == "" {
				reason = "the answer, " + t.Said + ", leaves it open"
			}
			f.Reasons = append(f.Reasons, reason)
		}
	case len(f.Answers) == 0 && f.Claim.Needs != "":
		f.Verdict, f.Needs = Pending, f.Claim.Needs
	case len(f.Answers) == 0:
		f.Verdict = CannotBeTold
	default:
		f.Verdict = Supported
	}
	if f.Claim.Because != "" {
		f.Reasons = append(f.Reasons, f.Claim.Because)
	}
	if f.Verdict == Pending && f.Claim.Because == "" {
		f.Reasons = append(f.Reasons, "the part of the program that answers ("+f.Needs+") is not there yet")
	}
}

// firm reports whether something better than an assumption stands behind an
// answer: nothing is decided on an assumption alone.
func (a Answer) firm() bool {
	for _, e := range a.Evidence {
		if e.Confidence != adit.Assumed && e.Confidence != adit.NoConfidence {
			return true
		}
	}
	return false
}

func (t Tried) differs() string {
	if t.Test.Reason != "" {
		return t.Test.Reason
	}
	return fmt.Sprintf("%s is %s, not %s", t.Test.Ask, t.Said, t.Wanted)
}

func (t Tried) heldOnce() string {
	if t.Test.Reason != "" {
		return t.Test.Reason
	}
	return fmt.Sprintf("it was true of %s: %s", t.Test.Ask, t.Said)
}

// Difference returns computed less stated, in the claim's unit; ok is false
// where one of them is no number.
func (f *Finding) Difference() (float64, bool) {
	if !f.Claim.Value.Given() || !f.Computed.Given() || !f.Computed.Known() {
		return 0, false
	}
	return f.Computed.Value - f.Claim.Value.Value, true
}
