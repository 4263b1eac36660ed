package statistics

import (
	"io"
	"math"
	"strings"

	"adit"
)

// PinkSheet is the source of the World Bank's commodity prices, as a world
// names it.
const PinkSheet = "wb-pinksheet"

var columnsPinkSheet = []string{"month", "commodity", "unit", "price"}

// PriceTable is what a reader of prices hands back.
type PriceTable struct {
	Series []adit.PriceSeries
	Points []adit.PricePoint
}

// quoted says of each commodity of the pink sheet what its description there
// says: id, name, heading, basis and market.
var quoted = map[string]adit.PriceSeries{
	"Aluminum":           {ID: "wb.aluminum", Commodity: "aluminum", Sector: "base metals", Basis: "primary ingot, 99.7%, cash", Market: "London Metal Exchange"},
	"Copper":             {ID: "wb.copper", Commodity: "copper", Sector: "base metals", Basis: "grade A cathode, settlement", Market: "London Metal Exchange"},
	"Lead":               {ID: "wb.lead", Commodity: "lead", Sector: "base metals", Basis: "refined, 99.97%, settlement", Market: "London Metal Exchange"},
	"Nickel":             {ID: "wb.nickel", Commodity: "nickel", Sector: "base metals", Basis: "cathode, 99.8%, settlement", Market: "London Metal Exchange"},
	"Tin":                {ID: "wb.tin", Commodity: "tin", Sector: "base metals", Basis: "refined, 99.85%, settlement", Market: "London Metal Exchange"},
	"Zinc":               {ID: "wb.zinc", Commodity: "zinc", Sector: "base metals", Basis: "high grade, 99.95%, settlement", Market: "London Metal Exchange"},
	"Iron ore, cfr spot": {ID: "wb.iron-ore", Commodity: "iron ore", Sector: "ferrous", Basis: "fines, 62% iron, cfr", Market: "China, spot"},
	"Gold":               {ID: "wb.gold", Commodity: "gold", Sector: "precious metals", Basis: "99.5%, afternoon fixing", Market: "London"},
	"Platinum":           {ID: "wb.platinum", Commodity: "platinum", Sector: "precious metals", Basis: "99.9%, afternoon fixing", Market: "London"},
	"Silver":             {ID: "wb.silver", Commodity: "silver", Sector: "precious metals", Basis: "99.9%, fixing", Market: "London"},
}

// sheetUnits maps the units of the pink sheet.
var sheetUnits = map[string]string{"($/mt)": "t", "($/dmtu)": "dmtu", "($/troy oz)": "troy oz", "($/kg)": "kg"}

// WorldBankPrices reads the World Bank's pink sheet, one row a month and
// commodity.
func WorldBankPrices(name string, in io.Reader) (t PriceTable, count Count, ps adit.Problems) {
	units := map[string]string{} // by commodity, as first met
	seen := map[adit.PricePoint]bool{}
	rows(name, in, columnsPinkSheet, nil, &count, &ps, func(r *record) {
		what := []string{r.get("commodity"), r.get("month")}
		before := len(ps)
		series, known := quoted[r.get("commodity")]
		unit, good := sheetUnits[r.get("unit")]
		if !good && known {
			ps.Add("wrong-unit", r.where("unit"), "this reader knows $/mt, $/dmtu, $/troy oz and $/kg", "the unit is %q", r.get("unit"))
		}
		if first, again := units[series.ID]; known && again && first != unit && good {
			ps.Add("mixed-unit", r.where("unit"), "a series has one unit: give the file as the World Bank publishes it", "%s is quoted by %s and by %s", r.get("commodity"), first, unit)
		}
		date := monthOf(r, "month", &ps)
		if known && r.get("price") == "" && len(ps) == before {
			count.ignore(r.line(), NoValue, what...)
			return
		}
		v := 0.0
		if known {
			v = positive(r, "price", &ps)
		}
		point := adit.PricePoint{Series: series.ID, Date: date}
		if known && seen[point] {
			ps.Add("duplicate-key", r.line(), "delete one of the rows", "%s stands twice for %s", r.get("commodity"), r.get("month"))
		}
		switch {
		case len(ps) > before:
			count.ignore(r.line(), Faulty, what...)
			return
		case !known:
			count.ignore(r.line(), NotNeeded, what...)
			return
		}
		seen[point] = true
		if _, again := units[series.ID]; !again {
			units[series.ID] = unit
			series.Name = r.get("commodity") + ", " + series.Basis
			series.Currency, series.Unit, series.Frequency = "USD", unit, adit.EveryMonth
			series.Provenance = adit.Provenance{Source: []string{PinkSheet}, Confidence: adit.Official, Note: "mean of the month, as published"}
			t.Series = append(t.Series, series)
		}
		point.Price, point.Row = v, r.line()
		t.Points = append(t.Points, point)
		count.Used++
	})
	return t, count, ps
}

// monthOf reads a date whose year is of our time.
func monthOf(r *record, column string, ps *adit.Problems) adit.Date {
	d, err := adit.ParseDate(r.get(column))
	switch {
	case err != nil:
		ps.Add("bad-date", r.where(column), "write 2025-03 or 2025-03-31", "%q is no date", r.get(column))
		return 0
	case d.Year() < firstYear || d.Year() > lastYear:
		ps.Add("out-of-range", r.where(column), "check the digits", "year %d is not from %d to %d", d.Year(), firstYear, lastYear)
		return 0
	}
	return d
}

// positive reads a price: no good is free, so a zero is a gap written wrongly.
func positive(r *record, column string, ps *adit.Problems) float64 {
	text := strings.ReplaceAll(r.get(column), ",", "")
	f, ok := adit.Published(text, "", math.Inf(-1))
	switch {
	case !ok || !f.Known() || strings.ContainsAny(text, "—–"):
		ps.Add("bad-number", r.where(column), "write digits with a decimal point; leave the cell blank where there is no price", "%s is %q, which is no price", column, r.get(column))
	case f.Value <= 0:
		ps.Add("out-of-range", r.where(column), "leave the cell blank where there is no price", "%s is %v; a price is more than 0", column, f.Value)
	default:
		return f.Value
	}
	return 0
}
