package study

import (
	"io/fs"

	"adit"
	"adit/lp"
	"adit/stress"
)

// BaseLaw is the day whose law the base flows live under: the truce rules. A
// tariff in force then is part of the base, a later change is not.
var BaseLaw = adit.NewDate(2026, 11, 9)

// Options are one question.
type Options struct {
	World    *adit.World     // as read; overlays are applied to a copy
	Folder   fs.FS           // the world's folder, for its ledgers of claims; nil: none are judged
	Cutoff   string          // place whose cut-off of rare earths a brief tries later and later; "": it does not
	Past     *adit.World     // world of the past, for a brief that says how good the model was on it; nil: it does not
	Scenario []string        // ids, in order; none: the world's baseline
	Material string          // material or chain to keep; "": all the scenario touches
	On       adit.Date       // day of the question; the run starts on the first of the next month
	KnownOn  adit.Date       // what could be known then; zero: On
	Draws    int             // futures; 0: 200
	Months   int             // months of each; 0: 60
	Window   int             // months agents foresee; 0: 3
	Seed     uint64          // of the draws
	Projects stress.Pipeline // which projects are built; none unless asked for
	Rests    bool            // a brief says which figures its answer rests on
	Workers  int             // side by side; the result does not depend on it
	Solver   lp.Solver       // backend
	Version  string          // of the program, for the record
	Progress func(stage string, done, total int)
}

func (o Options) defaults() Options {
	if o.Draws == 0 {
		o.Draws = 200
	}
	if o.Months == 0 {
		o.Months = 60
	}
	if o.Window == 0 {
		o.Window = 3
	}
	if o.KnownOn.IsZero() {
		o.KnownOn = o.On
	}
	if o.Progress == nil {
		o.Progress = func(string, int, int) {}
	}
	return o
}
