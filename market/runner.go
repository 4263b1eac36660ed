package market

import (
	"context"
	"fmt"
	"math"
	"time"

	"adit/lp"
)

// Runner is a live copy of a market's program inside a solver. It is not safe
// for concurrent use; open one a worker.
type Runner struct {
	m     *Market
	model lp.Model
	cols  bounds // bounds and costs of columns as the model has them
	rows  bounds
	cost  []float64
	base  []float64 // costs without tariff changes

	// Solves and SolverTime count the work done, for progress and benchmarks.
	Solves     int
	SolverTime time.Duration
}

// Open loads the program into a solver.
func (m *Market) Open(solver lp.Solver) (*Runner, error) {
	model, err := solver.Open(m.prog)
	if err != nil {
		return nil, err
	}
	r := &Runner{m: m, model: model}
	r.cols.lower, r.cols.upper = m.prog.AllColumnBounds()
	r.rows.lower, r.rows.upper = m.prog.AllRowBounds()
	r.base = m.prog.Costs()
	r.cost = m.prog.Costs()
	return r, nil
}

// Close frees the model.
func (r *Runner) Close() error { return r.model.Close() }

// Program returns the program as calibrated, for golden texts and export; the
// caller must not change it.
func (m *Market) Program() *lp.Program { return m.prog }

// Step solves the window that starts from a state, as agents see it, and
// returns the state after its first period and what happened in it. The result
// depends on the state and the conditions only, whatever the runner solved
// before. An infeasible window is an error naming the rows to blame.
func (r *Runner) Step(ctx context.Context, s *State, c *Conditions) (*State, *Outcome, error) {
	sol, err := r.solve(ctx, s, c)
	if err != nil {
		return nil, nil, err
	}
	basis, err := r.model.Basis()
	if err != nil {
		return nil, nil, err
	}
	o := r.m.outcome(s, c, sol, 0, s.Stock)
	return r.m.next(s, c, o, basis), o, nil
}

// Foresee solves one window and returns what its agents plan for every period,
// with the objective in thousand USD. With a long window this is the
// perfect-foresight program.
func (r *Runner) Foresee(ctx context.Context, s *State, c *Conditions) ([]*Outcome, float64, error) {
	sol, err := r.solve(ctx, s, c)
	if err != nil {
		return nil, 0, err
	}
	out := make([]*Outcome, r.m.Opt.Window)
	stock := s.Stock
	for t := range out {
		out[t] = r.m.outcome(s, c, sol, t, stock)
		stock = out[t].Stock
	}
	return out, sol.Objective * r.m.money, nil
}

func (r *Runner) solve(ctx context.Context, s *State, c *Conditions) (*lp.Solution, error) {
	if err := r.set(s, c); err != nil {
		return nil, err
	}
	if err := r.model.Start(s.Basis); err != nil {
		return nil, err
	}
	sol, err := r.model.Solve(ctx)
	if sol != nil {
		r.Solves++
		r.SolverTime += sol.SolveTime
	}
	if err != nil {
		return nil, fmt.Errorf("market window: %w", err)
	}
	return sol, nil
}

// bounds are lower and upper limits with the list of those that changed.
type bounds struct {
	lower, upper []float64
	changed      []int32
}

func (b *bounds) set(i int, lower, upper float64) {
	if b.lower[i] != lower || b.upper[i] != upper {
		b.lower[i], b.upper[i] = lower, upper
		b.changed = append(b.changed, int32(i))
	}
}

// flush hands the changes to the model.
func (b *bounds) flush(send func(idx []int32, lower, upper []float64) error) error {
	lo, up := make([]float64, len(b.changed)), make([]float64, len(b.changed))
	for k, i := range b.changed {
		lo[k], up[k] = b.lower[i], b.upper[i]
	}
	err := send(b.changed, lo, up)
	b.changed = b.changed[:0]
	return err
}

// set brings the model's bounds, right-hand sides and costs to a state and its
// conditions, touching only what differs from the last solve.
func (r *Runner) set(s *State, c *Conditions) error {
	m := r.m
	for t := range m.Opt.Window {
		p := c.at(t)
		r.setSites(s, c, t)
		r.setLanes(s, p, t)
		r.setUses(p, t)
		r.setPools(s, p, t)
		r.setBalances(s, p, t)
	}
	late := map[int]float64{}
	for i := range m.Net.Lanes {
		for t := m.Opt.Window; t < m.lag[i]; t++ {
			late[m.Net.Lanes[i].To] += m.arriving(s, i, t) * math.Pow(m.delta, float64(t-m.Opt.Window))
		}
	}
	for i := range m.Net.Nodes {
		r.rows.set(m.endRow[i], math.Inf(-1), late[i]/m.unit[i])
	}
	if err := r.cols.flush(r.model.SetColumnBounds); err != nil {
		return err
	}
	if err := r.rows.flush(r.model.SetRowBounds); err != nil {
		return err
	}
	return r.setCosts(s, c)
}

// fill bounds the columns of one curve so that their sum is at most total.
func (r *Runner) fill(first int, treads []tread, total, unit, factor float64) {
	left := math.Max(0, total)
	for k, tr := range treads {
		w := math.Min(tr.width*factor, left)
		left -= w
		r.cols.set(first+k, 0, w/unit)
	}
}

func find(list []Limit, i int, def float64) float64 {
	lo, hi := 0, len(list)
	for lo < hi {
		if mid := (lo + hi) / 2; list[mid].Index < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(list) && list[lo].Index == i {
		return list[lo].Value
	}
	return def
}

// setSites bounds output by working capacity and by the ramp: within a window
// x[t] ≤ M·(1+ramp)^(t+1) + (t+1)·Δ, M the best output of the last 12 months,
// of all recipes that share the plant.
func (r *Runner) setSites(s *State, c *Conditions, t int) {
	m, p := r.m, c.at(t)
	for i := range m.Net.Sites {
		site := &m.Net.Sites[i]
		ramp, delta := site.Ref.Ramp.Or(m.Par.Ramp), m.Par.RampBase*m.out0[i]
		if site.AltOf >= 0 { // a changed powder mix needs no new plant
			ramp, delta = math.Max(ramp, 0.3), 0.05*m.cap0[i]
		}
		best := m.best(s, i)
		if s.Plants.Restarted(i) { // the lag has brought back staff and licences for half of it
			best = math.Max(best, 0.5*m.out0[i])
		}
		limit := best*math.Pow(1+ramp, float64(t+1)) + float64(t+1)*delta
		works := find(p.Available, i, 1)
		wider := math.Max(1, works) // a supplier that adds capacity brings it into being at once
		limit = math.Min(limit*wider, m.cap0[i]*works)
		if run := m.running(s, c, i, t); site.Project != nil {
			limit = run * m.cap0[i] * works
		} else if run == 0 {
			limit = 0
		}
		if shared := m.plantTreads[i]; len(shared) > 0 {
			r.fill(m.plant[i][t], shared, limit, m.unit[site.Main()], wider)
		} else {
			r.fill(m.site[i][t], m.siteTreads[i], limit, m.unit[site.Main()], wider)
		}
	}
}

// samples is the share of the smaller node's throughput that may travel on a
// lane before its buyers have qualified the source.
const samples = 1e-3

// setLanes bounds flow by what the law lets pass and by growth beyond the base:
// extra[t] ≤ extra·(1+g)^(t+1) + (t+1)·share of the smaller node's throughput.
func (r *Runner) setLanes(s *State, p *Period, t int) {
	m := r.m
	for i := range m.Net.Lanes {
		l := &m.Net.Lanes[i]
		small := math.Min(m.through[l.From], m.through[l.To])
		grow := m.extra(s, i)*math.Pow(1+m.Par.Growth, float64(t+1)) + float64(t+1)*m.Par.GrowthBase*math.Max(small, m.flow0[i])
		if m.flow0[i] == 0 && float64(s.Age[i])*m.Opt.Months*30.4375 < l.Ref.Qualification.Or(m.Par.Qualification) {
			grow = samples * small
		}
		if l.Contract {
			grow = 1e3 * math.Max(m.through[l.From], m.through[l.To]) // no limit that could bind
		}
		limit := m.flow0[i] + grow
		if share := find(p.Lanes, i, math.Inf(1)); !math.IsInf(share, 1) {
			limit = math.Min(limit, share*m.flow0[i])
		}
		limit *= find(p.Routes, i, 1)
		r.fill(m.lane[i][t], m.laneTreads[i], limit, m.unit[l.From], 1)
	}
}

func (r *Runner) setUses(p *Period, t int) {
	m := r.m
	for i := range m.Net.Uses {
		r.fill(m.use[i][t], m.useTreads[i], math.Inf(1), m.unit[m.Net.Uses[i].Node], find(p.Demand, i, 1))
	}
}

// setPools caps licence pools at a share of base flow, and re-export pools at
// what the node took in of other origin plus the share of restricted origin
// that passes all the same.
func (r *Runner) setPools(s *State, p *Period, t int) {
	m := r.m
	for k := range m.Pools {
		pool := &m.Pools[k]
		limit := math.Inf(1)
		if share := find(p.Pools, k, math.Inf(1)); !math.IsInf(share, 1) && len(pool.Lanes) > 0 {
			unit := m.unit[m.Net.Lanes[pool.Lanes[0]].From]
			if n := pool.Source; n >= 0 {
				limit = s.Inflow[n] * (1 - s.Origin[n]*(1-share)) / unit
			} else {
				flow := 0.0
				for _, l := range pool.Lanes {
					flow += m.flow0[l]
				}
				limit = share * flow / unit
			}
		}
		r.rows.set(m.pool[k][t], math.Inf(-1), limit)
	}
}

// setBalances puts what is already there on the right-hand side: stock at the
// window's start, goods on their way, releases from state stocks.
func (r *Runner) setBalances(s *State, p *Period, t int) {
	m := r.m
	known := make([]float64, len(m.Net.Nodes))
	for i := range m.Net.Lanes {
		if t < m.lag[i] {
			known[m.Net.Lanes[i].To] += m.arriving(s, i, t)
		}
	}
	for _, l := range p.Releases {
		known[l.Index] += l.Value
	}
	for i := range m.Net.Nodes {
		if t == 0 {
			known[i] += s.Stock[i]
		}
		if m.Opt.Perturb { // a gift, never a debt: an empty node must stay feasible
			g := m.gift[i][t]
			if t == 0 { // unlike last month's, which the stock has just given back
				g *= 0.5 + 0.5*scatter(math.Float64bits(s.Stock[i]))
			}
			known[i] += g
		}
		b := -known[i] / m.unit[i]
		r.rows.set(m.balance[i][t], b, b)
	}
}

// setCosts adds to the cost of lanes the change of ad valorem rates since the
// base, at the origin's price of the last period, and to the cost of sites what
// a supplier gives up, less what a guaranteed price adds to the last one.
func (r *Runner) setCosts(s *State, c *Conditions) error {
	m := r.m
	var idx []int32
	var costs []float64
	set := func(first, n int, add float64) {
		for j := first; j < first+n; j++ {
			if v := r.base[j] + add; r.cost[j] != v {
				r.cost[j] = v
				idx, costs = append(idx, int32(j)), append(costs, v)
			}
		}
	}
	for t := range m.Opt.Window {
		p := c.at(t)
		money := math.Pow(m.delta, float64(t)) / m.money
		for i := range m.Net.Lanes {
			from := m.Net.Lanes[i].From
			set(m.lane[i][t], len(m.laneTreads[i]), find(p.Tariffs, i, 0)*s.Price[from]*m.unit[from]*money)
		}
		for i := range m.Net.Sites {
			main := m.Net.Sites[i].Main()
			add := find(p.Costs, i, 0)*m.P0[main] - m.topUp(s.Price, p, i)
			set(m.site[i][t], len(m.siteTreads[i]), add*m.unit[main]*money)
		}
	}
	return r.model.SetCosts(idx, costs)
}
