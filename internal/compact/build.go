package main

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"adit"
)

const (
	source = "usgs-mcs2026"
	year   = "2025"
	rest   = "ZZ"
	// named is how many producers a chain names; the others join the rest of the world.
	named = 6
	// least is the smallest share of world production that is named.
	least = 0.01
	// home is the share of its output a producer uses itself, where no statistic
	// says: assumed, with the range written on the row. China makes more of its
	// minerals into goods than others do.
	home, homeCN = 0.5, 0.75
	// sold caps what the United States buy of all that is exported, so that the
	// others get some.
	sold = 0.8
)

// tonnes by the unit production is published in.
var tonnes = map[string]float64{
	"metric tons": 1, "thousand metric tons": 1000, "thousand metric dry tons": 1000, "million metric tons": 1e6, "kilograms": 0.001,
}

// dollars is USD/kg by the unit a price is published in; 31.1034768 g are a
// troy ounce, 0.45359237 kg a pound, 907.18474 kg a short ton.
var dollars = map[string]float64{
	"dollars per kilogram": 1, "dollars per metric ton": 1e-3, "dollars per ton": 1e-3, "dollars per short ton": 1 / 907.18474,
	"dollars per pound": 1 / 0.45359237, "cents per pound": 0.01 / 0.45359237, "dollars per troy ounce": 1 / 0.0311034768,
}

type builder struct {
	world  *adit.World
	known  map[string]string // places of the world and of places.csv, by id: name
	extra  map[string]map[string]string
	used   map[string]bool
	tables map[string]*out
}

func newBuilder(w *adit.World) (*builder, error) {
	b := &builder{world: w, known: map[string]string{}, extra: map[string]map[string]string{}, used: map[string]bool{}, tables: tables()}
	more, err := rows(placesCSV)
	if err != nil {
		return nil, fmt.Errorf("places.csv: %w", err)
	}
	for _, p := range more {
		b.known[p["id"]], b.extra[p["id"]] = p["name"], p
	}
	for i := range w.Places {
		b.known[w.Places[i].ID] = w.Places[i].Name
		delete(b.extra, w.Places[i].ID)
	}
	return b, nil
}

// market is the one stage of a commodity, in t/y.
type market struct {
	*spec
	price     float64 // USD/kg
	published string  // the price as it stands in the statistics
	made      map[string]float64
	parts     []string // what the rest of the world is made of, in words
	withheld  []string
	imports   float64 // net imports of the United States; 0: not known or exporter
	why       string  // arithmetic of imports
	ranged    [2]float64
}

// find returns the statistics of a kind whose detail begins with or holds the text.
func (b *builder) find(chapter, commodity string, kind adit.StatisticKind, detail string) []*adit.Statistic {
	var out []*adit.Statistic
	for i := range b.world.Statistics {
		s := &b.world.Statistics[i]
		if s.Source[0] == source && s.Chapter == chapter && s.Kind == kind && strings.EqualFold(s.Commodity, commodity) &&
			strings.Contains(strings.ToLower(s.Detail), strings.ToLower(detail)) && (s.Year == year || kind == adit.ImportShare) {
			out = append(out, s)
		}
	}
	return out
}

// add writes the chain of a commodity, or says why it cannot.
func (b *builder) add(s *spec) (why string) {
	for i := range b.world.Materials {
		if b.world.Materials[i].Chain == s.Chain {
			return "the world carries it in full"
		}
	}
	m := &market{spec: s, made: map[string]float64{}}
	for _, p := range b.find(s.Chapter, s.PriceCommodity, adit.UnitPrice, s.PriceDetail) {
		if f := p.Figure(); f.Known() && f.Value > 0 {
			unit, ok := dollars[p.Unit]
			if !ok {
				return "its price is published in " + p.Unit
			}
			m.price, m.published = round(f.Value*unit*s.PriceBasis), p.Value+" "+p.Unit
			break
		}
	}
	if m.price == 0 {
		return "no price is published for " + year
	}
	if why := b.production(m); why != "" {
		return why
	}
	b.trade(m)
	b.write(m)
	return ""
}

// production fills what each place makes; places not named join the rest.
func (b *builder) production(m *market) string {
	type row struct {
		place string
		t     float64
	}
	var all []row
	sum := 0.0
	for _, p := range b.find(m.Chapter, m.Commodity, adit.Production, m.Detail) {
		detail := strings.ToLower(p.Detail)
		if !strings.HasPrefix(p.Section, "World") || p.Place == adit.WorldTotal || !strings.HasPrefix(detail, strings.ToLower(m.Detail)) {
			continue
		}
		f := p.Figure()
		unit, ok := tonnes[p.Unit]
		switch {
		case !ok:
			return "production is published in " + p.Unit
		case f.Known() && f.Value > 0:
			all = append(all, row{p.Place, round(f.Value * unit)})
			sum += f.Value * unit
		case !f.Known():
			m.withheld = append(m.withheld, p.Place)
		}
	}
	if len(all) < 2 {
		return "no production by country"
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].t > all[j].t })
	count := 0
	for _, r := range all {
		_, ok := b.known[r.place]
		keep := r.place == "US" || count < named && r.t >= least*sum
		if ok && keep && r.place != rest {
			m.made[r.place] += r.t
			count++
			continue
		}
		m.made[rest] += r.t
		m.parts = append(m.parts, fmt.Sprintf("%s %s", r.place, grouped(r.t)))
	}
	return ""
}

// trade sets the net imports of the United States: reliance times consumption,
// as published, cut to what the others can sell.
func (b *builder) trade(m *market) {
	if m.Consumption == "" {
		return
	}
	used := b.find(m.Chapter, m.Commodity, adit.Consumption, m.Consumption)
	share := b.find(m.Chapter, m.Commodity, adit.NetImportReliance, m.Reliance)
	if len(used) == 0 || len(share) == 0 {
		return
	}
	u, r := used[0].Figure(), share[0].Figure()
	if !u.Known() || !r.Known() && (r.Low < 0 || math.IsInf(r.High, 0)) || r.Known() && r.Value <= 0 {
		return
	}
	pct, lo, hi := r.Value, 0.8*r.Value, math.Min(100, 1.2*r.Value)
	if !r.Known() {
		pct, lo, hi = (r.Low+r.High)/2, r.Low, r.High
	}
	unit, ok := tonnes[used[0].Unit]
	if !ok {
		return
	}
	t := u.Value * unit * m.USBasis / 100
	m.imports, m.ranged = pct*t, [2]float64{lo * t, hi * t}
	m.why = fmt.Sprintf("consumption %s %s x %s%% net import reliance (USGS, %s)", used[0].Value, used[0].Unit, share[0].Value, year)
	exports := 0.0
	for p, v := range m.made {
		if p != "US" {
			exports += v * (1 - homeShare(p))
		}
	}
	if most := sold * exports; m.imports > most {
		m.why += fmt.Sprintf(", cut from %s t to %g of what others are taken to export: the numerator counts other forms or scrap", grouped(m.imports), sold)
		m.imports, m.ranged = most, [2]float64{0.5 * most, most}
	}
}

func homeShare(place string) float64 {
	if place == "CN" {
		return homeCN
	}
	return home
}

// demand returns what each place uses, so that the world uses what it makes.
func (m *market) demand() map[string]float64 {
	use := map[string]float64{}
	left := 0.0
	for _, p := range m.places() {
		v := m.made[p]
		left += v
		switch {
		case p == rest:
			continue
		case p == "US" && m.imports > 0:
			use[p] = round(v + m.imports)
		default:
			use[p] = round(v * homeShare(p))
		}
		left -= use[p]
	}
	use[rest] = round(left)
	return use
}

// places lists the places of the market, the rest of the world last.
func (m *market) places() []string {
	var out []string
	for p := range m.made {
		if p != rest && p != "US" {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	if m.made["US"] > 0 || m.imports > 0 {
		out = append(out, "US")
	}
	return append(out, rest)
}

// round keeps six digits, so that a sum of published numbers stays one.
func round(v float64) float64 {
	if v == 0 {
		return 0
	}
	k := math.Pow(10, 5-math.Floor(math.Log10(math.Abs(v))))
	if k > 1e4 {
		k = 1e4
	}
	return math.Round(v*k) / k
}
