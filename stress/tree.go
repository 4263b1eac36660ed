package stress

// node is a distinct state of one component: everything that happened up to
// and including its period. Draws that agree so far share it.
type node struct {
	period    int
	condition int // number in future.list
	parent    *node
	children  []*node
	ends      []int   // draws that end here
	draws     int     // draws that pass through and are not yet handed over
	record    *Record // what happened; nil until solved, and once it has been handed over
}

// path returns the records from the first period to this node.
func (n *node) path() []*Record {
	out := make([]*Record, n.period+1)
	for ; n != nil; n = n.parent {
		out[n.period] = n.record
	}
	return out
}

// release lets go of the records that only handed-over draws passed.
func (n *node) release() {
	for gone := len(n.ends); n != nil; n = n.parent {
		if n.draws -= gone; n.draws == 0 {
			n.record = nil
		}
	}
}

// grow builds the tree of futures from each draw's condition numbers and
// returns its roots and, per draw, the node it ends at.
func grow(paths [][]int) (roots []*node, last []*node) {
	type step struct {
		parent    *node
		condition int
	}
	seen := map[step]*node{}
	for i, path := range paths {
		var at *node
		for p, c := range path {
			k := step{at, c}
			n, ok := seen[k]
			if !ok {
				n = &node{period: p, condition: c, parent: at}
				seen[k] = n
				if at == nil {
					roots = append(roots, n)
				} else {
					at.children = append(at.children, n)
				}
			}
			n.draws++
			at = n
		}
		if at != nil {
			at.ends = append(at.ends, i)
		}
		last = append(last, at)
	}
	return roots, last
}

// size counts the nodes of trees: the distinct states to solve.
func size(roots []*node) int {
	n := 0
	for stack := roots; len(stack) > 0; {
		top := stack[len(stack)-1]
		stack = append(stack[:len(stack)-1:len(stack)-1], top.children...)
		n++
	}
	return n
}
