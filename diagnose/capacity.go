package diagnose

import (
	"time"

	"adit"
	"adit/chain"
)

// Capacity is what a scope can make of one material by the end of a year,
// beside the world. Plants that run count in full, projects with their odds.
type Capacity struct {
	Material *adit.Material
	Year     int
	Scope    float64 // t/y
	World    float64 // t/y
	Projects float64 // part of Scope that are projects, t/y
	Reagent  bool    // a chemical, equipment or licence of the chain, not a stage of it
}

// Share is the scope's share of the world, 0-1; 0 where the world makes none.
func (c Capacity) Share() float64 {
	if c.World <= 0 {
		return 0
	}
	return c.Scope / c.World
}

// Undated is a project that counts nowhere, and why.
type Undated struct {
	Project *adit.Project
	Reason  string
}

// Capacities adds up plants and projects by material and year, for materials
// that somebody makes. Projects expand to all products of their recipe.
func Capacities(net *chain.Network, scope Scope, years []int) (list []Capacity, undated []Undated) {
	type cell struct{ scope, world, projects float64 }
	cells := map[string][]cell{}
	add := func(material, place string, year int, tonnes float64, project bool) {
		if cells[material] == nil {
			cells[material] = make([]cell, len(years))
		}
		c := &cells[material][year]
		c.world += tonnes
		if scope.Has(place) {
			c.scope += tonnes
			if project {
				c.projects += tonnes
			}
		}
	}
	for i := range net.Sites {
		s := &net.Sites[i]
		if s.AltOf >= 0 {
			continue
		}
		for _, c := range s.Coefs {
			for y := range years {
				if c.Tonnes > 0 {
					add(net.Nodes[c.Node].Material.ID, s.Ref.Place, y, c.Tonnes*s.Capacity, false)
				}
			}
		}
	}
	products, reagents := productsOf(net.World), reagentsOf(net.World)
	for i := range net.World.Projects {
		p := &net.World.Projects[i]
		if why := notCounted(p); why != "" {
			undated = append(undated, Undated{p, why})
			continue
		}
		for y, year := range years {
			size := p.Capacity.Value * p.Odds.Or(1) * Ramp(p, adit.NewDate(year, time.December, 31))
			for _, r := range products[p.Recipe] {
				if size > 0 {
					add(r.Material, p.Place, y, size*r.Tonnes.Or(0), true)
				}
			}
		}
	}
	for i := range net.World.Materials {
		m := &net.World.Materials[i]
		for y, year := range years {
			if cells[m.ID] != nil {
				c := cells[m.ID][y]
				list = append(list, Capacity{Material: m, Year: year, Scope: c.scope, World: c.world, Projects: c.projects, Reagent: reagents[m.ID]})
			}
		}
	}
	return list, undated
}

func productsOf(w *adit.World) map[string][]adit.RecipeLine {
	out := map[string][]adit.RecipeLine{}
	for _, r := range w.Recipes {
		if r.Role == adit.Out || r.Role == adit.ByProduct {
			out[r.Recipe] = append(out[r.Recipe], r)
		}
	}
	return out
}

// notCounted says why a project adds nothing to any year, or "".
func notCounted(p *adit.Project) string {
	switch {
	case p.Status == adit.Cancelled || p.Status == adit.Suspended:
		return "the project is " + string(p.Status)
	case !p.Capacity.Given() || !p.Capacity.Known():
		return "no capacity is stated"
	case p.Start.IsZero():
		return "no start is announced"
	case p.Recipe == "":
		return "no recipe says what it makes"
	case !p.Odds.Given() || !p.Odds.Known():
		return "no odds are stated"
	}
	return ""
}

// Ramp is the share of nameplate a project has reached on a day: nothing before
// its announced start and delay, then in a straight line that passes half of
// nameplate after the months of its ramp.
func Ramp(p *adit.Project, on adit.Date) float64 {
	start := p.Start.AddDays(int(p.Delay.Or(0) * daysPerMonth))
	if on < start {
		return 0
	}
	months := float64(on-start) / daysPerMonth
	if p.RampTime.Or(0) <= 0 {
		return 1
	}
	return min(1, 0.5*months/p.RampTime.Value)
}

// daysPerMonth is a twelfth of 365.25 days.
const daysPerMonth = 365.25 / 12

// Bottleneck is the stage of a chain that a scope has least of.
type Bottleneck struct {
	Chain, Stage, What string // What is weighed there, such as REO
	Weight             adit.Weight
	Year               int
	Scope, World       float64 // t/y
}

// Share is the scope's share of the world, 0-1.
func (b Bottleneck) Share() float64 { return b.Scope / b.World }

// Stages adds capacities up to stages, in order of first sight. Materials of
// one stage weighed by the same content stand in for one another and are added
// (concentrates by their rare-earth oxides); others are all needed, so that each
// stands by itself. A reagent is no stage: who depends on its makers is told by
// the technology dependence.
func Stages(rows []Capacity) []Bottleneck {
	at := map[Bottleneck]int{} // keyed without tonnes
	var stages []Bottleneck
	for _, r := range rows {
		if r.Reagent {
			continue
		}
		m := r.Material
		k := Bottleneck{Chain: m.Chain, Stage: m.Stage, What: m.Contains, Weight: m.Weight, Year: r.Year}
		if k.What == "" {
			k.What = m.Name
		}
		i, ok := at[k]
		if !ok {
			i = len(stages)
			at[k] = i
			stages = append(stages, k)
		}
		stages[i].Scope += r.Scope
		stages[i].World += r.World
	}
	return stages
}

// Bottlenecks finds, by chain and year, the stage with the smallest share of
// world capacity. Of equal shares the first in the chain counts.
func Bottlenecks(rows []Capacity) []Bottleneck {
	first := map[Bottleneck]int{}
	var out []Bottleneck
	for _, s := range Stages(rows) {
		if s.World <= 0 {
			continue
		}
		k := Bottleneck{Chain: s.Chain, Year: s.Year}
		i, ok := first[k]
		if !ok {
			first[k] = len(out)
			out = append(out, s)
		} else if s.Share() < out[i].Share() {
			out[i] = s
		}
	}
	return out
}

// Contribution is what a member of a group brings to one material.
type Contribution struct {
	Material *adit.Material
	Place    string
	Year     int
	Capacity float64 // t/y
	Share    float64 // of the world, 0-1
}

// Contributions splits the capacity of a group over its members, leaving out
// those that bring nothing.
func Contributions(w *adit.World, net *chain.Network, group Scope, years []int) []Contribution {
	rows := map[string][]Capacity{}
	for _, place := range group.Members() {
		rows[place], _ = Capacities(net, Scope{ID: place, places: map[string]bool{place: true}}, years)
	}
	var out []Contribution
	members := group.Members()
	if len(members) == 0 {
		return nil
	}
	for k := range rows[members[0]] {
		for _, place := range members {
			if c := rows[place][k]; c.Scope > 0 {
				out = append(out, Contribution{c.Material, place, c.Year, c.Scope, c.Share()})
			}
		}
	}
	return out
}
