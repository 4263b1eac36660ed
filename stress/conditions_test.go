package stress

import (
	"math"
	"testing"

	"adit"
)

func months(n float64) adit.Figure { return adit.Number(n, "month") }

// An event in the wake of another follows it by its wait, with its odds, and
// shares where it stands when asked to.
func TestEventsFollowTheirCause(t *testing.T) {
	events := []adit.Event{ // the follower first: order must not matter
		{ID: "quarrel", Kind: adit.ControlEvent, After: "shock", Wait: months(3), Odds: adit.Number(0.4, "1"), Shared: true,
			Severity: adit.Figure{Low: 0, Value: 0.5, High: 1}, Months: months(6), Spread: "uniform"},
		{ID: "strike", Kind: adit.StrikeEvent, After: "shock", Shared: true, Severity: adit.Figure{Low: 0, Value: 0.5, High: 1}, Months: months(2), Spread: "uniform"},
		{ID: "shock", Kind: adit.ShockEvent, Hazard: adit.Number(0.3, "1"), Months: months(1)},
	}
	s := newSampler(events, run, 9, nil)
	shocks, followed := 0, 0
	for i := range 3000 {
		began := map[adit.Date]bool{}
		severity := map[string]map[adit.Date]float64{"strike": {}, "quarrel": {}}
		for _, e := range s.draw(i) {
			switch e.event.ID {
			case "shock":
				began[e.from] = true
				shocks++
			case "strike":
				if !began[e.from] {
					t.Fatalf("draw %d: a strike on %s without a shock", i, e.from)
				}
				severity["strike"][e.from] = e.severity
			case "quarrel":
				followed++
				severity["quarrel"][e.from] = e.severity
			}
		}
		for day, v := range severity["quarrel"] {
			cause := adit.Date(0)
			for d := range began {
				if d.AddMonths(3) == day {
					cause = d
				}
			}
			if cause == 0 || severity["strike"][cause] != v {
				t.Fatalf("draw %d: quarrel on %s of %g, strike of %v", i, day, v, severity["strike"])
			}
		}
	}
	late := 0.95 // shocks of the last three months have no quarrel within the run
	if p := float64(followed) / float64(shocks) / late; math.Abs(p-0.4) > 0.04 {
		t.Errorf("%.3f of %d shocks are followed, odds are 0.4", p, shocks)
	}
}

// A hazard that hangs on a condition strikes only while it holds, and as often
// per year of exposure as it says.
func TestHazardWhileARuleHolds(t *testing.T) {
	from, to := adit.NewDate(2027, 6, 1), adit.NewDate(2028, 5, 31)
	e := []adit.Event{{ID: "e", Kind: adit.AccidentEvent, Hazard: adit.Number(0.3, "1"), While: "law", Severity: adit.Number(1, "1"), Months: months(600)}}
	s := newSampler(e, run, 2, func(id string) []adit.Span {
		if id != "law" {
			t.Fatalf("asked for %q", id)
		}
		return []adit.Span{{From: from, To: to}}
	})
	struck := 0
	const n = 10000
	for i := range n {
		for _, ep := range s.draw(i) {
			if ep.from < from || ep.from > to {
				t.Fatalf("strikes on %s, outside %s to %s", ep.from, from, to)
			}
			struck++
		}
	}
	if p := float64(struck) / n; math.Abs(p-0.3) > 5*math.Sqrt(0.3*0.7/n) {
		t.Errorf("%.4f of futures are struck in a year of exposure, want 0.3", p)
	}
}

// A reversal ends what it ends, and only that; its return takes its own time.
func TestReversalEndsAnEvent(t *testing.T) {
	events := []adit.Event{
		{ID: "ban", Kind: adit.ControlEvent, Date: adit.NewDate(2027, 1, 11), Severity: adit.Number(0, "1"), Recovery: months(2)},
		{ID: "other", Kind: adit.ControlEvent, Date: adit.NewDate(2027, 1, 11), Severity: adit.Number(0, "1")},
		{ID: "deal", Kind: adit.ReversalEvent, After: "ban", Wait: months(6), Ends: []string{"ban"}},
	}
	for _, e := range newSampler(events, run, 1, nil).draw(0) {
		switch e.event.ID {
		case "ban":
			if e.to != adit.NewDate(2027, 7, 11) || e.back != adit.NewDate(2027, 9, 11) {
				t.Errorf("the ban ends on %s and is over on %s", e.to, e.back)
			}
		case "other":
			if e.to != 0 {
				t.Errorf("the other ends on %s", e.to)
			}
		}
	}
}

// Three curves of return: a line, all at the end, fast at first.
func TestCurvesOfReturn(t *testing.T) {
	day := adit.NewDate(2027, 1, 1)
	left := func(curve string, kind adit.EventKind, after int) float64 {
		e := episode{event: &adit.Event{Curve: curve, Kind: kind}, from: day, to: day, back: day.AddDays(100)}
		return e.level(adit.Span{From: day.AddDays(after), To: day.AddDays(after)})
	}
	if l := left("", adit.OutageEvent, 49); math.Abs(l-0.5) > 0.01 {
		t.Errorf("half way along a line %g is left", l)
	}
	for _, l := range []float64{left("step", adit.OutageEvent, 99), left("", adit.StrikeEvent, 99)} {
		if l != 1 {
			t.Errorf("a step leaves %g the day before its end", l)
		}
	}
	if l := left("exponential", adit.OutageEvent, 99); math.Abs(l-0.05) > 0.005 {
		t.Errorf("%g is left at the end of an exponential, want a twentieth", l)
	}
	for _, curve := range []string{"linear", "step", "exponential"} {
		if l := left(curve, adit.OutageEvent, 100); l != 0 {
			t.Errorf("%s: %g is left when the return is complete", curve, l)
		}
	}
}
