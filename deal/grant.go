package deal

func (p *plan) compileGrants() {
	d := p.deal
	for i := range d.Grants {
		x := &d.Grants[i]
		c := &x.Clause
		paid := p.leg(c, "grant", c.From, c.To)
		month, months, amount, since := p.clock.index(p.day(x.Date)), max(1, int(x.Months.Or(0)+0.5)), x.Amount.Or(0)*p.rate(c.Currency), p.since(c)
		p.instrument(c, func(f *future) {
			start := max(month, since(f))
			for i := max(0, start); i < min(p.clock.n, start+months); i++ {
				f.out[paid][i] += amount / float64(months)
			}
		})
	}
	for i := range d.Credits {
		x := &d.Credits[i]
		c := &x.Clause
		paid := p.leg(c, "tax credit", c.From, c.To)
		share := make([]float64, p.clock.n)
		for m := range share {
			share[m] = x.Rate.Or(0)
			for _, y := range x.Phase {
				if p.clock.year(m) >= y.Year {
					share[m] = x.Rate.Or(0) * y.Share.Or(0)
				}
			}
		}
		first, end := p.clock.within(x.Date, 0)
		since := p.since(c)
		p.instrument(c, func(f *future) {
			for i := max(first, since(f)); i < end; i++ {
				f.out[paid][i] += share[i] * f.cost[i]
			}
		})
	}
}
