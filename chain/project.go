package chain

import (
	"cmp"
	"maps"
	"slices"

	"adit"
)

// Left is a project that cannot run, and why.
type Left struct {
	Project *adit.Project
	Why     string
}

// WithProjects returns the network with a site for every project of its world
// that is decided or planned, idle in the base. Where no lane in use leads to
// what a project takes, or away from what it makes, those not in use become
// contracts that are agreed on before it runs; where there are none, lanes join
// it to the four largest places that make or take the material, with the mean
// freight and days of the material's lanes. keep, where given, says which to add. Projects
// without recipe or capacity, and those whose inputs nobody makes, are left.
func (n *Network) WithProjects(keep func(p *adit.Project) bool) (*Network, []Left) {
	out := *n
	out.Nodes, out.Sites, out.Lanes = slices.Clone(n.Nodes), slices.Clone(n.Sites), slices.Clone(n.Lanes)
	out.index, out.sites = maps.Clone(n.index), maps.Clone(n.sites)
	materials := map[string]*adit.Material{}
	for i := range n.World.Materials {
		materials[n.World.Materials[i].ID] = &n.World.Materials[i]
	}
	var left []Left
	for i := range n.World.Projects {
		p := &n.World.Projects[i]
		if keep != nil && !keep(p) {
			continue
		}
		if why := out.join(p, materials); why != "" {
			left = append(left, Left{p, why})
		}
	}
	out.components()
	return &out, left
}

// join adds one project, or says why it cannot run.
func (n *Network) join(p *adit.Project, materials map[string]*adit.Material) string {
	var lines []*adit.RecipeLine
	for i := range n.World.Recipes {
		if l := &n.World.Recipes[i]; l.Recipe == p.Recipe && l.Tonnes.Or(0) != 0 {
			lines = append(lines, l)
		}
	}
	slices.SortStableFunc(lines, func(a, b *adit.RecipeLine) int { return rank(a) - rank(b) })
	switch {
	case p.Status != adit.Construction && p.Status != adit.Commissioning && p.Status != adit.Planned:
		return "its status is " + string(p.Status)
	case len(lines) == 0 || lines[0].Role != adit.Out:
		return "it has no recipe"
	case !(p.Capacity.Or(0) > 0):
		return "its capacity is not announced"
	}
	if _, taken := n.sites[p.ID]; taken {
		return "a site has its id"
	}
	for _, l := range lines {
		if takes(l) && !n.made(l.Material) {
			return "nobody makes " + l.Material
		}
		if l == lines[0] && !n.taken(l.Material) {
			return "nobody takes " + l.Material
		}
	}
	s := Site{Project: p, Host: -1, AltOf: -1, Capacity: p.Capacity.Value,
		Ref: &adit.Site{ID: p.ID, Name: p.Name, Place: p.Place, Owners: p.Owners, Recipe: p.Recipe, Status: p.Status, Capacity: p.Capacity, Provenance: p.Provenance}}
	for _, l := range lines {
		k := nodeKey{l.Material, p.Place}
		at, ok := n.index[k]
		if !ok {
			at = len(n.Nodes)
			n.index[k] = at
			n.Nodes = append(n.Nodes, Node{Material: materials[l.Material], Place: p.Place})
		}
		q := l.Tonnes.Value
		if takes(l) {
			q = -q
			n.open(at, true)
		} else {
			n.open(at, false)
		}
		s.Coefs = append(s.Coefs, Coef{at, q, l.Role == adit.Reagent})
	}
	n.sites[p.ID] = len(n.Sites)
	n.Sites = append(n.Sites, s)
	return ""
}

func takes(l *adit.RecipeLine) bool { return l.Role == adit.In || l.Role == adit.Reagent }

// rank puts the main product of a recipe first, then its other products.
func rank(l *adit.RecipeLine) int {
	switch {
	case l.Role == adit.Out:
		return 0
	case !takes(l):
		return 1
	}
	return 2
}

func (n *Network) made(material string) bool {
	return slices.ContainsFunc(n.Nodes, func(x Node) bool { return x.Material.ID == material && x.Through > 0 })
}

// taken reports whether some use or site that runs takes a material.
func (n *Network) taken(material string) bool {
	for i := range n.Nodes {
		if n.Nodes[i].Material.ID == material && n.sink(i) {
			return true
		}
	}
	return false
}

// sink reports whether a use or a site in the base takes from a node.
func (n *Network) sink(node int) bool {
	for i := range n.Uses {
		if n.Uses[i].Node == node {
			return true
		}
	}
	for i := range n.Sites {
		for _, c := range n.Sites[i].Coefs {
			if c.Node == node && c.Tonnes < 0 {
				return true
			}
		}
	}
	return false
}

// source reports whether a site in the base delivers to a node.
func (n *Network) source(node int) bool {
	for i := range n.Sites {
		for _, c := range n.Sites[i].Coefs {
			if c.Node == node && c.Tonnes > 0 && n.Sites[i].Base > 0 {
				return true
			}
		}
	}
	return false
}

// partners is how many places a project agrees with, the largest first.
const partners = 4

// open gives a node a way in, or a way out, where none is in use.
func (n *Network) open(node int, in bool) {
	here := n.Nodes[node]
	if in && n.source(node) || !in && n.sink(node) {
		return
	}
	days, freight, loss, count := 0.0, 0.0, 0.0, 0.0
	var idle []int
	for i := range n.Lanes {
		l := &n.Lanes[i]
		if in && l.To == node || !in && l.From == node {
			if l.Base > 0 {
				return
			}
			idle = append(idle, i)
		}
		if l.Ref.Material == here.Material.ID {
			days, freight, loss, count = days+l.Ref.Days.Or(30), freight+l.Ref.Freight.Or(0), loss+l.Loss, count+1
		}
	}
	for _, i := range idle {
		n.Lanes[i].Contract = true
	}
	if len(idle) > 0 {
		return
	}
	if count == 0 {
		days, count = 30, 1
	}
	mean := func(v float64, unit string) adit.Figure {
		f := adit.Number(v/count, unit)
		f.Confidence = adit.Derived
		return f
	}
	var others []int
	for i := range n.Nodes {
		if i != node && n.Nodes[i].Material.ID == here.Material.ID && (in && n.source(i) || !in && n.sink(i)) {
			others = append(others, i)
		}
	}
	slices.SortStableFunc(others, func(a, b int) int { return cmp.Compare(n.Nodes[b].Through, n.Nodes[a].Through) })
	for _, i := range others[:min(len(others), partners)] {
		from, to := node, i
		if in {
			from, to = i, node
		}
		n.Lanes = append(n.Lanes, Lane{From: from, To: to, Derived: true, Contract: true, Loss: loss / count,
			Ref: &adit.Lane{Material: here.Material.ID, From: n.Nodes[from].Place, To: n.Nodes[to].Place, Days: mean(days, "day"), Freight: mean(freight, "USD/kg"),
				Provenance: adit.Provenance{Confidence: adit.Derived, Note: "opened for a project, at the mean of the material's lanes"}}})
	}
}
