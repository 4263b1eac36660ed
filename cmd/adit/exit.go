package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"adit"
)

// Exit codes; docs/exit-codes.md and `adit help exit-codes` say the same.
const (
	exitOK          = 0
	exitProblems    = 1
	exitUsage       = 2
	exitFailed      = 3
	exitInterrupted = 130 // 128 + SIGINT, as shells have it
)

var exits = []struct {
	code int
	when string
}{
	{exitOK, "The question was answered. Warnings may have been printed."},
	{exitProblems, "The input has problems: each was printed with its place, and no answer was written."},
	{exitUsage, "The command line was wrong: an unknown verb or flag, or a value that cannot be read."},
	{exitFailed, "The input is sound but the computation failed, or its result could not be written."},
	{exitInterrupted, "Interrupted (Ctrl-C, SIGTERM). What was finished is kept and marked as unfinished."},
}

// usageError is a fault in the command line.
type usageError struct {
	verb, message, hint string
}

func (e *usageError) Error() string {
	s := "adit: " + e.message
	if e.hint != "" {
		s += "\n\thint: " + e.hint
	}
	return s + "\n\ttry: " + e.verb + " --help"
}

func usage(cmd *cobra.Command, hint, format string, args ...any) error {
	return &usageError{verb: cmd.CommandPath(), message: fmt.Sprintf(format, args...), hint: hint}
}

// exitCode maps what a verb returned onto the documented codes.
func exitCode(ctx context.Context, err error) int {
	var bad *usageError
	var problem adit.Problem
	var problems adit.Problems
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &bad):
		return exitUsage
	case errors.As(err, &problem), errors.As(err, &problems):
		return exitProblems
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		return exitInterrupted
	}
	return exitFailed
}

// explain returns what is printed about an error, after which the program ends
// with the code.
func explain(err error, code int) string {
	var problems adit.Problems
	switch {
	case err == nil:
		return ""
	case code == exitInterrupted:
		return "adit: interrupted; what was finished is kept"
	case errors.As(err, &problems):
		return err.Error() + "\n" + count(problems)
	case code == exitFailed:
		return "adit: " + err.Error()
	}
	return err.Error()
}

// count says how many problems there were, such as "2 errors, 1 warning".
func count(ps adit.Problems) string {
	n := [2]int{}
	for _, p := range ps {
		n[p.Severity]++
	}
	var parts []string
	for s, n := range n {
		switch word := adit.Severity(s).String(); n {
		case 0:
		case 1:
			parts = append(parts, "1 "+word)
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", n, word))
		}
	}
	return strings.Join(parts, ", ")
}

// exitText lists the codes, for `adit help exit-codes` and its page.
func exitText() string {
	var b strings.Builder
	for _, e := range exits {
		fmt.Fprintf(&b, "%4d  %s\n", e.code, e.when)
	}
	return b.String()
}

// newExitCodes is a help topic: it has nothing to run.
func newExitCodes() *cobra.Command {
	return &cobra.Command{
		Use:   "exit-codes",
		Short: "What the exit codes mean",
		Long:  "Adit ends with one of these codes:\n\n" + exitText(),
	}
}
