package sensitivity_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"adit/stress/sensitivity"
)

// each makes a model of a function of one point.
func each(f func(x []float64) []float64) sensitivity.Model {
	return func(_ context.Context, points [][]float64) ([][]float64, error) {
		out := make([][]float64, len(points))
		for i, x := range points {
			out[i] = f(x)
		}
		return out, nil
	}
}

var ishigami = []sensitivity.Parameter{{"x1", -math.Pi, math.Pi}, {"x2", -math.Pi, math.Pi}, {"x3", -math.Pi, math.Pi}}

// The function of Ishigami & Homma (1990), whose variance is known in closed
// form: sin x1 + a sin² x2 + b x3⁴ sin x1.
func TestIndicesOfIshigami(t *testing.T) {
	const a, b = 7, 0.1
	model := each(func(x []float64) []float64 {
		return []float64{math.Sin(x[0]) + a*math.Pow(math.Sin(x[1]), 2) + b*math.Pow(x[2], 4)*math.Sin(x[0])}
	})
	pi4 := math.Pow(math.Pi, 4)
	variance := a*a/8. + b*pi4/5 + b*b*pi4*pi4/18 + 0.5
	first := []float64{0.5 * math.Pow(1+b*pi4/5, 2) / variance, a * a / 8. / variance, 0}
	together := b * b * pi4 * pi4 * (1./18 - 1./50) / variance
	total := []float64{first[0] + together, first[1], together}

	d, err := sensitivity.Indices(t.Context(), ishigami, 4096, 1, model)
	if err != nil {
		t.Fatal(err)
	}
	v := d.Outputs[0]
	if d.Runs != 4096*5 || math.Abs(v.Mean-a/2.) > 0.02 || math.Abs(v.Variance/variance-1) > 0.02 {
		t.Errorf("%d runs, mean %.4f variance %.4f, want 3.5 and %.4f", d.Runs, v.Mean, v.Variance, variance)
	}
	for j, x := range v.Indices {
		if math.Abs(x.First-first[j]) > 0.02 || math.Abs(x.Total-total[j]) > 0.02 {
			t.Errorf("%s: first %.4f total %.4f, want %.4f and %.4f", ishigami[j].ID, x.First, x.Total, first[j], total[j])
		}
		if x.First < x.FirstLow || x.First > x.FirstHigh || x.Total < x.TotalLow || x.Total > x.TotalHigh {
			t.Errorf("%s lies outside its own interval: %+v", ishigami[j].ID, x)
		}
	}
}

// A linear model has the slopes as effects, exactly and without spread, and
// indices in the proportion of the squared slopes.
func TestLinearModelsAreSolvedByHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slopes := rapid.SliceOfN(rapid.Float64Range(-5, 5), 1, 6).Draw(t, "slopes")
		var parameters []sensitivity.Parameter
		sum := 0.0
		for i, s := range slopes {
			width := rapid.Float64Range(0.5, 3).Draw(t, "width")
			parameters = append(parameters, sensitivity.Parameter{ID: string(rune('a' + i)), Low: -1, High: -1 + width})
			slopes[i] = s
			sum += s * s * width * width
		}
		model := each(func(x []float64) []float64 {
			y := 100.0
			for i, s := range slopes {
				y += s * x[i]
			}
			return []float64{y}
		})
		s, err := sensitivity.Screen(context.Background(), parameters, 4, 7, model)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range s.Outputs[0] {
			want := slopes[i] * (parameters[i].High - parameters[i].Low)
			if math.Abs(e.Mean-want) > 1e-9 || math.Abs(e.MeanAbs-math.Abs(want)) > 1e-9 || e.Spread > 1e-9 {
				t.Fatalf("%+v, want %g", e, want)
			}
		}
		if sum < 0.1 {
			return
		}
		d, err := sensitivity.Indices(context.Background(), parameters, 1024, 7, model)
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range d.Outputs[0].Indices {
			want := math.Pow(slopes[i]*(parameters[i].High-parameters[i].Low), 2) / sum
			if math.Abs(x.Total-want) > 0.08 || math.Abs(x.First-want) > 0.08 {
				t.Fatalf("%+v, want %.3f", x, want)
			}
		}
	})
}

// Screening orders parameters, sees interaction as spread, and drops what
// cannot matter.
func TestScreeningFindsWhatMatters(t *testing.T) {
	parameters := []sensitivity.Parameter{{"none", 0, 1}, {"weak", 0, 1}, {"strong", 0, 1}, {"partner", 0, 1}}
	s, err := sensitivity.Screen(t.Context(), parameters, 20, 3, each(func(x []float64) []float64 {
		return []float64{0.1*x[1] + 4*x[2]*x[3] + 3*x[2], 0}
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Matter(0.05, 10); !slices.Equal(got, []int{2, 3}) {
		t.Errorf("matter: %v", got)
	}
	if got := s.Matter(0, 1); !slices.Equal(got, []int{2}) {
		t.Errorf("the one that matters most: %v", got)
	}
	e := s.Outputs[0]
	if e[1].Spread > 1e-9 || e[3].Spread < 0.5 {
		t.Errorf("spread of the linear one %g, of the interacting one %g", e[1].Spread, e[3].Spread)
	}
	if s.Runs != 20*5 {
		t.Errorf("%d runs", s.Runs)
	}
}

// An output that does not vary has no indices rather than noise divided by
// nothing.
func TestConstantOutputs(t *testing.T) {
	d, err := sensitivity.Indices(t.Context(), ishigami, 64, 1, each(func([]float64) []float64 { return []float64{1e9} }))
	if err != nil {
		t.Fatal(err)
	}
	if v := d.Outputs[0]; v.Variance != 0 || v.Indices != nil {
		t.Errorf("%+v", v)
	}
}

func TestSameSeedSameAnswer(t *testing.T) {
	model := each(func(x []float64) []float64 { return []float64{math.Sin(x[0]) * x[1]} })
	run := func(seed uint64) float64 {
		d, err := sensitivity.Indices(t.Context(), ishigami, 128, seed, model)
		if err != nil {
			t.Fatal(err)
		}
		return d.Outputs[0].Indices[0].Total
	}
	if run(1) != run(1) || run(1) == run(2) {
		t.Error("an answer depends on its seed, and on nothing else")
	}
}

func TestBadInputs(t *testing.T) {
	good := each(func(x []float64) []float64 { return []float64{x[0]} })
	one := []sensitivity.Parameter{{"a", 0, 1}}
	for name, c := range map[string]struct {
		parameters []sensitivity.Parameter
		model      sensitivity.Model
	}{
		"no parameters": {nil, good},
		"twice":         {[]sensitivity.Parameter{{"a", 0, 1}, {"a", 0, 2}}, good},
		"no range":      {[]sensitivity.Parameter{{"a", 1, 1}}, good},
		"not a number":  {one, each(func([]float64) []float64 { return []float64{math.NaN()} })},
		"too few":       {one, func(context.Context, [][]float64) ([][]float64, error) { return [][]float64{{1}}, nil }},
	} {
		if _, err := sensitivity.Screen(t.Context(), c.parameters, 4, 1, c.model); err == nil {
			t.Errorf("%s: screened", name)
		}
		if _, err := sensitivity.Indices(t.Context(), c.parameters, 4, 1, c.model); err == nil {
			t.Errorf("%s: decomposed", name)
		}
	}
	if _, err := sensitivity.Screen(t.Context(), one, 1, 1, good); err == nil {
		t.Error("one trajectory has no spread")
	}
}
