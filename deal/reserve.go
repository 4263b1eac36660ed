package deal

import "math"

// compileReserves: orders are spread evenly over the term. The goods are worth
// the index; what they fetch less when they are let go is lost to the market.
func (p *plan) compileReserves() {
	d := p.deal
	for i := range d.Reserves {
		x := &d.Reserves[i]
		c := &x.Clause
		paid := p.leg(c, "orders", c.From, c.To)
		goods := p.leg(c, "goods delivered, at the index", c.To, c.From)
		loss := p.leg(c, "lost on letting the goods go", c.From, Market)
		p.legs[goods].Goods, p.legs[loss].Goods = true, true
		fx := p.rate(c.Currency)
		ceiling := x.Ceiling.Or(0) * fx
		total := math.Max(x.Minimum.Or(0)*fx, ceiling*x.Orders.Or(0))
		if total > ceiling {
			total = ceiling
		}
		month, months, since := p.clock.index(p.day(x.Date)), max(1, int(x.Years.Or(0)*12+0.5)), p.since(c)
		p.instrument(c, func(f *future) {
			start := max(month, since(f))
			for m := max(0, start); m < min(p.clock.n, start+months); m++ {
				due := total / float64(months)
				worth := due / (1 + x.Premium.Or(0))
				f.out[paid][m] += due
				f.out[goods][m] += worth
				f.out[loss][m] += worth * (1 - x.Resale.Or(1))
			}
		})
	}
}
