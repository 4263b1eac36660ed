package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"adit"
	"adit/report"
	"adit/stress"
	"adit/study"
	"adit/table"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"adit": main})
}

// TestScripts runs the program as a user would; each script is an example of
// what it says. With -update the wanted outputs are written anew.
func TestScripts(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TESTDATA", testdata)
			// The compiled solver is kept there from run to run.
			cache, err := os.UserCacheDir()
			env.Setenv("XDG_CACHE_HOME", cache)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": wantExit},
	})
}

// wantExit is the script command `exits CODE adit …`: it runs a program and wants
// this exit code.
func wantExit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT...]")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("%s ended with %s, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// fake is an engine that gives what it was told to.
type fake struct {
	answer *answer
	err    error
	asked  *settings
	steps  int
}

func (f fake) check(_ context.Context, s settings, _ bool) (*answer, error) {
	*f.asked = s
	return f.answer, f.err
}

func (f fake) diagnose(_ context.Context, s settings, _ diagnosis) (*answer, error) {
	*f.asked = s
	return f.answer, f.err
}

func (f fake) stress(_ context.Context, s settings, step stepFunc) (*answer, error) {
	*f.asked = s
	for i := range f.steps {
		step("draws", i+1, f.steps)
	}
	return f.answer, f.err
}

func (f fake) window(_ context.Context, s settings, _ windowFlags, _ stepFunc) (*answer, error) {
	*f.asked = s
	return f.answer, f.err
}

func (f fake) sensitivity(_ context.Context, s settings, _ rangeFlags, _ stepFunc) (*answer, error) {
	*f.asked = s
	return f.answer, f.err
}

func (f fake) askFutures(_ context.Context, s settings, _ futuresQuestion, _ stepFunc, _ func(string)) (*answer, error) {
	*f.asked = s
	return f.answer, f.err
}

func (f fake) worker(_ context.Context, s settings, _ fleetFlags, _ func(string)) error {
	*f.asked = s
	return f.err
}

func (f fake) results(string, study.Question) (*answer, error) { return f.answer, f.err }

func (f fake) brief(ctx context.Context, s settings, step stepFunc) (*answer, error) {
	return f.stress(ctx, s, step)
}

func (f fake) backtest(ctx context.Context, s settings, step stepFunc) (*answer, error) {
	return f.stress(ctx, s, step)
}

func (f fake) importFile(_ context.Context, s settings, _, _, _ string) (*answer, error) {
	return f.check(context.Background(), s, false)
}

func (f fake) prices(_ context.Context, s settings, _ priceQuestion) (*answer, error) {
	return f.check(context.Background(), s, false)
}

func (f fake) claims(_ context.Context, s settings, _ []string, _ bool, _ stepFunc) (*answer, error) {
	*f.asked = s
	return f.answer, f.err
}

func (f fake) screen(ctx context.Context, s settings, _ screening, step stepFunc) (*answer, error) {
	return f.stress(ctx, s, step)
}

func (f fake) recheck(ctx context.Context, s settings, _ screening, step stepFunc) (*answer, error) {
	return f.stress(ctx, s, step)
}

func (f fake) rules(s settings, _ lawQuestion) (*answer, error) {
	*f.asked = s
	return f.answer, f.err
}

func (f fake) value(_ context.Context, s settings, _ []string, _ bool) (*answer, error) {
	return f.check(context.Background(), s, false)
}

// ask runs a command line against a fake engine.
func ask(ctx context.Context, t *testing.T, f fake, line string) (code int, stdout, stderr string, asked settings) {
	t.Helper()
	var out, errs strings.Builder
	f.asked = &asked
	code = run(ctx, f, strings.Fields(line), &out, &errs)
	return code, out.String(), errs.String(), asked
}

func small() *table.Table {
	t := table.New("shortage", "Shortage by use", table.Column{Name: "use", Type: table.Text}, table.Column{Name: "tonnes", Type: table.Number, Unit: "t"})
	t.Add("ev-motor.US", 12.5)
	return t
}

func TestExitCodes(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	fault := adit.Problem{Code: "unknown-place", Where: adit.Where{File: "sites.csv", Line: 3, Column: 4}, Message: `no place "XX"`}
	odd := adit.Problem{Code: "wide-range", Severity: adit.Warning, Message: "the range is wide"}
	for _, c := range []struct {
		name   string
		ctx    context.Context
		f      fake
		code   int
		stderr string
	}{
		{"answered", t.Context(), fake{answer: &answer{says: "fine"}}, 0, ""},
		{"answered with a warning", t.Context(), fake{answer: &answer{says: "fine", problems: adit.Problems{odd}}}, 0, "warning: the range is wide"},
		{"problems", t.Context(), fake{err: adit.Problems{fault, odd}}, 1, "sites.csv:3:4: error: no place \"XX\" [unknown-place]\nwarning: the range is wide [wide-range]\n1 error, 1 warning\n"},
		{"one problem, wrapped", t.Context(), fake{err: fmt.Errorf("overlay: %w", fault)}, 1, "overlay: sites.csv:3:4"},
		{"failed", t.Context(), fake{err: errors.New("solver: numerical trouble")}, 3, "adit: solver: numerical trouble"},
		{"failed, and a deadline of its own", t.Context(), fake{err: context.DeadlineExceeded}, 3, "deadline"},
		{"interrupted", ended, fake{err: fmt.Errorf("draw 7: %w", context.Canceled)}, 130, "interrupted"},
		{"failed while being interrupted", ended, fake{err: errors.New("disk full")}, 3, "disk full"},
	} {
		code, _, stderr, _ := ask(c.ctx, t, c.f, "stress")
		if code != c.code || !strings.Contains(stderr, c.stderr) || c.stderr == "" && stderr != "" {
			t.Errorf("%s: code %d, want %d; stderr %q, want %q in it", c.name, code, c.code, stderr, c.stderr)
		}
	}
}

// TestInterruptedKeepsWhatIsFinished: the answer that comes beside the error
// is printed and written all the same.
func TestInterruptedKeepsWhatIsFinished(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	end()
	out := filepath.Join(t.TempDir(), "a", "b")
	code, stdout, _, _ := ask(ctx, t, fake{answer: &answer{tables: []*table.Table{small()}}, err: context.Canceled}, "stress --out "+out)
	if code != exitInterrupted || !strings.Contains(stdout, "ev-motor.US") {
		t.Errorf("code %d, stdout %q", code, stdout)
	}
	if text, err := os.ReadFile(filepath.Join(out, "shortage.csv")); err != nil || !strings.Contains(string(text), "12.5") {
		t.Errorf("shortage.csv: %q, %v", text, err)
	}
}

// interrupted is the program's engine, stopped when three quarters are done.
type interrupted struct {
	studies
	stop func()
}

func (e interrupted) brief(ctx context.Context, s settings, _ stepFunc) (*answer, error) {
	return e.studies.brief(ctx, s, func(_ string, done, total int) {
		if 4*done >= 3*total {
			e.stop()
		}
	})
}

// TestInterruptedBriefSaysSo: a stopped run writes the futures it finished, and
// says that they are not all.
func TestInterruptedBriefSaysSo(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	out := t.TempDir()
	args := strings.Fields("brief --scenario return --draws 40 --months 24 --workers 1 --world ../../testdata/good/tiny --out " + out)
	var stdout, stderr strings.Builder
	if code := run(ctx, interrupted{stop: stop}, args, &stdout, &stderr); code != exitInterrupted {
		t.Fatalf("code %d: %s", code, stderr.String())
	}
	f, err := os.Open(filepath.Join(out, report.JSONFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := report.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	if b.Run.Complete || b.Run.DrawsDone < 1 || b.Run.DrawsDone >= b.Run.Draws {
		t.Errorf("complete %v, %d of %d draws", b.Run.Complete, b.Run.DrawsDone, b.Run.Draws)
	}
}

// TestNothingHalfWritten: when one file cannot be written, the others are as
// they were and nothing is left beside them.
func TestNothingHalfWritten(t *testing.T) {
	out := t.TempDir()
	if err := writeFiles(out, []file{{"a.csv", []byte("old")}}); err != nil {
		t.Fatal(err)
	}
	if err := writeFiles(out, []file{{"a.csv", []byte("new")}, {filepath.Join("no", "b.csv"), nil}}); err == nil {
		t.Fatal("writing into a folder that is not there went well")
	}
	if text, _ := os.ReadFile(filepath.Join(out, "a.csv")); string(text) != "old" {
		t.Errorf("a.csv holds %q", text)
	}
	if left, _ := os.ReadDir(out); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	if code, _, _, _ := ask(t.Context(), t, fake{answer: &answer{tables: []*table.Table{small()}}}, "stress --out "+filepath.Join(out, "a.csv")); code != exitFailed {
		t.Errorf("--out on a file: code %d", code)
	}
}

func TestFlagsReachTheEngine(t *testing.T) {
	_, _, _, got := ask(t.Context(), t, fake{}, "brief")
	if got.on.String() != shippedAsOf || got.draws != 200 || got.months != 60 || got.window != 3 || got.seed != 1 || got.workers != 0 || got.solver != "auto" || got.projects != stress.MiddleProjects || got.out != "out/brief" || got.scenario != nil {
		t.Errorf("defaults: %+v", got)
	}
	code, _, stderr, got := ask(t.Context(), t, fake{}, "brief --world w --on 2027-01-31 --known-on 2026-12 --material dy.oxide --scenario a+b --projects odds --draws 7 --months 12 --window 6 --workers 2 --solver highs --seed 18446744073709551615 --json --out o")
	want := settings{
		world: "w", on: adit.NewDate(2027, 1, 31), knownOn: adit.NewDate(2026, 12, 1), material: "dy.oxide", scenario: []string{"a", "b"},
		draws: 7, months: 12, window: 6, workers: 2, solver: "highs", seed: math.MaxUint64, projects: stress.ProjectsAtOdds, json: true, out: "o",
	}
	if !reflect.DeepEqual(got, want) || code != 0 {
		t.Errorf("code %d, %s\ngot  %+v\nwant %+v", code, stderr, got, want)
	}
}

func TestJSONIsOneDocument(t *testing.T) {
	odd := adit.Problem{Code: "wide-range", Severity: adit.Warning, Where: adit.Where{File: "figures.csv", Line: 2}, Message: "<wide>"}
	_, stdout, stderr, _ := ask(t.Context(), t, fake{steps: 30, answer: &answer{says: "fine", problems: adit.Problems{odd}}}, "stress --json")
	want := `{
  "answer": "fine",
  "problems": [
    {
      "code": "wide-range",
      "severity": "warning",
      "file": "figures.csv",
      "line": 2,
      "message": "<wide>"
    }
  ],
  "tables": []
}
`
	if stdout != want {
		t.Errorf("stdout %s\nwant %s", stdout, want)
	}
	if strings.Count(stderr, "draws: ") != 11 { // the first step, and each tenth
		t.Errorf("progress without a terminal: %s", stderr)
	}
}

// position is what every problem of a world begins with. A fault of a whole
// file, such as a missing table, has no line.
var position = regexp.MustCompile(`(?m)^[^ :]+\.[a-z]+(:\d+){0,2}: (error|warning): .+ \[[a-z0-9-]+\]$`)

// TestEveryWorldInTestdata: check ends with 0 on the good ones and on those
// that only deserve warnings, with 1 on the rest, and says where.
func TestEveryWorldInTestdata(t *testing.T) {
	worlds, err := filepath.Glob(filepath.Join("..", "..", "testdata", "*", "*", "places.csv"))
	if err != nil || len(worlds) < 13 {
		t.Fatalf("only %d worlds in testdata: %v", len(worlds), err)
	}
	for _, w := range worlds {
		dir := filepath.Dir(w)
		var stdout, stderr strings.Builder
		code := run(t.Context(), studies{}, []string{"check", "--world", dir}, &stdout, &stderr)
		want := exitProblems
		good := filepath.Base(filepath.Dir(dir)) == "good"
		if good || strings.HasSuffix(dir, "-warnings") {
			want = exitOK
		}
		if code != want || (stdout.Len() > 0) != (code == exitOK) || position.MatchString(stderr.String()) == good {
			t.Errorf("%s: code %d, want %d; stdout %q, stderr\n%s", dir, code, want, stdout.String(), stderr.String())
		}
	}
}

// TestExitCodesPage keeps the page and the help the same.
func TestExitCodesPage(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Exit codes\n\n`adit help exit-codes` says the same. Made by `go test ./cmd/adit -update`.\n\n| code | meaning |\n|---|---|\n")
	for _, e := range exits {
		fmt.Fprintf(&b, "| %d | %s |\n", e.code, e.when)
	}
	page := filepath.Join("..", "..", "docs", "exit-codes.md")
	if *update {
		if err := os.WriteFile(page, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if have, err := os.ReadFile(page); err != nil || string(have) != b.String() {
		t.Errorf("%s is not what exit.go says: run go test ./cmd/adit -update (%v)", page, err)
	}
}
