package schema

import "adit"

// Materials describes materials.csv.
var Materials = Table{
	Name: "materials", Row: adit.Material{}, Keys: []string{"id"}, Required: true,
	Doc: "A commodity at one stage of its chain, with form and purity stated. Every quantity of it, in whatever table, is on the basis of weight named here.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "dy.oxide", Doc: "Key."},
		Column{Name: "name", Type: Text, Required: true, Example: "dysprosium oxide", Doc: "Name in words."},
		Column{Name: "chain", Type: Text, Required: true, Example: "magnet", Doc: "Chain it is reported under."},
		Column{Name: "stage", Type: Text, Required: true, Example: "oxide", Doc: "Stage of that chain: ore, concentrate, mixed, oxide, metal, magnet and so on."},
		Column{Name: "weight", Type: Choice, Choices: []string{string(adit.Contained), string(adit.Gross)}, Required: true, Example: "contained",
			Doc: "Whether a tonne is a tonne of what is contained or of the whole good. The two are never added."},
		Column{Name: "contains", Type: Text, Default: "not stated; not allowed when weight is contained", Example: "Dy2O3",
			Doc: "The element or compound meant: what is weighed when contained, what is inside when gross. A chemical formula lets the reader check that recipes create no mass of an element."},
		Column{Name: "form", Type: Text, Example: "powder", Doc: "Physical form."},
		Column{Name: "purity", Type: Text, Example: "99.5%", Doc: "Grade of the good."},
		Column{Name: "hs", Type: Words, Example: "284690", Doc: "Customs headings, HS edition 2022."},
		Column{Name: "price_rule", Type: Choice, Choices: []string{string(adit.Quoted), string(adit.Netback), string(adit.CostPlus)}, Required: true, Example: "quoted",
			Doc: "Where the base price comes from: quoted, value of its products less conversion (netback), or value of its inputs plus conversion (cost-plus)."},
		Column{Name: "price", Type: Measured, Unit: "USD/kg", Limit: Positive, Default: "computed; not allowed when the price is quoted", Example: "px.dy",
			Doc: "Price in the base year."},
		Column{Name: "price_place", Type: Ref, Refers: []string{"places"}, Default: "none; not allowed when the price is quoted", Example: "CN", Doc: "Place whose price it is."},
		Column{Name: "cover", Type: Measured, Unit: "day", Limit: NotNegative, Default: "the world's `mkt.cover`", Example: "45 [20, 90]",
			Doc: "Days of throughput that firms hold as working stock."},
	),
}
