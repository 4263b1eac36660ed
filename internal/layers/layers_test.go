package layers

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "adit"

// source is one parsed Go file of the module.
type source struct {
	dir  string // folder within the module; "" for the root
	name string // file name
	test bool   // a test, or a package of helpers for tests such as lp/lptest
	tool bool   // a generator run at build time, outside the program
	set  *token.FileSet
	tree *ast.File
}

func (s source) at(p token.Pos) string {
	return path.Join(s.dir, s.name) + ":" + strconv.Itoa(s.set.Position(p).Line)
}

// imports calls f with each import path of the file, shortened to the folder
// within the module for our own packages.
func (s source) imports(f func(spec *ast.ImportSpec, path string, ours bool)) {
	for _, spec := range s.tree.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		rest, ours := strings.CutPrefix(p, module+"/")
		if p == module {
			rest, ours = "", true
		}
		f(spec, rest, ours)
	}
}

func parse(t *testing.T, name string, text any) source {
	t.Helper()
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	dir := path.Dir(filepath.ToSlash(name))
	if dir == "." {
		dir = ""
	}
	top, _, _ := strings.Cut(dir, "/")
	return source{
		dir: dir, name: path.Base(name), set: set, tree: tree,
		test: strings.HasSuffix(name, "_test.go") || strings.HasSuffix(dir, "test"),
		tool: tree.Name.Name == "main" && top != "cmd",
	}
}

// module files: every Go file under the module root, whatever its build tags,
// that is not in another module or in a folder the go command skips.
func sources(t *testing.T) []source {
	t.Helper()
	t.Chdir(filepath.Join("..", ".."))
	var all []source
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != "." {
			if base := d.Name(); base == "testdata" || base == "node_modules" || base == "out" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(name, "go.mod")); err == nil {
				return filepath.SkipDir
			}
		}
		if !d.IsDir() && strings.HasSuffix(name, ".go") {
			all = append(all, parse(t, name, nil))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 10 {
		t.Fatalf("found only %d Go files from the module root", len(all))
	}
	return all
}

// wrongArrows lists the forbidden imports of a file, each with its reason.
func wrongArrows(s source) (wrong []string) {
	s.imports(func(spec *ast.ImportSpec, p string, ours bool) {
		top, _, _ := strings.Cut(p, "/")
		switch {
		case ours:
			if why := allowed(s.dir, p, s.test); why != "" && !s.tool {
				from, to := s.dir, p
				if from == "" {
					from = "the root package"
				}
				wrong = append(wrong, s.at(spec.Pos())+": "+from+" imports "+to+": "+why)
			}
		case s.dir == "" && !s.test && strings.Contains(top, "."):
			wrong = append(wrong, s.at(spec.Pos())+": the root package imports "+p+": the vocabulary stands on the standard library alone")
		}
	})
	return wrong
}

func TestArrowsRunDown(t *testing.T) {
	for _, s := range sources(t) {
		for _, w := range wrongArrows(s) {
			t.Error(w)
		}
	}
}

// TestEveryRoomIsKnown keeps the map complete: a new folder must be put on it,
// and the page that draws the map must name it.
func TestEveryRoomIsKnown(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sources(t) {
		top, _, _ := strings.Cut(s.dir, "/")
		if top != "" && top != "internal" && top != "assets" {
			seen[top] = true
		}
	}
	page, err := os.ReadFile("docs/ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	for top := range seen {
		if _, ok := find(top); !ok {
			t.Errorf("room %s is not on the map in internal/layers/rooms_test.go", top)
		}
	}
	for _, r := range slices.Concat(rooms, aside, []room{worlds}) {
		if !strings.Contains(string(page), "`"+r.name+"`") {
			t.Errorf("docs/ARCHITECTURE.md does not name the room `%s`", r.name)
		}
		if r.why == "" {
			t.Errorf("room %s has no reason", r.name)
		}
	}
}

// TestMapHasNoCycle checks the map itself: no two rooms may import each other,
// by whatever way round.
func TestMapHasNoCycle(t *testing.T) {
	all := slices.Concat(rooms, aside)
	state := map[string]int{} // 1 on the way, 2 done
	var visit func(name string)
	visit = func(name string) {
		if state[name] == 1 {
			t.Fatalf("the map lets %s reach itself", name)
		}
		if state[name] == 2 {
			return
		}
		state[name] = 1
		i := slices.IndexFunc(all, func(r room) bool { return r.name == name })
		if i < 0 {
			t.Fatalf("%s may be imported but is not a room", name)
		}
		for _, next := range all[i].may {
			visit(next)
		}
		state[name] = 2
	}
	for _, r := range all {
		visit(r.name)
	}
}

// TestWrongArrowsAreFound turns the checker on files that are wrong on purpose.
func TestWrongArrowsAreFound(t *testing.T) {
	for _, c := range []struct {
		file, imports, want string // want: part of the reason; "" when it is fine
	}{
		{"market/window.go", "adit/stress", "neither events nor draws"},
		{"stress/draw.go", "adit/market", ""},
		{"lp/program.go", "adit/chain", "not minerals"},
		{"lp/program.go", "adit/lp/highs", "does not know its solver"},
		{"lp/highs/solver.go", "adit/lp", ""},
		{"chain/balance.go", "adit/lp", ""},
		{"chain/balance.go", "adit/rulebook", "before any rule"},
		{"rulebook/at.go", "adit/lp", "must not know tonnes"},
		{"rulebook/at.go", "adit/dataset", ""},
		{"market/lane.go", "adit/rulebook", ""},
		{"ownership/graph.go", "adit/rulebook", "what follows from it"},
		{"ownership/graph.go", "adit/table", ""},
		{"dataset/read.go", "adit/worlds", "handed a world"},
		{"dataset/read_test.go", "adit/worlds", ""},
		{"claims/verdict.go", "adit/study", "Resolver"},
		{"report/page.go", "adit/study", "the study's"},
		{"study/brief.go", "adit/store", "from end to end"},
		{"cmd/adit/serve.go", "adit/store", ""},
		{"date.go", "adit/schema", "standard library only"},
		{"date.go", "gonum.org/v1/gonum/stat", "standard library alone"},
		{"date_test.go", "pgregory.net/rapid", ""},
		{"internal/near/near.go", "adit/schema", "may know none"},
		{"attic/box.go", "adit/schema", "not on the map"},
	} {
		got := strings.Join(wrongArrows(parse(t, c.file, "package x\nimport _ \""+c.imports+"\"\n")), "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s importing %s: got %q, want %q", c.file, c.imports, got, c.want)
		}
	}
}
