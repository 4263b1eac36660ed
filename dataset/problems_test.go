package dataset

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// codesIn gathers the problem codes that the Go files under dir raise, with
// the first place of each: the literal first argument of Add and Warn on a
// list of problems, the Code of a literal problem, and what a variable called
// code is set to.
func codesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	codes := map[string]string{}
	word := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := entry.Name(); entry.IsDir() && (name == "node_modules" || name == "testdata" || len(name) > 1 && name != ".." && name[0] == '.') {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			var code ast.Expr
			switch n := n.(type) {
			case *ast.CallExpr:
				if s, ok := n.Fun.(*ast.SelectorExpr); ok && (s.Sel.Name == "Add" || s.Sel.Name == "Warn") && len(n.Args) >= 4 {
					code = n.Args[0]
				}
			case *ast.AssignStmt: // a code chosen first and raised below
				if k, ok := n.Lhs[0].(*ast.Ident); ok && k.Name == "code" && len(n.Rhs) == 1 {
					code = n.Rhs[0]
				}
			case *ast.KeyValueExpr:
				if k, ok := n.Key.(*ast.Ident); ok && k.Name == "Code" {
					code = n.Value
				}
			}
			if lit, ok := code.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if c, _ := strconv.Unquote(lit.Value); word.MatchString(c) && codes[c] == "" {
					codes[c] = set.Position(n.Pos()).String()
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return codes
}

// Every code that the program can print is explained in docs/problems.md with
// cause, remedy and example, and nothing is explained that it cannot print.
func TestProblemsAreExplained(t *testing.T) {
	data, err := os.ReadFile("../docs/problems.md")
	if err != nil {
		t.Fatal(err)
	}
	explained := map[string]bool{}
	for _, section := range strings.Split(string(data), "\n### ")[1:] {
		code, text, _ := strings.Cut(section, "\n")
		if explained[code] {
			t.Errorf("%s is explained twice", code)
		}
		explained[code] = true
		for _, part := range []string{"**Cause.**", "**Do.**", "**Example.**"} {
			if !strings.Contains(text, part) {
				t.Errorf("%s has no %s", code, part)
			}
		}
	}
	codes := codesIn(t, "..")
	for code, at := range codes {
		if !explained[code] {
			t.Errorf("%s: problem %q is not in docs/problems.md", at, code)
		}
	}
	for code := range explained {
		if codes[code] == "" && code != "infeasible-period" { // named at run time, with the period
			t.Errorf("docs/problems.md explains %q, which nothing raises", code)
		}
	}
}

type failing struct{ fstest.MapFS }

func (f failing) Open(name string) (fs.File, error) {
	if name == "uses.csv" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.Open(name)
}

func (f failing) ReadFile(name string) ([]byte, error) {
	if name == "uses.csv" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.ReadFile(name)
}

func TestUnreadableFile(t *testing.T) {
	world := failing{tinyFiles(t)}
	_, ps := Read(world, "tiny")
	if len(ps) != 1 || ps[0].Code != "unreadable-file" || ps[0].Where.File != "uses.csv" {
		t.Errorf("got %v", ps)
	}
}
