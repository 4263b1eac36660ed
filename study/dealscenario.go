package study

import (
	"context"
	"strings"

	"adit"
	"adit/deal"
	"adit/stress"
)

// scenarioNamed returns a scenario of the world, or what a deal does to the
// chain: deal:mp-dow is the overlay of the deal mp-dow. nil: there is neither.
func scenarioNamed(w *adit.World, id string) (*adit.Scenario, []deal.Left) {
	if s := w.Scenario(id); s != nil {
		return s, nil
	}
	if name, ok := strings.CutPrefix(id, deal.ScenarioPrefix); ok {
		if d := w.Deal(name); d != nil {
			return deal.Scenario(d)
		}
	}
	return nil, nil
}

// Avoided is what the effects of a deal do to a stress run.
type Avoided struct {
	Tonnes float64 // core demand met because of it, t, mean of futures; negative: less is met
	Known  bool    // an effect of the deal can be run, on a chain of this world
	Left   []deal.Left
	Unmet  float64 // core demand unmet without it, t, mean of futures
}

// chainOf is a material of the chain an overlay acts on: what the first of its
// plants or projects makes.
func chainOf(w *adit.World, s *adit.Scenario) string {
	makes := func(recipe string) string {
		for _, l := range w.Recipes {
			if l.Recipe == recipe && l.Role == adit.Out {
				return l.Material
			}
		}
		return ""
	}
	for _, f := range s.Floors {
		for i := range w.Sites {
			for _, id := range f.Sites {
				if stem, any := strings.CutSuffix(id, "*"); w.Sites[i].ID == id || any && strings.HasPrefix(w.Sites[i].ID, stem) {
					return makes(w.Sites[i].Recipe)
				}
			}
		}
	}
	for _, c := range s.Projects {
		for i := range w.Projects {
			if w.Projects[i].ID == c.ID && w.Projects[i].Recipe != "" {
				return makes(w.Projects[i].Recipe)
			}
		}
	}
	return ""
}

// ShortageAvoided runs a scenario without the effects of a deal and with them,
// over the same futures, and compares the core demand that goes unmet.
func ShortageAvoided(ctx context.Context, opt Options, d *adit.Deal) (*Avoided, error) {
	overlay, left := deal.Scenario(d)
	a := &Avoided{Left: left}
	if opt.Material = chainOf(opt.World, overlay); opt.Material == "" {
		return a, nil
	}
	if opt.Projects == stress.NoProjects {
		opt.Projects = stress.MiddleProjects // a project is an effect only where projects are built
	}
	unserved := func(scenario []string) (float64, error) {
		o := opt
		o.Scenario = scenario
		r, err := start(ctx, o)
		if err != nil {
			return 0, err
		}
		if r.finished() == 0 {
			return 0, r.stop
		}
		total := 0.0
		for _, p := range r.event.Parts {
			draws := finished(p)
			for _, records := range draws {
				for _, record := range records {
					total += unmet(record) / float64(len(draws))
				}
			}
		}
		return total, nil
	}
	without, err := unserved(opt.Scenario)
	if err != nil {
		return nil, err
	}
	with, err := unserved(append(append([]string{}, opt.Scenario...), overlay.ID))
	if err != nil {
		return nil, err
	}
	a.Tonnes, a.Unmet, a.Known = without-with, without, true
	return a, nil
}
