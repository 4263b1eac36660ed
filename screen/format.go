package screen

import (
	"adit"
	"adit/schema"
)

// Row is one question of a batch.
type Row struct {
	ID       string    `col:"id"`
	On       adit.Date `col:"on"`
	Party    string    `col:"party"`    // id
	Name     string    `col:"name"`     // of the party
	Place    string    `col:"place"`    // its seat
	User     string    `col:"user"`     // kind of user
	From     string    `col:"from"`     // place of dispatch
	To       string    `col:"to"`       // place of destination
	EndUse   string    `col:"end_use"`  // of the goods
	Bill     string    `col:"bill"`     // file, or shipped bill
	Item     string    `col:"item"`     // of the bill
	Material string    `col:"material"` // for goods without a bill
	Control  []string  `col:"control"`
	HS       []string  `col:"hs"`
	Origin   []string  `col:"origin"`
	adit.Provenance
}

// Format describes a batch of questions.
var Format = schema.Table{
	Name: "screenings", Row: Row{}, Keys: []string{"id"},
	Doc: "One question of a batch for `adit screen party`, `product` or `shipment`. A party is named by id, by name, or both; goods by a bill, or by their codes.",
	Columns: []schema.Column{
		{Name: "id", Type: schema.Text, Required: true, Example: "PO-4711", Doc: "Your own reference."},
		{Name: "on", Type: schema.Day, Default: "the day of --on", Example: "2026-11-22", Doc: "Day it is to go."},
		{Name: "party", Type: schema.Text, Default: "known by name only", Example: "mp", Doc: "Id of the party in the tables that are loaded."},
		{Name: "name", Type: schema.Text, Default: "as in the tables", Example: "Example Alloys Co. Ltd.", Doc: "Name of the party."},
		{Name: "place", Type: schema.Text, Default: "as in the tables", Example: "DE", Doc: "Seat of the party, ISO 3166-1 alpha-2."},
		{Name: "user", Type: schema.Text, Default: "unknown", Example: "civil", Doc: "Kind of user: `civil`, `military`, or as a measure calls it."},
		{Name: "from", Type: schema.Text, Default: "the origin of the goods", Example: "CN", Doc: "Place the goods leave."},
		{Name: "to", Type: schema.Text, Default: "unknown", Example: "US", Doc: "Place they go to."},
		{Name: "end_use", Type: schema.Text, Default: "unknown", Example: "civil", Doc: "What they are used for: `civil`, `military`, or as a measure calls it."},
		{Name: "bill", Type: schema.Text, Default: "the codes below", Example: "ev-motor", Doc: "Bill of materials: a file, or the name of a bill of the world."},
		{Name: "item", Type: schema.Text, Default: "the only product of the bill", Example: "magnet", Doc: "Item of the bill that is shipped."},
		{Name: "material", Type: schema.Text, Default: "none of the world's", Example: "dy.oxide", Doc: "Material, for goods without a bill."},
		{Name: "control", Type: schema.Words, Default: "not classified", Example: "CN:1C905.b", Doc: "Control codes as in a [bill](bills.md)."},
		{Name: "hs", Type: schema.Words, Default: "unknown", Example: "2846901500", Doc: "Customs codes."},
		{Name: "origin", Type: schema.Words, Default: "unknown", Example: "CN", Doc: "Origin as in a [bill](bills.md)."},
	},
}
