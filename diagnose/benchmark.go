package diagnose

import (
	"math"
	"strings"

	"adit"
	"adit/chain"
)

// Benchmark is one aim of the EU's Critical Raw Materials Act for 2030,
// Regulation (EU) 2024/1252, Article 5(1), held against one material.
type Benchmark struct {
	Aim      string // extraction, processing, recycling, one third country
	Material *adit.Material
	Target   float64 // share of the EU's yearly consumption: at least, or at most for one third country
	AtMost   bool
	Capacity float64 // t/y the EU can make; zero for one third country
	Consumed float64 // t/y the EU uses or works up
	Share    float64 // NaN when it cannot be computed
	Reason   string  // why not
	Place    string  // the third country, for that aim
}

// Met reports whether the aim is reached; false also where nobody can tell.
func (b Benchmark) Met() bool {
	if b.AtMost {
		return b.Share <= b.Target
	}
	return b.Share >= b.Target
}

// The aims: 10% of consumption mined, 40% processed and 25% recycled inside the
// EU, and at most 65% from a single third country at any stage.
const (
	extractionAim = 0.10
	processingAim = 0.40
	recyclingAim  = 0.25
	thirdAim      = 0.65
)

// Benchmarks holds the EU's aims against every material the world makes. An aim
// counts against consumption at the same stage, since this is the only one on
// the same weight: where the EU consumes none, it cannot be computed.
func Benchmarks(net *chain.Network, deps []Dependence, eu Scope) []Benchmark {
	consumed, onThird := map[string]float64{}, map[string]Exposure{}
	for _, d := range deps {
		consumed[d.Material.ID] = d.Needed
		onThird[d.Material.ID] = d.Processing
	}
	type aims map[string]float64 // t/y of EU capacity by aim; an aim is a key when somebody in the world does it
	made := map[string]aims{}
	reagents := reagentsOf(net.World)
	for i := range net.Sites {
		s := &net.Sites[i]
		if s.AltOf >= 0 {
			continue
		}
		aim := "extraction"
		switch {
		case strings.Contains(s.Ref.Recipe, "recycle"):
			aim = "recycling"
		case takesFeed(s) || s.Host >= 0:
			aim = "processing"
		}
		for _, c := range s.Coefs {
			if c.Tonnes <= 0 {
				continue
			}
			id := net.Nodes[c.Node].Material.ID
			if made[id] == nil {
				made[id] = aims{}
			}
			if eu.Has(s.Ref.Place) {
				made[id][aim] += c.Tonnes * s.Capacity
			} else {
				made[id][aim] += 0
			}
		}
	}
	var out []Benchmark
	for i := range net.World.Materials {
		m := &net.World.Materials[i]
		if reagents[m.ID] {
			continue // the aims speak of raw materials
		}
		for _, aim := range []struct {
			name   string
			target float64
		}{{"extraction", extractionAim}, {"processing", processingAim}, {"recycling", recyclingAim}} {
			capacity, ok := made[m.ID][aim.name]
			if !ok {
				continue
			}
			b := Benchmark{Aim: aim.name, Material: m, Target: aim.target, Capacity: capacity, Consumed: consumed[m.ID]}
			b.fill(capacity)
			out = append(out, b)
		}
		if made[m.ID] == nil {
			continue
		}
		b := Benchmark{Aim: "one third country", Material: m, Target: thirdAim, AtMost: true, Consumed: consumed[m.ID], Place: onThird[m.ID].Most}
		b.fill(onThird[m.ID].OnMost * consumed[m.ID])
		out = append(out, b)
	}
	return out
}

func (b *Benchmark) fill(part float64) {
	if b.Consumed <= 0 {
		b.Share, b.Reason = math.NaN(), "cannot be computed: no EU consumption of it in the base year"
		return
	}
	b.Share = part / b.Consumed
}
