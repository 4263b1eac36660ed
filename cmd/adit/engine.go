package main

import (
	"context"
	"io"

	"adit"
	"adit/study"
	"adit/table"
)

// engine answers the verbs' questions. The program's is studies; tests of
// flags and exit codes bring their own.
type engine interface {
	check(ctx context.Context, s settings, provenance bool) (*answer, error)
	diagnose(ctx context.Context, s settings, d diagnosis) (*answer, error)
	stress(ctx context.Context, s settings, step stepFunc) (*answer, error)
	window(ctx context.Context, s settings, w windowFlags, step stepFunc) (*answer, error)
	sensitivity(ctx context.Context, s settings, q rangeFlags, step stepFunc) (*answer, error)
	askFutures(ctx context.Context, s settings, q futuresQuestion, step stepFunc, told func(string)) (*answer, error)
	worker(ctx context.Context, s settings, f fleetFlags, told func(string)) error
	results(file string, q study.Question) (*answer, error)
	brief(ctx context.Context, s settings, step stepFunc) (*answer, error)
	backtest(ctx context.Context, s settings, step stepFunc) (*answer, error)
	importFile(ctx context.Context, s settings, kind, file, source string) (*answer, error)
	prices(ctx context.Context, s settings, q priceQuestion) (*answer, error)
	claims(ctx context.Context, s settings, files []string, window bool, step stepFunc) (*answer, error)
	screen(ctx context.Context, s settings, q screening, step stepFunc) (*answer, error)
	recheck(ctx context.Context, s settings, q screening, step stepFunc) (*answer, error)
	rules(s settings, q lawQuestion) (*answer, error)
	value(ctx context.Context, s settings, deals []string, together bool) (*answer, error)
}

// stepFunc hears of progress: done of total pieces of the named stage. Workers
// may call it at the same time.
type stepFunc func(stage string, done, total int)

// answer is what a study hands to a verb. Beside an error it holds what was
// finished before; nil when that is nothing.
type answer struct {
	says     string                  // the answer in a sentence or two
	problems adit.Problems           // met on the way; warnings, when there is an answer
	tables   []*table.Table          // printed on the terminal, in order
	shown    []*table.Table          // printed in place of the tables, where those are too wide to read; nil: the tables
	brief    int                     // how many of the tables are printed; 0: all; less: none
	json     func(w io.Writer) error // what --json prints; nil: problems and tables
	text     func(w io.Writer) error // the answer as a page of Markdown; nil: none
	write    func(dir string) error  // what --out does; nil: each table as a CSV
	page     string                  // the file it writes that is to be opened first
}
