// Package worlds holds the shipped worlds, embedded so that the program needs
// no file beside it.
package worlds

import (
	"embed"
	"io/fs"
)

//go:embed all:base2025
var shipped embed.FS

// Default is the world used when none is named.
const Default = "base2025"

// Open returns the folder of a shipped world, and its name.
func Open(name string) (fs.FS, string, error) {
	sub, err := fs.Sub(shipped, name)
	return sub, name, err
}
