package diagnose

import (
	"sort"
	"strconv"
	"strings"

	"adit"
	"adit/chain"
	"adit/rulebook"
)

// Touch is one way a scenario reaches a site: a measure on a lane that brings
// its feed or takes its product, or an event at the site itself.
type Touch struct {
	Owner      string  // party id
	Stake      float64 // its share of the site, 0-1; zero: not disclosed
	Site       *adit.Site
	How        string  // input, output, outage
	By         string  // measure or event id
	Material   string  // what is held up; "" for an outage
	Tonnes     float64 // t/y of the site's base flow on the lanes touched, or of its output
	Total      float64 // t/y of all of the site's base flow of that material
	Throughput float64 // least share that passes while it lasts, 0-1
}

// At is a day on which the law is read.
type At struct{ On, KnownOn adit.Date }

// Exposed lists what of an owner's sites a scenario touches, beyond what binds
// without it. An empty owner means all owners. The law is read on each of the
// days given; the tightest counts.
func Exposed(net *chain.Network, owner string, before, after *rulebook.Book, scenarios []*adit.Scenario, days []At) []Touch {
	var out []Touch
	squeeze := laneSqueeze(net, before, after, scenarios, days)
	share := nodeShares(net)
	for i := range net.Sites {
		s := &net.Sites[i]
		if s.Base <= 0 {
			continue
		}
		for _, o := range s.Ref.Owners {
			id, stake := Owner(o)
			if owner != "" && id != owner {
				continue
			}
			for _, t := range siteTouches(net, s, squeeze, share) {
				t.Owner, t.Stake = id, stake
				out = append(out, t)
			}
			for _, e := range outages(s.Ref, scenarios) {
				out = append(out, Touch{Owner: id, Stake: stake, Site: s.Ref, How: "outage", By: e.ID, Tonnes: s.Base, Total: s.Base,
					Throughput: 1 - min(1, max(0, e.Severity.Or(1)))})
			}
		}
	}
	return out
}

// Owner splits "mp:100" into the party and its share; zero when none is stated.
func Owner(text string) (party string, share float64) {
	party, percent, ok := strings.Cut(text, ":")
	if !ok {
		return party, 0
	}
	v, err := strconv.ParseFloat(percent, 64)
	if err != nil {
		return party, 0
	}
	return party, v / 100
}

// squeezed is what a scenario leaves of a lane, by the measure that does it.
type squeezed map[string]float64

// laneSqueeze reads, lane by lane, which measures bind tighter than before.
func laneSqueeze(net *chain.Network, before, after *rulebook.Book, scenarios []*adit.Scenario, days []At) []squeezed {
	severity := map[string]float64{}
	for _, sc := range scenarios {
		for _, e := range sc.Events {
			if e.Kind == adit.ControlEvent {
				for _, m := range e.ActsOn {
					v := e.Severity.Or(1)
					if old, ok := severity[m]; !ok || v < old {
						severity[m] = v
					}
				}
			}
		}
	}
	out := make([]squeezed, len(net.Lanes))
	for i := range net.Lanes {
		l := &net.Lanes[i]
		if l.Base <= 0 {
			continue
		}
		for _, d := range days {
			was := map[string]float64{}
			for _, b := range before.Bites(l.Ref.Material, l.Ref.From, l.Ref.To, d.On, d.KnownOn) {
				was[b.Measure.ID] = passes(b)
			}
			for _, b := range after.Bites(l.Ref.Material, l.Ref.From, l.Ref.To, d.On, d.KnownOn) {
				now := passes(b)
				if v, ok := severity[b.Measure.ID]; ok && !b.Transferor {
					now = min(now, v/b.Base)
				}
				if old, ok := was[b.Measure.ID]; ok && old <= now+1e-12 || now >= 1 {
					continue
				}
				if out[i] == nil {
					out[i] = squeezed{}
				}
				if old, ok := out[i][b.Measure.ID]; !ok || now < old {
					out[i][b.Measure.ID] = max(0, now)
				}
			}
		}
	}
	return out
}

func passes(b rulebook.Bite) float64 {
	if b.Transferor {
		return b.Passing()
	}
	return b.Relative()
}

// nodeShares is, by node, what enters and what sites and uses of the place
// draw, so that a lane's tonnes can be shared out to a site.
func nodeShares(net *chain.Network) (flows []struct{ in, out float64 }) {
	flows = make([]struct{ in, out float64 }, len(net.Nodes))
	for i := range net.Sites {
		for _, c := range net.Sites[i].Coefs {
			if c.Tonnes > 0 {
				flows[c.Node].in += c.Tonnes * net.Sites[i].Base
			} else {
				flows[c.Node].out -= c.Tonnes * net.Sites[i].Base
			}
		}
	}
	for i := range net.Lanes {
		flows[net.Lanes[i].To].in += arrives(&net.Lanes[i])
		flows[net.Lanes[i].From].out += net.Lanes[i].Base
	}
	for i := range net.Uses {
		flows[net.Uses[i].Node].out += net.Uses[i].Base
	}
	return flows
}

// siteTouches lists the measures on the lanes next to a site. A site's part of
// a lane is its part of what enters, or leaves, the place.
func siteTouches(net *chain.Network, s *chain.Site, squeeze []squeezed, flows []struct{ in, out float64 }) []Touch {
	type key struct{ how, by, material string }
	sums := map[key]*Touch{}
	for _, c := range s.Coefs {
		tonnes := c.Tonnes * s.Base
		how := "output"
		if tonnes < 0 {
			how, tonnes = "input", -tonnes
		}
		for i := range net.Lanes {
			l := &net.Lanes[i]
			part := 0.0
			switch {
			case how == "output" && l.From == c.Node && flows[c.Node].in > 0:
				part = l.Base * tonnes / flows[c.Node].in
			case how == "input" && l.To == c.Node && flows[c.Node].out > 0:
				part = arrives(l) * tonnes / flows[c.Node].out
			default:
				continue
			}
			for by, left := range squeeze[i] {
				k := key{how, by, l.Ref.Material}
				if sums[k] == nil {
					sums[k] = &Touch{Site: s.Ref, How: how, By: by, Material: l.Ref.Material, Total: tonnes, Throughput: left}
				}
				sums[k].Tonnes += part
				sums[k].Throughput = min(sums[k].Throughput, left)
			}
		}
	}
	out := make([]Touch, 0, len(sums))
	for _, t := range sums {
		out = append(out, *t)
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.How != b.How {
			return a.How < b.How
		}
		if a.Material != b.Material {
			return a.Material < b.Material
		}
		return a.By < b.By
	})
	return out
}

// outages lists the scenarios' events that take capacity from a site.
func outages(s *adit.Site, scenarios []*adit.Scenario) []*adit.Event {
	var out []*adit.Event
	for _, sc := range scenarios {
		for i := range sc.Events {
			e := &sc.Events[i]
			if e.Kind != adit.OutageEvent || e.Place != "" && e.Place != s.Place {
				continue
			}
			for _, pattern := range e.Sites {
				if stem, wild := strings.CutSuffix(pattern, "*"); pattern == s.ID || wild && strings.HasPrefix(s.ID, stem) {
					out = append(out, e)
					break
				}
			}
		}
	}
	return out
}
