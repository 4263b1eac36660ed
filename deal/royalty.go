package deal

import "math"

// compileRoyalties: the payer is From, as for every instrument the giver.
func (p *plan) compileRoyalties() {
	d := p.deal
	for i := range d.Royalties {
		x := &d.Royalties[i]
		c := &x.Clause
		fx := p.rate(c.Currency)
		paid := p.leg(c, "share of revenue", c.From, c.To)
		p.legs[paid].taxed = c.From == d.Firm
		first, _ := p.clock.within(p.day(x.Date), 0)
		begin := p.clock.index(p.day(x.Date))
		end := min(p.clock.n, begin+int(x.Years.Or(0)*12+0.5))
		since := p.since(c)
		p.instrument(c, func(f *future) {
			for m := max(first, since(f)); m < end; m++ {
				revenue := f.revenue[m]
				if x.Revenue.Given() {
					revenue = x.Revenue.Or(0) * fx / 12 * math.Pow(1+x.Growth.Or(0), float64((m-begin)/12))
				}
				f.out[paid][m] += x.Rate.Or(0)*revenue + x.Unit.Or(0)*fx*f.output[m]/1e6
			}
		})
	}
}
