package statistics

// Comment returns the lines that stand at the head of a table made from an
// official file: what it is, and the command that makes it again.
func Comment(file string) []string {
	switch file {
	case "usgs-mcs2025-world.csv":
		return []string{
			"U.S. Geological Survey, Mineral Commodity Summaries 2025, world table: the numbers as published (public domain).",
			"Made by: adit import usgs usgs-mcs2025-world.csv --out DIR. Do not edit: import the file again.",
		}
	}
	return []string{
		"U.S. Geological Survey, Mineral Commodity Summaries 2026, data release: the numbers as published (public domain), employment left out.",
		"Made by: adit import usgs usgs-mcs2026-commodities.csv --out DIR. Do not edit: import the file again.",
	}
}
