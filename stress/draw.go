package stress

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"strings"

	"adit"
)

// episode is one happening of an event in one draw.
type episode struct {
	event    *adit.Event
	from     adit.Date // first day
	to       adit.Date // day after the last at full severity; zero: none
	back     adit.Date // day on which recovery is complete
	severity float64
}

// severityGrain is the step severities are rounded to, so that draws share
// states; durations are whole months.
const severityGrain = 0.05

// draw samples what happens in one future. Every event has its own stream of
// (seed, draw, event id), so adding an event leaves the others as they were.
func draw(events []adit.Event, run adit.Span, seed uint64, index int) []episode {
	var out []episode
	for i := range events {
		e := &events[i]
		h := fnv.New64a()
		h.Write([]byte(e.ID))
		r := rand.New(rand.NewPCG(seed^h.Sum64(), uint64(index)*0x9e3779b97f4a7c15+h.Sum64()))
		if e.Date != 0 {
			out = append(out, happen(e, e.Date, r))
			continue
		}
		yearly := e.Hazard.Or(0)
		if yearly <= 0 {
			continue
		}
		rate := -math.Log(1-math.Min(yearly, 0.999999)) / 365.25 // per day
		from, last := max(run.From, e.Window.From), run.To
		if e.Window.To != 0 {
			last = min(last, e.Window.To)
		}
		for day := from; ; {
			day += adit.Date(math.Ceil(r.ExpFloat64() / rate))
			if day > last || day < from {
				break
			}
			ep := happen(e, day, r)
			out = append(out, ep)
			if ep.to == 0 {
				break
			}
			day = max(ep.back, day+1)
		}
	}
	return out
}

func happen(e *adit.Event, day adit.Date, r *rand.Rand) episode {
	grain := func(v float64) float64 { return math.Round(v/severityGrain) * severityGrain }
	ep := episode{event: e, from: day, severity: grain(sample(e.Severity, e.Spread, r))}
	months := math.Round(sample(e.Months, e.Spread, r))
	recovery := math.Round(sample(e.Recovery, e.Spread, r))
	if e.Months.Given() {
		ep.to = day.AddMonths(int(months))
		ep.back = ep.to.AddMonths(int(recovery))
	}
	return ep
}

// sample draws from the triangle low, value, high of a figure. It always uses
// one number of the stream, so that fixing one figure leaves the others alone.
func sample(f adit.Figure, spread string, r *rand.Rand) float64 {
	u := r.Float64()
	a, c, b := f.Low, f.Value, f.High
	if spread == "fixed" || b <= a {
		return f.Or(0)
	}
	if u < (c-a)/(b-a) {
		return a + math.Sqrt(u*(b-a)*(c-a))
	}
	return b - math.Sqrt((1-u)*(b-a)*(b-c))
}

// level returns the mean severity of an episode over a span of days, from calm
// (no effect) to its full severity: 1 is full, 0 is over.
func (e *episode) level(span adit.Span) float64 {
	sum := 0.0
	for d := span.From; d <= span.To; d++ {
		switch {
		case d < e.from:
		case e.to == 0 || d < e.to:
			sum++
		case d < e.back:
			sum += 1 - float64(d-e.to+1)/float64(e.back-e.to+1)
		}
	}
	return sum / float64(span.To-span.From+1)
}

// match reports whether a pattern names an id; a trailing * matches any ending.
func match(patterns []string, id string) bool {
	for _, p := range patterns {
		if stem, ok := strings.CutSuffix(p, "*"); ok && strings.HasPrefix(id, stem) || p == id {
			return true
		}
	}
	return false
}
