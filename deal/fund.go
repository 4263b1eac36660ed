package deal

import (
	"math"

	"adit"
)

// compileFunds: commitments are called in equal yearly parts and invested; each
// part is held until the fund's life ends, or, where some is recycled, that
// share comes back halfway and is invested again. What it grows to is
// lognormal, one number a part. The waterfall pays back capital, then the
// preferred return, then splits the rest with the manager.
func (p *plan) compileFunds() {
	d := p.deal
	for i := range d.Funds {
		x := &d.Funds[i]
		c := &x.Clause
		fx := p.rate(c.Currency)
		type side struct {
			share              float64
			call, fee, proceed int
		}
		var sides []side
		total := 0.0
		for _, m := range x.Commitments {
			total += m.Amount.Or(0) * fx
		}
		for _, m := range x.Commitments {
			sides = append(sides, side{m.Amount.Or(0) * fx / math.Max(total, 1e-300),
				p.leg(c, "call", m.Party, Market), p.leg(c, "fee", m.Party, c.To), p.leg(c, "distribution", Market, m.Party)})
		}
		carry := p.leg(c, "carry", Market, c.To)
		begin := p.clock.index(p.day(x.Date))
		since := p.since(c)
		p.instrument(c, func(f *future) {
			start := max(begin, since(f))
			w := waterfall(x, total, stream(p.seed, "fund "+c.ID, f.index).NormFloat64)
			for m := range w.calls {
				i := start + m
				if i < 0 || i >= p.clock.n {
					continue
				}
				for _, s := range sides {
					f.out[s.call][i] += s.share * w.calls[m]
					f.out[s.fee][i] += s.share * w.fees[m]
					f.out[s.proceed][i] += s.share * w.paid[m]
				}
				f.out[carry][i] += w.carry[m]
			}
		})
	}
}

// flows of a fund by month from its first call, millions.
type fundFlows struct{ calls, fees, paid, carry []float64 }

// waterfall runs a fund's life: total is what all investors committed, draw
// gives standard normal numbers.
func waterfall(x *adit.Fund, total float64, draw func() float64) fundFlows {
	life := int(x.Life.Or(10)*12 + 0.5)
	calls := max(1, int(x.Calls.Or(1)+0.5))
	w := fundFlows{make([]float64, life+1), make([]float64, life+1), make([]float64, life+1), make([]float64, life+1)}
	proceeds := make([]float64, life+1)
	grown := func(amount float64, months int, z float64) float64 {
		t := float64(months) / 12
		s := x.Spread.Or(0)
		return amount * math.Exp(t*math.Log1p(x.Growth.Or(0))-s*s*t/2+s*math.Sqrt(t)*z)
	}
	for k := range calls {
		at := min(12*k, life)
		part := total / float64(calls)
		w.calls[at] += part
		z := draw()
		again := x.Recycling.Or(0) * part
		half := at + (life-at)/2
		proceeds[life] += grown(part-again, life-at, z)
		if again > 0 {
			proceeds[life] += grown(grown(again, half-at, z), life-half, draw())
		}
	}
	owed := 0.0 // capital and preferred return not yet paid
	step := math.Log1p(x.Hurdle.Or(0)) / 12
	for m := range w.calls {
		owed *= math.Exp(step)
		if m < life {
			w.fees[m] = total * x.Fee.Or(0) / 12
		}
		owed += w.calls[m] + w.fees[m]
		first := math.Min(owed, proceeds[m])
		owed -= first
		rest := proceeds[m] - first
		w.paid[m] = first + rest*(1-x.Carry.Or(0))
		w.carry[m] = rest * x.Carry.Or(0)
	}
	return w
}
