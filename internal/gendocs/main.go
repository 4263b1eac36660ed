// Command gendocs writes the pages under docs/formats from package schema, one
// page for each kind of file in a world. Run it from the module's root after a
// change to the schema: go run ./internal/gendocs
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	for name, text := range pages() {
		if err := os.WriteFile(filepath.Join("docs", "formats", name), []byte(text), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "gendocs:", err)
			os.Exit(1)
		}
	}
}
