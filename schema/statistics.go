package schema

import "adit"

// Statistics describes statistics.csv.
var Statistics = Table{
	Name: "statistics", Row: adit.Statistic{}, Keys: []string{"id"},
	Doc: "One number of an official statistical table, as it was published and in the publisher's unit. Indicators are computed from these rows and claims are held against them; the market does not see them.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "mcs2026/1234", Doc: "Release, and line of its official file."},
		Column{Name: "chapter", Type: Text, Required: true, Example: "GALLIUM", Doc: "Chapter of the publication."},
		Column{Name: "commodity", Type: Text, Required: true, Example: "Gallium", Doc: "Commodity, as the chapter calls it."},
		Column{Name: "section", Type: Text, Default: "the chapter has one table", Example: "World Mine Production and Reserves", Doc: "Heading of the table."},
		Column{Name: "place", Type: Text, Required: true, Example: "CN", Doc: "ISO 3166-1 alpha-2 code, which need not be a place of the world; several joined by `+` when published together; `world` for the published total; `other` for the countries not named."},
		Column{Name: "statistic", Type: Choice, Choices: kinds(), Required: true, Example: "production", Doc: "What is counted. In an import share the place is where the imports come from."},
		Column{Name: "detail", Type: Text, Default: "the table has one", Example: "Mine production", Doc: "Form, stage or market, in the publisher's words."},
		Column{Name: "unit", Type: Text, Default: "none: the value is in words", Example: "metric tons", Doc: "Unit, in the publisher's words."},
		Column{Name: "year", Type: Text, Required: true, Example: "2025", Doc: "Year from 1900 to 2100, or span of years such as `2021–24`."},
		Column{Name: "value", Type: Text, Default: "not available", Example: "1,234", Doc: "As published: a number with or without thousands separators, `>50`, `<50`, a range, `E` net exporter, `W` withheld, `XX` not applicable, `s` less than half a unit, `—` zero, or a size in words. What is not a number enters arithmetic as a bound, never as zero."},
		Column{Name: "estimated", Type: YesNo, Default: "false", Example: "true", Doc: "Whether the publisher marks the value as an estimate."},
		Column{Name: "critical", Type: YesNo, Default: "false", Example: "true", Doc: "Whether the publisher lists the commodity as critical."},
	),
}

func kinds() (words []string) {
	for _, k := range adit.StatisticKinds() {
		words = append(words, string(k))
	}
	return words
}
