package stress

// node is a distinct state of one component: everything that happened up to
// and including its period. Draws that agree so far share it.
type node struct {
	period    int
	condition int // number in future.list
	children  []*node
	draws     int     // draws that pass through
	record    *Record // what happened; nil until solved
}

// grow builds the tree of futures from each draw's condition numbers and
// returns its roots and, per draw and period, the node it passes.
func grow(paths [][]int) (roots []*node, of [][]*node) {
	type step struct {
		parent    *node
		condition int
	}
	seen := map[step]*node{}
	for _, path := range paths {
		var at *node
		var nodes []*node
		for p, c := range path {
			k := step{at, c}
			n, ok := seen[k]
			if !ok {
				n = &node{period: p, condition: c}
				seen[k] = n
				if at == nil {
					roots = append(roots, n)
				} else {
					at.children = append(at.children, n)
				}
			}
			n.draws++
			nodes = append(nodes, n)
			at = n
		}
		of = append(of, nodes)
	}
	return roots, of
}
