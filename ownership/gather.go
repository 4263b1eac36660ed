package ownership

import "math/big"

// node is the owners of one asset on a day, in fractions counted in cuts: the
// general way, for every oddity. Base 0 is capital, base 1 votes.
type node struct {
	owner []int32
	low   [2][]*big.Rat
	high  [2][]*big.Rat
	self  [2][2]*big.Rat // what the asset holds of itself: base, end; nil where nothing is recorded
	board []int32        // owners with a tie of control
}

// total sums the lower ends of all owners on one base, the asset itself
// included.
func (n *node) total(base int) *big.Rat {
	sum := new(big.Rat)
	for _, low := range n.low[base] {
		sum.Add(sum, low)
	}
	if n.self[base][0] != nil {
		sum.Add(sum, n.self[base][0])
	}
	return sum
}

// whole numbers of cuts throughout, and nothing held of itself.
func (n *node) plain() bool {
	for base := range 2 {
		for i := range n.owner {
			if !n.low[base][i].IsInt() || !n.high[base][i].IsInt() {
				return false
			}
		}
	}
	return n.self[0][0] == nil
}

// gather puts the holdings of an asset on a day together, owner by owner.
//
// Holdings of one kind and block are one stake told twice, or two: it is at
// least the smallest and at most their sum. Blocks add up. Where votes are
// recorded and capital is not, the capital is not known; where capital alone is
// recorded, votes are taken to follow it. A stake stated as indirect may be made
// of links recorded one by one, or not: it adds nothing below and all above.
func (g *Graph) gather(asset int32, q Question) *node {
	n := &node{}
	end := g.start[asset+1]
	for i := g.start[asset]; i < end; {
		owner := g.owner[i]
		var sum [2][2]*big.Rat // economic and votes: low, high; nil where none is recorded
		var beyond *big.Rat
		board := false
		for i < end && g.owner[i] == owner {
			kind, block := g.kind[i], g.block[i]
			var low, high *big.Rat
			for ; i < end && g.owner[i] == owner && g.kind[i] == kind && g.block[i] == block; i++ {
				if !g.holds(i, q.On, q.KnownOn) {
					continue
				}
				l, h := g.ends(i)
				if low == nil {
					low, high = l, h
				} else {
					low, high = smaller(low, l), high.Add(high, h)
				}
			}
			switch {
			case low == nil:
			case kind == control:
				board = true
			case kind == indirect:
				beyond = added(beyond, high)
			default:
				s := &sum[kind]
				s[0], s[1] = added(s[0], low), added(s[1], high)
			}
		}
		if board {
			n.board = append(n.board, owner)
		}
		capital, voting := sum[economic], sum[votes]
		switch {
		case capital[0] == nil && voting[0] != nil:
			capital = [2]*big.Rat{new(big.Rat), ratOf(whole)}
		case capital[0] == nil && beyond != nil:
			capital = [2]*big.Rat{new(big.Rat), new(big.Rat)}
		}
		if capital[0] == nil {
			continue
		}
		if voting[0] == nil {
			voting = [2]*big.Rat{new(big.Rat).Set(capital[0]), new(big.Rat).Set(capital[1])}
		}
		both := [2][2]*big.Rat{capital, voting}
		switch q.Test.Base {
		case Capital:
			both[1] = both[0]
		case Voting:
			both[0] = both[1]
		}
		for base := range both {
			if beyond != nil {
				both[base][1] = new(big.Rat).Add(both[base][1], beyond)
			}
			both[base][1] = smaller(both[base][1], ratOf(whole))
		}
		if owner == asset {
			n.self = both
			continue
		}
		n.owner = append(n.owner, owner)
		for base := range both {
			n.low[base] = append(n.low[base], both[base][0])
			n.high[base] = append(n.high[base], both[base][1])
		}
	}
	return n
}

// ends returns both ends of one holding in cuts.
func (g *Graph) ends(i int32) (low, high *big.Rat) {
	if s, ok := g.fractions[i]; ok {
		return ratsOf(s)
	}
	return ratOf(g.low[i]), ratOf(g.high[i])
}

func smaller(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) <= 0 {
		return a
	}
	return b
}

func added(sum, x *big.Rat) *big.Rat {
	if sum == nil {
		return new(big.Rat).Set(x)
	}
	return sum.Add(sum, x)
}

func floor(r *big.Rat) amount { return new(big.Int).Div(r.Num(), r.Denom()).Int64() }

func ceil(r *big.Rat) amount {
	a := floor(r)
	if !r.IsInt() {
		a++
	}
	return a
}

// least returns the smallest share that a set of owners can hold together, in
// cuts. Where more than the whole is recorded, some record is wrong, and the
// excess may be any owner's: it is taken off.
func (n *node) least(t Test, in func(owner int32) bool) *big.Rat {
	var value [2]*big.Rat
	for base := range value {
		sum := new(big.Rat)
		for i, o := range n.owner {
			if low := n.low[base][i]; in(o) && t.Alone {
				sum = larger(sum, low)
			} else if in(o) {
				sum = new(big.Rat).Add(sum, low)
			}
		}
		if over := n.total(base); over.Cmp(ratOf(whole)) > 0 {
			sum = larger(new(big.Rat), new(big.Rat).Sub(sum, over.Sub(over, ratOf(whole))))
		}
		if self := n.self[base][0]; self != nil && t.Treasury == OutOfBase {
			sum = smaller(outside(sum, self), ratOf(whole))
		}
		value[base] = sum
	}
	if t.Control { // either base will do
		return larger(value[0], value[1])
	}
	return smaller(value[0], value[1])
}

// most returns the largest share that a set of owners can hold together, in
// cuts: all they may hold, but no more than the other owners leave.
func (n *node) most(t Test, in func(owner int32) bool) *big.Rat {
	most := new(big.Rat)
	for base := range 2 {
		one := ratOf(whole)
		total := n.total(base)
		full := total.Cmp(one) > 0 // then what others are recorded with leaves no room that can be trusted
		sum, others := new(big.Rat), new(big.Rat)
		for i, o := range n.owner {
			low, high := n.low[base][i], n.high[base][i]
			switch {
			case !in(o):
				others.Add(others, low)
			case !t.Alone:
				sum.Add(sum, high)
			case full:
				sum = larger(sum, high)
			default:
				room := new(big.Rat).Sub(one, total)
				sum = larger(sum, smaller(high, room.Add(room, low)))
			}
		}
		if full || t.Alone {
			others = new(big.Rat)
		}
		selfLow, selfHigh := n.self[base][0], n.self[base][1]
		if selfLow == nil {
			most = larger(most, smaller(sum, new(big.Rat).Sub(one, others)))
			continue
		}
		if t.Treasury != OutOfBase {
			room := new(big.Rat).Sub(one, others)
			if !full && !t.Alone {
				room.Sub(room, selfLow)
			}
			most = larger(most, smaller(sum, room))
		}
		if t.Treasury != InBase && sum.Sign() > 0 {
			room := one
			if selfLow.Cmp(one) < 0 {
				room = new(big.Rat).Sub(one, outside(others, selfLow))
			}
			if selfHigh.Cmp(one) < 0 {
				room = smaller(room, outside(sum, selfHigh))
			}
			most = larger(most, room)
		}
	}
	return most
}

// outside restates a share of the whole as one of what the asset does not hold
// of itself.
func outside(share, self *big.Rat) *big.Rat {
	rest := new(big.Rat).Sub(ratOf(whole), self)
	if rest.Sign() <= 0 {
		return new(big.Rat)
	}
	out := new(big.Rat).Mul(share, ratOf(whole))
	return out.Quo(out, rest)
}

func larger(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) >= 0 {
		return a
	}
	return b
}

// met reports whether a share reaches the limit.
func (t Test) met(share *big.Rat) bool {
	c := share.Cmp(t.limit())
	return c > 0 || c == 0 && !t.Strict
}
