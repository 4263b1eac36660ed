package deal

import (
	"fmt"
	"slices"

	"adit"
)

// Parties that no deal names and every ledger needs.
const (
	Market   = "market"   // customers, suppliers, and whoever buys shares
	Treasury = "treasury" // where taxes go
	holders  = ".holders" // after a firm's id: those who hold the rest of its shares
)

// Leg is one stream of payments from one party to another under a clause.
type Leg struct {
	Clause string // instrument, or "project"
	What   string // what is paid, such as "floor", "purchase", "interest and principal"
	From   string // party that pays
	To     string // party that is paid
	Goods  bool   // paid in goods, at their value
	Anyway bool   // stands without the state's part too
	Credit bool   // of a loan or guarantee, for the subsidy of credit reform

	from, to int
	taxed    bool // counts as profit of the firm that receives it, or as cost of the one that pays
}

// future is one draw: what happens, and what it makes the parties pay.
type future struct {
	index    int
	price    [][]float64 // [index][month]
	met      []int       // [condition] month it is met; n: never
	reversal []int       // [insurance] month the promise is taken back; n: never
	out      [][]float64 // [leg][month] millions
	output   []float64   // [month] t of product
	cost     []float64   // [month] millions of cash cost of production
	revenue  []float64   // [month] millions
	dead     bool        // the project never comes
	with     bool        // with the state's part of the deal
}

// plan is a deal whose figures are values, compiled against a clock.
type plan struct {
	deal    *adit.Deal
	clock   clock
	market  *market
	seed    uint64
	parties []string
	legs    []Leg
	pay     []func(f *future) // one an instrument, in order; insurance last
	rates   map[string]float64
	worth   []float64 // factor of each month at the rate at which the state borrows
	wait    []float64 // factor of each month at the firm's rate
	project *project
	floors  []floorTerms // for the decision to stand idle
	loans   map[string]*loanTerms
}

// compile turns terms into streams of payments. The figures of the deal are
// taken at their values. Unknown figures make an error that names them.
func compile(d *adit.Deal, from adit.Date, seed uint64, prices Prices) (*plan, error) {
	p := &plan{deal: d, clock: newClock(from, d.Until), seed: seed, rates: map[string]float64{}, loans: map[string]*loanTerms{}}
	for _, r := range d.Rates {
		p.rates[r.Currency] = r.Value.Or(0)
	}
	for _, x := range d.Parties {
		p.parties = append(p.parties, x.ID)
	}
	p.parties = append(p.parties, Market, Treasury)
	for i := range p.clock.n {
		p.worth, p.wait = append(p.worth, factor(Borrowing(d), i)), append(p.wait, factor(firmRate(d), i))
	}
	var err error
	if p.market, err = newMarket(d, p.clock, seed, p.rate, prices); err != nil {
		return nil, err
	}
	p.compileProject()
	p.compileEquity()
	p.compileLoans()
	p.compileGrants()
	p.compileFloors()
	p.compileOfftakes()
	p.compileReserves()
	p.compileFunds()
	p.compileRoyalties()
	p.compileInsurances()
	return p, nil
}

// rate returns what one unit of a currency is worth in the deal's.
func (p *plan) rate(currency string) float64 {
	own := p.deal.Currency
	if own == "" {
		own = "USD"
	}
	if currency == "" || currency == own {
		return 1
	}
	return p.rates[currency]
}

// party returns the index of a party, which it adds where it is new.
func (p *plan) party(id string) int {
	if i := slices.Index(p.parties, id); i >= 0 {
		return i
	}
	p.parties = append(p.parties, id)
	return len(p.parties) - 1
}

// leg adds a stream of payments and returns its index.
func (p *plan) leg(c *adit.Clause, what, from, to string) int {
	l := Leg{Clause: c.ID, What: what, From: from, To: to, Anyway: c.Anyway, from: p.party(from), to: p.party(to)}
	p.legs = append(p.legs, l)
	return len(p.legs) - 1
}

// instrument adds the payments of a clause: pay runs in every future in which
// the clause stands.
func (p *plan) instrument(c *adit.Clause, pay func(f *future)) {
	anyway := c.Anyway
	p.pay = append(p.pay, func(f *future) {
		if f.with || anyway {
			pay(f)
		}
	})
}

// condition returns the index of a condition, -1 for none.
func (p *plan) condition(id string) int {
	return slices.IndexFunc(p.deal.Conditions, func(c adit.Condition) bool { return c.ID == id && id != "" })
}

// index returns the position of an index among the prices, -1 for none.
func (p *plan) index(id string) int {
	return slices.IndexFunc(p.deal.Indices, func(x adit.Index) bool { return x.ID == id && id != "" })
}

// since returns the first month a clause counts in a future: its trigger and
// the condition of its tranche are met.
func (p *plan) since(c *adit.Clause) func(f *future) int {
	var waits []int
	if i := p.condition(c.Trigger); i >= 0 {
		waits = append(waits, i)
	}
	for _, t := range p.deal.Tranches {
		if i := p.condition(t.Condition); t.ID == c.Tranche && c.Tranche != "" && i >= 0 {
			waits = append(waits, i)
		}
	}
	return func(f *future) int {
		month := 0
		for _, i := range waits {
			month = max(month, f.met[i])
		}
		return month
	}
}

// day returns the date, or the day of signature where there is none.
func (p *plan) day(d adit.Date) adit.Date {
	if d.IsZero() {
		return p.deal.Signed
	}
	return d
}

// newFuture makes room for one draw.
func (p *plan) newFuture() *future {
	f := &future{
		met: make([]int, len(p.deal.Conditions)), reversal: make([]int, len(p.deal.Insurances)),
		output: make([]float64, p.clock.n), cost: make([]float64, p.clock.n), revenue: make([]float64, p.clock.n),
	}
	for range p.deal.Indices {
		f.price = append(f.price, make([]float64, p.clock.n))
	}
	for range p.legs {
		f.out = append(f.out, make([]float64, p.clock.n))
	}
	return f
}

// happen draws what one future holds: prices, conditions, reversals.
func (p *plan) happen(f *future, index int) {
	f.index = index
	p.market.draw(index, f.price)
	n := p.clock.n
	for i := range p.deal.Conditions {
		c := &p.deal.Conditions[i]
		switch {
		case !c.Met.IsZero():
			f.met[i] = min(n, max(0, p.clock.index(c.Met)))
		case stream(p.seed, "condition "+c.ID, index).Float64() >= c.Odds.Or(1):
			f.met[i] = n
		default:
			f.met[i] = min(n, max(0, p.clock.index(p.deal.Signed.AddMonths(int(c.Months.Or(0)+0.5)))))
		}
	}
	for i := range p.deal.Insurances {
		x := &p.deal.Insurances[i]
		f.reversal[i] = n
		if at, end, ok := p.strikes(x.Hazard.Or(0), "reversal "+x.ID, index, x.Date, x.Until); ok && at < end {
			f.reversal[i] = at
		}
	}
}

// strikes draws the first month in which a yearly hazard strikes between two days.
func (p *plan) strikes(hazard float64, what string, index int, first, last adit.Date) (at, end int, ok bool) {
	a, end := p.clock.within(p.day(first), last)
	if hazard <= 0 {
		return 0, end, false
	}
	months := stream(p.seed, what, index).ExpFloat64() / yearly(hazard) * 12
	if months > float64(p.clock.n) {
		return 0, end, false
	}
	return a + int(months), end, true
}

// run fills the payments of a future, with the state's part of the deal or
// without it.
func (p *plan) run(f *future, with bool) {
	f.with = with
	for _, o := range f.out {
		clear(o)
	}
	clear(f.output)
	clear(f.cost)
	clear(f.revenue)
	f.dead = false
	if p.project != nil {
		p.project.run(p, f)
	}
	for _, pay := range p.pay {
		pay(f)
	}
	if p.project != nil {
		p.project.tax(p, f)
	}
}

// net adds the flows of the parties chosen, by month: what comes in less what
// goes out.
func (p *plan) net(f *future, chosen []bool, to []float64) {
	clear(to)
	for l := range p.legs {
		in, out := chosen[p.legs[l].to], chosen[p.legs[l].from]
		if in == out {
			continue
		}
		for i, x := range f.out[l] {
			if in {
				to[i] += x
			} else {
				to[i] -= x
			}
		}
	}
}

// only returns which parties are among the ids.
func (p *plan) only(ids ...string) []bool {
	chosen := make([]bool, len(p.parties))
	for i, id := range p.parties {
		chosen[i] = slices.Contains(ids, id)
	}
	return chosen
}

func (p *plan) String() string { return fmt.Sprintf("deal %s, %d months", p.deal.ID, p.clock.n) }
