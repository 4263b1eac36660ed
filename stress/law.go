package stress

import (
	"math"
	"slices"

	"adit"
	"adit/chain"
	"adit/market"
	"adit/rulebook"
)

// law is what the rule book says to every lane of a component, for every
// period of a run and every window period seen from it.
type law struct {
	net   *chain.Network
	grid  adit.Grid
	ahead int            // window periods
	rates []float64      // per lane: tariff rate by law in the base
	stays [][][]stretch  // per period and window period
	pools []market.Pool  // every pool some bite asks for
	index map[poolID]int // its number
}

// stretch is a part of a period in which no measure changes.
type stretch struct {
	share float64           // of the period's days
	bites [][]rulebook.Bite // per lane
}

type poolID struct {
	measure string
	node    int    // source of re-exports; -1: a licence pool
	of      string // material
}

// readLaw asks the book about every lane. Agents in period p know what is
// known by the period's last day, and expect it to hold.
func readLaw(net *chain.Network, book *rulebook.Book, grid adit.Grid, window int, base adit.Date) *law {
	l := &law{net: net, grid: grid, ahead: window, index: map[poolID]int{}}
	l.rates = make([]float64, len(net.Lanes))
	for i := range net.Lanes {
		for _, b := range bitesOf(book, &net.Lanes[i], base, base) {
			l.rates[i] += b.Rate
		}
	}
	l.stays = make([][][]stretch, grid.Len())
	for p := range l.stays {
		known := grid.Span(p).To
		changes := book.Changes(known)
		for t := range window {
			q := min(p+t, grid.Len()-1)
			l.stays[p] = append(l.stays[p], l.read(book, changes, grid.Span(q), known))
		}
	}
	return l
}

func bitesOf(book *rulebook.Book, lane *chain.Lane, on, known adit.Date) []rulebook.Bite {
	return book.Bites(lane.Ref.Material, lane.Ref.From, lane.Ref.To, on, known)
}

// read cuts a span at the days on which some measure may begin or cease to bind,
// as known, and asks the book about every lane in each stretch between them.
func (l *law) read(book *rulebook.Book, changes []adit.Date, span adit.Span, known adit.Date) []stretch {
	var out []stretch
	for from := span.From; from <= span.To; {
		to := span.To + 1
		if i, _ := slices.BinarySearch(changes, from+1); i < len(changes) {
			to = min(to, changes[i])
		}
		s := stretch{share: float64(to-from) / float64(span.To-span.From+1), bites: make([][]rulebook.Bite, len(l.net.Lanes))}
		for i := range l.net.Lanes {
			s.bites[i] = bitesOf(book, &l.net.Lanes[i], from, known)
			for _, b := range s.bites[i] {
				if b.Pool || b.Transferor {
					l.join(b, i)
				}
			}
		}
		out = append(out, s)
		from = to
	}
	return out
}

func (l *law) poolOf(b rulebook.Bite, lane int) poolID {
	ref := &l.net.Lanes[lane]
	if b.Transferor {
		return poolID{b.Measure.ID, ref.From, ref.Ref.Material}
	}
	return poolID{b.Measure.ID, -1, ref.Ref.Material}
}

// join puts a lane into the pool a bite on it belongs to, making the pool on
// first sight.
func (l *law) join(b rulebook.Bite, lane int) {
	id := l.poolOf(b, lane)
	k, ok := l.index[id]
	if !ok {
		k = len(l.pools)
		l.index[id] = k
		name := id.measure + ":" + id.of
		if id.node >= 0 {
			name = id.measure + ":" + l.net.Nodes[id.node].Name()
		}
		l.pools = append(l.pools, market.Pool{ID: name, Source: id.node})
	}
	if !slices.Contains(l.pools[k].Lanes, lane) {
		l.pools[k].Lanes = append(l.pools[k].Lanes, lane)
	}
}

// setting is a throughput that an event gives a measure, for some materials.
type setting struct {
	materials  []string // patterns; none: all
	throughput float64
}

// grant lets the trade with some places pass under measures.
type grant struct {
	measures  []string // patterns
	places    []string // destinations
	materials []string // patterns; none: all
	share     float64  // of the base flow that passes
}

// settings are what the events of a period do to law.
type settings struct {
	throughput map[string][]setting // per measure; the lowest holds
	grants     []grant
}

// on returns a bite as events leave it for a lane, and whether licences are
// granted lane by lane under its measure.
func (set *settings) on(b rulebook.Bite, lane *adit.Lane) (_ rulebook.Bite, byLane bool) {
	lowest := math.Inf(1)
	for _, v := range set.throughput[b.Measure.ID] {
		if len(v.materials) == 0 || match(v.materials, lane.Material) {
			lowest = min(lowest, v.throughput)
		}
	}
	if !math.IsInf(lowest, 1) {
		b.Throughput = lowest
	}
	for _, g := range set.grants {
		if b.Transferor || !match(g.measures, b.Measure.ID) || len(g.materials) > 0 && !match(g.materials, lane.Material) {
			continue
		}
		byLane = true
		if slices.Contains(g.places, lane.To) {
			b.Throughput = max(b.Throughput, g.share)
		}
	}
	return b, byLane
}

// period compiles one window period under what events do to law.
func (l *law) period(p, t int, set settings) market.Period {
	out := market.Period{}
	stays := l.stays[p][t]
	pools := make([]float64, len(l.pools))
	bound := make([]bool, len(l.pools))
	for k := range pools {
		pools[k] = 1
	}
	for i := range l.net.Lanes {
		lane, rate, bites := 1.0, 0.0, false
		for _, s := range stays {
			tightest := 1.0
			for _, b := range s.bites[i] {
				rate += s.share * b.Rate
				b, byLane := set.on(b, l.net.Lanes[i].Ref)
				switch {
				case b.Transferor:
					k := l.index[l.poolOf(b, i)]
					if l.pools[k].Lanes[0] == i {
						pools[k] -= s.share * (1 - b.Passing())
						bound[k] = true
					}
				case b.Relative() >= 1-1e-9:
				case b.Pool && !byLane:
					k := l.index[l.poolOf(b, i)]
					if l.pools[k].Lanes[0] == i {
						pools[k] -= s.share * (1 - b.Relative())
						bound[k] = true
					}
				default: // licences that name their holders are no common pool
					tightest = min(tightest, b.Relative())
				}
			}
			if tightest < 1 {
				bites = true
			}
			lane -= s.share * (1 - tightest)
		}
		if bites {
			out.Lanes = append(out.Lanes, market.Limit{Index: i, Value: round(lane)})
		}
		if d := rate - l.rates[i]; d > 1e-9 || d < -1e-9 {
			out.Tariffs = append(out.Tariffs, market.Limit{Index: i, Value: round(d)})
		}
	}
	for k := range pools {
		if bound[k] {
			out.Pools = append(out.Pools, market.Limit{Index: k, Value: round(pools[k])})
		}
	}
	return out
}

// inForce returns the days of a span on which a measure is in force, as known
// on each of them.
func inForce(book *rulebook.Book, measure string, span adit.Span) []adit.Span {
	var out []adit.Span
	days := append([]adit.Date{span.From}, book.Changes(span.To)...)
	slices.Sort(days)
	days = slices.Compact(days)
	for i, day := range days {
		if day < span.From || day > span.To {
			continue
		}
		to := span.To
		if i+1 < len(days) {
			to = min(to, days[i+1]-1)
		}
		if a, ok := book.Answer(measure, day, day); ok && a.Status == rulebook.InForce {
			if n := len(out); n > 0 && out[n-1].To == day-1 {
				out[n-1].To = to
			} else {
				out = append(out, adit.Span{From: day, To: to})
			}
		}
	}
	return out
}

// round drops what arithmetic on days leaves behind, so that equal conditions
// have equal keys.
func round(v float64) float64 {
	const grain = 1 << 30
	return math.Floor(v*grain+0.5) / grain
}
