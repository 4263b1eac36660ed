package sensitivity

import (
	"context"
	"fmt"
	"math"
)

// Parameter is one uncertain number, uniform over its range.
type Parameter struct {
	ID        string
	Low, High float64 // in the parameter's own unit, Low < High
}

// at returns the value at a share (0-1) of the range.
func (p Parameter) at(share float64) float64 { return p.Low + share*(p.High-p.Low) }

// Model answers at many points: each point holds one value per parameter, each
// answer one value per output, as many for every point. The order of answers is
// that of points.
type Model func(ctx context.Context, points [][]float64) ([][]float64, error)

// check says what is wrong with parameters, or nil.
func check(parameters []Parameter) error {
	if len(parameters) == 0 {
		return fmt.Errorf("sensitivity: no parameter has a range")
	}
	seen := map[string]bool{}
	for _, p := range parameters {
		switch {
		case seen[p.ID]:
			return fmt.Errorf("sensitivity: parameter %s is given twice", p.ID)
		case math.IsNaN(p.Low) || math.IsNaN(p.High) || math.IsInf(p.Low, 0) || math.IsInf(p.High, 0) || p.Low >= p.High:
			return fmt.Errorf("sensitivity: parameter %s has no range: %g to %g", p.ID, p.Low, p.High)
		}
		seen[p.ID] = true
	}
	return nil
}

// answer evaluates points given as shares of the ranges and checks the shape of
// what comes back.
func answer(ctx context.Context, parameters []Parameter, shares [][]float64, model Model) ([][]float64, error) {
	points := make([][]float64, len(shares))
	for i, row := range shares {
		points[i] = make([]float64, len(parameters))
		for j, p := range parameters {
			points[i][j] = p.at(row[j])
		}
	}
	out, err := model(ctx, points)
	if err != nil {
		return nil, err
	}
	if len(out) != len(points) || len(out) == 0 {
		return nil, fmt.Errorf("sensitivity: %d answers for %d points", len(out), len(points))
	}
	for i, row := range out {
		if len(row) != len(out[0]) {
			return nil, fmt.Errorf("sensitivity: answer %d has %d outputs, the first has %d", i, len(row), len(out[0]))
		}
		for j, v := range row {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, fmt.Errorf("sensitivity: answer %d is %g in output %d", i, v, j)
			}
		}
	}
	return out, nil
}
