package diagnose

import (
	"fmt"
	"sort"

	"golang.org/x/text/language"

	"adit"
	"adit/chain"
	"adit/table"
)

// Maker is what one place makes of a material in the base year.
type Maker struct {
	Material *adit.Material
	Place    string
	Output   float64 // t/y
	Share    float64 // of the world's output, 0-1
}

// Makers lists who makes what, materials in the order of their table and the
// largest maker first. Materials that nobody makes are left out.
func Makers(net *chain.Network) []Maker {
	output := map[string]map[string]float64{} // by material and place
	total := map[string]float64{}
	for i := range net.Sites {
		s := &net.Sites[i]
		for _, c := range s.Coefs {
			if made := c.Tonnes * s.Base; made > 0 {
				id := net.Nodes[c.Node].Material.ID
				if output[id] == nil {
					output[id] = map[string]float64{}
				}
				output[id][s.Ref.Place] += made
				total[id] += made
			}
		}
	}
	var out []Maker
	for i := range net.World.Materials {
		m := &net.World.Materials[i]
		from := len(out)
		for place, made := range output[m.ID] {
			out = append(out, Maker{m, place, made, made / total[m.ID]})
		}
		rows := out[from:]
		sort.Slice(rows, func(a, b int) bool {
			return rows[a].Output > rows[b].Output || rows[a].Output == rows[b].Output && rows[a].Place < rows[b].Place
		})
	}
	return out
}

// MakerTable lists who makes what.
func MakerTable(w *adit.World, makers []Maker) *table.Table {
	t := table.New("makers", "Who makes it: share of the world's output by place, base year",
		table.Column{Name: "name", Label: "Material", Doc: "Material."},
		table.Column{Name: "stage", Doc: "Stage in its chain."},
		table.Column{Name: "place", Doc: "Place that makes it."},
		table.Column{Name: "code", Label: "ISO code", Doc: "The country's three-digit code of ISO 3166-1; blank where the place is no country."},
		table.Column{Name: "output", Type: table.Number, Unit: "t/y", Doc: "Output in the balanced base year."},
		table.Column{Name: "share", Type: table.Share, Doc: "Part of the world's output."})
	name := named(w)
	for _, m := range makers {
		t.Add(m.Material.Name, m.Material.Stage, name(m.Place), numeric(m.Place), m.Output, m.Share)
	}
	return t
}

// numeric is the three-digit code of ISO 3166-1 of a country, or "".
func numeric(place string) string {
	region, err := language.ParseRegion(place)
	if err != nil || !region.IsCountry() || region.M49() == 0 {
		return ""
	}
	return fmt.Sprintf("%03d", region.M49())
}
