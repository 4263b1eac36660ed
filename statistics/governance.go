package statistics

import (
	"io"
	"strconv"

	"adit"
)

// Source of the governance indicators, as a world names it.
const WGI = "wb-wgi"

// PoliticalStability is the dimension that supply-risk indicators weigh
// producers with (Gemechu et al. 2016).
const PoliticalStability = "political-stability"

var columnsWGI = []string{"country", "code", "indicator", "year", "Estimate", "Rank", "StdErr"}

// dimensions maps the file's indicators; those without a word are not used.
var dimensions = map[string]string{
	"Political StabilityNoViolence": PoliticalStability, "ControlofCorruption": "", "GovernmentEffectiveness": "",
	"RegulatoryQuality": "", "RuleofLaw": "", "VoiceandAccountability": "",
}

// Governance reads the World Bank's Worldwide Governance Indicators, one row a
// place, indicator and year, and keeps the latest year of political stability.
func Governance(name string, in io.Reader) (list []adit.Governance, count Count, ps adit.Problems) {
	type kept struct {
		row  adit.Governance
		what []string
	}
	var all []kept
	latest := 0
	rows(name, in, columnsWGI, nil, &count, &ps, func(r *record) {
		what := []string{r.get("country"), r.get("indicator"), r.get("year")}
		before := len(ps)
		dimension, known := dimensions[r.get("indicator")]
		if !known {
			ps.Add("bad-value", r.where("indicator"), "this reader knows the six Worldwide Governance Indicators", "the indicator is %q", r.get("indicator"))
		}
		year, err := strconv.Atoi(r.get("year"))
		if err != nil || year < firstYear || year > lastYear {
			ps.Add("out-of-range", r.where("year"), "check the digits", "year %q is not from %d to %d", r.get("year"), firstYear, lastYear)
		}
		g := adit.Governance{Dimension: dimension, Year: year, Provenance: adit.Provenance{Source: []string{WGI}, Confidence: adit.Official, Row: r.line()}}
		if r.get("Estimate") != "" {
			g.Estimate = number(r, "Estimate", -5, 5, &ps)
			g.Error = number(r, "StdErr", 0, 5, &ps)
		}
		code, _, placed := Place(r.get("code"))
		g.Place = code
		switch {
		case len(ps) > before:
			count.ignore(r.line(), Faulty, what...)
		case dimension == "":
			count.ignore(r.line(), NotNeeded, what...)
		case r.get("Estimate") == "":
			count.ignore(r.line(), NoValue, what...)
		case !placed:
			count.ignore(r.line(), NoPlace, what...)
		default:
			latest = max(latest, year)
			all = append(all, kept{g, what})
		}
	})
	for _, k := range all {
		if k.row.Year < latest {
			count.ignore(k.row.Row, OtherYear, k.what...)
			continue
		}
		list = append(list, k.row)
		count.Used++
	}
	return list, count, ps
}

// number reads a finite number within limits; a fault is a problem and 0.
func number(r *record, column string, low, high float64, ps *adit.Problems) float64 {
	v, err := strconv.ParseFloat(r.get(column), 64)
	switch {
	case err != nil || v != v:
		ps.Add("bad-number", r.where(column), "write digits with a decimal point", "%s is %q, which is not a number", column, r.get(column))
	case v < low || v > high:
		ps.Add("out-of-range", r.where(column), "check the digits", "%s is %v, which is not from %v to %v", column, v, low, high)
	default:
		return v
	}
	return 0
}
