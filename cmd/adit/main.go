// Command adit stress-tests critical-mineral supply chains. Each verb is one
// file here and stays thin: it reads flags, asks a study, and writes what comes
// back. Only this folder meets the terminal, the clock and the signals.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// version is set by the linker (see the Makefile).
var version = "unknown"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first signal asks for an end, keeping what is finished; from then on
	// the next one kills as usual.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, studies{}, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program without its process: it returns the exit code.
func run(ctx context.Context, e engine, args []string, stdout, stderr io.Writer) int {
	root := newRoot(e)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	code := exitCode(ctx, err)
	if said := explain(err, code); said != "" {
		fmt.Fprintln(stderr, said)
	}
	return code
}
