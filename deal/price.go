package deal

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"

	"adit"
)

// Prices is a market handed in: the price of an index of the deal in a draw on
// a day, ok false where it has none and the process the terms state is used.
// Money in another currency than the deal's is converted at the deal's rate.
type Prices func(draw int, on adit.Date, index *adit.Index) (adit.Money, bool)

// process is one index ready to be drawn.
type process struct {
	index *adit.Index
	kind  string
	spot  float64   // in the deal's currency, on the day of valuation
	model Schwartz  // schwartz
	drift float64   // lognormal: growth of the mean a year
	sigma float64   // lognormal
	curve []float64 // constant, curve: by month
}

// market draws the prices of all indices together.
type market struct {
	clock clock
	all   []process
	lower [][]float64 // Cholesky factor of the correlations, row by row; nil where there are none
	seed  uint64
	from  Prices
	rate  func(currency string) float64
}

// newMarket prepares the indices of a deal whose figures are values. The
// correlations must belong to a possible world: a matrix that is not positive
// definite is an error.
func newMarket(d *adit.Deal, c clock, seed uint64, rate func(string) float64, from Prices) (*market, error) {
	m := &market{clock: c, seed: seed, from: from, rate: rate}
	at := map[string]int{}
	for i := range d.Indices {
		x := &d.Indices[i]
		at[x.ID] = i
		p := process{index: x, kind: x.Process, drift: x.Drift.Or(0), sigma: x.Volatility.Or(0)}
		fx := rate(x.Currency)
		p.spot = x.Spot.Or(0) * fx
		switch x.Process {
		case "schwartz":
			kappa := x.Reversion.Or(0)
			level := x.Level.Or(x.Spot.Or(0)) * fx
			p.model = Schwartz{Alpha: AlphaFor(level, kappa, p.sigma), Kappa: kappa, Sigma: p.sigma}
			if p.spot <= 0 {
				p.spot = level
			}
		case "curve", "constant":
			p.curve = make([]float64, c.n)
			for j := range p.curve {
				p.curve[j] = p.spot
				if len(x.Curve) > 0 {
					p.curve[j] = fx * onCurve(x.Curve, c.date(j))
				}
			}
		}
		if p.curve == nil && p.spot <= 0 {
			return nil, fmt.Errorf("index %s has no price to start from", x.ID)
		}
		m.all = append(m.all, p)
	}
	if len(d.Links) > 0 {
		sym := mat.NewSymDense(len(m.all), nil)
		for i := range m.all {
			sym.SetSym(i, i, 1)
		}
		for _, l := range d.Links {
			sym.SetSym(at[l.A], at[l.B], l.Correlation.Or(0))
		}
		var chol mat.Cholesky
		if !chol.Factorize(sym) {
			return nil, fmt.Errorf("the correlations of deal %s contradict one another: their matrix is not positive definite", d.ID)
		}
		var lower mat.TriDense
		chol.LTo(&lower)
		for i := range m.all {
			row := make([]float64, i+1)
			for j := range row {
				row[j] = lower.At(i, j)
			}
			m.lower = append(m.lower, row)
		}
	}
	return m, nil
}

// onCurve interpolates the logarithm between points, flat outside them.
func onCurve(points []adit.CurvePoint, d adit.Date) float64 {
	last := len(points) - 1
	switch {
	case d <= points[0].Date:
		return points[0].Price.Or(0)
	case d >= points[last].Date:
		return points[last].Price.Or(0)
	}
	k := 1
	for points[k].Date < d {
		k++
	}
	a, b := points[k-1], points[k]
	w := float64(d-a.Date) / float64(b.Date-a.Date)
	return math.Exp((1-w)*math.Log(a.Price.Or(0)) + w*math.Log(b.Price.Or(0)))
}

// key names the stream of an index: deals on one material draw the same moves.
func (p *process) key() string {
	if p.index.Material != "" {
		return "price of " + p.index.Material
	}
	return "price " + p.index.ID + " " + p.index.Party
}

// draw fills price[index][month] for one future. Each index has a stream of its
// own; correlation mixes the streams of those that stand before it.
func (m *market) draw(index int, price [][]float64) {
	k, n := len(m.all), m.clock.n
	r := make([]*rand.Rand, k)
	for j := range r {
		r[j] = stream(m.seed, m.all[j].key(), index)
	}
	type step struct{ decay, mean, spread, growth float64 }
	steps := make([]step, k)
	x := make([]float64, k)
	for j := range m.all {
		p := &m.all[j]
		const dt = 1.0 / 12
		switch p.kind {
		case "schwartz":
			mean, variance := p.model.Log(math.E, dt) // from a logarithm of 1
			decay := 1.0
			if p.model.Kappa != 0 {
				decay = math.Exp(-p.model.Kappa * dt)
			}
			steps[j] = step{decay: decay, mean: mean - decay, spread: math.Sqrt(variance)}
			x[j] = math.Log(p.spot)
		case "lognormal":
			steps[j] = step{decay: 1, mean: math.Log1p(p.drift)*dt - p.sigma*p.sigma*dt/2, spread: p.sigma * math.Sqrt(dt)}
			x[j] = math.Log(p.spot)
		}
	}
	z := make([]float64, k)
	for i := range n {
		if i > 0 {
			m.normals(r, z)
		}
		for j := range m.all {
			p := &m.all[j]
			if p.curve != nil {
				price[j][i] = p.curve[i]
				continue
			}
			if i > 0 {
				s := &steps[j]
				x[j] = s.mean + s.decay*x[j] + s.spread*z[j]
			}
			price[j][i] = math.Exp(x[j])
		}
	}
	if m.from == nil {
		return
	}
	for j := range m.all {
		for i := range n {
			money, ok := m.from(index, m.clock.date(i), m.all[j].index)
			if ok {
				price[j][i] = money.Amount * m.rate(money.Currency)
			}
		}
	}
}

// normals fills z with one correlated normal number an index.
func (m *market) normals(r []*rand.Rand, z []float64) {
	for j := range z {
		z[j] = r[j].NormFloat64()
	}
	if m.lower == nil {
		return
	}
	for i := len(z) - 1; i >= 0; i-- { // from the last, so that z can be overwritten
		sum := 0.0
		for j, l := range m.lower[i] {
			sum += l * z[j]
		}
		z[i] = sum
	}
}
