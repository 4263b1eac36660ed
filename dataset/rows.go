package dataset

import (
	"maps"
	"reflect"
	"slices"

	"adit"
)

// rowsOf returns the slice of the world that a table or document kind fills.
func rowsOf(w *adit.World, name string) reflect.Value {
	var slice any
	switch name {
	case "sources":
		slice = &w.Sources
	case "figures":
		slice = &w.Figures
	case "places":
		slice = &w.Places
	case "groups":
		slice = &w.Groups
	case "parties":
		slice = &w.Parties
	case "holdings":
		slice = &w.Holdings
	case "lists":
		slice = &w.Lists
	case "listed":
		slice = &w.Listed
	case "materials":
		slice = &w.Materials
	case "chains":
		slice = &w.Chains
	case "recipes":
		slice = &w.Recipes
	case "sites":
		slice = &w.Sites
	case "projects":
		slice = &w.Projects
	case "lanes":
		slice = &w.Lanes
	case "uses":
		slice = &w.Uses
	case "stocks":
		slice = &w.Stocks
	case "records":
		slice = &w.Records
	case "tariffs":
		slice = &w.Tariffs
	case "statistics":
		slice = &w.Statistics
	case "governance":
		slice = &w.Governance
	case "series":
		slice = &w.Series
	case "prices":
		slice = &w.Prices
	case "rules":
		slice = &w.Measures
	case "scenarios":
		slice = &w.Scenarios
	case "deals":
		slice = &w.Deals
	default:
		panic("dataset: no rows for table " + name) // a table was added to schema and not here; a test covers every one
	}
	return reflect.ValueOf(slice).Elem()
}

// sortedKeys lists the keys of a map in order, so that what is said about them
// does not depend on chance.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
