package schema

import "adit"

// Series describes series.csv.
var Series = Table{
	Name: "series", Row: adit.PriceSeries{}, Keys: []string{"id"},
	Doc: "One price observed over time: one good, basis, market, currency and unit, none of which changes on the way. Its observations are in prices. Series are looked at and compared; the market's base prices stand in materials.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "wb.copper", Doc: "Key."},
		Column{Name: "name", Type: Text, Required: true, Example: "Copper, grade A cathode", Doc: "Name in words."},
		Column{Name: "commodity", Type: Text, Required: true, Example: "copper", Doc: "Element or good."},
		Column{Name: "material", Type: Ref, Refers: []string{"materials"}, Default: "none of the world's", Example: "cu.cathode", Doc: "Material of the world it prices."},
		Column{Name: "sector", Type: Text, Default: "other", Example: "base metals", Doc: "Heading a listing puts it under."},
		Column{Name: "basis", Type: Text, Default: "not stated", Example: "grade A cathode, cash", Doc: "Grade and terms."},
		Column{Name: "market", Type: Text, Default: "not stated", Example: "London Metal Exchange", Doc: "Where it is quoted."},
		Column{Name: "currency", Type: Text, Required: true, Example: "USD", Doc: "ISO 4217 code."},
		Column{Name: "unit", Type: Text, Required: true, Example: "t", Doc: "What one price buys: kg, t, lb, troy oz, mtu, dmtu or another."},
		Column{Name: "frequency", Type: Choice, Choices: frequencies(), Required: true, Example: "monthly", Doc: "How often it is observed. No question about a shorter time is answered from it."},
	),
}

// Prices describes prices.csv.
var Prices = Table{
	Name: "prices", Row: adit.PricePoint{}, Keys: []string{"series", "date"},
	Doc: "One observation of a price series, which carries its source.",
	Columns: []Column{
		{Name: "series", Type: Ref, Refers: []string{"series"}, Required: true, Example: "wb.copper", Doc: "Series it belongs to."},
		{Name: "date", Type: Day, Required: true, Example: "2026-05", Doc: "First day of the day, week, month or year it stands for."},
		{Name: "price", Type: Number, Limit: Positive, Required: true, Example: "9530.2", Doc: "Price, in the series' currency per unit."},
	},
}

func frequencies() (words []string) {
	for _, f := range adit.Frequencies() {
		words = append(words, string(f))
	}
	return words
}
