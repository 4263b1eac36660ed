package market_test

import (
	"math"
	"testing"

	"adit"
	"adit/chain"
	"adit/lp"
	"adit/lp/highs/highstest"
	"adit/market"
	"adit/worlds/worldstest"
)

// extractant is the reagent of rare-earth separation in the shipped world.
const extractant = "re.extractant"

// magnets is the shipped magnet chain with the separators' stocks of
// extractant times a factor. No plant closes for want of takers: what stops
// separation then is extractant alone, not the mills that fed it.
func magnets(t *testing.T, s lp.Solver, stocks float64) *chain.Network {
	t.Helper()
	w := worldstest.Shipped(t)
	held := 0
	for i := range w.Stocks {
		if k := &w.Stocks[i]; k.Material == extractant {
			k.Days.Value *= stocks
			held++
		}
	}
	if held == 0 {
		t.Fatal("nobody holds extractant")
	}
	for i := range w.Figures {
		if f := &w.Figures[i]; f.ID == "mkt.mothball" {
			f.Value = 600
		}
	}
	net := reconciled(t, w, s)
	return net.Part(net.Nodes[net.Node(extractant, "CN")].Part)
}

// withoutChina ends the exports of extractant from China.
func withoutChina(net *chain.Network) *market.Conditions {
	var p market.Period
	for i := range net.Lanes {
		if l := net.Lanes[i].Ref; l.Material == extractant && l.From == "CN" {
			p.Lanes = append(p.Lanes, market.Limit{Index: i, Value: 0})
		}
	}
	return &market.Conditions{Periods: []market.Period{p}}
}

// separators are the sites that take extractant outside China.
func separators(net *chain.Network) (list []int) {
	for i := range net.Sites {
		for _, c := range net.Sites[i].Coefs {
			if n := &net.Nodes[c.Node]; c.Tonnes < 0 && n.Material.ID == extractant && n.Place != "CN" {
				list = append(list, i)
			}
		}
	}
	return list
}

// cutExtractants runs months of a cut that begins in a month and returns, by month,
// output of separation outside China and extractant held there, as shares of
// the base.
func cutExtractants(t *testing.T, s lp.Solver, net *chain.Network, begin, months int) (output, stock []float64) {
	t.Helper()
	m, r := calibrated(t, net, s, market.Options{Window: 3, Perturb: true})
	sites := separators(net)
	if len(sites) < 4 {
		t.Fatalf("%d separators outside China take extractant, want those of Malaysia, the United States, Estonia and India", len(sites))
	}
	shock, state := withoutChina(net), m.Base()
	for month := range months {
		c := calm
		if month >= begin {
			c = shock
		}
		next, o := step(t, r, state, c)
		made, base, held, target := 0.0, 0.0, 0.0, 0.0
		for _, i := range sites {
			made += o.Output[i]
			base += m.BaseOutput(i)
		}
		for i := range net.Nodes {
			if n := &net.Nodes[i]; n.Material.ID == extractant && n.Place != "CN" && n.Place != adit.RestOfWorld {
				held += o.Stock[i]
				target += m.Target(i)
			}
		}
		output, stock = append(output, made/base), append(stock, held/target)
		state = next
	}
	return output, stock
}

// falls is the first month in which less than 98% of the base is made.
func falls(output []float64) int {
	for month, q := range output {
		if q < 0.98 {
			return month
		}
	}
	return len(output)
}

// TestSeparationFallsOnlyWhenExtractantsEnd: China stops selling extractants.
// Separation elsewhere holds as long as the stock of them lasts, falls when it
// ends, not to nothing since others make some, and falls later where twice as
// much is held. Agents see three months ahead: the last of the stock, less than
// half of what these months take, they stretch.
func TestSeparationFallsOnlyWhenExtractantsEnd(t *testing.T) {
	const begin, months, last = 3, 36, 0.25
	s := highstest.Open(t)
	output, stock := cutExtractants(t, s, magnets(t, s, 1), begin, months)
	end := falls(output)
	if end >= months {
		t.Fatalf("separation never falls: %.3g", output)
	}
	if stock[end] > last {
		t.Errorf("separation falls in month %d while %.2f of the stock is left", end, stock[end])
	}
	// Half a year is held, and others go on selling a quarter and more.
	if end < begin+6 {
		t.Errorf("separation falls in month %d, %d months after the cut, though half a year is held", end, end-begin)
	}
	for month := end + 6; month < months; month++ {
		if output[month] < 0.2 || output[month] > 0.7 || stock[month] > 0.05 {
			t.Errorf("month %d: with other makers only, separation outside China makes %.2f of the base and %.2f of the stock is left", month, output[month], stock[month])
		}
	}
	twice, _ := cutExtractants(t, s, magnets(t, s, 2), begin, months)
	if later := falls(twice); later < end+5 || later > end+12 {
		t.Errorf("with twice the stock separation falls in month %d, with it in %d: half a year more should last about that", later, end)
	}
}

// TestReagentIsAnInput: a reagent lowers the margin of who takes it by its
// price, is balanced at its own node, and makes no product Chinese that is made
// elsewhere from other ore.
func TestReagentIsAnInput(t *testing.T) {
	s := highstest.Open(t)
	plain, _ := calibrated(t, reconciled(t, small(), s), s, market.Options{})
	w := small()
	acid := adit.Material{ID: "x.acid", Name: "x.acid", Chain: "x", Stage: "reagent", Weight: adit.Gross, PriceRule: adit.Quoted, Price: num(4), PricePlace: "CN", Cover: num(45)}
	w.Materials = append(w.Materials, acid)
	w.Recipes = append(w.Recipes, adit.RecipeLine{Recipe: "acid", Material: "x.acid", Role: adit.Out, Tonnes: num(1)},
		adit.RecipeLine{Recipe: "refine", Material: "x.acid", Role: adit.Reagent, Tonnes: num(0.5)})
	w.Sites = append(w.Sites, adit.Site{ID: "acid.cn", Place: "CN", Recipe: "acid", Status: adit.Operating, Output: num(500), Cost: num(1)})
	w.Lanes = append(w.Lanes, adit.Lane{Material: "x.acid", From: "CN", To: "US", Flow: num(50), Days: num(0), Freight: num(1)})
	net := reconciled(t, w, s)
	m, _ := calibrated(t, net, s, market.Options{})
	// Ore is priced by what the larger refinery leaves for it, so that the
	// reagent comes off the price of ore there, and the freight of it off the
	// margin of the other.
	ore, us := net.Node("x.ore", "CN"), net.Site("refine.us")
	if got, want := plain.P0[plain.Net.Node("x.ore", "CN")]-m.P0[ore], 0.5*4/1.1; math.Abs(got-want) > 1e-9 {
		t.Errorf("ore is cheaper by %g USD/kg, want %g", got, want)
	}
	p := func(material string) float64 { return m.P0[net.Node(material, "US")] }
	if got, want := m.Margin(us), p("x.metal")-1.1*p("x.ore")-0.5*p("x.acid"); math.Abs(got-want) > 1e-9 {
		t.Errorf("margin of the refinery that buys its reagent abroad is %g, want %g", got, want)
	}
	if got, want := p("x.acid"), 5.0; math.Abs(got-want) > 1e-9 {
		t.Errorf("the reagent costs %g where it is carried to, want %g", got, want)
	}
	if got := m.Base().Origin[net.Node("x.metal", "US")]; got != 0 {
		t.Errorf("%g of metal refined from other ore counts as Chinese for its reagent", got)
	}
}
