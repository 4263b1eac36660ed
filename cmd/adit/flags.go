package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"adit"
	"adit/stress"
)

// shippedAsOf is the day the shipped world speaks of: questions without --on
// are asked on it, so that the same command gives the same answer on any day.
const shippedAsOf = "2026-11-22"

// settings are the common flags, read. A verb adds those it understands, and
// only those; the rest keep their defaults.
type settings struct {
	world    string          // folder; "" for the shipped world
	on       adit.Date       // the day the question is asked
	knownOn  adit.Date       // what could be known then; zero: on
	material string          // material, chain or trailing-* pattern; "" for all
	scenario []string        // overlays in order; none: no event
	draws    int             // how many futures
	months   int             // how far
	window   int             // months agents look ahead
	workers  int             // programs solved at once; 0: one a core
	solver   string          // one of backends
	seed     uint64          // of every draw's stream
	projects stress.Pipeline // which projects are built
	json     bool            // the documented contract instead of words
	out      string          // folder for files; "" for none
	csv      string          // file for the tables as CSV; "" for none
	xlsx     string          // file for the tables as an Excel workbook; "" for none
	parquet  string          // file for the tables as Parquet; "" for none
	rests    bool            // of a brief: say which figures it rests on
}

// common declares each common flag once: its default and what it means.
var common = map[string]func(cmd *cobra.Command, s *settings){
	"world": func(cmd *cobra.Command, s *settings) {
		cmd.Flags().StringVar(&s.world, "world", "", "`folder` of the world (default: the shipped one)")
	},
	"on": func(cmd *cobra.Command, s *settings) {
		s.on, _ = adit.ParseDate(shippedAsOf)
		cmd.Flags().Var((*dateValue)(&s.on), "on", "day of the question; runs start on the first of the next month")
	},
	"known-on": func(cmd *cobra.Command, s *settings) {
		cmd.Flags().Var((*dateValue)(&s.knownOn), "known-on", "use only what could be known on this day (default: the day of --on)")
	},
	"material": func(cmd *cobra.Command, s *settings) {
		cmd.Flags().StringVar(&s.material, "material", "", "only this `material` or chain (default: all the scenario touches)")
	},
	"scenario": func(cmd *cobra.Command, s *settings) {
		cmd.Flags().Var((*scenarioValue)(&s.scenario), "scenario", "what happens; several joined by + apply in that order (default: no event)")
	},
	"draws": func(cmd *cobra.Command, s *settings) {
		s.draws = 200
		cmd.Flags().Var(&countValue{&s.draws, 1, 100_000}, "draws", "futures to draw")
	},
	"months": func(cmd *cobra.Command, s *settings) {
		s.months = 60
		cmd.Flags().Var(&countValue{&s.months, 1, 600}, "months", "months to run")
	},
	"window": func(cmd *cobra.Command, s *settings) {
		s.window = 3
		cmd.Flags().Var(&countValue{&s.window, 1, 60}, "window", "months the market looks ahead")
	},
	"workers": func(cmd *cobra.Command, s *settings) {
		cmd.Flags().Var(&countValue{&s.workers, 0, 1024}, "workers", "programs solved at once (default: one a core); the result does not depend on it")
	},
	"solver": func(cmd *cobra.Command, s *settings) {
		s.solver = "auto"
		cmd.Flags().Var((*solverValue)(&s.solver), "solver", "auto, highs or clp; auto is clp where this build has it. Where several plans cost the same they may differ in choice, and small figures by per cents")
	},
	"seed": func(cmd *cobra.Command, s *settings) {
		s.seed = 1
		cmd.Flags().Var((*seedValue)(&s.seed), "seed", "of the draws: the same seed gives the same bytes")
	},
	"projects": func(cmd *cobra.Command, s *settings) {
		s.projects = stress.MiddleProjects
		cmd.Flags().Var((*pipelineValue)(&s.projects), "projects", "which projects are built: none; middle, those at even odds or better, on their median dates; odds, each draw its own, which takes longer")
	},
	"json": func(cmd *cobra.Command, s *settings) {
		cmd.Flags().BoolVar(&s.json, "json", false, "print the answer as JSON")
	},
	"out": func(cmd *cobra.Command, s *settings) {
		cmd.Flags().StringVar(&s.out, "out", s.out, "`folder` to write into; files of the same name are replaced")
	},
	"csv": func(cmd *cobra.Command, s *settings) {
		cmd.Flags().StringVar(&s.csv, "csv", "", "`file` for the table as CSV; of several tables each has its name added")
	},
	"xlsx": func(cmd *cobra.Command, s *settings) {
		cmd.Flags().StringVar(&s.xlsx, "xlsx", "", "`file` for the tables as an Excel workbook, a sheet a table")
	},
	"parquet": func(cmd *cobra.Command, s *settings) {
		cmd.Flags().StringVar(&s.parquet, "parquet", "", "`file` for the table as Parquet; of several tables each has its name added")
	},
}

// add declares the named common flags on a verb.
func (s *settings) add(cmd *cobra.Command, names ...string) {
	for _, name := range names {
		common[name](cmd, s)
	}
}

// runFlags are the common flags of verbs that run the market.
var runFlags = []string{"world", "on", "known-on", "material", "scenario", "projects", "draws", "months", "window", "workers", "solver", "seed", "json", "out"}

// tableFlags are the common flags of verbs whose answer is tables.
var tableFlags = []string{"csv", "xlsx", "parquet"}

// dateValue reads a day.
type dateValue adit.Date

func (v *dateValue) String() string { return adit.Date(*v).String() }
func (v *dateValue) Type() string   { return "date" }
func (v *dateValue) Set(s string) error {
	d, err := adit.ParseDate(s)
	*v = dateValue(d)
	return err
}

// countValue reads a whole number within limits.
type countValue struct {
	to       *int
	min, max int
}

func (v *countValue) String() string {
	if v.to == nil || *v.to == 0 { // zero stands for a default said in words
		return "0"
	}
	return strconv.Itoa(*v.to)
}
func (v *countValue) Type() string { return "n" }
func (v *countValue) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < v.min || n > v.max {
		return fmt.Errorf("give a whole number from %d to %d", v.min, v.max)
	}
	*v.to = n
	return nil
}

// seedValue reads any 64-bit number.
type seedValue uint64

func (v *seedValue) String() string { return strconv.FormatUint(uint64(*v), 10) }
func (v *seedValue) Type() string   { return "n" }
func (v *seedValue) Set(s string) error {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return fmt.Errorf("give a whole number, not negative")
	}
	*v = seedValue(n)
	return nil
}

// pipelineValue reads which projects are built.
type pipelineValue stress.Pipeline

func (v *pipelineValue) String() string { return stress.Pipeline(*v).String() }
func (v *pipelineValue) Type() string   { return "which" }
func (v *pipelineValue) Set(s string) error {
	p, ok := stress.ParsePipeline(s)
	if !ok {
		return fmt.Errorf("write none, middle or odds")
	}
	*v = pipelineValue(p)
	return nil
}

// scenarioValue reads ids joined by +.
type scenarioValue []string

func (v *scenarioValue) String() string { return strings.Join(*v, "+") }
func (v *scenarioValue) Type() string   { return "A[+B]" }
func (v *scenarioValue) Set(s string) error {
	ids := strings.Split(s, "+")
	for i, id := range ids {
		if id == "" {
			return fmt.Errorf("a + joins two scenarios")
		}
		if slices.Contains(ids[:i], id) {
			return fmt.Errorf("%s stands twice", id)
		}
	}
	*v = ids
	return nil
}

// partValue reads a share above 0 and up to 1; zero stands for a default said
// in words.
type partValue struct{ to *float64 }

func (v *partValue) String() string {
	if v.to == nil || *v.to == 0 {
		return "0"
	}
	return strconv.FormatFloat(*v.to, 'g', -1, 64)
}
func (v *partValue) Type() string { return "share" }
func (v *partValue) Set(s string) error {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || !(x > 0 && x <= 1) {
		return fmt.Errorf("give a share above 0 and up to 1, such as 0.25")
	}
	*v.to = x
	return nil
}
