package sensitivity

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/spatial/r1"
	"gonum.org/v1/gonum/stat/distmv"
	"gonum.org/v1/gonum/stat/samplemv"
)

// Index is what one parameter brings to the variance of one output: shares of
// it (about 0-1; an estimate may fall outside by its error).
type Index struct {
	Parameter           int
	First               float64 // S_i: alone
	FirstLow, FirstHigh float64 // 90% interval, bootstrapped
	Total               float64 // S_Ti: alone and with others
	TotalLow, TotalHigh float64
}

// Decomposition is the result of Indices: per output its mean, variance and one
// index per parameter, in the parameters' order. An output that does not vary
// has no indices.
type Decomposition struct {
	Parameters []Parameter
	Base       int // points of each base matrix
	Runs       int // points evaluated: Base × (parameters + 2)
	Outputs    []Variance
}

// Variance is the decomposition of one output.
type Variance struct {
	Mean     float64
	Variance float64 // sample variance over the two base matrices
	Indices  []Index
}

// Resamples is the number of bootstrap samples behind an interval.
const Resamples = 500

// Indices estimates first-order and total indices from n base points: first
// order by Saltelli et al. (2010), Computer Physics Communications 181, table 2
// (b); total by Jansen (1999), the same table, (f). It evaluates
// n × (len(parameters)+2) points.
func Indices(ctx context.Context, parameters []Parameter, n int, seed uint64, model Model) (*Decomposition, error) {
	if err := check(parameters); err != nil {
		return nil, err
	}
	if n < 2 {
		return nil, fmt.Errorf("sensitivity: %d base points: at least 2 give a variance", n)
	}
	k := len(parameters)
	a, b := base(n, k, seed)
	shares := slices.Concat(a, b)
	for j := range k {
		for i := range n {
			mixed := slices.Clone(a[i])
			mixed[j] = b[i][j]
			shares = append(shares, mixed)
		}
	}
	out, err := answer(ctx, parameters, shares, model)
	if err != nil {
		return nil, err
	}
	d := &Decomposition{Parameters: parameters, Base: n, Runs: len(shares)}
	columns := make([][]float64, k+2) // f(A), f(B), f(A_B) of each parameter
	for o := range out[0] {
		for c := range columns {
			columns[c] = make([]float64, n)
			for i := range n {
				columns[c][i] = out[c*n+i][o]
			}
		}
		d.Outputs = append(d.Outputs, decompose(columns, seed))
	}
	return d, nil
}

// base returns two n × k matrices of shares: the halves of scrambled Halton
// points in 2k dimensions, so that they are independent of each other.
func base(n, k int, seed uint64) (a, b [][]float64) {
	cube := make([]r1.Interval, 2*k)
	for i := range cube {
		cube[i] = r1.Interval{Min: 0, Max: 1}
	}
	random := rand.NewPCG(seed, 0x736f626f6c) // "sobol"
	points := mat.NewDense(n, 2*k, nil)
	samplemv.Halton{Kind: samplemv.Owen, Q: distmv.NewUniform(cube, random), Src: random}.Sample(points)
	for i := range n {
		row := points.RawRowView(i)
		a, b = append(a, row[:k:k]), append(b, row[k:])
	}
	return a, b
}

// decompose turns the answers of one output into indices with intervals.
func decompose(columns [][]float64, seed uint64) Variance {
	n, k := len(columns[0]), len(columns)-2
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	v := Variance{}
	var first, total []float64
	v.Mean, v.Variance, first, total = estimate(columns, all)
	if first == nil {
		return v
	}
	random := rand.New(rand.NewPCG(seed, 0x626f6f74)) // "boot"
	firsts, totals := make([][]float64, k), make([][]float64, k)
	sample := make([]int, n)
	for range Resamples {
		for i := range sample {
			sample[i] = random.IntN(n)
		}
		_, _, f, t := estimate(columns, sample)
		if f == nil {
			continue // a sample of one point over and over
		}
		for j := range k {
			firsts[j], totals[j] = append(firsts[j], f[j]), append(totals[j], t[j])
		}
	}
	for j := range k {
		x := Index{Parameter: j, First: first[j], Total: total[j]}
		x.FirstLow, x.FirstHigh = interval(firsts[j])
		x.TotalLow, x.TotalHigh = interval(totals[j])
		v.Indices = append(v.Indices, x)
	}
	return v
}

// estimate returns the indices over a sample of rows; nil when the output does
// not vary. Answers are centred first, which the estimators leave unchanged in
// expectation and which takes the error of a large mean out of the first order.
func estimate(columns [][]float64, rows []int) (mean, variance float64, first, total []float64) {
	fa, fb := columns[0], columns[1]
	n := float64(len(rows))
	scale := 0.0
	for _, i := range rows {
		mean += (fa[i] + fb[i]) / (2 * n)
		scale = max(scale, math.Abs(fa[i]), math.Abs(fb[i]))
	}
	for _, i := range rows {
		variance += ((fa[i]-mean)*(fa[i]-mean) + (fb[i]-mean)*(fb[i]-mean)) / (2*n - 1)
	}
	if variance <= 1e-24*scale*scale {
		return mean, 0, nil, nil
	}
	for _, mixed := range columns[2:] {
		var s, t float64
		for _, i := range rows {
			s += (fb[i] - mean) * (mixed[i] - fa[i])
			t += (fa[i] - mixed[i]) * (fa[i] - mixed[i])
		}
		first = append(first, s/n/variance)
		total = append(total, t/(2*n)/variance)
	}
	return mean, variance, first, total
}

// interval returns the 5th and 95th percentiles.
func interval(v []float64) (low, high float64) {
	if len(v) == 0 {
		return math.NaN(), math.NaN()
	}
	slices.Sort(v)
	at := func(q float64) float64 { return v[int(q*float64(len(v)-1)+0.5)] }
	return at(0.05), at(0.95)
}
