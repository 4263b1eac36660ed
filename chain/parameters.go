package chain

import "adit"

// Default is a number that shapes how the model behaves rather than what is
// where: a named figure of the world, and the value taken where a world states
// none. docs/maths.md lists them; a test holds page, code and shipped world
// together.
type Default struct {
	ID     string  // in figures.csv
	Symbol string  // in docs/maths.md
	Value  float64 // in the unit the page gives
}

// In returns the parameter's value in a world.
func (d Default) In(w *adit.World) float64 { return Parameter(w, d.ID, d.Value) }

// What the network itself reads.
var (
	headroom = Default{"mkt.headroom", "x̄/x⁰", 1.15}
	cover    = Default{"mkt.cover", "d", 45}
)

// Defaults are the parameters the network reads.
func Defaults() []Default { return []Default{headroom, cover} }

// Parameter returns the value of a named figure of the world, or def where the
// world has none.
func Parameter(w *adit.World, id string, def float64) float64 {
	if f, ok := w.Figure(id); ok {
		return f.Or(def)
	}
	return def
}
