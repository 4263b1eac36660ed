package ownership

// components groups parties into rings (strongly connected components),
// owners before what they hold, so that a group can be solved when all groups
// above it are. Only parties that take is true of are looked at. Members of a
// group stand in the order in which a search along owners leaves them.
//
// Tarjan, Depth-first search and linear graph algorithms (1972), without
// recursion: a chain may be as long as there are parties.
func (s *Snapshot) components(take []bool) (member []int32, start []int32) {
	n := len(s.start) - 1
	index := make([]int32, n) // 1-based order of discovery; 0 not seen
	low := make([]int32, n)
	at := make([]int32, n) // next owner to follow
	group := make([]int32, n)
	post := make([]int32, 0, n)
	var stack, path []int32
	seen, groups := int32(0), int32(0)
	for root := range int32(n) {
		if !take[root] || index[root] > 0 {
			continue
		}
		path = append(path[:0], root)
		for len(path) > 0 {
			v := path[len(path)-1]
			if index[v] == 0 {
				seen++
				index[v], low[v], at[v] = seen, seen, s.start[v]
				stack = append(stack, v)
			}
			down := false
			for ; at[v] < s.start[v+1]; at[v]++ {
				w := s.owner[at[v]]
				if !take[w] {
					continue
				}
				if index[w] == 0 {
					path = append(path, w)
					down = true
					break
				}
				if group[w] == 0 {
					low[v] = min(low[v], index[w])
				}
			}
			if down {
				continue // v is looked at again when w is done
			}
			path = path[:len(path)-1]
			if len(path) > 0 {
				up := path[len(path)-1]
				low[up] = min(low[up], low[v])
			}
			post = append(post, v)
			if low[v] == index[v] {
				groups++
				for {
					w := stack[len(stack)-1]
					stack = stack[:len(stack)-1]
					group[w] = groups
					if w == v {
						break
					}
				}
			}
		}
	}
	start = make([]int32, groups+1)
	for _, v := range post {
		start[group[v]]++
	}
	for i := range groups {
		start[i+1] += start[i]
	}
	member = make([]int32, len(post))
	next := append([]int32(nil), start...)
	for _, v := range post {
		g := group[v] - 1
		member[next[g]] = v
		next[g]++
	}
	return member, start
}
