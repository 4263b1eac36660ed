package chain

import (
	"sort"

	"adit"
)

// Network is the indexed physical chain of a world. Quantities are tonnes a
// year in the material's own weight basis.
type Network struct {
	World *adit.World
	Nodes []Node
	Sites []Site
	Lanes []Lane
	Uses  []Use

	index map[nodeKey]int
	sites map[string]int
}

type nodeKey struct{ material, place string }

// Node is a material in a place: where goods are balanced and priced.
type Node struct {
	Material *adit.Material
	Place    string
	Through  float64 // t/y entering the node in the base year, from sites and lanes
	Working  float64 // t of firms' working stock, the target level h*
	Part     int     // component the node belongs to
}

// Name returns material@place, the node's name in programs and tables.
func (n *Node) Name() string { return n.Material.ID + "@" + n.Place }

// Coef is a node a site draws from or delivers to.
type Coef struct {
	Node    int     // index into Network.Nodes
	Tonnes  float64 // t per t of main product: positive out, negative in
	Reagent bool    // consumed as a chemical or part: nothing of it is in the product
}

// Site is a plant with its recipe resolved to nodes.
type Site struct {
	Ref       *adit.Site
	Coefs     []Coef  // the first is the main product, with 1
	Base      float64 // t/y of main product in the base year, after reconciliation
	Capacity  float64 // t/y of main product
	Host      int     // site whose output bounds this one; -1: none
	HostYield float64 // t of main product per t of the host's output
	AltOf     int     // site whose equipment an alternative recipe runs on; -1: none

	Project *adit.Project // not yet running, and idle in the base; nil: a site of the base
}

// Main returns the node of the main product.
func (s *Site) Main() int { return s.Coefs[0].Node }

// Lane is a lane between two nodes of one material.
type Lane struct {
	Ref      *adit.Lane
	From, To int
	Base     float64 // t/y departing in the base year, after reconciliation; 0: not in use
	Derived  bool    // Base was fitted, no statistic gives it
	Loss     float64 // share lost on the way
	Contract bool    // agreed on for a project before it runs: not in use, yet qualified and without the friction of a new trade
}

// Name returns material:from>to, the lane's name in programs and tables.
func (l *Lane) Name() string { return l.Ref.Material + ":" + l.Ref.From + ">" + l.Ref.To }

// Use is a final demand at a node.
type Use struct {
	Ref  *adit.Use
	Node int
	Base float64 // t/y in the base year, after reconciliation
}

// Build indexes the sites in the base, lanes, uses and stocks of a world.
// Materials, when given, keeps only the components that hold one of them.
// Problems name rows that cannot be placed: a recipe without main product, a
// site whose host is not in the network.
func Build(w *adit.World, materials ...string) (*Network, adit.Problems) {
	n := &Network{World: w, index: map[nodeKey]int{}, sites: map[string]int{}}
	var problems adit.Problems
	byID := map[string]*adit.Material{}
	for i := range w.Materials {
		byID[w.Materials[i].ID] = &w.Materials[i]
	}
	recipes := map[string][]*adit.RecipeLine{}
	for i := range w.Recipes {
		recipes[w.Recipes[i].Recipe] = append(recipes[w.Recipes[i].Recipe], &w.Recipes[i])
	}
	node := func(material, place string) int {
		k := nodeKey{material, place}
		if i, ok := n.index[k]; ok {
			return i
		}
		n.index[k] = len(n.Nodes)
		n.Nodes = append(n.Nodes, Node{Material: byID[material], Place: place})
		return len(n.Nodes) - 1
	}
	spare := headroom.In(w)
	for i := range w.Sites {
		s := &w.Sites[i]
		if !s.Status.InBase() || (!s.Output.Given() && s.AltOf == "") || !(s.Output.Or(0) > 0 || s.AltOf != "") {
			continue
		}
		site := Site{Ref: s, Host: -1, AltOf: -1, Base: s.Output.Or(0)}
		site.Capacity = max(s.Capacity.Or(0), site.Base*spare)
		if s.Capacity.Given() && s.Capacity.Known() {
			site.Capacity = max(s.Capacity.Value, site.Base)
		}
		lines := recipes[s.Recipe]
		for pass := range 2 { // the main product first
			for _, r := range lines {
				if (r.Role == adit.Out) != (pass == 0) {
					continue
				}
				q := r.Tonnes.Value
				if r.Role == adit.In || r.Role == adit.Reagent {
					q = -q
				}
				if q != 0 {
					site.Coefs = append(site.Coefs, Coef{node(r.Material, s.Place), q, r.Role == adit.Reagent})
				}
			}
		}
		if len(site.Coefs) == 0 || site.Coefs[0].Tonnes != 1 {
			problems.Add("recipe-without-product", s.Row, "give the recipe exactly one line with role out and 1 tonne",
				"site %s: recipe %q has no main product", s.ID, s.Recipe)
			continue
		}
		n.sites[s.ID] = len(n.Sites)
		n.Sites = append(n.Sites, site)
	}
	for i := range n.Sites {
		s := &n.Sites[i]
		if h := s.Ref.Host; h != "" {
			j, ok := n.sites[h]
			if !ok {
				problems.Add("host-not-running", s.Ref.Row, "name a site that produces in the base year",
					"site %s is a by-product of %s, which has no output", s.Ref.ID, h)
				continue
			}
			s.Host, s.HostYield = j, s.Ref.HostYield.Or(0)
			if s.HostYield*n.Sites[j].Base < s.Base {
				problems.Add("host-too-small", s.Ref.Row, "raise host_yield or lower the output",
					"site %s makes %.4g t/y but its host %s allows %.4g", s.Ref.ID, s.Base, h, s.HostYield*n.Sites[j].Base)
			}
		}
		if a := s.Ref.AltOf; a != "" {
			if j, ok := n.sites[a]; ok {
				s.AltOf, s.Capacity = j, n.Sites[j].Capacity
			}
		}
	}
	for i := range w.Lanes {
		l := &w.Lanes[i]
		n.Lanes = append(n.Lanes, Lane{Ref: l, From: node(l.Material, l.From), To: node(l.Material, l.To),
			Base: l.Flow.Or(0), Derived: !l.Flow.Given(), Loss: l.Loss.Or(0)})
	}
	for i := range w.Uses {
		u := &w.Uses[i]
		if q := u.Quantity.Or(0); q > 0 {
			n.Uses = append(n.Uses, Use{Ref: u, Node: node(u.Material, u.Place), Base: q})
		}
	}
	n.dropIdle()
	n.components()
	if len(materials) > 0 {
		n = n.only(materials)
	}
	return n, problems
}

// Node returns the index of a material in a place, or -1.
func (n *Network) Node(material, place string) int {
	if i, ok := n.index[nodeKey{material, place}]; ok {
		return i
	}
	return -1
}

// Site returns the index of a site id, or -1.
func (n *Network) Site(id string) int {
	if i, ok := n.sites[id]; ok {
		return i
	}
	return -1
}

// dropIdle removes lanes from nodes that nothing can ever fill or to nodes
// that nothing can ever empty: they would be columns that never move.
func (n *Network) dropIdle() {
	source, sink := make([]bool, len(n.Nodes)), make([]bool, len(n.Nodes))
	for _, s := range n.Sites {
		for _, c := range s.Coefs {
			if c.Tonnes > 0 {
				source[c.Node] = true
			} else {
				sink[c.Node] = true
			}
		}
	}
	for _, u := range n.Uses {
		sink[u.Node] = true
	}
	for changed := true; changed; {
		changed = false
		for _, l := range n.Lanes {
			if source[l.From] && !source[l.To] {
				source[l.To], changed = true, true
			}
			if sink[l.To] && !sink[l.From] {
				sink[l.From], changed = true, true
			}
		}
	}
	kept := n.Lanes[:0]
	for _, l := range n.Lanes {
		if source[l.From] && sink[l.To] {
			kept = append(kept, l)
		}
	}
	n.Lanes = kept
	used := make([]bool, len(n.Nodes))
	for _, s := range n.Sites {
		for _, c := range s.Coefs {
			used[c.Node] = true
		}
	}
	for _, l := range n.Lanes {
		used[l.From], used[l.To] = true, true
	}
	for _, u := range n.Uses {
		used[u.Node] = true
	}
	n.keepNodes(used)
}

// keepNodes renumbers the network to the marked nodes.
func (n *Network) keepNodes(keep []bool) {
	to := make([]int, len(n.Nodes))
	nodes := []Node{}
	index := map[nodeKey]int{}
	for i, k := range keep {
		to[i] = -1
		if k {
			to[i] = len(nodes)
			index[nodeKey{n.Nodes[i].Material.ID, n.Nodes[i].Place}] = len(nodes)
			nodes = append(nodes, n.Nodes[i])
		}
	}
	n.Nodes, n.index = nodes, index
	moved := make([]int, len(n.Sites))
	sites := []Site{}
	n.sites = map[string]int{}
	for i, s := range n.Sites {
		moved[i] = -1
		if to[s.Main()] < 0 {
			continue
		}
		coefs := make([]Coef, len(s.Coefs))
		for k, c := range s.Coefs {
			coefs[k] = Coef{to[c.Node], c.Tonnes, c.Reagent}
		}
		s.Coefs = coefs
		moved[i] = len(sites)
		n.sites[s.Ref.ID] = len(sites)
		sites = append(sites, s)
	}
	for i := range sites {
		if h := sites[i].Host; h >= 0 {
			sites[i].Host = moved[h]
		}
		if a := sites[i].AltOf; a >= 0 {
			sites[i].AltOf = moved[a]
		}
	}
	n.Sites = sites
	lanes := []Lane{}
	for _, l := range n.Lanes {
		if to[l.From] >= 0 && to[l.To] >= 0 {
			l.From, l.To = to[l.From], to[l.To]
			lanes = append(lanes, l)
		}
	}
	n.Lanes = lanes
	uses := []Use{}
	for _, u := range n.Uses {
		if to[u.Node] >= 0 {
			u.Node = to[u.Node]
			uses = append(uses, u)
		}
	}
	n.Uses = uses
}

// components numbers the parts of the network that no site or lane joins, in
// order of their first node. A by-product belongs to its host's part.
func (n *Network) components() {
	parent := make([]int, len(n.Nodes))
	for i := range parent {
		parent[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		if parent[i] != i {
			parent[i] = find(parent[i])
		}
		return parent[i]
	}
	join := func(a, b int) {
		if a, b = find(a), find(b); a != b {
			parent[max(a, b)] = min(a, b)
		}
	}
	first := map[string]int{} // a material is one market even where no lane joins two places
	for i := range n.Nodes {
		if j, ok := first[n.Nodes[i].Material.ID]; ok {
			join(i, j)
		} else {
			first[n.Nodes[i].Material.ID] = i
		}
	}
	for _, s := range n.Sites {
		for _, c := range s.Coefs[1:] {
			join(s.Main(), c.Node)
		}
		if s.Host >= 0 {
			join(s.Main(), n.Sites[s.Host].Main())
		}
	}
	part := map[int]int{}
	for i := range n.Nodes {
		r := find(i)
		if _, ok := part[r]; !ok {
			part[r] = len(part)
		}
		n.Nodes[i].Part = part[r]
	}
}

// Parts returns the number of independent components.
func (n *Network) Parts() int {
	k := 0
	for i := range n.Nodes {
		k = max(k, n.Nodes[i].Part+1)
	}
	return k
}

// Part returns component k as a network of its own.
func (n *Network) Part(k int) *Network {
	keep := make([]bool, len(n.Nodes))
	for i := range n.Nodes {
		keep[i] = n.Nodes[i].Part == k
	}
	sub := *n
	sub.keepNodes(keep)
	for i := range sub.Nodes {
		sub.Nodes[i].Part = 0
	}
	return &sub
}

// only keeps the components that hold one of the materials.
func (n *Network) only(materials []string) *Network {
	want := map[int]bool{}
	for i := range n.Nodes {
		for _, m := range materials {
			if n.Nodes[i].Material.ID == m {
				want[n.Nodes[i].Part] = true
			}
		}
	}
	keep := make([]bool, len(n.Nodes))
	for i := range n.Nodes {
		keep[i] = want[n.Nodes[i].Part]
	}
	sub := *n
	sub.keepNodes(keep)
	sub.components()
	return &sub
}

// Materials returns the ids of the network's materials, sorted.
func (n *Network) Materials() []string {
	seen := map[string]bool{}
	for i := range n.Nodes {
		seen[n.Nodes[i].Material.ID] = true
	}
	ids := make([]string, 0, len(seen))
	for id := range seen {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	return ids
}

// Balance returns, per node, what enters less what leaves in the base year
// (t/y); reconciled networks have zeros.
func (n *Network) Balance() []float64 {
	b := make([]float64, len(n.Nodes))
	for _, s := range n.Sites {
		for _, c := range s.Coefs {
			b[c.Node] += c.Tonnes * s.Base
		}
	}
	for _, l := range n.Lanes {
		b[l.From] -= l.Base
		b[l.To] += l.Base * (1 - l.Loss)
	}
	for _, u := range n.Uses {
		b[u.Node] -= u.Base
	}
	return b
}

// setThrough fills in each node's throughput and working stock from the base
// quantities.
func (n *Network) setThrough() {
	for i := range n.Nodes {
		n.Nodes[i].Through = 0
	}
	for _, s := range n.Sites {
		for _, c := range s.Coefs {
			if c.Tonnes > 0 {
				n.Nodes[c.Node].Through += c.Tonnes * s.Base
			}
		}
	}
	for _, l := range n.Lanes {
		n.Nodes[l.To].Through += l.Base * (1 - l.Loss)
	}
	days := cover.In(n.World)
	for i := range n.Nodes {
		nd := &n.Nodes[i]
		nd.Working = nd.Material.Cover.Or(days) / 365.25 * nd.Through
	}
	stated := make([]bool, len(n.Nodes))
	for i := range n.World.Stocks {
		s := &n.World.Stocks[i]
		k := n.Node(s.Material, s.Place)
		if s.Kind != adit.Working || k < 0 {
			continue
		}
		held := 0.0
		switch {
		case s.Tonnes.Given() && s.Tonnes.Known():
			held = s.Tonnes.Value
		case s.Days.Given() && s.Days.Known():
			held = s.Days.Value / 365.25 * n.Nodes[k].Through
		default:
			continue
		}
		if !stated[k] { // what holders state stands in place of the cover, together
			n.Nodes[k].Working, stated[k] = 0, true
		}
		n.Nodes[k].Working += held
	}
}

// LaneIndex returns the index of a lane by name, or -1.
func (n *Network) LaneIndex(name string) int {
	for i := range n.Lanes {
		if n.Lanes[i].Name() == name {
			return i
		}
	}
	return -1
}
