package schema

import "adit"

var span = []Column{
	{Name: "from", Type: Day, Default: "open", Example: "2025-04-04", Doc: "First day."},
	{Name: "to", Type: Day, Default: "open", Example: "2026-11-10", Doc: "Last day."},
}

// Never is the first day of a hypothetical measure: one that no state has
// enacted and that only a scenario brings into force.
const Never = "9999-12-31"

// Rules describes rules/<jurisdiction>/<id>.yaml.
var Rules = Document{
	Name: "rules", Row: adit.Measure{},
	Doc: "One measure: a paragraph of an instrument, with its dates. The folder is the issuer in lower case, the file name is the id. Each dated fact has two clocks: when it binds, and when it could be known.",
	Fields: provenance(
		Column{Name: "id", Type: Key, Required: true, Example: "cn-2025-018", Doc: "Key."},
		Column{Name: "name", Type: Text, Required: true, Example: "Export licence for seven medium and heavy rare earths", Doc: "Name in words."},
		Column{Name: "instrument", Type: Text, Required: true, Example: "MOFCOM/GACC Announcement 2025 No. 18", Doc: "Instrument as cited."},
		Column{Name: "paragraph", Type: Text, Default: "the whole instrument", Example: "¶1", Doc: "Paragraph within it."},
		Column{Name: "issuer", Type: Ref, Refers: []string{"places", "groups"}, Required: true, Example: "CN", Doc: "Jurisdiction."},
		Column{Name: "kind", Type: Choice, Required: true, Example: "licence", Doc: "What it does to those it binds.", Choices: []string{
			string(adit.Licence), string(adit.Denial), string(adit.Ban), string(adit.Tariff), string(adit.Quota), string(adit.Fee),
			string(adit.Floor), string(adit.Listing), string(adit.Suspension), string(adit.Framework)}},
		Column{Name: "published", Type: Day, Default: "not stated", Example: "2025-04-04", Doc: "Day of publication."},
		Column{Name: "known_on", Type: Day, Default: "the day of publication", Example: "2025-04-04", Doc: "Day it could first be known."},
		Column{Name: "in_force", Type: Object, Fields: span, Default: "open at both ends", Doc: "Days it binds by its own text, both included. A hypothetical measure, which only a scenario brings into force, starts on " + Never + "."},
		Column{Name: "boundary", Type: Text, Example: "to 24:00 of the last day, Beijing time", Doc: "How the first and last day are counted."},
		Column{Name: "legal_until", Type: Day, Default: "as in_force says", Example: "2026-11-10", Doc: "Last day by the text, where anything beyond it is doubtful."},
		Column{Name: "announced_until", Type: Day, Default: "nothing announced", Example: "2027-01-10", Doc: "Last day as said by a government, not yet law."},
		Column{Name: "announced_on", Type: Day, Default: "not stated", Example: "2026-10-30", Doc: "Day that was said."},
		Column{Name: "announced_scope", Type: Choice, Choices: []string{"stated", "inferred"}, Default: "nothing announced", Example: "inferred",
			Doc: "Whether this measure was named, or only the arrangement it belongs to."},
		Column{Name: "acts_on", Type: Refs, Refers: []string{"rules"}, Default: "none", Example: "[cn-2025-055, cn-2025-056]", Doc: "Measures that a suspension puts out of force."},
		Column{Name: "items", Type: Objects, Default: "no goods named", Doc: "Goods it covers.", Fields: []Column{
			{Name: "materials", Type: Refs, Refers: []string{"materials"}, Wildcard: true, Default: "no material of this world", Example: "[\"dy.*\"]", Doc: "Material ids; a trailing `*` matches any ending."},
			{Name: "form", Type: Text, Example: "oxides and their mixtures", Doc: "The good in words."},
			{Name: "control", Type: Text, Example: "1C902", Doc: "Control code."},
			{Name: "customs", Type: Words, Example: "[2846901920]", Doc: "Customs codes."},
			{Name: "edition", Type: Text, Example: "CN 2025", Doc: "Edition of the customs nomenclature."},
		}},
		Column{Name: "from", Type: Refs, Refers: []string{"places", "groups"}, Default: "any", Example: "[CN]", Doc: "Places or groups of origin or dispatch."},
		Column{Name: "to", Type: Refs, Refers: []string{"places", "groups"}, Default: "any", Example: "[US]", Doc: "Places or groups of destination."},
		Column{Name: "except_to", Type: Refs, Refers: []string{"places", "groups"}, Default: "none", Example: "[JP]", Doc: "Destinations left out."},
		Column{Name: "transferor", Type: YesNo, Default: "false", Example: "true", Doc: "Whether it binds re-export from third countries as well."},
		Column{Name: "test", Type: Object, Default: "by list", Doc: "How an item is caught.", Fields: []Column{
			{Name: "kind", Type: Choice, Choices: []string{"list", "content", "technology", "end-use", "end-user"}, Default: "list", Example: "content", Doc: "Kind of test."},
			{Name: "share", Type: Measured, Unit: "1", Limit: Share, Default: "none", Example: "0.001", Doc: "Content at or above which an item is caught."},
			{Name: "basis", Type: Choice, Choices: []string{"value", "weight"}, Default: "not stated", Example: "value", Doc: "What the share is a share of."},
		}},
		Column{Name: "effect", Type: Object, Default: "no shipment is bound", Doc: "What the market feels. A literal throughput, base or leakage is assumed, whatever the measure rests on, because no text of law states it.", Fields: []Column{
			{Name: "throughput", Type: Measured, Unit: "1", Limit: Share, Settled: []float64{0, 1}, Default: "1", Example: "rule.cn-2025-018.throughput", Doc: "Share of the unrestricted flow that passes."},
			{Name: "base", Type: Measured, Unit: "1", Limit: Share, Settled: []float64{0, 1}, Default: "1", Example: "1", Doc: "The same share already in the flows of the base period; 1 when the measure did not bind then."},
			{Name: "pool", Type: YesNo, Default: "false", Example: "true", Doc: "Whether one cap stands over all lanes covered (a licence pool), not one over each."},
			{Name: "leakage", Type: Measured, Unit: "1", Limit: Share, Settled: []float64{0, 1}, Default: "0", Example: "0.3 [0.1, 0.6]", Doc: "Share of goods of restricted origin that third countries pass on all the same."},
			{Name: "rate", Type: Measured, Unit: "1", Limit: NotNegative, Default: "0", Example: "0.25", Doc: "Ad valorem rate of a tariff."},
		}},
		Column{Name: "exceptions", Type: Words, Default: "none", Example: "[\"humanitarian shipments, case by case\"]", Doc: "Exceptions in words."},
		Column{Name: "references", Type: Objects, Default: "none", Doc: "Where the text can be read.", Fields: []Column{
			{Name: "title", Type: Text, Required: true, Example: "Announcement text", Doc: "Title."},
			{Name: "url", Type: Text, Default: "no address is kept", Example: "https://example.org/18", Doc: "Address."},
		}},
		Column{Name: "last_checked", Type: Day, Default: "not stated", Example: "2026-11-09", Doc: "Day somebody last looked whether it changed."},
	),
	Example: `id: cn-2025-018
name: Export licence for seven medium and heavy rare earths
instrument: MOFCOM/GACC Announcement 2025 No. 18
issuer: CN
kind: licence
published: 2025-04-04
in_force: {from: 2025-04-04}
items:
  - materials: ["dy.*", "tb.*"]
    control: 1C902
from: [CN]
effect:
  throughput: rule.cn-2025-018.throughput
  base: rule.cn-2025-018.base
  pool: true
last_checked: 2026-11-09
source: [mofcom-2025-018]
confidence: official
`,
}
