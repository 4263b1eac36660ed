// Package dataset reads, checks, overlays and writes a world: a folder of CSV
// tables and YAML files described by package schema.
//
// Reading never stops at the first fault. Every fault becomes a problem with
// its file, line and column, and as much of the world as can be understood is
// returned beside the problems.
package dataset
