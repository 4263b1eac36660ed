package study

import (
	"context"
	"fmt"

	"adit"
	"adit/deal"
	"adit/stress"
)

// kilogramsPerTonne turns the market's prices, USD/kg, into those of an index.
const kilogramsPerTonne = 1000

// StressPrices runs a scenario and hands its prices to deals: draw i of a deal
// sees future i of the ensemble (from the start again after the last), so that
// two deals see the same futures. The price of a material is that of the place
// named where it has a node there, else the mean outside the restricted market,
// weighted by base throughput. After the last month of the run the last price
// stands. Indices on materials the run does not solve keep their own process.
func StressPrices(ctx context.Context, opt Options, d *adit.Deal, place string) (prices deal.Prices, words string, err error) {
	for _, x := range d.Indices {
		if x.Material != "" && opt.Material == "" {
			opt.Material = x.Material
		}
	}
	if opt.Material == "" {
		var ps adit.Problems
		ps.Add("unknown-material", d.Row, "leave --scenario out: the prices then follow the processes the terms state", "no index of %s is on a material of this world", d.ID)
		return nil, "", ps
	}
	r, err := start(ctx, opt)
	if err != nil {
		return nil, "", err
	}
	if r.finished() == 0 {
		return nil, "", r.stop
	}
	units := unitsOf(d)
	paths := map[string][][]float64{} // material → future → month
	for _, v := range r.views() {
		for _, x := range d.Indices {
			if x.Material == "" || paths[x.Material] != nil {
				continue
			}
			if p, ok := v.priceOf(x.Material, place); ok {
				for _, records := range finished(v.part) {
					path := make([]float64, len(records))
					for m, record := range records {
						path[m] = p(record)
					}
					paths[x.Material] = append(paths[x.Material], path)
				}
			}
		}
	}
	if len(paths) == 0 {
		var ps adit.Problems
		ps.Add("unknown-material", d.Row, "leave --scenario out: the prices then follow the processes the terms state", "the run solves none of the materials %s is settled on", d.ID)
		return nil, "", ps
	}
	grid := r.grid
	prices = func(draw int, on adit.Date, x *adit.Index) (adit.Money, bool) {
		path := paths[x.Material]
		if x.Material == "" || path == nil || on < grid.Start(0).AddMonths(-1) {
			return adit.Money{}, false
		}
		future := path[draw%len(path)]
		month := min(max(0, monthsBetween(grid.Start(0), on)), len(future)-1)
		return adit.Money{Amount: future[month] * kilogramsPerTonne / units[x.ID], Currency: "USD", On: on}, true
	}
	names := ""
	for _, s := range r.scenarios {
		if names != "" {
			names += " and "
		}
		names += s.Name
	}
	return prices, fmt.Sprintf("prices of %d futures of the stress run %q over %d months, then held", len(paths[opt.Material]), names, grid.Len()), nil
}

func monthsBetween(from, to adit.Date) int {
	a, b := from.Time(), to.Time()
	return 12*(b.Year()-a.Year()) + int(b.Month()) - int(a.Month())
}

// unitsOf says for each index how many units of its price are in a tonne.
func unitsOf(d *adit.Deal) map[string]float64 {
	units := map[string]float64{}
	for _, x := range d.Indices {
		units[x.ID] = kilogramsPerTonne
	}
	for _, f := range d.Floors {
		units[f.Index] = f.Units.Or(kilogramsPerTonne)
	}
	if d.Project.Index != "" {
		units[d.Project.Index] = d.Project.Units.Or(kilogramsPerTonne)
	}
	return units
}

// priceOf returns how to read the price of a material from a record.
func (v *view) priceOf(material, place string) (func(*stress.Record) float64, bool) {
	if n := v.net.Node(material, place); n >= 0 && place != "" {
		return func(r *stress.Record) float64 { return r.Price[n] }, true
	}
	p := priced{}
	total := 0.0
	for i := range v.net.Nodes {
		if n := &v.net.Nodes[i]; n.Material.ID == material && n.Place != v.inside && n.Through > 0 {
			p.out, p.weight = append(p.out, i), append(p.weight, n.Through)
			total += n.Through
		}
	}
	for i := range p.weight {
		p.weight[i] /= total
	}
	return p.outside, len(p.out) > 0
}
