package deal

import "math"

// compileOfftakes: an offtake at a fixed price is settled as its difference to
// the index, since the tonnes are sold once; the buyer that need not take all
// takes only its minimum while the index is under the price. Cost plus is the
// same against cash cost with its margin. A guarantee of operating profit pays
// each year what the profit lacks of it.
func (p *plan) compileOfftakes() {
	d := p.deal
	for i := range d.Offtakes {
		x := &d.Offtakes[i]
		c := &x.Clause
		fx := p.rate(c.Currency)
		paid := p.leg(c, "offtake above the market", c.From, c.To)
		back := p.leg(c, "offtake below the market", c.To, c.From)
		for _, l := range []int{paid, back} {
			p.legs[l].taxed = c.To == d.Firm
		}
		first, _ := p.clock.within(p.day(x.Date), 0)
		end := min(p.clock.n, p.clock.index(p.day(x.Date))+int(x.Years.Or(0)*12+0.5))
		k, since := p.index(x.Index), p.since(c)
		p.instrument(c, func(f *future) {
			start := max(first, since(f))
			if x.Guaranteed.Given() {
				p.guaranteeProfit(f, i, start, end, paid, back)
			}
			if k < 0 && !x.Plus.Given() {
				return
			}
			for m := start; m < end; m++ {
				tonnes := f.output[m]
				if x.Volume.Given() {
					tonnes = x.Volume.Or(0) / 12
					if p.project != nil && c.To == d.Firm {
						tonnes = math.Min(tonnes, f.output[m])
					}
				}
				var over float64 // millions above the market
				switch {
				case x.Plus.Given() && f.output[m] > 0:
					over = tonnes / f.output[m] * (f.cost[m]*(1+x.Plus.Or(0)) - f.revenue[m])
				case x.Price.Given() && k >= 0:
					over = (x.Price.Or(0)*fx - f.price[k][m]) * tonnes * p.unitsOf() / 1e6
				}
				if over > 0 && x.TakeOrPay.Given() {
					over *= x.TakeOrPay.Or(1)
				}
				if over > 0 {
					f.out[paid][m] += over
				} else {
					f.out[back][m] -= over
				}
			}
		})
	}
}

func (p *plan) unitsOf() float64 { return p.deal.Project.Units.Or(1000) }

// guaranteeProfit settles each full year of a guaranteed operating profit.
func (p *plan) guaranteeProfit(f *future, i, start, end, paid, back int) {
	x := &p.deal.Offtakes[i]
	fx := p.rate(x.Currency)
	r := stream(p.seed, "profit "+x.ID, f.index)
	for y, m := 0, start+11; m < end; y, m = y+1, m+12 {
		guaranteed := x.Guaranteed.Or(0) * fx * math.Pow(1+x.Escalation.Or(0), float64(y))
		profit := x.Profit.Or(x.Guaranteed.Or(0)) * fx * (1 + x.Swing.Or(0)*r.NormFloat64())
		f.out[paid][m] += math.Max(0, guaranteed-profit)
		f.out[back][m] += x.Upside.Or(0) * math.Max(0, profit-guaranteed)
	}
}
