package dataset

import (
	"math"
	"slices"
	"strings"
)

// flow is one recipe's way from a substance to another: so many tonnes of the
// second per tonne of the first.
type flow struct {
	from, to string
	recipe   *recipe
	loss     float64 // −log of the gain, less the slack: a cycle of negative loss creates mass
}

// checkCycles finds recipes that feed one another and together make a
// substance out of nothing, though each alone may look sound: a product
// weighed whole hides what it contains, and recycling may give back more than
// went in. Losses of a cycle add up as logarithms, so it is a negative cycle
// in the sense of Bellman and Ford.
func (r *reader) checkCycles(list []*recipe) {
	var flows []flow
	nodes := map[string]bool{}
	for _, p := range list {
		if p.broken {
			continue
		}
		for _, from := range sortedKeys(p.in) {
			for _, to := range sortedKeys(p.out) {
				if from == to || p.in[from] <= 0 || p.out[to] <= 0 {
					continue // one recipe alone is checked by itself
				}
				nodes[from], nodes[to] = true, true
				flows = append(flows, flow{from, to, p, -math.Log(p.out[to]/p.in[from]) + massSlack})
			}
		}
	}
	cycle := negativeCycle(flows, len(nodes))
	if cycle == nil || !slices.ContainsFunc(cycle, func(f flow) bool { return !isGross(f.to) }) {
		return
	}
	gain := 1.0
	var names []string
	first := cycle[0].recipe
	for _, f := range cycle {
		gain *= f.recipe.out[f.to] / f.recipe.in[f.from]
		names = append(names, f.recipe.name)
		if f.recipe.lines[0] < first.lines[0] {
			first = f.recipe
		}
	}
	r.problems.Add("mass-created", r.at("recipes", first.lines[0], "recipe"), "one of them gives back more than another took: check their quantities",
		"recipes %s in turn make %.4g t out of each tonne", strings.Join(names, ", "), gain)
}

// negativeCycle returns the flows around a cycle whose losses sum below zero,
// or nil.
func negativeCycle(flows []flow, nodes int) []flow {
	cost := map[string]float64{}
	via := map[string]flow{}
	var last string
	for range nodes + 1 {
		last = ""
		for _, f := range flows {
			if c := cost[f.from] + f.loss; c < cost[f.to]-1e-12 {
				cost[f.to], via[f.to], last = c, f, f.to
			}
		}
		if last == "" {
			return nil
		}
	}
	for range nodes { // step back until surely inside the cycle
		last = via[last].from
	}
	var cycle []flow
	for at := last; ; {
		f := via[at]
		cycle = append(cycle, f)
		if at = f.from; at == last {
			break
		}
	}
	slices.Reverse(cycle)
	return cycle
}
