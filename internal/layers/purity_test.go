package layers

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// Reasons why a library may not do some things itself. All of them would make
// the same input give another output, or write where only a verb may write.
const (
	prints = "a library never prints: return the text, or take an io.Writer"
	logs   = "a library never logs: return an error or a Problem, or report progress through the function it was given"
	clock  = "a library never reads the clock: same input, same bytes; take a date, or the clock as a function"
	chance = "a library takes its random stream from the caller, made from (seed, draw): same input, same bytes"
	sysenv = "a library reads no environment and ends no process: settings come as arguments, faults go back as errors"
)

// bannedImports may not be imported by library code at all.
var bannedImports = map[string]string{
	"log":         logs,
	"log/slog":    logs,
	"crypto/rand": chance,
	"math/rand":   chance + " (math/rand/v2 has the generators)",
}

// bannedCalls are names of otherwise useful packages.
var bannedCalls = map[string]map[string]string{
	"fmt":  {"Print": prints, "Printf": prints, "Println": prints, "Scan": prints, "Scanf": prints, "Scanln": prints},
	"os":   {"Stdout": prints, "Stderr": prints, "Stdin": prints, "Exit": sysenv, "Getenv": sysenv, "LookupEnv": sysenv, "Environ": sysenv},
	"time": {"Now": clock, "Since": clock, "Until": clock, "After": clock, "Tick": clock, "NewTicker": clock, "NewTimer": clock, "AfterFunc": clock, "Sleep": clock, "Local": clock},
	"math/rand/v2": {
		"Int": chance, "IntN": chance, "Int32": chance, "Int32N": chance, "Int64": chance, "Int64N": chance, "N": chance,
		"Uint": chance, "UintN": chance, "Uint32": chance, "Uint32N": chance, "Uint64": chance, "Uint64N": chance,
		"Float32": chance, "Float64": chance, "NormFloat64": chance, "ExpFloat64": chance, "Perm": chance, "Shuffle": chance,
	},
}

// measures may read the clock: what they read is a measurement of their own
// work, or when to ask again, and enters no result.
var measures = map[string]string{
	"lp/highs/solve.go": "the time a solve took inside the solver, for benchmarks (lp.Solution.SolveTime)",
	"lp/clp/solve.go":   "the same",
	"fleet/worker.go":   "leases are kept and queues asked again as time passes; answers depend on spec and range alone",
}

// isLibrary: everything but the verbs, the server (which serves and so has a
// clock), generators and tests.
func isLibrary(s source) bool {
	top, _, _ := strings.Cut(s.dir, "/")
	return !s.test && !s.tool && !slices.Contains([]string{"cmd", "server"}, top)
}

// impurities lists where a library file does what only a verb may.
func impurities(s source) (wrong []string) {
	named := map[string]map[string]string{} // local name of a package → its banned names
	s.imports(func(spec *ast.ImportSpec, p string, ours bool) {
		if ours {
			return
		}
		if why := bannedImports[p]; why != "" {
			wrong = append(wrong, s.at(spec.Pos())+": imports "+p+": "+why)
		}
		calls, ok := bannedCalls[p]
		if !ok {
			return
		}
		local := strings.TrimSuffix(p, "/v2")
		local = local[strings.LastIndexByte(local, '/')+1:]
		if spec.Name != nil {
			local = spec.Name.Name
		}
		if local == "." {
			wrong = append(wrong, s.at(spec.Pos())+": imports "+p+" into its own names: then nobody sees where a call goes")
			return
		}
		named[local] = calls
	})
	ast.Inspect(s.tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok {
				if why := named[x.Name][n.Sel.Name]; why != "" {
					wrong = append(wrong, s.at(n.Pos())+": uses "+x.Name+"."+n.Sel.Name+": "+why)
				}
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "print" || f.Name == "println") {
				wrong = append(wrong, s.at(n.Pos())+": calls "+f.Name+": "+prints)
			}
		}
		return true
	})
	return wrong
}

func TestLibrariesArePure(t *testing.T) {
	for _, s := range sources(t) {
		if !isLibrary(s) {
			continue
		}
		for _, w := range impurities(s) {
			if measures[s.dir+"/"+s.name] != "" && strings.Contains(w, clock) {
				continue
			}
			t.Error(w)
		}
	}
}

// TestImpuritiesAreFound turns the checker on files that are wrong on purpose.
func TestImpuritiesAreFound(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"import \"time\"\nvar _ = time.Now()", "reads the clock"},
		{"import t \"time\"\nvar _ = t.Since(t.Time{})", "reads the clock"},
		{"import \"time\"\nvar _ time.Month = time.May", ""},
		{"import \"fmt\"\nfunc f() { fmt.Println(1) }", "never prints"},
		{"import \"fmt\"\nvar _ = fmt.Sprint(1)", ""},
		{"import . \"fmt\"\nfunc f() { Println(1) }", "nobody sees"},
		{"import \"log\"\nfunc f() { log.Print(1) }", "never logs"},
		{"import \"log/slog\"\nfunc f() { slog.Info(``) }", "never logs"},
		{"import \"os\"\nvar w = os.Stderr", "never prints"},
		{"import \"os\"\nfunc f() { os.Exit(1) }", "ends no process"},
		{"func f() { println(1) }", "never prints"},
		{"import \"math/rand/v2\"\nvar _ = rand.IntN(3)", "random stream"},
		{"import \"math/rand/v2\"\nvar _ = rand.New(rand.NewPCG(1, 2))", ""},
		{"import \"math/rand\"\nvar _ = rand.Intn(3)", "random stream"},
	} {
		got := strings.Join(impurities(parse(t, "stress/x.go", "package stress\n"+c.body+"\n")), "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s\n\tgot %q, want %q", c.body, got, c.want)
		}
	}
	for file, want := range map[string]bool{
		"cmd/adit/main.go": false, "server/http.go": false, "lp/x_test.go": false, "lp/lptest/suite.go": false,
		"lp/x.go": true, "date.go": true, "internal/near/near.go": true,
	} {
		if got := isLibrary(parse(t, file, "package x\n")); got != want {
			t.Errorf("isLibrary(%s) = %v, want %v", file, got, want)
		}
	}
	if isLibrary(parse(t, "internal/gendocs/main.go", "package main\n")) {
		t.Error("a generator is taken for a library")
	}
}
