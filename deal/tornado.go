package deal

import (
	"cmp"
	"context"
	"math"
	"slices"

	"adit"
	"adit/internal/clone"
)

// Swing is what one range does to the state's value: everything else at its best
// value, the same futures throughout.
type Swing struct {
	Key       string
	Figure    adit.Figure
	Low, High float64 // state's present value at the borrowing rate with the range at its ends
	FirmLow   float64 // the firm's value at the low end
	FirmHigh  float64
	Base      float64 // with everything at its best value
}

// Width is how far the state's value moves over the range.
func (s Swing) Width() float64 { return math.Abs(s.High - s.Low) }

// Tornado moves every range of a deal to its ends, one after another, and lists
// what the state's value does, widest first.
func Tornado(ctx context.Context, d *adit.Deal, opt Options) ([]Swing, error) {
	opt.Fixed = true
	base, err := Value(ctx, d, opt)
	if err != nil {
		return nil, err
	}
	var out []Swing
	for _, u := range Ranges(d) {
		s := Swing{Key: u.Key, Figure: u.Figure, Base: base.AtBorrowing.Mean}
		for _, end := range []struct {
			at          float64
			state, firm *float64
		}{{u.Figure.Low, &s.Low, &s.FirmLow}, {u.Figure.High, &s.High, &s.FirmHigh}} {
			c := clone.Of(d)
			for _, x := range uncertain(c) {
				if x.Key == u.Key {
					x.set(end.at)
				}
			}
			v, err := Value(ctx, c, opt)
			if err != nil {
				return nil, err
			}
			*end.state, *end.firm = v.AtBorrowing.Mean, v.Firm.Mean
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b Swing) int { return cmp.Compare(b.Width(), a.Width()) })
	return out, nil
}

// BreakEven is the price, the same in every month, at which somebody comes out
// even.
type BreakEven struct {
	Index   string
	Who     string // "project without the deal", "firm with the deal", "state"
	Price   float64
	Found   bool
	Because string // why there is none
}

// gains reports whether a value is above nothing: a plant that stands idle at a
// low price is worth nothing there, and breaks even where it begins to gain.
func gains(x float64) bool { return x > 1e-9 }

// BreakEvens finds, by bisection between a hundredth and a hundred times the
// spot price of the index, the flat price at which the project alone, the firm
// with the deal, and the state come out even. Everything is at its best value.
func BreakEvens(ctx context.Context, d *adit.Deal, index string, opt Options) ([]BreakEven, error) {
	opt.Fixed, opt.Draws = true, min(max(opt.Draws, 1), 64)
	at := func(price float64) (*Valuation, error) {
		c := clone.Of(d)
		for i := range c.Indices {
			if x := &c.Indices[i]; x.ID == index {
				f := adit.Number(price, "per unit")
				*x = adit.Index{ID: x.ID, Name: x.Name, Material: x.Material, Party: x.Party, Currency: x.Currency, Process: "constant", Spot: f}
			}
		}
		return Value(ctx, c, opt)
	}
	spot := 0.0
	for _, x := range d.Indices {
		if x.ID == index {
			spot = x.Spot.Or(x.Level.Or(0))
		}
	}
	var out []BreakEven
	for _, who := range []struct {
		name string
		of   func(*Valuation) float64
		has  bool
	}{
		{"project without the deal", func(v *Valuation) float64 { return v.Without.Mean }, d.Project.Capacity.Given()},
		{"firm with the deal", func(v *Valuation) float64 { return v.Firm.Mean }, d.Project.Capacity.Given()},
		{"state", func(v *Valuation) float64 { return v.AtBorrowing.Mean }, true},
	} {
		if !who.has || spot <= 0 {
			continue
		}
		b := BreakEven{Index: index, Who: who.name}
		low, high := spot/100, spot*100
		vl, err := at(low)
		if err != nil {
			return nil, err
		}
		vh, err := at(high)
		if err != nil {
			return nil, err
		}
		a, z := who.of(vl), who.of(vh)
		switch {
		case math.Abs(a-z) < 1e-9:
			b.Because = "it does not depend on this price"
		case gains(a) && gains(z):
			b.Because = "it gains at every price"
		case !gains(a) && !gains(z):
			b.Because = "it gains at no price"
		default:
			for range 50 {
				mid := math.Sqrt(low * high)
				v, err := at(mid)
				if err != nil {
					return nil, err
				}
				if gains(who.of(v)) == gains(a) {
					low = mid
				} else {
					high = mid
				}
			}
			b.Price, b.Found = math.Sqrt(low*high), true
		}
		out = append(out, b)
	}
	return out, nil
}
