package deal

import (
	"fmt"
	"math"
	"math/big"
	"slices"

	"adit"
)

// Threshold is a share of a company at which something changes.
type Threshold struct {
	Share    *big.Rat
	Above    bool // crossed only above it, not at it
	Name     string
	Triggers string
}

// Thresholds of company law and listing rules that state stakes are structured
// around. They are read on votes, or on shares where votes are not stated.
func Thresholds() []Threshold {
	return []Threshold{
		{big.NewRat(10, 100), true, "10%", "insider of a company registered in the United States: reports of trades, short-swing profits (Securities Exchange Act, section 16)"},
		{big.NewRat(199, 1000), true, "19.9%", "the usual cap: from 20% on the exchanges ask for a vote of the holders before shares are issued at a discount"},
		{big.NewRat(20, 100), false, "20%", "vote of the holders under the listing rules; presumed significant influence, so the equity method (IAS 28, ASC 323)"},
		{big.NewRat(25, 100), false, "25%", "blocks amendments that need three quarters; ownership that must be declared as beneficial in many registers"},
		{big.NewRat(1, 3), true, "33⅓%", "blocks special resolutions that need two thirds (such as Korea and Japan)"},
		{big.NewRat(50, 100), false, "50%", "owned by rule for lists that count half (United States 50% rules count exactly half)"},
	}
}

// Crossed reports whether a share has reached the threshold.
func (t Threshold) Crossed(share *big.Rat) bool {
	c := share.Cmp(t.Share)
	return c > 0 || c == 0 && !t.Above
}

// Holding is what a party has of a firm at a date, exactly.
type Holding struct {
	Holder, Firm string
	Date         adit.Date
	Basis        string // "before issue", "after issue", "as exercised", "fully diluted"
	Shares       float64
	Base         float64
	Count        string   // share count it rests on, and how that is known
	Known        string   // filed, average, derived, circular
	Share        *big.Rat // Shares over Base
	Confidence   adit.Confidence
	Note         string
}

// Float returns the share as a number.
func (h Holding) Float() float64 {
	if h.Share == nil {
		return math.NaN()
	}
	v, _ := h.Share.Float64()
	return v
}

// issue is one acquisition of shares by a holder.
type issue struct {
	clause  *adit.Clause
	holder  string
	firm    string
	count   string
	shares  float64
	date    adit.Date
	new     bool // adds to the number of shares
	option  bool // only on exercise or conversion
	trigger string
}

// issues lists what of a deal moves shares.
func issues(d *adit.Deal) []issue {
	day := func(x adit.Date) adit.Date {
		if x.IsZero() {
			return d.Signed
		}
		return x
	}
	var out []issue
	for i := range d.Commons {
		x := &d.Commons[i]
		out = append(out, issue{&x.Clause, x.From, issuer(x.Issuer, x.To), x.Count, x.Shares.Or(0), day(x.Date), x.New, false, x.Trigger})
	}
	for i := range d.Preferreds {
		x := &d.Preferreds[i]
		shares, _ := SharesFor(x.Amount.Or(0), x.Conversion.Or(0))
		if shares > 0 {
			out = append(out, issue{&x.Clause, x.From, x.To, x.Count, float64(shares), day(x.Date), true, true, x.Trigger})
		}
	}
	for i := range d.Warrants {
		x := &d.Warrants[i]
		out = append(out, issue{&x.Clause, x.From, issuer(x.Issuer, x.To), x.Count, x.Shares.Or(0), day(x.Date), x.New, true, x.Trigger})
	}
	return out
}

// Holdings says what each holder has of each firm by the deal: of the count
// before the issue, after it, with preferred shares converted and warrants and
// calls exercised, and as if everything that can be exercised by anybody were.
// Percentages are exact fractions of the counts.
func Holdings(d *adit.Deal) []Holding {
	all := issues(d)
	var out []Holding
	type key struct{ holder, firm, count string }
	var keys []key
	for _, s := range all {
		if k := (key{s.holder, s.firm, s.count}); s.count != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	for _, k := range keys {
		var base *adit.ShareCount
		for i := range d.Counts {
			if d.Counts[i].ID == k.count {
				base = &d.Counts[i]
			}
		}
		if base == nil || !base.Count.Known() {
			continue
		}
		var bought, issued, optioned, optionedNew float64
		date := base.Date
		for _, s := range all {
			if s.firm != k.firm || s.count != k.count {
				continue
			}
			if !s.option {
				if s.new {
					issued += s.shares
				}
				if s.holder == k.holder {
					bought += s.shares
					date = max(date, s.date)
				}
				continue
			}
			if s.new {
				optionedNew += s.shares
			}
			if s.holder == k.holder {
				optioned += s.shares
				date = max(date, s.date)
			}
		}
		add := func(basis string, shares, of float64, note string) {
			if of <= 0 || shares <= 0 {
				return
			}
			out = append(out, Holding{Holder: k.holder, Firm: k.firm, Date: date, Basis: basis, Shares: shares, Base: of, Count: base.ID, Known: base.Basis,
				Share: new(big.Rat).Quo(exact(shares), exact(of)), Confidence: base.Confidence, Note: note})
		}
		add("before issue", bought, base.Count.Value, "")
		add("after issue", bought, base.Count.Value+issued, "")
		if optioned > 0 {
			add("before issue, as exercised", bought+optioned, base.Count.Value, "the convention of announcements: new shares are in the numerator only")
			add("fully diluted", bought+optioned, base.Count.Value+issued+optionedNew, "all that the deal lets anybody exercise")
		}
	}
	return out
}

// Crossing is a threshold a holding has reached.
type Crossing struct {
	Holding   Holding
	Threshold Threshold
}

// Crossings lists the thresholds every holding has reached.
func Crossings(list []Holding) []Crossing {
	var out []Crossing
	for _, h := range list {
		for _, t := range Thresholds() {
			if t.Crossed(h.Share) {
				out = append(out, Crossing{h, t})
			}
		}
	}
	return out
}

// OwnershipAt is one holder's share of a firm in a month, as a share of votes.
type OwnershipAt struct {
	Date                    adit.Date
	Holder, Firm            string
	Basic, Diluted, Charged float64 // outstanding; all exercised; with the dividend in kind converted too
}

// Ownership runs holdings through time: what was bought counts from its day,
// what can be exercised from the day it may be (its trigger's day where met, its
// best guess where not) and is kept once exercised, what is sold leaves by the
// exit programme.
func Ownership(d *adit.Deal) []OwnershipAt {
	c := newClock(d.Signed, d.Until)
	all := issues(d)
	var out []OwnershipAt
	type key struct{ holder, firm, count string }
	seen := map[key]bool{}
	for _, s := range all {
		k := key{s.holder, s.firm, s.count}
		if seen[k] || s.count == "" {
			continue
		}
		seen[k] = true
		base := 0.0
		for _, n := range d.Counts {
			if n.ID == s.count {
				base = n.Count.Or(0)
			}
		}
		if base <= 0 {
			continue
		}
		for m := range c.n {
			date := c.date(m)
			var have, more, charged, shares, open float64
			shares = base
			for _, x := range all {
				if x.firm != s.firm || x.count != s.count || c.index(x.date) > m {
					continue
				}
				mine := x.holder == s.holder
				if x.option {
					if !triggered(d, c, x.trigger, m) {
						continue
					}
					grown := x.shares
					for _, p := range d.Preferreds {
						if p.ID == x.clause.ID {
							grown *= math.Pow(1+p.Dividend.Or(0), float64(m-max(0, c.index(x.date)))/12)
						}
					}
					if mine {
						more, charged = more+x.shares, charged+grown
					}
					if x.new {
						open += x.shares
					}
					continue
				}
				if x.new {
					shares += x.shares
				}
				if mine {
					have += x.shares * kept(d, c, x.clause.ID, x.shares, m)
				}
			}
			extra := charged - more
			out = append(out, OwnershipAt{date, s.holder, s.firm, have / shares, (have + more) / (shares + open), (have + charged) / (shares + open + extra)})
		}
	}
	return out
}

// triggered reports whether a condition is met by month m at its best guess.
func triggered(d *adit.Deal, c clock, id string, m int) bool {
	for _, x := range d.Conditions {
		if x.ID != id || id == "" {
			continue
		}
		met := x.Met
		if met.IsZero() {
			met = d.Signed.AddMonths(int(x.Months.Or(0) + 0.5))
		}
		return c.index(met) <= m && x.Odds.Or(1) > 0
	}
	return true
}

// kept is the share of a purchase that has not been sold by month m.
func kept(d *adit.Deal, c clock, id string, shares float64, m int) float64 {
	p := &plan{deal: d, clock: c}
	covered := false
	for _, x := range d.Exits {
		covered = covered || slices.Contains(x.Covers, id)
	}
	if !covered {
		return 1
	}
	e := p.exitOf(id, shares)
	return 1 - math.Min(1, math.Max(0, float64(m-e.first)/float64(e.months)))
}

// LookThrough is what a holder has of an entity through a chain of stakes: the
// product of the shares along each chain, added up.
func LookThrough(d *adit.Deal, holder, entity string) *big.Rat {
	total := new(big.Rat)
	var walk func(at string, part *big.Rat, depth int)
	walk = func(at string, part *big.Rat, depth int) {
		if depth > len(d.Stakes)+len(d.Commons)+1 { // circles are refused by the reader
			return
		}
		for _, s := range d.Stakes {
			if s.Entity == at && s.Economic.Given() {
				next := new(big.Rat).Mul(part, exact(s.Economic.Value))
				if s.Holder == holder {
					total.Add(total, next)
				} else {
					walk(s.Holder, next, depth+1)
				}
			}
		}
		for _, h := range Holdings(d) {
			if h.Firm == at && h.Basis == "after issue" {
				next := new(big.Rat).Mul(part, h.Share)
				if h.Holder == holder {
					total.Add(total, next)
				} else {
					walk(h.Holder, next, depth+1)
				}
			}
		}
	}
	walk(entity, big.NewRat(1, 1), 0)
	return total
}

// WarrantsFor returns how many new shares give a holder a share of the firm
// after their issue: n/(N+n) = share.
func WarrantsFor(share, outstanding float64) *big.Rat {
	s := exact(share)
	return new(big.Rat).Quo(new(big.Rat).Mul(s, exact(outstanding)), new(big.Rat).Sub(big.NewRat(1, 1), s))
}

func (h Holding) String() string {
	return fmt.Sprintf("%s holds %s%% of %s %s (%s count)", h.Holder, new(big.Rat).Mul(h.Share, big.NewRat(100, 1)).FloatString(3), h.Firm, h.Basis, h.Known)
}
