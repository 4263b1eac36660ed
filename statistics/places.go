package statistics

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"adit"
)

// aliases are names of places as official tables write them, where the Unicode
// names of regions (CLDR) differ, and codes that the World Bank uses in place
// of ISO's.
var aliases = map[string]string{
	"burma": "MM", "korea, republic of": "KR", "korea, north": "KP", "korea, rep.": "KR",
	"congo (kinshasa)": "CD", "congo (brazzaville)": "CG", "democratic republic of congo": "CD",
	"turkey": "TR", "the bahamas": "BS", "trinidad and tobago": "TT", "ivory coast": "CI", "côte d'ivoire": "CI",
	"bosnia and herzegovina": "BA", "czech republic": "CZ", "macedonia": "MK", "swaziland": "SZ", "cabo verde": "CV",
	"hong kong": "HK", "macau": "MO", "european union": "EU", "viet nam": "VN", "russian federation": "RU",
	"bolivia (plurinational state of)": "BO", "united states of america": "US", "usa": "US",
	"rest of world":   adit.OtherCountries,
	"other countries": adit.OtherCountries,
	"other":           adit.OtherCountries,
	"world total":     adit.WorldTotal,
	"world":           adit.WorldTotal,
	"world_total":     adit.WorldTotal,
	"ado":             "AD",
	"zar":             "CD",
	"rom":             "RO",
	"tmp":             "TL",
	"wbg":             "PS",
	"ksv":             "XK",
}

// names maps the English names of all regions to their codes.
var names = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	english := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			region, err := language.ParseRegion(code)
			if err != nil || !region.IsCountry() || region.String() != code || region.Canonicalize() != region { // FX and UK stand for FR and GB
				continue
			}
			name := strings.ToLower(english.Name(region))
			if name == "" {
				continue // a country of the past
			}
			m[name] = code
			m[strings.ReplaceAll(name, "&", "and")] = code
		}
	}
	for name, code := range aliases {
		m[name] = code
	}
	return m
})

// Place returns the ISO 3166-1 alpha-2 code of a place as an official table
// names it: in English, or by its three-letter code. World totals and the
// remainder are adit.WorldTotal and adit.OtherCountries; several countries
// published together are joined by +. A remark in brackets, such as
// "(rounded)", is handed back apart. ok is false for a name it does not know.
func Place(name string) (code, remark string, ok bool) {
	key := strings.ToLower(clean(name))
	if code, ok = names()[key]; ok {
		return code, "", true
	}
	if open := strings.IndexByte(key, '('); open > 0 {
		remark = strings.TrimSpace(clean(name)[open:])
		key = strings.TrimSpace(key[:open])
		if code, ok = names()[key]; ok {
			return code, remark, true
		}
	}
	if len(key) == 3 && clean(name) == strings.ToUpper(key) {
		if region, err := language.ParseRegion(key); err == nil && region.IsCountry() {
			return region.String(), remark, true
		}
	}
	var codes []string
	for p := range strings.SplitSeq(strings.ReplaceAll(key, " and ", ","), ",") {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		one, known := names()[p]
		if !known || len(one) != 2 {
			return "", remark, false
		}
		codes = append(codes, one)
	}
	return strings.Join(codes, "+"), remark, len(codes) > 1
}
