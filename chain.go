package adit

import "strings"

// Chain gives a chain its name. Materials say which chain they belong to; one
// without a row here is called by its id.
type Chain struct {
	ID   string `col:"id"`   // key, as materials have it, such as magnet
	Name string `col:"name"` // in words, as reports print it at the head of a line
	Row  Where  // position in its file
}

// ChainName returns the name of a chain in words, with a capital.
func (w *World) ChainName(id string) string {
	for i := range w.Chains {
		if w.Chains[i].ID == id {
			return w.Chains[i].Name
		}
	}
	if id == "" {
		return ""
	}
	return strings.ToUpper(id[:1]) + strings.ReplaceAll(id[1:], "-", " ")
}
