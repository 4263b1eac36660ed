// Command compact writes the single-stage chains of a world: for each commodity
// of commodities.csv, world production by country, uses, and lanes between
// them, computed from the world's own table of official statistics. They are
// there so that indicators and plain cut-offs reach every critical mineral;
// a chain that other tables carry in full is left out.
//
// Run it from the module's root after statistics, commodities.csv or a chain
// has changed: go run ./internal/compact
package main
