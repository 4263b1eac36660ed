package schema

import "adit"

var statuses = []string{
	string(adit.Operating), string(adit.RampUp), string(adit.Qualifying), string(adit.Construction),
	string(adit.Commissioning), string(adit.Planned), string(adit.Suspended), string(adit.Study),
	string(adit.Cancelled), string(adit.UnknownStatus),
}

// Sites describes sites.csv.
var Sites = Table{
	Name: "sites", Row: adit.Site{}, Keys: []string{"id"}, Required: true,
	Doc: "A plant or mine, or the rest of a place's output at one stage. Only operating sites, those ramping up and those in qualification produce in the base; others are listed, not used.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "lynas-kuantan-ndpr", Doc: "Key."},
		Column{Name: "name", Type: Text, Required: true, Example: "Lynas Malaysia, light separation", Doc: "Name in words."},
		Column{Name: "place", Type: Ref, Refers: []string{"places"}, Required: true, Example: "MY", Doc: "Where it stands."},
		Column{Name: "owners", Type: Refs, Refers: []string{"parties"}, Share: true, Default: "not known", Example: "lynas:100",
			Doc: "Owning parties, separated by `;`, each with its share in percent after a colon where known."},
		Column{Name: "recipe", Type: Ref, Refers: []string{"recipes"}, Default: "not known; not allowed for a site in the base", Example: "sep.ndpr", Doc: "What it does."},
		Column{Name: "status", Type: Choice, Choices: statuses, Required: true, Example: "operating", Doc: "Whether it runs."},
		Column{Name: "residual", Type: YesNo, Default: "false", Example: "false", Doc: "Whether the row stands for a national total less the named sites."},
		Column{Name: "output", Type: Measured, Unit: "t/y", Limit: NotNegative, Settled: []float64{0}, Default: "not disclosed: it is inside the residual site", Example: "6500 [6000, 7000]",
			Doc: "Output of the main product in the base year."},
		Column{Name: "capacity", Type: Measured, Unit: "t/y", Limit: NotNegative, Settled: []float64{0}, Default: "output times the world's `mkt.headroom`", Example: "10500",
			Doc: "Capacity for the main product."},
		Column{Name: "cost", Type: Measured, Unit: "USD/kg", Limit: NotNegative, Default: "none; fixed by calibration where the price rule allows it", Example: "cost.sep.cn",
			Doc: "Conversion cost per kg of main product, inputs left out; price rules use it."},
		Column{Name: "elasticity", Type: Measured, Unit: "1", Limit: Positive, Default: "the market's default", Example: "0.3 [0.1, 0.6]",
			Doc: "Elasticity of supply with respect to the margin, below capacity."},
		Column{Name: "ramp", Type: Measured, Unit: "1", Limit: NotNegative, Default: "the world's `mkt.ramp`", Example: "0.1 [0.05, 0.2]",
			Doc: "Share of the best output of the last 12 months that can be added in a month."},
		Column{Name: "host", Type: Ref, Refers: []string{"sites"}, Default: "not a by-product", Example: "alumina.CN", Doc: "Site whose output bounds this one's."},
		Column{Name: "host_yield", Type: Measured, Unit: "t/t", Limit: Positive, Default: "none; not allowed with a host", Example: "0.00005 [0.00003, 0.00007]",
			Doc: "Tonnes of main product recoverable per tonne of the host's output."},
		Column{Name: "alt_premium", Type: Measured, Unit: "USD/kg", Limit: NotNegative, Default: "the market's default", Example: "4 [2, 8]",
			Doc: "Cost over the netback of a recipe idle in the base, per kg of main product (thrifting)."},
		Column{Name: "alternate_of", Type: Ref, Refers: []string{"sites"}, Default: "its own equipment", Example: "magnet-hc.CN",
			Doc: "Site whose equipment this alternative recipe runs on."},
	),
}
