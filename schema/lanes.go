package schema

import "adit"

// Lanes describes lanes.csv.
var Lanes = Table{
	Name: "lanes", Row: adit.Lane{}, Keys: []string{"material", "from", "to"},
	Doc: "A way for a material from one place to another. With a flow, the flow is known; with a share, the importer's statistic is; with neither, the lane is in use and its flow is derived by proportional fitting.",
	Columns: provenance(
		Column{Name: "material", Type: Ref, Refers: []string{"materials"}, Required: true, Example: "dy.oxide", Doc: "What moves."},
		Column{Name: "from", Type: Ref, Refers: []string{"places"}, Required: true, Example: "CN", Doc: "Place of dispatch."},
		Column{Name: "to", Type: Ref, Refers: []string{"places"}, Required: true, Example: "JP", Doc: "Place of destination."},
		Column{Name: "flow", Type: Measured, Unit: "t/y", Limit: NotNegative, Settled: []float64{0}, Default: "derived; 0 means not in use", Example: "420 [380, 460]",
			Doc: "Flow in the base year."},
		Column{Name: "share", Type: Measured, Unit: "1", Limit: Share, Default: "not known", Example: "0.6 [0.5, 0.7]",
			Doc: "Share of the destination's imports of the material; those of one destination may not exceed 1 together."},
		Column{Name: "days", Type: Measured, Unit: "day", Limit: NotNegative, Default: "0", Example: "35 [25, 50]", Doc: "Days from door to door."},
		Column{Name: "freight", Type: Measured, Unit: "USD/kg", Limit: NotNegative, Default: "0", Example: "0.2 [0.1, 0.4]", Doc: "Freight and insurance."},
		Column{Name: "tariff", Type: Measured, Unit: "1", Limit: NotNegative, Settled: []float64{0}, Default: "0", Example: "0.25", Doc: "Ad valorem duty in the base year, as a share of the price at the origin."},
		Column{Name: "loss", Type: Measured, Unit: "1", Limit: Share, Settled: []float64{0}, Default: "0", Example: "0.01 [0, 0.02]", Doc: "Share lost on the way."},
		Column{Name: "qualification", Type: Measured, Unit: "day", Limit: NotNegative, Default: "the world's `mkt.qualification`", Example: "180 [90, 360]",
			Doc: "Days before a lane not in use may carry more than samples."},
	),
}
