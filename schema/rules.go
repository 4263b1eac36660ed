package schema

import "adit"

var span = []Column{
	{Name: "from", Type: Day, Default: "open", Example: "2025-04-04", Doc: "First day."},
	{Name: "to", Type: Day, Default: "open", Example: "2026-11-10", Doc: "Last day."},
}

// Never is the first day of a hypothetical measure: one that no state has
// enacted and that only a scenario brings into force.
const Never = "9999-12-31"

// items are the keys of a list of goods.
var items = []Column{
	{Name: "materials", Type: Refs, Refers: []string{"materials"}, Wildcard: true, Default: "no material of this world", Example: "[\"dy.*\"]", Doc: "Material ids; a trailing `*` matches any ending."},
	{Name: "form", Type: Text, Example: "oxides and their mixtures", Doc: "The good in words."},
	{Name: "control", Type: Words, Example: "1C902", Doc: "Control code, or a list of them."},
	{Name: "customs", Type: Words, Example: "[2846901920]", Doc: "Customs codes, digits only."},
	{Name: "edition", Type: Text, Example: "CN 2025", Doc: "Edition of the customs nomenclature."},
}

// inclusive are the words of a boundary.
var inclusive = []string{"both", "first", "last", "neither"}

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
		Column{Name: "stage", Type: Choice, Choices: []string{string(adit.Enacted), string(adit.Announced)}, Default: "law", Example: "announced", Doc: "Whether an instrument exists, or a government has only said it."},
		Column{Name: "in_force", Type: Object, Fields: span, Default: "open at both ends", Doc: "Days it binds, as its text names them; `boundary` says which of the two are in. A hypothetical measure, which only a scenario brings into force, starts on " + Never + "."},
		Column{Name: "boundary", Type: Object, Default: "both days are in", Doc: "How the first and last day named by the text are counted.", Fields: []Column{
			{Name: "inclusive", Type: Choice, Choices: inclusive, Default: "both", Example: "both", Doc: "Which of the two days are days in force. It is applied to `in_force` and to `legal_until`."},
			{Name: "ours", Type: YesNo, Default: "false", Example: "true", Doc: "Whether this is our convention: the text leaves it open, or readers differ."},
			{Name: "words", Type: Text, Example: "\"until D\" includes D, to 24:00 Beijing time", Doc: "The convention in words."},
		}},
		Column{Name: "legal_until", Type: Day, Default: "as in_force says", Example: "2026-11-10", Doc: "Last day the text names, where anything beyond it is doubtful."},
		Column{Name: "announced_until", Type: Day, Default: "nothing announced", Example: "2027-01-10", Doc: "Last day as said by a government, not yet law."},
		Column{Name: "announced_on", Type: Day, Default: "not stated", Example: "2026-10-30", Doc: "Day that was said."},
		Column{Name: "announced_scope", Type: Choice, Choices: []string{"stated", "inferred"}, Default: "nothing announced", Example: "inferred",
			Doc: "Whether this measure was named, or only the arrangement it belongs to."},
		Column{Name: "acts_on", Type: Refs, Refers: []string{"rules"}, Default: "none", Example: "[cn-2025-055, cn-2025-056]", Doc: "Measures that a suspension puts out of force."},
		Column{Name: "items", Type: Objects, Default: "no goods named", Doc: "Goods it covers.", Fields: items},
		Column{Name: "from", Type: Refs, Refers: []string{"places", "groups"}, Default: "any", Example: "[CN]", Doc: "Places or groups of origin or dispatch."},
		Column{Name: "to", Type: Refs, Refers: []string{"places", "groups"}, Default: "any", Example: "[US]", Doc: "Places or groups of destination."},
		Column{Name: "except_to", Type: Refs, Refers: []string{"places", "groups"}, Default: "none", Example: "[JP]", Doc: "Destinations left out."},
		Column{Name: "transferor", Type: YesNo, Default: "false", Example: "true", Doc: "Whether it binds re-export from third countries as well."},
		Column{Name: "binds", Type: Objects, Default: "whoever ships", Doc: "Who must obey it.", Fields: []Column{
			{Name: "who", Type: Choice, Required: true, Example: "transferors", Doc: "Kind of person.", Choices: []string{"exporters", "transferors", "importers", "persons", "carriers", "contractors", "authorities"}},
			{Name: "of", Type: Refs, Refers: []string{"places", "groups"}, Default: "any", Example: "[CN]", Doc: "Places or groups they are of, or act from."},
			{Name: "words", Type: Text, Example: "organisations and individuals outside China", Doc: "In words."},
		}},
		Column{Name: "parties", Type: Refs, Refers: []string{"parties"}, Default: "none", Example: "[jl-mag]", Doc: "Parties it names."},
		Column{Name: "lists", Type: Refs, Refers: []string{"lists"}, Default: "none", Example: "[cn-control-list]", Doc: "Party lists it puts parties on."},
		Column{Name: "listed", Type: Whole, Limit: NotNegative, Default: "not stated", Example: "20", Doc: "How many parties it puts on them."},
		Column{Name: "test", Type: Object, Default: "by list", Doc: "How an item or a party is caught. `kind` names the limb that decides; every other limb that is filled in must hold as well.", Fields: []Column{
			{Name: "kind", Type: Choice, Choices: []string{"list", "content", "technology", "origin", "end-use", "end-user", "ownership"}, Default: "list", Example: "content", Doc: "Kind of test."},
			{Name: "share", Type: Measured, Unit: "1", Limit: Share, Default: "none", Example: "0.001", Doc: "Threshold of content or of ownership."},
			{Name: "compare", Type: Choice, Choices: []string{"at-least", "more-than"}, Default: "at-least", Example: "more-than", Doc: "Whether the share itself is caught, or only what lies above it."},
			{Name: "basis", Type: Choice, Choices: []string{"value", "weight", "equity", "votes"}, Default: "not stated", Example: "value", Doc: "What the share is a share of: value or weight of content, equity or votes of ownership."},
			{Name: "ceilings", Type: Objects, Default: "one threshold for all", Doc: "Other thresholds for some destinations.", Fields: []Column{
				{Name: "to", Type: Refs, Refers: []string{"places", "groups"}, Required: true, Example: "[IR]", Doc: "Places or groups of destination."},
				{Name: "share", Type: Measured, Unit: "1", Limit: Share, Required: true, Example: "0.1", Doc: "Threshold there."},
			}},
			{Name: "numerator", Type: Objects, Default: "any good of the origin", Doc: "Goods whose content is counted (of No. 61: Part 1).", Fields: items},
			{Name: "denominator", Type: Objects, Default: "each good that the measure's items name", Doc: "Goods it is a share of (of No. 61: Part 2).", Fields: items},
			{Name: "whole", Type: YesNo, Default: "false", Example: "true", Doc: "Whether the content is a share of the whole good shipped, not of the listed good in it."},
			{Name: "origin", Type: Refs, Refers: []string{"places", "groups"}, Default: "the measure's from", Example: "[CN]", Doc: "Where the goods counted or caught come from."},
			{Name: "steps", Type: Words, Default: "any", Example: "[mined, refined, melted]", Doc: "Steps of production, any of which at the origin is enough."},
			{Name: "technology", Type: Words, Default: "none", Example: "[mining, separation, magnets]", Doc: "Technology of the origin whose use catches."},
			{Name: "readings", Type: Objects, Default: "one reading", Doc: "Ways to read the test, where translations or readers differ. An answer that differs between them says so.", Fields: []Column{
				{Name: "id", Type: Text, Required: true, Example: "cset", Doc: "Short name of the reading."},
				{Name: "words", Type: Text, Required: true, Example: "only goods that also use rare earths first produced in China", Doc: "What it says."},
				{Name: "source", Type: Refs, Refers: []string{"sources"}, Default: "not stated", Example: "cset-061", Doc: "Who reads it so."},
				{Name: "origin", Type: Refs, Refers: []string{"places", "groups"}, Default: "no such condition", Example: "[CN]", Doc: "Where materials of the goods must also come from."},
				{Name: "technology", Type: Words, Default: "as the test says", Example: "[mining]", Doc: "Technology, where this reading differs in it."},
				{Name: "share", Type: Measured, Unit: "1", Limit: Share, Default: "as the test says", Example: "0.001", Doc: "Threshold, where this reading differs in it."},
			}},
			{Name: "end_use", Type: Words, Default: "any", Example: "[military]", Doc: "Uses that catch."},
			{Name: "end_user", Type: Words, Default: "any", Example: "[military]", Doc: "Kinds of user that catch."},
			{Name: "lists", Type: Refs, Refers: []string{"lists"}, Default: "none", Example: "[us-entity-list]", Doc: "Party lists whose parties catch."},
			{Name: "aggregate", Type: YesNo, Default: "false", Example: "true", Doc: "Whether holdings of several listed parties are added up."},
			{Name: "through", Type: Choice, Choices: []string{"cascade", "dilution", "direct"}, Default: "direct", Example: "cascade", Doc: "How holdings through others count: whole once the one between is itself caught (cascade), as a product along the path (dilution), or not (direct)."},
		}},
		Column{Name: "effect", Type: Object, Default: "no shipment is bound", Doc: "What the market feels. A literal throughput, base or leakage is assumed, whatever the measure rests on, because no text of law states it.", Fields: []Column{
			{Name: "throughput", Type: Measured, Unit: "1", Limit: Share, Settled: []float64{0, 1}, Default: "1", Example: "rule.cn-2025-018.throughput", Doc: "Share of the unrestricted flow that passes."},
			{Name: "base", Type: Measured, Unit: "1", Limit: Share, Settled: []float64{0, 1}, Default: "1", Example: "1", Doc: "The same share already in the flows of the base period; 1 when the measure did not bind then."},
			{Name: "pool", Type: YesNo, Default: "false", Example: "true", Doc: "Whether one cap stands over all lanes covered (a licence pool), not one over each."},
			{Name: "leakage", Type: Measured, Unit: "1", Limit: Share, Settled: []float64{0, 1}, Default: "0", Example: "0.3 [0.1, 0.6]", Doc: "Share of goods of restricted origin that third countries pass on all the same."},
			{Name: "rate", Type: Measured, Unit: "1", Limit: NotNegative, Default: "0", Example: "0.25", Doc: "Ad valorem rate of a tariff."},
			{Name: "amount", Type: Measured, Limit: NotNegative, Default: "none", Example: "500", Doc: "Quota, fee or floor as the law states it."},
			{Name: "unit", Type: Text, Default: "none", Example: "t/y", Doc: "Unit of the amount, with its time basis."},
		}},
		Column{Name: "licences", Type: Objects, Default: "none known", Doc: "Leave given under it.", Fields: []Column{
			{Name: "holder", Type: Text, Required: true, Example: "JL Mag", Doc: "Holder, as reported."},
			{Name: "party", Type: Ref, Refers: []string{"parties"}, Default: "no party of this world", Example: "jl-mag", Doc: "Holder as a party."},
			{Name: "customers", Type: Words, Default: "not published", Example: "[\"Example Motors\"]", Doc: "Named customers."},
			{Name: "materials", Type: Refs, Refers: []string{"materials"}, Wildcard: true, Default: "the measure's", Example: "[ndfeb.magnet-hc]", Doc: "Material ids; a trailing `*` matches any ending."},
			{Name: "quantity", Type: Measured, Limit: NotNegative, Default: "not published", Example: "300", Doc: "Quantity."},
			{Name: "unit", Type: Text, Default: "none", Example: "t/y", Doc: "Unit of the quantity, with its time basis."},
			{Name: "from", Type: Day, Default: "not stated", Example: "2025-12-02", Doc: "First day."},
			{Name: "expires", Type: Day, Default: "not stated", Example: "2026-12-01", Doc: "Last day."},
			{Name: "ours", Type: YesNo, Default: "false", Example: "true", Doc: "Whether the last day is our arithmetic."},
			{Name: "source", Type: Refs, Refers: []string{"sources"}, Default: "the measure's", Example: "tomshardware", Doc: "Documents it rests on."},
			{Name: "note", Type: Text, Example: "renewal not known", Doc: "Remark."},
		}},
		Column{Name: "commitments", Type: Objects, Default: "none", Doc: "What a side has promised under it. Deliveries are no part of a world: `adit rules commitments --deliveries` takes them.", Fields: []Column{
			{Name: "id", Type: Key, Required: true, Example: "truce-cn-5a", Doc: "Key over all measures."},
			{Name: "side", Type: Ref, Refers: []string{"places", "groups"}, Required: true, Example: "CN", Doc: "Place or group that promised."},
			{Name: "number", Type: Whole, Limit: NotNegative, Default: "not numbered", Example: "5", Doc: "Number within that side's list."},
			{Name: "subject", Type: Words, Default: "as the words say", Example: "[soybeans]", Doc: "Goods or matters."},
			{Name: "words", Type: Text, Required: true, Example: "Buys at least the stated soybeans", Doc: "What was promised."},
			{Name: "quantity", Type: Measured, Limit: NotNegative, Default: "none", Example: "12", Doc: "Quantity promised."},
			{Name: "unit", Type: Text, Default: "none", Example: "Mt", Doc: "Unit of the quantity, with its time basis."},
			{Name: "from", Type: Day, Default: "not stated", Example: "2025-11-01", Doc: "First day of the period."},
			{Name: "to", Type: Day, Default: "no end", Example: "2025-12-31", Doc: "Last day of the period."},
			{Name: "instrument", Type: Text, Default: "none known", Example: "no legal instrument", Doc: "What carries it out, as cited."},
			{Name: "measures", Type: Refs, Refers: []string{"rules"}, Default: "none", Example: "[cn-2025-070]", Doc: "Measures that carry it out."},
			{Name: "status", Type: Text, Default: "not known", Example: "purchases not checked", Doc: "What is known of its performance."},
			{Name: "last_checked", Type: Day, Default: "not checked", Example: "2026-10-08", Doc: "Day somebody last looked."},
			{Name: "source", Type: Refs, Refers: []string{"sources"}, Default: "the measure's", Example: "epoch-times-2025-11-05", Doc: "Documents it rests on."},
			{Name: "confidence", Type: Choice, Choices: []string{"official", "company", "secondary", "derived", "assumed"}, Default: "the measure's", Example: "secondary", Doc: "Kind of source."},
			{Name: "grade", Type: Text, Example: "L", Doc: "The compiler's own letter."},
		}},
		Column{Name: "exceptions", Type: Words, Default: "none", Example: "[\"humanitarian shipments, case by case\"]", Doc: "Exceptions in words."},
		Column{Name: "except_for", Type: Refs, Refers: []string{"rules"}, Default: "none", Example: "[cn-2023-023]", Doc: "Measures to which this one is a stated exception: where both catch a shipment, this one decides. Two measures that conflict without it are an error."},
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
