// Command highs fetches HiGHS for WebAssembly and writes what lp/highs embeds:
// highs.wasm and exports.json, in lp/highs/assets. Run it from the root of the
// checkout:
//
//	go run ./assets/highs
//
// The npm package minifies the names of imports and exports anew for each
// version; the maps are read from its highs.js. It then solves a known program
// with the result, and fails, leaving the files for inspection, when that goes
// wrong. It works offline once node_modules is there.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"

	"adit/lp"
	"adit/lp/highs"
)

const (
	from = "node_modules/highs"
	to   = "lp/highs/assets"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("assets/highs: ")
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	if _, err := os.Stat(from); err != nil {
		npm := exec.Command("npm", "ci")
		npm.Stdout, npm.Stderr = os.Stderr, os.Stderr
		if err := npm.Run(); err != nil {
			return fmt.Errorf("npm ci: %w", err)
		}
	}
	wasm, err := os.ReadFile(filepath.Join(from, "build", "highs.wasm"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(to, "highs.wasm"), wasm, 0o644); err != nil {
		return err
	}
	names, err := readNames()
	if err != nil {
		return err
	}
	sum := sha256.Sum256(wasm)
	names.SHA256 = hex.EncodeToString(sum[:])
	text, err := json.MarshalIndent(names, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(to, "exports.json"), append(text, '\n'), 0o644); err != nil {
		return err
	}
	return try()
}

// names is what lp/highs reads.
type names struct {
	Package string            `json:"package"`
	SHA256  string            `json:"sha256"`
	Exports map[string]string `json:"exports"` // plain name → minified
	Imports map[string]string `json:"imports"` // minified → plain name
}

var (
	exportFunction = regexp.MustCompile(`function assignWasmExports\(wasmExports\)\{([^}]*)\}`)
	// _Highs_run=Module["_Highs_run"]=wasmExports["N"]; the middle may be absent.
	exportName = regexp.MustCompile(`(?:^|;)_(\w+)=(?:Module\["\w+"\]=)?wasmExports\["([^"]+)"\]`)
	// The runtime calls the constructors through a name of their own.
	initName     = regexp.MustCompile(`wasmExports\["([^"]+)"\]\(\)`)
	importObject = regexp.MustCompile(`var wasmImports=\{([^}]*)\}`)
	importName   = regexp.MustCompile(`([\w$]+):([\w$]+)`)
)

func readNames() (*names, error) {
	var pkg struct{ Version string }
	text, err := os.ReadFile(filepath.Join(from, "package.json"))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &pkg); err != nil {
		return nil, err
	}
	js, err := os.ReadFile(filepath.Join(from, "build", "highs.js"))
	if err != nil {
		return nil, err
	}
	exports, imports := exportFunction.FindSubmatch(js), importObject.FindSubmatch(js)
	ctors := initName.FindAllSubmatch(js, -1)
	if exports == nil || imports == nil || len(ctors) != 1 {
		return nil, fmt.Errorf("highs.js %s is not laid out as expected: assignWasmExports %t, wasmImports %t, calls of constructors %d",
			pkg.Version, exports != nil, imports != nil, len(ctors))
	}
	n := &names{pkg.Version, "", map[string]string{"__wasm_call_ctors": string(ctors[0][1])}, map[string]string{}}
	for _, m := range exportName.FindAllSubmatch(exports[1], -1) {
		n.Exports[string(m[1])] = string(m[2])
	}
	for _, m := range importName.FindAllSubmatch(imports[1], -1) {
		n.Imports[string(m[1])] = string(m[2])
	}
	return n, nil
}

// try solves: minimise −3x −5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18 (−36 at x=2, y=6).
func try() error {
	ctx := context.Background()
	s, err := highs.New(ctx, highs.Options{Assets: os.DirFS(to)})
	if err != nil {
		return err
	}
	defer s.Close()
	p := lp.NewProgram()
	x, y := p.AddColumn("x", -3, 0, 4), p.AddColumn("y", -5, 0, math.Inf(1))
	p.Add(p.AddRow("a", math.Inf(-1), 12), y, 2)
	b := p.AddRow("b", math.Inf(-1), 18)
	p.Add(b, x, 3)
	p.Add(b, y, 2)
	m, err := s.Open(p)
	if err != nil {
		return err
	}
	got, err := m.Solve(ctx)
	if err != nil {
		return err
	}
	if math.Abs(got.Objective+36) > 1e-9 {
		return fmt.Errorf("%s finds %v where the answer is −36", s.Name(), got.Objective)
	}
	fmt.Println(s.Name(), "is in", to)
	return nil
}
