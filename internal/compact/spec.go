package main

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
)

//go:embed commodities.csv
var commoditiesCSV []byte

//go:embed places.csv
var placesCSV []byte

// spec is a commodity: how the world calls it and where its numbers stand in
// the statistics. Details are matched by what they begin with or hold.
type spec struct {
	Material, Name, Chain, Stage, Weight, Contains, HS string
	Chapter, Commodity, Detail                         string // of world production
	PriceCommodity, PriceDetail                        string
	PriceBasis                                         float64 // kg of what is priced per kg of what production weighs
	Consumption                                        string  // detail; blank: not used
	USBasis                                            float64 // t of what production weighs per t of consumption
	Reliance, Imports                                  string  // details; Imports blank: no shares
	Note                                               string
}

// rows reads an embedded table as maps by column name.
func rows(data []byte) ([]map[string]string, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comment = '#'
	all, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	var out []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = cells[i]
		}
		out = append(out, row)
	}
	return out, nil
}

func commodities() ([]spec, error) {
	all, err := rows(commoditiesCSV)
	if err != nil {
		return nil, fmt.Errorf("commodities.csv: %w", err)
	}
	var specs []spec
	for _, r := range all {
		s := spec{Material: r["material"], Name: r["name"], Chain: r["chain"], Stage: r["stage"], Weight: r["weight"],
			Contains: r["contains"], HS: r["hs"], Chapter: r["chapter"], Commodity: r["commodity"], Detail: r["detail"],
			PriceCommodity: r["price_commodity"], PriceDetail: r["price_detail"], Consumption: r["consumption"],
			Reliance: r["reliance"], Imports: r["imports"], Note: r["note"]}
		if s.PriceBasis, err = basis(r["price_basis"]); err != nil {
			return nil, fmt.Errorf("commodities.csv: %s: price_basis: %w", s.Material, err)
		}
		if s.USBasis, err = basis(r["us_basis"]); err != nil {
			return nil, fmt.Errorf("commodities.csv: %s: us_basis: %w", s.Material, err)
		}
		specs = append(specs, s)
	}
	return specs, nil
}

// basis reads a factor; blank is 1.
func basis(text string) (float64, error) {
	if text == "" {
		return 1, nil
	}
	return strconv.ParseFloat(text, 64)
}
