package study

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"adit"
	"adit/claims"
	"adit/diagnose"
)

// officialIndex finds the rows of statistics by commodity.
type officialIndex map[string][]*adit.Statistic

func indexOfficial(w *adit.World) officialIndex {
	index := officialIndex{}
	for i := range w.Statistics {
		s := &w.Statistics[i]
		index[s.Commodity] = append(index[s.Commodity], s)
	}
	return index
}

// edition is the release a row belongs to: what stands before the slash.
func edition(s *adit.Statistic) string {
	release, _, _ := strings.Cut(s.ID, "/")
	return release
}

// find returns the rows of one kind and place that a query means: of its year
// (or the latest), of its edition (or the latest that has one), with its detail
// word for word or else as a beginning.
func (r *Resolver) find(q claims.Query, kind adit.StatisticKind, detail, place string) ([]*adit.Statistic, error) {
	rows, ok := r.official[q.Commodity]
	if !ok {
		known := make([]string, 0, len(r.official))
		for name := range r.official {
			known = append(known, name)
		}
		slices.Sort(known)
		return nil, &claims.Nothing{Field: "commodity", Name: q.Commodity, In: "statistics", Known: known}
	}
	var found []*adit.Statistic
	for _, s := range rows {
		if s.Kind == kind && s.Place == place && strings.HasPrefix(strings.ToLower(s.Detail), strings.ToLower(detail)) &&
			(q.Year == "" || hyphen(s.Year) == hyphen(q.Year)) && (q.Edition == "" || edition(s) == q.Edition) {
			found = append(found, s)
		}
	}
	keep := func(best string, of func(*adit.Statistic) string) {
		found = slices.DeleteFunc(found, func(s *adit.Statistic) bool { return of(s) != best })
	}
	latest := func(of func(*adit.Statistic) string) (best string) {
		for _, s := range found {
			best = max(best, of(s))
		}
		return best
	}
	keep(latest(edition), edition)
	keep(latest(func(s *adit.Statistic) string { return s.Year }), func(s *adit.Statistic) string { return s.Year })
	if slices.ContainsFunc(found, func(s *adit.Statistic) bool { return strings.EqualFold(s.Detail, detail) }) {
		found = slices.DeleteFunc(found, func(s *adit.Statistic) bool { return !strings.EqualFold(s.Detail, detail) })
	}
	return found, nil
}

// hyphen lets a span of years be written with either dash.
func hyphen(year string) string { return strings.ReplaceAll(year, "–", "-") }

// one returns the single row a query means. None, or several, is a fault of the
// ledger.
func (r *Resolver) one(q claims.Query, kind adit.StatisticKind, detail, place string) (*adit.Statistic, error) {
	found, err := r.find(q, kind, detail, place)
	if err != nil {
		return nil, err
	}
	what := strings.TrimSpace(fmt.Sprintf("%s of %s %s", kind, q.Commodity, q.Year))
	if len(found) == 1 {
		return found[0], nil
	}
	var details []string
	for _, s := range found {
		details = append(details, s.Detail)
	}
	if len(found) > 1 {
		return nil, &claims.Nothing{Field: "detail", Name: "single " + what + " in " + place, In: "statistics (several rows match)", Known: details}
	}
	for _, s := range r.official[q.Commodity] {
		if s.Kind == kind && s.Place == place && !slices.Contains(details, s.Detail) {
			details = append(details, s.Detail)
		}
	}
	field := "place"
	if len(details) > 0 {
		field = "detail"
		if slices.ContainsFunc(details, func(d string) bool { return strings.HasPrefix(strings.ToLower(d), strings.ToLower(detail)) }) {
			field = "year"
		}
	}
	return nil, &claims.Nothing{Field: field, Name: what + " in " + place, In: "statistics", Known: details}
}

func published(s *adit.Statistic) claims.Evidence {
	e := evidence("statistics "+s.ID, strings.TrimSpace(fmt.Sprintf("%s, %s, %s, %s: %q %s", s.Commodity, s.Place, s.Detail, s.Year, s.Value, s.Unit)), s.Provenance)
	if first, _, ok := s.Years(); ok && e.AsOf.IsZero() {
		e.AsOf = adit.NewDate(first, 1, 1)
	}
	return e
}

// answer is what a row or rows say, with the reason where that is no number.
func answer(f adit.Figure, unit string, rows ...*adit.Statistic) claims.Answer {
	a := claims.Answer{Numeric: true, Number: f}
	a.Number.Unit = unit
	for _, s := range rows {
		a.Evidence = append(a.Evidence, published(s))
	}
	return a
}

// statistic answers with a row as it was published.
func (r *Resolver) statistic(q claims.Query) (claims.Answer, error) {
	if len(q.Place) != 1 {
		return claims.Answer{}, &claims.Nothing{Field: "place", Name: strings.Join(q.Place, " and "), In: "one place of a statistic"}
	}
	if !slices.Contains(adit.StatisticKinds(), adit.StatisticKind(q.Name)) {
		var known []string
		for _, k := range adit.StatisticKinds() {
			known = append(known, string(k))
		}
		return claims.Answer{}, &claims.Nothing{Name: q.Name, In: "kinds of statistic", Known: known}
	}
	s, err := r.one(q, adit.StatisticKind(q.Name), q.Detail, q.Place[0])
	if err != nil {
		return claims.Answer{}, err
	}
	return answer(s.Figure(), s.Unit, s), nil
}

// indicators are those computed here from statistics alone.
var indicators = map[string]func(*Resolver, claims.Query) (claims.Answer, error){
	"reliance":          (*Resolver).reliance,
	"import-share":      (*Resolver).importShare,
	"world-share":       (*Resolver).worldShare,
	"hhi":               (*Resolver).concentration,
	"consumption-share": (*Resolver).consumptionShare,
	"price-ratio":       (*Resolver).priceRatio,
	"imports-covered":   (*Resolver).importsCovered,
	"wholly-imported":   (*Resolver).whollyImported,
	"mostly-imported":   (*Resolver).mostlyImported,
	"net-imports":       (*Resolver).netImports,
	"supply-risk":       (*Resolver).supplyRisk,
}

func (r *Resolver) indicator(q claims.Query) (claims.Answer, error) {
	f, ok := indicators[q.Name]
	if !ok {
		return claims.Answer{}, &claims.Nothing{Name: q.Name, In: "indicators", Known: sorted(indicators)}
	}
	return f(r, q)
}

func sorted[V any](m map[string]V) (names []string) {
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// reliance is net import reliance of the United States as published, in
// percent; the definition stands in the note of each row.
func (r *Resolver) reliance(q claims.Query) (claims.Answer, error) {
	detail := "Net import reliance"
	found, err := r.find(q, adit.NetImportReliance, detail, "US")
	if err != nil {
		return claims.Answer{}, err
	}
	if q.Detail != "" {
		found = slices.DeleteFunc(found, func(s *adit.Statistic) bool {
			return !strings.HasSuffix(strings.ToLower(s.Detail), strings.ToLower(q.Detail))
		})
	}
	if len(found) == 1 {
		return answer(found[0].Figure(), "%", found[0]), nil
	}
	var details []string
	for _, s := range found {
		details = append(details, s.Detail)
	}
	return claims.Answer{}, &claims.Nothing{Field: "detail", Name: "single net import reliance of " + q.Commodity + " " + q.Year, In: "statistics", Known: details}
}

// importShare is the share, in percent, of United States imports that comes
// from the places named. A place the table does not name lies within what it
// calls other countries.
func (r *Resolver) importShare(q claims.Query) (claims.Answer, error) {
	if len(q.Place) == 0 {
		return claims.Answer{}, &claims.Nothing{Field: "place", In: "an import share"}
	}
	other, err := r.one(q, adit.ImportShare, q.Detail, adit.OtherCountries)
	if err != nil {
		return claims.Answer{}, err
	}
	same := q
	same.Year, same.Edition = other.Year, edition(other)
	sum := adit.Number(0, other.Unit)
	var rows []*adit.Statistic
	unnamed := 0
	for _, place := range q.Place {
		named, err := r.find(same, adit.ImportShare, other.Detail, place)
		switch {
		case err != nil:
			return claims.Answer{}, err
		case len(named) == 1:
			sum = sum.Plus(named[0].Figure())
			rows = append(rows, named[0])
		default:
			unnamed++
		}
	}
	a := answer(sum, "%", rows...)
	if unnamed > 0 {
		rest := other.Figure()
		a = answer(adit.Figure{Value: math.NaN(), Low: sum.Low, High: sum.High + rest.High, Ranged: true,
			Unknown: "the table does not name " + strings.Join(q.Place, ", ") + " apart from other countries"}, "%", append(rows, other)...)
	}
	return a, nil
}

// worldShare is the share, in percent, of the published world total that the
// places named have of a production, capacity or reserve.
func (r *Resolver) worldShare(q claims.Query) (claims.Answer, error) {
	if len(q.Place) == 0 {
		return claims.Answer{}, &claims.Nothing{Field: "place", In: "a world share"}
	}
	kind := quantityKind(q.Detail)
	world, err := r.one(q, kind, q.Detail, adit.WorldTotal)
	if err != nil {
		return claims.Answer{}, err
	}
	same := q
	same.Year, same.Edition = world.Year, edition(world)
	sum := adit.Number(0, world.Unit)
	rows := []*adit.Statistic{}
	var absent []string
	for _, place := range q.Place {
		found, err := r.find(same, kind, q.Detail, place)
		if err != nil {
			return claims.Answer{}, err
		}
		switch len(found) {
		case 0: // not in the table: none known
			absent = append(absent, place)
		case 1:
			sum = sum.Plus(found[0].Figure())
			rows = append(rows, found[0])
		default:
			_, err := r.one(same, kind, q.Detail, place)
			return claims.Answer{}, err
		}
	}
	if len(rows) == 0 {
		_, err := r.one(same, kind, q.Detail, q.Place[0])
		return claims.Answer{}, err
	}
	a := answer(percent(sum, world.Figure()), "%", append(rows, world)...)
	for _, place := range absent {
		a.Evidence[len(a.Evidence)-1].Note = strings.TrimSpace(a.Evidence[len(a.Evidence)-1].Note + " " + place + " is not in the table and counts as none.")
	}
	return a, nil
}

// quantityKind guesses what is counted from the publisher's words.
func quantityKind(detail string) adit.StatisticKind {
	switch d := strings.ToLower(detail); {
	case strings.Contains(d, "reserve"):
		return adit.Reserves
	case strings.Contains(d, "capacity"):
		return adit.ProductionRoom
	}
	return adit.Production
}

// percent is 100 × part / whole, as a bound where one of the two is.
func percent(part, whole adit.Figure) adit.Figure {
	ratio := part.Over(whole)
	ratio.Unit = "1" // a zero without a unit would pass for a blank
	f := ratio.Times(adit.Number(100, "%"))
	f.Unit = "%"
	return f
}

// concentration is the Herfindahl-Hirschman index, 0 to 10,000, as diagnose
// computes it: other countries are in the denominator and not squared, and rows
// without a number make the index a bound.
func (r *Resolver) concentration(q claims.Query) (claims.Answer, error) {
	kind := quantityKind(q.Detail)
	world, err := r.one(q, kind, q.Detail, adit.WorldTotal)
	if err != nil {
		return claims.Answer{}, err
	}
	var rows []*adit.Statistic
	table := []adit.Statistic{*world}
	for _, s := range r.official[q.Commodity] {
		if s.Kind == kind && s.Place != adit.WorldTotal && s.Year == world.Year && edition(s) == edition(world) &&
			s.Section == world.Section && strings.EqualFold(s.Detail, strings.TrimSuffix(world.Detail, ": rounded")) {
			rows, table = append(rows, s), append(table, *s)
		}
	}
	c, ok := diagnose.Concentrate(table)
	if !ok {
		return claims.Answer{Missing: "no country of the table has a value"}, nil
	}
	f := adit.Figure{Value: c.HHI, Low: c.Low, High: c.High, Ranged: c.Low < c.High, Confidence: adit.Derived}
	if c.Unknown > 0 {
		f.Value, f.Unknown = math.NaN(), fmt.Sprintf("%d countries of the table have no number", c.Unknown)
	}
	return answer(f, "", rows...), nil
}

// consumptionShare is United States consumption over world production, in
// percent; Of names the production.
func (r *Resolver) consumptionShare(q claims.Query) (claims.Answer, error) {
	if len(q.Place) != 1 || len(q.Of) != 1 {
		return claims.Answer{}, &claims.Nothing{Field: "of", Name: strings.Join(q.Of, " and "), In: "one place of consumption and one world production"}
	}
	used, err := r.one(q, adit.Consumption, q.Detail, q.Place[0])
	if err != nil {
		return claims.Answer{}, err
	}
	same := q
	same.Year, same.Edition = used.Year, edition(used)
	world, err := r.one(same, quantityKind(q.Of[0]), q.Of[0], adit.WorldTotal)
	if err != nil {
		return claims.Answer{}, err
	}
	return answer(percent(used.Figure(), world.Figure()), "%", used, world), nil
}

// priceRatio is a recorded price over a published average price.
func (r *Resolver) priceRatio(q claims.Query) (claims.Answer, error) {
	return r.recordOver(q, adit.UnitPrice, "Price, average, dollars per kilogram: "+q.Detail, 1, "times")
}

// importsCovered is a recorded yearly quantity over United States imports, in
// percent.
func (r *Resolver) importsCovered(q claims.Query) (claims.Answer, error) {
	detail := q.Detail
	if detail == "" {
		detail = "Imports for consumption"
	}
	return r.recordOver(q, adit.Imports, detail, 100, "%")
}

func (r *Resolver) recordOver(q claims.Query, kind adit.StatisticKind, detail string, times float64, unit string) (claims.Answer, error) {
	if len(q.Of) != 1 {
		return claims.Answer{}, &claims.Nothing{Field: "of", Name: strings.Join(q.Of, " and "), In: "one record"}
	}
	top, err := r.record(claims.Query{Name: q.Of[0], Field: "value"}, 0)
	if n, ok := err.(*claims.Nothing); ok {
		n.Field = "of"
	}
	if err != nil {
		return claims.Answer{}, err
	}
	s, err := r.one(q, kind, detail, "US")
	if err != nil {
		return claims.Answer{}, err
	}
	ratio := top.Number.Over(s.Figure())
	ratio.Unit = "1"
	a := answer(ratio.Times(adit.Number(times, unit)), unit, s)
	a.Evidence = slices.Concat(top.Evidence, a.Evidence)
	return a, nil
}
