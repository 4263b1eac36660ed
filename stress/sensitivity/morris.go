package sensitivity

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Levels is the number of grid levels of the screening, with a step of
// Levels/(2(Levels−1)) of the range: Morris's choice, by which each level is
// met equally often.
const Levels = 4

// Effect is what screening says of one parameter for one output. The unit is
// that of the output, for a move over the whole range.
type Effect struct {
	Parameter int
	Mean      float64 // μ: mean elementary effect, with its sign
	MeanAbs   float64 // μ*: mean absolute effect
	Spread    float64 // σ: sample standard deviation; large against μ* for curved or interacting parameters
	Error     float64 // standard error of μ*
}

// Screening is the result of Screen: per output, one effect per parameter in
// the parameters' order.
type Screening struct {
	Parameters   []Parameter
	Trajectories int
	Runs         int // points evaluated
	Outputs      [][]Effect
}

// Screen estimates elementary effects over r trajectories of len(parameters)+1
// points each, drawn from the seed (Morris 1991, Factorial Sampling Plans for
// Preliminary Computational Experiments, Technometrics 33). It needs r ≥ 2.
func Screen(ctx context.Context, parameters []Parameter, r int, seed uint64, model Model) (*Screening, error) {
	if err := check(parameters); err != nil {
		return nil, err
	}
	if r < 2 {
		return nil, fmt.Errorf("sensitivity: %d trajectories: at least 2 give a spread", r)
	}
	shares, moved := trajectories(len(parameters), r, seed)
	out, err := answer(ctx, parameters, shares, model)
	if err != nil {
		return nil, err
	}
	k := len(parameters)
	s := &Screening{Parameters: parameters, Trajectories: r, Runs: len(shares), Outputs: make([][]Effect, len(out[0]))}
	effects := make([]float64, 0, r)
	for o := range s.Outputs {
		for j := range parameters {
			effects = effects[:0]
			for t := range r {
				at := t*(k+1) + moved[t][j]
				step := shares[at+1][j] - shares[at][j]
				effects = append(effects, (out[at+1][o]-out[at][o])/step)
			}
			s.Outputs[o] = append(s.Outputs[o], effect(j, effects))
		}
	}
	return s, nil
}

// trajectories returns the points, as shares of the ranges, one trajectory after
// the other, and per trajectory and parameter the point its move starts from.
func trajectories(k, r int, seed uint64) (shares [][]float64, moved [][]int) {
	const step = float64(Levels) / (2 * (Levels - 1))
	random := rand.New(rand.NewPCG(seed, 0x6d6f72726973)) // "morris"
	for range r {
		at := make([]float64, k)
		for j := range at {
			at[j] = float64(random.IntN(Levels)) / (Levels - 1)
		}
		from := make([]int, k)
		shares = append(shares, slices.Clone(at))
		for i, j := range random.Perm(k) {
			from[j] = i
			if at[j]+step <= 1+1e-12 {
				at[j] += step
			} else {
				at[j] -= step
			}
			shares = append(shares, slices.Clone(at))
		}
		moved = append(moved, from)
	}
	return shares, moved
}

func effect(parameter int, effects []float64) Effect {
	n := float64(len(effects))
	e := Effect{Parameter: parameter}
	for _, v := range effects {
		e.Mean += v / n
		e.MeanAbs += math.Abs(v) / n
	}
	var around, aroundAbs float64
	for _, v := range effects {
		around += (v - e.Mean) * (v - e.Mean)
		aroundAbs += (math.Abs(v) - e.MeanAbs) * (math.Abs(v) - e.MeanAbs)
	}
	e.Spread = math.Sqrt(around / (n - 1))
	e.Error = math.Sqrt(aroundAbs / (n - 1) / n)
	return e
}

// Matter returns the parameters, strongest first, that some output cannot do
// without: those whose μ* is at least the share of that output's largest. At
// most n are returned, the ones whose greatest share over the outputs is
// largest.
func (s *Screening) Matter(share float64, n int) []int {
	weight := make([]float64, len(s.Parameters))
	for _, effects := range s.Outputs {
		most := 0.0
		for _, e := range effects {
			most = max(most, e.MeanAbs)
		}
		if most == 0 {
			continue
		}
		for _, e := range effects {
			weight[e.Parameter] = max(weight[e.Parameter], e.MeanAbs/most)
		}
	}
	var out []int
	for j, w := range weight {
		if w > 0 && w >= share {
			out = append(out, j)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		switch {
		case weight[a] > weight[b]:
			return -1
		case weight[a] < weight[b]:
			return 1
		}
		return 0
	})
	return out[:min(n, len(out))]
}
