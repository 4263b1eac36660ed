package deal

import (
	"math"
	"slices"
)

// compileInsurances: when the promise is taken back, what the covered
// instruments would still have paid the insured is lost from that month on; the
// insurer pays the share it covers of its present value, at the rate at which
// the state borrows, at most the cover.
func (p *plan) compileInsurances() {
	d := p.deal
	for i := range d.Insurances {
		x := &d.Insurances[i]
		c := &x.Clause
		premium := p.leg(c, "premium", c.To, c.From)
		paid := p.leg(c, "compensation", c.From, c.To)
		first, end := p.clock.within(p.day(x.Date), x.Until)
		most := math.Inf(1)
		if x.Cover.Given() {
			most = x.Cover.Or(0) * p.rate(c.Currency)
		}
		since := p.since(c)
		p.pay = append(p.pay, func(f *future) {
			if !f.with {
				return
			}
			at := f.reversal[i]
			lost := 0.0
			for l := range p.legs {
				leg := &p.legs[l]
				if !slices.Contains(x.Covers, leg.Clause) || leg.Clause == c.ID {
					continue
				}
				for m := at; m < p.clock.n; m++ {
					worth := f.out[l][m] * p.worth[m-at]
					switch c.To {
					case leg.To:
						lost += worth
					case leg.From:
						lost -= worth
					}
					f.out[l][m] = 0
				}
			}
			cover := most
			if math.IsInf(cover, 1) {
				cover = 0
			}
			for m := max(first, since(f)); m < min(end, at); m++ {
				f.out[premium][m] += cover * x.Premium.Or(0) / 12
			}
			if at < p.clock.n && at >= since(f) && lost > 0 {
				f.out[paid][at] += math.Min(most, lost*x.Share.Or(1))
			}
		})
	}
}
