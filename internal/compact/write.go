package main

import (
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"adit"
)

// out is a table under construction.
type out struct {
	comment string
	columns []string
	rows    [][]string
}

const made = "Made by go run ./internal/compact from the world's statistics; do not edit."

func tables() map[string]*out {
	t := func(comment, columns string) *out {
		return &out{comment: comment, columns: strings.Split(columns, ",")}
	}
	return map[string]*out{
		"places":    t("Producers that only single-stage chains name.", "id,name,lat,lon"),
		"materials": t("Single-stage chains: world production to uses.", "id,name,chain,stage,weight,contains,hs,price_rule,price,price_place,cover,source,as_of,confidence,grade,note"),
		"recipes":   t("One product, and nothing before it.", "recipe,material,role,tonnes,source,as_of,confidence,grade,note"),
		"sites":     t("World production by country.", "id,name,place,recipe,status,residual,output,source,as_of,confidence,grade,note"),
		"lanes":     t("Blank flow: in use, fitted from what is made and used at both ends.", "material,from,to,share,days,freight,source,as_of,confidence,grade,note"),
		"uses":      t("No statistic splits use by country; only the United States have one.", "id,name,kind,material,place,quantity,source,as_of,confidence,grade,note"),
	}
}

func (b *builder) row(table string, cells ...string) {
	t := b.tables[table]
	if len(cells) != len(t.columns) {
		panic(fmt.Sprintf("%s: %d cells for %d columns", table, len(cells), len(t.columns)))
	}
	t.rows = append(t.rows, cells)
}

func (b *builder) write(m *market) {
	places, use := m.places(), m.demand()
	market := places[0] // its own price holds where it is made, if not in the United States
	for _, p := range places {
		if p == "US" || market != "US" && m.made[p] > m.made[market] && p != rest {
			market = p
		}
	}
	cover := "mkt.cover.bulk"
	if m.price > 3 {
		cover = "mkt.cover.metal"
	}
	b.row("materials", m.Material, m.Name, m.Chain, m.Stage, m.Weight, m.Contains, m.HS, "quoted", number(m.price), market, cover, source, year, "derived", "D",
		strings.TrimSpace(fmt.Sprintf("%s (USGS, %s) in USD/kg. %s", m.published, year, m.Note)))
	b.row("recipes", "make."+m.Material, m.Material, "out", "1", source, year, "derived", "D", "What lies before it is outside this world.")
	for _, p := range places {
		v := m.made[p]
		if v == 0 {
			continue
		}
		note, confidence, grade := "USGS, "+year+".", "official", "H"
		if p == rest {
			note, confidence, grade = "Sum of the others, t: "+strings.Join(m.parts, ", ")+" (USGS, "+year+").", "derived", "D"
			if len(m.withheld) > 0 {
				note += " Withheld or not available: " + strings.Join(m.withheld, " ") + "."
			}
		}
		b.row("sites", m.Material+"."+p, upper(m.Name)+", "+b.name(p), p, "make."+m.Material, "operating", "true", number(v), source, year, confidence, grade, note)
	}
	for _, p := range places {
		note, confidence, grade, from := "", "assumed", "A", ""
		q := ranged(use[p], 0.5, 1.5)
		switch {
		case p == "US" && m.imports > 0:
			from, confidence, grade = source, "derived", "D"
			q = fmt.Sprintf("%s [%s, %s]", number(use[p]), number(round(m.made[p]+m.ranged[0])), number(round(m.made[p]+m.ranged[1])))
			note = fmt.Sprintf("Own output %s t and net imports %s t: %s.", grouped(m.made[p]), grouped(m.imports), m.why)
		case p == rest:
			note = "What the world makes less what the places named use."
		default:
			note = fmt.Sprintf("No statistic; %g of its own output is taken to be used at home.", homeShare(p))
		}
		if use[p] > 0 {
			b.row("uses", m.Material+"-use."+p, "all uses of "+plain(m.Name)+", "+b.name(p), m.Chain, m.Material, p, q, from, year, confidence, grade, note)
		}
		b.used[p] = true
	}
	b.lanes(m, places, use)
}

// lanes joins exporters to the United States and to the rest of the world.
func (b *builder) lanes(m *market, places []string, use map[string]float64) {
	freight := "lane.sea.cost"
	if m.price < 3 { // a container's cost per kg would outweigh bulk goods
		freight = ranged(round(0.05*m.price), 0.4, 2)
	}
	shares, buys := map[string]float64{}, m.imports > 0
	if buys && m.Imports != "" {
		detail := m.Imports
		if detail == "All" {
			detail = ""
		}
		for _, s := range b.find(m.Chapter, m.Commodity, adit.ImportShare, detail) {
			f := s.Figure()
			if _, twice := shares[s.Place]; !twice && f.Known() && s.Place != adit.OtherCountries {
				shares[s.Place] = f.Value / 100
			}
		}
	}
	lane := func(from, to, share, note string) {
		b.row("lanes", m.Material, from, to, share, days(from, to), freight, source, year, "derived", "D", note)
	}
	fitted := "Flow by proportional fitting of what is made and used at both ends."
	for _, p := range places {
		if p == rest {
			continue
		}
		if p == "US" {
			if !buys {
				lane(p, rest, "", fitted)
			}
			continue
		}
		if buys {
			share, note := shares[p], fitted
			text := ""
			// A share the place cannot fill comes of transit or of other forms.
			if share > 0 && share*m.imports <= 0.9*(m.made[p]-use[p]) {
				text, note = number(share), fmt.Sprintf("%s%% of United States imports in 2021-24 (USGS).", number(round(100*share)))
			}
			lane(p, "US", text, note)
		}
		lane(p, rest, "", fitted)
	}
	if buys && m.made[rest] > 0 {
		lane(rest, "US", "", fitted)
	}
}

func days(from, to string) string {
	switch {
	case to == "US" && (from == "CA" || from == "MX"):
		return "lane.land.us"
	case to == "US" && slices.Contains([]string{"CN", "JP", "KR", "TW"}, from):
		return "lane.sea.uswc"
	case to == "US" && slices.Contains([]string{"BE", "DE", "FR", "GB", "ES", "FI", "NO", "PL"}, from):
		return "lane.sea.atlantic"
	}
	return "lane.sea.far"
}

func (b *builder) name(place string) string {
	if place == rest {
		return "rest of the world"
	}
	return b.known[place]
}

// files returns the tables by file name.
func (b *builder) files() map[string]string {
	for _, id := range slices.Sorted(maps.Keys(b.extra)) {
		if p := b.extra[id]; b.used[id] {
			b.row("places", p["id"], p["name"], p["lat"], p["lon"])
		}
	}
	files := map[string]string{}
	for name, t := range b.tables {
		var text strings.Builder
		fmt.Fprintf(&text, "# %s\n# %s\n", t.comment, made)
		w := csv.NewWriter(&text)
		w.Write(t.columns)
		w.WriteAll(t.rows)
		files[name+suffix] = text.String()
	}
	return files
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func ranged(v, low, high float64) string {
	return fmt.Sprintf("%s [%s, %s]", number(v), number(round(low*v)), number(round(high*v)))
}

// grouped writes a tonnage for a reader.
func grouped(v float64) string {
	text := number(round(v))
	whole, frac, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if frac != "" {
		return whole + "." + frac
	}
	return whole
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// plain drops what follows a comma: in the name of a use that is the place.
func plain(name string) string {
	text, _, _ := strings.Cut(name, ",")
	return text
}
