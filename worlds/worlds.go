// Package worlds holds the shipped worlds, embedded so that the program needs
// no file beside it.
package worlds

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
)

//go:embed all:base2025 all:base2023
var shipped embed.FS

// Default is the world used when none is named.
const Default = "base2025"

// Past is the world as it was before the years that a backtest scores. It
// stands on Default: law and behaviour are written once.
const Past = "base2023"

// Names lists the shipped worlds.
func Names() []string { return []string{Default, Past} }

// Open returns the folder of a shipped world, and its name.
func Open(name string) (fs.FS, string, error) {
	if !slices.Contains(Names(), name) {
		return nil, name, fmt.Errorf("no world %q is shipped", name)
	}
	sub, err := fs.Sub(shipped, name)
	if err == nil && name != Default {
		under, _ := fs.Sub(shipped, Default)
		sub, err = layer(sub, under)
	}
	return sub, name, err
}
