package deal

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"sync"

	"gonum.org/v1/gonum/stat"

	"adit"
	"adit/internal/clone"
)

// Options are how a deal is valued.
type Options struct {
	From    adit.Date // day of valuation; zero: that of signature
	Draws   int       // futures; 0: 10,000
	Groups  int       // sets of uncertain terms and parameters, each with Draws/Groups futures; 0: 100
	Seed    uint64    // of every stream
	Workers int       // groups run at once; 0: 1. The result does not depend on it
	Fixed   bool      // every range at its best value: only prices and events are drawn
	Prices  Prices    // market handed in; nil: the processes the terms state
}

func (o Options) defaults(d *adit.Deal) Options {
	if o.From.IsZero() {
		o.From = d.Signed
	}
	if o.Draws == 0 {
		o.Draws = 10_000
	}
	if o.Groups == 0 {
		o.Groups = 100
	}
	if o.Fixed {
		o.Groups = 1
	}
	o.Groups = min(o.Groups, o.Draws)
	o.Workers = max(1, o.Workers)
	return o
}

// Spread is a number over futures.
type Spread struct {
	Mean, Error            float64 // Error: standard error of the mean
	P5, P10, Mid, P90, P95 float64
	Least, Most, Below0    float64 // Below0: share of futures under zero
	Shortfall              float64 // mean of the worst twentieth
	Values                 []float64
}

func spreadOf(values []float64) Spread {
	s := Spread{Values: values}
	if len(values) == 0 {
		return s
	}
	v := slices.Clone(values)
	slices.Sort(v)
	mean, dev := stat.PopMeanStdDev(v, nil)
	at := func(q float64) float64 { return stat.Quantile(q, stat.Empirical, v, nil) }
	s.Mean, s.Error = mean, dev/math.Sqrt(float64(len(v)))
	s.P5, s.P10, s.Mid, s.P90, s.P95, s.Least, s.Most = at(0.05), at(0.1), at(0.5), at(0.9), at(0.95), v[0], v[len(v)-1]
	below, _ := slices.BinarySearchFunc(v, -1e-9, cmp.Compare[float64])
	s.Below0 = float64(below) / float64(len(v))
	worst := max(1, len(v)/20)
	s.Shortfall = stat.Mean(v[:worst], nil)
	return s
}

// Valuation is what a deal is worth, and to whom. Amounts are millions of the
// deal's currency.
type Valuation struct {
	Deal    *adit.Deal
	Options Options
	Clock   []adit.Date // first day of each month
	Parties []string    // those of the deal, then the market, the treasury and the holders
	Legs    []Leg
	Flows   [][]float64 // [leg][month] mean over futures

	State       Spread    // present value at the state's discount rate
	AtBorrowing Spread    // at its borrowing rate
	Outlay      float64   // present value at the borrowing rate of what the state pays
	Subsidy     float64   // minus the mean present value at the borrowing rate: what the state gives away
	SubsidyRate float64   // over Outlay
	Credit      float64   // subsidy of loans and guarantees alone
	CreditRate  float64   // over what is lent or covered
	Rate        float64   // internal rate of the mean flows; NaN: none
	Multiple    float64   // mean received over mean paid; NaN: nothing paid
	Payback     adit.Date // first month by which the mean flows have come back; zero: never
	Loss        float64   // share of futures in which the state loses at its borrowing rate

	Firm        Spread  // value to the firm's holders before the deal, with it, at the firm's rate
	Without     Spread  // the same without the state's part
	HasProject  bool    // the firm's value without the deal is known
	Additional  float64 // share of parameter sets in which the project is worth doing with the deal only
	Regardless  float64 // share in which it is worth doing without
	Never       float64 // share in which it is not worth doing even with
	Tonnes      Spread  // t of product over the months valued, with the deal
	TonnesAlone Spread  // without: nothing where the firm would not build

	Floors []FloorYears
}

// FloorYears is what a floor costs its payer, by calendar year, net of what
// comes back above strikes.
type FloorYears struct {
	Clause string
	Years  []int
	Paid   []Spread
	Back   []Spread
}

// groupResult is what one set of parameters gives.
type groupResult struct {
	plan                 *plan
	state, atBorrowing   []float64
	firm, without        []float64
	outlay, lent, credit float64
	tonnes, tonnesAlone  []float64
	flows                [][]float64
	floorPaid, floorBack [][]float64 // [floor×year][draw]
	err                  error
}

// Value runs the deal through futures. Parameters known as ranges are drawn
// once a group, prices and events in every future, so that what one would
// decide on (a mean over prices, parameters known) can be told from what is
// merely drawn. The context ends it early with its error.
func Value(ctx context.Context, d *adit.Deal, opt Options) (*Valuation, error) {
	if d.Unvalued != "" {
		return nil, fmt.Errorf("deal %s is not valued: %s", d.ID, d.Unvalued)
	}
	opt = opt.defaults(d)
	groups := make([]groupResult, opt.Groups)
	var wait sync.WaitGroup
	next := make(chan int)
	for range min(opt.Workers, opt.Groups) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for g := range next {
				groups[g] = runGroup(d, opt, g)
			}
		}()
	}
	for g := range opt.Groups {
		if ctx.Err() != nil {
			break
		}
		next <- g
	}
	close(next)
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for g := range groups {
		if groups[g].err != nil {
			return nil, groups[g].err
		}
	}
	return gather(d, opt, groups), nil
}

// runGroup runs the futures of one set of parameters, one after another.
func runGroup(d *adit.Deal, opt Options, g int) (r groupResult) {
	terms := d
	if !opt.Fixed {
		terms = sampled(d, opt.Seed, g)
	}
	p, err := compile(terms, opt.From, opt.Seed, opt.Prices)
	if err != nil {
		r.err = err
		return r
	}
	r.plan = p
	first, last := g*opt.Draws/opt.Groups, (g+1)*opt.Draws/opt.Groups
	f := p.newFuture()
	n := p.clock.n
	r.flows = make([][]float64, len(p.legs))
	for l := range r.flows {
		r.flows[l] = make([]float64, n)
	}
	state := p.only(terms.State)
	firm := p.only(terms.Firm, terms.Firm+holders)
	net := make([]float64, n)
	years := p.clock.year(n-1) - p.clock.year(0) + 1
	r.floorPaid = make([][]float64, len(p.floors)*years)
	r.floorBack = make([][]float64, len(p.floors)*years)
	var alone []float64
	for i := first; i < last; i++ {
		p.happen(f, i)
		if p.project != nil {
			p.run(f, false)
			p.net(f, firm, net)
			r.without = append(r.without, PresentValue(net, firmRate(terms)))
			alone = append(alone, sum(f.output))
		}
		p.run(f, true)
		r.tonnes = append(r.tonnes, sum(f.output))
		p.net(f, firm, net)
		r.firm = append(r.firm, PresentValue(net, firmRate(terms)))
		p.net(f, state, net)
		r.state = append(r.state, PresentValue(net, discount(terms)))
		r.atBorrowing = append(r.atBorrowing, PresentValue(net, Borrowing(terms)))
		for l := range p.legs {
			for m, x := range f.out[l] {
				r.flows[l][m] += x
			}
		}
		p.floorYears(f, &r)
	}
	for l := range p.legs {
		leg := &p.legs[l]
		pv := PresentValue(r.flows[l], Borrowing(terms))
		switch {
		case leg.From == terms.State && !leg.Goods:
			r.outlay += pv
			if leg.Credit {
				r.credit += pv
			}
		case leg.To == terms.State && leg.Credit:
			r.credit -= pv
		}
		if leg.From == terms.State && leg.Credit && leg.What == "draw" {
			r.lent += pv
		}
	}
	// Without the deal the firm builds where that is worth it in the mean.
	if len(r.without) > 0 {
		r.tonnesAlone = alone
		if stat.Mean(r.without, nil) < 0 {
			clear(r.tonnesAlone)
		}
	}
	return r
}

func sum(v []float64) (s float64) {
	for _, x := range v {
		s += x
	}
	return s
}

// floorYears notes what each floor paid and took back in each calendar year.
func (p *plan) floorYears(f *future, r *groupResult) {
	years := p.clock.year(p.clock.n-1) - p.clock.year(0) + 1
	for k := range p.floors {
		paid, back := make([]float64, years), make([]float64, years)
		for l := range p.legs {
			leg := &p.legs[l]
			if leg.Clause != p.floors[k].terms.ID {
				continue
			}
			to := paid
			if leg.What != "floor" {
				to = back
			}
			for m, x := range f.out[l] {
				if x != 0 {
					to[p.clock.year(m)-p.clock.year(0)] += x
				}
			}
		}
		for y := range years {
			r.floorPaid[k*years+y] = append(r.floorPaid[k*years+y], paid[y])
			r.floorBack[k*years+y] = append(r.floorBack[k*years+y], back[y])
		}
	}
}

// gather puts the groups together, in their order.
func gather(d *adit.Deal, opt Options, groups []groupResult) *Valuation {
	p := groups[0].plan
	v := &Valuation{Deal: d, Options: opt, Parties: p.parties, Legs: p.legs, HasProject: p.project != nil}
	for i := range p.clock.n {
		v.Clock = append(v.Clock, p.clock.date(i))
	}
	all := func(pick func(*groupResult) []float64) []float64 {
		var out []float64
		for g := range groups {
			out = append(out, pick(&groups[g])...)
		}
		return out
	}
	v.State = spreadOf(all(func(r *groupResult) []float64 { return r.state }))
	v.AtBorrowing = spreadOf(all(func(r *groupResult) []float64 { return r.atBorrowing }))
	v.Firm = spreadOf(all(func(r *groupResult) []float64 { return r.firm }))
	v.Tonnes = spreadOf(all(func(r *groupResult) []float64 { return r.tonnes }))
	v.Loss = v.AtBorrowing.Below0
	draws := float64(opt.Draws)
	v.Flows = clone.Of(groups[0].flows)
	for g := range groups {
		r := &groups[g]
		v.Outlay += r.outlay / draws
		v.Credit += r.credit / draws
		v.CreditRate += r.lent / draws
		for l := range v.Flows {
			for m := range v.Flows[l] {
				if g > 0 {
					v.Flows[l][m] += r.flows[l][m]
				}
				if g == len(groups)-1 {
					v.Flows[l][m] /= draws
				}
			}
		}
	}
	v.Subsidy = -v.AtBorrowing.Mean
	v.SubsidyRate = v.Subsidy / v.Outlay
	v.CreditRate = v.Credit / v.CreditRate
	v.returns()
	if v.HasProject {
		v.Without = spreadOf(all(func(r *groupResult) []float64 { return r.without }))
		v.TonnesAlone = spreadOf(all(func(r *groupResult) []float64 { return r.tonnesAlone }))
		for g := range groups {
			with, without := stat.Mean(groups[g].firm, nil), stat.Mean(groups[g].without, nil)
			switch {
			case without >= 0:
				v.Regardless++
			case with >= 0:
				v.Additional++
			default:
				v.Never++
			}
		}
		n := float64(len(groups))
		v.Additional, v.Regardless, v.Never = v.Additional/n, v.Regardless/n, v.Never/n
	}
	years := p.clock.year(p.clock.n-1) - p.clock.year(0) + 1
	for k := range p.floors {
		fy := FloorYears{Clause: p.floors[k].terms.ID}
		for y := range years {
			fy.Years = append(fy.Years, p.clock.year(0)+y)
			fy.Paid = append(fy.Paid, spreadOf(all(func(r *groupResult) []float64 { return r.floorPaid[k*years+y] })))
			fy.Back = append(fy.Back, spreadOf(all(func(r *groupResult) []float64 { return r.floorBack[k*years+y] })))
		}
		v.Floors = append(v.Floors, fy)
	}
	return v
}

// Net returns the mean flows of parties by month: in less out. Goods count at
// their value.
func (v *Valuation) Net(ids ...string) []float64 {
	out := make([]float64, len(v.Clock))
	for l, leg := range v.Legs {
		in, from := slices.Contains(ids, leg.To), slices.Contains(ids, leg.From)
		if in == from {
			continue
		}
		for m, x := range v.Flows[l] {
			if in {
				out[m] += x
			} else {
				out[m] -= x
			}
		}
	}
	return out
}

// returns computes what follows from the mean flows of the state.
func (v *Valuation) returns() {
	net := v.Net(v.Deal.State)
	v.Rate, v.Multiple = math.NaN(), math.NaN()
	if rate, ok := InternalRate(net); ok {
		v.Rate = rate
	}
	paid, got := 0.0, 0.0
	for l, leg := range v.Legs {
		switch {
		case leg.From == v.Deal.State:
			paid += sum(v.Flows[l])
		case leg.To == v.Deal.State:
			got += sum(v.Flows[l])
		}
	}
	if paid > 0 {
		v.Multiple = got / paid
	}
	total, low := 0.0, false
	for m, x := range net {
		total += x
		low = low || total < -1e-9
		if low && total >= 0 && v.Payback.IsZero() {
			v.Payback = v.Clock[m]
		} else if total < -1e-9 {
			v.Payback = 0
		}
	}
}

// Entry is one payment of the ledger, in hundredths of the deal's currency.
type Entry struct {
	Date         adit.Date
	Clause, What string
	From, To     string
	Cents        int64
	Goods        bool
}

// Ledger lists the mean payments by date, each from one party to another: on
// every date what all parties receive less what all pay is exactly zero.
func (v *Valuation) Ledger() []Entry {
	var out []Entry
	for m, date := range v.Clock {
		for l, leg := range v.Legs {
			x := Cents(v.Flows[l][m])
			from, to := leg.From, leg.To
			if x < 0 {
				x, from, to = -x, to, from
			}
			if x != 0 {
				out = append(out, Entry{date, leg.Clause, leg.What, from, to, x, leg.Goods})
			}
		}
	}
	return out
}
