package dataset

import (
	"errors"
	"regexp"

	"adit"
)

// seat is the form of a code of ISO 3166-1; what it stands for is not checked,
// since lists of parties speak about places a world need not carry.
var seat = regexp.MustCompile(`^[A-Z]{2}$`)

func (r *reader) checkParties() {
	for i, p := range r.world.Parties {
		if p.Country != "" && !seat.MatchString(p.Country) {
			r.problems.Add("unknown-place", r.at("parties", i, "country"), "write an ISO 3166-1 alpha-2 code", "%q is no code of a country", p.Country)
		}
	}
}

// checkHoldings reads the shares, which stay as written. That the shares of one
// asset exceed it is found where holdings are put side by side (ownership).
func (r *reader) checkHoldings() {
	for i, h := range r.world.Holdings {
		at := func(column string) adit.Where { return r.at("holdings", i, column) }
		_, err := adit.ParseStake(h.Share)
		switch {
		case errors.Is(err, adit.ErrStakeRange):
			r.problems.Add("out-of-range", at("share"), "a share lies between 0 and 100 percent, the lower end first", "%s", err)
		case err != nil:
			r.problems.Add("bad-number", at("share"), "", "%s", err)
		case h.Kind == adit.Control && h.Share != "":
			r.problems.Add("bad-value", at("share"), "leave the share blank, and say in the note what the tie is; put a share on a row of its own", "a tie of control has a share")
		}
		if h.Owner != "" && h.Owner == h.Asset {
			r.problems.Warn("self-holding", at("owner"), "say in the test whether treasury shares stand in the base; otherwise both readings are bounds", "%q holds shares of itself", h.Owner)
		}
		r.checkSpan(h.Span(), at("to"), "holding "+h.ID)
	}
}

func (r *reader) checkListed() {
	for i, l := range r.world.Listed {
		r.checkSpan(l.Span(), r.at("listed", i, "to"), "listing "+l.ID)
	}
}
