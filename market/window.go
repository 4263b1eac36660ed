package market

import "adit/lp"

// Window is the program as the runner last solved it: the calibrated shapes
// with the bounds, right-hand sides and costs of the state and its conditions.
// It is a copy, for oracles and for export ([lp.Program.WriteMPS]).
func (r *Runner) Window() *lp.Program {
	from, to := r.m.prog, lp.NewProgram()
	for i := range from.NumRows() {
		to.AddRow(from.RowName(i), r.rows.lower[i], r.rows.upper[i])
	}
	for j := range from.NumColumns() {
		to.AddColumn(from.ColumnName(j), r.cost[j], r.cols.lower[j], r.cols.upper[j])
	}
	for e := range from.Entries() {
		to.Add(e.Row, e.Col, e.Coef)
	}
	return to
}
