package adit

// Lane carries a material from one place to another.
type Lane struct {
	Material      string `col:"material"`      // material id
	From          string `col:"from"`          // place id
	To            string `col:"to"`            // place id
	Flow          Figure `col:"flow"`          // t/y in the base year; blank with no share: derived by proportional fitting; 0: not in use
	Share         Figure `col:"share"`         // share of To's imports of the material (0-1), where a customs statistic knows it
	Days          Figure `col:"days"`          // door to door
	Freight       Figure `col:"freight"`       // USD/kg
	Tariff        Figure `col:"tariff"`        // ad valorem share of the origin price in the base year
	Loss          Figure `col:"loss"`          // share lost on the way
	Qualification Figure `col:"qualification"` // days before a lane not in use may carry more than samples
	Provenance
}
