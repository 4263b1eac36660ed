package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"adit"
	"adit/table"
)

// give writes an answer the way the flags ask for, and returns err, the error
// it came with, or the one met in writing. A run that was interrupted still
// gives what it has.
func give(cmd *cobra.Command, s settings, a *answer, err error) error {
	if a == nil {
		return err
	}
	for _, p := range a.problems {
		if p.Severity == adit.Warning { // errors are err, which run prints
			fmt.Fprintln(cmd.ErrOrStderr(), p.Error())
		}
	}
	if s.out != "" && (a.write != nil || len(a.tables) > 0) {
		write := a.write
		if write == nil {
			write = func(dir string) error { return writeTables(dir, a.tables) }
		}
		if werr := write(s.out); werr != nil {
			return werr
		}
	}
	if werr := s.export(a.tables); werr != nil {
		return werr
	}
	say := printWords
	if s.json {
		say = printJSON
	}
	if werr := say(cmd.OutOrStdout(), a); werr != nil {
		return werr
	}
	if s.out != "" && a.page != "" {
		// Where the answer stands is for the reader, so not part of --json.
		fmt.Fprintln(cmd.ErrOrStderr(), "the report is in "+filepath.Join(s.out, a.page))
	}
	return err
}

// columns is the width of a terminal; 0 where w is none, so that what is piped
// on has a line a row.
func columns(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	n, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return n
}

func printWords(w io.Writer, a *answer) error {
	blank := ""
	tables := a.tables
	if a.shown != nil {
		tables = a.shown
	}
	if a.brief != 0 {
		tables = tables[:max(0, a.brief)]
	}
	for _, t := range tables {
		if _, err := io.WriteString(w, blank); err != nil {
			return err
		}
		write := t.WriteText
		if n := columns(w); n > 0 {
			write = func(w io.Writer) error { return t.WriteWrapped(w, max(24, n/3)) }
		}
		if t.Len() == 0 {
			write = func(w io.Writer) error {
				_, err := io.WriteString(w, t.Title+": none\n")
				return err
			}
		}
		if err := write(w); err != nil {
			return err
		}
		blank = "\n"
	}
	if a.says != "" {
		if _, err := io.WriteString(w, blank+a.says+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// plain is the contract of --json for verbs without a document of their own;
// it is described in docs/json.md.
type plain struct {
	Answer   string         `json:"answer"`
	Problems []plainProblem `json:"problems"`
	Tables   []*table.Table `json:"tables"`
}

type plainProblem struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

func plainProblems(ps adit.Problems) []plainProblem {
	list := make([]plainProblem, len(ps))
	for i, p := range ps {
		list[i] = plainProblem{p.Code, p.Severity.String(), p.Where.File, p.Where.Line, p.Where.Column, p.Message, p.Hint}
	}
	return list
}

func printJSON(w io.Writer, a *answer) error {
	if a.json != nil {
		return a.json(w)
	}
	tables := a.tables
	if tables == nil {
		tables = []*table.Table{}
	}
	return encode(w, plain{Answer: a.says, Problems: plainProblems(a.problems), Tables: tables})
}

func encode(w io.Writer, document any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(document)
}
