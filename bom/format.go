package bom

import (
	"adit"
	"adit/schema"
)

// Line is one row of a bill: an item, and the item it is a part of.
type Line struct {
	Item       string      `col:"item"`       // id
	Parent     string      `col:"parent"`     // item it goes into; "" for a product
	Name       string      `col:"name"`       // in words
	Quantity   adit.Figure `col:"quantity"`   // in one unit of the parent
	Unit       string      `col:"unit"`       // of the quantity
	Price      adit.Figure `col:"price"`      // value of one Per
	Per        string      `col:"per"`        // what the price is of
	Currency   string      `col:"currency"`   // ISO 4217
	Priced     adit.Date   `col:"price_date"` // day of the price
	Mass       adit.Figure `col:"mass"`       // kg of one piece
	Origin     []string    `col:"origin"`     // places, each with or without a share in percent
	Technology []string    `col:"technology"` // places whose technology made it
	Control    []string    `col:"control"`    // jurisdiction:code
	HS         []string    `col:"hs"`         // customs codes
	Material   string      `col:"material"`   // material id of the world
	adit.Provenance
}

// units are the units of a quantity; those of mass with their kilograms.
var units = map[string]string{"piece": "", "mg": "0.000001", "g": "0.001", "kg": "1", "t": "1000"}

var unitNames = []string{"piece", "mg", "g", "kg", "t"}

const most = 1e15 // of any number in a bill: beyond it a decimal as written is no longer exact

var amount = schema.Limit{Low: 0, High: most}

// Format describes a bill of materials. The same columns are the keys of a
// line in JSON and the headings of a sheet in Excel.
var Format = schema.Table{
	Name: "bills", Row: Line{},
	Doc: "One line of a bill of materials: an item and the item it goes into. An item that goes into several, or into one in several places, has a line for each and is described on one of them. What is blank is unknown, never zero.",
	Columns: []schema.Column{
		{Name: "item", Type: schema.Text, Required: true, Example: "tb-oxide", Doc: "Item."},
		{Name: "parent", Type: schema.Text, Default: "it is a product of this bill", Example: "magnet", Doc: "Item it goes into."},
		{Name: "name", Type: schema.Text, Default: "the id", Example: "terbium oxide", Doc: "Name in words."},
		{Name: "quantity", Type: schema.Measured, Unit: "1", Limit: amount, Default: "1 of a product; else unknown", Example: "3.1 [2.9, 3.3]", Doc: "How much of it is in one unit of the parent: one piece, or one kilogram of a parent counted by mass."},
		{Name: "unit", Type: schema.Choice, Choices: unitNames, Default: "piece", Example: "g", Doc: "Unit of the quantity. An item is counted in pieces or by mass, not both."},
		{Name: "price", Type: schema.Measured, Limit: amount, Default: "unknown", Example: "px.tb", Doc: "Value of one unit; of a figure named by id, its own unit says the currency and of what."},
		{Name: "per", Type: schema.Choice, Choices: unitNames, Default: "the unit of the quantity", Example: "kg", Doc: "What the price is of."},
		{Name: "currency", Type: schema.Text, Default: "that of the bill, where it has one only", Example: "USD", Doc: "Currency of the price, ISO 4217. Several need dated rates."},
		{Name: "price_date", Type: schema.Day, Default: "not stated, and said so", Example: "2025-10-01", Doc: "Day of the price."},
		{Name: "mass", Type: schema.Measured, Unit: "1", Limit: amount, Default: "unknown", Example: "0.042", Doc: "Kilograms of one piece."},
		{Name: "origin", Type: schema.Words, Default: "unknown", Example: "CN:60 MY:40", Doc: "Places of origin. Several have a share in percent each; what is missing to 100 is of unknown origin."},
		{Name: "technology", Type: schema.Words, Default: "unknown", Example: "CN", Doc: "Places whose technology mined, separated, smelted, made or recycled it; `none` where no technology of that kind was used."},
		{Name: "control", Type: schema.Words, Default: "not classified", Example: "CN:1C904.b US:EAR99", Doc: "Control codes, each after its jurisdiction; `CN:none` says it was classified and is neither listed nor contains listed goods that its parts do not show."},
		{Name: "hs", Type: schema.Words, Default: "unknown", Example: "2846901600", Doc: "Customs codes. They are broader than control codes and can rule out, but not prove, that an item is listed."},
		{Name: "material", Type: schema.Text, Default: "none of the world's", Example: "tb.oxide", Doc: "Material of the world it is."},
		{Name: "source", Type: schema.Words, Default: "not stated", Example: "usgs-mcs2026", Doc: "Documents the line rests on."},
		{Name: "as_of", Type: schema.Day, Default: "not stated", Example: "2025", Doc: "Day or year the line speaks about."},
		{Name: "confidence", Type: schema.Choice, Default: "not stated", Example: "assumed", Choices: []string{"official", "company", "secondary", "derived", "assumed"}, Doc: "Kind of source. Every line of a shipped bill has one."},
		{Name: "grade", Type: schema.Text, Default: "not stated", Example: "B", Doc: "The compiler's own letter, kept as given."},
		{Name: "note", Type: schema.Text, Default: "none", Example: "a quote of 1 October, ex works", Doc: "Arithmetic of a derived line, reason of an assumed one, remark on any other."},
	},
}

// Rate converts money of one currency into another, as on a day.
type Rate struct {
	From string      `col:"from"` // ISO 4217
	To   string      `col:"to"`   // ISO 4217
	On   adit.Date   `col:"on"`   // day of the rate
	Rate adit.Figure `col:"rate"` // units of To for one of From
	adit.Provenance
}

// RatesFormat describes a file of exchange rates for a bill in several currencies.
var RatesFormat = schema.Table{
	Name: "rates", Row: Rate{}, Keys: []string{"from", "to", "on"},
	Doc: "An exchange rate on a day. A price is converted with the latest rate on or before its own day.",
	Columns: []schema.Column{
		{Name: "from", Type: schema.Text, Required: true, Example: "EUR", Doc: "Currency converted, ISO 4217."},
		{Name: "to", Type: schema.Text, Required: true, Example: "USD", Doc: "Currency converted into, ISO 4217."},
		{Name: "on", Type: schema.Day, Required: true, Example: "2025-10-01", Doc: "Day of the rate."},
		{Name: "rate", Type: schema.Measured, Unit: "1", Limit: schema.Limit{Low: 0, High: most, OpenLow: true}, Required: true, Example: "1.08", Doc: "Units of the second currency for one of the first."},
		{Name: "source", Type: schema.Words, Default: "not stated", Example: "ecb", Doc: "Where the rate was published."},
		{Name: "note", Type: schema.Text, Default: "none", Example: "reference rate", Doc: "Remark."},
	},
}
