package stress

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"adit"
	"adit/chain"
	"adit/market"
)

// component is a hand-made part with one node and the uses given.
func component(uses ...*adit.Use) *Part {
	net := &chain.Network{Nodes: []chain.Node{{Material: &adit.Material{ID: "x"}, Place: "US"}}}
	for _, u := range uses {
		net.Uses = append(net.Uses, chain.Use{Ref: u, Node: 0})
	}
	return &Part{Market: &market.Market{Net: net, P0: []float64{2}}}
}

func records(price float64, unmet ...[]float64) []*Record {
	var out []*Record
	for _, u := range unmet {
		served := make([]float64, len(u))
		for i := range served {
			served[i] = 10
		}
		out = append(out, &Record{Outcome: &market.Outcome{Price: []float64{price}, CoreUnmet: u, PricedOut: make([]float64, len(u)), Served: served}})
	}
	return out
}

// A motor line that lacks magnets and batteries at once loses once: in each
// month what the worse of the two stops. By hand: magnets stop 3·100 and 1·100,
// batteries 2·50 and 4·50, so the line loses 300 and 200, and another place and
// a line of its own are added.
func TestALineLosesOnce(t *testing.T) {
	stake := func(id, line, place string, v float64) *adit.Use {
		return &adit.Use{ID: id, Line: line, Place: place, ValueAtStake: adit.Number(v, "USD/kg")}
	}
	magnets := component(stake("motor.US", "ev", "US", 100), stake("motor.JP", "ev", "JP", 100))
	cells := component(stake("cell.US", "ev", "US", 50), stake("alloy.US", "", "US", 7))
	l := NewLedger(0, 1)
	l.Add(magnets, 0, records(3, []float64{3, 1}, []float64{1, 0}))
	l.Add(cells, 0, records(2, []float64{2, 10}, []float64{4, 0}))
	l.Close()
	d := l.Draws[0]
	if d.Lost[0] != 300+100+70 || d.Lost[1] != 200 || d.Total() != 670 {
		t.Errorf("lost %v, by hand 470 and 200", d.Lost)
	}
	want := []float64{300, 100, 200, 70}
	for i, u := range d.Uses {
		if u.Lost != want[i] {
			t.Errorf("%s loses %g, by hand %g", l.Uses[i].ID, u.Lost, want[i])
		}
	}
	if d.Uses[0].Unmet != 4 || d.Uses[0].Extra != 20 || d.Uses[2].Extra != 0 {
		t.Errorf("unmet and extra: %+v", d.Uses)
	}
}

// Whatever goes short, a line never loses more than the sum of its chains nor
// less than the largest, uses add up to the total, and the order in which
// components and draws come does not matter.
func TestLedgerBounds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := component(&adit.Use{ID: "a", Line: "l", Place: "US", ValueAtStake: adit.Number(3, "")})
		b := component(&adit.Use{ID: "b", Line: "l", Place: "US", ValueAtStake: adit.Number(5, "")})
		x := rapid.SliceOfN(rapid.Float64Range(0, 9), 4, 4).Draw(rt, "x")
		y := rapid.SliceOfN(rapid.Float64Range(0, 9), 4, 4).Draw(rt, "y")
		path := func(v []float64) []*Record { return records(2, v[:1], v[1:2], v[2:3], v[3:]) }
		total := func(ps ...*Part) float64 {
			l := NewLedger(0, 1)
			for _, p := range ps {
				if p == a {
					l.Add(p, 0, path(x))
				} else {
					l.Add(p, 0, path(y))
				}
			}
			l.Close()
			sum := 0.0
			for _, u := range l.Draws[0].Uses {
				sum += u.Lost
			}
			if got := l.Draws[0].Total(); math.Abs(got-sum) > 1e-9 {
				rt.Fatalf("periods lose %g, uses %g", got, sum)
			}
			return sum
		}
		both, one, other := total(a, b), total(a), total(b)
		if both > one+other+1e-9 || both < math.Max(one, other)-1e-9 || math.Abs(both-total(b, a)) > 1e-9 {
			rt.Fatalf("%g for both, %g and %g alone, %g the other way", both, one, other, total(b, a))
		}
	})
}

// Twenty draws of 1 to 20: the worst twentieth is the worst draw; of thirty,
// one and a half.
func TestDistribution(t *testing.T) {
	v := make([]float64, 20)
	for i := range v {
		v[i] = float64(20 - i)
	}
	if d := Distribute(v); d.Mean != 10.5 || d.P50 != 10.5 || d.Shortfall != 20 || math.Abs(d.P95-19.05) > 1e-9 || math.Abs(d.P5-1.95) > 1e-9 {
		t.Errorf("%+v", d)
	}
	v = make([]float64, 30)
	for i := range v {
		v[i] = float64(i + 1)
	}
	if d := Distribute(v); math.Abs(d.Shortfall-(30+0.5*29)/1.5) > 1e-9 {
		t.Errorf("shortfall %g", d.Shortfall)
	}
}
