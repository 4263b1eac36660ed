package stress

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"

	"adit"
	"adit/market"
)

// future turns the episodes of a draw into the conditions of every period of
// one component.
type future struct {
	law      *law
	floors   []adit.PriceFloor
	trial    Trial
	list     []*market.Conditions // distinct conditions
	interned map[sum]int          // their numbers

	outlooks [][]market.Period // distinct contents of windows
	contents map[sum]int       // their numbers, by content
	compiled map[sum]int       // and by how episodes stand
}

// sum stands for a key, which may be long.
type sum [sha256.Size]byte

func newFuture(l *law, floors []adit.PriceFloor) *future {
	return &future{law: l, floors: floors, interned: map[sum]int{}, contents: map[sum]int{}, compiled: map[sum]int{}}
}

// conditions returns, for the first n periods, the number of its conditions in
// f.list.
func (f *future) conditions(episodes []episode, fates []fate, n int) []int {
	out := make([]int, n)
	var last []market.Term
	for p := range out {
		now := terms(fates, p, f.law.grid.Years(p)*12)
		if p > 0 && slices.Equal(now, last) {
			now = last
		}
		last = now
		c := market.Conditions{Terms: now}
		view := f.outlook(p, episodes)
		key := sha256.Sum256(append(binary.AppendUvarint(nil, uint64(view)), c.Key()...))
		k, ok := f.interned[key]
		if !ok {
			k = len(f.list)
			f.interned[key] = k
			c.Periods = f.outlooks[view]
			f.list = append(f.list, &c)
		}
		out[p] = k
	}
	return out
}

// outlook returns the number in f.outlooks of what agents see from a period.
// Compiling it is dear, so it is done once for episodes that stand alike.
func (f *future) outlook(p int, episodes []episode) int {
	at := f.standing(p, episodes)
	key := binary.AppendUvarint(nil, uint64(p))
	for t := range at {
		key = binary.AppendUvarint(key, uint64(len(at[t])))
		for _, s := range at[t] {
			key = append(append(key, s.event.ID...), 0)
			v := []float64{s.severity, s.extra, s.level, s.waiting}
			if s.event.Kind == adit.ReactionEvent { // what is left to release depends on when it began
				v = append(v, float64(s.from), float64(s.to))
			}
			for _, x := range v {
				key = binary.LittleEndian.AppendUint64(key, math.Float64bits(x))
			}
		}
	}
	k := sha256.Sum256(key)
	n, ok := f.compiled[k]
	if ok {
		return n
	}
	c := market.Conditions{}
	for t := range at {
		c.Periods = append(c.Periods, f.period(p, t, at[t]))
	}
	content := sha256.Sum256([]byte(c.Key()))
	if n, ok = f.contents[content]; !ok {
		n = len(f.outlooks)
		f.contents[content] = n
		f.outlooks = append(f.outlooks, c.Periods)
	}
	f.compiled[k] = n
	return n
}

// seen is how an episode stands in one window period, as agents see it.
type seen struct {
	*episode
	level   float64 // of its severity
	waiting float64 // share of days on which no licence is out
	days    adit.Span
}

// standing is how episodes stand in the periods of the window from p, as agents
// see it: in the first what happens, afterwards what has begun by its end, as it
// then stands, and what is announced.
func (f *future) standing(p int, episodes []episode) [][]seen {
	grid := f.law.grid
	now := grid.Span(p)
	out := make([][]seen, f.law.ahead)
	for t := range out {
		days := grid.Span(min(p+t, grid.Len()-1))
		for i := range episodes {
			e := &episodes[i]
			s := seen{episode: e, days: days}
			known := e.from
			if a := e.event.Announced; a != 0 {
				known = a
			}
			switch {
			case t == 0:
				s.level, s.waiting = e.level(now), e.waiting(now)
			case known > now.To:
			case e.from > now.To:
				s.level, s.waiting = e.level(days), e.waiting(days)
			default:
				s.level = e.level(adit.Span{From: now.To, To: now.To})
				s.waiting = e.waiting(days) // the time an examination takes is known
			}
			if s.level > 0 {
				out[t] = append(out[t], s)
			}
		}
	}
	return out
}

// window is what agents see from a period, compiled.
func (f *future) window(p int, episodes []episode) *market.Conditions {
	return &market.Conditions{Periods: f.outlooks[f.outlook(p, episodes)]}
}

// scale multiplies a number of a thing, which is 1 until an event touches it.
func scale(m map[int]float64, k int, by float64) {
	if v, ok := m[k]; ok {
		by *= v
	}
	m[k] = by
}

func (f *future) period(p, t int, at []seen) market.Period {
	set := settings{throughput: map[string][]setting{}}
	sites, costs, uses, routes := map[int]float64{}, map[int]float64{}, map[int]float64{}, map[int]float64{}
	releases := map[int]float64{}
	net := f.law.net
	for _, s := range at {
		e := s.event
		switch {
		case e.Kind == adit.ControlEvent, e.Kind == adit.ReactionEvent && len(e.ActsOn) > 0:
			for i := range net.World.Measures {
				if id := net.World.Measures[i].ID; match(e.ActsOn, id) {
					calm := f.calm(id)
					severity := s.severity
					if e.Denied.Given() {
						severity *= calm
					}
					v := calm + (severity-calm)*s.level - severity*min(s.waiting, s.level)
					set.throughput[id] = append(set.throughput[id], setting{e.Materials, min(1, max(0, v)+f.trial.Ease*s.level)})
				}
			}
		case e.Kind == adit.ReactionEvent:
			f.release(s, releases)
		case e.Kind == adit.LicencesEvent:
			set.grants = append(set.grants, grant{e.ActsOn, f.places(e.Holders), e.Materials, s.severity * s.level})
		case e.Kind.Fails():
			for k := range net.Sites {
				if f.hits(e, k) {
					scale(sites, k, 1-s.severity*s.level)
				}
			}
		case e.Kind == adit.PriceWarEvent:
			for k := range net.Sites {
				if f.hits(e, k) {
					scale(sites, k, 1+s.extra*s.level)
					costs[k] = min(costs[k], -s.severity*s.level)
				}
			}
		case e.Kind == adit.DemandEvent:
			for k := range net.Uses {
				u := net.Uses[k].Ref
				if match(e.Uses, u.ID) && (e.Place == "" || u.Place == e.Place) && (len(e.Materials) == 0 || match(e.Materials, u.Material)) {
					scale(uses, k, 1+s.severity*s.level)
				}
			}
		case e.Kind == adit.NationalismEvent, e.Kind == adit.RouteEvent:
			for k := range net.Lanes {
				l := net.Lanes[k].Ref
				from := e.From
				if e.Place != "" {
					from = []string{e.Place}
				}
				if (len(from) == 0 || slices.Contains(from, l.From)) && (len(e.To) == 0 || slices.Contains(e.To, l.To)) &&
					(len(e.Materials) == 0 || match(e.Materials, l.Material)) {
					scale(routes, k, 1-s.severity*s.level)
				}
			}
		}
	}
	for i := range net.Nodes {
		if tonnes, ok := f.trial.Tonnes[net.Nodes[i].Name()]; ok {
			releases[i] += tonnes
		}
	}
	out := f.law.period(p, t, set)
	out.Available = limits(sites, len(net.Sites))
	out.Costs = limits(costs, len(net.Sites))
	out.Demand = limits(uses, len(net.Uses))
	out.Routes = limits(routes, len(net.Lanes))
	out.Releases = limits(releases, len(net.Nodes))
	out.Floors = limits(f.promised(f.law.grid.Span(min(p+t, f.law.grid.Len()-1))), len(net.Sites))
	return out
}

// limits lists what a map holds in rising order.
func limits(m map[int]float64, n int) []market.Limit {
	var out []market.Limit
	for k := range n {
		if v, ok := m[k]; ok {
			out = append(out, market.Limit{Index: k, Value: round(v)})
		}
	}
	return out
}

// hits reports whether an event touches a site: everything it names must fit,
// and it must name something.
func (f *future) hits(e *adit.Event, site int) bool {
	s := &f.law.net.Sites[site]
	return len(e.Sites)+len(e.Recipes)+len(e.Materials)+len(e.Place) > 0 &&
		(len(e.Sites) == 0 || match(e.Sites, s.Ref.ID)) &&
		(len(e.Recipes) == 0 || match(e.Recipes, s.Ref.Recipe)) &&
		(e.Place == "" || s.Ref.Place == e.Place) &&
		(len(e.Materials) == 0 || match(e.Materials, f.law.net.Nodes[s.Main()].Material.ID))
}

// places turns holders of licences into places: a party stands for its own.
func (f *future) places(holders []string) []string {
	out := slices.Clone(holders)
	for _, p := range f.law.net.World.Parties {
		if slices.Contains(holders, p.ID) && p.Place != "" {
			out = append(out, p.Place)
		}
	}
	return out
}

// release adds what an ally lets go of its stocks in a period: so much of each
// a month, until it is gone.
func (f *future) release(s seen, to map[int]float64) {
	net := f.law.net
	for i := range net.World.Stocks {
		held := &net.World.Stocks[i]
		n := net.Node(held.Material, held.Place)
		if n < 0 || held.Kind == adit.Working || held.Place != s.event.Place || !held.Tonnes.Given() || !held.Tonnes.Known() ||
			len(s.event.Materials) > 0 && !match(s.event.Materials, held.Material) {
			continue
		}
		gone := func(d adit.Date) float64 { // share released by the end of a day
			if s.to != 0 {
				d = min(d, s.to-1)
			}
			return min(1, s.severity*max(0, float64(d-s.from+1))/30.4375)
		}
		if t := held.Tonnes.Value * (gone(s.days.To) - gone(s.days.From-1)); t > 0 {
			to[n] += t
		}
	}
}

// promised are the price floors that hold in a period, USD/kg per site; where
// two hold, the higher.
func (f *future) promised(days adit.Span) map[int]float64 {
	out := map[int]float64{}
	for _, fl := range f.floors {
		if !fl.Days.Has(days.From) {
			continue
		}
		for k := range f.law.net.Sites {
			if match(fl.Sites, f.law.net.Sites[k].Ref.ID) {
				out[k] = max(out[k], fl.Price.Or(0))
			}
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
