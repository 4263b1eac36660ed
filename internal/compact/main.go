package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"adit/dataset"
)

// suffix marks the tables this command owns; it never reads them, so that its
// output depends on the others only.
const suffix = "-compact.csv"

func main() {
	dir := filepath.Join("worlds", "base2025")
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	files, left, err := generate(os.DirFS(dir))
	if err != nil {
		fmt.Fprintln(os.Stderr, "compact:", err)
		os.Exit(1)
	}
	for _, why := range left {
		fmt.Fprintln(os.Stderr, "compact: left out:", why)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "compact:", err)
			os.Exit(1)
		}
	}
}

// generate returns the tables by file name, and what was left out with why.
func generate(dir fs.FS) (files map[string]string, left []string, err error) {
	w, problems := dataset.Read(others{dir}, "world")
	// Without the compact tables a rule may name a material that is not there:
	// only the tables that this command reads must be whole.
	if len(w.Statistics) == 0 || len(w.Places) == 0 {
		return nil, nil, fmt.Errorf("the world has no statistics to work from: %w", problems.Errors())
	}
	specs, err := commodities()
	if err != nil {
		return nil, nil, err
	}
	b, err := newBuilder(w)
	if err != nil {
		return nil, nil, err
	}
	for i := range specs {
		if why := b.add(&specs[i]); why != "" {
			left = append(left, specs[i].Name+": "+why)
		}
	}
	return b.files(), left, nil
}

// others is a world's folder without the tables of this command.
type others struct{ fs.FS }

// ReadDir lists a folder without the compact tables.
func (o others) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(o.FS, name)
	kept := all[:0]
	for _, e := range all {
		if !strings.HasSuffix(e.Name(), suffix) {
			kept = append(kept, e)
		}
	}
	return kept, err
}
