package deal

import (
	"math"

	"adit"
)

// floorTerms is a price floor against a clock.
type floorTerms struct {
	terms      *adit.PriceProtection
	index      int
	floor      float64
	volume     float64 // t a month; NaN: the project's output
	units      float64
	first, end int
	average    int
	cap        float64
	since      func(f *future) int
	insured    int // insurance whose reversal ends it, -1
	upside     []upsideTerms
	anyway     bool
}

type upsideTerms struct {
	strike, share, cap float64
	first              int
	condition          int
}

func (p *plan) compileFloors() {
	d := p.deal
	for i := range d.Floors {
		x := &d.Floors[i]
		c := &x.Clause
		fx := p.rate(c.Currency)
		t := floorTerms{terms: x, index: p.index(x.Index), floor: x.Floor.Or(0) * fx, volume: math.NaN(), units: x.Units.Or(1000), average: x.Average, cap: math.Inf(1), since: p.since(c), anyway: c.Anyway, insured: -1}
		if t.average == 0 {
			t.average = 3
		}
		if x.Volume.Given() {
			t.volume = x.Volume.Or(0) / 12
		}
		if x.Cap.Given() {
			t.cap = x.Cap.Or(0) * fx
		}
		t.first, t.end = p.clock.within(p.day(x.Date), x.Until)
		for _, u := range x.Upside {
			y := upsideTerms{strike: u.Strike.Or(0) * fx, share: u.Share.Or(0), cap: math.Inf(1), condition: p.condition(u.Trigger)}
			if u.Cap.Given() {
				y.cap = u.Cap.Or(0) * fx
			}
			y.first, _ = p.clock.within(u.Date, 0)
			t.upside = append(t.upside, y)
		}
		for k := range d.Insurances {
			for _, id := range d.Insurances[k].Covers {
				if id == c.ID {
					t.insured = k
				}
			}
		}
		p.floors = append(p.floors, t)
		paid := p.leg(c, "floor", c.From, c.To)
		back := p.leg(c, "share above the strike", c.To, c.From)
		for _, l := range []int{paid, back} {
			p.legs[l].taxed = c.To == d.Firm
		}
		p.instrument(c, func(f *future) { p.settle(f, &t, paid, back) })
	}
}

// covered returns the tonnes covered in month i.
func (p *plan) covered(f *future, t *floorTerms, i int) float64 {
	switch {
	case math.IsNaN(t.volume):
		return f.output[i]
	case p.project != nil && p.project.index == t.index && t.terms.To == p.deal.Firm:
		return math.Min(t.volume, f.output[i])
	}
	return t.volume
}

// settle pays, at the end of each calendar period of average months,
//
//	max(0, floor − average) × covered volume
//
// from the payer, and share × max(0, average − strike) × covered volume to it
// where a share above a strike runs. The average is that of the months of the
// period in which the floor runs; a period cut off by the last month is settled
// there. Caps hold by calendar year.
func (p *plan) settle(f *future, t *floorTerms, paid, back int) {
	start := max(t.first, t.since(f))
	sum, tonnes, months := 0.0, 0.0, 0
	year := 0
	spent := 0.0
	got := make([]float64, len(t.upside))
	for i := start; i < t.end; i++ {
		if y := p.clock.year(i); y != year {
			year, spent = y, 0
			clear(got)
		}
		sum += f.price[t.index][i]
		tonnes += p.covered(f, t, i)
		months++
		if !p.settles(t, i, start) {
			continue
		}
		mean := sum / float64(months)
		due := math.Min(math.Max(0, t.floor-mean)*tonnes*t.units/1e6, t.cap-spent)
		spent += due
		f.out[paid][i] += due
		for k := range t.upside {
			u := &t.upside[k]
			if i < u.first || u.condition >= 0 && i < f.met[u.condition] {
				continue
			}
			due := math.Min(u.share*math.Max(0, mean-u.strike)*tonnes*t.units/1e6, u.cap-got[k])
			got[k] += due
			f.out[back][i] += due
		}
		sum, tonnes, months = 0, 0, 0
	}
}

// support is what floors add to the price of the project's product in month i,
// in currency per unit, less what shares above strikes take: what the decision
// to run or stand idle counts on. It is what the settlement of the period will
// pay for a tonne of the month, discounted at the firm's rate from the day of
// settlement; yearly caps are not foreseen.
func (p *plan) support(f *future, i, index int, tonnes float64) float64 {
	add := 0.0
	for k := range p.floors {
		t := &p.floors[k]
		start := max(t.first, t.since(f))
		if t.index != index || t.terms.To != p.deal.Firm || !f.with && !t.anyway || i < start || i >= t.end {
			continue
		}
		if t.insured >= 0 && i >= f.reversal[t.insured] {
			continue
		}
		part := 1.0
		if !math.IsNaN(t.volume) && tonnes > 0 {
			part = math.Min(1, t.volume/tonnes)
		}
		first, last := p.period(t, i, start)
		mean := 0.0
		for m := first; m <= last; m++ {
			mean += f.price[index][m] / float64(last-first+1)
		}
		pay := math.Max(0, t.floor-mean)
		for _, u := range t.upside {
			if last >= u.first && (u.condition < 0 || last >= f.met[u.condition]) {
				pay -= u.share * math.Max(0, mean-u.strike)
			}
		}
		add += part * pay * p.wait[last-i]
	}
	return add
}

// period returns the first and last month of the settlement month i falls into.
func (p *plan) period(t *floorTerms, i, start int) (first, last int) {
	first, last = i, i
	for first > start && !p.settles(t, first-1, start) {
		first--
	}
	for last < t.end-1 && !p.settles(t, last, start) {
		last++
	}
	return first, last
}

// settles reports whether a floor that runs from month start is settled in
// month i: at the end of each calendar period of average months, and at its end.
func (p *plan) settles(t *floorTerms, i, start int) bool {
	if i == t.end-1 {
		return true
	}
	if 12%t.average == 0 {
		return p.clock.month(i)%t.average == 0
	}
	return (i-start+1)%t.average == 0
}
