package bom

import (
	"path"
	"strings"

	"adit"
	"adit/dataset"
)

// Read reads a bill: CSV, or by the ending of its name JSON (.json) or Excel
// (.xlsx, first sheet). All faults are collected, each with its place; the bill
// is fit for questions only when none of them is an error.
func Read(name string, data []byte, o Options) (*Bill, adit.Problems) {
	var lines []Line
	var cells *dataset.Cells
	var ps adit.Problems
	switch strings.ToLower(path.Ext(name)) {
	case ".json":
		var sheet dataset.Sheet
		if sheet, ps = readJSON(name, data); ps.Errors() != nil {
			return &Bill{Name: name}, ps
		}
		cells, ps = dataset.ReadSheet(&Format, o.World, sheet, &lines)
	case ".xlsx", ".xlsm":
		var sheet dataset.Sheet
		if sheet, ps = readExcel(name, data); ps.Errors() != nil {
			return &Bill{Name: name}, ps
		}
		cells, ps = dataset.ReadSheet(&Format, o.World, sheet, &lines)
	default:
		cells, ps = dataset.ReadCSV(&Format, o.World, name, data, &lines)
	}
	if len(lines) == 0 && ps.Errors() != nil {
		return &Bill{Name: name}, ps
	}
	b, more := build(name, lines, cells, o)
	ps = append(ps, more...)
	ps.Sort()
	return b, ps
}

// ReadRates reads a file of exchange rates.
func ReadRates(name string, data []byte) ([]Rate, adit.Problems) {
	var rates []Rate
	cells, ps := dataset.ReadCSV(&RatesFormat, nil, name, data, &rates)
	seen := map[[2]string]map[adit.Date]bool{}
	for i, r := range rates {
		for column, code := range map[string]string{"from": r.From, "to": r.To} {
			if code != "" && !currencyCode.MatchString(code) {
				ps.Add("bad-value", cells.At(i, column), "write the three letters of ISO 4217, such as USD", "%q is no currency", code)
			}
		}
		pair := [2]string{r.From, r.To}
		if seen[pair] == nil {
			seen[pair] = map[adit.Date]bool{}
		}
		if seen[pair][r.On] {
			ps.Add("duplicate-key", r.Row, "delete one of the rows", "the rate from %s to %s on %s stands twice", r.From, r.To, r.On)
		}
		seen[pair][r.On] = true
	}
	ps.Sort()
	return rates, ps
}

// One makes a bill of a single line, for goods that are known by their codes.
func One(l Line, o Options) (*Bill, adit.Problems) {
	sheet := dataset.Sheet{Name: l.Item, Rows: [][]dataset.Cell{nil, nil}}
	at := adit.Where{File: l.Item, Line: 1}
	for _, cell := range [][2]string{
		{"item", l.Item}, {"name", l.Name}, {"material", l.Material}, {"origin", strings.Join(l.Origin, " ")},
		{"control", strings.Join(l.Control, " ")}, {"hs", strings.Join(l.HS, " ")},
	} {
		sheet.Rows[0] = append(sheet.Rows[0], dataset.Cell{Text: cell[0], At: at})
		sheet.Rows[1] = append(sheet.Rows[1], dataset.Cell{Text: cell[1], At: at})
	}
	var lines []Line
	cells, ps := dataset.ReadSheet(&Format, o.World, sheet, &lines)
	b, more := build(l.Item, lines, cells, o)
	return b, append(ps, more...)
}
