package main

import (
	"context"
	"errors"
	"runtime"

	"adit"
	"adit/dataset"
	"adit/lp"
	"adit/lp/highs"
	"adit/report"
	"adit/stress"
	"adit/study"
	"adit/table"
	"adit/worlds"
)

// studies is the engine of the program: it turns settings into a study's
// options, and what the study found into an answer.
type studies struct{}

// open reads the world of the settings; its warnings come back beside it.
func (studies) open(s settings) (*adit.World, adit.Problems, error) {
	fsys, name, err := worlds.Open(worlds.Default)
	if s.world != "" {
		fsys, name, err = openWorld(s.world)
	}
	if err != nil {
		return nil, nil, err
	}
	world, problems := dataset.Read(fsys, name)
	return world, problems, problems.Errors()
}

// solver opens the linear-programming backend of this build.
func solver(ctx context.Context) (lp.Solver, error) { return highs.New(ctx, highs.Options{}) }

func (e studies) check(ctx context.Context, s settings, provenance bool) (*answer, error) {
	world, problems, err := e.open(s)
	a := &answer{problems: problems}
	if err != nil {
		return a, err
	}
	lps, err := solver(ctx)
	if err != nil {
		return a, err
	}
	defer lps.Close()
	sound, err := study.Check(ctx, world, lps)
	if err != nil {
		return a, err
	}
	a.problems = append(a.problems, sound.Problems...)
	a.problems.Sort()
	if sound.Moves != nil {
		a.tables = append(a.tables, study.MovesTable(sound.Moves, true))
	}
	if sound.Wedges != nil {
		a.tables = append(a.tables, sound.Wedges)
	}
	if provenance {
		tonnes, value := study.ProvenanceTables(world, nil)
		a.tables = []*table.Table{tonnes, value}
	}
	if err := a.problems.Errors(); err != nil {
		return a, err
	}
	a.says = world.Name + " is sound"
	return a, nil
}

// options turns settings into a question about the world.
func (s settings) options(world *adit.World, lps lp.Solver, step stepFunc) study.Options {
	workers := s.workers
	if workers == 0 {
		workers = runtime.NumCPU()
	}
	return study.Options{World: world, Scenario: s.scenario, Material: s.material, On: s.on, KnownOn: s.knownOn, Draws: s.draws, Months: s.months,
		Window: s.window, Seed: s.seed, Workers: workers, Solver: lps, Version: version, Progress: step}
}

func (e studies) stress(ctx context.Context, s settings, step stepFunc) (*answer, error) {
	world, problems, err := e.open(s)
	a := &answer{problems: problems}
	if err != nil {
		return a, err
	}
	lps, err := solver(ctx)
	if err != nil {
		return a, err
	}
	defer lps.Close()
	a.says, a.tables, err = study.StressTables(ctx, s.options(world, lps, step))
	if err != nil && !errors.Is(err, stress.ErrStopped) {
		return nil, err
	}
	return a, err
}

func (e studies) brief(ctx context.Context, s settings, step stepFunc) (*answer, error) {
	world, problems, err := e.open(s)
	a := &answer{problems: problems}
	if err != nil {
		return a, err
	}
	lps, err := solver(ctx)
	if err != nil {
		return a, err
	}
	defer lps.Close()
	b, err := study.Brief(ctx, s.options(world, lps, step))
	if b == nil {
		return nil, err
	}
	a.says, a.document, a.page = b.Answer, b, report.PageFile
	a.write = func(dir string) error { return report.Write(dir, b) }
	return a, err
}
