package schema

import "adit"

// Projects describes projects.csv.
var Projects = Table{
	Name: "projects", Row: adit.Project{}, Keys: []string{"id"},
	Doc: "A site not yet running, or an expansion of one that is.",
	Columns: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "iluka-eneabba", Doc: "Key."},
		Column{Name: "name", Type: Text, Required: true, Example: "Eneabba refinery", Doc: "Name in words."},
		Column{Name: "site", Type: Ref, Refers: []string{"sites"}, Default: "a new site", Example: "lynas-kuantan-ndpr", Doc: "Site it expands."},
		Column{Name: "place", Type: Ref, Refers: []string{"places"}, Required: true, Example: "AU", Doc: "Where it will stand."},
		Column{Name: "owners", Type: Refs, Refers: []string{"parties"}, Share: true, Default: "not known", Example: "iluka:100",
			Doc: "Owning parties, separated by `;`, each with its share in percent after a colon where known."},
		Column{Name: "recipe", Type: Ref, Refers: []string{"recipes"}, Default: "not known: it is listed only", Example: "sep.ndpr", Doc: "What it will do."},
		Column{Name: "status", Type: Choice, Choices: statuses, Required: true, Example: "construction", Doc: "How far it is: construction, commissioning or planned."},
		Column{Name: "capacity", Type: Measured, Unit: "t/y", Limit: NotNegative, Default: "not announced", Example: "5500", Doc: "Capacity added for the main product."},
		Column{Name: "start", Type: Day, Default: "not announced", Example: "2027-07-01", Doc: "First output as announced."},
		Column{Name: "odds", Type: Measured, Unit: "1", Limit: Share, Default: "the planner's default", Example: "0.7 [0.5, 0.9]", Doc: "Chance that it ever produces."},
		Column{Name: "delay", Type: Measured, Unit: "month", Limit: NotNegative, Default: "none", Example: "12 [6, 24]", Doc: "Months after the announced start."},
		Column{Name: "ramp", Type: Measured, Unit: "month", Limit: NotNegative, Default: "the planner's default", Example: "18 [12, 36]", Doc: "Months from start to half of nameplate."},
	),
}
