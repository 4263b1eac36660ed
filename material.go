package adit

// Weight says what a tonne of a material weighs: the element or oxide in it,
// or the whole good. The two must never be added.
type Weight string

// The two bases of weight.
const (
	Contained Weight = "contained" // tonnes of Contains inside the good
	Gross     Weight = "gross"     // tonnes of the good itself
)

// PriceRule says where the base price of a material comes from.
type PriceRule string

// Price rules.
const (
	Quoted   PriceRule = "quoted"    // Price at PricePlace, carried along base lanes
	Netback  PriceRule = "netback"   // value of its products less conversion cost and other inputs
	CostPlus PriceRule = "cost-plus" // value of its inputs plus conversion cost
)

// Material is a commodity at one stage of its chain, with form and purity
// stated, such as dysprosium oxide.
type Material struct {
	ID         string    `col:"id"`          // key, such as dy.oxide
	Name       string    `col:"name"`        // in words
	Chain      string    `col:"chain"`       // magnet, gallium, …: for reports
	Stage      string    `col:"stage"`       // ore, concentrate, mixed, oxide, metal, magnet, …
	Weight     Weight    `col:"weight"`      // what a tonne is
	Contains   string    `col:"contains"`    // what is weighed when contained, such as Dy2O3
	Form       string    `col:"form"`        // physical form
	Purity     string    `col:"purity"`      // grade of the good
	HS         []string  `col:"hs"`          // customs headings, HS 2022
	PriceRule  PriceRule `col:"price_rule"`  // where the base price comes from
	Price      Figure    `col:"price"`       // USD/kg in the base year, for quoted ones
	PricePlace string    `col:"price_place"` // place whose price Price is
	Cover      Figure    `col:"cover"`       // days of throughput firms hold as working stock
	Provenance
}
