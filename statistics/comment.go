package statistics

import "fmt"

// Comment returns the lines that stand at the head of a table made from an
// official file: what it is and on which terms, and the command that makes it
// again.
func Comment(kind, file string) []string {
	what := map[string]string{
		"usgs":             "U.S. Geological Survey, Mineral Commodity Summaries: the numbers as published (public domain), employment left out.",
		"worldbank-prices": "World Bank, commodity prices (the pink sheet), monthly means as published (CC BY 4.0).",
		"worldbank-wgi":    "World Bank, Worldwide Governance Indicators: political stability of the latest year, as published (CC BY 4.0).",
		"prices":           "Prices of a portal's listing, as listed.",
		"comtrade":         "United Nations, UN Comtrade: weights and values as reported.",
	}[kind]
	return []string{what, fmt.Sprintf("Made by: adit import %s %s --out DIR. Do not edit: import the file again.", kind, file)}
}
