package deal

import "adit"

// Ties returns what a deal makes its parties hold of one another, in the form
// the table of holdings has, so that ownership can count it: shares bought by
// the exact quotient of counts after the issue, and the stakes of joint
// ventures, economics and votes apart. Options count only once exercised, and
// so are no ties. A party that is a row of parties has its id, any other the id
// of the deal in front of its own.
func Ties(d *adit.Deal) []adit.Holding {
	id := func(party string) string {
		for _, p := range d.Parties {
			if p.ID == party && p.Party != "" {
				return p.Party
			}
		}
		return d.ID + "/" + party
	}
	var out []adit.Holding
	for _, h := range Holdings(d) {
		if h.Basis != "after issue" {
			continue
		}
		p := d.Provenance
		for _, c := range d.Counts {
			if c.ID == h.Count && c.Confidence != adit.NoConfidence {
				p = c.Provenance
			}
		}
		p.Note = "shares by the deal " + d.ID + " over the count " + h.Count + ", after issue"
		p.Confidence = max(p.Confidence, adit.Derived)
		out = append(out, adit.Holding{ID: d.ID + "/" + h.Holder + "/" + h.Firm, Owner: id(h.Holder), Asset: id(h.Firm), Share: h.Share.RatString(), Kind: adit.Economic, From: h.Date, Provenance: p})
	}
	for _, s := range d.Stakes {
		p := s.Provenance
		if p.Confidence == adit.NoConfidence {
			p = d.Provenance
		}
		for _, part := range []struct {
			share adit.Figure
			kind  adit.Tie
		}{{s.Economic, adit.Economic}, {s.Votes, adit.Votes}} {
			if part.share.Given() && part.share.Value > 0 {
				out = append(out, adit.Holding{ID: d.ID + "/" + s.ID + "/" + string(part.kind), Owner: id(s.Holder), Asset: id(s.Entity), Share: exact(part.share.Value).RatString(), Kind: part.kind, From: s.From, Provenance: p})
			}
		}
	}
	return out
}
