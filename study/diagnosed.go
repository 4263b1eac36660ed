package study

import (
	"fmt"
	"slices"
	"strings"

	"adit"
	"adit/claims"
	"adit/diagnose"
)

// release returns the statistics of the edition a query names, or of the latest
// that publishes net import reliance, and the year they speak about.
func (r *Resolver) release(q claims.Query) (stats []adit.Statistic, year string, err error) {
	latest, known := "", map[string]bool{}
	for i := range r.world.Statistics {
		if s := &r.world.Statistics[i]; s.Kind == adit.NetImportReliance {
			latest = max(latest, edition(s))
			known[edition(s)] = true
		}
	}
	name := q.Edition
	if name == "" {
		name = latest
	}
	if !known[name] {
		return nil, "", &claims.Nothing{Field: "edition", Name: name, In: "editions with net import reliance", Known: sorted(known)}
	}
	for _, s := range r.world.Statistics {
		if edition(&s) == name {
			stats = append(stats, s)
		}
	}
	if year = q.Year; year == "" {
		year = diagnose.LatestYear(stats, adit.NetImportReliance)
	}
	return stats, year, nil
}

// whollyImported counts the critical minerals the United States import wholly;
// Detail says how they are counted: as rows, or merged to the names of the list
// (the default).
func (r *Resolver) whollyImported(q claims.Query) (claims.Answer, error) {
	return r.tally(q, func(t diagnose.Tally) []string { return t.Whole })
}

// mostlyImported counts those imported for more than half and not wholly.
func (r *Resolver) mostlyImported(q claims.Query) (claims.Answer, error) {
	return r.tally(q, func(t diagnose.Tally) []string { return t.Most })
}

func (r *Resolver) tally(q claims.Query, of func(diagnose.Tally) []string) (claims.Answer, error) {
	stats, year, err := r.release(q)
	if err != nil {
		return claims.Answer{}, err
	}
	want := q.Detail
	if want == "" {
		want = "merged"
	}
	reliances := diagnose.Reliances(stats, year)
	if len(reliances) == 0 {
		return claims.Answer{}, &claims.Nothing{Field: "year", Name: year, In: "net import reliance"}
	}
	var known []string
	for _, t := range diagnose.Tallies(reliances) {
		if !strings.HasPrefix(t.Convention, want) {
			known = append(known, t.Convention)
			continue
		}
		members := of(t)
		a := answer(adit.Number(float64(len(members)), "minerals"), "minerals")
		for _, x := range reliances {
			if x.Row.Critical && slices.Contains(members, t.Of(x)) {
				a.Evidence = append(a.Evidence, published(&x.Row))
			}
		}
		if len(a.Evidence) == 0 { // a count of none rests on every row
			for _, x := range reliances {
				a.Evidence = append(a.Evidence, published(&x.Row))
			}
		}
		a.Evidence[0].Note = strings.TrimSpace(a.Evidence[0].Note + " Counted: " + strings.Join(members, ", ") + ".")
		return a, nil
	}
	return claims.Answer{}, &claims.Nothing{Field: "detail", Name: want, In: "ways to count", Known: known}
}

// netImports is net import reliance computed from the published rows by the
// row's own definition, in percent, as a bound where an input is one.
func (r *Resolver) netImports(q claims.Query) (claims.Answer, error) {
	stats, year, err := r.release(q)
	if err != nil {
		return claims.Answer{}, err
	}
	var found []diagnose.Reliance
	var known []string
	for _, x := range diagnose.Reliances(stats, year) {
		known = append(known, x.Row.Commodity)
		if strings.EqualFold(x.Row.Commodity, q.Commodity) && strings.HasSuffix(strings.ToLower(x.Row.Detail), strings.ToLower(q.Detail)) {
			found = append(found, x)
		}
	}
	if len(found) != 1 {
		return claims.Answer{}, &claims.Nothing{Field: "commodity", Name: fmt.Sprintf("single net import reliance of %s %s", q.Commodity, year), In: "statistics", Known: known}
	}
	x := found[0]
	f := adit.Figure{Value: x.Computed.Value, Low: x.Computed.Low, High: x.Computed.High, Ranged: true, Confidence: adit.Derived}
	if !x.Computed.Known() {
		f.Unknown = "an input is no number"
	}
	a := answer(f, "%", &x.Row)
	a.Evidence[0].Note = strings.TrimSpace(fmt.Sprintf("%s Computed by its definition: %s", x.Cause, x.Definition.Text))
	return a, nil
}

// supplyRisk is the geopolitical supply risk of United States imports.
func (r *Resolver) supplyRisk(q claims.Query) (claims.Answer, error) {
	stats, _, err := r.release(q)
	if err != nil {
		return claims.Answer{}, err
	}
	year := q.Year
	if year == "" {
		year = diagnose.LatestYear(stats, adit.Production)
	}
	var found []diagnose.Risk
	var known []string
	for _, x := range diagnose.Risks(diagnose.Productions(stats), diagnose.ImportSources(stats), year, instability(r.world)) {
		known = append(known, x.Production.Commodity)
		if strings.EqualFold(x.Production.Commodity, q.Commodity) {
			found = append(found, x)
		}
	}
	if len(found) != 1 {
		return claims.Answer{}, &claims.Nothing{Field: "commodity", Name: q.Commodity, In: "supply risks of " + year, Known: known}
	}
	a := answer(adit.Number(found[0].Index, "1"), "")
	for i := range stats {
		if s := &stats[i]; s.Commodity == found[0].Production.Commodity && s.Year == year && s.Kind == adit.Production && s.Detail == found[0].Production.Detail {
			a.Evidence = append(a.Evidence, published(s))
		}
	}
	return a, nil
}
