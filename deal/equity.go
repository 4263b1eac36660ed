package deal

import (
	"math"
	"slices"

	"adit"
)

// issuer returns the firm whose shares a clause is about.
func issuer(named, seller string) string {
	if named != "" {
		return named
	}
	return seller
}

// exit is how the shares of a clause are sold: from which month, in how many
// months, at what part of the price, at most at what price.
type exit struct {
	first, months int
	part, call    float64
}

// monthOfTrade is how many days of trade a month has.
const monthOfTrade = 21

// exitOf returns the programme that covers a clause. Without one, or where no
// traded volume is known, everything is sold in the last month valued.
func (p *plan) exitOf(id string, shares float64) exit {
	e := exit{first: p.clock.n - 1, months: 1, part: 1, call: math.Inf(1)}
	for _, x := range p.deal.Exits {
		if !slices.Contains(x.Covers, id) {
			continue
		}
		e.part = 1 - x.Discount.Or(0)
		if x.Call.Given() {
			e.call = x.Call.Or(math.Inf(1)) * p.rate(x.Currency)
		}
		if daily := x.Traded.Or(0) * x.Share.Or(0.1); daily > 0 && shares > 0 {
			e.months = min(p.clock.n, max(1, int(math.Ceil(shares/(daily*monthOfTrade)))))
		}
		free := 0
		if !x.LockUp.IsZero() {
			free = p.clock.index(x.LockUp) + 1
		}
		e.first = min(max(p.clock.n-e.months, free), p.clock.n-1)
		e.months = min(e.months, p.clock.n-e.first)
	}
	return e
}

// sell spreads the sale of shares over the months of an exit.
func (e exit) sell(price []float64, shares float64, not int, out []float64) {
	for i := max(e.first, not); i < e.first+e.months; i++ {
		out[i] += shares / float64(e.months) * math.Min(price[i]*e.part, e.call) / 1e6
	}
	if not >= e.first+e.months && not < len(out) { // received after the sale: sold at once
		out[not] += shares * math.Min(price[not]*e.part, e.call) / 1e6
	} else if missed := not - e.first; missed > 0 && not < len(out) {
		out[not] += shares / float64(e.months) * float64(missed) * math.Min(price[not]*e.part, e.call) / 1e6
	}
}

func (p *plan) compileEquity() {
	d := p.deal
	for i := range d.Commons {
		x := &d.Commons[i]
		c := &x.Clause
		buyer := Market // who pays when they are sold again
		if x.New {
			buyer = issuer(x.Issuer, c.To) + holders
		}
		paid := p.leg(c, "purchase of shares", c.From, c.To)
		sold := p.leg(c, "sale of shares", buyer, c.From)
		month, k, since := p.clock.index(p.day(x.Date)), p.index(x.Index), p.since(c)
		shares, fx := x.Shares.Or(0), p.rate(c.Currency)
		amount := shares * x.Price.Or(0) * fx / 1e6
		if x.Grant != "" { // the grant is the price: no further money moves
			amount = 0
		}
		e := p.exitOf(c.ID, shares)
		p.instrument(c, func(f *future) {
			at := max(month, since(f))
			if at >= p.clock.n {
				return
			}
			if month >= 0 {
				f.out[paid][at] += amount
			}
			if k >= 0 {
				e.sell(f.price[k], shares, max(0, at), f.out[sold])
			}
		})
	}
	for i := range d.Preferreds {
		p.compilePreferred(&d.Preferreds[i])
	}
	for i := range d.Warrants {
		p.compileWarrant(&d.Warrants[i])
	}
}

// count returns a share count of the deal, 0 where there is none.
func (p *plan) count(id string) float64 {
	for _, c := range p.deal.Counts {
		if c.ID == id && id != "" {
			return c.Count.Or(0)
		}
	}
	return 0
}

// compilePreferred: at the end the holder takes what is worth more, the shares
// it converts into or the accreted preference, the latter at most what all of
// the firm's shares are worth. Above the cap on ownership it does not convert:
// that part is taken as preference.
func (p *plan) compilePreferred(x *adit.PreferredStock) {
	c := &x.Clause
	paid := p.leg(c, "purchase of preferred shares", c.From, c.To)
	sold := p.leg(c, "sale as converted", c.To+holders, c.From)
	back := p.leg(c, "preference with dividends", c.To, c.From)
	month, k, since := p.clock.index(p.day(x.Date)), p.index(x.Index), p.since(c)
	fx := p.rate(c.Currency)
	amount, conversion, base := x.Amount.Or(0)*fx, x.Conversion.Or(0)*fx, p.count(x.Count)
	last := p.clock.n - 1
	p.instrument(c, func(f *future) {
		at := max(month, since(f))
		if at >= p.clock.n {
			return
		}
		if month >= 0 {
			f.out[paid][at] += amount
		}
		claim := amount * math.Exp(float64(last-at)/12*math.Log1p(x.Dividend.Or(0)))
		if conversion <= 0 || k < 0 {
			f.out[back][last] += claim
			return
		}
		shares, kept := claim*1e6/conversion, 1.0
		if cap := x.Cap.Or(1); base > 0 && cap < 1 {
			if most := cap / (1 - cap) * base; shares > most {
				kept, shares = most/shares, most
			}
		}
		price := f.price[k][last]
		if kept*claim <= shares*price/1e6 {
			f.out[sold][last] += shares * price / 1e6
			claim *= 1 - kept
		}
		if base > 0 {
			claim = math.Min(claim, base*price/1e6)
		}
		f.out[back][last] += claim
	})
}

// compileWarrant: exercised on its last day, or at the end of the valuation,
// when the share is above the strike and the trigger has been met.
func (p *plan) compileWarrant(x *adit.Warrant) {
	c := &x.Clause
	writer, buyer := c.To, Market
	if x.New {
		writer = issuer(x.Issuer, c.To)
		buyer = writer + holders
	}
	paid := p.leg(c, "exercise", c.From, writer)
	sold := p.leg(c, "sale of shares from exercise", buyer, c.From)
	last := min(p.clock.n-1, p.clock.index(x.Expiry))
	k, since := p.index(x.Index), p.since(c)
	shares, strike := x.Shares.Or(0), x.Strike.Or(0)*p.rate(c.Currency)
	p.instrument(c, func(f *future) {
		if k < 0 || last < 0 || since(f) > last {
			return
		}
		if price := f.price[k][last]; price > strike {
			f.out[paid][last] += shares * strike / 1e6
			f.out[sold][last] += shares * price / 1e6
		}
	})
}
