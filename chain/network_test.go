package chain_test

import (
	"math"
	"testing"

	"adit"
	"adit/chain"
	"adit/lp/highs/highstest"
)

// Working stock is what holders state, together, else the cover in days of the
// material, else the world's; other kinds of stock do not count.
func TestWorkingStock(t *testing.T) {
	s := highstest.Open(t)
	row := func(kind adit.StockKind, tonnes, days float64) adit.Stock {
		stock := adit.Stock{Kind: kind, Material: "x", Place: "AU"}
		if tonnes > 0 {
			stock.Tonnes = adit.Number(tonnes, "t")
		}
		if days > 0 {
			stock.Days = adit.Number(days, "day")
		}
		return stock
	}
	const through = 365.25 // t/y, so that a day is a tonne
	for _, c := range []struct {
		name   string
		cover  adit.Figure
		stocks []adit.Stock
		want   float64
	}{
		{"the world's cover", adit.Figure{}, nil, 45},
		{"the material's cover", adit.Number(20, "day"), nil, 20},
		{"stated tonnes", adit.Number(20, "day"), []adit.Stock{row(adit.Working, 33, 0)}, 33},
		{"stated days", adit.Number(20, "day"), []adit.Stock{row(adit.Working, 0, 12)}, 12},
		{"two holders", adit.Number(20, "day"), []adit.Stock{row(adit.Working, 33, 0), row(adit.Working, 0, 12)}, 45},
		{"a state's and an obliged stock", adit.Number(20, "day"), []adit.Stock{row(adit.State, 500, 0), row(adit.Strategic, 0, 90)}, 20},
		{"nobody says how much", adit.Number(20, "day"), []adit.Stock{{Kind: adit.Working, Material: "x", Place: "AU", Tonnes: adit.UnknownFigure("withheld")}}, 20},
	} {
		w := oneNode([]adit.Figure{bare(through, adit.Official)}, []adit.Figure{bare(through, adit.Official)})
		w.Materials[0].Cover, w.Stocks = c.cover, c.stocks
		net := build(t, w)
		reconcile(t, net, s)
		if got := net.Nodes[0].Working; math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %g t, want %g", c.name, got, c.want)
		}
	}
}

// Chains that share neither plant nor host nor material are parts of their own,
// and together they are the whole.
func TestPartsAreApart(t *testing.T) {
	w := threeStages(func(_ string, f adit.Figure) adit.Figure { return f })
	other := oneNode([]adit.Figure{bare(10, adit.Official)}, []adit.Figure{bare(10, adit.Official)})
	w.Materials = append(w.Materials, other.Materials...)
	other.Recipes[0].Recipe = "wash"
	w.Recipes = append(w.Recipes, other.Recipes...)
	other.Sites[0].Recipe = "wash"
	w.Sites, w.Uses = append(w.Sites, other.Sites...), append(w.Uses, other.Uses...)
	net := build(t, w)
	if net.Parts() != 2 {
		t.Fatalf("%d parts, want 2", net.Parts())
	}
	nodes, sites, lanes, uses := 0, 0, 0, 0
	for k := range net.Parts() {
		p := net.Part(k)
		nodes, sites, lanes, uses = nodes+len(p.Nodes), sites+len(p.Sites), lanes+len(p.Lanes), uses+len(p.Uses)
		for _, s := range p.Sites {
			for _, c := range s.Coefs {
				if c.Node < 0 || c.Node >= len(p.Nodes) {
					t.Errorf("part %d: site %s points to node %d of %d", k, s.Ref.ID, c.Node, len(p.Nodes))
				}
			}
		}
	}
	if nodes != len(net.Nodes) || sites != len(net.Sites) || lanes != len(net.Lanes) || uses != len(net.Uses) {
		t.Errorf("parts hold %d nodes, %d sites, %d lanes, %d uses of %d, %d, %d, %d", nodes, sites, lanes, uses, len(net.Nodes), len(net.Sites), len(net.Lanes), len(net.Uses))
	}

	// A host ties its by-product's chain to its own.
	w.Sites[len(w.Sites)-1].Host, w.Sites[len(w.Sites)-1].HostYield = "mine.us", adit.Number(0.1, "1")
	if net = build(t, w); net.Parts() != 1 {
		t.Errorf("a by-product stands apart from its host: %d parts", net.Parts())
	}
	// What is asked for keeps its whole chain and nothing else.
	w.Sites[len(w.Sites)-1].Host = ""
	only, problems := chain.Build(w, "metal")
	if problems.Errors() != nil || only.Node("x", "AU") >= 0 || only.Node("ore", "US") < 0 {
		t.Errorf("asked for metal, got %v (%v)", only.Materials(), problems)
	}
}
