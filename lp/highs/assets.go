package highs

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// The whole folder is embedded, so that a fresh clone without the built files
// still compiles.
//
//go:embed all:assets
var embedded embed.FS

// ErrNoAssets: the program was built without HiGHS.
var ErrNoAssets = errors.New("highs.wasm is missing: run make assets")

// names is what exports.json says: emscripten minifies the names of imports
// and exports anew for each version.
type names struct {
	Package string            `json:"package"` // version of the npm package
	SHA256  string            `json:"sha256"`  // of highs.wasm
	Exports map[string]string `json:"exports"` // plain name → name in the module
	Imports map[string]string `json:"imports"` // name in the module → plain name
}

// loadAssets reads highs.wasm and exports.json from dir, nil meaning the
// embedded ones, and checks that every function used has a name.
func loadAssets(dir fs.FS) ([]byte, *names, error) {
	if dir == nil {
		dir, _ = fs.Sub(embedded, "assets")
	}
	wasm, err := fs.ReadFile(dir, "highs.wasm")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, ErrNoAssets
	} else if err != nil {
		return nil, nil, err
	}
	text, err := fs.ReadFile(dir, "exports.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, ErrNoAssets
	} else if err != nil {
		return nil, nil, err
	}
	n := new(names)
	if err := json.Unmarshal(text, n); err != nil {
		return nil, nil, fmt.Errorf("exports.json: %w: run make assets", err)
	}
	// Minified names of another build would call the wrong functions.
	if sum := sha256.Sum256(wasm); hex.EncodeToString(sum[:]) != n.SHA256 {
		return nil, nil, errors.New("highs.wasm and exports.json do not belong together: run make assets")
	}
	var missing []string
	for _, name := range functionNames {
		if n.Exports[name] == "" {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		return nil, nil, fmt.Errorf("exports.json lacks %s: run make assets", strings.Join(missing, ", "))
	}
	return wasm, n, nil
}
