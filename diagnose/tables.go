package diagnose

import (
	"math"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"adit"
	"adit/table"
)

// named turns a place code into its name in the world, or in the Unicode names
// of regions where the world has no such place: statistics speak about more
// places than a world carries. The names of a joint row stay joined.
func named(w *adit.World) func(id string) string {
	names, regions := map[string]string{}, display.English.Regions()
	for _, p := range w.Places {
		names[p.ID] = p.Name
	}
	return func(id string) string {
		parts := strings.Split(id, "+")
		for i, p := range parts {
			if n := names[p]; n != "" {
				parts[i] = n
			} else if region, err := language.ParseRegion(p); err == nil && region.IsCountry() {
				parts[i] = regions.Name(region)
			}
		}
		return strings.Join(parts, " + ")
	}
}

func shareOr(v float64, reason string) table.Cell {
	if math.IsNaN(v) {
		return table.Unknown(reason)
	}
	return table.Num(v)
}

// DependenceTable is the matrix material × stage of a scope, one row a
// material, with the three dependences side by side.
func DependenceTable(w *adit.World, scope Scope, deps []Dependence) *table.Table {
	t := ofMaterials("dependence", "Whom "+scope.Name+" depends on, by material and stage, base year", "",
		table.Column{Name: "name", Doc: "In words."},
		table.Column{Name: "needed", Type: table.Number, Unit: "t/y", Doc: "Used or worked up there."},
		table.Column{Name: "made", Type: table.Number, Unit: "t/y", Doc: "Made there."},
		table.Column{Name: "imported", Type: table.Number, Unit: "t/y", Doc: "Coming in across the border, net of losses on the way."},
		table.Column{Name: "resource", Type: table.Share, Doc: "Share of what is needed whose ore lies outside."},
		table.Column{Name: "ore_from", Doc: "Outside place with most of that ore."},
		table.Column{Name: "processing", Type: table.Share, Doc: "Share of what is needed that was made outside."},
		table.Column{Name: "made_by", Doc: "Outside place that makes most of it."},
		table.Column{Name: "technology", Type: table.Share, Doc: "Share of what is made there that stops without reagents, equipment or licences from outside."},
		table.Column{Name: "reagents_from", Doc: "Outside place that most of that hangs on."})
	name := named(w)
	for _, d := range deps {
		t.Add(d.Material.Chain, d.Material.Stage, d.Material.ID, d.Material.Name, d.Needed, d.Made, d.Arrives,
			shareOr(d.Resource.Share, d.Resource.Reason), name(d.Resource.Most),
			shareOr(d.Processing.Share, d.Processing.Reason), name(d.Processing.Most),
			shareOr(d.Technology.Share, d.Technology.Reason), name(d.Technology.Most))
	}
	return t
}

// SinglePointTable lists plants and places whose loss stops more than a share
// of the world's output.
func SinglePointTable(w *adit.World, points []SinglePoint, share float64) *table.Table {
	t := ofMaterials("single-points", "Plants and places whose loss stops more than "+table.Percent(share)+" of the world's output of a material", "",
		table.Column{Name: "kind", Doc: "One site, or all sites of a place."},
		table.Column{Name: "name", Doc: "Site or place."},
		table.Column{Name: "output", Type: table.Number, Unit: "t/y", Doc: "Output in the base year."},
		table.Column{Name: "share", Type: table.Share, Doc: "Part of the world's output."},
		table.Column{Name: "spare", Type: table.Share, Doc: "Idle capacity of all others, as a share of the world's output."},
		table.Column{Name: "lost", Type: table.Share, Doc: "Share of the world's output that stays lost when all others run flat out and feed is no limit."})
	name := named(w)
	for _, p := range points {
		kind, who := "place", name(p.Place)
		if p.Site != nil {
			kind, who = "site", p.Site.Name
		}
		t.Add(p.Material.Chain, p.Material.Stage, p.Material.ID, kind, who, p.Output, p.Share, p.Spare, p.Net())
	}
	return t
}

// ofMaterials begins a table of materials, with the year where rows are of one.
func ofMaterials(name, title, year string, columns ...table.Column) *table.Table {
	head := []table.Column{
		{Name: "chain", Doc: "Chain of the material."},
		{Name: "stage", Doc: "Stage in the chain."},
		{Name: "material", Doc: "Material id."},
	}
	if year != "" {
		head = append(head, table.Column{Name: "year", Doc: year})
	}
	return table.New(name, title, append(head, columns...)...)
}

// CapacityTable is a scope's share of world capacity by stage and year.
func CapacityTable(scope Scope, rows []Capacity) *table.Table {
	t := ofMaterials("capacity", "Share of "+scope.Name+" in world capacity, projects at their odds",
		"Capacity at the end of this year; the first year shown may lie after the base year, whose plants it holds.",
		table.Column{Name: "capacity", Type: table.Number, Unit: "t/y", Doc: "Capacity of its plants, with projects at odds times ramp."},
		table.Column{Name: "projects", Type: table.Number, Unit: "t/y", Doc: "Part of it that are projects."},
		table.Column{Name: "world", Type: table.Number, Unit: "t/y", Doc: "Capacity of the world, counted the same way."},
		table.Column{Name: "share", Type: table.Share, Doc: "Capacity over that of the world."})
	for _, r := range rows {
		t.Add(r.Material.Chain, r.Material.Stage, r.Material.ID, yearText(r.Year), r.Scope, r.Projects, r.World, r.Share())
	}
	return t
}

// BottleneckTable names the material each chain of a scope is shortest of.
func BottleneckTable(scope Scope, rows []Bottleneck) *table.Table {
	t := table.New("bottlenecks", "Where "+scope.Name+" has the smallest share of world capacity",
		table.Column{Name: "chain", Doc: "Chain."},
		table.Column{Name: "year", Doc: "End of this year."},
		table.Column{Name: "stage", Doc: "Stage of the bottleneck; of equal shares the first in the chain."},
		table.Column{Name: "what", Doc: "What is weighed there: materials with the same content are added, since they stand in for one another."},
		table.Column{Name: "capacity", Type: table.Number, Unit: "t/y", Doc: "Capacity, projects at their odds."},
		table.Column{Name: "share", Type: table.Share, Doc: "Share of world capacity."})
	for _, b := range rows {
		t.Add(b.Chain, yearText(b.Year), b.Stage, b.What, b.Scope, b.Share())
	}
	return t
}

// ContributionTable says what each member of a group brings.
func ContributionTable(w *adit.World, scope Scope, rows []Contribution) *table.Table {
	t := ofMaterials("contributions", "What the members of "+scope.Name+" bring, projects at their odds", "End of this year.",
		table.Column{Name: "place", Doc: "Member."},
		table.Column{Name: "capacity", Type: table.Number, Unit: "t/y", Doc: "Capacity, projects at their odds."},
		table.Column{Name: "share", Type: table.Share, Doc: "Share of world capacity."})
	name := named(w)
	for _, r := range rows {
		t.Add(r.Material.Chain, r.Material.Stage, r.Material.ID, yearText(r.Year), name(r.Place), r.Capacity, r.Share)
	}
	return t
}

// UndatedTable lists projects that count in no year.
func UndatedTable(w *adit.World, list []Undated) *table.Table {
	t := table.New("uncounted-projects", "Projects that count in no year",
		table.Column{Name: "project", Doc: "Project."},
		table.Column{Name: "place", Doc: "Where."},
		table.Column{Name: "reason", Doc: "Why it cannot be counted."})
	name := named(w)
	for _, u := range list {
		t.Add(u.Project.Name, name(u.Project.Place), u.Reason)
	}
	return t
}

// BenchmarkTable holds the EU's aims for 2030 against the base year.
func BenchmarkTable(w *adit.World, rows []Benchmark) *table.Table {
	t := table.New("eu-benchmarks", "The EU's aims for 2030 against the base year (Regulation (EU) 2024/1252, Article 5)",
		table.Column{Name: "aim", Doc: "Extraction, processing, recycling in the EU, or dependence on one third country."},
		table.Column{Name: "chain", Doc: "Chain of the material."},
		table.Column{Name: "stage", Doc: "Stage in the chain."},
		table.Column{Name: "material", Doc: "Material id."},
		table.Column{Name: "consumed", Type: table.Number, Unit: "t/y", Doc: "Used or worked up in the EU at this stage."},
		table.Column{Name: "capacity", Type: table.Number, Unit: "t/y", Doc: "What the EU can make of it in this way."},
		table.Column{Name: "share", Type: table.Share, Doc: "Of EU consumption; blank where there is none."},
		table.Column{Name: "target", Type: table.Share, Doc: "At least; for one third country at most."},
		table.Column{Name: "place", Doc: "The third country with the largest part."},
		table.Column{Name: "verdict", Doc: "Met, missed, or why it cannot be computed."})
	name := named(w)
	for _, b := range rows {
		verdict := "missed"
		switch {
		case b.Reason != "":
			verdict = b.Reason
		case b.Met():
			verdict = "met"
		}
		var capacity any
		if !b.AtMost {
			capacity = b.Capacity
		}
		t.Add(b.Aim, b.Material.Chain, b.Material.Stage, b.Material.ID, b.Consumed, capacity, table.Num(b.Share), b.Target, name(b.Place), verdict)
	}
	return t
}

// ExposureTable lists what of owners' sites a scenario touches.
func ExposureTable(w *adit.World, touches []Touch) *table.Table {
	t := table.New("company-exposure", "Owners' sites that the scenario touches",
		table.Column{Name: "owner", Doc: "Party."},
		table.Column{Name: "stake", Type: table.Share, Doc: "Its share of the site; blank: not stated."},
		table.Column{Name: "site", Doc: "Site."},
		table.Column{Name: "place", Doc: "Where."},
		table.Column{Name: "how", Doc: "Feed that comes in, product that goes out, or an outage."},
		table.Column{Name: "by", Doc: "Measure or event."},
		table.Column{Name: "material", Doc: "What is held up."},
		table.Column{Name: "touched", Type: table.Number, Unit: "t/y", Doc: "The site's part of the base flows touched."},
		table.Column{Name: "of_site", Label: "Of the site's", Type: table.Share, Doc: "The same, as a share of all the site takes or makes of it."},
		table.Column{Name: "passes", Type: table.Share, Doc: "Least share of those flows that still passes."})
	parties := map[string]string{}
	for _, p := range w.Parties {
		parties[p.ID] = p.Name
	}
	name := named(w)
	for _, x := range touches {
		owner := parties[x.Owner]
		if owner == "" {
			owner = x.Owner
		}
		var stake any
		if x.Stake > 0 {
			stake = x.Stake
		}
		part := 0.0
		if x.Total > 0 {
			part = min(1, x.Tonnes/x.Total)
		}
		t.Add(owner, stake, x.Site.Name, name(x.Site.Place), x.How, x.By, x.Material, x.Tonnes, part, x.Throughput)
	}
	return t
}

// RelianceTable compares net import reliance as published with the one the
// rows beside it give.
func RelianceTable(rs []Reliance) *table.Table {
	t := table.New("net-import-reliance", "Net import reliance of the United States: published, and computed from the published rows by each row's own definition",
		table.Column{Name: "commodity", Doc: "As the chapter calls it."},
		table.Column{Name: "of", Doc: "What the row narrows it to."},
		table.Column{Name: "year", Doc: "Year."},
		table.Column{Name: "critical", Type: table.Bool, Doc: "Flagged as on the list of critical minerals."},
		table.Column{Name: "published", Doc: "As printed, in percent of consumption; E: net exporter."},
		table.Column{Name: "computed", Type: table.Number, Unit: "%", Doc: "Imports less exports plus fall of stocks, over consumption."},
		table.Column{Name: "low", Type: table.Number, Unit: "%", Doc: "Least the rounding and the bounds of the inputs allow."},
		table.Column{Name: "high", Type: table.Number, Unit: "%", Doc: "Most they allow."},
		table.Column{Name: "verdict", Doc: "Agrees: within two points, the bound kept, or a net exporter both ways."},
		table.Column{Name: "cause", Doc: "Why not."},
		table.Column{Name: "definition", Doc: "The row's own, as read from its note."})
	for _, r := range rs {
		computed := table.Unknown("an input is no number")
		if r.Computed.Known() {
			computed = table.Num(r.Computed.Value)
		}
		t.Add(r.Row.Commodity, topic(r.Row.Detail), r.Row.Year, r.Row.Critical, r.Published.Text, computed,
			finite(r.Computed.Low), finite(r.Computed.High), r.Verdict, r.Cause, r.Definition.Text)
	}
	return t
}

// finite leaves an open bound blank.
func finite(v float64) table.Cell {
	if math.IsInf(v, 0) {
		return table.Cell{}
	}
	return table.Num(v)
}

// TallyTable lists wholly and mostly imported minerals, by convention.
func TallyTable(tallies []Tally) *table.Table {
	t := table.New("import-reliant", "Critical minerals the United States import wholly, and for more than half",
		table.Column{Name: "convention", Doc: "How minerals are counted."},
		table.Column{Name: "reliance", Doc: "100%, or above 50%."},
		table.Column{Name: "count", Type: table.Integer, Doc: "How many."},
		table.Column{Name: "members", Doc: "Which."})
	for _, x := range tallies {
		t.Add(x.Convention, "100%", len(x.Whole), x.Whole)
		t.Add(x.Convention, "above 50%", len(x.Most), x.Most)
	}
	return t
}

// ConcentrationTable lists how a total is spread; name and title say which.
func ConcentrationTable(w *adit.World, key, title string, rows []Concentration) *table.Table {
	t := table.New(key, title,
		table.Column{Name: "commodity", Doc: "As the chapter calls it."},
		table.Column{Name: "of", Doc: "What is counted, in the publisher's words."},
		table.Column{Name: "year", Doc: "Year, or span of years averaged."},
		table.Column{Name: "critical", Type: table.Bool, Doc: "Flagged as on the list of critical minerals."},
		table.Column{Name: "hhi", Label: "HHI", Type: table.Number, Doc: "Sum of squared shares in percent, 0-10,000; other countries count in the total and are not squared."},
		table.Column{Name: "hhi_low", Label: "HHI, least", Type: table.Number, Doc: "The same when what rows without a number hold is spread over very many."},
		table.Column{Name: "hhi_high", Label: "HHI, most", Type: table.Number, Doc: "The same when it is in one hand."},
		table.Column{Name: "first", Doc: "Largest."},
		table.Column{Name: "first_share", Type: table.Share, Doc: "Its share of the total."},
		table.Column{Name: "second", Doc: "Second."},
		table.Column{Name: "second_share", Type: table.Share, Doc: "Its share."},
		table.Column{Name: "third", Doc: "Third."},
		table.Column{Name: "third_share", Type: table.Share, Doc: "Its share."},
		table.Column{Name: "total", Type: table.Number, Doc: "Sum of the rows, in the unit of the next column."},
		table.Column{Name: "unit", Doc: "Unit of the total."},
		table.Column{Name: "no_number", Type: table.Integer, Doc: "Rows whose cell is no number; they count as nothing in the first HHI."})
	name := named(w)
	for _, c := range rows {
		values := []any{c.Commodity, c.Detail, c.Year, c.Critical, c.HHI, c.Low, c.High}
		for i := range 3 {
			if i < len(c.Parts) && c.Parts[i].Amount > 0 {
				values = append(values, name(c.Parts[i].Place), c.Parts[i].Share)
			} else {
				values = append(values, nil, nil)
			}
		}
		t.Add(append(values, c.Total, c.Unit, c.Unknown)...)
	}
	return t
}

// RiskTable lists supply risk, in the order given.
func RiskTable(rows []Risk) *table.Table {
	t := table.New("supply-risk", "Geopolitical supply risk of United States imports (Gemechu et al. 2016)",
		table.Column{Name: "commodity", Doc: "As the chapter calls it."},
		table.Column{Name: "production", Doc: "World production taken."},
		table.Column{Name: "imports", Doc: "Imports taken."},
		table.Column{Name: "hhi", Label: "HHI", Type: table.Number, Doc: "Concentration of world production, 0-10,000."},
		table.Column{Name: "instability", Type: table.Number, Doc: "Mean instability of the origins by their shares, 0-1: World Bank, Political Stability and Absence of Violence/Terrorism, turned round."},
		table.Column{Name: "named", Type: table.Share, Doc: "Share of imports whose origin is named."},
		table.Column{Name: "risk", Type: table.Number, Doc: "HHI on a scale of 0-1, times instability."})
	for _, r := range rows {
		t.Add(r.Production.Commodity, r.Production.Detail, r.Imports.Detail, r.Production.HHI, r.Instable, r.Covered, r.Index)
	}
	return t
}

// yearText keeps years as texts: they are labels, not quantities.
func yearText(year int) string { return adit.NewDate(year, 1, 1).String()[:4] }
