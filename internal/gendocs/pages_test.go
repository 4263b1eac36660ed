package main

import (
	"os"
	"path/filepath"
	"testing"
)

// The pages in the repository are those the schema gives: regenerating leaves
// no difference.
func TestPagesAreCurrent(t *testing.T) {
	for name, want := range pages() {
		path := filepath.Join("..", "..", "docs", "formats", name)
		got, err := os.ReadFile(path)
		if err != nil {
			t.Errorf("%v: run go run ./internal/gendocs", err)
		} else if string(got) != want {
			t.Errorf("%s differs from the schema: run go run ./internal/gendocs", path)
		}
	}
}
