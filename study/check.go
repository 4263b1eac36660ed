package study

import (
	"context"
	"math"
	"sort"

	"adit"
	"adit/chain"
	"adit/lp"
	"adit/market"
	"adit/rulebook"
	"adit/table"
)

// Soundness is what check found beyond the tables being well formed.
type Soundness struct {
	Moves    []chain.Move  // what reconciliation did
	Problems adit.Problems // imbalance, margins, prices
	Wedges   *table.Table  // calibrated lane cost beyond freight and tariff
}

// Check builds, reconciles and calibrates the world, so that whatever would
// stop a run is found before one.
func Check(ctx context.Context, w *adit.World, solver lp.Solver) (*Soundness, error) {
	s := &Soundness{}
	net, problems := chain.Build(w)
	s.Problems = append(s.Problems, problems...)
	if stops(problems) {
		return s, nil
	}
	moves, problems, err := net.Reconcile(ctx, solver)
	s.Moves = moves
	s.Problems = append(s.Problems, problems...)
	if err != nil || moves == nil {
		return s, err
	}
	_, problems = rulebook.New(w)
	s.Problems = append(s.Problems, problems...)
	s.Wedges = table.New("wedges", "Lane costs that freight and tariff do not explain",
		table.Column{Name: "lane", Doc: "Material and places."},
		table.Column{Name: "wedge", Type: table.Share, Doc: "Calibrated cost less freight and tariff, share of the price at the origin: negative is a subsidy or a difference in grade."})
	for k := range net.Parts() {
		part := net.Part(k)
		m, problems := market.New(part, nil, market.Options{})
		s.Problems = append(s.Problems, problems...)
		for i := range m.Wedge {
			if math.Abs(m.Wedge[i]) > 0.02 {
				s.Wedges.Add(part.Lanes[i].Name(), m.Wedge[i])
			}
		}
	}
	s.Problems.Sort()
	return s, nil
}

// stops reports whether problems end the work; they are the answer of a check,
// not its failure.
func stops(ps adit.Problems) bool { return ps.Errors() != nil }

// MovesTable lists what reconciliation moved, the largest moves against their
// bounds first; fitted flows only when asked.
func MovesTable(moves []chain.Move, fitted bool) *table.Table {
	t := table.New("reconciliation", "What balancing the statistics moved",
		table.Column{Name: "kind", Doc: "Site, lane or use."},
		table.Column{Name: "id", Doc: "Its id."},
		table.Column{Name: "given", Type: table.Number, Unit: "t/y", Doc: "Figure in the table, or fitted flow."},
		table.Column{Name: "reconciled", Type: table.Number, Unit: "t/y", Doc: "Figure the chain runs on."},
		table.Column{Name: "change", Type: table.Share, Doc: "Move relative to the given figure."},
		table.Column{Name: "of_bound", Label: "Of bound", Type: table.Share, Doc: "Move as a share of what the bound allows in that direction."},
		table.Column{Name: "confidence", Doc: "Kind of source of the figure."})
	type ranked struct {
		m    chain.Move
		used float64
	}
	var rows []ranked
	for _, m := range moves {
		if m.Fitted && !fitted || math.Abs(m.Reconciled-m.Given) < 1e-9*m.Given {
			continue
		}
		room := m.High - m.Given
		if m.Reconciled < m.Given {
			room = m.Given - m.Low
		}
		used := math.NaN()
		if room > 0 && !m.Fitted {
			used = math.Abs(m.Reconciled-m.Given) / room
		}
		rows = append(rows, ranked{m, used})
	}
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].used > rows[j].used })
	for _, r := range rows {
		t.Add(r.m.Kind, r.m.ID, r.m.Given, r.m.Reconciled, r.m.Change(), r.used, r.m.Confidence.String())
	}
	return t
}
