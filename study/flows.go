package study

import (
	"fmt"

	"adit/chart"
	"adit/report"
	"adit/stress"
	"adit/table"
)

// flowMonths is how many months from the first bite the flow picture sums over.
const flowMonths = 12

// flowFigure is the chain from stage to stage and place to place, in value at
// base prices so that oxides and magnets share a scale, with what is missing
// against no event.
func (v *view) flowFigure() report.Figure {
	from := v.firstMark()
	to := min(from+flowMonths, v.grid.Len())
	t := table.New("flows-"+v.id(), "Flows by stage and place, at base prices",
		table.Column{Name: "from_stage", Doc: "Stage the goods leave."},
		table.Column{Name: "origin", Doc: "Place they leave."},
		table.Column{Name: "to_stage", Doc: "Stage they enter."},
		table.Column{Name: "destination", Doc: "Place they enter."},
		table.Column{Name: "flow", Type: table.Number, Unit: "USD million", Doc: "Flow in the scenario at base prices, mean of futures."},
		table.Column{Name: "no_event", Label: "No event", Type: table.Number, Unit: "USD million", Doc: "The same with no event."})
	stages := v.stages()
	for i, s := range stages {
		stages[i] = upper(s)
	}
	event := v.flowTotals(finished(v.part), from, to)
	calm := v.flowTotals([][]*stress.Record{v.calm}, from, to)
	total := 0.0
	for _, k := range calm.keys {
		total += calm.value[k]
	}
	for _, k := range calm.keys {
		a, b := event.value[k], calm.value[k]
		if max(a, b) > 0 {
			t.Add(upper(k.fromStage), placeName(v.world, k.from), upper(k.toStage), placeName(v.world, k.to), a, b)
		}
	}
	span := fmt.Sprintf("%s to %s", v.grid.Start(from), v.grid.Span(to-1).To)
	return report.Figure{Table: t, Note: "Valued at base prices, so that stages share one scale. A place that only passes goods on is drawn with the stage it feeds.",
		Chart: &chart.Spec{Kind: chart.Flows, Title: "Where the chain thins", Subtitle: "USD million at base prices, " + span + ", mean of futures; what is missing against no event is coloured",
			Flow: &chart.Flow{FromStage: "from_stage", From: "origin", ToStage: "to_stage", To: "destination", Value: "flow", Base: "no_event", Stages: stages, Least: total * 0.002}}}
}

// firstMark returns the period of the first dated change, or 0.
func (v *view) firstMark() int {
	if m := v.marks(); len(m) > 0 {
		return v.grid.Period(m[0].On)
	}
	return 0
}

type flowKey struct{ fromStage, from, toStage, to string }

type flowTotals struct {
	keys  []flowKey // in order of first sight
	value map[flowKey]float64
}

// flowTotals sums, per stage and place pair, what moves between makers and
// takers: lanes, and what is taken where it is made. Mean of the draws.
func (v *view) flowTotals(draws [][]*stress.Record, from, to int) flowTotals {
	f := flowTotals{value: map[flowKey]float64{}}
	add := func(k flowKey, x float64) {
		if _, ok := f.value[k]; !ok {
			f.keys = append(f.keys, k)
		}
		f.value[k] += x
	}
	next := v.nextStage()
	years := 1.0 / float64(max(1, len(draws))) / 1000 // thousand USD to million, mean of draws
	home := make([]float64, len(v.net.Nodes))
	flow := make([]float64, len(v.net.Lanes))
	for _, d := range draws {
		for _, r := range d[from:to] {
			for i := range v.net.Sites {
				for _, c := range v.net.Sites[i].Coefs {
					if c.Tonnes < 0 {
						home[c.Node] -= c.Tonnes * r.Output[i]
					}
				}
			}
			for i := range v.net.Uses {
				home[v.net.Uses[i].Node] += r.Served[i]
			}
			for i := range v.net.Lanes {
				flow[i] += r.Flow[i]
				home[v.net.Lanes[i].To] -= r.Flow[i] * (1 - v.net.Lanes[i].Loss)
			}
		}
	}
	for i := range v.net.Lanes {
		l := &v.net.Lanes[i]
		n := &v.net.Nodes[l.From]
		if v.aside(l.From) {
			continue
		}
		add(flowKey{n.Material.Stage, l.Ref.From, next[n.Material.Stage], l.Ref.To}, flow[i]*v.market.P0[l.From]*years)
	}
	for i := range v.net.Nodes {
		n := &v.net.Nodes[i]
		if v.aside(i) {
			continue
		}
		add(flowKey{n.Material.Stage, n.Place, next[n.Material.Stage], n.Place}, max(0, home[i])*v.market.P0[i]*years)
	}
	return f
}

// aside reports whether a node is no stage of what the view draws: of another
// chain, or a reagent, of which nothing is in the product.
func (v *view) aside(node int) bool {
	if v.host(node) {
		return true
	}
	for i := range v.net.Sites {
		for _, c := range v.net.Sites[i].Coefs {
			if c.Reagent && v.net.Nodes[c.Node].Material == v.net.Nodes[node].Material {
				return true
			}
		}
	}
	return false
}

// useStage is the last stage of every chain.
const useStage = "use"

// stages lists the stages of the component in the order of the materials
// table, with use at the end; reagents are none.
func (v *view) stages() []string {
	here := map[string]bool{}
	for i := range v.net.Nodes {
		here[v.net.Nodes[i].Material.ID] = !v.aside(i)
	}
	var out []string
	seen := map[string]bool{}
	for i := range v.world.Materials {
		m := &v.world.Materials[i]
		if here[m.ID] && !seen[m.Stage] {
			seen[m.Stage] = true
			out = append(out, m.Stage)
		}
	}
	return append(out, useStage)
}

// nextStage says which stage a material of each stage goes into: that of the
// products made from it, or use.
func (v *view) nextStage() map[string]string {
	next := map[string]string{}
	for _, s := range v.stages() {
		next[s] = useStage
	}
	for i := range v.net.Sites {
		s := &v.net.Sites[i]
		product := v.net.Nodes[s.Main()].Material.Stage
		for _, c := range s.Coefs {
			if m := v.net.Nodes[c.Node].Material; c.Tonnes < 0 && !c.Reagent && m.Stage != product {
				next[m.Stage] = product
			}
		}
	}
	return next
}
