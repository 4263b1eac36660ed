package screen

import (
	"adit"
	"adit/bom"
)

// Kind is what is asked about.
type Kind string

// Kinds of question.
const (
	OfParty    Kind = "party"
	OfProduct  Kind = "product"
	OfShipment Kind = "shipment"
)

// Question is one screening.
type Question struct {
	Kind    Kind      `json:"kind"`
	ID      string    `json:"id"`       // the asker's own reference
	On      adit.Date `json:"on"`       // day it is to go
	KnownOn adit.Date `json:"known_on"` // only what could be known then
	Parties []Party   `json:"parties,omitempty"`
	Goods   *Goods    `json:"-"`
	From    string    `json:"from,omitempty"`    // place of dispatch
	To      string    `json:"to,omitempty"`      // place of destination
	EndUse  string    `json:"end_use,omitempty"` // civil, military, or as a measure calls it; "": unknown
}

// Party is who buys, receives, uses or ships.
type Party struct {
	Role  string `json:"role,omitempty"`
	ID    string `json:"id,omitempty"`    // in the loaded tables of parties; "": known by name only
	Name  string `json:"name,omitempty"`  // as given
	Place string `json:"place,omitempty"` // seat
	User  string `json:"user,omitempty"`  // kind of user: civil, military, or as a measure calls it; "": unknown
}

// Goods are an item of a bill of materials. Goods known by their codes alone
// are a bill of one line.
type Goods struct {
	Bill    *bom.Bill
	Product int

	kept map[string]finding // by measure, while a question is asked
}

// finding is what a bill answered to a measure; not ok where the measure does
// not look inside.
type finding struct {
	bom.Finding
	ok bool
}

func (g *Goods) item() *bom.Item { return &g.Bill.Items[g.Product] }
