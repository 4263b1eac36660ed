package diagnose

import (
	"sort"
	"strconv"
	"strings"

	"adit"
)

// Instability maps a place to how unstable it is, 0 (most stable) to 1.
type Instability map[string]float64

// Unstable turns the World Bank's estimate of political stability, about -2.5
// (worst) to 2.5, round and scales it to 0-1: (2.5 - e) / 5, cut at both ends.
func Unstable(estimate float64) float64 { return min(1, max(0, (2.5-estimate)/5)) }

// Risk is the governance-weighted supply risk of one import.
type Risk struct {
	Production *Concentration // world production it rests on
	Imports    *Concentration // import shares of the place
	Instable   float64        // mean instability of the origins, by share, 0-1
	Covered    float64        // share of imports whose origin is named and has a governance figure, 0-1
	Index      float64        // 0-1
}

// SupplyRisk is the geopolitical supply risk of Gemechu et al. (2016, Journal
// of Industrial Ecology 20(1)), GeoPolRisk:
//
//	GeoPolRisk = HHI × Σ_i g_i · f_i / F
//
// with HHI the concentration of world production on a scale of 0-1, f_i the
// imports from place i, F all imports, and g_i the instability of place i: the
// World Bank's indicator Political Stability and Absence of Violence/Terrorism,
// turned round and scaled to 0-1. Production at home carries no such risk and
// is not in F: the index speaks about what is imported. Origins that are not
// named or have no figure count with the mean of the others; Covered says how
// much is named.
func SupplyRisk(production, imports *Concentration, g Instability) (Risk, bool) {
	r := Risk{Production: production, Imports: imports}
	for _, p := range imports.Parts {
		mean, n := 0.0, 0
		for _, place := range strings.Split(p.Place, "+") {
			if v, ok := g[place]; ok {
				mean, n = mean+v, n+1
			}
		}
		if n > 0 {
			r.Covered += p.Share
			r.Instable += p.Share * mean / float64(n)
		}
	}
	if r.Covered == 0 {
		return r, false
	}
	r.Instable /= r.Covered
	r.Index = production.HHI / 10_000 * r.Instable
	return r, true
}

// Risks pairs each commodity's imports with its world production of a year:
// the table of production whose words the import row shares, else the
// one with most countries, and at least two. A
// commodity without one of the two has no index, nor has one whose production
// is mostly withheld.
func Risks(production, imports []Concentration, year string, g Instability) []Risk {
	var out []Risk
	for i := range imports {
		im := &imports[i]
		var best *Concentration
		for j := range production {
			p := &production[j]
			if p.Year != year || p.Chapter != im.Chapter || !p.Sound() || len(p.Parts) < 2 {
				continue
			}
			same := func(c *Concentration) int {
				n := 0
				if strings.EqualFold(c.Commodity, im.Commodity) {
					n += 2
				}
				if d := strings.ToLower(im.Detail); d != "" && strings.Contains(strings.ToLower(c.Detail), d) {
					n++
				}
				return n
			}
			if best == nil || same(p) > same(best) || same(p) == same(best) && len(p.Parts) > len(best.Parts) {
				best = p
			}
		}
		if best == nil {
			continue
		}
		if r, ok := SupplyRisk(best, im, g); ok {
			out = append(out, r)
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].Index > out[b].Index })
	return out
}

// LatestYear returns the last single year that statistics of a kind speak
// about; "" when there is none.
func LatestYear(stats []Stat, kind adit.StatisticKind) string {
	best := ""
	for _, s := range stats {
		if _, err := strconv.Atoi(s.Year); err == nil && s.Kind == kind && s.Year > best {
			best = s.Year
		}
	}
	return best
}
