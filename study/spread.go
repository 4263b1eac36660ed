package study

import (
	"math"
	"slices"

	"adit/stress"
)

// spread is a number over the draws: its median, P10 and P90, and mean.
type spread struct{ low, mid, high, mean float64 }

// spreadOf reads a spread off the values of the draws; it sorts them. Quantiles
// interpolate linearly between order statistics (Hyndman & Fan 1996, type 7).
func spreadOf(v []float64) spread {
	if len(v) == 0 {
		return spread{math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	}
	slices.Sort(v)
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return spread{quantile(v, 0.1), quantile(v, 0.5), quantile(v, 0.9), sum / float64(len(v))}
}

func quantile(sorted []float64, q float64) float64 {
	x := q * float64(len(sorted)-1)
	i := int(x)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (x-float64(i))*(sorted[i+1]-sorted[i])
}

// finished returns the draws of a part that ran to their end.
func finished(p *stress.Part) [][]*stress.Record {
	var out [][]*stress.Record
	for _, d := range p.Draws {
		if len(d) > 0 && d[len(d)-1] != nil {
			out = append(out, d)
		}
	}
	return out
}

// overDraws spreads a number of each finished draw.
func overDraws(p *stress.Part, f func(d []*stress.Record) float64) spread {
	var v []float64
	for _, d := range finished(p) {
		v = append(v, f(d))
	}
	return spreadOf(v)
}

// byPeriod spreads a number of each period over the finished draws.
func byPeriod(p *stress.Part, f func(r *stress.Record) float64) []spread {
	draws := finished(p)
	if len(draws) == 0 {
		return nil
	}
	out := make([]spread, len(draws[0]))
	for t := range out {
		v := make([]float64, 0, len(draws))
		for _, d := range draws {
			v = append(v, f(d[t]))
		}
		out[t] = spreadOf(v)
	}
	return out
}
