package ownership

import "slices"

// Snapshot is the graph on one day under one test: each owner of an asset
// once, with the least and the most it holds. It is immutable.
type Snapshot struct {
	g *Graph
	q Question

	// The owners of asset a are owner[start[a]:start[a+1]], in ascending order.
	// low and high are what each holds, on the base of capital; vlow and vhigh
	// the same of votes, nil where they are the same everywhere.
	start       []int32
	owner       []int32
	low, high   []amount
	vlow, vhigh []amount

	// What owner o holds: the assets out[outStart[o]:outStart[o+1]], each by its
	// place among the owners above.
	outStart []int32
	out      []int32 // asset
	outAt    []int32 // place

	fine   map[int32]*node   // assets that need fractions; their amounts above are rounded outwards
	boards map[int32][]int32 // by owner: assets to which it has a tie of control
	exempt []string
}

// On returns the graph as it stands for a question.
func (g *Graph) On(q Question) *Snapshot {
	n := len(g.parties)
	s := &Snapshot{g: g, q: q, start: make([]int32, n+1), fine: map[int32]*node{}, boards: map[int32][]int32{}, exempt: q.Test.Exempt}
	s.owner = make([]int32, 0, len(g.owner))
	s.low, s.high = make([]amount, 0, len(g.owner)), make([]amount, 0, len(g.owner))
	for a := range n {
		if !s.simple(int32(a)) {
			s.gathered(int32(a))
		}
		s.start[a+1] = int32(len(s.owner))
	}
	s.turn()
	return s
}

// simple takes over the owners of an asset in whole numbers: each of them has
// one holding, of capital. It does nothing and returns false for any other.
func (s *Snapshot) simple(a int32) bool {
	g, before := s.g, len(s.owner)
	ok := true
	last := int32(-1)
	for i := g.start[a]; i < g.start[a+1] && ok; i++ {
		if !g.holds(i, s.q.On, s.q.KnownOn) {
			continue
		}
		o := g.owner[i]
		ok = g.kind[i] == economic && o != last && o != a
		if ok && len(g.fractions) > 0 {
			_, fraction := g.fractions[i]
			ok = !fraction
		}
		last = o
		s.owner, s.low, s.high = append(s.owner, o), append(s.low, g.low[i]), append(s.high, g.high[i])
	}
	if !ok {
		s.owner, s.low, s.high = s.owner[:before], s.low[:before], s.high[:before]
		return false
	}
	if s.vlow != nil {
		s.vlow, s.vhigh = append(s.vlow, s.low[before:]...), append(s.vhigh, s.high[before:]...)
	}
	return true
}

// gathered takes over the owners of an asset from their fractions.
func (s *Snapshot) gathered(a int32) {
	n := s.g.gather(a, s.q)
	if !n.plain() {
		s.fine[a] = n
	}
	for _, o := range n.board {
		s.boards[o] = append(s.boards[o], a)
	}
	for i, o := range n.owner {
		apart := n.low[0][i].Cmp(n.low[1][i]) != 0 || n.high[0][i].Cmp(n.high[1][i]) != 0
		if apart && s.vlow == nil {
			s.vlow, s.vhigh = make([]amount, 0, cap(s.low)), make([]amount, 0, cap(s.low))
			s.vlow, s.vhigh = append(s.vlow, s.low...), append(s.vhigh, s.high...)
		}
		s.owner = append(s.owner, o)
		s.low, s.high = append(s.low, floor(n.low[0][i])), append(s.high, ceil(n.high[0][i]))
		if s.vlow != nil {
			s.vlow, s.vhigh = append(s.vlow, floor(n.low[1][i])), append(s.vhigh, ceil(n.high[1][i]))
		}
	}
}

// turn lists what each owner holds.
func (s *Snapshot) turn() {
	n := len(s.start) - 1
	s.outStart = make([]int32, n+1)
	for _, o := range s.owner {
		s.outStart[o+1]++
	}
	for i := range n {
		s.outStart[i+1] += s.outStart[i]
	}
	s.out, s.outAt = make([]int32, len(s.owner)), make([]int32, len(s.owner))
	next := slices.Clone(s.outStart)
	for a := range n {
		for at := s.start[a]; at < s.start[a+1]; at++ {
			o := s.owner[at]
			s.out[next[o]], s.outAt[next[o]] = int32(a), at
			next[o]++
		}
	}
}

// bases returns the amounts on each base that is told apart.
func (s *Snapshot) bases() (low, high [][]amount) {
	if s.vlow == nil {
		return [][]amount{s.low}, [][]amount{s.high}
	}
	return [][]amount{s.low, s.vlow}, [][]amount{s.high, s.vhigh}
}

// seated says whether a party can be caught through its owners: no where its
// seat is exempt, open where its seat is not known and some seat is exempt.
func (s *Snapshot) seated(p int32) Verdict {
	seat := s.g.parties[p].seat
	switch {
	case len(s.exempt) == 0:
		return Yes
	case seat == "":
		return CannotTell
	case slices.Contains(s.exempt, seat):
		return No
	}
	return Yes
}
