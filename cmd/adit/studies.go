package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"

	"adit"
	"adit/dataset"
	"adit/lp"
	"adit/report"
	"adit/study"
	"adit/table"
	"adit/worlds"
)

// leverage is the place whose cut-off a brief and claims try.
const leverage = "CN"

// studies is the engine of the program: it turns settings into a study's
// options, and what the study found into an answer.
type studies struct{}

func (studies) check(ctx context.Context, s settings, provenance bool) (*answer, error) {
	world, problems := s.read()
	if problems.Errors() != nil {
		return &answer{problems: problems}, problems
	}
	solver, err := s.openSolver(ctx)
	if err != nil {
		return nil, err
	}
	defer solver.Close()
	found, err := study.Check(ctx, world, solver)
	if err != nil {
		return nil, err
	}
	problems = append(problems, found.Problems...)
	if problems.Errors() != nil {
		return &answer{problems: problems}, problems
	}
	a := &answer{
		says: fmt.Sprintf("%s is sound: %d sites, %d lanes, %d uses, %d measures, %d scenarios, %d sources",
			world.Name, len(world.Sites), len(world.Lanes), len(world.Uses), len(world.Measures), len(world.Scenarios), len(world.Sources)),
		problems: problems,
		tables:   []*table.Table{study.MovesTable(found.Moves, false), found.Wedges},
	}
	if provenance {
		tonnes, value := study.ProvenanceTables(world, nil)
		a.tables = append(a.tables, tonnes, value)
	}
	return a, nil
}

func (studies) diagnose(ctx context.Context, s settings, d diagnosis) (*answer, error) {
	var a *answer
	err := s.run(ctx, nil, func(o study.Options) error {
		found, err := study.Diagnose(ctx, study.Diagnosis{Options: o, Place: d.place, Group: d.group, Stage: d.stage, Owner: d.owner, Stops: d.stops})
		if found != nil {
			a = &answer{says: found.Says, problems: found.Problems, tables: found.Tables}
		}
		return err
	})
	return a, err
}

func (studies) stress(ctx context.Context, s settings, step stepFunc) (*answer, error) {
	var a *answer
	err := s.run(ctx, step, func(o study.Options) error {
		says, tables, err := study.StressTables(ctx, o)
		if tables != nil {
			a = &answer{says: says, tables: tables}
		}
		return err
	})
	return a, err
}

func (studies) brief(ctx context.Context, s settings, step stepFunc) (*answer, error) {
	var a *answer
	err := s.run(ctx, step, func(o study.Options) error {
		if s.world == "" {
			past := settings{world: worlds.Past}
			w, problems := past.read()
			if problems.Errors() != nil {
				return problems
			}
			o.Past, o.Cutoff = w, leverage
		}
		o.Rests = s.rests
		b, err := study.Brief(ctx, o)
		if b != nil {
			a = &answer{
				says:   b.Answer,
				tables: slices.Collect(b.Tables), brief: -1, // on the page
				json:  func(w io.Writer) error { return report.JSON(w, b) },
				write: func(dir string) error { return report.Write(dir, b) },
				page:  report.PageFile,
			}
		}
		return err
	})
	return a, err
}

// run reads the world, opens the solver and asks.
func (s settings) run(ctx context.Context, step stepFunc, ask func(study.Options) error) error {
	world, problems := s.read()
	if problems.Errors() != nil {
		return problems
	}
	solver, err := s.openSolver(ctx)
	if err != nil {
		return err
	}
	defer solver.Close()
	return ask(s.options(world, solver, step))
}

func (s settings) options(world *adit.World, solver lp.Solver, step stepFunc) study.Options {
	if s.workers == 0 {
		s.workers = runtime.GOMAXPROCS(0)
	}
	folder, _, _ := openWorld(s.world) // its ledgers; read worked, so it is there
	return study.Options{
		World: world, Folder: folder, Scenario: s.scenario, Material: s.material, On: s.on, KnownOn: s.knownOn,
		Draws: s.draws, Months: s.months, Window: s.window, Seed: s.seed, Projects: s.projects, Workers: s.workers,
		Solver: solver, Version: version, Progress: step,
	}
}

// read opens and checks the world of --world.
func (s settings) read() (*adit.World, adit.Problems) {
	fsys, name, problems := openWorld(s.world)
	if problems != nil {
		return nil, problems
	}
	return dataset.Read(fsys, name)
}
