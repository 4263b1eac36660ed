package deal

import (
	"math"

	"adit"
)

// loanTerms is a loan against a clock, in months and millions.
type loanTerms struct {
	loan     *adit.Loan
	month    int // first draw
	draws    int
	rate     float64 // a month
	grace    int
	months   int // tenor
	amount   float64
	deferred float64
	balance  []float64 // of this future, by month, before service; for guarantees
	failed   int       // month of default in this future; n: none
	loss     float64   // of this future
	planned  []float64 // weights of a sculpted loan by month of the loan
}

func (p *plan) compileLoans() {
	d := p.deal
	for i := range d.Loans {
		x := &d.Loans[i]
		c := &x.Clause
		t := &loanTerms{
			loan: x, month: p.clock.index(p.day(x.Date)), draws: max(1, int(x.Draws.Or(0)+0.5)), rate: (x.Base.Or(0) + x.Spread.Or(0)) / 12,
			grace: int(x.Grace.Or(0) + 0.5), months: int(x.Tenor.Or(0)*12 + 0.5), amount: x.Principal.Or(0) * p.rate(c.Currency),
			deferred: x.Deferred.Or(0) * p.rate(c.Currency), balance: make([]float64, p.clock.n),
		}
		if x.Repayment == "sculpted" && p.project != nil {
			for j := range t.months {
				t.planned = append(t.planned, p.project.scale(t.month+j-p.project.start))
			}
		}
		p.loans[c.ID] = t
		lent := p.leg(c, "draw", c.From, c.To)
		service := p.leg(c, "interest and principal", c.To, c.From)
		shares := p.leg(c, "sale as converted", c.To+holders, c.From)
		for _, l := range []int{lent, service} {
			p.legs[l].Credit = true
		}
		since := p.since(c)
		p.instrument(c, func(f *future) { p.serve(f, t, max(t.month, since(f)), lent, service, shares) })
	}
	for i := range d.Guarantees {
		x := &d.Guarantees[i]
		c := &x.Clause
		fee := p.leg(c, "guarantee fee", c.To, c.From)
		lender := ""
		for j := range d.Loans {
			if d.Loans[j].ID == x.Loan {
				lender = d.Loans[j].From
				if c.To == lender { // the borrower pays the fee, the lender is made whole
					fee = p.leg(c, "guarantee fee", d.Loans[j].To, c.From)
				}
			}
		}
		paid := p.leg(c, "guarantee called", c.From, lender)
		p.legs[fee].Credit, p.legs[paid].Credit = true, true
		t, share := p.loans[x.Loan], x.Share.Or(0)
		if t == nil {
			continue
		}
		p.instrument(c, func(f *future) {
			for i := 0; i < min(t.failed, p.clock.n); i++ {
				f.out[fee][i] += t.balance[i] * share * x.Fee.Or(0) / 12
			}
			if t.failed < p.clock.n {
				f.out[paid][t.failed] += t.loss * share
			}
		})
	}
}

// serve runs one loan through one future. Interest is simple within the month
// and capitalised through the grace; then service is paid in arrears. What is
// deferred lowers service evenly over the first five repayment years, bears
// interest and is paid with the last instalment. On default the recovered share
// of the balance is paid that month and nothing more; a project that never
// comes fails at its first service. A loan longer than the valuation has its
// balance counted at par at the end.
func (p *plan) serve(f *future, t *loanTerms, start, lent, service, shares int) {
	n := p.clock.n
	clear(t.balance)
	t.failed, t.loss = n, 0
	if start >= n {
		return
	}
	if t.loan.Hazard.Or(0) > 0 {
		if months := stream(p.seed, "default "+t.loan.ID, f.index).ExpFloat64() / yearly(t.loan.Hazard.Or(0)) * 12; months < float64(n) {
			t.failed = max(0, start) + int(months)
		}
	}
	first := max(t.grace, t.draws-1) + 1 // first service, in months of the loan
	if f.dead && t.loan.To == p.deal.Firm {
		t.failed = min(t.failed, max(0, start+first))
	}
	balance, instalment, left := 0.0, 0.0, 0.0
	part := 0.0
	if deferral := min(60, t.months-first); deferral > 0 {
		part = t.deferred / float64(deferral)
	}
	weight := func(j int) float64 {
		if j < len(t.planned) {
			return t.planned[j]
		}
		return 0
	}
	for j := 0; j <= t.months; j++ {
		i := start + j
		if i >= n {
			break
		}
		interest := balance * t.rate
		balance += interest
		if i >= 0 {
			t.balance[i] = balance
		}
		if i >= 0 && i >= t.failed {
			t.failed = i
			got := balance * t.loan.Recovery.Or(0)
			t.loss = balance - got
			f.out[service][i] += got
			return
		}
		pay := 0.0
		switch {
		case j == t.months:
			pay = balance
		case j < first:
		case t.loan.Repayment == "bullet":
			pay = interest
		case t.loan.Repayment == "level":
			if j == first {
				instalment = (balance - interest) / float64(t.months-first+1)
			}
			pay = interest + instalment
		case t.planned != nil:
			if j == first {
				instalment = balance - interest
				for k := first; k <= t.months; k++ {
					left += weight(k)
				}
			}
			pay = interest
			if left > 0 {
				pay += instalment * weight(j) / left
			}
		default:
			if j == first {
				instalment = Annuity(balance-interest, t.rate, t.months-first+1)
			}
			pay = instalment
		}
		if j >= first && j < first+60 && j < t.months {
			pay = math.Max(0, pay-part)
		}
		pay = math.Min(pay, balance)
		if i == n-1 && j < t.months { // the balance left at the end, at par
			pay = balance
		}
		if j == t.months && t.loan.Converts.Given() && p.index(t.loan.Index) >= 0 {
			k := p.index(t.loan.Index)
			if worth := pay / t.loan.Converts.Or(math.Inf(1)) * f.price[k][max(0, i)]; worth > pay {
				f.out[shares][i] += worth
				balance, pay = 0, 0
			}
		}
		balance -= pay
		if i >= 0 {
			f.out[service][i] += pay
		}
		if j < t.draws {
			balance += t.amount / float64(t.draws)
			if i >= 0 {
				f.out[lent][i] += t.amount / float64(t.draws)
			}
		}
	}
}
