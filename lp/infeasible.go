package lp

import (
	"fmt"
	"strings"
)

// InfeasibleError says that no point satisfies the program, and names a small
// set of rows and columns that contradict each other.
type InfeasibleError struct {
	// Rows that cannot all hold, given the columns' bounds, in program order.
	// Usually dropping any one removes this contradiction (there may be
	// others). Empty when the bounds of a column alone contradict each other,
	// or when the search was given up.
	Rows []string
	// Columns whose own lower bound lies above the upper one.
	Columns []string
}

// Error lists at most eight names.
func (e *InfeasibleError) Error() string {
	const shown = 8
	names, what := e.Rows, "rows that cannot all hold"
	if len(names) == 0 {
		names, what = e.Columns, "columns with crossed bounds"
	}
	if len(names) == 0 {
		return "lp: infeasible"
	}
	more := ""
	if len(names) > shown {
		more = fmt.Sprintf(" and %d more", len(names)-shown)
		names = names[:shown]
	}
	return fmt.Sprintf("lp: infeasible: %s: %s%s", what, strings.Join(names, ", "), more)
}

// DeletionFilter reduces a set of rows that contradict each other to one from
// which none can be left out: it drops each candidate in turn and keeps it out
// for as long as infeasible, asked about the rest, says true. Backends use it
// to explain an infeasible program. It asks once a candidate.
func DeletionFilter(candidates []int, infeasible func(kept []int) (bool, error)) ([]int, error) {
	kept := append([]int(nil), candidates...)
	trial := make([]int, 0, len(kept))
	for at := 0; at < len(kept); {
		trial = append(append(trial[:0], kept[:at]...), kept[at+1:]...)
		still, err := infeasible(trial)
		if err != nil {
			return nil, err
		}
		if still {
			kept = append(kept[:at], kept[at+1:]...)
		} else {
			at++
		}
	}
	return kept, nil
}
