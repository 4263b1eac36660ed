package study

import (
	"fmt"
	"slices"
	"strings"

	"adit"
	"adit/claims"
	"adit/market"
	"adit/schema"
	"adit/stress"
)

// measured is a yearly series that an official table reports and the model has
// an answer to.
type measured struct {
	id        string
	name      string
	kind      adit.StatisticKind // UnitPrice, Imports or StocksHeld
	commodity string             // as the official table calls it
	details   []string           // rows that add up, word for word
	materials []string           // of the world
	place     string             // where the model is read
	unit      string             // of both, after conversion
	unitValue bool               // a price that is value over quantity of imports: weighted by what arrives
}

// scored are the series a backtest is held against. The list was fixed before
// the first run: every chain of the past world with its price, its total United
// States imports, and the one consumer stock that is reported.
var scored = []measured{
	{id: "sb.price", name: "Antimony, price of metal", kind: adit.UnitPrice, commodity: "Antimony", details: []string{"Price, metal, average, dollars per pound"}, materials: []string{"sb.metal"}, place: "US", unit: "USD/kg"},
	{id: "ga.price", name: "Gallium, unit value of imports", kind: adit.UnitPrice, commodity: "Gallium", details: []string{"Price, average unit value of imports, dollars per kilogram"}, materials: []string{"ga.refined"}, place: "US", unit: "USD/kg", unitValue: true},
	{id: "ge.price", name: "Germanium, price of metal in Europe", kind: adit.UnitPrice, commodity: "Germanium", details: []string{"Price, annual average, dollars per kilogram: Germanium metal"}, materials: []string{"ge.refined"}, place: "BE", unit: "USD/kg"},
	{id: "w.price", name: "Tungsten, price of concentrate in Rotterdam", kind: adit.UnitPrice, commodity: "Tungsten", details: []string{"Price, concentrate, average in-warehouse Rotterdam, dollars per dry metric ton unit of tungsten trioxide"}, materials: []string{"w.concentrate"}, place: "AT", unit: "USD/kg"},
	{id: "sb.imports", name: "Antimony, United States imports of metal and oxide", kind: adit.Imports, commodity: "Antimony", details: []string{"Imports for consumption: Oxide", "Imports for consumption: Unwrought, powder"}, materials: []string{"sb.metal", "sb.oxide"}, place: "US", unit: "t"},
	{id: "ga.imports", name: "Gallium, United States imports of metal", kind: adit.Imports, commodity: "Gallium", details: []string{"Imports for consumption: Metal"}, materials: []string{"ga.refined"}, place: "US", unit: "t"},
	{id: "ge.imports", name: "Germanium, United States imports of metal and dioxide", kind: adit.Imports, commodity: "Germanium", details: []string{"Imports for consumption: Germanium metal", "Imports for consumption: Germanium dioxide"}, materials: []string{"ge.refined"}, place: "US", unit: "t"},
	{id: "w.imports", name: "Tungsten, United States imports but ores", kind: adit.Imports, commodity: "Tungsten", details: []string{"Imports for consumption: Other forms"}, materials: []string{"w.apt", "w.powder"}, place: "US", unit: "t"},
	{id: "ga.stock", name: "Gallium, stocks of United States consumers at year end", kind: adit.StocksHeld, commodity: "Gallium", details: []string{"Stocks, consumer, yearend"}, materials: []string{"ga.refined"}, place: "US", unit: "t"},
}

// publisherUnits are the publisher's words for units of the schema, and what
// one of them holds: 7.93 kg of tungsten are in a metric ton unit of WO3.
var publisherUnits = map[string]struct {
	unit string
	by   float64
}{
	"metric tons": {"t", 1}, "kilograms": {"kg", 1}, "dollars per pound": {"$/lb", 1}, "dollars per kilogram": {"USD/kg", 1},
	"dollars per dry metric ton unit": {"USD/kg", 1 / 7.93},
}

// observed reads a year of the series from the official tables of a world.
func (m *measured) observed(r *Resolver, year int) (value float64, estimated bool, err error) {
	for _, detail := range m.details {
		s, err := r.one(claims.Query{Commodity: m.commodity, Year: fmt.Sprint(year)}, m.kind, detail, "US")
		if err != nil {
			return 0, false, err
		}
		f := s.Figure()
		u, known := publisherUnits[strings.ToLower(s.Unit)]
		v, ok := schema.Convert(f.Value*u.by, u.unit, m.unit)
		if !known || !ok || !f.Known() {
			return 0, false, fmt.Errorf("%s of %d is %q %s: no number in %s", m.name, year, s.Value, s.Unit, m.unit)
		}
		value += v
		estimated = estimated || s.Estimated
	}
	return value, estimated, nil
}

// nodes are the nodes of a market that the series is read at.
func (m *measured) nodes(mk *market.Market) (out []int) {
	for _, id := range m.materials {
		if n := mk.Net.Node(id, m.place); n >= 0 {
			out = append(out, n)
		}
	}
	return out
}

// base is what the model's own base year gives.
func (m *measured) base(mk *market.Market) float64 {
	sum := 0.0
	for _, n := range m.nodes(mk) {
		switch m.kind {
		case adit.UnitPrice:
			return mk.P0[n]
		case adit.StocksHeld:
			sum += mk.Target(n)
		default:
			for i := range mk.Net.Lanes {
				if l := &mk.Net.Lanes[i]; l.To == n {
					sum += l.Base * (1 - l.Loss)
				}
			}
		}
	}
	return sum
}

// modelled reads the periods from first to last of a run.
func (m *measured) modelled(mk *market.Market, run []*stress.Record, first, last int) float64 {
	nodes := m.nodes(mk)
	switch m.kind {
	case adit.UnitPrice:
		value, weight := 0.0, 0.0
		for t := first; t <= last; t++ {
			w := 1.0
			if m.unitValue {
				w = arrivals(mk, run, nodes[:1], t)
			}
			value += w * run[t].Price[nodes[0]]
			weight += w
		}
		return value / weight
	case adit.StocksHeld:
		sum := 0.0
		for _, n := range nodes {
			sum += run[last].Stock[n]
		}
		return sum
	}
	sum := 0.0
	for t := first; t <= last; t++ {
		sum += arrivals(mk, run, nodes, t)
	}
	return sum
}

// arrivals is what reaches nodes by lanes in a period, t. Goods that left
// before the run left as in the base.
func arrivals(mk *market.Market, run []*stress.Record, nodes []int, t int) float64 {
	sum := 0.0
	for i := range mk.Net.Lanes {
		l := &mk.Net.Lanes[i]
		if !slices.Contains(nodes, l.To) {
			continue
		}
		left := mk.BaseFlow(i)
		if sent := t - mk.Lag(i); sent >= 0 {
			left = run[sent].Flow[i]
		}
		sum += left * (1 - l.Loss)
	}
	return sum
}
