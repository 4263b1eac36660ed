package ownership

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// Interval is a share of the whole, 0-1, that lies between two bounds.
type Interval struct{ Low, High float64 }

// dilution holds the diluted shares of a closure once they are computed.
type dilution struct {
	once      sync.Once
	low, high []float64
}

// Dilution returns the part of a party that belongs to the listed parties in
// the end: the product of shares along each path from one of them, summed over
// the paths. It is no test of any law. ok is false where the graph has no such
// party. The first call computes it for all parties.
func (c *Closure) Dilution(id string) (part Interval, ok bool) {
	p, ok := c.s.g.ids[id]
	if !ok {
		return Interval{}, false
	}
	d := c.dilution
	d.once.Do(func() { d.low, d.high = c.s.dilute(c.seeds, nil) })
	return Interval{d.low[p], d.high[p]}, true
}

// Dilution returns the part of one party that belongs to some others in the
// end, on one day. ok is false where the graph has no such party. Snapshot.
// Dilution is cheaper where several are asked for on one day.
func (g *Graph) Dilution(from []string, to string, q Question) (part Interval, ok bool) {
	return g.On(q).Dilution(from, to)
}

// Dilution returns the part of one party that belongs to some others in the
// end.
func (s *Snapshot) Dilution(from []string, to string) (part Interval, ok bool) {
	p, ok := s.g.ids[to]
	if !ok {
		return Interval{}, false
	}
	var seeds []int32
	for _, id := range from {
		i, ok := s.g.ids[id]
		if !ok {
			return Interval{}, false
		}
		seeds = append(seeds, i)
	}
	// Only what stands above the party matters.
	above := make([]bool, len(s.g.parties))
	above[p] = true
	queue := []int32{p}
	for i := 0; i < len(queue); i++ {
		for _, o := range s.owner[s.start[queue[i]]:s.start[queue[i]+1]] {
			if !above[o] {
				above[o] = true
				queue = append(queue, o)
			}
		}
	}
	low, high := s.dilute(seeds, above)
	return Interval{low[p], high[p]}, true
}

// dilute solves x(a) = Σ share(o, a) · x(o) with x = 1 for the seeds, ring by
// ring, owners first; above, where given, is all that is solved.
//
// Below, it starts from nothing with the least that is held and only rises;
// above, it starts from the whole with the most that is held and only falls.
// Every step is rounded outwards, so that the least solution lies between the
// two wherever they stop. They are computed side by side.
func (s *Snapshot) dilute(seeds []int32, above []bool) (low, high []float64) {
	n := len(s.g.parties)
	low, high = make([]float64, n), make([]float64, n)
	fixed := make([]bool, n)
	take := make([]bool, n)
	queue := slices.Clone(seeds)
	for _, p := range seeds {
		low[p], high[p], fixed[p] = 1, 1, true
	}
	for i := 0; i < len(queue); i++ { // whoever no seed stands above has nothing
		o := queue[i]
		for k := s.outStart[o]; k < s.outStart[o+1]; k++ {
			a := s.out[k]
			if take[a] || fixed[a] || above != nil && !above[a] || !s.mayHold(s.outAt[k]) {
				continue
			}
			take[a] = true
			queue = append(queue, a)
		}
	}
	member, start := s.components(take)
	for _, p := range member {
		high[p] = 1
	}
	var both sync.WaitGroup
	both.Go(func() { side{s, low, false}.settle(member, start) })
	both.Go(func() { side{s, high, true}.settle(member, start) })
	both.Wait()
	return low, high
}

// mayHold reports whether an owner may hold anything at all.
func (s *Snapshot) mayHold(at int32) bool {
	return s.high[at] > 0 || s.vhigh != nil && s.vhigh[at] > 0
}

// Rings are repeated until a round changes no share by more than the
// tolerance, or the work is spent: what is then between the bounds is shown.
const (
	tolerance   = 1e-15
	wideRing    = 10_000 // parties from which on the coarser tolerance does
	coarse      = 1e-9   // a billionth of the whole, as fine as shares are recorded
	workPerRing = 100_000_000
)

// side is one of the two bounds: x holds what is known of it so far.
type side struct {
	s     *Snapshot
	x     []float64
	upper bool
}

// part is what follows for an asset from what its owners have now.
func (d side) part(a int32) float64 {
	if d.upper {
		return d.s.partAbove(a, d.x)
	}
	return d.s.partBelow(a, d.x)
}

// settle repeats each ring until it stands still.
func (d side) settle(member, start []int32) {
	for g := range len(start) - 1 {
		ring := member[start[g]:start[g+1]]
		if len(ring) == 1 {
			d.x[ring[0]] = d.part(ring[0])
			continue
		}
		still := tolerance
		if len(ring) > wideRing {
			still = coarse
		}
		r := d.ring(ring)
		for rounds := workPerRing/(len(ring)+len(r.owner)) + 1; rounds > 0; rounds-- {
			if r.round() <= still {
				break
			}
		}
	}
}

// ring is one ring laid out for repeated rounds. Most parties have a part that
// is a plain sum: what their owners outside the ring give is added up once, what
// those inside give stands side by side. The rest, bent ones, are computed from
// the snapshot.
type ring struct {
	side
	member []int32
	bent   []bool
	fixed  []float64 // from owners outside the ring
	factor []float64 // outward rounding
	start  []int32
	owner  []int32
	weight []float64 // share, 0-1
}

func (d side) ring(member []int32) *ring {
	s := d.s
	inside := make(map[int32]struct{}, 0)
	var in []bool
	if len(member) > wideRing {
		in = make([]bool, len(d.x))
	}
	for _, a := range member {
		if in != nil {
			in[a] = true
		} else {
			inside[a] = struct{}{}
		}
	}
	r := &ring{side: d, member: member, bent: make([]bool, len(member)), fixed: make([]float64, len(member)),
		factor: make([]float64, len(member)), start: make([]int32, len(member)+1)}
	for i, a := range member {
		from, to := s.start[a], s.start[a+1]
		var bottom, ceiling amount
		for at := from; at < to; at++ {
			bottom, ceiling = plus(bottom, s.low[at]), plus(ceiling, s.high[at])
		}
		r.bent[i] = s.vlow != nil || s.fine[a] != nil || bottom > whole || d.upper && ceiling > whole
		r.factor[i] = up(1, int(to-from)+1)
		if !d.upper {
			r.factor[i] = down(1, int(to-from)+1)
		}
		for at := from; at < to; at++ {
			o, w := s.owner[at], shut(s.low[at], -1)*perWhole
			if d.upper {
				w = shut(s.high[at], +1) * perWhole
			}
			_, member := inside[o]
			if in != nil {
				member = in[o]
			}
			if member && w > 0 {
				r.owner, r.weight = append(r.owner, o), append(r.weight, w)
			} else {
				r.fixed[i] += w * d.x[o]
			}
		}
		r.start[i+1] = int32(len(r.owner))
	}
	return r
}

// round computes every member once and returns the largest change.
func (r *ring) round() (change float64) {
	for i, a := range r.member {
		before := r.x[a]
		var now float64
		if r.bent[i] {
			now = r.part(a)
		} else {
			now = r.fixed[i]
			for k := r.start[i]; k < r.start[i+1]; k++ {
				now += r.weight[k] * r.x[r.owner[k]]
			}
			if now *= r.factor[i]; r.upper {
				now = min(now, before)
			} else {
				now = max(min(1, now), before)
			}
		}
		r.x[a] = now
		change = max(change, math.Abs(now-before))
	}
	return change
}

// Outward rounding: a sum of k products errs by less than (k+2) units in the
// last place of its value.
func down(x float64, k int) float64 { return x * (1 - float64(k+3)*0x1p-52) }
func up(x float64, k int) float64   { return x * (1 + float64(k+3)*0x1p-52) }

// shut takes an end that is left out back to its number, or past it.
func shut(a amount, way amount) float64 {
	if a%cuts == 0 {
		return float64(a)
	}
	return float64(max(0, a+way))
}

const perWhole = 1 / float64(whole)

// partBelow is the least that follows for an asset from the least of its
// owners. It never falls below what it was.
func (s *Snapshot) partBelow(a int32, x []float64) float64 {
	from, to := s.start[a], s.start[a+1]
	least := math.Inf(1)
	lows, _ := s.bases()
	for _, low := range lows {
		sum, total := 0.0, amount(0)
		for at := from; at < to; at++ {
			sum += shut(low[at], -1) * x[s.owner[at]]
			total = plus(total, low[at])
		}
		n := s.fine[a]
		if n != nil && n.self[0][0] != nil {
			total = plus(total, floor(n.self[0][0]))
		}
		if total > whole+cuts {
			sum = s.withoutExcess(from, to, low, x, total-whole)
		}
		if n != nil && n.self[0][0] != nil && s.q.Test.Treasury == OutOfBase {
			if self := floor(n.self[0][0]); self < whole {
				sum *= float64(whole) / float64(whole-self)
			}
		}
		least = min(least, sum)
	}
	return max(x[a], min(1, down(least*perWhole, int(to-from))))
}

// withoutExcess takes what is recorded beyond the whole off the owners of whom
// most belongs to the seeds.
func (s *Snapshot) withoutExcess(from, to int32, low []amount, x []float64, excess amount) float64 {
	var few [12]int32
	sum := 0.0
	for _, at := range s.byPart(few[:0], from, to, x) {
		cut := min(excess, low[at])
		excess -= cut
		sum += shut(low[at]-cut, -1) * x[s.owner[at]]
	}
	return sum
}

// partAbove is the most that follows for an asset from the most of its owners:
// what is left of the whole goes to the owners of whom most belongs to the
// seeds. It never rises above what it was.
func (s *Snapshot) partAbove(a int32, x []float64) float64 {
	from, to := s.start[a], s.start[a+1]
	most := 0.0
	lows, highs := s.bases()
	n := s.fine[a]
	held := n != nil && n.self[0][0] != nil
	for base, high := range highs {
		low := lows[base]
		sum, ceiling, bottom := 0.0, amount(0), amount(0)
		for at := from; at < to; at++ {
			sum += shut(high[at], +1) * x[s.owner[at]]
			ceiling = plus(ceiling, high[at])
			bottom = plus(bottom, low[at])
		}
		if ceiling > whole && bottom <= whole {
			sum = 0
			room := whole - bottom
			var few [12]int32
			for _, at := range s.byPart(few[:0], from, to, x) {
				more := min(room, high[at]-low[at])
				room -= more
				sum += shut(low[at]+more, +1) * x[s.owner[at]]
			}
		}
		if held && s.q.Test.Treasury != InBase {
			self := ceil(n.self[base][1])
			if self >= whole && sum > 0 {
				sum = float64(whole)
			} else if self < whole {
				sum *= float64(whole) / float64(whole-self)
			}
		}
		most = max(most, sum)
	}
	return min(x[a], 1, up(most*perWhole, int(to-from)))
}

// byPart lists the owners of one asset, those first of whom most belongs to
// the seeds, in room for a few.
func (s *Snapshot) byPart(order []int32, from, to int32, x []float64) []int32 {
	order = order[:0]
	for at := from; at < to; at++ {
		order = append(order, at)
	}
	first := func(p, q int32) int {
		return cmp.Or(cmp.Compare(x[s.owner[q]], x[s.owner[p]]), cmp.Compare(p, q))
	}
	if len(order) > 12 {
		slices.SortFunc(order, first)
		return order
	}
	for i := 1; i < len(order); i++ {
		for j := i; j > 0 && x[s.owner[order[j]]] > x[s.owner[order[j-1]]]; j-- {
			order[j], order[j-1] = order[j-1], order[j]
		}
	}
	return order
}
