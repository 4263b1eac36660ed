package stress

import (
	"adit"
	"adit/market"
)

// future turns the episodes of a draw into the conditions of every period of
// one component.
type future struct {
	law      *law
	interned map[string]int // number of each distinct condition
	list     []*market.Conditions
}

func newFuture(l *law) *future {
	return &future{law: l, interned: map[string]int{}}
}

// conditions returns, per period, the number of its conditions in f.list.
func (f *future) conditions(episodes []episode) []int {
	out := make([]int, f.law.grid.Len())
	for p := range out {
		c := f.window(p, episodes)
		key := c.Key()
		n, ok := f.interned[key]
		if !ok {
			n = len(f.list)
			f.interned[key] = n
			f.list = append(f.list, c)
		}
		out[p] = n
	}
	return out
}

// window compiles what agents see from period p: in the first period what
// happens, afterwards what has begun by its end, as it then stands, and what is
// announced.
func (f *future) window(p int, episodes []episode) *market.Conditions {
	grid := f.law.grid
	now := grid.Span(p)
	c := &market.Conditions{}
	for t := range f.law.ahead {
		levels := make([]float64, len(episodes))
		for i := range episodes {
			e := &episodes[i]
			known := e.from
			if a := e.event.Announced; a != 0 {
				known = a
			}
			switch {
			case t == 0:
				levels[i] = e.level(now)
			case known > now.To:
			case e.from > now.To:
				levels[i] = e.level(grid.Span(min(p+t, grid.Len()-1)))
			default:
				levels[i] = e.level(adit.Span{From: now.To, To: now.To})
			}
		}
		c.Periods = append(c.Periods, f.period(p, t, episodes, levels))
	}
	return c
}

func (f *future) period(p, t int, episodes []episode, levels []float64) market.Period {
	set := map[string]float64{}
	sites, uses := map[int]float64{}, map[int]float64{}
	net := f.law.net
	for i := range episodes {
		e, level := episodes[i].event, levels[i]
		if level == 0 {
			continue
		}
		severity := episodes[i].severity
		switch e.Kind {
		case adit.ControlEvent:
			for _, id := range e.ActsOn {
				calm := f.calm(id)
				v := calm + (severity-calm)*level
				if old, ok := set[id]; !ok || v < old {
					set[id] = v
				}
			}
		case adit.OutageEvent:
			for k := range net.Sites {
				s := &net.Sites[k]
				if !match(e.Sites, s.Ref.ID) && (len(e.Sites) > 0 || e.Place == "") || e.Place != "" && s.Ref.Place != e.Place ||
					len(e.Materials) > 0 && !match(e.Materials, net.Nodes[s.Main()].Material.ID) {
					continue
				}
				if _, ok := sites[k]; !ok {
					sites[k] = 1
				}
				sites[k] *= 1 - severity*level
			}
		case adit.DemandEvent:
			for k := range net.Uses {
				u := net.Uses[k].Ref
				if !match(e.Uses, u.ID) || e.Place != "" && u.Place != e.Place {
					continue
				}
				if _, ok := uses[k]; !ok {
					uses[k] = 1
				}
				uses[k] *= 1 + severity*level
			}
		}
	}
	out := f.law.period(p, t, set)
	for k := range net.Sites {
		if v, ok := sites[k]; ok {
			out.Available = append(out.Available, market.Limit{Index: k, Value: round(v)})
		}
	}
	for k := range net.Uses {
		if v, ok := uses[k]; ok {
			out.Demand = append(out.Demand, market.Limit{Index: k, Value: round(v)})
		}
	}
	return out
}

// calm returns the throughput a measure has when nothing happens: what its
// effect says, else the base.
func (f *future) calm(id string) float64 {
	for i := range f.law.net.World.Measures {
		m := &f.law.net.World.Measures[i]
		if m.ID == id {
			return m.Effect.Throughput.Or(m.Effect.Base.Or(1))
		}
	}
	return 1
}
