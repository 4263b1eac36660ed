package stress

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"adit"
)

// episode is one happening of an event in one draw.
type episode struct {
	event    *adit.Event
	from     adit.Date // first day
	lag      adit.Date // day on which the first licences are out; from: at once
	to       adit.Date // day after the last at full severity; zero: none
	back     adit.Date // day on which the return is complete
	severity float64
	extra    float64

	uniforms [3]float64 // where severity, months and recovery stand in their distributions
}

// severityGrain is the step severities are rounded to, so that draws share
// states; durations are whole months.
const severityGrain = 0.05

// stream is the random stream of one draw's dealings with one name: adding an
// event or a project leaves the others as they were.
func stream(seed uint64, index int, name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(seed^h.Sum64(), uint64(index)*0x9e3779b97f4a7c15+h.Sum64()))
}

// calendar says on which days of a run a measure is in force, so that an event
// can hang on it. Nil for a run without such events.
type calendar func(measure string) []adit.Span

// sampler draws what happens in a future.
type sampler struct {
	events   []adit.Event // causes first
	run      adit.Span
	seed     uint64
	measures calendar
}

// newSampler orders events so that causes come before what follows them.
func newSampler(events []adit.Event, run adit.Span, seed uint64, measures calendar) *sampler {
	s := &sampler{run: run, seed: seed, measures: measures}
	placed := map[string]bool{}
	known := map[string]bool{}
	for _, e := range events {
		known[e.ID] = true
	}
	waits := func(id string) bool { return known[id] && !placed[id] }
	for len(s.events) < len(events) {
		before := len(s.events)
		for _, e := range events {
			if !placed[e.ID] && !waits(e.After) && !waits(e.While) {
				s.events = append(s.events, e)
				placed[e.ID] = true
			}
		}
		if len(s.events) == before {
			break // a circle never begins; the reader reports it
		}
	}
	return s
}

// draw samples what happens in one future.
func (s *sampler) draw(index int) []episode {
	var out []episode
	for i := range s.events {
		e := &s.events[i]
		r, more := stream(s.seed, index, e.ID), stream(s.seed, index, e.ID+" odds")
		var causes []episode
		for _, ep := range out {
			if ep.event.ID == e.After {
				causes = append(causes, ep)
			}
		}
		switch {
		case e.After != "" && len(causes) == 0:
		case e.Date != 0:
			if s.allowed(e, causes, out, e.Date, more) && likely(e, more) {
				out = append(out, s.happen(e, e.Date, causes, r, more))
			}
		case e.Hazard.Given():
			out = append(out, s.strikes(e, causes, out, r, more)...)
		default: // in the wake of each beginning of its cause
			for k := range causes {
				day := causes[k].from.AddMonths(int(math.Round(quantile(e.Wait, e.Spread, more.Float64()))))
				if happens := likely(e, more); happens && day <= s.run.To && s.holds(e, out, day) {
					out = append(out, s.happen(e, day, causes[k:k+1], r, more))
				}
			}
		}
	}
	return s.reversed(out)
}

// likely draws whether an event happens when its time comes.
func likely(e *adit.Event, r *rand.Rand) bool {
	return !e.Odds.Given() || r.Float64() < e.Odds.Or(1)
}

// allowed reports whether a dated event finds its conditions met: its cause has
// begun so long ago as it waits, and what it hangs on holds.
func (s *sampler) allowed(e *adit.Event, causes, so []episode, day adit.Date, more *rand.Rand) bool {
	if e.After != "" && day < causes[0].from.AddMonths(int(math.Round(quantile(e.Wait, e.Spread, more.Float64())))) {
		return false
	}
	return s.holds(e, so, day)
}

// holds reports whether what an event hangs on holds on a day.
func (s *sampler) holds(e *adit.Event, so []episode, day adit.Date) bool {
	return e.While == "" || slices.ContainsFunc(s.spans(e, so), func(span adit.Span) bool { return span.Has(day) })
}

// spans are the days on which the event or measure that e hangs on holds, in
// rising order.
func (s *sampler) spans(e *adit.Event, so []episode) []adit.Span {
	if e.While == "" {
		return []adit.Span{s.run}
	}
	var out []adit.Span
	isEvent := false
	for i := range s.events {
		isEvent = isEvent || s.events[i].ID == e.While
	}
	if !isEvent {
		if s.measures == nil {
			return nil
		}
		return s.measures(e.While)
	}
	for _, ep := range so {
		if ep.event.ID == e.While {
			out = append(out, adit.Span{From: ep.from, To: max(ep.from, ep.back-1)})
			if ep.to == 0 {
				out[len(out)-1].To = s.run.To
			}
		}
	}
	return out
}

// strikes draws the happenings of a hazard. Its clock runs only on days on
// which it can strike; waits are exponential, and the next begins when the
// last is over.
func (s *sampler) strikes(e *adit.Event, causes, so []episode, r, more *rand.Rand) []episode {
	var out []episode
	yearly := e.Hazard.Or(0)
	if yearly <= 0 {
		return nil
	}
	rate := -math.Log(1-math.Min(yearly, 0.999999)) / 365.25 // per day
	from, last := max(s.run.From, e.Window.From), s.run.To
	if e.Window.To != 0 {
		last = min(last, e.Window.To)
	}
	if len(causes) > 0 {
		from = max(from, causes[0].from.AddMonths(int(math.Round(quantile(e.Wait, e.Spread, more.Float64())))))
	}
	open := s.spans(e, so)
	for day := from; ; {
		day = exposed(open, day, adit.Date(math.Ceil(r.ExpFloat64()/rate)))
		if day > last || day < from {
			return out
		}
		if !likely(e, more) {
			continue
		}
		ep := s.happen(e, day, causes, r, more)
		out = append(out, ep)
		if ep.to == 0 {
			return out
		}
		day = max(ep.back, day+1)
	}
}

// exposed returns the day on which wait days of exposure have passed since day,
// counting only days in the spans; a day beyond any run when there are not so
// many.
func exposed(spans []adit.Span, day, wait adit.Date) adit.Date {
	for _, s := range spans {
		if s.To != 0 && s.To < day {
			continue
		}
		day = max(day, s.From)
		if s.To == 0 || day+wait <= s.To {
			return day + wait
		}
		wait -= s.To - day + 1
		day = s.To + 1
	}
	return math.MaxInt32
}

func (s *sampler) happen(e *adit.Event, day adit.Date, causes []episode, r, more *rand.Rand) episode {
	ep := episode{event: e, from: day, lag: day}
	for i := range ep.uniforms {
		ep.uniforms[i] = r.Float64()
	}
	if e.Shared && len(causes) > 0 {
		ep.uniforms = causes[len(causes)-1].uniforms
	}
	grain := func(v float64) float64 { return math.Round(v/severityGrain) * severityGrain }
	severity := quantile(e.Severity, e.Spread, ep.uniforms[0])
	if e.Denied.Given() {
		severity = 1 - quantile(e.Denied, e.Spread, ep.uniforms[0])
	}
	if e.Kind != adit.DemandEvent {
		severity = math.Min(1, severity)
	}
	ep.severity = grain(math.Max(-1, severity))
	ep.extra = grain(quantile(e.Extra, e.Spread, ep.uniforms[0]))
	if months := quantile(e.Lag, e.Spread, more.Float64()); months > 0 {
		ep.lag = day.AddDays(int(math.Round(months * 30.4375)))
	}
	if e.Months.Given() {
		ep.to = day.AddMonths(int(math.Round(quantile(e.Months, e.Spread, ep.uniforms[1]))))
		ep.back = ep.to.AddMonths(int(math.Round(quantile(e.Recovery, e.Spread, ep.uniforms[2]))))
	}
	return ep
}

// reversed lets policy reversals end what they end: the return begins on their
// day, and takes as long as it was drawn to take.
func (s *sampler) reversed(eps []episode) []episode {
	for _, rev := range eps {
		if rev.event.Kind != adit.ReversalEvent {
			continue
		}
		for i := range eps {
			e := &eps[i]
			if !slices.Contains(rev.event.Ends, e.event.ID) || e.from > rev.from || e.to != 0 && e.to <= rev.from {
				continue
			}
			e.to = rev.from
			e.back = rev.from.AddMonths(int(math.Round(quantile(e.event.Recovery, e.event.Spread, e.uniforms[2]))))
			e.lag = min(e.lag, rev.from)
		}
	}
	return eps
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
			sum += e.returning(float64(d-e.to+1) / float64(e.back-e.to+1))
		}
	}
	return sum / float64(span.To-span.From+1)
}

// returning is what is left of an episode once a share of its return has
// passed.
func (e *episode) returning(passed float64) float64 {
	curve := e.event.Curve
	if curve == "" && e.event.Kind == adit.StrikeEvent {
		curve = "step"
	}
	switch curve {
	case "step":
		return 1
	case "exponential":
		return math.Exp(-3 * passed)
	}
	return 1 - passed
}

// waiting returns the share of a span's days on which no licence is out yet.
func (e *episode) waiting(span adit.Span) float64 {
	n := 0
	for d := max(span.From, e.from); d <= min(span.To, e.lag-1); d++ {
		n++
	}
	return float64(n) / float64(span.To-span.From+1)
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
