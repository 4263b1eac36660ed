package adit

// AnyOrigin stands in TariffLayer.Origin for goods of every origin, and in
// TariffLayer.HS for every heading.
const AnyOrigin = "*"

// TariffLayer is one layer of duty on a heading from an origin, by one source. The
// layers in force on a day add up; within a layer the longest heading decides,
// then a named origin before any. Two sources of one layer may differ.
type TariffLayer struct {
	HS       string `col:"hs"`       // heading, digits only; * every heading
	Goods    string `col:"goods"`    // the class of goods covered, where no heading says it
	Edition  string `col:"edition"`  // of the nomenclature
	Importer string `col:"importer"` // place or group that levies it
	Origin   string `col:"origin"`   // place or group of origin; * any
	Layer    string `col:"layer"`    // mfn, s301_china, …
	Rate     Figure `col:"rate"`     // ad valorem share, added to the other layers
	Unknown  string `col:"unknown"`  // why there is no rate
	From     Date   `col:"from"`     // first day; zero: before the world's time
	To       Date   `col:"to"`       // last day; zero: open
	KnownOn  Date   `col:"known_on"` // first day it could be known; zero: From
	Basis    string `col:"basis"`    // legal basis as cited
	Measure  string `col:"measure"`  // measure id that says when it binds
	Provenance
}

// MFN is the layer every importer has for every heading.
const MFN = "mfn"
