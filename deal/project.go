package deal

import (
	"math"

	"adit"
)

// yearly turns a chance a year into a hazard rate a year.
func yearly(chance float64) float64 { return -math.Log1p(-math.Min(chance, 0.999999)) }

// project is the plant or mine a deal is about.
type project struct {
	index    int // of the price of its product
	stages   []int
	start    int // planned month of first output
	delay    int
	ramp     float64
	life     int // months
	capacity float64
	units    float64
	payable  float64
	unit     float64 // cost less by-product, currency per unit of price
	fixed    float64 // millions a month
	keeping  float64 // millions a month
	taxRate  float64
	capital  float64 // months of revenue tied up
	mothball bool
	spend    []spend

	revenueLeg, costLeg, capexLeg, taxLeg int
	firm                                  int
}

type spend struct {
	month  int
	amount float64
}

// depreciation is over how many months capital spending is written off for tax.
const depreciation = 120

func (p *plan) compileProject() {
	x := &p.deal.Project
	if !x.Capacity.Given() || p.deal.Firm == "" || p.index(x.Index) < 0 {
		return
	}
	c := &adit.Clause{ID: "project", Anyway: true}
	firm := p.deal.Firm
	q := &project{
		index: p.index(x.Index), delay: int(x.Delay.Or(0) + 0.5), ramp: x.Ramp.Or(0),
		capacity: x.Capacity.Or(0) * x.Yield.Or(1) / 12, units: x.Units.Or(1000), payable: x.Payable.Or(1),
		unit: x.UnitCost.Or(0) - x.ByProduct.Or(0), fixed: x.FixedCost.Or(0) / 12, keeping: x.Keeping.Or(0) / 12,
		taxRate: x.Tax.Or(0), capital: x.Capital.Or(0) / 30.4375, mothball: x.Mothball, life: p.clock.n * 2,
	}
	if x.Life.Given() {
		q.life = int(x.Life.Or(0)*12 + 0.5)
	}
	q.start = p.clock.index(p.day(x.Start))
	for _, s := range x.Stages {
		q.stages = append(q.stages, p.condition(s))
	}
	for _, s := range x.Capex {
		q.spend = append(q.spend, spend{p.clock.index(s.Date), s.Amount.Or(0) * (1 + x.Overrun.Or(0))})
	}
	q.revenueLeg = p.leg(c, "revenue", Market, firm)
	q.costLeg = p.leg(c, "cost of production", firm, Market)
	q.capexLeg = p.leg(c, "capital spending", firm, Market)
	q.taxLeg = p.leg(c, "tax", firm, Treasury)
	for _, l := range []int{q.revenueLeg, q.costLeg} {
		p.legs[l].taxed = true
	}
	q.firm = p.party(firm)
	p.project = q
}

// shift returns by how many months permits move the project, and whether it
// comes at all. Money is spent from the plan's first month, or once the last
// stage is passed.
func (q *project) shift(f *future, n int) (months int, comes bool) {
	first := q.start
	for _, s := range q.spend {
		first = min(first, s.month)
	}
	ready := 0
	for _, s := range q.stages {
		if f.met[s] >= n {
			return 0, false
		}
		ready = max(ready, f.met[s])
	}
	if len(q.stages) == 0 {
		return 0, true
	}
	return max(0, ready-first), true
}

// scale returns the share of full output in month i after the start.
func (q *project) scale(i int) float64 {
	if i < 0 || i >= q.life {
		return 0
	}
	if q.ramp <= 0 {
		return 1
	}
	return math.Min(1, (float64(i)+0.5)/q.ramp)
}

// run fills output, revenue, cost and capital spending. A month whose revenue,
// support of a floor included, is below the cash cost of running it stands idle
// where the project may be mothballed; fixed cost goes on.
func (q *project) run(p *plan, f *future) {
	n := p.clock.n
	moved, comes := q.shift(f, n)
	if !comes {
		f.dead = true
		return
	}
	for _, s := range q.spend {
		if m := s.month + moved; m >= 0 && m < n {
			f.out[q.capexLeg][m] += s.amount
		}
	}
	start := q.start + moved + q.delay
	price := f.price[q.index]
	before := 0.0
	for i := max(0, start); i < n && i < start+q.life; i++ {
		tonnes := q.capacity * q.scale(i-start)
		if q.mothball && price[i]*q.payable+p.support(f, i, q.index, tonnes) < q.unit {
			tonnes = 0
		}
		f.output[i] = tonnes
		f.cost[i] = tonnes * q.units * q.unit / 1e6
		f.revenue[i] = tonnes * q.units * price[i] * q.payable / 1e6
		f.out[q.revenueLeg][i] = f.revenue[i] - q.capital*(f.revenue[i]-before)
		f.out[q.costLeg][i] = f.cost[i] + q.fixed
		f.out[q.capexLeg][i] += q.keeping
		before = f.revenue[i]
	}
	if end := min(n, start+q.life) - 1; end >= 0 && start < n { // what was tied up comes back
		f.out[q.revenueLeg][end] += q.capital * before
	}
}

// tax takes its share of profit: revenue and support less cost and the writing
// off of capital, losses carried forward.
func (q *project) tax(p *plan, f *future) {
	if q.taxRate <= 0 || f.dead {
		return
	}
	carried, written := 0.0, 0.0
	spent := f.out[q.capexLeg]
	for i := range p.clock.n {
		written += spent[i] / depreciation
		if i >= depreciation {
			written -= spent[i-depreciation] / depreciation
		}
		profit := -written
		for l := range p.legs {
			switch leg := &p.legs[l]; {
			case !leg.taxed:
			case leg.to == q.firm:
				profit += f.out[l][i]
			case leg.from == q.firm:
				profit -= f.out[l][i]
			}
		}
		carried += profit
		if carried > 0 {
			f.out[q.taxLeg][i] = q.taxRate * carried
			carried = 0
		}
	}
}
