// Package layers holds no code: its tests read the imports of the whole module
// and fail where an arrow runs the wrong way, or where a library prints, logs,
// or takes the time or chance from somewhere it was not handed them. The map of
// rooms they check is docs/ARCHITECTURE.md.
package layers
